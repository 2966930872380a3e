"""Decoded and synthesised speech kept on disk, so that only the first run is slow.

Owns: one folder of .npy files under the system's temporary directory. Delete it at will.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tests.support.sounds.model import Pcm


def cached(key: str, make: Callable[[], Pcm]) -> Pcm:
    """The samples made for this key before, or made now. The key must name every input."""
    folder = Path(tempfile.gettempdir()) / f"cicerone-test-sounds-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / (hashlib.sha256(key.encode()).hexdigest()[:32] + ".npy")
    if path.exists():
        loaded: Pcm = np.load(path)
        return loaded
    samples = make()
    partial = path.with_suffix(f".{os.getpid()}.tmp.npy")
    np.save(partial, samples)
    partial.replace(path)
    return samples
