/**
 * The guide as a participant: whether it is there, what it says of itself, and requests to it.
 * Owns the ten seconds after which a guide that did not come is late.
 */
import { RoomEvent, type Participant, type Room } from "livekit-client";

import {
  RpcMethod,
  type PointRequest,
  type Reply,
  type SetVoiceRequest,
  type TalkRequest,
} from "../generated/protocol";
import { readAttributes, readVoice, type GuideAttributes } from "../state/attributes";
import { parseNotice, parsePoint, parseReply, type ReceivedNotice } from "./messages";

export const LATE_AFTER_MS = 10_000;
const REPLY_WITHIN_MS = 5_000;

export interface GuidePort {
  changed(present: boolean, attributes: GuideAttributes): void;
  /** The guide takes requests from now on. Called once for each guide that comes. */
  ready(): void;
  late(): void;
  notice(notice: ReceivedNotice): void;
  /** The guide means this place; false when the user cannot be shown it. */
  point(point: PointRequest): boolean;
}

const absent: GuideAttributes = { state: null, reason: null, sight: null };

export class GuideLink {
  readonly #room: Room;
  readonly #port: GuidePort;
  #late: ReturnType<typeof setTimeout> | undefined;
  #readySid = "";

  constructor(room: Room, port: GuidePort) {
    this.#room = room;
    this.#port = port;
    room
      .on(RoomEvent.Connected, this.#look)
      .on(RoomEvent.Reconnected, this.#look)
      .on(RoomEvent.ParticipantConnected, this.#look)
      .on(RoomEvent.ParticipantDisconnected, this.#look)
      .on(RoomEvent.ParticipantAttributesChanged, this.#attributesChanged);
    this.#answer(RpcMethod.NOTICE, parseNotice, (notice) => {
      port.notice(notice);
      return { ok: true };
    });
    this.#answer(RpcMethod.POINT, parsePoint, (point) =>
      port.point(point) ? { ok: true } : { ok: false, reason: "not_shown" },
    );
  }

  get participant(): Participant | undefined {
    return [...this.#room.remoteParticipants.values()].find((other) => other.isAgent);
  }

  get identity(): string | undefined {
    return this.participant?.identity;
  }

  /** The voice it says it has, or null. */
  get voice(): string | null {
    return readVoice(this.participant?.attributes ?? {});
  }

  get isReady(): boolean {
    const { participant } = this;
    return participant !== undefined && participant.sid === this.#readySid;
  }

  talk(request: TalkRequest): void {
    // A guide that is not ready is told the present mode when it is.
    if (this.isReady) void this.#request(RpcMethod.TALK, request);
  }

  async setVoice(request: SetVoiceRequest): Promise<boolean> {
    return (await this.#request(RpcMethod.SET_VOICE, request))?.ok ?? false;
  }

  close(): void {
    clearTimeout(this.#late);
    this.#room.unregisterRpcMethod(RpcMethod.NOTICE);
    this.#room.unregisterRpcMethod(RpcMethod.POINT);
  }

  /** Answer calls from the guide; whoever else calls says nothing this page can read. */
  #answer<Message>(
    method: RpcMethod,
    parse: (payload: string) => Message | null,
    take: (message: Message) => Reply,
  ): void {
    this.#room.registerRpcMethod(method, ({ callerIdentity, payload }) => {
      const message = callerIdentity === this.identity ? parse(payload) : null;
      const reply = message ? take(message) : { ok: false, reason: "unreadable" };
      return Promise.resolve(JSON.stringify(reply));
    });
  }

  readonly #attributesChanged = (_: Record<string, string>, who: Participant): void => {
    if (who.identity === this.identity) this.#look();
  };

  readonly #look = (): void => {
    const { participant } = this;
    const attributes = participant ? readAttributes(participant.attributes) : absent;
    this.#expect(participant !== undefined);
    this.#port.changed(participant !== undefined, attributes);
    if (!participant || attributes.state === null || participant.sid === this.#readySid) return;
    this.#readySid = participant.sid;
    this.#port.ready();
  };

  #expect(present: boolean): void {
    if (present) {
      clearTimeout(this.#late);
      this.#late = undefined;
    } else {
      this.#late ??= setTimeout(() => {
        this.#port.late();
      }, LATE_AFTER_MS);
    }
  }

  async #request(method: RpcMethod, request: object): Promise<Reply | null> {
    const { identity } = this;
    if (identity === undefined) return null;
    try {
      const payload = JSON.stringify(request);
      const answer = await this.#room.localParticipant.performRpc({
        destinationIdentity: identity,
        method,
        payload,
        responseTimeout: REPLY_WITHIN_MS,
      });
      return parseReply(answer);
    } catch {
      return null; // no such method, no answer in time, or the guide has just left
    }
  }
}
