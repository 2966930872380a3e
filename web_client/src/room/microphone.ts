/** The user's microphone in one call: asked for, published, silenced, lost and found. */
import {
  createLocalAudioTrack,
  Track,
  TrackEvent,
  type LocalAudioTrack,
  type Room,
} from "livekit-client";

import type { FailureCode } from "../state/failure";
import type { MicrophoneStatus } from "../state/conversation";
import { microphoneFailure } from "./media-errors";

export interface MicrophonePort {
  changed(status: MicrophoneStatus, muted: boolean, failure?: FailureCode): void;
}

export class Microphone {
  #track: LocalAudioTrack | undefined;
  #published: LocalAudioTrack | undefined;
  #muted: boolean;
  #closed = false;
  readonly #room: Room;
  readonly #port: MicrophonePort;

  constructor(room: Room, muted: boolean, port: MicrophonePort) {
    this.#room = room;
    this.#muted = muted;
    this.#port = port;
  }

  get track(): LocalAudioTrack | undefined {
    return this.#track;
  }

  get muted(): boolean {
    return this.#muted;
  }

  /** Ask the browser for it. A device that has vanished since is replaced by the default one. */
  async open(deviceId: string): Promise<void> {
    this.#port.changed("asking", this.#muted);
    try {
      const device = deviceId ? { deviceId: { ideal: deviceId } } : {};
      const track = await createLocalAudioTrack({
        ...device,
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
      });
      await this.#take(track);
    } catch (error) {
      if (!this.#closed) this.#port.changed("failed", true, microphoneFailure(error));
    }
  }

  /** Let the room hear it. Does nothing when there is no microphone, or it is heard already. */
  async publish(): Promise<void> {
    if (!this.#track || this.#published === this.#track || this.#closed) return;
    this.#published = this.#track;
    await this.#room.localParticipant.publishTrack(this.#track, {
      source: Track.Source.Microphone,
    });
  }

  async setMuted(muted: boolean): Promise<void> {
    this.#muted = muted;
    const track = this.#track;
    if (!track) return;
    await (muted ? track.mute() : track.unmute());
    this.#port.changed("on", this.#muted);
  }

  close(): void {
    this.#closed = true;
    this.#track?.stop();
    this.#track = undefined;
  }

  async #take(track: LocalAudioTrack): Promise<void> {
    if (this.#closed) {
      track.stop(); // the user left while the browser was asking
      return;
    }
    const lost = this.#track;
    if (lost) await this.#room.localParticipant.unpublishTrack(lost);
    this.#track = track;
    if (this.#muted) await track.mute();
    // LiveKit silences a track whose device is gone and could not be replaced.
    track.on(TrackEvent.Muted, () => {
      if (!this.#muted) this.#port.changed("failed", true, "microphone_missing");
    });
    this.#port.changed("on", this.#muted);
  }
}
