"""The voices the page offers are those the engines have."""

from __future__ import annotations

import pytest

from agent.engines.speaking import Speaker
from protocol.messages import LOCAL_VOICES, Language

pytestmark = pytest.mark.contract


@pytest.mark.parametrize("language", list(Language))
def test_the_voices_of_the_protocol_are_those_of_the_engines(language: Language) -> None:
    assert Speaker().voices(language) == LOCAL_VOICES[language]
