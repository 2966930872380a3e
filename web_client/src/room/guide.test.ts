import type { Room } from "livekit-client";
import { expect, it } from "vitest";

import { GuideLink } from "./guide";

type Answer = () => Promise<string>;

/** The little of a room that a request needs: one guide in it, and its answer. */
function guideAnswering(performRpc: Answer, attributes: Record<string, string> = {}): GuideLink {
  const room = {
    on: () => room,
    registerRpcMethod: () => undefined,
    remoteParticipants: new Map([
      ["guide", { isAgent: true, identity: "guide", sid: "1", attributes }],
    ]),
    localParticipant: { performRpc },
  };
  const nothing = (): void => undefined;
  return new GuideLink(room as unknown as Room, {
    changed: nothing,
    ready: nothing,
    late: nothing,
    notice: nothing,
  });
}

it.each<[string, Answer, boolean]>([
  ["says yes", () => Promise.resolve('{"ok":true}'), true],
  ["says no", () => Promise.resolve('{"ok":false,"reason":"unknown voice"}'), false],
  ["answers something unreadable", () => Promise.resolve("{"), false],
  ["cannot be asked", () => Promise.reject(new Error("no such method")), false],
])("a voice is set only when the guide agrees: it %s", async (_, answer, agreed) => {
  expect(await guideAnswering(answer).setVoice({ voice: "Kore" })).toBe(agreed);
});

it("the guide's voice is the one it publishes", () => {
  const answer: Answer = () => Promise.resolve('{"ok":true}');
  expect(guideAnswering(answer, { "cicerone.voice": "Kore" }).voice).toBe("Kore");
  expect(guideAnswering(answer).voice).toBeNull();
});
