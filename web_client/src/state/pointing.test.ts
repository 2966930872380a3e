import { describe, expect, it } from "vitest";

import { GuideState, Sight, TalkMode, type PointRequest } from "../generated/protocol";
import { initialState, reduce, type ConversationEvent, type ConversationState } from "./conversation";

const save: PointRequest = { left: 0.1, top: 0.2, width: 0.3, height: 0.04, label: "Save" };
const open: PointRequest = { ...save, top: 0.5, label: "Open" };

const sharing: ConversationEvent[] = [
  { type: "started", mode: TalkMode.OPEN, kind: "screen" },
  { type: "link", link: "connected" },
  { type: "share", status: "on" },
];

function after(...events: ConversationEvent[]): ConversationState {
  return events.reduce(reduce, initialState);
}

function said(segmentId: string, text: string, speaker: "user" | "guide" = "user"): ConversationEvent {
  return { type: "words", words: { speaker, segmentId, stream: 1, text, final: false } };
}

function doing(state: GuideState): ConversationEvent {
  return { type: "guide", guide: { present: true, state, reason: null, sight: Sight.SCREEN } };
}

const pointed = (point: PointRequest): ConversationEvent => ({ type: "pointed", point });
const asked = said("u1", "where is save");

describe("the place the guide means", () => {
  it("is the last one it pointed at", () => {
    expect(after(...sharing, pointed(save)).point).toBe(save);
    expect(after(...sharing, pointed(save), pointed(open)).point).toBe(open);
  });

  it("stays while the guide speaks of it, and while it listens again", () => {
    const state = after(
      ...sharing,
      asked,
      pointed(save),
      doing(GuideState.SPEAKING),
      said("g1", "it is here", "guide"),
      doing(GuideState.LISTENING),
    );
    expect(state.point).toBe(save);
  });

  it("stays when only the words of the same question are completed", () => {
    expect(after(...sharing, asked, pointed(save), said("u1", "Where is Save?")).point).toBe(save);
    expect(after(...sharing, asked, pointed(save), said("u2", " ")).point).toBe(save);
  });

  it.each<[string, ConversationEvent]>([
    ["says something new", said("u2", "and then?")],
    ["types", { type: "typed", id: "typed:1", text: "and then?" }],
    ["presses to talk", { type: "held", held: true }],
    ["stops sharing", { type: "share", status: "off" }],
    ["chooses another window", { type: "share", status: "asking" }],
    ["shares another window", { type: "share", status: "on" }],
    ["starts again", { type: "started", mode: TalkMode.OPEN, kind: "screen" }],
  ])("goes when the user %s", (_, event) => {
    expect(after(...sharing, asked, pointed(save), event).point).toBeNull();
  });

  it("stays when the button to talk is let go", () => {
    expect(after(...sharing, pointed(save), { type: "held", held: false }).point).toBe(save);
  });

  it("goes when its time is over, and when the call breaks", () => {
    expect(after(...sharing, pointed(save), { type: "point_over" }).point).toBeNull();
    const failure = { code: "connection_lost", id: "" } as const;
    expect(after(...sharing, pointed(save), { type: "call_failed", failure }).point).toBeNull();
  });

  it("is none while nothing is shared", () => {
    expect(after(...sharing.slice(0, 2), pointed(save)).point).toBeNull();
    expect(after(...sharing, { type: "share", status: "asking" }, pointed(save)).point).toBeNull();
  });
});

describe("a notice about the last question", () => {
  it.each(["not_understood", "no_answer"] as const)("%s goes with the next one", (code) => {
    const told = after(...sharing, asked, { type: "notice", code, limit: null });
    expect(told.notice?.code).toBe(code);
    expect(reduce(told, said("u1", "where is save?")).notice?.code).toBe(code);
    expect(reduce(told, said("u2", "where")).notice).toBeNull();
  });

  it("leaves notices about anything else to be read", () => {
    const told = after(...sharing, { type: "notice", code: "too_many_messages", limit: null });
    expect(reduce(told, said("u2", "where")).notice?.code).toBe("too_many_messages");
  });
});
