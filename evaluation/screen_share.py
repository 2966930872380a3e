"""What a screen share does to a picture: VP8 as the web client sends it. Pure but for the codec.

Must not know pages, questions or the guide.
"""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import numpy.typing as npt
from av.video.codeccontext import VideoCodecContext

from protocol.messages import SHARE_FRAME_RATE_HZ

Picture = npt.NDArray[np.uint8]

# What the web client asks of the browser for a shared screen (web_client/src/room/sight.ts).
BITRATE_BPS = 2_500_000
# One keyframe and what follows while the page stands still: about a second.
SETTLED_FRAMES = 5
# WebRTC's own settings for VP8: real time, no frames ahead, quantisers 2 to 56.
_OPTIONS = {
    "deadline": "realtime",
    "cpu-used": "-6",
    "lag-in-frames": "0",
    "error-resilient": "default",
    "qmin": "2",
    "qmax": "56",
    "undershoot-pct": "100",
    "overshoot-pct": "15",
    "rc_init_occupancy": str(BITRATE_BPS // 2),
    "maxrate": str(BITRATE_BPS),
    "bufsize": str(BITRATE_BPS),
    "max-intra-rate": "300",
}


def shared(picture: Picture, frames: int = SETTLED_FRAMES) -> Picture:
    """The picture (height, width, 3) in RGB as it arrives after that many frames.

    Odd sizes lose their last row or column, as they do in WebRTC.

    Raises:
        ValueError: no frame came out.
    """
    height_px, width_px = (side // 2 * 2 for side in picture.shape[:2])
    still = np.ascontiguousarray(picture[:height_px, :width_px])
    encoder, decoder = _encoder(width_px, height_px), av.CodecContext.create("vp8", "r")
    arrived: Picture | None = None
    for number in range(frames):
        frame = av.VideoFrame.from_ndarray(still, format="rgb24").reformat(format="yuv420p")
        frame.pts = number
        for packet in encoder.encode(frame):
            for decoded in decoder.decode(packet):
                arrived = decoded.to_ndarray(format="rgb24").astype(np.uint8, copy=False)
    if arrived is None:
        raise ValueError("the codec gave no frame")
    return arrived


def _encoder(width_px: int, height_px: int) -> VideoCodecContext:
    encoder = av.CodecContext.create("libvpx", "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height = width_px, height_px
    encoder.pix_fmt = "yuv420p"
    encoder.bit_rate = BITRATE_BPS
    encoder.framerate = Fraction(SHARE_FRAME_RATE_HZ)
    encoder.time_base = Fraction(1, SHARE_FRAME_RATE_HZ)
    encoder.gop_size = 3000
    encoder.thread_count = 2
    encoder.options = dict(_OPTIONS)
    return encoder
