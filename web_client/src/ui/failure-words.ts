/** The words for each failure. A code without words does not compile. */
import type { Messages } from "../i18n";
import type { Failure, FailureCode } from "../state/failure";

export interface FailureWords {
  readonly title: string;
  readonly text: string;
  readonly button: string;
}

const DEFAULT_SETTING = "GOOGLE_API_KEY";

export function failureWords(t: Messages, failure: Failure): FailureWords {
  const setting = failure.setting ?? DEFAULT_SETTING;
  const all: Record<FailureCode, readonly [title: string, text: string, button: string]> = {
    unreachable: [t.unreachableTitle, t.unreachableText, t.tryAgain],
    refused: [t.refusedTitle, t.refusedText, t.tryAgain],
    too_many: [t.tooManyTitle, t.tooManyText, t.tryAgain],
    no_guide: [t.noGuideTitle, t.noGuideText, t.tryAgain],
    connection_lost: [t.connectionLostTitle, t.connectionLostText, t.startAgain],
    no_key: [t.noKeyTitle, t.noKeyText(setting), t.checkAgain],
    key_refused: [t.keyRefusedTitle, t.keyRefusedText(setting), t.startAgain],
    model_unreachable: [t.modelUnreachableTitle, t.modelUnreachableText, t.startAgain],
    model_refused: [t.modelRefusedTitle, t.modelRefusedText, t.startAgain],
    context_full: [t.contextFullTitle, t.contextFullText, t.startAgain],
    internal: [t.internalTitle, t.internalText, t.startAgain],
    microphone_refused: [t.microphoneRefusedTitle, t.microphoneRefusedText, t.tryAgain],
    microphone_missing: [t.microphoneMissingTitle, t.microphoneMissingText, t.tryAgain],
    microphone_busy: [t.microphoneBusyTitle, t.microphoneBusyText, t.tryAgain],
    insecure: [t.insecureTitle, t.insecureText, t.tryAgain],
    share_cancelled: [t.shareCancelledTitle, t.shareCancelledText, t.shareScreen],
    share_failed: [t.shareFailedTitle, t.shareFailedText, t.tryAgain],
    camera_refused: [t.cameraRefusedTitle, t.cameraRefusedText, t.tryAgain],
    camera_missing: [t.cameraMissingTitle, t.cameraMissingText, t.tryAgain],
    camera_busy: [t.cameraBusyTitle, t.cameraBusyText, t.tryAgain],
    voice_blocked: [t.voiceBlockedTitle, t.voiceBlockedText, t.hear],
  };
  const [title, text, button] = all[failure.code];
  return { title, text, button };
}
