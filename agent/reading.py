"""What was read from one picture: the words reader, finder and pointer share. Pure data.

Must not know how it is read, nor what is done with it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels of the picture; right and bottom are exclusive."""

    left_px: int
    top_px: int
    right_px: int
    bottom_px: int

    @property
    def width_px(self) -> int:
        return self.right_px - self.left_px

    @property
    def height_px(self) -> int:
        return self.bottom_px - self.top_px

    @property
    def centre_px(self) -> tuple[float, float]:
        return (self.left_px + self.right_px) / 2, (self.top_px + self.bottom_px) / 2

    def moved(self, right_px: int, down_px: int) -> Box:
        return Box(
            self.left_px + right_px,
            self.top_px + down_px,
            self.right_px + right_px,
            self.bottom_px + down_px,
        )

    def overlaps(self, other: Box) -> bool:
        return (
            self.left_px < other.right_px
            and other.left_px < self.right_px
            and self.top_px < other.bottom_px
            and other.top_px < self.bottom_px
        )

    @staticmethod
    def around(boxes: list[Box]) -> Box:
        """The smallest box that holds all of them.

        Raises:
            ValueError: there are none.
        """
        return Box(
            min(box.left_px for box in boxes),
            min(box.top_px for box in boxes),
            max(box.right_px for box in boxes),
            max(box.bottom_px for box in boxes),
        )


@dataclass(frozen=True)
class Word:
    text: str
    box: Box


@dataclass(frozen=True)
class Line:
    """Words that stand beside each other as one piece of text: a label, a menu entry, a heading.

    Attributes:
        confidence: the reader's own figure, 0 to 1.
    """

    words: tuple[Word, ...]
    confidence: float = 1.0

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        return Box.around([word.box for word in self.words])


@dataclass(frozen=True)
class Reading:
    """All text of one picture, top to bottom and left to right."""

    lines: tuple[Line, ...]
    width_px: int
    height_px: int


@dataclass(frozen=True)
class Seen:
    """What is known of the screen at one moment.

    Attributes:
        reading: its words; None when nothing is shown, or nothing was read in time.
        jpeg: the newest picture, for a model that takes pictures.
    """

    reading: Reading | None
    jpeg: bytes | None = None
