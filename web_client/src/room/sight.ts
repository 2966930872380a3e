/** What the user shows: a screen where the browser can, else the camera. Owns the local track. */
import {
  ConnectionState,
  createLocalVideoTrack,
  Track,
  TrackEvent,
  VideoPresets,
  type LocalTrack,
  type LocalVideoTrack,
  type Room,
  type TrackPublishOptions,
} from "livekit-client";

import { SHARE_FRAME_RATE_HZ } from "../generated/protocol";
import type { ShareKind, ShareStatus } from "../state/conversation";
import type { FailureCode } from "../state/failure";
import { shareFailure, wantsClick } from "./media-errors";

// Letters must stay sharp: a screen is sent in its own pixels up to this size (more is too much
// for the encoder of an old laptop), and when the network is poor frames are dropped rather than
// pixels. Frames are few, since a guide reads. The bitrate is LiveKit's for this size at 15 Hz.
const MAX_WIDTH_PX = 1920;
const MAX_HEIGHT_PX = 1080;
const SCREEN_BITRATE_BPS = 2_500_000;

const screenOptions: TrackPublishOptions = {
  source: Track.Source.ScreenShare,
  simulcast: false,
  // Every browser encodes VP8 and every LiveKit client decodes it.
  videoCodec: "vp8",
  screenShareEncoding: { maxBitrate: SCREEN_BITRATE_BPS, maxFramerate: SHARE_FRAME_RATE_HZ },
  degradationPreference: "maintain-resolution",
};
const cameraOptions: TrackPublishOptions = {
  source: Track.Source.Camera,
  simulcast: false,
  videoCodec: "vp8",
  degradationPreference: "maintain-resolution",
};

export interface SightPort {
  changed(status: ShareStatus, failure?: FailureCode): void;
  shown(track: LocalVideoTrack | undefined): void;
}

/** Screens can be shared only from desktop browsers; some phones have the method and refuse it. */
export function availableShareKind(): ShareKind {
  const media = navigator.mediaDevices as Partial<MediaDevices> | undefined;
  const phone = /Android|iPhone|iPad|iPod/i.test(navigator.userAgent);
  return media?.getDisplayMedia && !phone ? "screen" : "camera";
}

export class SightSource {
  #track: LocalVideoTrack | undefined;
  #published = false;
  #closed = false;
  readonly kind: ShareKind;
  readonly #room: Room;
  readonly #port: SightPort;

  constructor(room: Room, kind: ShareKind, port: SightPort) {
    this.#room = room;
    this.kind = kind;
    this.#port = port;
  }

  get track(): LocalVideoTrack | undefined {
    return this.#track;
  }

  /** Whether the page paints what is shown: only then can a place on it be pointed at. */
  get isPreviewed(): boolean {
    return this.#track?.attachedElements.some(isPainted) ?? false;
  }

  /** Ask for a screen (or the camera), or for another one. What is shown now stays if it fails. */
  async show(cameraId: string): Promise<void> {
    this.#port.changed("asking");
    try {
      await this.#take(await this.#ask(cameraId));
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Let the room see it. Does nothing when nothing is shown. */
  async publish(): Promise<void> {
    if (!this.#track || this.#published || this.#closed) return;
    this.#published = true;
    const options = this.kind === "screen" ? screenOptions : cameraOptions;
    await this.#room.localParticipant.publishTrack(this.#track, options);
  }

  async stop(): Promise<void> {
    await this.#drop();
    this.#port.changed("off");
  }

  close(): void {
    this.#closed = true;
    this.#track?.stop();
    this.#track = undefined;
    this.#port.shown(undefined);
  }

  #failed(error: unknown): void {
    if (this.#closed) return;
    if (this.#track) {
      this.#port.changed("on");
    } else if (wantsClick(error)) {
      this.#port.changed("needs_click");
    } else {
      this.#port.changed("off", shareFailure(error, this.kind));
    }
  }

  async #ask(cameraId: string): Promise<LocalVideoTrack> {
    if (this.kind === "camera") {
      const device = cameraId
        ? { deviceId: { ideal: cameraId } }
        : { facingMode: "environment" as const };
      return createLocalVideoTrack({ ...device, resolution: VideoPresets.h720.resolution });
    }
    const tracks = await this.#room.localParticipant.createScreenTracks({
      audio: false,
      systemAudio: "exclude",
      selfBrowserSurface: "exclude",
      surfaceSwitching: "include",
      contentHint: "text",
      resolution: { width: MAX_WIDTH_PX, height: MAX_HEIGHT_PX, frameRate: SHARE_FRAME_RATE_HZ },
    });
    return tracks.find(isVideo) ?? Promise.reject(new Error("no picture in the share"));
  }

  async #take(track: LocalVideoTrack): Promise<void> {
    if (this.#closed) {
      track.stop(); // the user left while the browser was asking
      return;
    }
    await this.#drop();
    this.#track = track;
    // LiveKit replaces a camera that is gone, and silences it when there is no other.
    track.on(this.kind === "screen" ? TrackEvent.Ended : TrackEvent.Muted, () => {
      if (this.#track === track) void this.stop();
    });
    this.#port.shown(track);
    this.#port.changed("on");
    if (this.#room.state === ConnectionState.Connected) await this.publish();
  }

  async #drop(): Promise<void> {
    const track = this.#track;
    const published = this.#published;
    this.#track = undefined;
    this.#published = false;
    this.#port.shown(undefined);
    if (published && track) await this.#room.localParticipant.unpublishTrack(track);
    track?.stop();
  }
}

/** It has a picture, and neither it nor anything around it is hidden by the page's layout. */
export function isPainted(element: HTMLMediaElement): boolean {
  const hasPicture = element instanceof HTMLVideoElement && element.videoWidth > 0;
  return hasPicture && element.getClientRects().length > 0;
}

function isVideo(track: LocalTrack): track is LocalVideoTrack {
  return track.kind === Track.Kind.Video;
}
