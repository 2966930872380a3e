/** The call: state and captions, the stage, the transcript, the controls. */
import { useCallback, useEffect, useRef, useState, type ReactElement } from "react";

import { GuideState, TalkMode } from "../generated/protocol";
import { useMedia } from "../media";
import type { CallActions } from "../state/actions";
import { failureOf, type ConversationState } from "../state/conversation";
import type { Failure, FailureAction } from "../state/failure";
import { captionOf } from "../state/transcript";
import { Captions } from "./Captions";
import { Controls } from "./Controls";
import { DevicesPanel, type DevicesPanelProps } from "./DevicesPanel";
import { FailureCard } from "./FailureCard";
import { useWords } from "./language";
import { NoticeLine } from "./NoticeLine";
import { Stage } from "./Stage";
import { StateLine } from "./StateLine";
import { Transcript } from "./Transcript";
import { useSpaceToTalk } from "./use-space-to-talk";

interface ConversationViewProps
  extends Pick<
    DevicesPanelProps,
    "preferences" | "voices" | "canChooseSpeaker" | "onVolume"
  > {
  readonly state: ConversationState;
  readonly missingSetting: string | null;
  readonly hasKeyboard: boolean;
  readonly actions: CallActions;
  readonly onVoice: DevicesPanelProps["onVoice"];
  readonly onMode: DevicesPanelProps["onMode"];
  readonly onDevice: DevicesPanelProps["onDevice"];
  readonly onRetry: () => void;
  /** For the gallery: what is open from the start. */
  readonly open?: "panel" | "typing";
}

export function ConversationView(props: ConversationViewProps): ReactElement {
  const { t } = useWords();
  const { GuideVoice } = useMedia();
  const { state, actions, preferences } = props;
  const [panelOpen, setPanelOpen] = useState(props.open === "panel");
  const [typing, setTyping] = useState(props.open === "typing");
  const panelButton = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that had the focus is gone; from here the space bar and Tab both make sense.
  useEffect(() => heading.current?.focus(), []);
  useSpaceToTalk(
    state.mode === TalkMode.HOLD && state.microphone.status === "on",
    useLatest(actions.press),
    useLatest(actions.release),
  );
  const closePanel = useCallback(() => {
    setPanelOpen(false);
    panelButton.current?.focus();
  }, []);

  const failure = shownFailure(state, props.missingSetting);
  const stops = failure !== null && isStopping(failure, state);
  const act = (action: FailureAction): void => {
    if (action === "microphone") actions.askMicrophone();
    if (action === "share") actions.show();
    if (action === "hear") actions.hear();
    if (action === "retry" || action === "check") props.onRetry();
  };
  const card = failure && (
    <FailureCard
      key={`${failure.code} ${failure.id}`}
      failure={failure}
      onAct={act}
      onDismiss={isAside(failure, state) ? actions.dismiss : undefined}
    />
  );
  return (
    <main className="call" id="main" data-typing={typing}>
      <div className="call-main">
        <h1 ref={heading} tabIndex={-1} className="unseen">
          {t.conversation}
        </h1>
        <StateLine state={state} hasKeyboard={props.hasKeyboard} />
        {!stops && card}
        <Stage state={state} onShow={actions.show} failure={stops ? card : null} />
        <Captions caption={captionOf(state.lines)} />
        <NoticeLine notice={state.notice} onRead={actions.readNotice} />
      </div>
      <Transcript
        lines={state.lines}
        silent={preferences.volume === 0}
        input={input}
        onSay={actions.say}
        onSayAgain={actions.sayAgain}
      />
      <div className="call-controls">
        {panelOpen && (
          <DevicesPanel
            {...props}
            mode={state.mode}
            shareKind={state.share.kind}
            onClose={closePanel}
          />
        )}
        <Controls
          state={state}
          typing={typing}
          panelOpen={panelOpen}
          panelButton={panelButton}
          onMicrophone={
            state.microphone.status === "on" ? actions.toggleMicrophone : actions.askMicrophone
          }
          onPress={actions.press}
          onRelease={actions.release}
          onShow={actions.show}
          onStopShowing={actions.stopShowing}
          onType={() => {
            // On a wide screen the line to type in is always there.
            if (typing || !isVisible(input.current)) setTyping(!typing);
            if (!typing) requestAnimationFrame(() => input.current?.focus());
          }}
          onPanel={() => {
            setPanelOpen(!panelOpen);
          }}
          onLeave={actions.leave}
        />
      </div>
      <GuideVoice volume={preferences.volume} />
    </main>
  );
}

function shownFailure(state: ConversationState, missing: string | null): Failure | null {
  if (missing && !state.callFailure) return { code: "no_key", id: state.callId, setting: missing };
  return failureOf(state, missing ?? undefined);
}

/** Nothing else is worth the stage while this lasts. */
function isStopping(failure: Failure, state: ConversationState): boolean {
  const { state: doing } = state.guide;
  const stuck = doing === GuideState.DEGRADED || doing === GuideState.ENDED;
  return failure === state.callFailure || stuck;
}

function isAside(failure: Failure, state: ConversationState): boolean {
  return failure === state.microphoneFailure || failure === state.shareFailure;
}

function isVisible(element: HTMLElement | null): boolean {
  return element !== null && element.offsetParent !== null;
}

/** The newest `callback`, as a function that stays the same from paint to paint. */
function useLatest(callback: () => void): () => void {
  const latest = useRef(callback);
  useEffect(() => {
    latest.current = callback;
  });
  return useCallback(() => {
    latest.current();
  }, []);
}
