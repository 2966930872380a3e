import { DeviceUnsupportedError } from "livekit-client";
import { describe, expect, it } from "vitest";

import { microphoneFailure, shareFailure, wantsClick } from "./media-errors";
import { parseNotice, parsePoint, parseReply } from "./messages";

const named = (name: string): DOMException => new DOMException("", name);

describe("what the browser throws", () => {
  it.each([
    [named("NotAllowedError"), "microphone_refused"],
    [named("NotFoundError"), "microphone_missing"],
    [named("NotReadableError"), "microphone_busy"],
    [new TypeError("mediaDevices is undefined"), "insecure"],
    [new DeviceUnsupportedError(), "insecure"],
  ])("for a microphone becomes %#: %s", (error, code) => {
    expect(microphoneFailure(error)).toBe(code);
  });

  it("for a screen is a calm cancellation when the user said no", () => {
    expect(shareFailure(named("NotAllowedError"), "screen")).toBe("share_cancelled");
    expect(shareFailure(named("AbortError"), "screen")).toBe("share_failed");
  });

  it("for a camera tells refused, missing and busy apart", () => {
    expect(shareFailure(named("NotAllowedError"), "camera")).toBe("camera_refused");
    expect(shareFailure(named("NotFoundError"), "camera")).toBe("camera_missing");
    expect(shareFailure(named("NotReadableError"), "camera")).toBe("camera_busy");
  });

  it("when a click is too long ago asks for another", () => {
    expect(wantsClick(named("InvalidStateError"))).toBe(true);
    expect(wantsClick(named("NotAllowedError"))).toBe(false);
  });
});

describe("what the guide sends", () => {
  it("is a notice of the protocol, with its limit", () => {
    expect(parseNotice('{"code":"message_too_long","limit":4000}')).toEqual({
      code: "message_too_long",
      limit: 4000,
    });
    expect(parseNotice('{"code":"not_ready"}')).toEqual({ code: "not_ready", limit: null });
  });

  it.each(["", "{]", "null", "[]", '{"code":"<b>"}', '{"limit":1}'])(
    "is refused when it is %s",
    (payload) => {
      expect(parseNotice(payload)).toBeNull();
    },
  );

  const place = { left: 0, top: 0.25, width: 1, height: 0.5, label: "Save" };

  it("is a place on the picture, its edges included", () => {
    expect(parsePoint(JSON.stringify(place))).toEqual(place);
  });

  it.each([
    { left: -0.01 },
    { top: 1.01 },
    { width: "0.5" },
    { width: true },
    { height: null },
    { label: undefined },
    { label: 7 },
  ])("is no place with %j", (change) => {
    expect(parsePoint(JSON.stringify({ ...place, ...change }))).toBeNull();
  });

  it.each(["", "{", "null", "[0,0,1,1]", '{"left":1e999,"top":0,"width":0,"height":0,"label":""}'])(
    "is no place when it is %s",
    (payload) => {
      expect(parsePoint(payload)).toBeNull();
    },
  );

  it("is a reply, or nothing", () => {
    expect(parseReply('{"ok":true}')).toEqual({ ok: true, reason: null });
    expect(parseReply('{"ok":"yes"}')).toBeNull();
  });
});
