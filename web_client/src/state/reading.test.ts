import { describe, expect, it } from "vitest";

import { GuideState, Language, Reason, Sight, TalkMode } from "../generated/protocol";
import { readAttributes } from "./attributes";
import { defaultPreferences, parsePreferences } from "./preferences";

describe("the guide's attributes", () => {
  it("are read as they are published", () => {
    expect(
      readAttributes({
        "cicerone.state": "degraded",
        "cicerone.reason": "no_key",
        "cicerone.sight": "screen",
        "lk.agent.state": "listening",
      }),
    ).toEqual({ state: GuideState.DEGRADED, reason: Reason.NO_KEY, sight: Sight.SCREEN });
  });

  it("of another guide are LiveKit's own, and say nothing of sight", () => {
    expect(readAttributes({ "lk.agent.state": "speaking" })).toEqual({
      state: GuideState.SPEAKING,
      reason: null,
      sight: null,
    });
  });

  it("that are unknown, empty or missing count as not said", () => {
    const nothing = { state: null, reason: null, sight: null };
    expect(readAttributes({ "cicerone.state": "dancing", "cicerone.reason": "" })).toEqual(nothing);
    expect(readAttributes({ "lk.agent.state": "initializing" })).toEqual(nothing);
  });
});

describe("preferences", () => {
  const defaults = defaultPreferences(["fr-CA", "en"]);

  it("start from the browser's first language that has words", () => {
    expect(defaults.language).toBe(Language.FRENCH);
    expect(defaultPreferences(["de", "es-MX"]).language).toBe(Language.SPANISH);
    expect(defaultPreferences(["ja"]).language).toBe(Language.ENGLISH);
  });

  it("come back as they were stored", () => {
    const chosen = {
      ...defaults,
      voice: "Kore",
      volume: 0.4,
      mode: TalkMode.HOLD,
      devices: { audioinput: "usb", audiooutput: "", videoinput: "rear" },
    };
    expect(parsePreferences(JSON.stringify(chosen), defaults)).toEqual(chosen);
  });

  it.each([null, "", "{", "[]", "7", '{"volume": 9, "mode": "shout", "devices": 3}'])(
    "fall back when what was stored is odd: %s",
    (stored) => {
      expect(parsePreferences(stored, defaults)).toEqual(defaults);
    },
  );
});
