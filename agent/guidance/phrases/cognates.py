"""Words that two languages have from one root: « actividad », "activity", « activité ». Pure.

Only for words whose keys are the same letter by letter: false friends are rarer there than among
words that are merely alike.
"""

from __future__ import annotations

import re
from functools import lru_cache

SHORTEST_KEY = 5  # letters: shorter roots are shared by chance

_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"s$", ""),
        (r"ph", "f"),
        (r"th", "t"),
        (r"y", "i"),
        (r"qu|k|ch", "c"),
        (r"z", "c"),
        (r"(.)\1", r"\1"),
        (r"^e(?=s[cpt])", ""),
        (r"(?:idad|edad|ite|iti|iti?e|ety)$", "it"),
        (r"(?:cion|tion|sion|xion)$", "tion"),
        (r"(?:ico|ica|icue|ical|ic)$", "ic"),
        (r"(?:ario|aria|aire|ari)$", "ar"),
        (r"(?:oso|osa|eux|euse|ous)$", "os"),
        (r"(?:encia|ancia|ence|ance|enci|anci)$", "nc"),
        (r"(?:ador|ateur|ator)$", "ator"),
        (r"(?:mento|ment)$", "ment"),
        (r"(?:or|eur|ur)$", "or"),
        (r"(?:io|ia|ie|i|o|a|e)$", ""),
    )
)


@lru_cache(maxsize=8192)
def cognate_key(word: str) -> str:
    """What a plain word keeps in all three languages; empty if too short to tell anything."""
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    return word if len(word) >= SHORTEST_KEY else ""


def are_cognates(one: str, other: str) -> bool:
    """Are two plain words of different languages probably one?"""
    key = cognate_key(one)
    return bool(key) and key == cognate_key(other)
