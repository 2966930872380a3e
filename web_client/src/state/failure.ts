/** What can go wrong, and the one thing to do about each. Pure data. */
import { Reason } from "../generated/protocol";

export const failureCodes = [
  "unreachable",
  "refused",
  "too_many",
  "no_guide",
  "connection_lost",
  "no_key",
  "key_refused",
  "model_unreachable",
  "model_refused",
  "context_full",
  "internal",
  "microphone_refused",
  "microphone_missing",
  "microphone_busy",
  "insecure",
  "share_cancelled",
  "share_failed",
  "camera_refused",
  "camera_missing",
  "camera_busy",
  "voice_blocked",
] as const;
export type FailureCode = (typeof failureCodes)[number];

export type FailureAction = "retry" | "check" | "microphone" | "share" | "hear" | "none";

export interface Failure {
  readonly code: FailureCode;
  /** What support needs to find it in the server's log. */
  readonly id: string;
  /** Milliseconds since the epoch before which trying again is refused. */
  readonly retryAt_ms?: number;
  /** Name of a setting the person who runs the server must look at. */
  readonly setting?: string;
}

const actions: Record<FailureCode, FailureAction> = {
  unreachable: "retry",
  refused: "retry",
  too_many: "retry",
  no_guide: "retry",
  connection_lost: "retry",
  no_key: "retry",
  key_refused: "retry",
  model_unreachable: "retry",
  model_refused: "retry",
  context_full: "retry",
  internal: "retry",
  microphone_refused: "microphone",
  microphone_missing: "microphone",
  microphone_busy: "microphone",
  insecure: "none",
  share_cancelled: "share",
  share_failed: "share",
  camera_refused: "share",
  camera_missing: "share",
  camera_busy: "share",
  voice_blocked: "hear",
};

export function actionFor(code: FailureCode): FailureAction {
  return actions[code];
}

const byReason: Record<Reason, FailureCode | null> = {
  [Reason.NO_KEY]: "no_key",
  [Reason.KEY_REFUSED]: "key_refused",
  [Reason.MODEL_UNREACHABLE]: "model_unreachable",
  [Reason.MODEL_REFUSED]: "model_refused",
  [Reason.CONTEXT_FULL]: "context_full",
  [Reason.INTERNAL]: "internal",
  [Reason.USER_LEFT]: null,
  [Reason.WORKER_STOPPING]: null,
};

/** The failure behind the guide's own reason, or null when the reason is nobody's failure. */
export function failureOfReason(reason: Reason | null): FailureCode | null {
  return reason === null ? null : byReason[reason];
}
