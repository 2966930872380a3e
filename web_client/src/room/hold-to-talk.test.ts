import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { TalkMode } from "../generated/protocol";
import { HoldToTalk, TAIL_MS } from "./hold-to-talk";

let log: string[];

function hold(mode: TalkMode = TalkMode.HOLD): HoldToTalk {
  return new HoldToTalk(mode, {
    setMuted: (muted) => log.push(muted ? "mute" : "unmute"),
    talk: ({ mode: how, held }) => log.push(`${how} ${held ? "held" : "free"}`),
    showHeld: (held) => log.push(held ? "show held" : "show free"),
  });
}

beforeEach(() => {
  log = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("hold-to-talk", () => {
  it("opens the microphone and tells the guide when pressed", () => {
    hold().press();
    expect(log).toEqual(["show held", "unmute", "hold held"]);
  });

  it("tells the guide at once when released, and mutes after the last syllable", () => {
    const button = hold();
    button.press();
    log = [];
    button.release();
    expect(log).toEqual(["show free", "hold free"]);
    vi.advanceTimersByTime(TAIL_MS - 1);
    expect(log).not.toContain("mute");
    vi.advanceTimersByTime(1);
    expect(log.at(-1)).toBe("mute");
  });

  it("does not mute a second press that comes before the first one's tail is over", () => {
    const button = hold();
    button.press();
    button.release();
    button.press();
    vi.advanceTimersByTime(TAIL_MS * 2);
    expect(log).not.toContain("mute");
  });

  it("counts a release once, whichever events report it", () => {
    const button = hold();
    button.press();
    button.release();
    button.release();
    expect(log.filter((entry) => entry === "hold free")).toHaveLength(1);
  });

  it("does nothing while the microphone is open", () => {
    const button = hold(TalkMode.OPEN);
    button.press();
    button.release();
    expect(log).toEqual([]);
  });

  it("silences the microphone and tells the guide when it is chosen, and undoes both", () => {
    const button = hold(TalkMode.OPEN);
    button.setMode(TalkMode.HOLD);
    button.setMode(TalkMode.OPEN);
    expect(log).toEqual(["hold free", "mute", "open free", "unmute"]);
  });

  it("leaves no timer behind when the call ends", () => {
    const button = hold();
    button.press();
    button.release();
    button.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
