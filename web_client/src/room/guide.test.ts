import type { Room } from "livekit-client";
import { describe, expect, it } from "vitest";

import type { PointRequest } from "../generated/protocol";
import { GuideLink } from "./guide";

const nothing = (): void => undefined;

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
  return new GuideLink(room as unknown as Room, {
    changed: nothing,
    ready: nothing,
    late: nothing,
    notice: nothing,
    point: () => false,
  });
}

interface Calls {
  readonly pointed: PointRequest[];
  /** What the page answers `caller`, as an object. */
  ask(method: string, payload: string, caller?: string): Promise<unknown>;
}

type Handler = (call: { callerIdentity: string; payload: string }) => Promise<string>;

/** A guide, someone else, and a page that can show a place or cannot. */
function pageThat(canShow: boolean): Calls {
  const handlers = new Map<string, Handler>();
  const pointed: PointRequest[] = [];
  const room = {
    on: () => room,
    registerRpcMethod: (method: string, handler: Handler) => handlers.set(method, handler),
    remoteParticipants: new Map([
      ["someone", { isAgent: false, identity: "someone" }],
      ["guide", { isAgent: true, identity: "guide" }],
    ]),
  };
  new GuideLink(room as unknown as Room, {
    changed: nothing,
    ready: nothing,
    late: nothing,
    notice: nothing,
    point: (point) => {
      pointed.push(point);
      return canShow;
    },
  });
  return {
    pointed,
    async ask(method, payload, callerIdentity = "guide") {
      const answer = await handlers.get(method)?.({ callerIdentity, payload });
      return JSON.parse(answer ?? "null") as unknown;
    },
  };
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

describe("a place the guide points at", () => {
  const save: PointRequest = { left: 0.1, top: 0.2, width: 0.3, height: 0.04, label: "Save" };
  const payload = JSON.stringify(save);

  it("is answered with yes when the user is shown it", async () => {
    const page = pageThat(true);
    expect(await page.ask("cicerone.point", payload)).toEqual({ ok: true });
    expect(page.pointed).toEqual([save]);
  });

  it("is answered with why not when there is nothing to show it on", async () => {
    expect(await pageThat(false).ask("cicerone.point", payload)).toEqual({
      ok: false,
      reason: "not_shown",
    });
  });

  it.each([
    ["is not a place", '{"left":0.1}', "guide"],
    ["comes from someone else", payload, "someone"],
  ])("is refused when it %s", async (_, sent, caller) => {
    const page = pageThat(true);
    const answer = await page.ask("cicerone.point", sent, caller);
    expect(answer).toEqual({ ok: false, reason: "unreadable" });
    expect(page.pointed).toEqual([]);
  });
});
