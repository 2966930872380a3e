"""Questions as a recogniser writes them, in three languages, and what they must lead to."""

from __future__ import annotations

import pytest

from agent.guidance.finder import AnswerKind, Finder
from protocol.messages import Language
from tests.unit.guidance.screens import ENGLISH, FRENCH, SPANISH

pytestmark = pytest.mark.unit

_ENGLISH = {
    "Where is the save button?": "Save",
    "where's save": "Save",
    "Where's the safe button?": "Save",
    "wear is save as": "Save as...",
    "um, where do I click to sign in, please?": "Sign in",
    "Where do I click to sign inn?": "Sign in",
    "where do i log in": "Sign in",
    "How do I log in?": "Sign in",
    "click on sent": "Send",
    "Where do I click to send the message?": "Send",
    "Can you show me the settings please": "Settings",
    "I'm looking for the preferences": "Settings",
    "Flip on help": "Help",
    "press cancel": "Cancel",
    "open the file menu": "File",
    "find search": "Search",
    "how do I download the report": "Download report",
    "Can you find the down load report link?": "Download report",
    "Where is the email field?": "E-mail",
    "Where do I type my password?": "Password",
    "I forgot password": "Forgot your password?",
    "Where is page two?": "Page 2",
    "go to page 2": "Page 2",
    "Where is the expert button?": "Export",
    "I can't find the private policy": "Privacy policy",
    "Hello, I have a question, where is the export button": "Export",
    "where is the guardar button": "Save",
    "Is there a view menu?": "View",
    "save": "Save",
    "the cancel button": "Cancel",
    "Where is the button that says export?": "Export",
    "Which button do I click to save?": "Save",
    "Where is my documents": "My documents",
}
_FRENCH = {
    "Où est le bouton Enregistrer ?": "Enregistrer",
    "ou est le bouton enregistre": "Enregistrer",
    "Où et le bouton enregistré ?": "Enregistrer",
    "C'est tout enregistré ?": "Enregistrer",
    "Où est enregistrer sous ?": "Enregistrer sous",
    "euh où est-ce que je clique pour me connecter s'il te plaît": "Se connecter",
    "Où est-ce que je clique pour me connecté ?": "Se connecter",
    "comment je fais pour envoyer le message": "Envoyer",
    "Comment on fait pour exporter ?": "Exporter",
    "clique sur annulé": "Annuler",
    "Peux-tu me montrer les réglages ?": "Paramètres",
    "Peu-tu me dire où est paramètre ?": "Paramètres",
    "Je cherche par amètre.": "Paramètres",
    "Je cherche l'aide": "Aide",
    "montre-moi le mot de passe": "Mot de passe",
    "J'ai besoin de mot de passe oublié": "Mot de passe oublié ?",
    "où je mets mon mail": "Adresse e-mail",
    "où est le champ courriel": "Adresse e-mail",
    "Comment télécharger le rapport ?": "Télécharger le rapport",
    "où se trouve la page deux": "Page 2",
    "les mentions légales c'est où": "Mentions légales",
    "c'est où pour rechercher": "Rechercher",
    "montre-moi bruyon s'il te plaît": "Brouillons",
    "ouvre le menu fichier": "Fichier",
    "Je voudrais éditer": "Édition",
    "Je ne trouve pas l'affichage": "Affichage",
    "le bouton annuler": "Annuler",
    "sur quoi je clique pour annuler": "Annuler",
    "Est-ce qu'il y a un bouton exporter ?": "Exporter",
    "Where is the save button?": "Enregistrer",
}
_SPANISH = {
    "¿Dónde está el botón guardar?": "Guardar",
    "donde esta guarda": "Guardar",
    "¿Dónde está guardar como?": "Guardar como",
    "eh dónde hago clic para iniciar sesión por favor": "Iniciar sesión",
    "¿Cómo puedo entrar?": "Iniciar sesión",
    "cómo puedo enviar el mensaje": "Enviar",
    "¿Cómo hago para exportar?": "Exportar",
    "haz clic en cancela": "Cancelar",
    "muéstrame los ajustes": "Configuración",
    "¿Me puedes decir dónde está la configuración?": "Configuración",
    "estoy buscando la ayuda": "Ayuda",
    "¿Dónde pongo mi contraseña?": "Contraseña",
    "dónde está el campo de email": "Correo electrónico",
    "quiero descargar el informe": "Descargar informe",
    "¿Dónde está la página dos?": "Página 2",
    "no encuentro el aviso legal": "Aviso legal",
    "abre el menú archivo": "Archivo",
    "quiero buscar": "Buscar",
    "el botón de cancelar": "Cancelar",
    "¿Hay un botón para exportar?": "Exportar",
    "pulsa enviar": "Enviar",
    "¿Dónde está el botón que dice editar?": "Editar",
    "¿En qué botón hago clic para guardar?": "Guardar",
    "¿Dónde está el botón save?": "Guardar",
}


@pytest.mark.parametrize(("question", "label"), _ENGLISH.items())
def test_an_english_question_finds_its_label(question: str, label: str) -> None:
    answer = Finder(Language.ENGLISH).answer(question, ENGLISH)
    assert (answer.kind, answer.label) == (AnswerKind.FOUND, label)


@pytest.mark.parametrize(("question", "label"), _FRENCH.items())
def test_a_french_question_finds_its_label(question: str, label: str) -> None:
    answer = Finder(Language.FRENCH).answer(question, FRENCH)
    assert (answer.kind, answer.label) == (AnswerKind.FOUND, label)


@pytest.mark.parametrize(("question", "label"), _SPANISH.items())
def test_a_spanish_question_finds_its_label(question: str, label: str) -> None:
    answer = Finder(Language.SPANISH).answer(question, SPANISH)
    assert (answer.kind, answer.label) == (AnswerKind.FOUND, label)


@pytest.mark.parametrize(
    ("language", "question", "label"),
    [
        (Language.SPANISH, "¿Dónde está guardar?", "Save"),
        (Language.SPANISH, "donde hago clic para iniciar sesión", "Sign in"),
        (Language.SPANISH, "¿Dónde está la contraseña?", "Password"),
        (Language.SPANISH, "quiero cancelar", "Cancel"),
        (Language.SPANISH, "la política de privacidad", "Privacy policy"),
        (Language.SPANISH, "cómo descargo el informe", "Download report"),
        (Language.FRENCH, "où est le bouton enregistrer", "Save"),
        (Language.FRENCH, "où sont les paramètres", "Settings"),
        (Language.FRENCH, "où est Settings", "Settings"),
        (Language.FRENCH, "la politique de confidentialité elle est où", "Privacy policy"),
        (Language.FRENCH, "comment me connecter", "Sign in"),
        (Language.FRENCH, "je cherche mot de passe oublié", "Forgot your password?"),
        (Language.FRENCH, "ouvre enregistrer sous", "Save as..."),
    ],
)
def test_a_word_is_found_over_an_english_page(
    language: Language, question: str, label: str
) -> None:
    answer = Finder(language).answer(question, ENGLISH)
    assert (answer.kind, answer.label) == (AnswerKind.FOUND, label)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        (Language.ENGLISH, "where is the import button"),
        (Language.ENGLISH, "where do I click to sign up"),
        (Language.ENGLISH, "how do I sign out"),
        (Language.ENGLISH, "where is page three"),
        (Language.ENGLISH, "where is page 12"),
        (Language.ENGLISH, "where is the undo button"),
        (Language.ENGLISH, "where is the print button"),
        (Language.ENGLISH, "how do I make coffee"),
        (Language.ENGLISH, "where do I delete my account"),
        (Language.ENGLISH, "show me the calendar"),
        (Language.FRENCH, "où est le bouton importer"),
        (Language.FRENCH, "comment je me déconnecte"),
        (Language.FRENCH, "où est la page trois"),
        (Language.FRENCH, "où est le calendrier"),
        (Language.FRENCH, "je cherche imprimer"),
        (Language.SPANISH, "dónde está importar"),
        (Language.SPANISH, "cómo cierro la sesión"),
        (Language.SPANISH, "dónde está la página tres"),
        (Language.SPANISH, "quiero ver el calendario"),
        (Language.SPANISH, "dónde está el botón imprimir"),
    ],
)
def test_what_is_not_there_is_not_pointed_at(language: Language, question: str) -> None:
    page = {Language.ENGLISH: ENGLISH, Language.FRENCH: FRENCH, Language.SPANISH: SPANISH}
    answer = Finder(language).answer(question, page[language])
    assert (answer.kind, answer.box) == (AnswerKind.NOT_FOUND, None)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        (Language.ENGLISH, "What's the weather like today?"),
        (Language.ENGLISH, "Why is it so slow?"),
        (Language.ENGLISH, "what should I choose"),
        (Language.ENGLISH, "Who made this file?"),
        (Language.ENGLISH, "Is it safe to send it?"),
        (Language.ENGLISH, "thank you"),
        (Language.ENGLISH, "How much does it cost?"),
        (Language.ENGLISH, "It does not work"),
        (Language.ENGLISH, "nothing happens when I click"),
        (Language.ENGLISH, ""),
        (Language.FRENCH, "Quel temps fait-il ?"),
        (Language.FRENCH, "pourquoi c'est si lent"),
        (Language.FRENCH, "qu'est-ce que je devrais choisir"),
        (Language.FRENCH, "merci beaucoup"),
        (Language.FRENCH, "comment ça va"),
        (Language.FRENCH, "ça ne marche pas"),
        (Language.FRENCH, "à quoi sert le mot de passe"),
        (Language.SPANISH, "¿Qué tiempo hace?"),
        (Language.SPANISH, "por qué es tan lento"),
        (Language.SPANISH, "¿Qué debería elegir?"),
        (Language.SPANISH, "gracias"),
        (Language.SPANISH, "¿Cómo estás?"),
        (Language.SPANISH, "¿Para qué sirve la contraseña?"),
    ],
)
def test_a_question_of_another_nature_gets_a_plain_no(language: Language, question: str) -> None:
    page = {Language.ENGLISH: ENGLISH, Language.FRENCH: FRENCH, Language.SPANISH: SPANISH}
    answer = Finder(language).answer(question, page[language])
    assert (answer.kind, answer.box) == (AnswerKind.CANNOT, None)
    assert answer.text
