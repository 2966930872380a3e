/** Turns what a browser throws for a microphone, camera or screen into what the user is told. */
import { DeviceUnsupportedError, MediaDeviceFailure } from "livekit-client";

import type { FailureCode } from "../state/failure";
import type { ShareKind } from "../state/conversation";

export function microphoneFailure(error: unknown): FailureCode {
  if (isUnsupported(error)) return "insecure";
  switch (MediaDeviceFailure.getFailure(error)) {
    case MediaDeviceFailure.PermissionDenied:
      return "microphone_refused";
    case MediaDeviceFailure.NotFound:
      return "microphone_missing";
    case MediaDeviceFailure.DeviceInUse:
    case MediaDeviceFailure.Other:
    case undefined:
      return "microphone_busy";
  }
}

export function shareFailure(error: unknown, kind: ShareKind): FailureCode {
  const failure = MediaDeviceFailure.getFailure(error);
  const refused = failure === MediaDeviceFailure.PermissionDenied;
  if (kind === "screen") return refused ? "share_cancelled" : "share_failed";
  if (refused) return "camera_refused";
  return failure === MediaDeviceFailure.NotFound || isUnsupported(error)
    ? "camera_missing"
    : "camera_busy";
}

/** The browser wants a fresh click before it shows the dialog: too long passed since the last. */
export function wantsClick(error: unknown): boolean {
  // The second is Safari's.
  return (
    error instanceof DOMException &&
    (error.name === "InvalidStateError" || error.name === "InvalidAccessError")
  );
}

// Outside a secure context there is no navigator.mediaDevices at all.
function isUnsupported(error: unknown): boolean {
  return error instanceof DeviceUnsupportedError || error instanceof TypeError;
}
