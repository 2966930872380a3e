/**
 * One call, from the click to goodbye: connects while the browser asks its questions, then
 * publishes what was allowed. Owns the room and everything in it; reports by events only.
 */
import {
  ConnectionState,
  DisconnectReason,
  Room,
  RoomEvent,
  Track,
  type LocalAudioTrack,
  type LocalVideoTrack,
  type RemoteAudioTrack,
  type RemoteTrack,
} from "livekit-client";

import { fetchTicket, RequestError } from "../api/http";
import { Attribute, Topic, type TalkMode } from "../generated/protocol";
import type { ConversationEvent } from "../state/conversation";
import type { Failure, FailureCode } from "../state/failure";
import type { DeviceKind, Preferences } from "../state/preferences";
import { GuideLink } from "./guide";
import { HoldToTalk } from "./hold-to-talk";
import { Microphone } from "./microphone";
import { availableShareKind, SightSource } from "./sight";
import { receiveWords } from "./transcription";
import { VoiceChoice } from "./voice-choice";

export interface Tracks {
  readonly guide?: RemoteAudioTrack;
  readonly microphone?: LocalAudioTrack;
  readonly shown?: LocalVideoTrack;
}

export interface CallPort {
  dispatch(event: ConversationEvent): void;
  tracks(tracks: Tracks): void;
  /** A voice was refused: this one is in use (empty: the server's default). */
  voiceKept(voice: string): void;
}

export class Call {
  readonly room: Room;
  readonly #port: CallPort;
  readonly #preferences: Preferences;
  readonly #guide: GuideLink;
  readonly #voice: VoiceChoice;
  readonly #hold: HoldToTalk;
  readonly #microphone: Microphone;
  readonly #sight: SightSource;
  readonly #stopWords: () => void;
  readonly #waiting: { id: string; text: string }[] = [];
  #tracks: Tracks = {};
  #devices: Preferences["devices"];
  #connected = false;
  #closed = false;

  constructor(preferences: Preferences, port: CallPort) {
    this.#preferences = preferences;
    this.#devices = preferences.devices;
    this.#port = port;
    const speaker = preferences.devices.audiooutput;
    this.room = new Room({
      disconnectOnPageLeave: true,
      ...(speaker ? { audioOutput: { deviceId: speaker } } : {}),
    });
    this.#hold = new HoldToTalk(preferences.mode, {
      setMuted: (muted) => void this.#microphone.setMuted(muted),
      talk: (request) => {
        this.#guide.talk(request);
      },
      showHeld: (held) => {
        this.#dispatch({ type: "held", held });
      },
    });
    this.#microphone = new Microphone(this.room, this.#hold.silent, {
      changed: (status, muted, code) => {
        const failure = code ? { failure: this.#failure(code) } : {};
        this.#dispatch({ type: "microphone", status, muted, ...failure });
        this.#show({ microphone: this.#microphone.track });
      },
    });
    this.#sight = new SightSource(this.room, availableShareKind(), {
      changed: (status, code) => {
        const failure = code ? { failure: this.#failure(code) } : {};
        this.#dispatch({ type: "share", status, ...failure });
      },
      shown: (shown) => {
        this.#show({ shown });
      },
    });
    this.#guide = new GuideLink(this.room, {
      changed: (present, attributes) => {
        this.#dispatch({ type: "guide", guide: { present, ...attributes } });
      },
      ready: () => {
        this.#greet();
      },
      late: () => {
        this.#dispatch({ type: "guide_late", failure: this.#failure("no_guide") });
      },
      notice: (notice) => {
        this.#dispatch({ type: "notice", ...notice });
      },
      point: (point) => {
        const shown = this.#sight.isPreviewed;
        if (shown) this.#dispatch({ type: "pointed", point });
        return shown;
      },
    });
    this.#voice = new VoiceChoice(preferences.voice, {
      ask: (voice) => this.#guide.setVoice({ voice }),
      published: () => this.#guide.voice,
      refused: (kept) => {
        if (this.#closed) return;
        port.voiceKept(kept);
        this.#dispatch({ type: "notice", code: "voice", limit: null });
      },
    });
    this.#stopWords = receiveWords(
      this.room,
      (identity) => identity !== this.room.localParticipant.identity,
      (words) => {
        this.#dispatch({ type: "words", words });
      },
    );
    this.#listen();
  }

  /** Connect and ask for the microphone at once; then, if wanted, for something to show. */
  async start(share: boolean): Promise<void> {
    this.#dispatch({ type: "started", mode: this.#hold.mode, kind: this.#sight.kind });
    const connected = this.#connect();
    await this.askMicrophone();
    if (share && !this.#closed) void this.show();
    await connected;
  }

  async askMicrophone(): Promise<void> {
    await this.#microphone.open(this.#devices.audioinput);
    if (this.room.state === ConnectionState.Connected) await this.#publish(this.#microphone);
  }

  async show(): Promise<void> {
    await this.#sight.show(this.#devices.videoinput);
  }

  async stopShowing(): Promise<void> {
    await this.#sight.stop();
  }

  async toggleMicrophone(): Promise<void> {
    await this.#microphone.setMuted(!this.#microphone.muted);
  }

  press(): void {
    if (this.#microphone.track) this.#hold.press();
  }

  release(): void {
    this.#hold.release();
  }

  setMode(mode: TalkMode): void {
    this.#hold.setMode(mode);
    this.#dispatch({ type: "mode", mode });
  }

  async setVoice(voice: string): Promise<void> {
    await this.#voice.choose(voice);
  }

  async selectDevice(kind: DeviceKind, deviceId: string): Promise<void> {
    this.#devices = { ...this.#devices, [kind]: deviceId };
    if (kind === "audioinput" && !this.#microphone.track) {
      await this.askMicrophone();
      return;
    }
    try {
      await this.room.switchActiveDevice(kind, deviceId || "default", false);
    } catch {
      // The device is gone or refuses: the one in use stays, and its menu shows which.
    }
  }

  /** Send typed words, or keep them until the guide is there. */
  async say(id: string, text: string): Promise<void> {
    if (!this.#guide.isReady) {
      this.#waiting.push({ id, text });
      this.#dispatch({ type: "delivery", id, delivery: "waiting" });
      return;
    }
    try {
      await this.room.localParticipant.sendText(text, { topic: Topic.CHAT });
      this.#dispatch({ type: "delivery", id, delivery: "sent" });
    } catch {
      this.#dispatch({ type: "delivery", id, delivery: "failed" });
    }
  }

  async hear(): Promise<void> {
    await this.room.startAudio();
  }

  /** Leave and let go of everything. Safe to call twice. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#hold.close();
    this.#guide.close();
    this.#stopWords();
    this.#microphone.close();
    this.#sight.close();
    this.#port.tracks({});
    await this.room.disconnect();
  }

  #listen(): void {
    this.room
      .on(RoomEvent.SignalReconnecting, this.#reconnecting)
      .on(RoomEvent.Reconnecting, this.#reconnecting)
      .on(RoomEvent.Reconnected, () => {
        this.#dispatch({ type: "link", link: "connected" });
      })
      .on(RoomEvent.Disconnected, (reason) => {
        this.#disconnected(reason);
      })
      .on(RoomEvent.TrackSubscribed, (track, _, who) => {
        if (who.isAgent && isAudio(track)) this.#show({ guide: track });
      })
      .on(RoomEvent.TrackUnsubscribed, (track) => {
        if (track === this.#tracks.guide) this.#show({ guide: undefined });
      })
      .on(RoomEvent.AudioPlaybackStatusChanged, () => {
        this.#dispatch({ type: "voice_blocked", blocked: !this.room.canPlaybackAudio });
      });
  }

  readonly #reconnecting = (): void => {
    this.#dispatch({ type: "link", link: "reconnecting" });
  };

  #disconnected(reason: DisconnectReason | undefined): void {
    // A connection that never was is told by the attempt itself.
    if (this.#closed || !this.#connected) return;
    if (reason === DisconnectReason.ROOM_DELETED || reason === DisconnectReason.ROOM_CLOSED) {
      this.#dispatch({ type: "left", by: "guide" });
    } else {
      this.#fail("connection_lost");
    }
    void this.close();
  }

  async #connect(): Promise<void> {
    const { language, voice } = this.#preferences;
    try {
      const ticket = await fetchTicket({
        [Attribute.LANGUAGE]: language,
        ...(voice ? { [Attribute.VOICE]: voice } : {}),
      });
      if (this.#closed) return;
      await this.room.connect(ticket.server_url, ticket.participant_token);
    } catch (error) {
      this.#fail(
        error instanceof RequestError ? error.code : "unreachable",
        error instanceof RequestError ? error : undefined,
      );
      void this.close();
      return;
    }
    this.#connected = true;
    this.#dispatch({ type: "link", link: "connected", callId: this.room.name });
    await this.#publish(this.#microphone); // first: to be heard matters most
    await this.#publish(this.#sight);
  }

  async #publish(source: Microphone | SightSource): Promise<void> {
    try {
      await source.publish();
    } catch {
      // The connection went away under it; LiveKit reports that, and publishes again after.
    }
  }

  /** A guide has come, the first or another: tell it how the user talks and what was typed. */
  #greet(): void {
    this.#hold.announce();
    for (const { id, text } of this.#waiting.splice(0)) void this.say(id, text);
  }

  #show(change: Tracks): void {
    this.#tracks = { ...this.#tracks, ...change };
    if (!this.#closed) this.#port.tracks(this.#tracks);
  }

  #fail(code: FailureCode, error?: RequestError): void {
    const pause = error?.pause_s ? { retryAt_ms: Date.now() + error.pause_s * 1000 } : {};
    const id = error?.requestId ? { id: error.requestId } : {};
    this.#dispatch({ type: "call_failed", failure: { ...this.#failure(code), ...pause, ...id } });
  }

  #failure(code: FailureCode): Failure {
    return { code, id: this.room.name };
  }

  #dispatch(event: ConversationEvent): void {
    if (!this.#closed) this.#port.dispatch(event);
  }
}

function isAudio(track: RemoteTrack): track is RemoteAudioTrack {
  return track.kind === Track.Kind.Audio;
}
