"""Screens made of words at known places."""

from __future__ import annotations

from agent.reading import Box, Line, Reading, Word

WIDTH_PX, HEIGHT_PX = 1280, 720


def line(text: str, left_px: int, top_px: int, height_px: int = 20) -> Line:
    """Words of half a height per letter, with a space of a third of the height between."""
    words = []
    for word in text.split():
        right_px = left_px + max(1, len(word) * height_px // 2)
        words.append(Word(word, Box(left_px, top_px, right_px, top_px + height_px)))
        left_px = right_px + height_px // 3
    return Line(tuple(words))


def screen(*lines: Line) -> Reading:
    return Reading(lines, WIDTH_PX, HEIGHT_PX)


def column(*texts: str) -> Reading:
    """One label under the other, at the left."""
    return screen(*(line(text, 40, 20 + 60 * row) for row, text in enumerate(texts)))


ENGLISH = screen(
    line("File", 20, 5),
    line("Edit", 90, 5),
    line("View", 160, 5),
    line("Help", 230, 5),
    line("Search", 900, 5),
    line("Settings", 1180, 5),
    line("My documents", 40, 60, 44),
    line("Sign in", 1180, 60),
    line("E-mail", 60, 300),
    line("Download report", 800, 300),
    line("Password", 60, 350),
    line("Forgot your password?", 60, 400),
    line("Export", 1180, 400),
    line("You can keep your work at any time and print it as often as you like.", 60, 500),
    line("Save", 60, 650),
    line("Save as...", 150, 650),
    line("Cancel", 300, 650),
    line("Page 1", 600, 650),
    line("Page 2", 700, 650),
    line("Send", 1180, 650),
    line("Privacy policy", 800, 690),
)
FRENCH = screen(
    line("Fichier", 20, 5),
    line("Édition", 120, 5),
    line("Affichage", 220, 5),
    line("Aide", 340, 5),
    line("Rechercher", 900, 5),
    line("Paramètres", 1150, 5),
    line("Mes documents", 40, 60, 44),
    line("Se connecter", 1150, 60),
    line("Adresse e-mail", 60, 300),
    line("Télécharger le rapport", 800, 300),
    line("Mot de passe", 60, 350),
    line("Mot de passe oublié ?", 60, 400),
    line("Exporter", 1180, 400),
    line("Brouillons", 500, 400),
    line("Vous pouvez garder votre travail à tout moment et l'imprimer si besoin.", 60, 500),
    line("Enregistrer", 60, 650),
    line("Enregistrer sous", 220, 650),
    line("Annuler", 450, 650),
    line("Page 1", 600, 650),
    line("Page 2", 700, 650),
    line("Envoyer", 1150, 650),
    line("Mentions légales", 800, 690),
)
SPANISH = screen(
    line("Archivo", 20, 5),
    line("Editar", 120, 5),
    line("Ver", 220, 5),
    line("Ayuda", 290, 5),
    line("Buscar", 900, 5),
    line("Configuración", 1130, 5),
    line("Mis documentos", 40, 60, 44),
    line("Iniciar sesión", 1120, 60),
    line("Correo electrónico", 60, 300),
    line("Descargar informe", 800, 300),
    line("Contraseña", 60, 350),
    line("¿Olvidaste tu contraseña?", 60, 400),
    line("Exportar", 1180, 400),
    line("Puedes conservar tu trabajo en cualquier momento y también imprimirlo.", 60, 500),
    line("Guardar", 60, 650),
    line("Guardar como", 180, 650),
    line("Cancelar", 450, 650),
    line("Página 1", 600, 650),
    line("Página 2", 720, 650),
    line("Enviar", 1150, 650),
    line("Aviso legal", 850, 690),
)
