/** What the user may do in a call. */
import type { TalkMode } from "../generated/protocol";
import type { DeviceKind } from "./preferences";

export interface CallActions {
  readonly start: (share: boolean) => void;
  readonly leave: () => void;
  readonly askMicrophone: () => void;
  readonly toggleMicrophone: () => void;
  readonly press: () => void;
  readonly release: () => void;
  readonly show: () => void;
  readonly stopShowing: () => void;
  readonly say: (text: string) => void;
  readonly sayAgain: (id: string, text: string) => void;
  readonly setMode: (mode: TalkMode) => void;
  readonly setVoice: (voice: string) => void;
  readonly selectDevice: (kind: DeviceKind, deviceId: string) => void;
  readonly hear: () => void;
  readonly dismiss: () => void;
  readonly readNotice: () => void;
}
