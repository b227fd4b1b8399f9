"""Persons in bylines and statements of other languages than Vietnamese, where only small words and capital letters tell."""

from __future__ import annotations

import re

from portals.headline import key

BY = re.compile(
    r"^\W*(?:by|written by|words by|reported by|posted by|author|authors|von|par|por|di|da|door|av|af|autor|auteur|текст|автор)\b\s*:?\s+(?P<names>.+)$",
    re.I,
)
AFTER_NAMES = re.compile(
    r"\s*(?:[|•·(]|\s[-–—]\s|,?\s(?:published|updated|posted|on|for|special to|senior|staff|contributing|correspondent|reporter|editor|columnist|in)\b"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d|\d{1,2}[:/.]\d).*$",
    re.I,
)
BETWEEN = re.compile(r"\s*(?:,|;|/|\||&|\s(?:and|und|et|y|e|og|och|en|i|и|with|và)\s)\s*", re.I)
NOT_PERSONS = re.compile(
    r"\b(?:staff|team|editors?|editorial|desk|newsroom|admin(?:istrator)?|webmaster|agency|agencies|press|news|media|magazine|reuters"
    r"|associated press|afp|bloomberg|contributors?|correspondents?|reporters?|writers?|authors?|photographers?|columnists?|redaktion|redacción"
    r"|rédaction|redazione|redactie|company|inc|ltd|llc|university|institute|blog|online|condé nast|twitter|facebook|instagram|linkedin|youtube"
    r"|posted|published|updated|view|profile|copy|link|url|share|photos?|more|about|contact|e-?mail|subscribe|follow|comments?|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|at|for|using"
    r"|guest|anonymous|unknown|user|website|báo|tạp chí|cổng|ban biên tập|toà soạn|tòa soạn|phóng viên)\b|[@\d]|https?:|www\.|\.(?:vn|com|net|org)\b",
    re.I,
)
WIDE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def split_names(text: str) -> list[str]:
    """The parts of a line of names; `Gillman, Steve` is one name."""
    turned = re.fullmatch(r"([^\W\d_][\w'’-]+), ([^\W\d_][\w'’-]+)", text)
    if turned:
        return [f"{turned[2]} {turned[1]}"]
    by = BY.match(text)
    line = AFTER_NAMES.sub("", by["names"] if by else text)
    return [part.strip(" .,:;-–—") for part in BETWEEN.split(line) if part.strip(" .,:;-–—")]


def plausible(name: str, names: frozenset[str]) -> bool:
    """Whether a stated or printed name can be a person's."""
    words = name.split()
    if not 3 <= len(name) <= 60 or len(words) > 6 or NOT_PERSONS.search(name):
        return False
    k = key(name)
    return bool(k) and k not in names and not any(len(n) > 5 and n in k for n in names)


def printed_names(text: str, names: frozenset[str], *, single: bool = False, pen: bool = False) -> tuple[str, ...]:
    """Persons in a visible line: a capital letter first, and two words (unless single) or letters of a script without blanks.

    pen: whether a pen name in small letters counts, as where the markup itself calls a single word the author.
    """
    found = (name for name in split_names(text) if plausible(name, names) and (pen or not name[0].islower()))
    return tuple(dict.fromkeys(name for name in found if single or " " in name or WIDE.search(name)))
