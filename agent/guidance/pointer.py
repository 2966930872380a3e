"""Pointing: from the box a model names to the box the user sees.

A model's box is a little off, so it is laid on what is written there, where that has been read.
Must not know how the box reaches the user.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Awaitable, Callable

from livekit.agents import ToolError, function_tool, llm

from agent.reading import Box, Line, Reading
from protocol.messages import PointRequest, Reply

POINT = "point"
# Models give boxes in thousandths of the picture, y first: they hit far better that way.
SCALE = 1000
# A label is looked for this far from where the model put its box, as a share of the picture.
REACH = 0.08
LABEL_CHARS = 200


def box_2d_of(box: Box, reading: Reading) -> list[int]:
    """[ymin, xmin, ymax, xmax] in thousandths of the picture."""
    width, height = reading.width_px, reading.height_px
    return [
        _thousandths(box.top_px, height),
        _thousandths(box.left_px, width),
        _thousandths(box.bottom_px, height),
        _thousandths(box.right_px, width),
    ]


def request_of(box_2d: list[int], label: str, reading: Reading | None) -> PointRequest:
    """What the page is asked to show.

    Raises:
        ValueError: this is no box.
    """
    if len(box_2d) != 4 or not all(0 <= edge <= SCALE for edge in box_2d):
        raise ValueError("box_2d must be [ymin, xmin, ymax, xmax], each from 0 to 1000")
    top, left, bottom, right = (edge / SCALE for edge in box_2d)
    if bottom <= top or right <= left:
        raise ValueError("box_2d must have ymin below ymax and xmin below xmax")
    if reading is not None and (line := _written_there(box_2d, label, reading)) is not None:
        top, left = line.top_px / reading.height_px, line.left_px / reading.width_px
        bottom, right = line.bottom_px / reading.height_px, line.right_px / reading.width_px
    return PointRequest(
        left=left, top=top, width=right - left, height=bottom - top, label=label[:LABEL_CHARS]
    )


def pointing_tool(
    show: Callable[[PointRequest], Awaitable[Reply]], reading: Callable[[], Reading | None]
) -> llm.Tool:
    """The tool by which a model points.

    Args:
        show: asks the page, which says whether the box is really seen.
        reading: the words on the screen as far as they are known.
    """

    @function_tool(name=POINT)
    async def point(box_2d: list[int], label: str) -> str:
        """Draw a box on the person's preview of their screen, around the thing they should look at.

        Args:
            box_2d: [ymin, xmin, ymax, xmax] of the thing in the newest picture, each 0 to 1000.
            label: What is written on it, exactly as on the screen.
        """
        try:
            request = request_of(box_2d, label, reading())
        except ValueError as error:
            raise ToolError(str(error)) from error
        reply = await show(request)
        if reply.ok:
            return "The box is shown. Say in words where it is, too."
        return "The box could not be shown to them: say in words where it is."

    return point


def _thousandths(edge_px: int, size_px: int) -> int:
    return min(SCALE, max(0, round(SCALE * edge_px / size_px)))


def _written_there(box_2d: list[int], label: str, reading: Reading) -> Box | None:
    """The box of that label's words nearest to the model's box, or None."""
    wanted = _plain(label).split()
    if not wanted:
        return None
    top, left, bottom, right = box_2d
    centre = (left + right) / 2 / SCALE, (top + bottom) / 2 / SCALE
    best: tuple[float, Box] | None = None
    for line in reading.lines:
        box = _words_in(line, wanted)
        if box is None:
            continue
        x, y = box.centre_px
        away = max(abs(x / reading.width_px - centre[0]), abs(y / reading.height_px - centre[1]))
        if away <= REACH and (best is None or away < best[0]):
            best = away, box
    return None if best is None else best[1]


def _words_in(line: Line, wanted: list[str]) -> Box | None:
    plain = [_plain(word.text) for word in line.words]
    for start in range(len(plain) - len(wanted) + 1):
        if plain[start : start + len(wanted)] == wanted:
            return Box.around([word.box for word in line.words[start : start + len(wanted)]])
    return None


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
