"""What is slow the first time in a process, done before a user waits for it.

A first use costs far more than a later one: native libraries start their threads, models load.
Measured on 2 cores, all of it took 0.5 s of the first conversation's event loop.
"""

from __future__ import annotations

import numpy as np
from livekit import rtc
from livekit.local_inference import VAD, VAD_WINDOW_SAMPLES

# Where processes are not forked from one that has done it already (macOS), it is done here.
import agent.preload  # noqa: F401
from agent.screen import encoder
from agent.voice.turns import TurnTaker


def warm_up() -> None:
    """Run the native library, Silero and the picture encoder once.

    Not the end-of-turn model: its first answer takes 0.06 s instead of 0.03, in a thread, and that
    0.1 s of CPU would be spent in every spare process.
    """
    frame = rtc.VideoFrame(64, 64, rtc.VideoBufferType.RGBA, bytes(64 * 64 * 4))
    encoder.encode(frame)
    window = np.zeros(VAD_WINDOW_SAMPLES, dtype=np.int16)
    probability = VAD().predict(window)
    TurnTaker().hear(window, probability, start_s=0.0, end_s=0.032)
