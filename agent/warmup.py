"""What is slow the first time in a process, done before a user waits for it.

A first use costs far more than a later one: native libraries start their threads, models load.
Measured on 2 cores, all of it took 0.5 s of the first conversation's event loop.
"""

from __future__ import annotations

import numpy as np
from livekit import rtc
from livekit.local_inference import EOT, EOT_MAX_SAMPLES, VAD, VAD_WINDOW_SAMPLES

# Where processes are not forked from one that has done it already (macOS), it is done here.
import agent.preload  # noqa: F401
from agent.screen import encoder
from agent.voice.turns import TurnTaker


def warm_up() -> None:
    """Run the native library, the models and the picture encoder once."""
    frame = rtc.VideoFrame(64, 64, rtc.VideoBufferType.RGBA, bytes(64 * 64 * 4))
    encoder.encode(frame)
    window = np.zeros(VAD_WINDOW_SAMPLES, dtype=np.int16)
    probability = VAD().predict(window)
    EOT().predict(np.zeros(EOT_MAX_SAMPLES, dtype=np.int16))
    TurnTaker().hear(window, probability, start_s=0.0, end_s=0.032)
