"""How what was found is said: the words of an answer, and the box that goes with them. Pure.

Must not know why something was chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from agent.guidance.match import Match
from agent.guidance.phrases.replies import REPLIES
from agent.guidance.places import Beside, Label, neighbour, region
from agent.reading import Box, Reading
from protocol.messages import Language

MOST_NAMED = 3
MOST_READ = 45  # words read in one breath: about 15 s
MOST_SHOWN = 4  # words of a label said around its match


class AnswerKind(StrEnum):
    FOUND = "found"
    SEVERAL = "several"
    NOT_FOUND = "not_found"
    READ = "read"
    DESCRIBED = "described"
    REPEATED = "repeated"
    STOPPED = "stopped"
    CANNOT = "cannot"
    NO_SCREEN = "no_screen"


@dataclass(frozen=True)
class Answer:
    """What to say and what to point at.

    Attributes:
        text: in the language of the conversation; empty for STOPPED.
        box: pixels of the reading's picture; None when nothing deserves to be pointed at.
        label: the words inside the box, as they are on the screen.
    """

    kind: AnswerKind
    text: str
    box: Box | None = None
    label: str = ""


@dataclass(frozen=True)
class Spot:
    """Something that can be pointed at, and how it is called."""

    box: Box
    label: str
    shown: str


@dataclass(frozen=True)
class Page:
    reading: Reading
    labels: list[Label]


class Teller:
    """Says it in one language."""

    def __init__(self, language: Language) -> None:
        self._says = REPLIES[language]

    def several(self, rivals: list[Match], page: Page) -> Answer:
        says = self._says
        spots = [spot_of(match) for match in rivals]
        named = spots[:MOST_NAMED]
        if len({spot.shown.casefold() for spot in spots}) == 1:
            places = list(dict.fromkeys(self._place(spot.box, page) for spot in named))
            text = says.same.format(says.quote(spots[0].shown), says.listed(places), len(spots))
            return Answer(AnswerKind.SEVERAL, text, spots[0].box, spots[0].label)
        items = [self._formatted(says.item, spot, page) for spot in named]
        return Answer(AnswerKind.SEVERAL, says.several.format(says.listed(items)))

    def read(self, lines: list[Label], page: Page) -> Answer:
        read: list[Label] = []
        words = 0
        for line in lines:
            if read and words + len(line.words) > MOST_READ:
                break
            read.append(line)
            words += len(line.words)
        text = self._says.quote(" ".join(line.text for line in read))
        text = self._says.read.format(text) + (self._says.cut if len(read) < len(lines) else "")
        if len(lines) == len(page.labels) and len(lines) > 1:
            return Answer(AnswerKind.READ, text)
        box = Box.around([line.box for line in read])
        return Answer(AnswerKind.READ, text, box, " ".join(line.text for line in read))

    def described(self, page: Page) -> Answer:
        """The tallest words first, as a title, then the first short label of other places."""
        width_px, height_px = page.reading.width_px, page.reading.height_px
        named = [label for label in page.labels if sum(map(str.isalpha, label.text)) >= 3]
        short = [label for label in named if len(label.words) <= MOST_SHOWN] or page.labels
        title = max(short, key=lambda label: label.height_px)
        chosen = {region(title.box, width_px, height_px): title}
        for label in short:
            if label.text != title.text:
                chosen.setdefault(region(label.box, width_px, height_px), label)
        says = self._says
        items = [
            f"{says.quote(label.text)} {says.place(*where)}"
            for where, label in list(chosen.items())[: MOST_NAMED + 1]
        ]
        return Answer(AnswerKind.DESCRIBED, says.described.format(says.listed(items)) + says.much)

    def pointing(self, template: str, spot: Spot, page: Page) -> Answer:
        text = self._formatted(template, spot, page)
        return Answer(AnswerKind.FOUND, text, spot.box, spot.label)

    def unsure(self, spot: Spot, page: Page) -> Answer:
        """Named, with its place, and not pointed at: the person decides."""
        return Answer(AnswerKind.SEVERAL, self._formatted(self._says.unsure, spot, page))

    def _formatted(self, template: str, spot: Spot, page: Page) -> str:
        return template.format(
            self._says.quote(spot.shown),
            self.region(spot.box, page),
            self._near(spot.box, page),
        )

    def region(self, box: Box, page: Page) -> str:
        return self._says.place(*region(box, page.reading.width_px, page.reading.height_px))

    def _near(self, box: Box, page: Page) -> str:
        near = neighbour(box, page.labels, page.reading.width_px)
        if near is None:
            return ""
        template = self._says.next_to if near[0] is Beside.NEXT_TO else self._says.under
        return template.format(self._says.quote(near[1].text))

    def _place(self, box: Box, page: Page) -> str:
        return self.region(box, page) + self._near(box, page)


def spot_of(match: Match) -> Spot:
    whole = match.label.text if len(match.label.words) <= MOST_SHOWN else match.text
    return Spot(match.box, match.text, whole)
