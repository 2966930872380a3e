"""The grammars by language. Data."""

from __future__ import annotations

from agent.guidance.phrases import english, french, spanish
from agent.guidance.phrases.grammar import Grammar
from protocol.messages import Language

GRAMMARS: dict[Language, Grammar] = {
    Language.ENGLISH: english.GRAMMAR,
    Language.FRENCH: french.GRAMMAR,
    Language.SPANISH: spanish.GRAMMAR,
}
