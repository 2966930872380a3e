"""What a question asks for, whatever the screen shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.guidance.intents import IntentKind, understand
from agent.guidance.phrases.grammar import Side, Vertical
from protocol.messages import Language

pytestmark = pytest.mark.unit

EN, FR, ES = Language.ENGLISH, Language.FRENCH, Language.SPANISH


@pytest.mark.parametrize(
    ("language", "question", "name"),
    [
        (EN, "Where is the blue whale button, please?", "blue whale"),
        (EN, "um, so, could you please show me the blue whale", "blue whale"),
        (EN, "do you know where I can find blue whale", "blue whale"),
        (EN, "I'm looking for the link to blue whale", "blue whale"),
        (EN, "Click on the tab called blue whale", "blue whale"),
        (EN, "blue whale, where is it?", "blue whale"),
        (FR, "Où est le bouton baleine bleue ?", "baleine bleue"),
        (FR, "euh, est-ce que tu peux me dire où se trouve la baleine bleue", "baleine bleue"),
        (FR, "J'aimerais savoir où est l'onglet baleine bleue s'il te plaît", "baleine bleue"),
        (FR, "La baleine bleue, elle est où ?", "baleine bleue"),
        (FR, "montre-moi où est la baleine bleue", "baleine bleue"),
        (ES, "¿Dónde está el botón ballena azul?", "ballena azul"),
        (ES, "eh, ¿me puedes decir dónde está la ballena azul, por favor?", "ballena azul"),
        (ES, "La ballena azul, ¿dónde está?", "ballena azul"),
        (ES, "estoy buscando el enlace de la ballena azul", "ballena azul"),
    ],
)
def test_the_name_is_what_is_left_without_the_asking(
    language: Language, question: str, name: str
) -> None:
    intent = understand(question, language)
    assert (intent.kind, intent.name) == (IntentKind.FIND, name)


@pytest.mark.parametrize(
    ("language", "question", "name"),
    [
        (EN, "How do I fly away?", "fly away"),
        (FR, "Comment je fais pour partir loin ?", "partir loin"),
        (ES, "¿Cómo puedo volar lejos?", "volar lejos"),
    ],
)
def test_a_how_to_is_an_act(language: Language, question: str, name: str) -> None:
    intent = understand(question, language)
    assert (intent.kind, intent.name) == (IntentKind.ACT, name)


@pytest.mark.parametrize(
    ("question", "spoken_in"),
    [
        ("Where is the save button?", EN),
        ("Où est le bouton enregistrer ?", FR),
        ("¿Dónde está el botón guardar?", ES),
    ],
)
@pytest.mark.parametrize("configured", list(Language))
def test_a_question_in_another_language_is_understood(
    question: str, spoken_in: Language, configured: Language
) -> None:
    intent = understand(question, configured)
    assert (intent.kind, intent.language, intent.kind_said) == (IntentKind.FIND, spoken_in, True)


@pytest.mark.parametrize(
    ("language", "question", "place"),
    [
        (EN, "where is contact at the top right", (Vertical.TOP, Side.RIGHT)),
        (EN, "where is the contact link on the left", (None, Side.LEFT)),
        (FR, "où est contact en bas à gauche", (Vertical.BOTTOM, Side.LEFT)),
        (ES, "dónde está contacto arriba a la derecha", (Vertical.TOP, Side.RIGHT)),
        (EN, "where is contact", (None, None)),
    ],
)
def test_a_place_is_understood(
    language: Language, question: str, place: tuple[Vertical | None, Side | None]
) -> None:
    intent = understand(question, language)
    assert (intent.vertical, intent.side) == place
    assert intent.name.startswith("contact")


def test_a_word_that_might_be_a_place_stays_part_of_the_name_too() -> None:
    ways = {" ".join(way.words) for way in understand("where is back to the top", EN).wanted}
    assert any("top" in way for way in ways)


def test_the_name_is_said_back_as_it_was_written() -> None:
    assert understand("Où sont les Paramètres avancés ?", FR).heard == "Paramètres avancés"


@given(st.text(max_size=300), st.sampled_from(list(Language)))
def test_any_text_is_some_intent(question: str, language: Language) -> None:
    intent = understand(question, language)
    assert all(0 < way.weight <= 1 and way.words for way in intent.wanted)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        (Language.ENGLISH, "which bit says invoices?"),
        (Language.ENGLISH, "what button is called invoices"),
        (Language.SPANISH, "señálame invoices"),
    ],
)
def test_pointing_out_what_is_written_is_finding(language: Language, question: str) -> None:
    assert understand(question, language).name == "invoices"
