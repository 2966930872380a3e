"""How people put a question in Spanish. Data; see `grammar` for what the parts are."""

from __future__ import annotations

import re

from agent.guidance.phrases.grammar import Grammar, Side, Vertical, patterns

_ART = (
    r"(?:el|la|los|las|un|una|unos|unas|de|del|mi|mis|tu|su|este|esta|ese|esa|al|a|en"
    r"|para|por|lo|que|sobre|hacia)"
)
_KIND = (
    r"(?:boton|botones|menu|menus|enlaces?|vinculo|link|pestanas?|campos?|casillas?"
    r"|iconos?|opcion|opciones"
    r"|apartado|seccion|entrada|titulo|palabras?|texto|cuadro|tecla|etiqueta|parte"
    r"|zona|barra|caja)"
)
_SAY = (
    r"(?:para|de|del|que dice|que pone|llamad[oa]|con|donde (?:dice|pone)|marcad[oa]"
    r"|titulad[oa]|que se llama)"
)
_CLICK = (
    r"(?:hacer clic|hago clic|haga clic|haces clic|hacer click|hago click|clicar"
    r"|clico|pulsar|pulso|pulsa|pinchar"
    r"|pincho|presionar|presiono|apretar|aprieto|ir|voy|escribir|escribo|poner|pongo"
    r"|meter|meto|encontrar"
    r"|encuentro|ver|veo|buscar|busco|tocar|toco|dar|doy|dar clic|doy clic|hago|clic"
    r"|click|introducir|introduzco"
    r"|entrar|entro|elegir|rellenar)"
)
_MODAL = (
    r"(?:puedo|debo|tengo que|hay que|se puede|podria|puede|tendria que|deberia"
    r"|tenemos que|quiero)"
)
_SCREEN = r"(?:pantalla|pagina|ventana|web|sitio)"
GRAMMAR = Grammar(
    opening=re.compile(
        r"(?:eh+|em+|ehm+|um+|mmm+|este|bueno|pues|a ver|vale|ok|oye|oiga|hola|buenas"
        r"|buenos dias|por favor|perdon"
        r"|perdona|perdone|disculpa|disculpe|y|pero|si|no|ahora|mira|entonces|cicerone|porfa"
        r"|(?:me )?(?:puedes|puede|podrias|podria)(?: (?:decirme|indicarme|explicarme"
        r"|decir|indicar|explicar|ayudarme a))"
        r"(?= (?:donde|como|que|cual|en|si|encontrar|a))"
        r"|(?:me )?(?:puedes|puede|podrias|podria)(?= (?:mostrar|mostrarme|ensenar"
        r"|ensenarme|encontrar|leer|leerme"
        r"|repetir|abrir|describir|buscar|senalar|leermelo|repetirlo))"
        r"|(?:dime|digame|sabes|sabe|quiero saber|quisiera saber|me gustaria saber"
        r"|necesito saber|no se)"
        r"(?= (?:donde|como|que|cual|en)))\b ?"
    ),
    closing=re.compile(
        r" ?\b(?:por favor|porfa|porfavor|gracias|muchas gracias|eh+|exactamente"
        r"|entonces|ahora|ya|vale"
        r"|(?:en|de) (?:la|mi|esta) (?:pantalla|pagina|ventana|web)|aqui|ahi|aca|otra vez)$"
    ),
    stop=re.compile(
        r"(?:para|parate|pare|para ya|stop|callate|calla|callese|silencio|basta"
        r"|basta ya|alto|detente|detengase|ya basta"
        r"|es suficiente|suficiente|dejalo|no importa|ya esta|para de hablar|deja de hablar)"
    ),
    repeat=re.compile(
        r"(?:repite|repita|repetir(?:lo|melo)?|repitelo|repitalo|repite (?:eso|lo|por favor)"
        r"|repitemelo|(?:puedes|puede|podrias)"
        r" repetir(?:lo|melo)?|otra vez|de nuevo|una vez mas|perdon|como|que|mande"
        r"|como dices|que (?:has dicho|dijiste|dices)"
        r"|no (?:te )?(?:he oido|he entendido|entendi|oi)(?: bien)?|dilo (?:otra vez"
        r"|de nuevo)|dimelo otra vez)"
    ),
    following=re.compile(
        r"(?:(?:el |la |lo )?(?:siguiente|otro|otra|proximo|segundo|segunda)(?: resultado)?"
        r"|y (?:el |la )?(?:siguiente|otro|otra|despues|luego)|(?:no )?(?:ese|esa"
        r"|este|esta) no|no (?:ese|esa|este|esta)"
        r"|no es (?:ese|esa|este|esta)|despues|luego|y luego que|que (?:sigue"
        r"|viene despues|mas)|uno mas)"
    ),
    describe=re.compile(
        r"(?:que (?:ves|ve|estas viendo|puedes ver|se ve|veo|aparece|sale|tengo|tenemos)"
        rf"(?: (?:en|de) (?:la |mi |esta )?{_SCREEN})?"
        rf"|que (?:hay|esta)(?: (?:en|aqui|ahi)(?: (?:la |mi |esta )?{_SCREEN})?)?"
        rf"|(?:describe|describir|describeme|describa|mira)(?: (?:la |mi "
        rf"|esta )?{_SCREEN}| lo que ves| esto)?"
        rf"|que es (?:esto|esta {_SCREEN})|(?:en )?donde estoy|(?:ves"
        rf"|puedes ver) (?:la |mi |esta ){_SCREEN}"
        rf"|que muestra (?:la |mi |esta ){_SCREEN}|lo que ves)"
    ),
    beside=patterns(
        r"que (?:hay|esta|aparece|boton hay) (?:al lado|a la derecha|a la izquierda"
        r"|debajo|encima|cerca|junto|abajo|arriba)"
        r"(?: del?| al?)? {t}",
    ),
    read=patterns(
        r"(?:lee|lea|leer|leeme|leelo|leerme|leermelo|leemelo|lei|le)(?: (?:me|lo|eso"
        r"|esto|todo|lo que (?:dice|pone|ves)|en voz alta"
        rf"|(?:el |este |todo el )?texto|(?:la |mi |esta |toda la )?{_SCREEN}))*",
        rf"que (?:dice|pone|esta escrito)(?: (?:eso|esto|ahi|aqui|(?:la |mi |esta "
        rf"|en la ){_SCREEN}|(?:el|este) texto))?",
        r"(?:lee|lea|leer|leeme|leerme) {t}",
        r"que (?:dice|pone|indica|esta escrito en|dicen) {t}",
    ),
    find=patterns(
        rf"(?:en |a |por |de )?(?:donde|adonde|don de)(?: {_MODAL})?(?: se)?(?: {_CLICK})+"
        r"(?: (?:en|sobre|para|a|si quiero))* {t}",
        r"(?:en |a |por |de )?(?:donde|adonde|don de)(?: (?:esta|estan|es|queda"
        r"|quedan|se encuentran?|se hallan?|hay|puedo|este|se"
        r"|estas|tengo|tengo que))* {t}",
        r"{t} (?:en )?donde (?:esta|estan|queda|se encuentra)",
        rf"(?:en |a )?(?:que|cual(?: es)?)(?: el| la)? ?(?:{_KIND})?(?: {_MODAL})?(?: {_CLICK})+"
        r"(?: (?:en|para))+ {t}",
        rf"(?:que|cual(?: es)?)(?: el| la)? {_KIND}(?: (?:es|sirve|hay))* (?:de|para) {{t}}",
        r"(?:haz clic|hacer clic|haga clic|haz click|hacer click|clic|click|cliquea"
        r"|clica|pulsa|pulsar|pulse|pincha|presiona|presionar"
        r"|presione|muestra|muestrame|muestreme|mostrar|mostrarme|ensena|ensename"
        r"|ensenarme|senala|senalar|senalame|senaleme|indica|indicame|indiqueme|encuentra"
        r"|encontrar|localiza|ve|ir|vamos|llevame|toca|dale|busco|estoy buscando"
        r"|ando buscando|buscame)"
        r"(?: (?:en|a|al|sobre|donde esta|donde|me|clic))* {t}",
        r"no (?:encuentro|veo|consigo encontrar|logro encontrar|puedo encontrar) {t}",
        r"(?:hay|ves|puedes ver|ve usted) {t}",
        r"(?P<v>abre|abrir|abra|busca|buscar|busque|elige|elegir|selecciona"
        r"|seleccionar|ver|cierra|cerrar|anadir|crear) {t}",
        # « estoy buscando » and « haz clic en » as they are often heard.
        r"(?:esto y buscando|aspliquen|as clic en|has clic en|haz plic en|aclicen) {t}",
        r"que tal {t}",
    ),
    act=patterns(
        r"(?!como (?:estas|esta usted|te llamas))"
        rf"(?:como|com o)(?: {_MODAL})?(?: (?:hago|le hago|hacer"
        rf"|se hace))?(?: para)?(?: se)? {{t}}",
        rf"que (?:hago|{_MODAL}(?: hacer)?) para {{t}}",
        r"(?:yo )?(?:quiero|quisiera|necesito|me gustaria|deseo|voy a|tengo que|debo"
        r"|intento|estoy intentando|querria) {t}",
        r"(?:ayudame a|ayudeme a|puedo|se puede|es posible|para(?! que)) {t}",
    ),
    leads=patterns(
        r"\bdonde (?:esta|estan|puedo|hago clic|se encuentra|tengo que)(?: (?:para|en"
        r"|encontrar|ver))* {t}",
        r"\bcomo (?:puedo|hago para|se) {t}",
        r"\b(?:estoy buscando|muestrame|quiero) {t}",
    ),
    other=re.compile(
        r"(?:por que|para que|porque|quien|cuando|cuanto|cuanta|cuantos|cuantas|que|cual"
        r"|cuales|es|son|esta|explica|explicame|cuentame|dime"
        r"|traduce|gracias|adios|dame|debo|deberia|puedes|puede|podrias|sabes|hace"
        r"|cuenta|canta|habla)\b.*"
    ),
    articles=re.compile(rf"^(?:{_ART} )+"),
    kind_first=re.compile(rf"^(?:{_KIND}|cosa)(?: {_SAY})*(?: (?:el|la|los|las|mi))? (?=.)"),
    kind_last=re.compile(rf"(?<=.) {_KIND}$"),
    headings=frozenset({"titulo", "seccion", "apartado"}),
    going=re.compile(
        r"^(?:ir|acceder|entrar|abrir|encontrar|ver|consultar|mostrar|llegar|visitar"
        r"|elegir|seleccionar|usar|pulsar|buscar"
        r"|rellenar|escribir|poner|meter|introducir|voy|accedo|entro|abro|encuentro"
        r"|veo|pongo|leer)"
        r"(?: (?:a|al|en|el|la|los|las))* (?=.)"
    ),
    generic=re.compile(
        r"(?<=.) (?:(?:el|la|los|las|mi|mis|un|una|este|esta|estos) )?(?:esto|eso"
        r"|cambios?|mensajes?|correos?|e ?mails?|documentos?"
        r"|archivos?|ficheros?|formularios?|paginas?|trabajo|pedidos?|textos?|cosas?"
        r"|newsletter|resultados?|datos|articulos?"
        r"|aplicacion|sitio)$"
    ),
    verticals=(
        (Vertical.TOP, re.compile(r"\b(?:arriba|superior)\b")),
        (Vertical.BOTTOM, re.compile(r"\b(?:abajo|inferior)\b")),
        (Vertical.MIDDLE, re.compile(r"\b(?:medio|centro)\b")),
    ),
    sides=(
        (Side.LEFT, re.compile(r"\bizquierda\b")),
        (Side.RIGHT, re.compile(r"\bderecha\b")),
        (Side.CENTRE, re.compile(r"\b(?:medio|centro)\b")),
    ),
    place=re.compile(
        r" (?:que esta )?(?:arriba|abajo|a la izquierda|a la derecha|en el medio"
        r"|en el centro|de la izquierda|de la derecha|de arriba"
        r"|de abajo)(?: (?:arriba|abajo|del todo|a la izquierda|a la derecha|de|la"
        r"|pantalla|pagina))*$"
    ),
)
