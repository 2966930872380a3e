/** Where on the page a place of the shared picture is. Pure: sizes in, a box out. */
import type { PointRequest } from "../generated/protocol";
import type { Size } from "../media";

/** In pixels, from the frame's upper left corner. */
export interface Box extends Size {
  readonly left_px: number;
  readonly top_px: number;
}

/** Around the place, so that the ring covers none of it: as thick as the ring, and a little air. */
const MARGIN_PX = 8;
/** Small enough to mean one word, large enough to be found on a phone. */
const MIN_SIDE_PX = 32;
/** The ring's outer edge is drawn outside the box, and must not be cut off by the frame. */
const EDGE_PX = 2;

/** The part of `frame` that `picture` takes, whole and centred as by `object-fit: contain`. */
export function pictureIn(frame: Size, picture: Size): Box {
  const scale = Math.min(
    frame.width_px / picture.width_px,
    frame.height_px / picture.height_px,
  );
  const width_px = picture.width_px * scale;
  const height_px = picture.height_px * scale;
  return {
    left_px: (frame.width_px - width_px) / 2,
    top_px: (frame.height_px - height_px) / 2,
    width_px,
    height_px,
  };
}

/** The box to draw in `frame` for `point`; null while frame or picture has no area. */
export function pointerBox(point: PointRequest, frame: Size, picture: Size): Box | null {
  if (!hasArea(frame) || !hasArea(picture)) return null;
  const shown = pictureIn(frame, picture);
  const across = stretch(point.left, point.width, shown.left_px, shown.width_px, frame.width_px);
  const down = stretch(point.top, point.height, shown.top_px, shown.height_px, frame.height_px);
  return {
    left_px: across.start_px,
    top_px: down.start_px,
    width_px: across.length_px,
    height_px: down.length_px,
  };
}

function hasArea({ width_px, height_px }: Size): boolean {
  return width_px > 0 && height_px > 0;
}

interface Stretch {
  readonly start_px: number;
  readonly length_px: number;
}

/** One axis: from shares of the picture to pixels of the frame, with margin, and never outside. */
function stretch(
  start: number,
  length: number,
  pictureStart_px: number,
  pictureLength_px: number,
  frameLength_px: number,
): Stretch {
  const end = Math.min(start + length, 1);
  const middle_px = pictureStart_px + ((start + end) / 2) * pictureLength_px;
  const wanted_px = Math.max((end - start) * pictureLength_px + 2 * MARGIN_PX, MIN_SIDE_PX);
  const length_px = Math.min(wanted_px, frameLength_px - 2 * EDGE_PX);
  const last_px = frameLength_px - EDGE_PX - length_px;
  const start_px = Math.min(Math.max(middle_px - length_px / 2, EDGE_PX), last_px);
  return { start_px, length_px };
}
