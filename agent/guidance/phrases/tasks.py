"""The words around a task: what only asks, what only leads to the thing, what joins. Data.

A task ("I'd like to change the currency, please") names an act and its objects. All words here are
plain tokens, as `spelling.tokens` gives them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from protocol.messages import Language


@dataclass(frozen=True)
class TaskWords:
    """The words of one language.

    Attributes:
        asking: say that something is asked, not what.
        before_act: right after one of them stands the act.
        weak: acts that say little of the label: "change the currency" is done at Currency.
        looking: weak acts that a search box serves too.
        joints: what follows only qualifies what stands before. of: it may well be the thing itself.
        generic: objects that say little: what is on the screen anyway.
        pointing: make any object one that is on the screen ("this order").
        starts: begin the clause that asks.
        idiom: asks, by words that mean something else on their own.
        cue: a sentence in which a task may be meant, though no question word leads to its name.
    """

    asking: frozenset[str]
    before_act: frozenset[str]
    weak: frozenset[str]
    looking: frozenset[str]
    joints: frozenset[str]
    of: frozenset[str]
    generic: frozenset[str]
    pointing: frozenset[str]
    cue: re.Pattern[str]
    starts: frozenset[str]
    idiom: re.Pattern[str] = re.compile(r"(?!)")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = TaskWords(
    starts=_words("where how"),
    asking=_words(
        """where wheres wear how what which who whose when why is are s be was were been am m re ve
        there do does did done can could should would must may might will shall need needs
        needed want wants wanted wanna like d wish trying try tried supposed please thanks thank
        hello hi hey so well um uh ok okay now just then here again also too still already yet
        actually really very more most only both each got gotta have has had don t doesn didn
        couldn cannot not if as yes no sorry excuse click clicking press pressing tap push hit
        button buttons link links tab tabs field box icon icons screen page website site app
        help wonder wondering somewhere anywhere possible way able tell told say says know
        knowing think something anything everything one ones thing things bit lot place going
        let lets next step today tomorrow yesterday question"""
    ),
    before_act=_words("i we you to me us they and"),
    weak=_words(
        """change changing set choose select pick edit modify update adjust enter type fill put
        give view see check look find go get open visit access reach use using make have show
        manage turn switch enable disable indicate specify define keep read consult correct fix
        write come take state declare provide add request ask listen watch apply see do work
        turnon turnoff switchon switchoff setup fillin fillout lookat"""
    ),
    looking=_words("search look find"),
    joints=_words(
        """from with by for in on at into onto about before after under over that which who without
        because when while than between during through instead if using to"""
    ),
    of=_words("of"),
    generic=_words(
        """it this that these those them item items document documents file files text texts
        message messages mail photo photos picture pictures image page form part new another
        other all every my own number list kind type sort whole current me him her somebody
        someone people person few some many much out up off on down way project record entry
        element line"""
    ),
    pointing=_words("this that these those"),
    cue=re.compile(
        r"\b(?:where i|how i|how to|"
        r"(?:what|which|where|how) (?:do|should|can|must|could|would) (?:i|we)|which (?:one|"
        r"button|link|option|tab|menu|icon|field|box|of)|forgot|forgotten|lost|remember|stolen|"
        r"need|have to|got to|i d|i ll|i m|should i)\b"
    ),
)
_FRENCH = TaskWords(
    starts=_words("ou comment"),
    idiom=re.compile(r"\b(?:qu )?est ce qu(?:e|)\b|\bc est\b|\bdonc\b"),
    asking=_words(
        """ou comment quoi quel quelle quels quelles qui est es et sont suis c ce cela ca y il elle
        ils elles veux veut voudrais voudrait peux peut pourrais puis dois doit devrais faut
        faudrait aimerais souhaite souhaiterais besoin envie essaie essaye arrive n ne pas plus
        que qu merci stp svp plait bonjour alors donc euh ben bon voila oui non si aussi encore
        maintenant la deja juste tres trop bien avoir ai as avez avait clique cliquer cliquez
        clic appuie appuyer bouton boutons lien onglet champ case icone ecran page site appli
        aide aider moyen possible savoir sais chose truc quelque part endroit cherche cherches
        cherchez dire dis dites montre montrer trouve quand combien pourquoi seulement tout
        toute t te vous tu va ici fait m passes passee passees hier demain aujourd hui question"""
    ),
    before_act=_words(
        """je j on nous pour comment me m se s veux veut voudrais voudrait peux peut pourrais puis
        dois doit faut faudrait aimerais souhaite souhaiterais faire a vais de d et"""
    ),
    weak=_words(
        """changer change modifier modifie editer edite mettre mets met choisir choisis
        selectionner selectionne entrer entre saisir saisis taper tape ecrire ecris indiquer
        indique remplir remplis renseigner renseigne donner donne voir vois consulter consulte
        regarder regarde trouver trouve aller vais acceder accede ouvrir ouvre afficher affiche
        lire lis faire fais utiliser utilise gerer gere regler regle activer active desactiver
        desactive allumer allume eteindre passer passe connaitre avoir obtenir obtiens recevoir
        recois definir definis configurer configure ajuster ajuste corriger corrige rentrer
        rentre inscrire declarer declare preciser precise prendre prends ajouter ecouter ecoute
        retrouver retrouve rendre mis mise verifier verifie jeter revoir laisser laisse fixer
        demander demande noter"""
    ),
    looking=_words("chercher cherche rechercher recherche trouver trouve retrouver"),
    joints=_words(
        """avec par pour dans sur en au aux a avant apres sous chez vers sans que qu qui dont entre
        parce depuis pendant quand ou si"""
    ),
    of=_words("de du d des"),
    generic=_words(
        """ca cela celui celle ceci document documents fichier fichiers texte textes message
        messages mail photo photos image images page formulaire partie nouveau nouvelle nouvel
        autre tous toutes numero nombre liste type quelqu un chose element passage ligne moi lui
        leur uns propre l le les la"""
    ),
    pointing=_words("ce cet cette ces"),
    cue=re.compile(
        r"\b(?:(?:ou|comment|quoi|quel(?:le)? \w+|que|qu est ce que) (?:est ce que |dois |peux |"
        r"faut |puis )?(?:je|j|on|il|dois|faire|faut|clique|cliquer)|oublie|perdue?|volee?|"
        r"souviens|rappelle|faut|besoin|lequel|laquelle|dois|il me)\b"
    ),
)
_SPANISH = TaskWords(
    starts=_words("donde como"),
    asking=_words(
        """donde adonde como que cual cuales quien es son esta estan hay ha he han quiero quisiera
        querria quiere puedo puede podria debo debe deberia tengo tiene hay necesito gustaria
        deseo intento estoy por favor porfa gracias hola oye mira pues bueno eh a ver vale ya no
        si ahora aqui ahi alli tambien solo muy mas tan clic click pulso pulsar pincho pinchar
        hago boton botones enlace pestana campo casilla icono pantalla pagina sitio web ayuda
        ayudame forma manera posible saber se sabe cosa algo todo toda busco dime dice cuando
        cuanto porque me te le lo encuentro decir hoy ayer manana pregunta sirve y e o estado"""
    ),
    before_act=_words(
        """como donde quiero quisiera querria puedo puede podria debo debe deberia que para
        necesito gustaria deseo intento a me se y"""
    ),
    weak=_words(
        """cambiar cambio cambia modificar modifico editar edito poner pongo pone elegir elijo
        escoger escojo seleccionar selecciono escribir escribo meter meto introducir introduzco
        indicar indico rellenar relleno dar doy ver veo mirar miro consultar consulto encontrar
        encuentro ir voy entrar entro acceder accedo abrir abro mostrar leer leo hacer hago usar
        uso gestionar gestiono ajustar ajusto activar activo desactivar desactivo encender
        enciendo apagar apago pasar paso saber tener tengo obtener obtengo recibir recibo
        comprobar compruebo revisar reviso corregir corrijo configurar configuro definir
        establecer escuchar escucho sacar saco pedir tomar declarar cambiarme cambiarlo ponerlo
        verlo verlos dejar dejo fijar anotar anoto solicitar solicito"""
    ),
    looking=_words("buscar busco encontrar encuentro"),
    joints=_words(
        """con por para en al a antes despues bajo sobre desde hasta sin que cual entre porque
        cuando mientras si"""
    ),
    of=_words("de del"),
    generic=_words(
        """esto eso este esta ese documento documentos archivo archivos texto textos mensaje
        mensajes correo foto fotos imagen imagenes pagina formulario parte nuevo nueva otro otra
        todos todas numero lista tipo alguien cosa elemento linea propio uno los las la lo le el"""
    ),
    pointing=_words("este esta estos estas ese esa esos esas"),
    cue=re.compile(
        r"\b(?:(?:donde|como|que) (?:\w+o|hay que|se)|cual (?:es|de)|olvid\w+|perdi\w*|"
        r"robad\w+|acuerdo|recuerdo|necesito|tengo que|hay que)\b"
    ),
)
TASK_WORDS: dict[Language, TaskWords] = {
    Language.ENGLISH: _ENGLISH,
    Language.FRENCH: _FRENCH,
    Language.SPANISH: _SPANISH,
}

# What the endings do not tell: forms of common acts by their plain name.
_FORMS = {
    Language.ENGLISH: "sent send paid pay bought buy written write deleting delete printing print",
    Language.FRENCH: """joins joindre joint joindre eteins eteindre eteint eteindre cree creer crees
        creer paie payer paye payer envoie envoyer appelle appeler achete acheter
        jette jeter suis suivre reviens revenir recois recevoir imprime imprimer
        enleve enlever agrandis agrandir ajoute ajouter supprime supprimer annule
        annuler retire retirer efface effacer reserve reserver confirme confirmer
        resilie resilier tourne tourner paies payer agrandit agrandir eclaircis
        eclaircir ouvrir ouvrir renvoie renvoyer""",
    Language.SPANISH: """pago pagar vuelvo volver quito quitar borro borrar cierro cerrar pido pedir
        envio enviar mando mandar renuevo renovar elimino eliminar anulo anular cancelo cancelar
        creo crear compro comprar anado anadir imprimo imprimir guardo guardar descargo descargar
        subo subir bajo bajar giro girar reservo reservar confirmo confirmar firmo firmar amplio
        ampliar recorto recortar muevo mover devuelvo devolver respondo responder contesto contestar
        copio copiar pego pegar corto cortar""",
}
FORMS: dict[Language, dict[str, str]] = {
    language: dict(zip(text.split()[::2], text.split()[1::2], strict=True))
    for language, text in _FORMS.items()
}
_ENDINGS_OF_OBJECTS = r"(?<=[aei]r)(?:me|te|se|nos)?(?:lo|la|los|las)?$"
OBJECT_ENDING: dict[Language, re.Pattern[str]] = {
    Language.SPANISH: re.compile(_ENDINGS_OF_OBJECTS),
}

# Of something: the something is meant.
QUANTITIES = _words("number list kind type nombre numero liste lista tipo part partie")
