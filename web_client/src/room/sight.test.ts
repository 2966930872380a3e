// @vitest-environment jsdom
import { expect, it, vi } from "vitest";

import { isPainted } from "./sight";

interface Painted {
  readonly width_px: number;
  readonly rects: number;
}

/** jsdom decodes and lays out nothing: what the browser would say is put in. */
function video({ width_px, rects }: Painted): HTMLVideoElement {
  const element = document.createElement("video");
  vi.spyOn(element, "videoWidth", "get").mockReturnValue(width_px);
  const list = Array.from({ length: rects }, () => new DOMRect()) as unknown as DOMRectList;
  vi.spyOn(element, "getClientRects").mockReturnValue(list);
  return element;
}

it("a preview is painted when it has a picture and a place on the page", () => {
  expect(isPainted(video({ width_px: 1280, rects: 1 }))).toBe(true);
});

it("a preview is not painted before its first picture, nor while it is hidden", () => {
  expect(isPainted(video({ width_px: 0, rects: 1 }))).toBe(false);
  expect(isPainted(video({ width_px: 1280, rects: 0 }))).toBe(false);
  expect(isPainted(document.createElement("audio"))).toBe(false);
});
