"""Words of user interfaces that mean the same, across the three languages: the look-up.

A Spanish speaker who asks for « guardar » over an English page means Save. One row is one meaning;
words that only often go together (account and profile) are in different rows, since a wrong
translation points at the wrong thing. What is wider, `kin`, is for tasks only.
"""

from __future__ import annotations

from functools import lru_cache

from agent.guidance.phrases.actions import ACTIONS, WINDOWS
from agent.guidance.phrases.grammar import ARTICLES
from agent.guidance.phrases.kin import KIN
from agent.guidance.phrases.spelling import closeness, joined, sound, stem, tokens
from agent.guidance.phrases.things import THINGS
from protocol.messages import Language

LONGEST_TERM = 5  # words, in the rows
SHORTEST_MISHEARD = 5  # letters: shorter words have too many neighbours
# Share of letters in common with the term it sounds like, `spelling.closeness`.
LEAST_ALIKE = 0.5
LEAST_ALIKE_TOGETHER = 0.8
_NOTHING: frozenset[int] = frozenset()


def essential(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without articles and the like, unless nothing else is there."""
    return tuple(word for word in words if word not in ARTICLES) or words


class Lexicon:
    """Meanings by term; a meaning is the number of its row, counted over all texts.

    Args:
        texts: rows of terms with commas between.
        bare: terms are known without their articles ("reset the view" is "reset view").
    """

    def __init__(self, *texts: str, bare: bool = False) -> None:
        self._bare = bare
        self._terms: dict[str, frozenset[int]] = {}
        self._by_stems: dict[Language, dict[str, frozenset[int]]] = {it: {} for it in Language}
        rows = [row for text in texts for row in text.strip().splitlines()]
        for number, row in enumerate(rows):
            for term in row.split(","):
                words = essential(tokens(term)) if bare else tokens(term)
                key = joined(words)
                self._terms[key] = self._terms.get(key, _NOTHING) | {number}
                if bare and len(words) > 1:
                    self._add_stems(words, number)
        self._by_stem = {language: self._by("stem", language) for language in Language}
        self._by_sound = {language: self._by("sound", language) for language in Language}

    def _add_stems(self, words: tuple[str, ...], number: int) -> None:
        for language, index in self._by_stems.items():
            key = _stems(words, language)
            index[key] = index.get(key, _NOTHING) | {number}

    def widen(self, first: int) -> None:
        """From this meaning on, a row holds for all that its terms of one meaning mean, too."""
        rows: dict[int, frozenset[int]] = {}
        for known in self._terms.values():
            same = [meaning for meaning in known if meaning < first]
            if len(same) == 1:
                rows[same[0]] = rows.get(same[0], _NOTHING) | known
        for index in (self._terms, *self._by_stems.values()):
            for term, known in index.items():
                index[term] = known.union(*(rows.get(it, _NOTHING) for it in known if it < first))

    def _by(self, change: str, language: Language) -> dict[str, tuple[str, ...]]:
        index: dict[str, tuple[str, ...]] = {}
        for term in self._terms:
            if len(term) >= SHORTEST_MISHEARD:
                key = stem(term, language) if change == "stem" else sound(term, language)
                index[key] = (*index.get(key, ()), term)
        return index

    def meanings(self, term: str) -> frozenset[int]:
        """The meanings of a term, put together by `spelling.joined`. Empty: not a known one."""
        return self._terms.get(term) or self._terms.get(term.removesuffix("s"), _NOTHING)

    def heard(self, words: tuple[str, ...], language: Language) -> frozenset[int]:
        """The same for words that may be inflected or misheard (« enregistré », "sign inn")."""
        term = joined(words)
        exact = self.meanings(term)
        if exact or len(term) < SHORTEST_MISHEARD:
            return exact
        alone = len(words) == 1
        known = self._by_stem[language].get(stem(term, language), ()) if alone else ()
        if not alone and (inflected := self._by_stems[language].get(_stems(words, language))):
            return inflected
        if not known and (alone or not self._bare):
            # Several words sound like a known term by chance far more often than one does.
            least = LEAST_ALIKE if alone else LEAST_ALIKE_TOGETHER
            alike = self._by_sound[language].get(sound(term, language), ())
            known = tuple(other for other in alike if closeness(term, other) >= least)
        return _NOTHING.union(*(self._terms[other] for other in known))


def _stems(words: tuple[str, ...], language: Language) -> str:
    return " ".join(stem(word, language) for word in words)


_STRICT = Lexicon(ACTIONS, WINDOWS, THINGS)
_WIDE = Lexicon(ACTIONS, WINDOWS, THINGS, KIN, bare=True)
_ACTS = len(ACTIONS.strip().splitlines())
_EXACT = sum(len(text.strip().splitlines()) for text in (ACTIONS, WINDOWS, THINGS))
_WIDE.widen(_EXACT)


def meanings(term: str) -> frozenset[int]:
    """The meanings of a term, put together by `spelling.joined`. Empty: not a known one."""
    return _STRICT.meanings(term)


@lru_cache(maxsize=4096)
def heard_meanings(words: tuple[str, ...], language: Language) -> frozenset[int]:
    """The same for words that may be inflected or misheard (« enregistré », "sign inn")."""
    return _STRICT.heard(words, language)


@lru_cache(maxsize=8192)
def wide_meanings(words: tuple[str, ...]) -> frozenset[int]:
    """Meanings and kin of the words of a label, articles aside."""
    return _WIDE.meanings(joined(essential(words)))


@lru_cache(maxsize=8192)
def heard_wide_meanings(words: tuple[str, ...], language: Language) -> frozenset[int]:
    """Meanings and kin of words that were heard, articles aside."""
    return _WIDE.heard(essential(words), language)


def is_same(meaning: int) -> bool:
    """Is this meaning one of words that mean the same, not of mere kin?"""
    return meaning < _EXACT


_MAKING = frozenset().union(
    *(_STRICT.meanings(word) for word in ("add", "create", "insert", "new"))
)


def is_making(known: frozenset[int]) -> bool:
    """Is this the name of an act by which something new comes to be?"""
    return not known.isdisjoint(_MAKING)


def is_action(known: frozenset[int]) -> bool:
    """Is this the name of something that is done?"""
    return any(meaning < _ACTS for meaning in known)
