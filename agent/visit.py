"""What is known of the user before they are met: the dispatch says it. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from protocol.messages import Attribute, Language


@dataclass(frozen=True)
class Visit:
    language: Language
    voice: str


def visit_of(metadata: str, voices: Mapping[Language, tuple[str, ...]]) -> Visit:
    """Read a dispatch's metadata, a JSON object by attribute names.

    `voices` are those that speak each language, the default first.

    Anything unreadable counts as not said: a dispatch made by hand need not know of it.
    """
    try:
        said = json.loads(metadata or "{}")
    except ValueError:
        said = {}
    said = said if isinstance(said, dict) else {}
    told, wanted = said.get(Attribute.LANGUAGE), said.get(Attribute.VOICE)
    language = Language(told) if told in tuple(Language) else Language.ENGLISH
    able = voices[language]
    return Visit(language=language, voice=wanted if wanted in able else able[0])
