"""From a decoded frame to a JPEG, and whether two differ. Called in threads, never on the loop.

Works on the decoder's own I420 planes, which a JPEG takes as they are: 10 ms at 1080p, where Pillow
takes 25 and, worse, lets no other thread run meanwhile, the event loop's included (stalls of 26 ms
against 6, measured).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import simplejpeg
from livekit import rtc
from PIL import Image

from agent.screen.planes import Means, Plane, as_i420, block_means, plane

# The model tiles pictures itself; beyond full HD more pixels cost time and show nothing more to it.
MAX_EDGE_PX = 1920
JPEG_QUALITY = 75
# Mean of a 16 px block: a 16 px letter moves it by 30 to 50, a blinking caret of 1 px by at
# most 14 (219 * 16 / 256).
BLOCK_PX = 16
BLOCK_CHANGE = 18

Fingerprint = Means


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
    frame = as_i420(frame)
    sizes = (BLOCK_PX, BLOCK_PX // 2, BLOCK_PX // 2)
    planes = [block_means(plane(frame, index), size) for index, size in enumerate(sizes)]
    rows, columns = planes[0].shape
    return np.stack([means[:rows, :columns] for means in planes])


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
    frame = as_i420(frame)
    scale = min(1.0, MAX_EDGE_PX / max(frame.width, frame.height))
    size = (max(2, round(frame.width * scale)), max(2, round(frame.height * scale)))
    half = ((size[0] + 1) // 2, (size[1] + 1) // 2)
    # WebRTC's planes are studio range (16-235, 16-240); a JPEG's are full range.
    tables = (_LUMA_TO_FULL, _CHROMA_TO_FULL, _CHROMA_TO_FULL)
    planes = [
        _sized(_translated(plane(frame, index), table), size if index == 0 else half)
        for index, table in enumerate(tables)
    ]
    jpeg: bytes = simplejpeg.encode_jpeg_yuv_planes(*planes, quality=JPEG_QUALITY)
    return Picture(jpeg, size[0], size[1])


def _translated(of: Plane, table: bytes) -> Plane:
    return np.frombuffer(of.tobytes().translate(table), dtype=np.uint8).reshape(of.shape)


def _sized(of: Plane, size: tuple[int, int]) -> Plane:
    if of.shape == size[::-1]:
        return of
    return np.asarray(Image.fromarray(of).resize(size, Image.Resampling.BOX))


def _table(low: int, span: int, centre: float) -> bytes:
    full = (round((value - low) * 255 / span + centre) for value in range(256))
    return bytes(min(255, max(0, value)) for value in full)


_LUMA_TO_FULL = _table(16, 219, 0)
_CHROMA_TO_FULL = _table(128, 224, 128)
