/** Everything the page knows of a conversation, and how each event changes it. Pure. */
import {
  GuideState,
  NoticeCode,
  Reason,
  TalkMode,
  type PointRequest,
  type Sight,
} from "../generated/protocol";
import { failureOfReason, type Failure } from "./failure";
import {
  addTyped,
  applyWords,
  beginsQuestion,
  markDelivery,
  settle,
  type Delivery,
  type Line,
  type Words,
} from "./transcript";

export type Phase = "start" | "call" | "ended";
export type Link = "connecting" | "connected" | "reconnecting" | "closed";
export type MicrophoneStatus = "off" | "asking" | "on" | "failed";
export type ShareKind = "screen" | "camera";
export type ShareStatus = "off" | "asking" | "needs_click" | "on";
/** "guide": it is gone, and nobody said why. "stopping": it said that it is being stopped. */
export type EndedBy = "user" | "guide" | "stopping";

export interface Guide {
  readonly present: boolean;
  /** True once a guide has said what it does, so that "on the way" and "coming back" differ. */
  readonly seen: boolean;
  readonly state: GuideState | null;
  readonly reason: Reason | null;
  /** Null: this guide does not say. */
  readonly sight: Sight | null;
}

export interface ConversationState {
  readonly phase: Phase;
  readonly link: Link;
  readonly guide: Guide;
  readonly mode: TalkMode;
  readonly microphone: { readonly status: MicrophoneStatus; readonly muted: boolean };
  readonly held: boolean;
  readonly share: { readonly kind: ShareKind; readonly status: ShareStatus };
  /** The place the guide means now, on what is shared. */
  readonly point: PointRequest | null;
  readonly lines: readonly Line[];
  readonly notice: { readonly code: NoticeCode | "voice"; readonly limit: number | null } | null;
  /** Ends or prevents the conversation. */
  readonly callFailure: Failure | null;
  readonly microphoneFailure: Failure | null;
  readonly shareFailure: Failure | null;
  readonly voiceBlocked: boolean;
  readonly endedBy: EndedBy | null;
  /** What support needs to find this conversation in the server's log. */
  readonly callId: string;
}

export type ConversationEvent =
  | { type: "started"; mode: TalkMode; kind: ShareKind }
  | { type: "link"; link: Link; callId?: string }
  | { type: "call_failed"; failure: Failure }
  | { type: "guide"; guide: Omit<Guide, "seen"> }
  | { type: "guide_late"; failure: Failure }
  | { type: "microphone"; status: MicrophoneStatus; muted: boolean; failure?: Failure }
  | { type: "mode"; mode: TalkMode }
  | { type: "held"; held: boolean }
  | { type: "share"; status: ShareStatus; failure?: Failure }
  | { type: "pointed"; point: PointRequest }
  | { type: "point_over" }
  | { type: "words"; words: Words }
  | { type: "typed"; id: string; text: string }
  | { type: "delivery"; id: string; delivery: Delivery }
  | { type: "notice"; code: NoticeCode | "voice"; limit: number | null }
  | { type: "notice_read" }
  | { type: "voice_blocked"; blocked: boolean }
  | { type: "dismissed" }
  | { type: "left"; by: EndedBy };

const nobody: Guide = {
  present: false,
  seen: false,
  state: null,
  reason: null,
  sight: null,
};

export const initialState: ConversationState = {
  phase: "start",
  link: "closed",
  guide: nobody,
  mode: TalkMode.OPEN,
  microphone: { status: "off", muted: false },
  held: false,
  share: { kind: "screen", status: "off" },
  point: null,
  lines: [],
  notice: null,
  callFailure: null,
  microphoneFailure: null,
  shareFailure: null,
  voiceBlocked: false,
  endedBy: null,
  callId: "",
};

export function reduce(state: ConversationState, event: ConversationEvent): ConversationState {
  switch (event.type) {
    case "started":
      return {
        ...initialState,
        phase: "call",
        link: "connecting",
        mode: event.mode,
        share: { kind: event.kind, status: "off" },
      };
    case "link":
      return { ...state, link: event.link, callId: event.callId ?? state.callId };
    case "call_failed":
      return {
        ...state,
        link: "closed",
        held: false,
        callFailure: event.failure,
        microphone: initialState.microphone,
        share: { ...state.share, status: "off" },
        point: null,
      };
    case "guide":
      return guideChanged(state, event.guide);
    case "guide_late":
      return state.guide.present ? state : { ...state, callFailure: event.failure };
    case "microphone":
      return {
        ...state,
        microphone: { status: event.status, muted: event.muted },
        held: event.status === "on" && state.held,
        microphoneFailure: event.failure ?? null,
      };
    case "mode":
      return { ...state, mode: event.mode, held: false };
    case "held":
      return { ...(event.held ? asksAnew(state) : state), held: event.held };
    case "share":
      return {
        ...state,
        share: { ...state.share, status: event.status },
        shareFailure: event.failure ?? null,
        point: null, // a place on another picture means nothing
      };
    case "pointed":
      return state.share.status === "on" ? { ...state, point: event.point } : state;
    case "point_over":
      return { ...state, point: null };
    case "words":
      return {
        ...(beginsQuestion(state.lines, event.words) ? asksAnew(state) : state),
        lines: applyWords(state.lines, event.words),
      };
    case "typed":
      return {
        ...asksAnew(state),
        lines: addTyped(state.lines, event.id, event.text),
        notice: null,
      };
    case "delivery":
      return { ...state, lines: markDelivery(state.lines, event.id, event.delivery) };
    case "notice":
      return { ...state, notice: { code: event.code, limit: event.limit } };
    case "notice_read":
      return { ...state, notice: null };
    case "voice_blocked":
      return { ...state, voiceBlocked: event.blocked };
    case "dismissed":
      return { ...state, microphoneFailure: null, shareFailure: null };
    case "left":
      // The first one told why; the room closes behind it.
      if (state.phase === "ended") return state;
      return { ...state, phase: "ended", link: "closed", held: false, endedBy: event.by };
  }
}

/**
 * The user begins another question: what belonged to the last one goes. The guide's states do not
 * tell this, since it also listens after every answer of its own.
 */
function asksAnew(state: ConversationState): ConversationState {
  const code = state.notice?.code;
  const old = code === NoticeCode.NOT_UNDERSTOOD || code === NoticeCode.NO_ANSWER;
  return { ...state, point: null, notice: old ? null : state.notice };
}

function guideChanged(
  state: ConversationState,
  guide: Omit<Guide, "seen">,
): ConversationState {
  const begins =
    guide.state === GuideState.SPEAKING && state.guide.state !== GuideState.SPEAKING;
  const next = {
    ...state,
    lines: begins ? settle(state.lines) : state.lines,
    guide: { ...guide, seen: state.guide.seen || guide.state !== null },
    // A guide that came after all answers the failure that said none did.
    callFailure: guide.present ? null : state.callFailure,
  };
  if (guide.state !== GuideState.ENDED || failureOfReason(guide.reason)) return next;
  return {
    ...next,
    phase: "ended",
    link: "closed",
    held: false,
    endedBy: endedByReason(guide.reason),
  };
}

function endedByReason(reason: Reason | null): EndedBy {
  if (reason === Reason.USER_LEFT) return "user";
  return reason === Reason.WORKER_STOPPING ? "stopping" : "guide";
}

/** The one failure to show: what stops the conversation first, then what stops hearing it. */
export function failureOf(state: ConversationState, setting?: string): Failure | null {
  if (state.callFailure) return state.callFailure;
  const { reason, state: doing } = state.guide;
  const stuck = doing === GuideState.DEGRADED || doing === GuideState.ENDED;
  const code = stuck ? (failureOfReason(reason) ?? "internal") : null;
  if (code) return { code, id: state.callId, ...(setting ? { setting } : {}) };
  if (state.voiceBlocked) return { code: "voice_blocked", id: state.callId };
  return state.microphoneFailure ?? state.shareFailure;
}

/** Whether the guide is there and has said what it does: only then does it take requests. */
export function guideIsReady(state: ConversationState): boolean {
  return state.link === "connected" && state.guide.present && state.guide.state !== null;
}
