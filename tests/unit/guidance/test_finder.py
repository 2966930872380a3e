"""What the finder decides: when it points, when it names two, when it says no."""

from __future__ import annotations

import pytest

from agent.guidance.finder import Answer, AnswerKind, Finder
from agent.reading import Box, Reading
from protocol.messages import Language
from tests.unit.guidance.screens import ENGLISH, FRENCH, SPANISH, column, line, screen

pytestmark = pytest.mark.unit


def ask(question: str, reading: Reading | None, language: Language = Language.ENGLISH) -> Answer:
    return Finder(language).answer(question, reading)


def test_an_exact_label_beats_the_longer_ones_that_hold_it() -> None:
    answer = ask("where is share", column("Share with everyone", "Share", "Do not share"))
    assert (answer.kind, answer.label) == (AnswerKind.FOUND, "Share")


def test_the_box_is_the_matching_words_of_a_longer_line() -> None:
    page = screen(line("By signing up you agree to the Privacy policy of this shop", 100, 300))
    answer = ask("where is the privacy policy", page)
    words = page.lines[0].words[7:9]
    assert answer.box == Box.around([word.box for word in words])
    assert answer.label == "Privacy policy"


def test_two_labels_on_one_line_far_apart_are_two_labels() -> None:
    left, right = line("Save", 40, 300), line("Save as", 400, 300)
    merged = screen(type(left)(left.words + right.words))
    answer = ask("where is save as", merged)
    assert answer.box == right.box


def test_an_entry_of_a_menu_bar_read_as_one_line_is_found() -> None:
    answer = ask("where is the insert menu", column("File Edit View Insert Format Help"))
    assert (answer.kind, answer.label) == (AnswerKind.FOUND, "Insert")


def test_two_labels_equally_near_are_both_named_and_none_is_pointed_at() -> None:
    answer = ask("where is save", column("Save draft", "Save copy"))
    assert (answer.kind, answer.box) == (AnswerKind.SEVERAL, None)
    assert "“Save draft”" in answer.text
    assert "“Save copy”" in answer.text


def test_the_same_label_twice_is_said_to_be_there_twice() -> None:
    page = screen(line("Contact", 1100, 10), line("Welcome", 40, 200), line("Contact", 40, 690))
    answer = ask("where is contact", page)
    assert answer.kind is AnswerKind.SEVERAL
    assert "2 times" in answer.text
    assert "at the top right" in answer.text
    assert "at the bottom left" in answer.text


def test_a_heading_of_the_same_words_does_not_hide_the_button() -> None:
    heading, button = line("Settings", 40, 100, 48), line("Settings", 1100, 10)
    page = screen(button, heading, line("Other", 40, 300), line("More", 40, 400))
    answer = ask("where is the settings button", page)
    assert answer.box == button.box
    assert ask("where is the settings heading", page).box == heading.box


def test_a_place_said_with_the_name_chooses_between_twins() -> None:
    top, bottom = line("Contact", 1100, 10), line("Contact", 40, 690)
    page = screen(top, line("Welcome", 40, 200), bottom)
    assert ask("where is contact at the bottom left", page).box == bottom.box
    assert ask("where is the contact link at the top", page).box == top.box


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("where is the export button?", ["Expert mode", "File"]),
        ("where is save", ["Save as", "Cancel"]),
        ("where is the password", ["Forgot password?", "Help"]),
        ("where do I sign in", ["Sign up", "Sign out"]),
        ("where is undo", ["Redo", "Copy"]),
        ("where is the mail", ["Male", "Female"]),
        ("where is page 2", ["Page 12", "Page 3"]),
        ("where is import", ["Export", "Important"]),
        ("where is print", ["You may print this page as often as you like at home."]),
        ("how do I report a bug", ["Download report"]),
    ],
)
def test_a_doubtful_label_is_not_pointed_at(question: str, shown: list[str]) -> None:
    answer = ask(question, column(*shown))
    assert (answer.kind, answer.box) == (AnswerKind.NOT_FOUND, None)


def test_the_nearest_label_is_named_when_nothing_is_sure() -> None:
    answer = ask("where is the export button?", column("Expert mode", "File"))
    assert "export" in answer.text
    answer = ask("where is save", column("Save as", "Cancel"))
    assert "“Save as”" in answer.text


def test_a_guess_is_said_to_be_a_guess() -> None:
    assert ask("where is the expert button", ENGLISH).text.startswith("I think you mean “Export”")


@pytest.mark.parametrize(
    ("written", "question"),
    [
        ("SaveAs", "where is save as"),
        ("lmport", "where is import"),
        ("Log0ut", "where is log out"),
        ("Parametres", "where is paramètres"),
        ("Forrnat", "where is format"),
        ("D0wnload", "how do I download"),
        ("SIGN  IN", "where is sign in"),
        ("Terms & conditions", "where are the terms and conditions"),
        ("E-mail:", "where do I type my email"),
        ("2nd address", "where is the second address"),
        ("Step two", "where is step 2"),
        ("OK", "click okay"),
        ("+", "where is plus"),
    ],
)
def test_a_label_is_found_as_it_was_read_and_written(written: str, question: str) -> None:
    answer = ask(question, column("Welcome", written, "Language"))
    assert (answer.kind, answer.label) == (AnswerKind.FOUND, " ".join(written.split()))


def test_in_a_form_of_two_columns_the_field_asked_for_is_found() -> None:
    page = screen(
        line("First name", 40, 100),
        line("Last name", 640, 100),
        line("City", 40, 200),
        line("Country", 640, 200),
        line("Phone", 40, 300),
        line("E-mail", 640, 300),
    )
    assert ask("where do I type my last name", page).label == "Last name"
    assert ask("où est le champ pays", page, Language.FRENCH).label == "Country"
    assert ask("dónde pongo mi teléfono", page, Language.SPANISH).label == "Phone"


@pytest.mark.parametrize("language", list(Language))
def test_without_a_screen_it_asks_for_one(language: Language) -> None:
    answer = ask("where is save", None, language)
    assert (answer.kind, answer.box) == (AnswerKind.NO_SCREEN, None)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("question", ["where is save", "read that", "what do you see", "next"])
def test_over_a_screen_without_words_it_says_so(language: Language, question: str) -> None:
    answer = ask(question, screen(), language)
    assert (answer.kind, answer.box) == (AnswerKind.NOT_FOUND, None)
    assert answer.text


def test_a_place_is_said_with_a_neighbour() -> None:
    assert ask("where is cancel", ENGLISH).text == (
        "“Cancel” is at the bottom left, next to “Save as...”."
    )
    assert ask("où est annuler", FRENCH, Language.FRENCH).text == (
        "« Annuler » est en bas, au milieu, à côté de « Enregistrer sous »."
    )
    assert ask("dónde está la ayuda", SPANISH, Language.SPANISH).text == (
        "«Ayuda» está arriba a la izquierda, junto a «Ver»."
    )


def test_how_to_is_answered_with_what_to_click() -> None:
    assert ask("how do I export", ENGLISH).text.startswith("Click “Export”, on the right")


@pytest.mark.parametrize(
    ("language", "question"),
    [
        (Language.ENGLISH, "What do you see?"),
        (Language.ENGLISH, "Can you tell me what's on my screen, please"),
        (Language.ENGLISH, "describe the screen"),
        (Language.FRENCH, "Qu'est-ce que tu vois ?"),
        (Language.FRENCH, "euh qu'est-ce qu'il y a à l'écran"),
        (Language.FRENCH, "décris-moi la page s'il te plaît"),
        (Language.SPANISH, "¿Qué ves?"),
        (Language.SPANISH, "qué hay en la pantalla"),
        (Language.SPANISH, "describe la pantalla por favor"),
    ],
)
def test_a_description_names_the_title_and_points_at_nothing(
    language: Language, question: str
) -> None:
    answer = ask(question, ENGLISH, language)
    assert (answer.kind, answer.box) == (AnswerKind.DESCRIBED, None)
    assert "My documents" in answer.text


@pytest.mark.parametrize(
    ("language", "question"),
    [
        (Language.ENGLISH, "read the privacy policy"),
        (Language.ENGLISH, "What does privacy policy say?"),
        (Language.FRENCH, "lis-moi privacy policy"),
        (Language.FRENCH, "lis la politique de confidentialité"),
        (Language.SPANISH, "léeme la política de privacidad"),
        (Language.SPANISH, "qué dice privacy policy"),
    ],
)
def test_a_named_text_is_read_and_pointed_at(language: Language, question: str) -> None:
    answer = ask(question, ENGLISH, language)
    assert (answer.kind, answer.label) == (AnswerKind.READ, "Privacy policy")


def test_a_paragraph_is_read_to_its_last_line() -> None:
    page = screen(
        line("News", 40, 40),
        line("Opening hours", 40, 200),
        line("We open at nine", 40, 226),
        line("and close at six.", 40, 252),
        line("Contact", 40, 400),
    )
    assert ask("read the opening hours", page).text == (
        "It says: “Opening hours We open at nine and close at six.”."
    )


def test_the_title_is_the_tallest_text_when_none_is_called_so() -> None:
    assert ask("read the title", ENGLISH).label == "My documents"


def test_a_long_page_is_read_only_in_part_and_this_is_said() -> None:
    page = column(*(f"This is the line of number {row}" for row in range(11)))
    answer = ask("read everything", page)
    assert answer.kind is AnswerKind.READ
    assert "number 5" in answer.text
    assert "number 9" not in answer.text
    assert "more below" in answer.text


def test_what_stands_beside_is_told() -> None:
    assert ask("what is next to cancel", ENGLISH).label == "Save as..."
    assert ask("qu'est-ce qu'il y a à côté de aide", FRENCH, Language.FRENCH).label == "Affichage"


def test_an_object_that_adds_nothing_may_be_missing_from_the_button() -> None:
    page = column("Welcome", "Subscribe", "Delete")
    assert ask("how do I subscribe to the newsletter", page).label == "Subscribe"
    assert ask("how do I delete my account", page).kind is AnswerKind.NOT_FOUND


def test_a_plural_on_the_screen_is_translated_too() -> None:
    page = column("Prénoms", "Ville")
    assert ask("where do I put my first name", page).label == "Prénoms"


def test_the_border_read_as_a_bracket_is_not_said() -> None:
    answer = ask("where is attach", column("[Attach", "Cancel"))
    assert answer.label == "[Attach"
    assert "[" not in answer.text


@pytest.mark.parametrize(
    ("language", "question", "label"),
    [
        (Language.FRENCH, "C'est un nouveau dossier.", "Nouveau dossier"),
        (Language.FRENCH, "Vous êtes exporté ?", "Exporter"),
        (Language.SPANISH, "Aspliquen cancelar.", "Cancelar"),
        (Language.SPANISH, "esto y buscando compartir.", "Compartir"),
        (Language.ENGLISH, "Flip on import", "Import"),
        (Language.ENGLISH, "Bare as import", "Import"),
    ],
)
def test_a_garbled_beginning_does_not_hide_a_clear_name(
    language: Language, question: str, label: str
) -> None:
    page = column("Nouveau dossier", "Exporter", "Cancelar", "Compartir", "Import")
    assert ask(question, page, language).label == label
