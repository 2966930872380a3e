/** Volume, voice, way of talking and devices. Opens over the controls; Escape closes it. */
import { useEffect, useRef, type ReactElement } from "react";

import { TalkMode } from "../generated/protocol";
import type { ShareKind } from "../state/conversation";
import type { DeviceKind, Preferences } from "../state/preferences";
import { DeviceSelect } from "./DeviceSelect";
import { CloseIcon } from "./icons";
import { useWords } from "./language";
import { VoiceSelect } from "./VoiceSelect";

export interface DevicesPanelProps {
  readonly preferences: Preferences;
  readonly voices: readonly string[];
  readonly mode: TalkMode;
  readonly shareKind: ShareKind;
  readonly canChooseSpeaker: boolean;
  readonly onVolume: (volume: number) => void;
  readonly onVoice: (voice: string) => void;
  readonly onMode: (mode: TalkMode) => void;
  readonly onDevice: (kind: DeviceKind, deviceId: string) => void;
  readonly onClose: () => void;
}

export function DevicesPanel(props: DevicesPanelProps): ReactElement {
  const { t, language } = useWords();
  const { preferences, voices, onClose } = props;
  const volume = useRef<HTMLInputElement>(null);
  useEffect(() => volume.current?.focus(), []);
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      if (event.key === "Escape") onClose();
    };
    window.addEventListener("keydown", close);
    return () => {
      window.removeEventListener("keydown", close);
    };
  }, [onClose]);
  const percent = new Intl.NumberFormat(language, { style: "percent" }).format(preferences.volume);
  return (
    <section className="panel" id="devices-panel" aria-labelledby="devices-title">
      <header>
        <h2 id="devices-title">{t.soundTitle}</h2>
        <button
          type="button"
          className="button button-quiet button-round"
          aria-label={t.close}
          onClick={onClose}
        >
          <CloseIcon />
        </button>
      </header>
      <label className="field">
        <span>{t.volume}</span>
        <input
          ref={volume}
          data-testid="volume"
          type="range"
          min="0"
          max="1"
          step="0.05"
          value={preferences.volume}
          aria-valuetext={percent}
          onChange={(event) => {
            props.onVolume(event.target.valueAsNumber);
          }}
        />
      </label>
      <VoiceSelect
        voices={voices}
        value={preferences.voice}
        onChange={props.onVoice}
      />
      <fieldset className="modes">
        <legend>{t.howYouTalk}</legend>
        <Mode {...props} value={TalkMode.OPEN} word={t.talkOpen} />
        <Mode {...props} value={TalkMode.HOLD} word={t.talkHold} />
      </fieldset>
      {kindsOf(props).map((kind) => (
        <DeviceSelect
          key={kind}
          kind={kind}
          value={preferences.devices[kind]}
          onChange={(deviceId) => {
            props.onDevice(kind, deviceId);
          }}
        />
      ))}
    </section>
  );
}

type ModeProps = Pick<DevicesPanelProps, "mode" | "onMode"> & {
  readonly value: TalkMode;
  readonly word: string;
};

function Mode({ mode, onMode, value, word }: ModeProps): ReactElement {
  return (
    <label className="mode">
      <input
        type="radio"
        name="talk-mode"
        data-testid={`talk-mode-${value}`}
        value={value}
        checked={mode === value}
        onChange={() => {
          onMode(value);
        }}
      />
      <span>{word}</span>
    </label>
  );
}

function kindsOf({ canChooseSpeaker, shareKind }: DevicesPanelProps): readonly DeviceKind[] {
  return [
    "audioinput",
    ...(canChooseSpeaker ? (["audiooutput"] as const) : []),
    ...(shareKind === "camera" ? (["videoinput"] as const) : []),
  ];
}
