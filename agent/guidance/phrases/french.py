"""How people put a question in French. Data; see `grammar` for what the parts are."""

from __future__ import annotations

import re

from agent.guidance.phrases.grammar import Grammar, Side, Vertical, patterns

_ART = (
    r"(?:le|la|les|l|un|une|des|du|de|d|mon|ma|mes|votre|ton|ta|tes|vos|ce|cet|cette"
    r"|au|aux|a|sur|dans"
    r"|pour|en|qui|c est|ca|vers|leur|notre|nos)"
)
_KIND = (
    r"(?:boutons?|menus?|liens?|onglets?|champs?|chants?|cases?|icones?|options?"
    r"|rubriques?|entree|zone"
    r"|titre|section|mots?|texte|touche|commande|etiquette|intitule|partie|endroit|barre)"
)
_SAY = (
    r"(?:pour|de|du|d|des|qui dit|qui s appelle|appelee?|nommee?|marquee?|intitulee?"
    r"|ou il y a (?:ecrit|marque)"
    r"|ou c est (?:ecrit|marque)|avec|a|ecrit)"
)
_WHO = r"(?:je|j|on|tu|vous|il|nous)"
_CLICK = (
    r"(?:cliquer|clique|cliques|cliquez|clic|clique t|appuyer|appuie|appuye|aller"
    r"|vais|va|taper|tape"
    r"|mettre|met|mets|ecrire|ecris|entrer|entre|saisir|saisis|choisir|trouver|trouve"
    r"|trouves|voir|vois"
    r"|voit|chercher|cherche|rentrer|remplir|faire|regarder|pointer)"
)
_MODAL = (
    r"(?:peux|peut|sais|puis|dois|doit|faut|devrais|pourrais|pourrait|vais|veux|fais|fait"
    r"|peu)"
)
_SCREEN = r"(?:ecran|page|fenetre|site|ecrans|l ecran|affichage)"
GRAMMAR = Grammar(
    opening=re.compile(
        r"(?:euh+|heu+|hum+|ben|bah|beh|alors|donc|bon|ok|bonjour|salut|hey|eh bien"
        r"|et bien|et|mais|oui|non"
        r"|pardon|excusez moi|excuse moi|desole|s il te plait|s il vous plait|dis moi"
        r"|dites moi|dis|dites"
        r"|ecoute|voila|maintenant|cicerone|en fait|la"
        r"|(?:est ce que )?(?:tu|vous) (?:peux|pouvez|pourrais|pourriez|peut)(?: me"
        r"| m)? (?:dire|aider a"
        r"|expliquer|indiquer)(?= (?:ou|comment|ce|quel|sur|qu|trouver|a))"
        r"|(?:peux? tu|pouvez vous|pourrais tu|pourriez vous|peut tu|tu)(?: me"
        r"| m)? (?:dire|aider a|expliquer"
        r"|indiquer)(?= (?:ou|comment|ce|quel|sur|qu|trouver))"
        r"|(?:est ce que )?(?:tu|vous) (?:peux|pouvez|pourrais|pourriez|peut)(?: me| m)?"
        r"(?= (?:montrer|trouver|lire|repeter|ouvrir|decrire|pointer|cliquer|chercher"
        r"|redire|relire))"
        r"|(?:peux? tu|pouvez vous|pourrais tu|pourriez vous|peut tu|tu)(?: me| m)?"
        r"(?= (?:montrer|trouver|lire|repeter|ouvrir|decrire|pointer|cliquer|chercher"
        r"|redire|relire))"
        r"|je (?:voudrais|veux|veut|souhaite|souhaiterais|aimerais) savoir"
        r"|j aimerais savoir|je ne sais pas"
        r"|je sais pas|tu sais|vous savez|sais tu|savez vous)\b ?"
    ),
    closing=re.compile(
        r" ?\b(?:s il te plait|si peut etre|c est tout bien|s il vous plait"
        r"|si te plait|sil te plait"
        r"|sil vous plait|merci|merci beaucoup"
        r"|euh+|heu+|exactement|alors|donc|stp|svp|deja|maintenant|hein"
        r"|(?:sur|dans|a) (?:l|mon|cet|le|la|cette|ma|ce) ?(?:ecran|page|fenetre|site)"
        r"|ici|la dessus|dessus|au juste|quelque part)$"
    ),
    stop=re.compile(
        r"(?:stop|stoppe|arrete|arretez|arrete toi|arretez vous|arrete (?:de parler"
        r"|ca)|tais toi|taisez vous"
        r"|silence|chut|ca suffit|assez|c est bon|laisse tomber|tant pis|c est bon stop|tete toi)"
    ),
    repeat=re.compile(
        r"(?:repete|repetes|repetez|repeter|repete (?:moi )?(?:ca|cela)|redis"
        r"|redis (?:moi )?(?:ca|le|la)|redire"
        r"|(?:peux? tu|tu peux|pouvez vous|vous pouvez|pourrais tu"
        r"|pourriez vous)(?: me| le)? (?:repeter|redire)"
        r"|pardon|comment|quoi|hein|encore|encore une fois"
        r"|qu est ce que tu (?:as )?dis|tu (?:as )?dis quoi"
        r"|qu as tu dit|qu avez vous dit|je n ai pas (?:compris|entendu)"
        r"|j ai pas (?:compris|entendu)"
        r"|vous pouvez repeter|plait il|redites|redites moi ca|une fois de plus)"
    ),
    following=re.compile(
        r"(?:(?:le |la |l )?(?:suivante?|suivants|autre|deuxieme|second|seconde)(?: resultat)?"
        r"|et (?:le |la |l )?(?:suivante?|autre|apres|ensuite)|(?:non )?pas (?:celui"
        r"|celle) (?:la|ci)"
        r"|(?:non )?l autre|un autre|une autre|apres|ensuite|et puis"
        r"|qu est ce qu il y a (?:apres|ensuite)"
        r"|montre (?:moi )?(?:le suivant|la suivante|l autre)|quoi d autre)"
    ),
    describe=re.compile(
        r"(?:(?:qu est ce que|que|qu|qu est ce qu) (?:tu|vous) (?:vois|voyez|voit"
        r"|voix)|que (?:vois|voit|voix) tu"
        r"|que voyez vous|(?:tu vois|vous voyez|tu voix|il y a|y a|c est) quoi|quoi voir"
        r"|(?:qu est ce qu|qu est ce que|qu|que|ce qu)(?: il)? ?(?:y a|y a t il"
        r"|il y a|on voit|on a|j ai)(?: de ecrit)?"
        rf"(?: (?:a|sur|dans) (?:l |mon |cet |la |cette |ma |le )?{_SCREEN})?"
        rf"|qu y a t il(?: (?:a|sur|dans) (?:l |mon |cet |la |cette |ma |le )?{_SCREEN})?"
        rf"|(?:qu est ce qu on|on|que peut on|qu est ce que je|que) (?:voit|peut voir|vois|voir)"
        rf"(?: (?:quoi )?(?:a|sur|dans) (?:l |mon |cet |la |cette |ma |le )?{_SCREEN})?"
        rf"|(?:decris|decrire|decrivez|decrit)(?: moi)?(?: (?:ca|ce que tu vois|l ecran"
        rf"|(?:mon |la |cette |cet |ma |le )?{_SCREEN}))?|c est quoi(?: ca| cette page"
        rf"| cet ecran)?"
        r"|qu est ce que c est(?: que (?:ca|cette page|cet ecran))?|ou (?:suis je"
        r"|je suis|est ce que je suis)"
        rf"|(?:tu vois|est ce que tu vois|vois tu|vous voyez) (?:mon |l |la "
        rf"|cette )?{_SCREEN}|ce que tu vois"
        rf"|(?:il y a |c est )quoi (?:a|sur|dans) (?:l |mon |cet |la |cette |ma |le )?{_SCREEN})"
    ),
    beside=patterns(
        r"(?:qu est ce qu il y a|qu y a t il|il y a quoi|c est quoi|qu est ce qui est"
        r"|quel est le bouton)"
        r" (?:a cote|a droite|a gauche|au dessus|en dessous|sous|pres|autour"
        r"|juste apres)(?: de| du| d| des)? {t}",
        r"(?:il y a )?quoi (?:a cote|a droite|a gauche|au dessus|en dessous)(?: de"
        r"| du| d| des)? {t}",
    ),
    read=patterns(
        r"(?:lis|lit|lire|lisez|lie|li|relis|relisez|relire|lys)(?: (?:moi|me|le|la"
        r"|nous|a voix haute))*"
        r"(?: (?:ca|cela|ceci|tout|tout ca|ce qui est ecrit|ce qu il y a(?: d)? ecrit"
        r"|ce qui est affiche|ce que ca dit"
        rf"|(?:le |ce |tout le )?texte|(?:la |cette |l |mon "
        rf"|toute la )?{_SCREEN}))?(?: a voix haute)?",
        r"(?:qu est ce que|que|qu est ce qui) (?:ca|cela|c|il) (?:dit|raconte"
        r"|est ecrit)|ca dit quoi"
        r"|que dit (?:l ecran|la page|cette page|le texte)|qu est ce que (?:dit "
        r"|)(?:l ecran|la page) ?(?:dit)?",
        r"(?:qu est ce qui est|qu est ce qu il y a(?: d)?|c est|il y a"
        r"|qu est ce qu il est|ce qui est) (?:ecrit|marque)"
        r"(?: quoi)?|(?:il y a|c est) (?:ecrit|marque) quoi|y a (?:ecrit|marque) quoi",
        r"(?:lis|lit|lire|lisez|lie|relis|lys)(?: (?:moi|me|nous))* {t}",
        r"(?:que dit|qu est ce que dit|qu indique|qu est ce qui est ecrit (?:sous"
        r"|dans|a cote de|sur)"
        r"|que disent) {t}",
    ),
    find=patterns(
        rf"(?:ou|houx|hou|on|aux?)(?: (?:est ce que|est ce qu|esce que"
        rf"|esque))?(?: {_WHO})?(?: {_MODAL})?(?: {_WHO})?"
        rf"(?: {_CLICK})+(?: t?(?:on|je|il|tu))?(?: (?:sur|pour|afin de|si je veux|dans))* {{t}}",
        rf"(?:ou|houx|hou)(?: (?:est ce que|est ce qu|esce que))?(?: c est"
        rf"| {_WHO})?(?: (?:se|ce) (?:trouve|trouvent|situe"
        r"|situent|cache|cachent)| (?:est|es|et|e|ai|sont|son|s)| il y a| y a"
        r"| ca se trouve| est passe| peut)*(?: donc)? {t}",
        r"ou {t}",
        r"(?:est ce que )?(?:je|on) (?:clique|cliques|cliquer) (?:sur|pour) {t}",
        r"tu (?:me|m) (?:dis|dire|dirais|diras|dit|dires)(?: (?:ou|est|sont|se trouve))* {t}",
        # « où est » and « c'est où » as they are often heard at the start of a recording.
        r"(?:c est (?:tout|doux)|vous (?:etes|est)|tout est|ou etes|nous est|ouest) {t}",
        r"{t} (?:(?:il|elle|ils|elles|c|ca) (?:est|sont|se trouve) ou|ou (?:est il"
        r"|est elle|sont ils|sont elles"
        r"|c est|il est|elle est|ca se trouve)|c est ou|c est par ou|est ou"
        r"|se trouve ou|sont ou)",
        r"(?:c est ou|il est ou|elle est ou|ils sont ou|elles sont ou|c est par ou"
        r"|il se trouve ou)(?: pour)? {t}",
        rf"(?:sur )?(?:quoi|quel(?:le)? {_KIND}|quelle)(?: est ce que| est ce qu"
        rf"| faut il| {_WHO})?(?: {_MODAL})?"
        rf"(?: {_WHO})?(?: {_CLICK})*(?: (?:pour|permet de|sert a|est pour))+ {{t}}",
        r"(?:cliquer?|cliquez|cliques|fique|fils|flic|click|fixe|appuyer?|appuie"
        r"|appuyez|montrer?|montrez|pointer?"
        r"|pointez|indiquer?|indiquez"
        r"|trouvez|trouver?|cherche|cherchez|localiser?|surligner?|va|allez|aller"
        r"|ouvrez|clic|amene|emmene|regarde)"
        r"(?: (?:moi|sur|vers|me|nous|ou est|ou se trouve|ou sont|ou c est|ou|on|est))* {t}",
        r"(?:je|j|on|nous)(?: (?:ne|n))? ?(?:cherche|recherche|cherchons|ai besoin d"
        r"|ai besoin de|trouve pas|trouve plus"
        r"|trouve plus|vois pas|vois plus|arrive pas a trouver|arrive pas a voir"
        r"|retrouve pas) {t}",
        r"(?:est ce qu il y a|y a t il|il y a|y a|est ce que tu vois|tu vois|vois tu"
        r"|vous voyez|voyez vous|tu trouves) {t}",
        r"(?P<v>ouvre|ouvrir|rechercher?|choisis|choisir|selectionner?|afficher?"
        r"|fermer?|ajouter?|creer?|voir) {t}",
        r"(?:et )?(?:pour )?qu en est il d(?:e|u)? {t}",
    ),
    act=patterns(
        r"(?!comment (?:ca va|vas tu|allez vous|tu t appelles))"
        rf"(?:comment|comme en|coment)(?: (?:est ce que|est ce qu"
        rf"|esce que))?(?: {_WHO})?(?: {_MODAL})?(?: t?{_WHO})?"
        r"(?: (?:faire|on fait|fait on))?(?: pour| m y prendre pour)? {t}",
        r"(?:qu est ce que|que|quoi)(?: je)? (?:dois|dois je|faut|faut il|faire"
        r"|fais je|fais|doit)(?: je)?(?: faire)? pour {t}",
        r"(?:je|j|on) (?:veux|veut|voudrais|souhaite|souhaiterais|aimerais|dois|doit"
        r"|vais|essaie de|essaye de"
        r"|ai envie de|ai besoin de) {t}",
        r"(?:aide moi a|aidez moi a|est ce que je peux|est ce qu on peut"
        r"|il faut que je|puis je|peut on|je peux|on peut"
        r"|est il possible de|il faut|pour) {t}",
    ),
    leads=patterns(
        r"\b(?:ou (?:est ce que (?:je|se|c est)|est|sont|se trouvent?|cliquer)|ou je clique)"
        r"(?: (?:clique|trouve|sur|pour))* {t}",
        r"\bcomment (?:je|on|faire|est ce que je)(?: (?:peux|fais|fait|pour|faire))* {t}",
        r"\b(?:je cherche|je voudrais|montre moi|je veux) {t}",
    ),
    other=re.compile(
        r"(?:pourquoi|qui|quand|combien|quel|quelle|quels|quelles|que|qu|quoi|a quoi"
        r"|est ce que|explique|raconte"
        r"|traduis|merci|bravo|au revoir|parle|donne|il fait|dois je|sais tu|tu"
        r"|vous|peux? tu|pouvez vous"
        r"|chante|compte)\b.*"
    ),
    articles=re.compile(rf"^(?:{_ART} )+"),
    kind_first=re.compile(
        rf"^(?:{_KIND}|truc|chose|celui|celle)(?: {_SAY})*(?: (?:le|la|l|les|mon|ma))? (?=.)"
    ),
    kind_last=re.compile(rf"(?<=.) {_KIND}$"),
    headings=frozenset({"titre", "section", "rubrique", "intitule"}),
    going=re.compile(
        r"^(?:aller|acceder|entrer|ouvrir|trouver|voir|consulter|afficher|arriver"
        r"|visiter|choisir|selectionner"
        r"|utiliser|cliquer|appuyer|remplir|saisir|taper|rentrer|mettre|ecrire|vais"
        r"|va|accede|ouvre|trouve"
        r"|clique|lire|regarder|passer|j accede|j ouvre|je trouve|me rendre)"
        r"(?: (?:a|au|aux|sur|dans|vers|en|la|le|les|l))* (?=.)"
    ),
    generic=re.compile(
        r"(?<=.) (?:(?:le|la|les|l|mon|ma|mes|un|une|ce|cette|des|du|ces"
        r"|cet) ?)?(?:ca|cela|modifications?"
        r"|changements?|messages?|mails?|e ?mails?|courriels?|documents?|fichiers?"
        r"|formulaires?|pages?|travail"
        r"|commandes?|textes?|choses?|newsletter|resultats?|donnees|article"
        r"|articles|application|site)$"
    ),
    verticals=(
        (Vertical.TOP, re.compile(r"\b(?:en haut|dessus|haut)\b")),
        (Vertical.BOTTOM, re.compile(r"\b(?:en bas|dessous|bas)\b")),
        (Vertical.MIDDLE, re.compile(r"\b(?:milieu|centre)\b")),
    ),
    sides=(
        (Side.LEFT, re.compile(r"\bgauche\b")),
        (Side.RIGHT, re.compile(r"\bdroite\b")),
        (Side.CENTRE, re.compile(r"\b(?:milieu|centre)\b")),
    ),
    place=re.compile(
        r" (?:qui est |situee? )?(?:tout )?(?:en haut|en bas|a gauche|a droite"
        r"|au milieu|au centre|du haut|du bas"
        r"|de gauche|de droite|du milieu)(?: (?:tout|en haut|en bas|a gauche|a droite"
        r"|au milieu|de|la|l|page|ecran))*$"
    ),
)
