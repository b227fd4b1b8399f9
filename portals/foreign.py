"""Persons in bylines and statements of other languages than Vietnamese, where only small words and capital letters tell."""

from __future__ import annotations

import re

from portals.desks import LONGEST_BODY, NOISE, is_body, is_person
from portals.letters import key
from portals.phrases import one_of

BY = re.compile(
    r"^\W*(?:"
    + one_of(r"""
    by|(?:written|words|story|reported|posted|published) by|authors?|reporter|text|texte?|texto|testo|tekst|teksti|besedilo|tekstas?|teksts
    von|(?:eine? )?(?:beitrag|artikel|gastbeitrag|kommentar|analyse|essay|kolumne|bericht|reportage|porträt|rezension|interview) von|interview
    aufgezeichnet von|verfasst von|geschrieben von|par|écrit par|rédigé par|propos recueillis par|por|escrito por|publicado por|di|da|a cura di|scritto da
    door|av|af|autora?|auteurs?|autore|autorzy|autoři|autorka|autorius|autorė|autoriai|autors|autores|forfatter|skribent|journalist|høfundur|eftir
    tekijä|toimittaja|kirjoittaja|szerző|írta|yazan|yazar|haber(?=:)|penulis|oleh|ditulis oleh|laporan|reporter|pišu?
    napisa(?:o|la)|napsal[ai]?|napisał[a]?|(?-i:de)|scris de|piše|avtor|shkruar nga|nga|parašė|autor i fotograf
    текст|авторы?|автор(?:ка)?|написа[лв]а?|пише|γράφ(?:ει|ουν) (?:ο|η|οι)|του|της|επιμέλεια|κείμενο|ავტორი|հեղինակ|müəllif|muallif
    """)
    + r")\b\s*:?\s+(?P<names>.+)$"
    r"|^\W*(?:文|作者|记者|記者|撰文|著者|筆者|執筆|取材・文|文・写真|取材|글|기자|بقلم|كتبت?|الكاتب|إعداد|تحرير|نویسنده|مترجم|מאת|लेखक|द्वारा|लेखिका"
    r"|எழுதியவர்|লেখক|লিখেছেন|โดย|เรื่อง|ผู้เขียน)\s*[:：／/=＝・]?\s*(?P<wide>.+)$",
    re.I,
)
ABBREVIATED = (" Jr", " Sr")
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
    r"\s*(?:,?\s(?:published|updated|posted|on)(?![^\W_])"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d|\d{1,2}\s?[:/.]\s?\d|\d{4}[-年]\d).*$",
    re.I,
)
BAR = re.compile(r"\s*(?:[|•]|\s·\s(?![\u4e00-\u9fff\uac00-\ud7af])).*$")
IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,40})[)\]]")
BETWEEN = re.compile(
    r"\s*(?:"
    + one_of(r"""
    [,;/|&、，；،]\s*(?:and|und|et|og|och)\s|[;/|&、，；،]|\s[•·]\s|,(?!\s?(?:jr|sr|ii|iii|md|phd|m\.d|ph\.d)\b)
    \s(?:and|und|sowie|et|og|och|та|with|và|avec|mit|con|med|oraz|ja|és|és|și|si|ve|και|κι|ir|și|और|एवं|மற்றும்|এবং|และ|و|עם|ו|и|і|й|та|плюс)\s
    \s(?-i:e|en|i|u|un|ac)\s|\s(?-i:dan|a|o)\s(?=\w+\s\w)
    """)
    + r"|(?<=[\u4e00-\u9fff\uac00-\ud7af])[・·](?=[\u4e00-\u9fff\uac00-\ud7af]))\s*",
    re.I,
)
Y = re.compile(r"\sy\s")
"""Between Spanish persons, and within one (`Juan Ortega y Gasset`)."""
TITLE_OF_KOREAN = re.compile(
    r"\s*(?:[가-힣]{0,4}(?:기자|특파원|위원|앵커|에디터|팀장|인턴|리포터|PD|선임)|記者|编辑|编译|撰稿|报道|報導|（.*）)$"
)
BEFORE_NAME = re.compile(
    r"^(?:(?:本报|本報|新华社|特约)?(?:记者|記者|作者|编辑|文|图|责编|著者|通讯员)[:：／/\s]+|기자\s|[가-힣]{2,6}=)"
)
WIDE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
ROW = re.compile(r"(?:[\u4e00-\u9fff]{3}|[가-힣]{3})(?:\s(?:[\u4e00-\u9fff]{3}|[가-힣]{3}))+")
"""Names of three signs with blanks between them; within one name a blank parts shorter ones (`山田 花子`)."""
TURNED = re.compile(r"([^\W\d_][\w'’-]+), ([^\W\d_][\w'’-]+(?: [A-Z]\.)?)")
LONGEST_LINE = 160
SHORTEST_SITE = 3
"""Letters; a longer word alone that is a part of the site's name is no person (`Guardian staff reporter`)."""


def split_names(text: str, *, bars: bool = False) -> list[str]:
    """The parts of a line of names; `Gillman, Steve` is one name, and a word alone beside full names or an agency is a place.

    bars: whether what stands behind a bar counts; on a page it is a date or a label as a rule.
    """
    parts = parts_of(text, bars=bars)
    full = [name for name in parts if " " in name or WIDE.search(name)]
    whole = not full and any(not is_person(name) for name in parts)
    return full if full or whole else parts


def parts_of(text: str, *, bars: bool) -> list[str]:
    """The parts of a line of names without their roles, persons or not."""
    turned = [TURNED.fullmatch(part) for part in text.split("; ")]
    if all(turned) and not WIDE.search(text):
        return [f"{name[2]} {name[1]}" for name in turned if name]
    by = BY.match(text)
    line = AFTER_LINE.sub("", (by["names"] or by["wide"]) if by else text)
    line = line if bars else BAR.sub("", line)
    return [name for part in BETWEEN.split(line) for name in pair(bare(part)) if name]


def bare(part: str) -> str:
    """A part of a line without what stands after and before its name: role, place, address."""
    part = BEFORE_NAME.sub("", AFTER_NAMES.sub("", f" {part}").strip())
    part = (TITLE_OF_KOREAN.sub("", part) if WIDE.search(part) else part).strip(" .,:;-–—'\"“”«»*")
    return f"{part}." if part.endswith(ABBREVIATED) else part


def only_names(text: str, authors: tuple[str, ...]) -> bool:
    """Whether a line says who wrote the article and no more."""
    if len(text) > LONGEST_LINE or not any(name in text for name in authors):
        return False
    return {*parts_of(text, bars=False)} <= {*authors}


def pair(part: str) -> list[str]:
    """Names around a Spanish `y`, where what follows it can be a whole name; names of three signs in a row."""
    if ROW.fullmatch(part):
        return part.split()
    names: list[str] = []
    for name in Y.split(part):
        if names and " " not in name:
            names[-1] = f"{names[-1]} y {name}"
        else:
            names.append(name)
    return names


def plausible(name: str, names: frozenset[str]) -> bool:
    """Whether a stated or printed name can be a person's. names: keys of the site's and its vendor's names."""
    words = name.split()
    shortest = 2 if WIDE.search(name) else 3
    if not shortest <= len(name) <= 60 or len(words) > 6 or not is_person(name):
        return False
    return bool(key(name)) and not is_site(name, names)


def is_site(name: str, names: frozenset[str]) -> bool:
    """Whether a name is the site's own, holds one, or is a word of one."""
    k = key(name)
    inner = " " not in name and len(k) > SHORTEST_SITE
    return k in names or any((len(n) > 5 and n in k) or (inner and k in n) for n in names)


def bodies_in(text: str, names: frozenset[str], *, alone: bool) -> tuple[str, ...]:
    """The agencies and papers in a line of names; where it names no person also desks, and the site itself."""
    parts = parts_of(text, bars=True)
    noted = IN_BRACKETS.findall(text)
    return tuple(
        dict.fromkeys(
            part
            for part in (*parts, *noted)
            if (is_body(part, desks=alone) and (alone or not is_site(part, names)))
            or (alone and key(part) in names and usable(part))
        )
    )


def usable(name: str) -> bool:
    """Whether words can be a name at all, and no address or button."""
    return 1 < len(name) <= LONGEST_BODY and NOISE.search(name) is None


def printed_names(text: str, names: frozenset[str], *, single: bool = False, pen: bool = False) -> tuple[str, ...]:
    """Persons in a visible line: a capital letter first, and two words (unless single) or letters of a script without blanks.

    pen: whether a pen name in small letters counts, as where the markup itself calls a single word the author.
    """
    found = (name for name in split_names(text) if plausible(name, names) and (pen or not name[0].islower()))
    return tuple(dict.fromkeys(name for name in found if single or " " in name or WIDE.search(name)))
