/** The states worth looking at, as data. */
import { GuideState, Reason, Sight, TalkMode, type Language } from "../src/generated/protocol";
import {
  initialState,
  type ConversationState,
  type EndedBy,
  type ShareKind,
} from "../src/state/conversation";
import type { Failure, FailureCode } from "../src/state/failure";
import type { Preferences } from "../src/state/preferences";
import type { Line } from "../src/state/transcript";
import { spoken } from "./spoken";

export type Scene = { readonly language: Language; readonly kind: ShareKind } & (
  | { readonly view: "start"; readonly failure: Failure | null; readonly mayListen: boolean }
  | { readonly view: "call"; readonly state: ConversationState; readonly open?: "panel" | "typing" }
  | { readonly view: "ended"; readonly by: EndedBy; readonly lines: readonly Line[] }
) & { readonly preferences?: Partial<Preferences> };

const ID = "cicerone-7f3a91c2";
const FAR_MS = 24_000;

// Where the drawn screen has the word.
const formatMenu = { left: 0.293, top: 0.08, width: 0.058, height: 0.034, label: "Format" };

export function scenes(language: Language, kind: ShareKind): Record<string, Scene> {
  const lines = spoken(language);
  const sight = kind === "screen" ? Sight.SCREEN : Sight.CAMERA;
  const failure = (code: FailureCode): Failure => ({ code, id: ID });

  const live: ConversationState = {
    ...initialState,
    phase: "call",
    link: "connected",
    callId: ID,
    guide: { present: true, seen: true, state: GuideState.LISTENING, reason: null, sight },
    microphone: { status: "on", muted: false },
    share: { kind, status: "on" },
    lines,
  };
  const unshared: Partial<ConversationState> = {
    share: { kind, status: "off" },
    guide: { ...live.guide, sight: Sight.NONE },
  };
  const alone: Partial<ConversationState> = {
    guide: { ...initialState.guide },
    share: { kind, status: "off" },
    lines: [],
  };
  const gone: Partial<ConversationState> = { link: "closed", microphone: initialState.microphone };
  const base = { language, kind };
  const call = (change: Partial<ConversationState>, open?: "panel" | "typing"): Scene => ({
    ...base,
    view: "call",
    state: { ...live, ...change },
    ...(open ? { open } : {}),
  });
  const doing = (state: GuideState, reason: Reason | null = null): Scene =>
    call({ guide: { ...live.guide, state, reason } });
  const failed = (code: FailureCode): Scene =>
    call({ ...alone, ...gone, callFailure: failure(code) });

  return {
    start: { ...base, view: "start", failure: null, mayListen: true },
    "start-no-key": {
      ...base,
      view: "start",
      failure: { code: "no_key", id: "", setting: "GOOGLE_API_KEY" },
      mayListen: false,
    },
    connecting: call({
      ...alone,
      link: "connecting",
      microphone: { status: "asking", muted: false },
    }),
    "choose-screen": call({ ...alone, share: { kind, status: "needs_click" } }),
    listening: call(unshared),
    looking: doing(GuideState.LOOKING),
    thinking: doing(GuideState.THINKING),
    speaking: doing(GuideState.SPEAKING),
    pointing: call({
      guide: { ...live.guide, state: GuideState.SPEAKING },
      point: formatMenu,
    }),
    working: doing(GuideState.WORKING),
    hearing: call({ lines: [...lines.slice(0, 1), interimOf(lines)] }),
    reconnecting: call({ link: "reconnecting" }),
    "coming-back": call({ guide: { ...live.guide, present: false, state: null } }),
    "no-key": doing(GuideState.DEGRADED, Reason.NO_KEY),
    "cannot-see": call({
      share: { kind, status: "off" },
      guide: { ...live.guide, sight: Sight.STOPPED },
    }),
    "microphone-refused": call({
      microphone: { status: "failed", muted: true },
      microphoneFailure: failure("microphone_refused"),
    }),
    "share-cancelled": call({
      ...unshared,
      lines: lines.slice(0, 1),
      shareFailure: failure(kind === "screen" ? "share_cancelled" : "camera_refused"),
    }),
    unreachable: failed("unreachable"),
    "no-guide": call({ ...alone, callFailure: failure("no_guide") }),
    "too-many": call({
      ...alone,
      ...gone,
      callFailure: { ...failure("too_many"), retryAt_ms: Date.now() + FAR_MS },
    }),
    "connection-lost": failed("connection_lost"),
    "voice-blocked": call({ voiceBlocked: true }),
    hold: call({ mode: TalkMode.HOLD, microphone: { status: "on", muted: true } }),
    held: call({ mode: TalkMode.HOLD, held: true }),
    devices: call({}, "panel"),
    "not-understood": call({ notice: { code: "not_understood", limit: null } }),
    "no-answer": call({ notice: { code: "no_answer", limit: null } }),
    typing: call({ notice: { code: "message_too_long", limit: 4000 } }, "typing"),
    ended: { ...base, view: "ended", by: "user", lines },
    "ended-by-guide": { ...base, view: "ended", by: "guide", lines: [] },
    "ended-stopping": { ...base, view: "ended", by: "stopping", lines: [] },
  };
}

function interimOf(lines: readonly Line[]): Line {
  const question = lines.findLast((line) => line.speaker === "user");
  const text = question?.text.split(" ").slice(0, 5).join(" ") ?? "";
  return { id: "user:interim", speaker: "user", text, final: false, stream: 9 };
}
