"""How lines of text and pictures cross the socket between a conversation and the engines. Pure."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import numpy.typing as npt

from agent.reading import Box, Line, Word

Image = npt.NDArray[np.uint8]

HEAR_PATH, SPEAK_PATH, READ_PATH, HEALTH_PATH = "/hear", "/speak", "/read", "/health"
# The largest picture that is read at once: 8K in three colours.
MAX_BODY_BYTES = 7680 * 4320 * 3


def dump_lines(lines: list[Line]) -> str:
    return json.dumps(
        [
            [line.confidence, [[word.text, *_edges(word.box)] for word in line.words]]
            for line in lines
        ]
    )


def load_lines(text: str) -> list[Line]:
    """
    Raises:
        ValueError: it is not what `dump_lines` makes.
    """
    found: list[Any] = json.loads(text)
    return [
        Line(tuple(Word(word, Box(*edges)) for word, *edges in words), confidence)
        for confidence, words in found
    ]


def image_of(body: bytes, width_px: int, height_px: int) -> Image:
    """
    Raises:
        ValueError: the bytes are not a picture of that size.
    """
    return np.frombuffer(body, dtype=np.uint8).reshape(height_px, width_px, 3)


def _edges(box: Box) -> tuple[int, int, int, int]:
    return int(box.left_px), int(box.top_px), int(box.right_px), int(box.bottom_px)
