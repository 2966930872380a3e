"""When two spellings are one word: heard wrong on one side, read wrong on the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.guidance.phrases.spelling import closeness, joined, likeness, tokens
from agent.guidance.phrases.synonyms import heard_meanings, meanings
from protocol.messages import Language

pytestmark = pytest.mark.unit

WORDS = st.text(alphabet="abcdefghilmnoprstuvxyz0189", max_size=12)
LANGUAGES = st.sampled_from(list(Language))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'Édition", ("l", "edition")),
        ("E-mail:", ("e", "mail")),
        ("¿Dónde está?", ("donde", "esta")),
        ("Cœur & âme", ("coeur", "&", "ame")),
        ("C++", ("c", "+", "+")),
        ("…", ()),
    ],
)
def test_a_text_is_cut_into_plain_words(text: str, expected: tuple[str, ...]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("heard", "read", "language"),
    [
        ("safe", "save", Language.ENGLISH),
        ("sent", "send", Language.ENGLISH),
        ("expert", "export", Language.ENGLISH),
        ("saving", "save", Language.ENGLISH),
        ("report", "reports", Language.ENGLISH),
        ("enregistre", "enregistrer", Language.FRENCH),
        ("envoye", "envoyer", Language.FRENCH),
        ("guarda", "guardar", Language.SPANISH),
        ("jestion", "gestion", Language.SPANISH),
        ("baliza", "valisa", Language.SPANISH),
        ("import", "lmport", Language.ENGLISH),
        ("form", "forrn", Language.ENGLISH),
        ("two", "2", Language.ENGLISH),
        ("deux", "2", Language.FRENCH),
        ("segundo", "2o", Language.SPANISH),
    ],
)
def test_words_that_sound_or_look_alike_are_one(heard: str, read: str, language: Language) -> None:
    assert likeness(heard, read, language) >= 0.8


@pytest.mark.parametrize(
    ("heard", "read"),
    [
        ("file", "mail"),
        ("edit", "exit"),
        ("page", "paste"),
        ("save", "share"),
        ("print", "point"),
        ("import", "export"),
        ("undo", "redo"),
        ("2", "3"),
        ("12", "2"),
        ("on", "no"),
        ("new", "now"),
        ("cut", "cat"),
    ],
)
def test_other_words_are_not(heard: str, read: str) -> None:
    assert likeness(heard, read, Language.ENGLISH) < 0.8


@given(WORDS, WORDS, LANGUAGES)
def test_likeness_is_a_share_and_same_is_one(one: str, other: str, language: Language) -> None:
    assert 0 <= likeness(one, other, language) <= 1
    assert likeness(one, one, language) == 1


@given(WORDS, WORDS)
def test_closeness_does_not_depend_on_the_order(one: str, other: str) -> None:
    assert closeness(one, other) == closeness(other, one)


@given(WORDS.filter(lambda word: len(word) > 1), st.integers(0, 10))
def test_one_letter_swapped_with_the_next_is_one_change(word: str, at: int) -> None:
    at %= len(word) - 1
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert closeness(word, swapped) >= 1 - 1 / len(word)


@pytest.mark.parametrize(
    "group",
    [
        ("save", "enregistrer", "guardar"),
        ("sign in", "log in", "login", "se connecter", "iniciar sesión"),
        ("settings", "paramètres", "réglages", "ajustes", "configuración"),
        ("e-mail", "email", "courriel", "correo electrónico"),
        ("terms and conditions", "terms & conditions"),
    ],
)
def test_words_of_one_meaning_share_it(group: tuple[str, ...]) -> None:
    shared = [meanings(joined(tokens(term))) for term in group]
    assert frozenset.intersection(*shared)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sign in", "sign up"),
        ("sign in", "sign out"),
        ("undo", "redo"),
        ("save", "save as"),
        ("password", "forgot password"),
        ("import", "export"),
        ("next", "previous"),
    ],
)
def test_words_of_two_meanings_share_none(one: str, other: str) -> None:
    assert not meanings(joined(tokens(one))) & meanings(joined(tokens(other)))


def test_a_misheard_word_keeps_its_meaning() -> None:
    assert heard_meanings(("enregistre",), Language.FRENCH) == meanings("enregistrer")
    assert heard_meanings(("bruyon",), Language.FRENCH) == meanings("brouillons")
    assert heard_meanings(("sign", "inn"), Language.ENGLISH) == meanings("signin")
    assert not heard_meanings(("pagina", "dos"), Language.SPANISH)
