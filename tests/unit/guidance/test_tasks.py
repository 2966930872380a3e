"""What is asked as a task, in words that no label bears: when it is found, and when refused."""

from __future__ import annotations

import pytest

from agent.guidance.finder import Answer, AnswerKind, Finder
from agent.guidance.phrases.cognates import are_cognates
from agent.guidance.task import Part, task_of
from agent.reading import Reading
from protocol.messages import Language
from tests.unit.guidance.screens import column, line, screen

pytestmark = pytest.mark.unit

EN, FR, ES = Language.ENGLISH, Language.FRENCH, Language.SPANISH
PLAYER = column("Playlists", "Shuffle", "Lyrics", "Volume", "Sleep timer", "Share", "Log out")
CINEMA = column(
    "Séances", "Choisir les sièges", "Code promo", "Ma carte fidélité", "Payer", "Mode sombre"
)
GYM = column("Horario de clases", "Renovar abono", "Facturas", "Idioma", "Añadir invitado", "Salir")
PAGES = {"player": PLAYER, "cinema": CINEMA, "gym": GYM}


def ask(question: str, reading: Reading, language: Language) -> Answer:
    return Finder(language).answer(question, reading)


@pytest.mark.parametrize(
    ("language", "page", "question", "label"),
    [
        (EN, "player", "Where can I turn down the volume?", "Volume"),
        (EN, "player", "I'd like to see the lyrics of this song", "Lyrics"),
        (EN, "player", "How do I set the sleep timer, please?", "Sleep timer"),
        (EN, "player", "I want to hear them in random order", "Shuffle"),
        (FR, "player", "Je voudrais me déconnecter", "Log out"),
        (ES, "player", "¿Dónde cambio el volumen?", "Volume"),
        (FR, "cinema", "Comment est-ce que je choisis mon siège ?", "Choisir les sièges"),
        (FR, "cinema", "J'ai un bon de réduction, où est-ce que je le mets ?", "Code promo"),
        (FR, "cinema", "Je n'ai plus rien à ajouter, comment je paie ?", "Payer"),
        (EN, "cinema", "I'd like to turn on dark mode", "Mode sombre"),
        (ES, "cinema", "Quiero activar el modo oscuro", "Mode sombre"),
        (ES, "gym", "¿Dónde puedo ver el horario?", "Horario"),
        (ES, "gym", "Quiero cambiar el idioma", "Idioma"),
        (ES, "gym", "Tengo que renovar el abono de mi hija", "Renovar abono"),
        (EN, "gym", "Where do I see my bills?", "Facturas"),
        (FR, "gym", "Comment je change la langue ?", "Idioma"),
    ],
)
def test_a_task_leads_to_the_label_that_serves_it(
    language: Language, page: str, question: str, label: str
) -> None:
    answer = ask(question, PAGES[page], language)
    assert (answer.kind, answer.label) == (AnswerKind.FOUND, label)


@pytest.mark.parametrize(
    ("language", "page", "question"),
    [
        (EN, "player", "How do I delete a playlist?"),
        (EN, "player", "Where can I buy concert tickets?"),
        (EN, "player", "I want to upload the lyrics"),
        (FR, "cinema", "Je voudrais annuler mes sièges"),
        (FR, "cinema", "Où est-ce que je change mon mot de passe ?"),
        (FR, "cinema", "Comment je supprime ma carte ?"),
        (ES, "gym", "Quiero borrar mi cuenta"),
        (ES, "gym", "¿Dónde puedo imprimir el horario?"),
        (ES, "gym", "¿Cómo descargo la aplicación?"),
        (EN, "gym", "Where do I lock this with a guest?"),
    ],
)
def test_a_task_of_another_act_is_refused(language: Language, page: str, question: str) -> None:
    answer = ask(question, PAGES[page], language)
    assert (answer.kind, answer.box) == (AnswerKind.NOT_FOUND, None)


@pytest.mark.parametrize(
    ("language", "question", "shown"),
    [
        (EN, "where do I change the delivery address", ["Billing address", "Help"]),
        (FR, "où est-ce que je change l'adresse de livraison", ["Adresse de facturation"]),
        (ES, "dónde cambio la dirección de entrega", ["Dirección de facturación"]),
        (EN, "how do I delete my account", ["Delete", "Account"]),
        (EN, "how do I delete this file", ["Remove duplicates", "Delete history"]),
        (EN, "how do I insert a picture", ["New", "+", "New label"]),
    ],
)
def test_another_thing_of_the_same_word_is_refused(
    language: Language, question: str, shown: list[str]
) -> None:
    assert ask(question, column(*shown), language).box is None


def test_the_button_of_the_row_that_is_named_is_the_one() -> None:
    page = screen(
        *(
            part
            for row, name in enumerate(["Amber lamp", "Walnut desk", "Linen curtain"])
            for part in (line(name, 40, 100 + 90 * row), line("Remove", 900, 100 + 90 * row))
        )
    )
    answer = ask("I want to remove the walnut desk", page, EN)
    assert answer.box == page.lines[3].box
    assert ask("quiero quitar el walnut", page, ES).box == page.lines[3].box


def test_where_to_print_in_colour_is_asked_back() -> None:
    answer = ask("comment j'imprime en couleur", column("Imprimer", "Couleur", "Aide"), FR)
    assert (answer.kind, answer.box) == (AnswerKind.SEVERAL, None)


def test_buttons_side_by_side_read_as_one_line_are_parted() -> None:
    edit, refund = line("Edit", 40, 100), line("Give back", 91, 100)
    page = screen(type(edit)(edit.words + refund.words))
    assert ask("where is edit", page, EN).box == edit.box


def test_the_sign_before_a_label_is_no_word_of_it() -> None:
    page = column("X Trim", "1Replace", "Notes")
    assert ask("I need to trim this bit", page, EN).label == "X Trim"
    assert ask("where is replace", page, EN).label == "1Replace"


def test_a_pictograph_is_found_by_what_it_stands_for() -> None:
    page = screen(line("Inbox", 40, 100), line("⚙", 1200, 10))
    assert ask("où sont les réglages", page, FR).box == page.lines[1].box


def test_lines_in_any_order_are_followed_from_top_to_bottom() -> None:
    page = screen(line("Third", 40, 300), line("First", 40, 100), line("Second", 40, 200))
    finder = Finder(EN)
    finder.answer("where is first", page)
    assert finder.answer("next", page).label == "Second"


@pytest.mark.parametrize(
    ("language", "question", "terms"),
    [
        (
            EN,
            "I'd like to move the red chair to the garden",
            {"move": Part.ACT, "red": Part.OBJECT, "chair": Part.OBJECT, "garden": Part.TAIL},
        ),
        (FR, "je voudrais changer la chaise", {"changer": Part.WEAK, "chaise": Part.OBJECT}),
        (ES, "¿dónde pongo el nombre?", {"pongo": Part.WEAK, "nombre": Part.OBJECT}),
    ],
)
def test_a_task_is_its_act_and_its_objects(
    language: Language, question: str, terms: dict[str, Part]
) -> None:
    assert {term.text: term.part for term in task_of(question, language).terms} == terms


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("actividad", "activity", True),
        ("allergenes", "alergenos", True),
        ("estacion", "station", True),
        ("importe", "importance", False),
        ("salir", "salary", False),
        ("mapa", "map", False),  # too short to tell
    ],
)
def test_cognates_have_one_key(one: str, other: str, *, same: bool) -> None:
    assert are_cognates(one, other) is same
