"""What is known of the user before they are met: the dispatch says it. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass

from protocol.messages import Attribute, Language


@dataclass(frozen=True)
class Visit:
    language: Language
    voice: str


def visit_of(metadata: str, *, voice: str, voices: tuple[str, ...]) -> Visit:
    """Read a dispatch's metadata, a JSON object by attribute names.

    Anything unreadable counts as not said: a dispatch made by hand need not know of it.
    """
    try:
        said = json.loads(metadata or "{}")
    except ValueError:
        said = {}
    said = said if isinstance(said, dict) else {}
    language = said.get(Attribute.LANGUAGE)
    wanted = said.get(Attribute.VOICE)
    return Visit(
        language=Language(language) if language in tuple(Language) else Language.ENGLISH,
        voice=wanted if wanted in voices else voice,
    )
