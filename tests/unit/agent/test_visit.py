"""What a dispatch says of the user."""

from __future__ import annotations

import json

import pytest

from agent.visit import Visit, visit_of
from protocol.messages import Attribute, Language

pytestmark = pytest.mark.unit

VOICES = ("Puck", "Kore")


def test_language_and_voice_are_taken_from_the_dispatch() -> None:
    metadata = json.dumps({Attribute.LANGUAGE: "fr", Attribute.VOICE: "Kore"})
    assert visit_of(metadata, voice="Puck", voices=VOICES) == Visit(Language.FRENCH, "Kore")


@pytest.mark.parametrize(
    "metadata",
    [
        "",
        "{",
        "[]",
        "null",
        '"fr"',
        '{"cicerone.language": "xx", "cicerone.voice": "Nobody"}',
        '{"cicerone.language": 7, "cicerone.voice": null}',
    ],
)
def test_what_cannot_be_read_counts_as_not_said(metadata: str) -> None:
    assert visit_of(metadata, voice="Puck", voices=VOICES) == Visit(Language.ENGLISH, "Puck")
