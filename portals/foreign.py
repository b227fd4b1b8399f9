"""Persons in bylines and statements of other languages than Vietnamese, where only small words and capital letters tell."""

from __future__ import annotations

import re

from portals.headline import key
from portals.phrases import one_of

BY = re.compile(
    r"^\W*(?:by|written by|words by|story by|reported by|posted by|published by|authors?|reporter|text|texte?|texto|testo|tekst|"
    r"von|(?:eine? )?(?:beitrag|artikel|gastbeitrag|kommentar|analyse|essay|kolumne|bericht|reportage|porträt|rezension|interview) von|interview|"
    r"aufgezeichnet von|verfasst von|geschrieben von|par|écrit par|rédigé par|por|escrito por|di|da|a cura di|scritto da|"
    r"door|av|af|autora?|auteurs?|autore|autorzy|forfatter|skribent|journalist|tekijä|szerző|yazan|yazar|haber|penulis|oleh|reporter|текст|авторы?|автор(?:ка)?)"
    r"\b\s*:?\s+(?P<names>.+)$"
    r"|^\W*(?:文|作者|记者|記者|撰文|著者|筆者|執筆|取材・文|取材|글|기자|بقلم|كتبت?|الكاتب|מאת|लेखक|द्वारा)\s*[:：／/=＝]?\s*(?P<wide>.+)$",
    re.I,
)
ROLE = one_of(r"""
    editors?|editor-in-chief|reporters?|correspondents?|writers?|columnists?|contributors?|journalists?|producers?|fellow|analyst|critic
    bureau chief|anchor|photographers?|intern|presenter|redakteur(?:in)?|korrespondent(?:in)?|reporter(?:in)?|autor(?:in)?|chefredakteur(?:in)?
    volontär(?:in)?|journaliste|rédact(?:eur|rice)|correspondante?|envoyée?s? spéci(?:ale?s?|aux)|redactor[ae]?|corresponsal|periodista
    enviad[oa] especial|jornalista|repórter|giornalista|inviat[oa]|redacteur|verslaggever|dziennikarka?|redaktor|корреспондент|журналист
    обозреватель|редактор
""")
KIND = one_of(r"""
    senior|chief|deputy|associate|assistant|managing|executive|acting|special|staff|contributing|guest|freelance|lead|principal|global|national
    international|foreign|diplomatic|political|politics|business|economics?|financial|finance|markets?|money|science|health|medical|sports?
    football|culture|arts?|books?|film|music|media|education|environment|climate|energy|technology|tech|digital|data|legal|crime|court
    home affairs|social affairs|religion|royal|travel|food|lifestyle|fashion|transport|housing|defen[cs]e|security|investigative|investigations
    general|local|city|metro|breaking|news|world|us|uk|u\.s\.|u\.k\.|ap|auto|europe|asia|africa|china|washington|parliamentary|white house|online
    and|&|la|der|des|für|de|politische?r?
""")
AFTER_NAMES = re.compile(
    rf"\s*(?:[(<]|\s[-–—]\s|[@]|\S+@|,?\s(?:{KIND},?\s){{0,4}}{ROLE}(?![^\W_])|(?-i:(?<=[a-z])(?=[A-Z]))(?:{KIND}\s){{1,4}}{ROLE}"
    rf"|,?\s(?:for|special to)(?![^\W_])|\sin\s).*$",
    re.I,
)
AFTER_LINE = re.compile(
    r"\s*(?:[|•·]|,?\s(?:published|updated|posted|on)(?![^\W_])"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d|\d{1,2}\s?[:/.]\s?\d|\d{4}[-年]\d).*$",
    re.I,
)
BETWEEN = re.compile(
    r"\s*(?:[,;/|&、，；]\s*(?:and|und|et|og|och)\s|[,;/|&、，；]|\s(?:and|und|et|e|og|och|en|i|и|та|with|và|avec|mit|con|med|oraz|ja|és|és|și|ve|και)\s|\s(?-i:dan|a|o)\s(?=\w+\s\w))\s*",
    re.I,
)
Y = re.compile(r"\sy\s", re.I)
"""Between Spanish persons, and within one (`Juan Ortega y Gasset`)."""
TITLE_OF_KOREAN = re.compile(
    r"\s*(?:[가-힣]{0,4}(?:기자|특파원|위원|앵커|에디터|팀장|인턴|리포터|PD|선임)|記者|编辑|编译|撰稿|报道|報導|（.*）)$"
)
BEFORE_NAME = re.compile(
    r"^(?:(?:本报|本報|新华社|特约)?(?:记者|記者|作者|编辑|文|图|责编|著者|通讯员)[:：／/\s]+|기자\s)"
)
NOT_PERSONS = re.compile(
    r"(?<![^\W_])"
    + one_of(r"""
    agence|agencias?|agência|agenzia|presse-agentur|nyhetsbyrån?|newsdesk|news service|newswire|bureau|network|équipe|equipe|equipo|zeitung|gazette
    times|herald|tribune|associação|asociación|association|foundation|ministry|department|council|committee
    staff|team|editors?|editorial|desk|newsroom|\w{0,12}admin(?:istrator)?|webmaster|agency|agencies|magazine|newspaper|reuters|associated press
    afp|dpa|ansa|bloomberg|xinhua|kyodo|yonhap|тасс|интерфакс|contributors?|correspondents?|reporters?|writers?|authors?|photographers?
    columnists?|redaktion(?:en)?|onlineredaktion|redacción|redação|redacció|rédaction|redazione|redactie|redakcja|redakce|redakcija|toimitus
    редакция|редакція|company|inc|ltd|llc|gmbh|s\.?p\.?a|sp\. z o\.?o|university|institute|online|condé nast|twitter|facebook|instagram|linkedin
    youtube|whatsapp|telegram|posted|published|updated|view|click here|profile|copy|link|url|share|teilen|empfehlen|artikel|drucken|partager|compartir
    photos?|photograph|more|about|contact|e-?mail|subscribe|follow|comments?|kommentare?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|at|for|using
    guest|anonymous|unknown|user|website|grupa|groupe|gruppo|verlag|verein|stiftung|báo|tạp chí|cổng|ban biên tập|toà soạn|tòa soạn|phóng viên
    """)
    + r"(?![^\W_])|^(?:news|press|media|blog)\b|\b(?:news|press|media|blog|agentur(?:en)?|nachrichten)$"
    r"|\s(?:著|監?訳|監修)$|编辑部|編集部|編集委員|편집부|뉴스룸|共同通信|時事通信|新华社|中新社|연합뉴스|뉴시스|뉴스1"
    r"|^(?:ap|apa|sid|epd|kna|efe|lusa|pap|tass|belga|anp|ntb|tt|ritzau|stt|pti|ani|ians|upi|cna|mti|čtk|tasr|hina|tanjug|bta|dha|iha|sda|awp|bns|leta|elta|jiji|telam|télam|cnn|bbc|abc|nbc|cbs)$"
    r"|[@\d<>{}=]|https?:|www\.|\.(?:vn|com|net|org|de|fr|it|es|ru|pl|jp|cn)\b",
    re.I,
)
WIDE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
SHORTEST_SITE = 3
"""Letters; a longer word alone that is a part of the site's name is no person (`Guardian staff reporter`)."""


def split_names(text: str) -> list[str]:
    """The parts of a line of names; `Gillman, Steve` is one name, and a word alone beside full names or an agency is a place."""
    turned = re.fullmatch(r"([^\W\d_][\w'’-]+), ([^\W\d_][\w'’-]+(?: [A-Z]\.)?)", text)
    if turned:
        return [f"{turned[2]} {turned[1]}"]
    by = BY.match(text)
    line = AFTER_LINE.sub("", (by["names"] or by["wide"]) if by else text)
    parts = [name for part in BETWEEN.split(line) for name in pair(bare(part)) if name]
    full = [name for name in parts if " " in name or WIDE.search(name)]
    whole = not full and any(NOT_PERSONS.search(name) for name in parts)
    return full if full or whole else parts


def bare(part: str) -> str:
    """A part of a line without what stands after and before its name: role, place, address."""
    part = BEFORE_NAME.sub("", AFTER_NAMES.sub("", f" {part}").strip())
    return (TITLE_OF_KOREAN.sub("", part) if WIDE.search(part) else part).strip(" .,:;-–—'\"“”«»*")


def pair(part: str) -> list[str]:
    """Two names around a Spanish `y`, where what follows it can be a whole name."""
    names = Y.split(part)
    return names if len(names) > 1 and all(" " in name for name in names[1:]) else [part]


def plausible(name: str, names: frozenset[str]) -> bool:
    """Whether a stated or printed name can be a person's."""
    words = name.split()
    shortest = 2 if WIDE.search(name) else 3
    if not shortest <= len(name) <= 60 or len(words) > 6 or NOT_PERSONS.search(name):
        return False
    k = key(name)
    inner = " " not in name and len(k) > SHORTEST_SITE
    return bool(k) and k not in names and not any((len(n) > 5 and n in k) or (inner and k in n) for n in names)


def printed_names(text: str, names: frozenset[str], *, single: bool = False, pen: bool = False) -> tuple[str, ...]:
    """Persons in a visible line: a capital letter first, and two words (unless single) or letters of a script without blanks.

    pen: whether a pen name in small letters counts, as where the markup itself calls a single word the author.
    """
    found = (name for name in split_names(text) if plausible(name, names) and (pen or not name[0].islower()))
    return tuple(dict.fromkeys(name for name in found if single or " " in name or WIDE.search(name)))
