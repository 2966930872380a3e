"""Which label serves a task, when none bears the name that was said. Pure.

Must not know how a question is put nor how an answer is worded.

The rules keep a refusal where a label only shares a word with the task: an act that was said must
be met, a label must not name another act, and where both have a word of their own they are two
things ("billing address" is no "delivery address"). All figures are set by tests/unit/guidance.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from agent.guidance.match import Match
from agent.guidance.matching import SENTENCE_WORDS, TALL
from agent.guidance.meeting import KIN, SAME_MEANING, Meeting, Unit, meetings_of, units_of
from agent.guidance.phrases.grammar import NEGATIONS
from agent.guidance.phrases.spelling import SAME_STEM, likeness
from agent.guidance.phrases.synonyms import (
    is_action,
    is_same,
    wide_meanings,
)
from agent.guidance.phrases.tasks import TASK_WORDS
from agent.guidance.places import Label
from agent.guidance.task import Part, Task
from agent.reading import Box
from protocol.messages import Language

ACT_ALONE = 0.93  # "print" for "I need to print this"
ACT_OF_ANOTHER = 0.84  # "crop" for "crop the holiday"
ACT_AND_MORE = 0.78  # "Delete history" for "delete this"
ACT_AND_OBJECT = 0.8
OBJECT_SHARE = 0.16
OBJECT_ALONE = 0.72
OBJECT_ALONE_SHARE = 0.22
WEAK_MET = 0.04
TAIL_MET = 0.04
EXTRA = (0.0, 0.06, 0.14, 0.22, 0.3)  # by the number of words the task does not speak of
EXTRA_ACT = 0.17
EXTRA_ACT_OF_NONE = 0.08
PART_AND_EXTRA = 0.12
HEADING = 0.05
ROW_PER_HEIGHT = 2.0
CLEARLY_NEARER = 0.6
# Acts that say nothing without their object: "delete" is not yet "delete my account".
_POOR = "delete remove add create new open close edit change cancel save search select"


_ALL_WEAK = frozenset().union(*(words.weak for words in TASK_WORDS.values()))


@dataclass(frozen=True)
class _Fit:
    """How a task and a label go together.

    Attributes:
        others: words of the label that the task does not speak of.
        acts: what the label begins with, when it is an act that is not the one of the task.
        is_sentence: long, and mostly of something else.
    """

    task: Task
    units: tuple[Unit, ...]
    meetings: list[Meeting]
    others: list[Unit]
    acts: list[Unit]
    is_sentence: bool

    def met(self, *parts: Part) -> list[Meeting]:
        return [meeting for meeting in self.meetings if meeting.term.part in parts]

    def share(self, *parts: Part) -> float:
        """How many of the words of these parts the label meets."""
        words = sum(term.size for term in self.task.of(*parts))
        return sum(meeting.term.size for meeting in self.met(*parts)) / words if words else 0.0

    @property
    def only_qualifies(self) -> bool:
        """ "In colour" of "print in colour": a choice to ask about, next to the act itself."""
        return all(meeting.term.qualifies for meeting in self.met(Part.OBJECT))

    @property
    def act_loss(self) -> float:
        """An act that nobody asked for costs less where none was named: "Leave a comment"."""
        if not self.acts:
            return 0.0
        grave = any(unit.meanings & _POOREST_MEANINGS for unit in self.acts)
        free = not grave and not self.others and not self.task.of(Part.ACT)
        return EXTRA_ACT_OF_NONE if free and self.share(Part.OBJECT) == 1 else EXTRA_ACT

    def like(self, part: Part) -> float:
        """The best likeness, 1 for the same meaning and more for the same word."""
        return max((it.like for it in self.met(part)), default=0.0) / SAME_MEANING


@dataclass(frozen=True)
class _Around:
    """What the page says of a label.

    Attributes:
        near: it stands in the row of something the task names.
        act_is_there: some label meets the act.
    """

    near: bool
    act_is_there: bool


_POOR_MEANINGS = frozenset(
    meaning for word in _POOR.split() for meaning in wide_meanings((word,)) if is_same(meaning)
)
_POOREST_MEANINGS = frozenset(
    meaning
    for word in ["delete", "add", "create", "cancel", "close"]
    for meaning in wide_meanings((word,))
    if is_same(meaning)
)


def serving(task: Task, page: list[Label], language: Language) -> list[Match]:
    """The labels that serve the task, best first."""
    if not page or not task.terms:
        return []
    usual_px = median(label.height_px for label in page)
    places = [it for labels in anchors(task, page, language).values() for it in labels]
    found = []
    fits = [_fit(task, label, language) for label in page]
    act_is_there = any(fit.met(Part.ACT) for fit in fits)
    for label, fit in zip(page, fits, strict=True):
        near = any(_near(label, place) for place in places)
        score = _score(fit, _Around(near, act_is_there))
        if label.height_px > TALL * usual_px:
            score -= HEADING
        if score > 0:
            found.append(_match(fit, label, score))
    return sorted(found, key=lambda match: -match.score)


def nearest(rivals: list[Match], anchored: dict[str, list[Label]]) -> list[Match]:
    """Of labels that read the same, the one in the row of what the task names; else all."""
    places = [label for labels in anchored.values() for label in labels]
    if not places:
        return rivals
    ordered = sorted(rivals, key=lambda match: _away_px(match.box, places[0].box))
    first, second = (_away_px(match.box, places[0].box) for match in ordered[:2])
    return ordered[:1] if first < CLEARLY_NEARER * second else rivals


def _away_px(box: Box, other: Box) -> float:
    return abs(box.centre_px[1] - other.centre_px[1])


def _match(fit: _Fit, label: Label, score: float) -> Match:
    if len(label.words) < SENTENCE_WORDS:
        return Match(label, 0, len(label.words) - 1, score, whole=True)
    first = min(meeting.unit.first for meeting in fit.meetings)
    last = max(meeting.unit.last for meeting in fit.meetings)
    return Match(label, label.parts[first][1], label.parts[last][1], score, whole=False)


def anchors(task: Task, page: list[Label], language: Language) -> dict[str, list[Label]]:
    """Where objects stand on the page, once, by their own letters: a row may be about them."""
    places: dict[str, list[Label]] = {}
    for term in task.of(Part.OBJECT, Part.TAIL, Part.OF):
        for label in page:
            if any(likeness(term.text, token, language) >= SAME_STEM for token, _ in label.parts):
                places.setdefault(term.text, []).append(label)
    return {text: found for text, found in places.items() if len(found) == 1}


def _score(fit: _Fit, around: _Around) -> float:
    negations = {unit.text for unit in fit.units} & NEGATIONS
    if negations - fit.task.negations or not fit.meetings or fit.is_sentence:
        return 0.0
    worth = _worth(fit, around)
    loss = EXTRA[min(len(fit.others), len(EXTRA) - 1)] + fit.act_loss
    return worth - loss if worth else 0.0


def _fit(task: Task, label: Label, language: Language) -> _Fit:
    units = units_of(tuple(token for token, _ in label.parts), language)
    meetings = meetings_of(task.terms, units, language)
    said = frozenset[int]().union(*(meeting.term.meanings for meeting in meetings))
    taken = [meeting.unit for meeting in meetings]
    extra = [
        unit
        for unit in units
        if unit not in taken and not unit.meanings & said and unit.text not in _ALL_WEAK
    ]
    acts = [unit for unit in extra if unit is units[0] and is_action(unit.meanings)]
    others = [unit for unit in extra if unit not in acts and not _is_sign(unit, units)]
    long = len(label.words) >= SENTENCE_WORDS and len(taken) * 2 < len(units)
    return _Fit(task, units, meetings, others, acts, long)


def _near(label: Label, other: Label) -> bool:
    """Another label in the same row, or so close above or below that both are one entry."""
    if label is other:
        return False
    return _away_px(label.box, other.box) <= ROW_PER_HEIGHT * label.box.height_px


def _is_sign(unit: Unit, units: tuple[Unit, ...]) -> bool:
    """One letter before a label was most likely read from its picture."""
    return unit is units[0] and len(unit.text) == 1 and not unit.text.isdecimal()


def _worth(fit: _Fit, around: _Around) -> float:
    """The score before what the rest of the label costs; 0 when it cannot be meant."""
    bonus = WEAK_MET * bool(fit.met(Part.WEAK))
    bonus += TAIL_MET * fit.share(Part.TAIL, Part.OF, Part.GENERIC)
    share = fit.share(Part.OBJECT)
    head = fit.task.head
    if 0 < share < 1 and (fit.others or not any(it.term is head for it in fit.meetings)):
        bonus -= PART_AND_EXTRA
    if fit.task.of(Part.ACT):
        worth = _worth_of_act(fit, share, around)
    elif fit.task.of(Part.OBJECT):
        worth = (OBJECT_ALONE + OBJECT_ALONE_SHARE * share) * fit.like(Part.OBJECT)
    else:
        worth = max(ACT_ALONE * fit.like(Part.WEAK), ACT_OF_ANOTHER * fit.like(Part.GENERIC))
    return worth + bonus if worth else 0.0


def _worth_of_act(fit: _Fit, share: float, around: _Around) -> float:
    like = fit.like(Part.ACT)
    objects = fit.task.of(Part.OBJECT)
    if not like:
        return _worth_without_act(fit, share, around)
    if not objects:
        return (ACT_AND_MORE if fit.others else ACT_ALONE) * like
    if share:
        return (ACT_AND_OBJECT + OBJECT_SHARE * share) * like
    poor = any(it.term.meanings & _POOR_MEANINGS for it in fit.met(Part.ACT))
    if fit.others or (poor and not around.near):
        return 0.0
    return (ACT_ALONE if around.near else ACT_OF_ANOTHER) * like


def _worth_without_act(fit: _Fit, share: float, around: _Around) -> float:
    """ "Save it under another name": the phrase tells the act better than its verb does."""
    if fit.others or any(it.meanings & _POOREST_MEANINGS for it in fit.task.of(Part.ACT)):
        return 0.0
    if any(it.term.size > 1 and it.like == KIN for it in fit.met(Part.OBJECT)):
        return (ACT_AND_OBJECT + OBJECT_SHARE * share) * KIN / SAME_MEANING
    choice = around.act_is_there and share == 1 and fit.only_qualifies
    return ACT_OF_ANOTHER if choice else 0.0
