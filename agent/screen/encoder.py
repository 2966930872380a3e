"""From a decoded frame to a JPEG, and whether two differ. Called in threads, never on the loop.

Works on the decoder's own I420 planes, which a JPEG takes as they are: 10 ms at 1080p, where Pillow
takes 25 and, worse, lets no other thread run meanwhile, the event loop's included (stalls of 26 ms
against 6, measured).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import simplejpeg
from livekit import rtc
from PIL import Image

# The model tiles pictures itself; beyond full HD more pixels cost time and show nothing more to it.
MAX_EDGE_PX = 1920
JPEG_QUALITY = 75
# Mean of a 16 px block: a 16 px letter moves it by 30 to 50, a blinking caret of 1 px by at
# most 14 (219 * 16 / 256).
BLOCK_PX = 16
BLOCK_CHANGE = 18

Plane = npt.NDArray[np.uint8]
Fingerprint = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Picture:
    """One encoded frame. Sizes in pixels."""

    jpeg: bytes
    width_px: int
    height_px: int


def fingerprint(frame: rtc.VideoFrame) -> Fingerprint:
    """Mean brightness and colour of each 16 px block, shape (3, rows, columns).

    Colour too: a blue button and a red one can be equally bright.
    """
    frame = _as_i420(frame)
    sizes = (BLOCK_PX, BLOCK_PX // 2, BLOCK_PX // 2)
    planes = [_block_means(_plane(frame, index), size) for index, size in enumerate(sizes)]
    rows, columns = planes[0].shape
    return np.stack([plane[:rows, :columns] for plane in planes])


def _block_means(plane: Plane, size: int) -> Fingerprint:
    """0.4 ms for a 1080p plane, where reduceat takes 6. A block's sum of bytes fits 16 bits."""
    rows, columns = plane.shape[0] // size, plane.shape[1] // size
    bands = plane[: rows * size].reshape(rows, size, plane.shape[1]).sum(axis=1, dtype=np.uint16)
    blocks = bands[:, : columns * size].reshape(rows, columns, size)
    sums = blocks.sum(axis=2, dtype=np.uint16)
    means: Fingerprint = (sums // (size * size)).astype(np.int16)
    return means


def differ(before: Fingerprint | None, after: Fingerprint) -> bool:
    """Whether something a person would notice has changed."""
    if before is None or before.shape != after.shape:
        return True
    return bool(np.abs(after - before).max(initial=0) >= BLOCK_CHANGE)


def encode(frame: rtc.VideoFrame) -> Picture:
    """Encode one frame, made smaller if an edge exceeds MAX_EDGE_PX.

    Raises:
        ValueError: the frame has no picture in it.
    """
    if frame.width < 2 or frame.height < 2:
        raise ValueError("empty video frame")
    frame = _as_i420(frame)
    scale = min(1.0, MAX_EDGE_PX / max(frame.width, frame.height))
    size = (max(2, round(frame.width * scale)), max(2, round(frame.height * scale)))
    half = ((size[0] + 1) // 2, (size[1] + 1) // 2)
    # WebRTC's planes are studio range (16-235, 16-240); a JPEG's are full range.
    tables = (_LUMA_TO_FULL, _CHROMA_TO_FULL, _CHROMA_TO_FULL)
    planes = [
        _sized(_translated(_plane(frame, index), table), size if index == 0 else half)
        for index, table in enumerate(tables)
    ]
    jpeg: bytes = simplejpeg.encode_jpeg_yuv_planes(*planes, quality=JPEG_QUALITY)
    return Picture(jpeg, size[0], size[1])


def _as_i420(frame: rtc.VideoFrame) -> rtc.VideoFrame:
    if frame.type == rtc.VideoBufferType.I420:
        return frame
    return frame.convert(rtc.VideoBufferType.I420)


def _translated(plane: Plane, table: bytes) -> Plane:
    return np.frombuffer(plane.tobytes().translate(table), dtype=np.uint8).reshape(plane.shape)


def _sized(plane: Plane, size: tuple[int, int]) -> Plane:
    if plane.shape == size[::-1]:
        return plane
    return np.asarray(Image.fromarray(plane).resize(size, Image.Resampling.BOX))


def _plane(frame: rtc.VideoFrame, index: int) -> Plane:
    """One I420 plane as (height, width); the chroma planes are half as large each way."""
    width, height = frame.width, frame.height
    half_width, half_height = (width + 1) // 2, (height + 1) // 2
    sizes = ((height, width), (half_height, half_width), (half_height, half_width))
    start = sum(h * w for h, w in sizes[:index])
    rows, columns = sizes[index]
    data = np.frombuffer(frame.data, dtype=np.uint8, count=rows * columns, offset=start)
    return data.reshape(rows, columns)


def _table(low: int, span: int, centre: float) -> bytes:
    full = (round((value - low) * 255 / span + centre) for value in range(256))
    return bytes(min(255, max(0, value)) for value in full)


_LUMA_TO_FULL = _table(16, 219, 0)
_CHROMA_TO_FULL = _table(128, 224, 128)
