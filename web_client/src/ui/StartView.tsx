/** The first page: one sentence, one button, and below it the few choices. */
import { useEffect, useRef, useState, type ReactElement } from "react";

import { useMedia } from "../media";
import type { Language } from "../generated/protocol";
import { catalogues } from "../i18n";
import type { ShareKind } from "../state/conversation";
import type { Failure, FailureAction, FailureCode } from "../state/failure";
import type { Preferences } from "../state/preferences";
import { DeviceSelect } from "./DeviceSelect";
import { FailureCard } from "./FailureCard";
import { CameraIcon, KeptIcon, Mark, ScreenIcon } from "./icons";
import { useWords } from "./language";
import { VoiceSelect } from "./VoiceSelect";
import { Wave } from "./Wave";

interface StartViewProps {
  readonly preferences: Preferences;
  readonly languages: readonly Language[];
  readonly voices: readonly string[];
  readonly shareKind: ShareKind;
  readonly failure: Failure | null;
  /** The browser lets the page listen already: the level can be shown without asking. */
  readonly mayListen: boolean;
  readonly focusOnButton: boolean;
  readonly onChange: (change: Partial<Preferences>) => void;
  readonly onStart: (share: boolean) => void;
  readonly onAct: (action: FailureAction) => void;
}

export function StartView(props: StartViewProps): ReactElement {
  const { t } = useWords();
  const { failure, focusOnButton, onAct, onStart, shareKind } = props;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focusOnButton) button.current?.focus();
  }, [focusOnButton]);
  const screen = shareKind === "screen";
  return (
    <main className="start" id="main">
      <p className="brand">
        <Mark />
        Cicerone
      </p>
      <h1 className="sentence">{t.sentence}</h1>
      {failure && <FailureCard failure={failure} onAct={onAct} />}
      <div className="start-actions">
        <button
          ref={button}
          type="button"
          className="button button-main button-large"
          data-testid="start-share"
          aria-describedby="what-happens"
          onClick={() => {
            onStart(true);
          }}
        >
          {screen ? <ScreenIcon /> : <CameraIcon />}
          {screen ? t.showScreen : t.showCamera}
        </button>
        <button
          type="button"
          className="button button-quiet button-tall"
          data-testid="start-talk"
          onClick={() => {
            onStart(false);
          }}
        >
          {t.talkOnly}
        </button>
      </div>
      <p className="aside" id="what-happens">
        {screen ? t.whatHappensScreen : t.whatHappensCamera}
      </p>
      <Choices {...props} />
      <p className="aside kept">
        <KeptIcon />
        {t.privacy}
      </p>
    </main>
  );
}

function Choices(props: StartViewProps): ReactElement {
  const { t } = useWords();
  const { preferences, languages, voices, onChange, mayListen } = props;
  return (
    <section className="choices" aria-label={t.startSettings}>
      <label className="field">
        <span>{t.language}</span>
        <select
          data-testid="language-select"
          value={preferences.language}
          onChange={(event) => {
            const language = languages.find((one) => one === event.target.value);
            if (language) onChange({ language });
          }}
        >
          {languages.map((language) => (
            <option key={language} value={language} lang={language}>
              {catalogues[language].languageName}
            </option>
          ))}
        </select>
      </label>
      <VoiceSelect
        voices={voices}
        value={preferences.voice}
        onChange={(voice) => {
          onChange({ voice });
        }}
      />
      <MicrophoneChoice preferences={preferences} onChange={onChange} mayListen={mayListen} />
    </section>
  );
}

type MicrophoneChoiceProps = Pick<StartViewProps, "preferences" | "onChange" | "mayListen">;

function MicrophoneChoice({
  preferences,
  onChange,
  mayListen,
}: MicrophoneChoiceProps): ReactElement {
  const { t } = useWords();
  const { TestLevels } = useMedia();
  const [asked, setAsked] = useState(false);
  const [code, setCode] = useState<FailureCode | null>(null);
  const { devices } = preferences;
  return (
    <div className="microphone-choice">
      <DeviceSelect
        kind="audioinput"
        value={devices.audioinput}
        onChange={(audioinput) => {
          setCode(null);
          onChange({ devices: { ...devices, audioinput } });
        }}
      />
      {(asked || mayListen) && code === null ? (
        <TestLevels deviceId={devices.audioinput} onFailure={setCode}>
          {(levels) => <Wave levels={levels} size="small" label={t.microphoneLevel} />}
        </TestLevels>
      ) : (
        <button
          type="button"
          className="button"
          onClick={() => {
            setCode(null);
            setAsked(true);
          }}
        >
          {t.testMicrophone}
        </button>
      )}
      {code && (
        <FailureCard
          failure={{ code, id: "" }}
          onAct={() => {
            setCode(null);
            setAsked(true);
          }}
        />
      )}
    </div>
  );
}
