"""Answers a spoken question from the words on the screen, without any model of language. Pure.

Must not know rooms, voices or how the words were read. One `Finder` is one conversation: it keeps
the last answer and what else could have been meant, so that "next" and "repeat" make sense.

A wrong target is worse than none: below ACCEPTED nothing is pointed at, and when another label is
within MARGIN of the best, both are named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from agent.guidance.intents import Intent, IntentKind, understand
from agent.guidance.match import Match, Wanted
from agent.guidance.matching import matches
from agent.guidance.phrases.replies import REPLIES
from agent.guidance.places import Label, labels, neighbour, paragraph, region
from agent.guidance.telling import Answer, AnswerKind, Page, Spot, Teller, spot_of
from agent.guidance.weighing import anchors, nearest, serving
from agent.reading import Box, Reading
from protocol.messages import Language

__all__ = ["Answer", "AnswerKind", "Finder"]

# Scores of matching; set by tests/unit/guidance.
ACCEPTED = 0.8
BARE_ACCEPTED = 0.9  # a name without any question around it may be talk that was not for us
EXACT = 0.97
GUESSED = 0.88  # below it the answer says that it is a guess
NEAREST = 0.62  # a label worth naming, without pointing, when nothing is accepted
# A label that serves a task without bearing its name is pointed at from here on; below, it is only
# named. On screens nobody had tuned on, every second one below was wrong.
SERVES = 0.9
# Words of a question from which on one label's word in it says little of what is wanted.
WINDING = 14
MARGIN = 0.035
ELSEWHERE = 0.1  # lost by a label that is not where the person says it is
LONGEST_GARBLED = 5  # words of a sentence of which only the end is used
SAME_WORDS = 0.92
LONGEST_HEARD = 4  # words said back when nothing was found


class Finder:
    """One conversation."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._says = REPLIES[language]
        self._teller = Teller(language)
        self._last: Answer | None = None
        self._at: Box | None = None
        self._others: list[Spot] = []

    def answer(self, question: str, reading: Reading | None) -> Answer:
        """Answer one question; `reading` is the screen now, None when no screen is shared."""
        intent = understand(question, self._language)
        if intent.kind is IntentKind.STOP:
            return Answer(AnswerKind.STOPPED, "")
        if intent.kind is IntentKind.REPEAT:
            return self._repeated(reading)
        answer = self._answered(intent, reading)
        self._last = answer
        self._at = answer.box or (self._at if answer.kind is AnswerKind.CANNOT else None)
        return answer

    def _repeated(self, reading: Reading | None) -> Answer:
        if self._last is None:
            return Answer(AnswerKind.REPEATED, self._says.nothing_said)
        last = replace(self._last, kind=AnswerKind.REPEATED)
        if last.box is None:
            return last
        box = _found_again(last.box, last.label, reading) if reading is not None else None
        return replace(last, box=box, label=last.label if box else "")

    def _answered(self, intent: Intent, reading: Reading | None) -> Answer:
        if reading is None:
            return Answer(AnswerKind.NO_SCREEN, self._says.no_screen)
        page = Page(reading, labels(reading))
        if not any(label.parts for label in page.labels):
            return Answer(AnswerKind.NOT_FOUND, self._says.nothing_there)
        ways: dict[IntentKind, Callable[[Intent, Page], Answer]] = {
            IntentKind.DESCRIBE: lambda _, page: self._teller.described(page),
            IntentKind.READ: self._read,
            IntentKind.NEXT: self._next,
            IntentKind.BESIDE: self._beside,
            IntentKind.OTHER: self._other,
        }
        return ways.get(intent.kind, self._found)(intent, page)

    # Finding

    def _found(self, intent: Intent, page: Page) -> Answer:
        self._others = []
        candidates = self._candidates(intent, page)
        enough = ACCEPTED
        if intent.kind is IntentKind.BARE and not intent.kind_said:
            enough = BARE_ACCEPTED
        good = [match for match in candidates if match.score >= enough]
        if not good:
            return (
                self._by_last_words(intent, page)
                or self._by_task(intent, page)
                or self._not_found(intent, candidates, page)
            )
        best = good[0]
        rivals = [match for match in good if best.score - match.score < MARGIN]
        rest = [match for match in good if match not in rivals]
        self._others = [spot_of(match) for match in (*rivals[1:], *rest)]
        if len(rivals) > 1:
            return self._teller.several(rivals, page)
        says = self._says
        template = says.act if intent.kind is IntentKind.ACT else says.found
        return self._teller.pointing(
            says.guessed if best.score < GUESSED else template, spot_of(best), page
        )

    def _by_last_words(self, intent: Intent, page: Page) -> Answer | None:
        """A short sentence of which only the end was understood: it may still end with a name."""
        words = intent.name.split()
        if intent.kind is not IntentKind.BARE or not 1 < len(words) <= LONGEST_GARBLED:
            return None
        for start in range(1, len(words)):
            ending = (Wanted(tuple(words[start:])),)
            found = matches(ending, page.labels, intent.language)
            sure = [match for match in found if match.score >= SAME_WORDS and match.whole]
            if sure and all(sure[0].score - other.score >= MARGIN for other in sure[1:]):
                return self._teller.pointing(self._says.guessed, spot_of(sure[0]), page)
        return None

    def _by_task(self, intent: Intent, page: Page) -> Answer | None:
        """No label bears the name, but one may serve what is to be done."""
        for task in intent.tasks:
            found = serving(task, page.labels, intent.language)
            good = [match for match in found if match.score >= ACCEPTED]
            if good:
                near = anchors(task, page.labels, intent.language)
                return self._chosen(good, near, page, sure=not _is_winding(intent))
        return None

    def _chosen(
        self, good: list[Match], anchored: dict[str, list[Label]], page: Page, *, sure: bool
    ) -> Answer:
        rivals = [it for it in good if good[0].score - it.score < MARGIN]
        if len(rivals) > 1 and len({it.text for it in rivals}) == 1:
            rivals = nearest(rivals, anchored)
        best = spot_of(rivals[0])
        self._others = [spot_of(it) for it in good if it not in rivals[:1]]
        if len(rivals) > 1 and len({it.text for it in rivals}) > 1:
            return self._teller.several(rivals, page)
        if not sure or len(rivals) > 1 or rivals[0].score < SERVES:
            self._others = [best, *self._others]
            return self._teller.unsure(best, page)
        return self._teller.pointing(self._says.guessed, best, page)

    def _candidates(self, intent: Intent, page: Page) -> list[Match]:
        found = matches(intent.wanted, page.labels, intent.language, intent.what)
        if intent.vertical is None and intent.side is None:
            return found
        width_px, height_px = page.reading.width_px, page.reading.height_px
        weighed = []
        for match in found:
            vertical, side = region(match.box, width_px, height_px)
            away = intent.vertical not in (None, vertical) or intent.side not in (None, side)
            weighed.append(replace(match, score=match.score - ELSEWHERE) if away else match)
        return sorted(weighed, key=lambda match: -match.score)

    def _not_found(self, intent: Intent, candidates: list[Match], page: Page) -> Answer:
        says = self._says
        bare = intent.kind is IntentKind.BARE and not intent.kind_said
        if bare and (not candidates or candidates[0].score < NEAREST):
            return Answer(AnswerKind.CANNOT, says.cannot)
        short = 0 < len(intent.heard.split()) <= LONGEST_HEARD
        text = says.not_found_heard.format(intent.heard) if short else says.not_found
        if candidates and candidates[0].score >= NEAREST:
            spot = spot_of(candidates[0])
            text += says.nearest.format(says.quote(spot.shown), self._teller.region(spot.box, page))
        return Answer(AnswerKind.NOT_FOUND, text)

    def _other(self, intent: Intent, page: Page) -> Answer:
        """Not a question for a screen, unless a label reads exactly so, or a task is in it."""
        whole = Wanted(tuple(intent.name.split()))
        for match in matches((whole,), page.labels, intent.language):
            if match.score >= EXACT and match.whole:
                return self._teller.pointing(self._says.found, spot_of(match), page)
        return self._by_task(intent, page) or Answer(AnswerKind.CANNOT, self._says.cannot)

    # Going on from the last answer

    def _next(self, intent: Intent, page: Page) -> Answer:
        while self._others:
            spot = self._others.pop(0)
            if box := _found_again(spot.box, spot.label, page.reading):
                return self._teller.pointing(self._says.following, replace(spot, box=box), page)
        if self._at is None:
            named = self._found(replace(intent, kind=IntentKind.BARE), page)
            if named.kind in (AnswerKind.FOUND, AnswerKind.SEVERAL):
                return named
        at = self._at
        order = [label for label in page.labels if label.parts]
        if at is not None:
            places = [place for place, label in enumerate(order) if label.box.overlaps(at)]
            order = order[places[-1] + 1 :] if places else order
        if not order:
            return Answer(AnswerKind.NOT_FOUND, self._says.no_next)
        first = order[0]
        return self._teller.pointing(
            self._says.following, Spot(first.box, first.text, first.text), page
        )

    def _beside(self, intent: Intent, page: Page) -> Answer:
        candidates = self._candidates(intent, page)
        if not candidates or candidates[0].score < ACCEPTED:
            return self._not_found(intent, candidates, page)
        best = candidates[0]
        near = neighbour(best.box, page.labels, page.reading.width_px)
        if near is None:
            text = self._says.nothing_beside.format(self._says.quote(best.text))
            return Answer(AnswerKind.NOT_FOUND, text)
        label = near[1]
        return self._teller.pointing(
            self._says.found, Spot(label.box, label.text, label.text), page
        )

    # Reading

    def _read(self, intent: Intent, page: Page) -> Answer:
        if intent.wanted:
            candidates = self._candidates(intent, page)
            if candidates and candidates[0].score >= ACCEPTED:
                return self._teller.read(paragraph(candidates[0].label, page.labels), page)
            if not intent.names_heading:
                return Answer(AnswerKind.NOT_FOUND, self._says.nothing_to_read)
            return self._teller.read([max(page.labels, key=lambda label: label.height_px)], page)
        at = self._at
        if at is not None and not intent.everything:
            pointed = [label for label in page.labels if label.box.overlaps(at)]
            if pointed:
                return self._teller.read(paragraph(pointed[0], page.labels), page)
        return self._teller.read(page.labels, page)


def _is_winding(intent: Intent) -> bool:
    return intent.length >= WINDING


def _found_again(box: Box, label: str, reading: Reading) -> Box | None:
    """Where the same words stand now, if about where they stood: the screen may have changed."""
    words = [
        word
        for line in reading.lines
        for word in line.words
        if box.left_px <= word.box.centre_px[0] < box.right_px
        and box.top_px <= word.box.centre_px[1] < box.bottom_px
    ]
    if not words or " ".join(word.text for word in words) != label:
        return None
    return Box.around([word.box for word in words])
