"""Who signs articles in other languages than Vietnamese without being a person: agencies, papers, desks; and what stands there by mistake."""

from __future__ import annotations

import re

from portals.phrases import one_of

_WHOLE = r"(?![^\W_])"
AGENCY = re.compile(
    r"(?<![^\W_])"
    + one_of(r"""
    agence|agencias?|agência|agenzia|presse-agentur|nyhetsbyrån?|telegrafbyrå|ritzaus bureau|agentie|agenție|ügynökség|ajansı|news service|newswire
    wire services?|network|zeitung|gazette|times|herald|tribune|associação|asociación|association|foundation|ministry|department|council|committee
    agency|agencies|magazine|newspaper|reuters|associated press|press association|afp|dpa|ansa|bloomberg|xinhua|kyodo|yonhap|тасс|интерфакс|рбк
    риа новости|укрінформ|the conversation|propublica|deutsche welle|company|inc|ltd|llc|gmbh|s\.?p\.?a|sp\. z o\.?o|university|institute
    condé nast|grupa|groupe|gruppo|verlag|verein|stiftung|fundación|fundação|fondazione|fondation|corporation|broadcasting|télévisions?|televisión
    rundfunk|presse canadienne|canadian press|press trust of india|anadolu ajansı|demirören|europa press|lapresse|adnkronos|keystone-sda
    """)
    + _WHOLE
    + r"|\s(?:著|監?訳|監修)$|共同通信|時事通信|新华社|新華社|中新社|中新网|中央社|연합뉴스|뉴시스|뉴스1|وكالة|وكالات|رويترز|خبرگزاری|एजेंसी|भाषा$|पीटीआई"
    r"|^(?:ap|aap|apa|sid|epd|kna|efe|lusa|pap|tass|belga|anp|ntb|tt|ritzau|stt|pti|ani|ians|uni|upi|cna|mti|čtk|ctk|tasr|hina|tanjug|bta|dha|iha|aa|anka|sda|ats|awp|bns|leta|elta"
    r"|jiji|telam|télam|cnn|bbc|abc|nbc|cbs|cbc|rfi|rfe/rl"
    r"|rferl|npr|pbs|ard|zdf|orf|srf|ria|lrt|err|yle|nrk|svt|dr|ndr|wdr|mdr|swr|taz|faz|szon|dw|pa|pa media|snd|onlime|agerpres|mediafax|ukrinform|unian)$"
    r"|(?:^(?:news|press|media|blog)\b|\b(?:news|press|media|blog|agentur(?:en)?|nachrichten|prensa|presse|stampa|imprensa|basın|prasa|tv|radio|cronaca)$)",
    re.I,
)
"""Of agencies, publishers and offices; such a name is an organisation's, whoever stands beside it."""
DESK = re.compile(
    r"(?<![^\W_])"
    + one_of(r"""
    newsdesk|news desk|bureau|équipe|equipe|equipo|staff|team|editors?|editorial|desk|newsroom|contributors?|correspondents?|reporters?|writers?|authors?
    columnists?|(?:\w{0,12}redaktion(?:en)?)|redaksjon(?:en)?|redaksi|redacción|redação|redacció|rédaction|redazione|redactie|redakcja|redakce
    redakcija|redakcia|redacția|redactia|toimitus|szerkesztőség|toimetus|ritstjórn|редакция|редакція|редакцията|уредништво|σύνταξη|συντακτική ομάδα
    haber merkezi|dış haberler|spor servisi|\w{2,12} servisi|tim redaksi|online|onlineredaktion|central de notícias
    """)
    + _WHOLE
    + r"|^(?:记者|記者|编辑|編輯|기자)$|编辑部|編集部|編集委員|編輯部|编辑室|편집부|뉴스룸|온라인뉴스팀|디지털뉴스|이슈팀|هيئة التحرير|فريق التحرير"
    r"|غرفة الأخبار|تحریریه|گروه \w+$|מערכת|डेस्क|टीम"
    r"|செய்திப்பிரிவு|செய்திகள்|กองบรรณาธิการ|ทีมข่าว|ডেস্ক|প্রতিবেদক",
    re.I,
)
"""Of those who sign where nobody does; beside a person the words are that one's role."""
NOISE = re.compile(
    r"(?<![^\W_])"
    + one_of(r"""
    \w{0,12}admin(?:istrator)?|webmaster|twitter|facebook|instagram|linkedin|youtube|whatsapp|telegram|posted|published|updated|view|click here|profile
    publiée?|mise? à jour|publicad[oa]|actualizad[oa]|atualizad[oa]|pubblicat[oa]|aggiornat[oa]|veröffentlicht|aktualisiert|gepubliceerd|publicerad|publisert
    copy|link|url|share|teilen|empfehlen|artikel|drucken|partager|compartir|photos?|photograph|photographers?|more|about|contact|e-?mail|subscribe|follow
    comments?|kommentare?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|at|for|using|guest|anonymous|unknown|user|website|null|undefined|none
    báo|tạp chí|cổng|ban biên tập|toà soạn|tòa soạn|phóng viên
    """)
    + _WHOLE
    + r"|[@\d<>{}=\[\]]|https?:|www\.|\.(?:vn|com|net|org|de|fr|it|es|ru|pl|jp|cn)\b",
    re.I,
)
"""Buttons, counters, addresses and accounts of the system."""
LONGEST_BODY = 80
MOST_WORDS = 9


def is_person(name: str) -> bool:
    """Whether nothing in a name speaks against its being a person's."""
    return not (NOISE.search(name) or AGENCY.search(name) or DESK.search(name))


def is_body(name: str, *, desks: bool) -> bool:
    """Whether a name is an organisation's. desks: whether those count that only say who signs where no person does."""
    short = 1 < len(name) <= LONGEST_BODY and len(name.split()) <= MOST_WORDS
    if not short or NOISE.search(name):
        return False
    return AGENCY.search(name) is not None or (desks and DESK.search(name) is not None)
