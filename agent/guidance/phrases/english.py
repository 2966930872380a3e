"""How people put a question in English. Data; see `grammar` for what the parts are."""

from __future__ import annotations

import re

from agent.guidance.phrases.grammar import Grammar, Side, Vertical, patterns

_ART = r"(?:the|a|an|my|your|this|that|some|any|to|for|on|in|at|of|one|thing|it s|its)"
_KIND = (
    r"(?:buttons?|menus?|links?|tabs?|fields?|box(?:es)?|icons?|options?|entry|item|label|area|"
    r"section|checkbox|input|heading|title|headline|word|words|text|dropdown|key|command|part)"
)
_SAY = r"(?:that says|which says|saying|called|named|labell?ed|marked|with|to|for|of)"
_CLICK = (
    r"(?:click|clique|like|leak|press|tap|push|hit|go|look|type|enter|write|put"
    r"|fill in|fill|choose"
    r"|select|be)"
)
_WHO = r"(?:i|we|you|one|they)"
_SCREEN = r"(?:screen|page|window|display|website|site)"
GRAMMAR = Grammar(
    opening=re.compile(
        r"(?:um+|uh+|er+|erm|hm+|well|so|ok|okay|hey|hi|hello|please|sorry|excuse me"
        r"|actually|alright"
        r"|all right|now|and|then|but|yes|yeah|listen|tell me please|cicerone"
        r"|(?:can|could|would|will) you(?: please)?(?: just)? (?:tell me"
        r"|help me(?: to)?|say to me)"
        r"|(?:can|could|would|will) you(?: please)?(?= (?:show|find|read|point|click|open|repeat|"
        r"describe|locate|say|press|stop|highlight|search|look))"
        r"|do you know|i (?:want|need|would like|d like|wanted) to know|i was wondering|tell me"
        r"(?= (?:where|how|what|which))|i don t know|i do not know|i wonder)\b ?"
    ),
    closing=re.compile(
        r" ?\b(?:please|thanks|thank you|um+|uh+|er+|exactly|then|again|for me|right now"
        r"|(?:on|in|at) (?:the|my|this|that) (?:screen|page|window|site|website)|on here|in here"
        r"|here|located|at all|now)$"
    ),
    stop=re.compile(
        r"(?:stop|stop it|stop (?:talking|speaking|that|now|there)|be quiet|quiet|silence|shut up"
        r"|hush|enough|that s enough|that is enough|that will do|never mind|nevermind)"
    ),
    repeat=re.compile(
        r"(?:repeat|repeat (?:that|it|this|please)|(?:say|tell me) (?:it|that"
        r"|this)(?: again)?|again"
        r"|once more|one more time|say again|pardon|pardon me|i beg your pardon|what|come again"
        r"|what did you (?:just )?say|what was that|i (?:did not|didn t) (?:hear|get"
        r"|catch|understand)"
        r"(?: that| it| you)?)"
    ),
    following=re.compile(
        r"(?:(?:the )?next(?: one| thing| result)?|(?:and )?(?:the )?other(?: one)?"
        r"|another(?: one)?"
        r"|no,? (?:the )?other one|not (?:that|this)(?: one)?|no not (?:that|this)(?: one)?"
        r"|(?:and )?what s next|what is next|what comes next|what next"
        r"|and after(?: that)?|after that"
        r"|(?:the )?following(?: one)?|(?:the )?second(?: one)?"
        r"|show me (?:the )?(?:next|other)(?: one)?)"
    ),
    describe=re.compile(
        r"(?:what (?:do|can|did) you see|what are you seeing|what you see"
        r"|what can i (?:see|do|click)"
        rf"|(?:what s|what is|what are|what|what have i(?: got)?|what do i have|what do you see) "
        rf"(?:on|in) (?:the|my|this|that) {_SCREEN}"
        rf"|(?:what is|what s) (?:this|that|here|there)(?: {_SCREEN})?"
        rf"|what {_SCREEN} is (?:this|it)"
        rf"|(?:describe|look at)(?: (?:it|this|that|(?:the|my|this) {_SCREEN}))?(?: to me)?"
        r"|what am i (?:looking at|seeing)|where am i|what (?:is|are) (?:the|my) options"
        rf"|(?:can|do|could) you see (?:it|this|anything|(?:the|my|this) {_SCREEN})"
        rf"|what does (?:the|my|this) {_SCREEN} (?:show|look like|contain)|what (?:is"
        rf"|s) (?:there|visible))"
    ),
    beside=patterns(
        r"what (?:is|s|are) (?:there )?(?:next to|beside|right of|left of|near"
        r"|close to|around|under"
        r"|below|above|over) {t}",
    ),
    read=patterns(
        r"(?:read|reed|red)(?: (?:to me|me|out|aloud|out loud|for me))* "
        r"(?:that|this|it|everything|all|all of it|what it says|what is written"
        rf"|(?:the |my |this )?(?:whole |entire )?(?:text|{_SCREEN}))(?: to me"
        rf"| out loud| aloud)?",
        r"(?:read|read to me|read me|read out|read aloud)",
        rf"what (?:does|do|did) (?:it|this|that|they|(?:the|my|this) {_SCREEN}) (?:say|read)",
        r"what it says|what (?:is|s) written(?: there)?|what s it say|what is it saying",
        r"(?:read|reed)(?: (?:to me|me|out|aloud|out loud|for me))* {t}",
        r"what does {t} say",
        r"what (?:is|s) written (?:in|under|next to|on) {t}",
    ),
    find=patterns(
        rf"(?:where|wear|were|we re|ware|whereas) (?:can|do|could|should|would|must"
        rf"|will|did|am) {_WHO} "
        r"(?:find|see|get|look for|have|spot) {t}",
        rf"(?:where|wear|ware) (?:can|do|could|should|would|must|will|to|did|am)(?: {_WHO})?"
        rf"(?: (?:need|have|supposed|got|going|want) to)?(?: {_CLICK})+"
        r"(?: (?:on|to|for|in order to|if i want to|into|in))* {t}",
        rf"(?:where|wear|ware) {_WHO} (?:can|could|should|must|would|need to|have to|will)"
        rf"(?: (?:find|see|get|{_CLICK}))*(?: (?:on|to|for|in))* {{t}}",
        rf"(?:where|wear|ware) (?:can|do|could|should|would|must) {_WHO} {{t}}",
        r"(?:where|wear|ware|were|whereas)(?: (?:is|are|s|has|it s|there is|did|was"
        r"|the hell is|to find))* {t}",
        r"wheres {t}",
        r"{t} where (?:is|are) (?:it|that|they)",
        rf"(?:what|which|what s the|which is the) ?(?:{_KIND})?(?: (?:do|should|must"
        rf"|can) {_WHO})?"
        rf" (?:need to )?{_CLICK}(?: on)?(?: to| for)? {{t}}",
        rf"(?:what|which) (?:is )?(?:the )?{_KIND} (?:is |do i need |i need )?(?:for"
        rf"|to|lets me) {{t}}",
        r"(?:click|clique|clicked|flip|clip|quick|kick|lick|pick|press|tap|push|hit"
        r"|point|show|show me|point me|bring me"
        r"|take me|get me|locate"
        r"|highlight|find me|look for|search for|i click|let s (?:click|go|open))"
        r"(?: (?:on|to|at|for|me|where is|where the|where|is))* {t}",
        r"(?:i m|i am|im|we re|we are)? ?(?:looking|searching|hunting) for {t}",
        r"i (?:can t|cannot|can not|couldn t|don t|do not) (?:find|see|locate) {t}",
        r"(?:is|are) there (?:an?|any|the|some)? ?{t}",
        r"(?:do|can|could|did) you (?:see|find|spot) {t}",
        r"(?P<v>open|find|select|choose|go to|search|get|view|close|add|create) {t}",
        rf"(?:what|which) (?:bit|one|{_KIND}) (?:says|is called|is named|reads) {{t}}",
        r"what about {t}",
        r"how about {t}",
    ),
    act=patterns(
        rf"(?:how|who|house) (?:do|can|could|should|would|to|must|did|does)(?: {_WHO})? {{t}}",
        rf"what (?:do|should|must|can) {_WHO} do (?:to|for) {{t}}",
        r"(?:i|we) (?:want|need|would like|d like|wanna|have|wish|am trying|m trying"
        r"|am going|gotta|must"
        r"|wanted|will)(?: to)? {t}",
        r"help me(?: to)? {t}",
        r"(?:is it possible to|can i|could i|may i|let me|let s) {t}",
    ),
    leads=patterns(
        r"\b(?:where (?:is|are|s|can i find|do i (?:click|press|go)(?: on)?(?: to)?)) {t}",
        r"\bhow (?:do|can|to) (?:i )?{t}",
        r"\b(?:looking for|i want to|show me) {t}",
    ),
    other=re.compile(
        r"(?:why|who|whose|when|how (?:much|many|long|old|far|come|are|is|was|does"
        r"|did|will|fast|big)"
        r"|what|which|should|shall|is|are|was|does|did|will|would|explain|tell"
        r"|do (?:i|you|they|we)"
        r"|translate|write|give|thank|thanks|good|bye|goodbye|can you|could you"
        r"|could it|sing|count)\b.*"
    ),
    articles=re.compile(rf"^(?:{_ART} )+"),
    kind_first=re.compile(rf"^(?:{_KIND}|one|thing|place)(?: {_SAY}| where it says)? (?=.)"),
    kind_last=re.compile(rf"(?<=.) (?:(?:menu|drop down) )?{_KIND}$"),
    headings=frozenset({"heading", "title", "headline", "section"}),
    going=re.compile(
        r"^(?:go(?: back)? to|get (?:to|into)|access|open(?: up)?|find|see|view|reach"
        r"|enter|visit|show"
        r"|look (?:at|for)|click(?: on)?|press|use|choose|select|fill in|fill"
        r"|navigate to|display|check"
        r"|type in|type|have|bring up|switch to|read|put|change to) (?=.)"
    ),
    generic=re.compile(
        r"(?<=.) (?:it|this|that|them|here|everything|changes?|messages?|mails?"
        r"|e ?mails?|documents?"
        r"|files?|forms?|pages?|works?|orders?|texts?|things?|something|newsletter"
        r"|items?|results?"
        r"|modifications?|data|application|website|site)$"
    ),
    verticals=(
        (Vertical.TOP, re.compile(r"\b(?:top|upper|up there)\b")),
        (Vertical.BOTTOM, re.compile(r"\b(?:bottom|lower|down there)\b")),
        (Vertical.MIDDLE, re.compile(r"\b(?:middle|centre|center)\b")),
    ),
    sides=(
        (Side.LEFT, re.compile(r"\bleft\b")),
        (Side.RIGHT, re.compile(r"\bright\b")),
        (Side.CENTRE, re.compile(r"\b(?:middle|centre|center)\b")),
    ),
    place=re.compile(
        r" (?:that is |which is )?(?:(?:at|on|in|to|near|up"
        r"|down) (?:the )?)+(?:very )?(?:top|bottom|upper"
        r"|lower|left|right|middle|centre|center)(?: (?:left|right|middle|of|the|side"
        r"|corner|hand|centre"
        r"|center|screen|page|part|bar))*$"
    ),
)
