"""Whatever is asked over whatever screen: nothing is invented and nothing breaks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.guidance.finder import AnswerKind, Finder
from agent.guidance.phrases.replies import REPLIES
from agent.reading import Box, Line, Reading, Word
from protocol.messages import Language

pytestmark = pytest.mark.unit

_LABELS = (
    "Save;Save as;Send;Sent;Export;Expert mode;Page 2;Sign in;Sign up;Guardar;Enregistrer;"
    "Paramètres;Search;« Aide »;“Quoted”;+;OK;E-mail;Forgot password?;Save it at any time;…"
)
LABELS = _LABELS.split(";")
_ASKING = (
    "where is {};how do I {};où est {};comment {};dónde está {};cómo puedo {};read {};lis {};"
    "lee {};{};next;repeat;what do you see;read that;stop;what is next to {};why {};suivant;repite"
)
ASKING = _ASKING.split(";")
NAMES = st.one_of(st.sampled_from(LABELS), st.text(max_size=20))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    lines = []
    for text in draw(st.lists(NAMES, max_size=8)):
        left_px, top_px = draw(st.integers(0, 1200)), draw(st.integers(0, 700))
        words = []
        for word in text.split():
            words.append(Word(word, Box(left_px, top_px, left_px + 9 * len(word), top_px + 18)))
            left_px += 9 * len(word) + draw(st.integers(2, 40))
        lines.append(Line(tuple(words)))
    return Reading(tuple(lines), 1280, 720)


@st.composite
def questions(draw: st.DrawFn) -> str:
    asking, name = draw(st.sampled_from(ASKING)), draw(NAMES)
    return draw(st.sampled_from([asking.replace("{}", name), draw(st.text(max_size=60))]))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(list(Language)),
    st.lists(st.tuples(questions(), st.one_of(st.none(), readings())), min_size=1, max_size=4),
)
def test_boxes_and_quoted_words_come_from_the_screen(
    language: Language, talk: list[tuple[str, Reading | None]]
) -> None:
    finder = Finder(language)
    seen: set[str] = set()
    for question, reading in talk:
        answer = finder.answer(question, reading)
        lines = reading.lines if reading else ()
        words = [word for line in lines for word in line.words]
        seen |= {_bare(word.text) for word in words}
        assert (answer.text == "") == (answer.kind is AnswerKind.STOPPED)
        opening, closing = REPLIES[language].marks
        pattern = f"{re.escape(opening)}(.*?){re.escape(closing)}"
        for quoted in re.findall(pattern, answer.text, re.DOTALL):
            assert {_bare(word) for word in quoted.split()} <= seen | {""}
        if answer.box is not None:
            inside = [word for word in words if word.box.overlaps(answer.box)]
            assert Box.around([word.box for word in inside]).overlaps(answer.box)
            edges = {answer.box.left_px, answer.box.right_px}
            assert edges <= {edge for it in words for edge in (it.box.left_px, it.box.right_px)}
            assert set(answer.label.split()) <= {word.text for word in words}


def _bare(word: str) -> str:
    return "".join(char for char in word if char not in "«»“”").strip("[]|{}")


@given(st.sampled_from(LABELS), st.sampled_from(list(Language)))
def test_a_label_alone_on_the_screen_is_never_another_kind_of_miss(
    label: str, language: Language
) -> None:
    """Asked by its exact words, a label is found or the finder says no: nothing else is named."""
    words = tuple(
        Word(word, Box(40 + 90 * at, 40, 120 + 90 * at, 60))
        for at, word in enumerate(label.split())
    )
    reading = Reading((Line(words),), 1280, 720)
    answer = Finder(language).answer(f"where is {label}", reading)
    assert answer.kind in (AnswerKind.FOUND, AnswerKind.NOT_FOUND)


@pytest.mark.parametrize("language", list(Language))
def test_very_long_speech_is_answered(language: Language) -> None:
    reading = Reading((Line((Word("Save", Box(0, 0, 40, 20)),)),), 1280, 720)
    for speech in ("where is " * 500, "9" * 6000, "a" * 5000, "pour " * 800, "et puis " * 400):
        assert Finder(language).answer(speech, reading).text
