"""What the guide says, in the three languages: short, to be heard. Data.

Words of the screen stand between the language's quotation marks, and nothing else does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent.guidance.phrases.grammar import Side, Vertical
from protocol.messages import Language


@dataclass(frozen=True)
class Replies:
    """Templates of one language; `places` is [vertical][side]."""

    marks: tuple[str, str]
    joiner: str
    places: tuple[tuple[str, str, str], ...]
    next_to: str
    under: str
    found: str
    guessed: str
    unsure: str
    act: str
    following: str
    same: str
    several: str
    item: str
    not_found: str
    not_found_heard: str
    nearest: str
    read: str
    cut: str
    described: str
    much: str
    nothing_to_read: str
    nothing_there: str
    nothing_beside: str
    no_next: str
    nothing_said: str
    cannot: str
    no_screen: str

    def quote(self, words: str) -> str:
        """Words of the screen, marked; marks inside them would end the quotation early.

        The border of a button is often read as a bracket.
        """
        inner = "".join(char for char in words if char not in "«»“”").strip("[]|{} ")
        return f"{self.marks[0]}{inner}{self.marks[1]}"

    def place(self, vertical: Vertical, side: Side) -> str:
        return self.places[vertical][side]

    def listed(self, items: Sequence[str]) -> str:
        """One, two and three."""
        return self.joiner.join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


ENGLISH = Replies(
    marks=("“", "”"),
    joiner=" and ",
    places=(
        ("at the top left", "at the top, in the middle", "at the top right"),
        ("on the left", "in the middle", "on the right"),
        ("at the bottom left", "at the bottom, in the middle", "at the bottom right"),
    ),
    next_to=", next to {0}",
    under=", under {0}",
    found="{0} is {1}{2}.",
    guessed="I think you mean {0}. It is {1}{2}.",
    unsure="I am not sure what you mean. It may be {0}, {1}{2}.",
    act="Click {0}, {1}{2}.",
    following="Next is {0}, {1}{2}.",
    same="I see {0} {2} times: {1}.",
    several="Several things could be meant: {0}.",
    item="{0}, {1}{2}",
    not_found="I cannot find that on the screen.",
    not_found_heard="I heard {0}, and I cannot find it on the screen.",
    nearest=" The nearest I see is {0}, {1}.",
    read="It says: {0}.",
    cut=" There is more below.",
    described="I see {0}.",
    much=" Ask me where something is, or to read a part.",
    nothing_to_read="I cannot find that text on the screen.",
    nothing_there="I see no words on the screen.",
    nothing_beside="I see no words next to {0}.",
    no_next="There is nothing further.",
    nothing_said="I have not said anything yet.",
    cannot="I can only find, point at and read the words on your screen.",
    no_screen="I do not see your screen yet. Please share it.",
)
FRENCH = Replies(
    marks=("« ", " »"),
    joiner=" et ",
    places=(
        ("en haut à gauche", "en haut, au milieu", "en haut à droite"),
        ("à gauche", "au milieu", "à droite"),
        ("en bas à gauche", "en bas, au milieu", "en bas à droite"),
    ),
    next_to=", à côté de {0}",
    under=", sous {0}",
    found="{0} est {1}{2}.",
    guessed="Je pense que vous parlez de {0}. C'est {1}{2}.",
    unsure="Je ne suis pas sûr de comprendre. C'est peut-être {0}, {1}{2}.",
    act="Cliquez sur {0}, {1}{2}.",
    following="Ensuite il y a {0}, {1}{2}.",
    same="Je vois {0} {2} fois : {1}.",
    several="Il y a plusieurs possibilités : {0}.",
    item="{0}, {1}{2}",
    not_found="Je ne trouve pas cela à l'écran.",
    not_found_heard="J'ai entendu {0}, et je ne le trouve pas à l'écran.",
    nearest=" Le plus proche que je vois est {0}, {1}.",
    read="Il est écrit : {0}.",
    cut=" Il y a une suite plus bas.",
    described="Je vois {0}.",
    much=" Demandez-moi où est quelque chose, ou d'en lire une partie.",
    nothing_to_read="Je ne trouve pas ce texte à l'écran.",
    nothing_there="Je ne vois aucun mot à l'écran.",
    nothing_beside="Je ne vois aucun mot à côté de {0}.",
    no_next="Il n'y a rien d'autre.",
    nothing_said="Je n'ai encore rien dit.",
    cannot="Je sais seulement trouver, montrer et lire les mots qui sont à l'écran.",
    no_screen="Je ne vois pas encore votre écran. Partagez-le, s'il vous plaît.",
)
SPANISH = Replies(
    marks=("«", "»"),
    joiner=" y ",
    places=(
        ("arriba a la izquierda", "arriba, en el centro", "arriba a la derecha"),
        ("a la izquierda", "en el centro", "a la derecha"),
        ("abajo a la izquierda", "abajo, en el centro", "abajo a la derecha"),
    ),
    next_to=", junto a {0}",
    under=", debajo de {0}",
    found="{0} está {1}{2}.",
    guessed="Creo que se refiere a {0}. Está {1}{2}.",
    unsure="No estoy seguro de entender. Tal vez sea {0}, {1}{2}.",
    act="Haga clic en {0}, {1}{2}.",
    following="Después está {0}, {1}{2}.",
    same="Veo {0} {2} veces: {1}.",
    several="Hay varias posibilidades: {0}.",
    item="{0}, {1}{2}",
    not_found="No encuentro eso en la pantalla.",
    not_found_heard="He oído {0}, y no lo encuentro en la pantalla.",
    nearest=" Lo más parecido que veo es {0}, {1}.",
    read="Dice: {0}.",
    cut=" Hay más abajo.",
    described="Veo {0}.",
    much=" Pregúnteme dónde está algo, o pídame que lea una parte.",
    nothing_to_read="No encuentro ese texto en la pantalla.",
    nothing_there="No veo ninguna palabra en la pantalla.",
    nothing_beside="No veo ninguna palabra junto a {0}.",
    no_next="No hay nada más.",
    nothing_said="Todavía no he dicho nada.",
    cannot="Solo puedo encontrar, señalar y leer las palabras de su pantalla.",
    no_screen="Todavía no veo su pantalla. Compártala, por favor.",
)
REPLIES = {Language.ENGLISH: ENGLISH, Language.FRENCH: FRENCH, Language.SPANISH: SPANISH}
