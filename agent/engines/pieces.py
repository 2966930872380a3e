"""Where the ink is: cuts found text into pieces at wide gaps, and letters into words with boxes.

Pure geometry on pixels. Must not know networks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from agent.reading import Box, Line, Word

Rgb = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]

# Ink differs from the ground by this share of the piece's own contrast, and by more than noise.
INK_SHARE = 0.3
INK_LEVELS = 20
# A row with more ink than this is a line that was drawn: letters leave gaps.
FRAME_SHARE = 0.85
# A space is a quarter to a third of the letters' size, entries of a menu stand a whole one apart.
# In parts of the piece's height, which is about 1.3 times the letters' size.
GAP_HEIGHTS = 0.75
# The detector's boxes may leave out a first or last letter, no further away than this.
REACH_HEIGHTS = 0.75
LETTER_GAP_HEIGHTS = 0.15
# Ground at both ends of a piece: without it the recogniser loses first and last letters.
EDGE_HEIGHTS = 0.25


@dataclass(frozen=True)
class Piece:
    """One piece of text to be recognised.

    Attributes:
        image: RGB, shape (height, width, 3).
        ink: whether there is any in a column; shape (width,).
    """

    image: Rgb
    box: Box
    ink: Flags


def cut(image: Rgb, boxes: Sequence[Box]) -> list[Piece]:
    """Pieces of the picture, cut where the gap between letters is clearly wider than a space."""
    pieces: list[Piece] = []
    for box in boxes:
        reach = min(box.left_px, round(box.height_px * REACH_HEIGHTS))
        wide = image[box.top_px : box.bottom_px, box.left_px - reach : box.right_px + reach]
        ground = np.median(wide.reshape(-1, 3), axis=0).astype(np.uint8)
        gap = round(box.height_px * LETTER_GAP_HEIGHTS)
        ink = _whole(_ink(wide, ground), reach, reach + box.width_px, gap)
        edge = max(2, round(box.height_px * EDGE_HEIGHTS))
        for first, end in _runs(ink, round(box.height_px * GAP_HEIGHTS)):
            pixels = cv2.copyMakeBorder(
                wide[:, first:end], 0, 0, edge, edge, cv2.BORDER_CONSTANT, value=ground.tolist()
            )
            place = Box(first - edge, 0, end + edge, box.height_px)
            pieces.append(
                Piece(
                    np.asarray(pixels, np.uint8),
                    place.moved(box.left_px - reach, box.top_px),
                    np.pad(ink[first:end], edge),
                )
            )
    return pieces


def _whole(ink: Flags, left: int, right: int, gap_px: int) -> Flags:
    """The ink of a box, and beside it that of letters which its edges cut or left out."""
    kept = np.zeros_like(ink)
    for first, end in _runs(ink, gap_px):
        if first < right and end > left:
            kept[first:end] = ink[first:end]
    return kept


def laid_out(
    piece: Piece, characters: Sequence[str], places: Sequence[float], confidence: float
) -> Line:
    """The piece's words with their boxes; words meet in the widest gap between their letters.

    Args:
        places: of the characters, as a share of the piece's width.
    """
    width = piece.box.width_px
    words: list[Word] = []
    start_px, text, last_px = 0, "", 0
    for character, place in zip(characters, places, strict=True):
        at_px = min(width - 1, int(place * width))
        if character.isspace():
            continue
        if text and _space_between(characters, places, last_px, at_px, width):
            gap_from, gap_to = _widest_gap(piece.ink, last_px, at_px)
            words.append(_word(text, piece, start_px, gap_from))
            text, start_px = "", gap_to
        text += character
        last_px = at_px
    if text:
        words.append(_word(text, piece, start_px, width))
    return Line(tuple(words), confidence)


def _space_between(
    characters: Sequence[str], places: Sequence[float], from_px: int, to_px: int, width: int
) -> bool:
    return any(
        character.isspace() and from_px <= int(place * width) <= to_px
        for character, place in zip(characters, places, strict=True)
    )


def _word(text: str, piece: Piece, from_px: int, to_px: int) -> Word:
    inked = np.flatnonzero(piece.ink[from_px:to_px])
    if inked.size:
        from_px, to_px = from_px + int(inked[0]), from_px + int(inked[-1]) + 1
    box = Box(from_px, 0, max(to_px, from_px + 1), piece.box.height_px)
    return Word(text, box.moved(piece.box.left_px, piece.box.top_px))


def _ink(pixels: Rgb, ground: npt.NDArray[np.uint8]) -> Flags:
    """Columns that hold ink; the ground is the colour that most pixels are close to.

    The frame of a field is not ink, though it may have been found with the text in it.
    """
    away = cv2.absdiff(pixels, np.broadcast_to(ground, pixels.shape)).max(axis=2)
    inked = away > max(INK_LEVELS, INK_SHARE * float(away.max(initial=0)))
    letters = inked[inked.mean(axis=1) < FRAME_SHARE]
    flags: Flags = (letters if letters.any() else inked).any(axis=0)
    return flags


def _runs(ink: Flags, gap_px: int) -> list[tuple[int, int]]:
    """Stretches of ink [first, end) with gaps of less than gap_px in them."""
    inked = np.flatnonzero(ink)
    if not inked.size:
        return []
    breaks = np.flatnonzero(np.diff(inked) > gap_px)
    firsts = [0, *(breaks + 1).tolist()]
    lasts = [*breaks.tolist(), len(inked) - 1]
    return [
        (int(inked[first]), int(inked[last]) + 1) for first, last in zip(firsts, lasts, strict=True)
    ]


def _widest_gap(ink: Flags, from_px: int, to_px: int) -> tuple[int, int]:
    """Of the columns without ink between two letters; their middle when there is none."""
    middle = (from_px + to_px) // 2
    best = (middle, middle)
    start = from_px
    for at in range(from_px, to_px + 1):
        if ink[at]:
            if at - start > best[1] - best[0]:
                best = (start, at)
            start = at + 1
    return best
