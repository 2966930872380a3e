"""How words are written and how they sound: when are two spellings probably the same word? Pure.

One side was heard by a speech recogniser, the other was read from a picture, so both may be wrong:
the first by sound, the second by shape. The sound keys are small on purpose: they fold what a
recogniser confuses (voiced with unvoiced, silent endings), not a whole phonology.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from protocol.messages import Language

# Likeness of two spellings: 1 is the same, 0 is not the same word.
SAME = 1.0
SAME_SHAPE = 0.96  # what a reader of pictures confuses
SAME_PLURAL = 0.98
SAME_STEM = 0.94
SAME_SOUND = 0.86
DOUBTFUL = 0.72  # below it, two words have nothing to do with each other
LEAST_WRITTEN = 0.6  # closeness of the letters, however alike the sounds

_TOKEN = re.compile(r"[^\W_]+|[+&@%#€$]")
_ANDS = frozenset({"&", "and", "et", "y"})
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o"})
_SHAPES = str.maketrans({"1": "l", "i": "l", "|": "l", "0": "o", "5": "s", "8": "b"})

_Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*pairs: tuple[str, str]) -> _Rules:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in pairs)


_SOUNDS: dict[Language, _Rules] = {
    Language.ENGLISH: _rules(
        (r"^(?:kn|gn)", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"[cst]ion", "xn"),
        (r"ph", "f"),
        (r"ght", "t"),
        (r"tch|ch|sh", "x"),
        (r"c(?=[eiy])", "s"),
        (r"ck|c|q", "k"),
        (r"x(?=[aeiou]|p|t|c)", "ks"),
        (r"(?<=[^aeiouy])e[ds]?$|(?<=[a-z]{3})e$", ""),
    ),
    Language.FRENCH: _rules(
        (r"(?<=[a-z]{3})(?:er|ez|ees?|es?|ent)$", ""),
        (r"(?<=[a-z]{2})[stxdp]+$", ""),
        (r"eau|au", "o"),
        (r"ill(?=[aeo])", "y"),
        (r"ph", "f"),
        (r"ch|sh", "x"),
        (r"qu|q|ck|c(?![eiy])", "k"),
        (r"c(?=[eiy])", "s"),
        (r"gu(?=[ei])", "g"),
        (r"g(?=[eiy])|j", "x"),
        (r"ain|ein|im(?=[bp])", "in"),
        (r"ai|ei|ay", "e"),
        (r"[ae][mn](?=[^aeiouymn]|$)", "an"),
    ),
    Language.SPANISH: _rules(
        (r"ch", "x"),
        (r"ll", "y"),
        (r"v", "b"),
        (r"qu", "k"),
        (r"c(?=[ei])|z", "s"),
        (r"c", "k"),
        (r"gu(?=[ei])", "g"),
        (r"g(?=[ei])", "j"),
        (r"(?<=[a-z]{3}[aei])[rs]$", ""),
    ),
}
# Heard across a microphone, voiced and unvoiced consonants are one; so are vowels of one height.
_VOICES = str.maketrans("vdbgzjeiyouw", "ftpkskeeeooo", "h")

_ENDINGS: dict[Language, re.Pattern[str]] = {
    Language.ENGLISH: re.compile(r"(?:ings?|ed|es|s|e|d)$"),
    Language.FRENCH: re.compile(
        r"(?:ements?|ations?|ees?|es|er|ez|ent|ant|aux|x|s|e|r)$",
    ),
    Language.SPANISH: re.compile(
        r"(?:aciones|acion|amiento|iendo|ando|ados?|adas?|idos?|idas?|ar|er|ir|es|as|os|a|o|e|s)$"
    ),
}
_SHORTEST_STEM = {Language.ENGLISH: 3, Language.FRENCH: 4, Language.SPANISH: 4}

_NUMBERS: dict[Language, str] = {
    Language.ENGLISH: "zero one two three four five six seven eight nine ten eleven twelve",
    Language.FRENCH: "zero un deux trois quatre cinq six sept huit neuf dix onze douze",
    Language.SPANISH: "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
}
_VALUES: dict[Language, dict[str, str]] = {
    language: {word: str(value) for value, word in enumerate(words.split())}
    for language, words in _NUMBERS.items()
}
_VALUES[Language.FRENCH]["une"] = _VALUES[Language.SPANISH]["una"] = "1"
for _language, _ordinals in {
    Language.ENGLISH: "first second third fourth fifth sixth",
    Language.FRENCH: "premier deuxieme troisieme quatrieme cinquieme sixieme",
    Language.SPANISH: "primero segundo tercero cuarto quinto sexto",
}.items():
    for _value, _word in enumerate(_ordinals.split(), 1):
        _VALUES[_language][_word] = f"{_value}th"
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|e|er|ere|eme|ieme|o|a)")


def plain(text: str) -> str:
    """Lower case, without accents and ligatures."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def tokens(text: str) -> tuple[str, ...]:
    """The words and symbols of a text, plain; an apostrophe or a hyphen ends a word."""
    return tuple(_TOKEN.findall(plain(text)))


def joined(words: Iterable[str]) -> str:
    """The words put together without spaces and without "and", which is often a mere sign."""
    words = tuple(words)
    return "".join(word for word in words if word not in _ANDS) or "".join(words)


@lru_cache(maxsize=8192)
def shape(word: str) -> str:
    """What is left of a plain word once letters that look alike are one."""
    return word.translate(_SHAPES).replace("rn", "m").replace("vv", "w").replace("cl", "d")


@lru_cache(maxsize=8192)
def sound(word: str, language: Language) -> str:
    """A key that words heard alike share, in the ear of one language."""
    for pattern, replacement in _SOUNDS[language]:
        word = pattern.sub(replacement, word)
    word = word.translate(_VOICES)
    return word[:1] + "".join(right for left, right in pairwise(word) if left != right)


@lru_cache(maxsize=8192)
def stem(word: str, language: Language) -> str:
    """A plain word without the ending that tells save from saved and saving."""
    cut = _ENDINGS[language].sub("", word)
    return cut if len(cut) >= _SHORTEST_STEM[language] else word


@lru_cache(maxsize=8192)
def number(word: str, language: Language) -> str | None:
    """The digits of a number said or written, "2th" for any spelling of the second; or None."""
    if word.isdecimal():
        return word.lstrip("0") or "0"
    if ordinal := _ORDINAL.fullmatch(word):
        return f"{ordinal[1]}th"
    return _VALUES[language].get(word)


@lru_cache(maxsize=65536)
def closeness(one: str, other: str) -> float:
    """1 minus the share of letters to change, add, drop or swap with the next (Damerau, OSA)."""
    longest = max(len(one), len(other))
    if not longest:
        return 1.0
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return 1 - row[-1] / longest


@lru_cache(maxsize=65536)
def likeness(heard: str, read: str, language: Language) -> float:
    """How probably two plain words are the same one, 0 to 1; `language` is the speaker's.

    The thresholds by length are set by tests/unit/guidance: a short word has many neighbours, so
    three letters must be exact, and four must at least sound the same.
    """
    if heard == read:
        return SAME
    languages = {language, Language.ENGLISH}  # English names stand on pages of every language
    if any((value := number(heard, it)) and value == number(read, it) for it in languages):
        return SAME
    shortest = min(len(heard), len(read))
    if shortest < 3:
        return 0.0
    if shape(heard) == shape(read):
        return SAME_SHAPE
    if any(char.isdecimal() for char in heard + read):
        return 0.0
    return _related_likeness(heard, read, languages)


@lru_cache(maxsize=8192)
def _letters(word: str) -> Counter[str]:
    return Counter(word)


def _may_be_close(one: str, other: str) -> bool:
    """A bound of `closeness` from the letters alone, far cheaper: most pairs end here."""
    longest, shortest = max(len(one), len(other)), min(len(one), len(other))
    if shortest < LEAST_WRITTEN * longest:
        return False
    letters = _letters(other)
    shared = sum(min(count, letters[char]) for char, count in _letters(one).items())
    return shared >= LEAST_WRITTEN * longest


def _related_likeness(heard: str, read: str, languages: set[Language]) -> float:
    if heard.rstrip("s") == read.rstrip("s"):
        return SAME_PLURAL
    if any(stem(heard, it) == stem(read, it) for it in languages):
        return SAME_STEM
    return _heard_likeness(heard, read, languages) if min(len(heard), len(read)) >= 4 else 0.0


def _heard_likeness(heard: str, read: str, languages: set[Language]) -> float:
    if not _may_be_close(heard, read):
        return 0.0
    written = closeness(heard, read)
    if written < LEAST_WRITTEN:
        return 0.0
    spoken = max(closeness(sound(heard, it), sound(read, it)) for it in languages)
    if spoken == 1:
        return max(SAME_SOUND, (written + spoken) / 2 - 0.04)
    shortest = min(len(heard), len(read))
    if shortest == 4:
        return 0.0
    like = (written + spoken) / 2 - (0.03 if shortest <= 6 else 0.0)
    return like if like >= DOUBTFUL else 0.0
