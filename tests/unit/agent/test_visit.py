"""What a dispatch says of the user."""

from __future__ import annotations

import pytest

from agent.visit import Visit, visit_of
from protocol.messages import Attribute, Language, dispatch_metadata

pytestmark = pytest.mark.unit

VOICES = {
    Language.ENGLISH: ("Puck", "Kore"),
    Language.FRENCH: ("Puck", "Kore"),
    Language.SPANISH: ("pico-es",),
}


def test_language_and_voice_are_taken_from_the_dispatch() -> None:
    metadata = dispatch_metadata(
        {Attribute.LANGUAGE: "fr", Attribute.VOICE: "Kore", "lk.other": "x"}
    )
    assert "other" not in metadata
    assert visit_of(metadata, VOICES) == Visit(Language.FRENCH, "Kore")


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
    assert visit_of(metadata, VOICES) == Visit(Language.ENGLISH, "Puck")


def test_a_voice_that_cannot_speak_the_language_is_not_taken() -> None:
    metadata = dispatch_metadata({Attribute.LANGUAGE: "es", Attribute.VOICE: "Kore"})
    assert visit_of(metadata, VOICES) == Visit(Language.SPANISH, "pico-es")
