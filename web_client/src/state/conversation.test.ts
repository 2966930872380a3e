import { describe, expect, it } from "vitest";

import { GuideState, Reason, Sight, TalkMode } from "../generated/protocol";
import {
  failureOf,
  initialState,
  reduce,
  type ConversationEvent,
  type ConversationState,
} from "./conversation";
import { headlineOf } from "./headline";
import { looksFinal } from "./transcript";

const failure = { code: "no_guide", id: "x" } as const;

function guide(
  state: GuideState | null,
  change: { present?: boolean; reason?: Reason; sight?: Sight } = {},
): ConversationEvent {
  const { present = true, reason = null, sight = Sight.NONE } = change;
  return { type: "guide", guide: { present, state, reason, sight } };
}

const talking: ConversationEvent[] = [
  { type: "started", mode: TalkMode.OPEN, kind: "screen" },
  { type: "link", link: "connected", callId: "cicerone-1" },
  { type: "microphone", status: "on", muted: false },
  guide(GuideState.LISTENING, { sight: Sight.SCREEN }),
  { type: "share", status: "on" },
];

function after(...events: ConversationEvent[]): ConversationState {
  return events.reduce(reduce, initialState);
}

function titleAfter(...events: ConversationEvent[]): string {
  return headlineOf(after(...events), true).title;
}

function hintAfter(...events: ConversationEvent[]): string | null {
  return headlineOf(after(...talking, ...events), true).hint;
}

describe("the state line", () => {
  it("goes from connecting to waiting to what the guide does", () => {
    const [started, linked, , ready] = talking;
    if (!started || !linked || !ready) throw new Error("fixture");
    expect(titleAfter(started)).toBe("connecting");
    expect(titleAfter(started, linked)).toBe("waiting");
    expect(titleAfter(started, linked, ready)).toBe("listening");
  });

  it.each(Object.values(GuideState).filter((state) => state !== GuideState.ENDED))(
    "names the guide's state %s for those who read the page by program",
    (state) => {
      expect(headlineOf(after(...talking, guide(state)), true).name).toBe(state);
    },
  );

  it("tells a guide that left from one that never came", () => {
    expect(titleAfter(...talking, guide(null, { present: false }))).toBe("comingBack");
    expect(titleAfter(...talking, guide(null))).toBe("comingBack");
    expect(titleAfter(...talking.slice(0, 2), guide(null))).toBe("waiting");
  });

  it("puts the network's own trouble before what the guide said last", () => {
    const state = after(...talking, { type: "link", link: "reconnecting" });
    expect(headlineOf(state, true)).toEqual({
      title: "reconnecting",
      hint: "hintNetwork",
      name: GuideState.RECONNECTING,
    });
  });

  it("says what the browser is being asked", () => {
    expect(hintAfter({ type: "microphone", status: "asking", muted: false })).toBe(
      "askingMicrophone",
    );
    expect(hintAfter({ type: "share", status: "asking" })).toBe("askingScreen");
    expect(hintAfter({ type: "share", status: "needs_click" })).toBe("oneMoreStep");
  });

  it("says why the guide cannot see", () => {
    const off: ConversationEvent = { type: "share", status: "off" };
    expect(hintAfter(off, guide(GuideState.LISTENING))).toBe("hintCannotSee");
    expect(hintAfter(off, guide(GuideState.LISTENING, { sight: Sight.STOPPED }))).toBe(
      "hintSightStopped",
    );
    expect(hintAfter(guide(GuideState.LISTENING))).toBe("hintSightComing");
    expect(hintAfter()).toBeNull();
  });

  it("says that the microphone is off, or how to talk by holding", () => {
    expect(hintAfter({ type: "microphone", status: "on", muted: true })).toBe("hintMicrophoneOff");
    expect(hintAfter({ type: "microphone", status: "failed", muted: true })).toBe(
      "hintTypeInstead",
    );
    const hold: ConversationEvent = { type: "mode", mode: TalkMode.HOLD };
    expect(hintAfter(hold)).toBe("hintHoldSpace");
    expect(hintAfter(hold, { type: "held", held: true })).toBe("hintRelease");
    expect(headlineOf(after(...talking, hold), false).hint).toBe("hintHold");
  });
});

describe("failures", () => {
  it("of the call come before those of the microphone", () => {
    const state = after(
      ...talking,
      { type: "microphone", status: "failed", muted: true, failure: { ...failure, code: "microphone_refused" } },
      { type: "call_failed", failure },
    );
    expect(failureOf(state)?.code).toBe("no_guide");
  });

  it("of a late guide are forgotten when one comes after all", () => {
    const late = after(...talking.slice(0, 2), { type: "guide_late", failure });
    expect(failureOf(late)?.code).toBe("no_guide");
    expect(failureOf(reduce(late, guide(GuideState.LISTENING)))).toBeNull();
  });

  it("of a late guide are not believed when one is there", () => {
    expect(failureOf(after(...talking, { type: "guide_late", failure }))).toBeNull();
  });

  it("name the missing setting when the guide has no key", () => {
    const state = after(...talking, guide(GuideState.DEGRADED, { reason: Reason.NO_KEY }));
    expect(failureOf(state, "GOOGLE_API_KEY")).toEqual({
      code: "no_key",
      id: "cicerone-1",
      setting: "GOOGLE_API_KEY",
    });
  });

  it("are shown even when a degraded guide gives no reason", () => {
    expect(failureOf(after(...talking, guide(GuideState.DEGRADED)))?.code).toBe("internal");
  });

  it("of microphone and share can be put aside", () => {
    const state = after(
      ...talking,
      { type: "share", status: "off", failure: { ...failure, code: "share_cancelled" } },
      { type: "dismissed" },
    );
    expect(failureOf(state)).toBeNull();
  });
});

describe("the end", () => {
  it("comes when the user leaves", () => {
    expect(after(...talking, { type: "left", by: "user" })).toMatchObject({
      phase: "ended",
      endedBy: "user",
    });
  });

  it("comes when the guide says it is stopping", () => {
    const stopping = guide(GuideState.ENDED, { reason: Reason.WORKER_STOPPING });
    const ended = { phase: "ended", endedBy: "stopping" };
    expect(after(...talking, stopping)).toMatchObject(ended);
    // The room that closes behind it does not make the cause unknown again.
    expect(after(...talking, stopping, { type: "left", by: "guide" })).toMatchObject(ended);
  });

  it("claims no cause when the guide gave none", () => {
    for (const end of [guide(GuideState.ENDED), { type: "left", by: "guide" } as const]) {
      expect(after(...talking, end)).toMatchObject({ phase: "ended", endedBy: "guide" });
    }
  });

  it("is a failure with a way on when something broke", () => {
    const state = after(...talking, guide(GuideState.ENDED, { reason: Reason.CONTEXT_FULL }));
    expect(state.phase).toBe("call");
    expect(failureOf(state)?.code).toBe("context_full");
  });

  it("leaves the words to read again, and a new start clears them", () => {
    const typed: ConversationEvent = { type: "typed", id: "typed:1", text: "hello" };
    const ended = after(...talking, typed, { type: "left", by: "user" });
    expect(ended.lines).toHaveLength(1);
    expect(
      reduce(ended, { type: "started", mode: TalkMode.OPEN, kind: "screen" }).lines,
    ).toHaveLength(0);
  });
});

it("settles what the user said when the guide begins to speak, not what is said over it", () => {
  const said = (segmentId: string, stream: number, text: string): ConversationEvent => ({
    type: "words",
    words: { speaker: "user", segmentId, stream, text, final: false },
  });
  const looks = (state: ConversationState): boolean[] => state.lines.map(looksFinal);
  const asked = after(...talking, said("u1", 1, "where"), guide(GuideState.THINKING));
  expect(looks(asked)).toEqual([false]);
  const answering = reduce(asked, guide(GuideState.SPEAKING));
  expect(looks(answering)).toEqual([true]);
  const over = reduce(reduce(answering, said("u2", 2, "wait")), guide(GuideState.SPEAKING));
  expect(looks(over)).toEqual([true, false]);
});

it("lets go of a held button when the way of talking or the microphone changes", () => {
  const held: ConversationEvent[] = [
    ...talking,
    { type: "mode", mode: TalkMode.HOLD },
    { type: "held", held: true },
  ];
  expect(after(...held, { type: "mode", mode: TalkMode.OPEN }).held).toBe(false);
  expect(after(...held, { type: "microphone", status: "failed", muted: true }).held).toBe(false);
});
