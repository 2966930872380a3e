import { describe, expect, it } from "vitest";

import type { PointRequest } from "../generated/protocol";
import type { Size } from "../media";
import { pictureIn, pointerBox, type Box } from "./pointer-geometry";

const size = (width_px: number, height_px: number): Size => ({ width_px, height_px });

function place(left: number, top: number, width: number, height: number): PointRequest {
  return { left, top, width, height, label: "Save" };
}

function boxOf(point: PointRequest, frame: Size, picture: Size): Box {
  const box = pointerBox(point, frame, picture);
  if (!box) throw new Error("no box");
  return box;
}

describe("the picture in its frame", () => {
  it.each([
    ["fills a frame of its own shape", size(800, 450), size(1600, 900), [0, 0, 800, 450]],
    ["has bars above and below in a taller one", size(800, 650), size(1600, 900), [0, 100, 800, 450]],
    ["has bars beside it in a wider one", size(1000, 450), size(1600, 900), [100, 0, 800, 450]],
    ["grows when it is smaller than the frame", size(800, 450), size(160, 90), [0, 0, 800, 450]],
    ["stands upright when it is", size(800, 400), size(300, 600), [300, 0, 200, 400]],
  ])("%s", (_, frame, picture, [left_px, top_px, width_px, height_px]) => {
    expect(pictureIn(frame, picture)).toEqual({ left_px, top_px, width_px, height_px });
  });
});

describe("the box", () => {
  it("goes around the place, with a margin, past the bars", () => {
    const box = boxOf(place(0.25, 0.5, 0.25, 0.25), size(800, 650), size(1600, 900));
    expect(box).toEqual({ left_px: 192, top_px: 317, width_px: 216, height_px: 128.5 });
  });

  it("keeps its place in the picture when frame or picture change their size", () => {
    const point = place(0.4, 0.4, 0.2, 0.2);
    for (const [frame, picture] of [
      [size(800, 450), size(1600, 900)],
      [size(390, 600), size(1600, 900)],
      [size(800, 450), size(720, 1280)],
    ] as const) {
      const box = boxOf(point, frame, picture);
      expect(box.left_px + box.width_px / 2).toBeCloseTo(frame.width_px / 2);
      expect(box.top_px + box.height_px / 2).toBeCloseTo(frame.height_px / 2);
      const shown = pictureIn(frame, picture);
      expect(box.width_px).toBeCloseTo(shown.width_px * 0.2 + 16);
    }
  });

  it("of a tiny place, or of a mere point, is large enough to be found", () => {
    const box = boxOf(place(0.5, 0.5, 0, 0), size(400, 225), size(1600, 900));
    expect(box).toEqual({ left_px: 184, top_px: 96.5, width_px: 32, height_px: 32 });
  });

  it.each([
    ["the first corner", place(0, 0, 0.001, 0.001)],
    ["the last corner", place(1, 1, 0, 0)],
    ["everything", place(0, 0, 1, 1)],
    ["more than there is", place(0.9, 0.9, 1, 1)],
  ])("of %s stays inside the frame, outline included", (_, point) => {
    const box = boxOf(point, size(400, 225), size(1600, 900));
    expect(box.left_px).toBeGreaterThanOrEqual(2);
    expect(box.top_px).toBeGreaterThanOrEqual(2);
    expect(box.left_px + box.width_px).toBeLessThanOrEqual(398);
    expect(box.top_px + box.height_px).toBeLessThanOrEqual(223);
  });

  it("of a place that claims more than there is ends with the picture, not with the bars", () => {
    const box = boxOf(place(0.5, 0.25, 1, 0.25), size(1000, 450), size(1600, 900));
    expect(box.left_px).toBe(492);
    expect(box.left_px + box.width_px).toBe(908);
  });

  it("is none while there is no picture or no room for it", () => {
    const point = place(0, 0, 1, 1);
    expect(pointerBox(point, size(0, 0), size(1600, 900))).toBeNull();
    expect(pointerBox(point, size(400, 225), size(0, 0))).toBeNull();
  });
});
