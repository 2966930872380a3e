/** Puts the parts together: choices, the server's configuration, the call, and the view of it. */
import { useState, type ReactElement } from "react";

import { MediaContext } from "./media";
import { liveMedia, TracksContext } from "./room/live-media";
import { availableShareKind } from "./room/sight";
import { useCall } from "./room/use-call";
import type { Failure } from "./state/failure";
import { ableVoice, voicesFor } from "./state/voices";
import { ConversationView } from "./ui/ConversationView";
import { EndedView } from "./ui/EndedView";
import { LanguageContext, useWords } from "./ui/language";
import { StartView } from "./ui/StartView";
import { useClientConfig } from "./use-client-config";
import { useMayListen } from "./use-may-listen";
import { usePreferences } from "./use-preferences";

const canChooseSpeaker = "setSinkId" in HTMLMediaElement.prototype;
const hasKeyboard = matchMedia("(any-hover: hover)").matches;

export function App(): ReactElement {
  const [preferences, change] = usePreferences();
  const { config, failure: configFailure, reload } = useClientConfig();
  // The choice itself stays remembered, for the languages that have that voice.
  const voices = voicesFor(config, preferences.language);
  const able = { ...preferences, voice: ableVoice(voices, preferences.voice) };
  const { state, tracks, actions } = useCall(able, (voice) => {
    change({ voice });
  });
  const [shared, setShared] = useState(false);
  const [again, setAgain] = useState(false);
  const mayListen = useMayListen();

  const start = (share: boolean): void => {
    setShared(share);
    actions.start(share);
  };
  const missingSetting = config.missing_setting ?? null;
  const noKey: Failure | null = missingSetting
    ? { code: "no_key", id: "", setting: missingSetting }
    : null;
  const choices = { preferences: able, voices };

  const view = (): ReactElement => {
    if (state.phase === "ended" && !again) {
      return (
        <EndedView
          by={state.endedBy ?? "guide"}
          lines={state.lines}
          onStartAgain={() => {
            setAgain(true);
            reload();
          }}
        />
      );
    }
    if (state.phase === "call") {
      return (
        <ConversationView
          {...choices}
          key={state.phase}
          state={state}
          actions={actions}
          missingSetting={missingSetting}
          hasKeyboard={hasKeyboard}
          canChooseSpeaker={canChooseSpeaker}
          onVolume={(volume) => {
            change({ volume });
          }}
          onVoice={(voice) => {
            change({ voice });
            actions.setVoice(voice);
          }}
          onMode={(mode) => {
            change({ mode });
            actions.setMode(mode);
          }}
          onDevice={(kind, id) => {
            change({ devices: { ...preferences.devices, [kind]: id } });
            actions.selectDevice(kind, id);
          }}
          onRetry={() => {
            reload();
            start(shared);
          }}
        />
      );
    }
    return (
      <StartView
        {...choices}
        languages={config.languages}
        shareKind={availableShareKind()}
        failure={configFailure ?? noKey}
        mayListen={mayListen}
        focusOnButton={again}
        onChange={change}
        onStart={(share) => {
          setAgain(false);
          start(share);
        }}
        onAct={reload}
      />
    );
  };

  return (
    <LanguageContext value={preferences.language}>
      <MediaContext value={liveMedia}>
        <TracksContext value={tracks}>
          <SkipLink />
          {view()}
        </TracksContext>
      </MediaContext>
    </LanguageContext>
  );
}

function SkipLink(): ReactElement {
  const { t } = useWords();
  return (
    <a className="skip" href="#main">
      {t.skip}
    </a>
  );
}
