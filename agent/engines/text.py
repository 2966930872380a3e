"""Reads the text of a picture: PP-OCRv6 (small) by onnxruntime, made for screens.

Owns: the two networks, from rapidocr's package, and the threads that run them. Must not know where
a picture comes from, nor what changed in it since the last one.

Rapidocr's own pipeline is not used around them. It resizes a page before it looks for text,
straightens slanted lines, which a screen has none of, and pads short labels to 320 px. Here text is
looked for at full size in tiles, tiles without contrast are skipped, and each piece is recognised
at its own width. Both networks take time in proportion to area: 1 s a megapixel to look, 60 ms for
1000 px of text at 48 px height (one core, onnxruntime 1.31); batches gain nothing.

Of Western European letters the recogniser's alphabet lacks only the inverted exclamation mark, and
it reads the capital ligature OE as E.
"""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import resources
from itertools import islice
from typing import TypeVar

import cv2
import numpy as np
import numpy.typing as npt
import onnxruntime  # type: ignore[import-untyped]

from agent.engines.pieces import Piece, cut, laid_out
from agent.reading import Box, Line

Rgb = npt.NDArray[np.uint8]
Map = npt.NDArray[np.float32]
T = TypeVar("T")
R = TypeVar("R")

# Text matters less than speech: nice 10 gets a tenth of the CPU that a thread at 0 gets.
NICENESS = 10
# Larger tiles take memory (a whole 1080p page at once 450
# MB, one of these 90), smaller ones spend more on the margin, which a line at the seam needs.
TILE_PX = 448
MARGIN_PX = 32
# Less contrast than this between neighbouring pixels, of 255 levels, is compression noise.
FLAT_LEVELS = 24
# Rapidocr's own figures for this model (config.yaml): a pixel belongs to text from 0.3 on, a piece
# counts from a mean of 0.5, and text under 0.5 is dropped.
PIXEL_PROBABILITY = 0.3
PIECE_PROBABILITY = 0.5
MIN_CONFIDENCE = 0.5
# A piece is this much larger than its kernel. Rapidocr says 1.6; tighter is larger letters for the
# recogniser, and fewer mistakes at 12 px (bench.reading).
UNCLIP = 1.3
REC_HEIGHT_PX = 48
# Nothing lower is legible, and a dotted line made REC_HEIGHT_PX high would be endless.
MIN_HEIGHT_PX = 7
# Pieces are made this much wider: 12 px letters as narrow as "ti" would share a column otherwise.
STRETCH = 1.3
# Very narrow pieces are padded to this width, without which lone digits are lost.
REC_MIN_WIDTH_PX = 96
# The recogniser gives one column of characters for 8 px.
COLUMN_PX = 8
REMEMBERED = 4096


@dataclass(frozen=True)
class Text:
    """Characters of one piece with the place of each, as a share of the piece's width."""

    characters: tuple[str, ...]
    places: tuple[float, ...]
    confidence: float


class TextReader:
    """Reads pictures; may be called from several threads at once, whose work then takes turns.

    Args:
        threads: how many of our own do the work, at low priority where the system can (Linux).
    """

    def __init__(self, threads: int = 2) -> None:
        self._chunk = 2 * threads
        self._detector = _session("PP-OCRv6_det_small.onnx")
        self._recogniser = _session("PP-OCRv6_rec_small.onnx")
        known = self._recogniser.get_modelmeta().custom_metadata_map["character"].splitlines()
        # Index 0 is CTC's blank, the last one a space.
        self._characters = ["", *known, " "]
        self._pool = ThreadPoolExecutor(threads, "text", _give_way)
        self._remembered: OrderedDict[bytes, Text] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, image: Rgb) -> list[Line]:
        """All text of an RGB picture of shape (height, width, 3), in no particular order.

        Raises:
            ValueError: the picture has another shape or type.
        """
        if image.ndim != 3 or image.shape[2] != 3 or image.dtype != np.uint8:
            raise ValueError(f"expected an RGB picture, got {image.dtype} {image.shape}")
        if image.size == 0:
            return []
        pieces = cut(image, self._find(image))
        # Neighbours in the queue take about equally long: threads wait little for each other.
        pieces.sort(key=lambda piece: piece.image.shape[1] / piece.image.shape[0])
        texts = self._each(self._recognise, pieces)
        return [
            laid_out(piece, text.characters, text.places, text.confidence)
            for piece, text in zip(pieces, texts, strict=True)
            if text.confidence >= MIN_CONFIDENCE and "".join(text.characters).strip()
        ]

    def forget(self) -> None:
        """Drop what is remembered of earlier pictures."""
        with self._lock:
            self._remembered.clear()

    def close(self) -> None:
        """End the threads. Reading afterwards raises RuntimeError."""
        self._pool.shutdown()

    def _each(self, work: Callable[[T], R], items: Iterable[T]) -> list[R]:
        """A few at a time, so that a small picture need not wait for the whole of a large one."""
        done: list[R] = []
        waiting = iter(items)
        while chunk := list(islice(waiting, self._chunk)):
            done.extend(self._pool.map(work, chunk))
        return done

    def _find(self, image: Rgb) -> list[Box]:
        height, width = image.shape[:2]
        busy = cv2.morphologyEx(image, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8)).max(axis=2)
        probability = np.zeros((height, width), np.float32)

        def look(tile: Box) -> None:
            around, within = _with_margin(tile, width, height)
            found = self._detect(
                image[around.top_px : around.bottom_px, around.left_px : around.right_px]
            )
            probability[tile.top_px : tile.bottom_px, tile.left_px : tile.right_px] = found[
                within.top_px : within.bottom_px, within.left_px : within.right_px
            ]

        self._each(look, _tiles(busy > FLAT_LEVELS))
        return _boxes(probability)

    def _detect(self, image: Rgb) -> Map:
        height, width = image.shape[:2]
        # The network needs multiples of 32 px.
        padded = cv2.copyMakeBorder(image, 0, -height % 32, 0, -width % 32, cv2.BORDER_REPLICATE)
        found: Map = self._detector.run(None, {"x": _network_input(padded)})[0][0, 0]
        return found[:height, :width]

    def _recognise(self, piece: Piece) -> Text:
        key = hashlib.blake2b(piece.image.tobytes(), digest_size=16).digest()
        key += piece.image.shape[1].to_bytes(4, "big")
        with self._lock:
            if (known := self._remembered.get(key)) is not None:
                self._remembered.move_to_end(key)
                return known
        height, width = piece.image.shape[:2]
        width = max(COLUMN_PX, round(width * STRETCH * REC_HEIGHT_PX / height))
        scaled = cv2.resize(piece.image, (width, REC_HEIGHT_PX), interpolation=cv2.INTER_CUBIC)
        padded = np.zeros((1, 3, REC_HEIGHT_PX, max(REC_MIN_WIDTH_PX, width)), np.float32)
        padded[:, :, :, :width] = _network_input(scaled)
        columns = self._recogniser.run(None, {"x": padded})[0][0]
        text = self._decoded(columns, width / padded.shape[3])
        with self._lock:
            self._remembered[key] = text
            while len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)
        return text

    def _decoded(self, columns: Map, share: float) -> Text:
        """CTC: a character counts where it differs from the column before and is no blank.

        Args:
            share: of the columns that the piece takes up, the others being padding.
        """
        best = columns.argmax(axis=1)
        new = best != 0
        new[1:] &= best[1:] != best[:-1]
        at = np.flatnonzero(new)
        if not at.size:
            return Text((), (), 0.0)
        return Text(
            tuple(_plain(self._characters[number]) for number in best[at]),
            tuple(((at + 0.5) / len(columns) / share).tolist()),
            float(columns[at, best[at]].mean()),
        )


def _session(name: str) -> onnxruntime.InferenceSession:
    """A network that runs in the thread which calls it: ours, at low priority.

    Without an arena the memory of the largest page is not kept for ever.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    model = resources.files("rapidocr") / "models" / name
    with resources.as_file(model) as path:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _give_way() -> None:
    # Elsewhere than on Linux priorities belong to processes, and speech shares ours.
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


def _network_input(image: cv2.typing.MatLike) -> Map:
    """(1, 3, height, width), BGR as in training, from -1 to 1."""
    blob = cv2.dnn.blobFromImage(image, 1 / 127.5, mean=(127.5, 127.5, 127.5), swapRB=True)
    return np.asarray(blob, np.float32)


def _plain(character: str) -> str:
    """Full-width forms of ASCII, which the model takes some punctuation for, as ASCII."""
    code = ord(character)
    return chr(code - 0xFEE0) if 0xFF01 <= code <= 0xFF5E else character


def _tiles(busy: npt.NDArray[np.bool_]) -> list[Box]:
    """What must be looked at: each tile shrunk to what is busy in it."""
    height, width = busy.shape
    tiles: list[Box] = []
    for top in range(0, height, TILE_PX):
        for left in range(0, width, TILE_PX):
            part = busy[top : top + TILE_PX, left : left + TILE_PX]
            rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
            if rows.size:
                box = Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
                tiles.append(box.moved(left, top))
    return tiles


def _with_margin(tile: Box, width: int, height: int) -> tuple[Box, Box]:
    """The tile with what surrounds it in the picture, and where in that the tile is."""
    around = Box(
        max(0, tile.left_px - MARGIN_PX),
        max(0, tile.top_px - MARGIN_PX),
        min(width, tile.right_px + MARGIN_PX),
        min(height, tile.bottom_px + MARGIN_PX),
    )
    return around, tile.moved(-around.left_px, -around.top_px)


def _boxes(probability: Map) -> list[Box]:
    """Pieces of text from the map of the differentiable binarisation (DB) network.

    It marks the kernel of each line, which is grown back by area * UNCLIP / circumference.
    """
    height, width = probability.shape
    mask = cv2.dilate((probability > PIXEL_PROBABILITY).astype(np.uint8), np.ones((2, 2), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    boxes: list[Box] = []
    for left, top, wide, high, _ in stats[1:].tolist():
        part = probability[top : top + high, left : left + wide]
        if min(wide, high) < 3 or part[part > PIXEL_PROBABILITY].mean() < PIECE_PROBABILITY:
            continue
        grow = round(wide * high * UNCLIP / (2 * (wide + high)))
        if high + 2 * grow < MIN_HEIGHT_PX:
            continue
        boxes.append(
            Box(
                max(0, left - grow),
                max(0, top - grow),
                min(width, left + wide + grow),
                min(height, top + high + grow),
            )
        )
    return boxes
