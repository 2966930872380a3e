"""The decoder's own I420 planes as arrays, and means of their blocks. Pure functions on frames.

Must not know what is done with them.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from livekit import rtc

Plane = npt.NDArray[np.uint8]
Means = npt.NDArray[np.int16]


def as_i420(frame: rtc.VideoFrame) -> rtc.VideoFrame:
    """The frame itself if it is I420 already."""
    if frame.type == rtc.VideoBufferType.I420:
        return frame
    return frame.convert(rtc.VideoBufferType.I420)


def plane(frame: rtc.VideoFrame, index: int) -> Plane:
    """One I420 plane as (height, width); the chroma planes are half as large each way."""
    width, height = frame.width, frame.height
    half_width, half_height = (width + 1) // 2, (height + 1) // 2
    sizes = ((height, width), (half_height, half_width), (half_height, half_width))
    start = sum(h * w for h, w in sizes[:index])
    rows, columns = sizes[index]
    data = np.frombuffer(frame.data, dtype=np.uint8, count=rows * columns, offset=start)
    return data.reshape(rows, columns)


def block_means(of: Plane, size: int) -> Means:
    """0.4 ms for a 1080p plane, where reduceat takes 6. A block's sum of bytes fits 16 bits."""
    rows, columns = of.shape[0] // size, of.shape[1] // size
    bands = of[: rows * size].reshape(rows, size, of.shape[1]).sum(axis=1, dtype=np.uint16)
    blocks = bands[:, : columns * size].reshape(rows, columns, size)
    sums = blocks.sum(axis=2, dtype=np.uint16)
    means: Means = (sums // (size * size)).astype(np.int16)
    return means
