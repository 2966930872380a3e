/** The state line: one word or two for what goes on, and a sentence when something is to be done. */
import { GuideState, Sight, TalkMode } from "../generated/protocol";
import type { Messages } from "../i18n";
import type { ConversationState } from "./conversation";

/** Messages that take no values: the ones a headline may use. */
type PlainKey = { [K in keyof Messages]: Messages[K] extends string ? K : never }[keyof Messages];

export interface Headline {
  readonly title: PlainKey;
  readonly hint: PlainKey | null;
  /** For `data-state`: the guide's state, or "connecting" while there is none. */
  readonly name: GuideState | "connecting";
}

const titles: Record<GuideState, PlainKey> = {
  [GuideState.LISTENING]: "listening",
  [GuideState.LOOKING]: "looking",
  [GuideState.THINKING]: "thinking",
  [GuideState.SPEAKING]: "speaking",
  [GuideState.WORKING]: "working",
  [GuideState.RECONNECTING]: "reconnecting",
  [GuideState.DEGRADED]: "noAnswer",
  [GuideState.ENDED]: "stopped",
};

export function headlineOf(state: ConversationState, hasKeyboard: boolean): Headline {
  const { link, guide } = state;
  if (link === "reconnecting") {
    return { title: "reconnecting", hint: "hintNetwork", name: GuideState.RECONNECTING };
  }
  if (state.callFailure) return { title: "stopped", hint: null, name: GuideState.ENDED };
  if (link !== "connected") {
    return { title: "connecting", hint: permissionHint(state), name: "connecting" };
  }
  if (!guide.present || guide.state === null) {
    return guide.seen
      ? { title: "comingBack", hint: null, name: GuideState.RECONNECTING }
      : { title: "waiting", hint: permissionHint(state), name: "connecting" };
  }
  return {
    title: titles[guide.state],
    hint: permissionHint(state) ?? hintOf(state, guide.state, hasKeyboard),
    name: guide.state,
  };
}

function permissionHint(state: ConversationState): PlainKey | null {
  if (state.microphone.status === "asking") return "askingMicrophone";
  if (state.share.status === "needs_click") return "oneMoreStep";
  if (state.share.status !== "asking") return null;
  return state.share.kind === "screen" ? "askingScreen" : "askingCamera";
}

function hintOf(
  state: ConversationState,
  doing: GuideState,
  hasKeyboard: boolean,
): PlainKey | null {
  if (doing === GuideState.RECONNECTING) return "hintModel";
  if (doing === GuideState.DEGRADED || doing === GuideState.ENDED) return null;
  return (
    microphoneHint(state) ??
    // Someone who was seen and no longer is should know before anything else.
    (state.guide.sight === Sight.STOPPED ? sightHint(state) : null) ??
    holdHint(state, hasKeyboard) ??
    sightHint(state)
  );
}

function microphoneHint(state: ConversationState): PlainKey | null {
  const { status, muted } = state.microphone;
  if (status === "failed") return "hintTypeInstead";
  const silenced = status === "on" && muted && state.mode === TalkMode.OPEN;
  return silenced ? "hintMicrophoneOff" : null;
}

function holdHint(state: ConversationState, hasKeyboard: boolean): PlainKey | null {
  if (state.mode !== TalkMode.HOLD || state.microphone.status !== "on") return null;
  if (state.held) return "hintRelease";
  if (state.guide.state !== GuideState.LISTENING) return null;
  return hasKeyboard ? "hintHoldSpace" : "hintHold";
}

function sightHint(state: ConversationState): PlainKey | null {
  const { sight } = state.guide;
  const isCamera = state.share.kind === "camera";
  if (sight === null || sight === Sight.SCREEN || sight === Sight.CAMERA) return null;
  if (state.share.status === "on") return isCamera ? "hintCameraComing" : "hintSightComing";
  if (isCamera) return "hintCameraOff";
  return sight === Sight.STOPPED ? "hintSightStopped" : "hintCannotSee";
}
