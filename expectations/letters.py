"""Measures on the letters of a reading: encoding damage, left-over markup, language. Each takes a Row.

A finding is what was met, in words, or None; a number is None where there is too little to judge.
"""

from __future__ import annotations

import re
import string
import unicodedata
from functools import lru_cache

from expectations import signs
from expectations.row import Row
from portals.syllables import is_syllable

SIGN = re.compile("[\u00a1-\u00bf\u00d7\u00f7]")
WITHIN = re.compile(
    r"[^\W\d_][\u00a1-\u00bf\u00d7\u00f7]|[\u00a1-\u00aa\u00ac-\u00b6\u00b8\u00b9\u00bc-\u00bf][A-Za-z]"
)
"""A sign that touches a letter."""

MOJIBAKE = re.compile(
    "\u00c3[\u00a1-\u00bf\u0192\u201a-\u201e\u2020-\u2026\u02c6\u2030]|\u00e1[\u00ba\u00bb][^\\s\\w.,;:!?)\u201d\"']|\u00e1\u00bb\\w|\u00c4[\u0090\u2018\u0192\u0091\u0083\u00a8\u00a9]"
    "|\u00c6[\u00a0-\u00b1]|\u00e2\u20ac[\u0080-\u00bf\u0153\u2122\u201c\u00a2-\u00a6]|\u00c2[\u00a0-\u00bf]|\u00ef\u00bb\u00bf|\u00e2\u20ac"
)
ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
MARKUP = re.compile(
    (
        r"</?(?:p|div|span|br|a|b|i|u|em|strong|font|img|table|tr|td|th|tbody|ul|ol|li|h[1-6]|script|style|iframe"
        r"|figure|figcaption|section|article|o:p|center|video|input|form)(?:\s[^<>]*)?/?>|<!--"
    ),
    re.IGNORECASE,
)
CODE = re.compile(
    r"\bfunction\s*\w*\s*\([^)]*\)\s*\{|window\.\w+\s*=|document\.(?:write|getElementById|querySelector|cookie"
    r"|createElement)|\bdataLayer\b|googletag\.|\$\((?:document|function|['\"#.])"
    r"|\b(?:var|let|const) \w+ ?= ?[\w\"'\[{(]|\"@(?:context|type)\" ?:"
    r"|[#.]?[\w-]+ ?\{ ?[a-z-]+ ?: ?[^{}]{1,60};[^{}]*\}|\bjQuery\b|<!\[CDATA\[|\{\{ ?\w+[^}]*\}\}|<\?php"
    r"|%[sd]%|(?<![\w%])%[sd](?!\w)|\$\{\w+\}|\{\d\}"
    r"|\[/?(?:b|i|u|url|img|size|color|quote|caption|embed|gallery|video|audio|youtube|iframe)(?:[ =][^\]\n]{0,200})?\]"
)
BLOB_LENGTH = 100
BLOB = re.compile(rf"[A-Za-z0-9+/_=-]{{{BLOB_LENGTH}}}")
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb\ue000-\uf8ff]"
)
QUESTIONED = re.compile(r"[^\W\d_]\?+[^\W\d_]")
LINK = re.compile(r"\S*(?:://|www\.)\S*")


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(found.start() - 25, 0) : found.end() + 25]


def _short_fields(row: Row) -> str:
    return "\n".join([row.title, row.section or "", *row.authors, *row.tags, row.byline or ""])


def mojibake(row: Row) -> str | None:
    """UTF-8 read as a one-byte encoding: once in a title or name, three times in a body."""
    if row.body and not row.marks & signs.MISREAD:
        return None
    short = _short_fields(row)
    found = MOJIBAKE.search(short)
    if found:
        return _around(short, found)
    text = row.body or "\n".join(row.texts)
    hits = list(MOJIBAKE.finditer(text))
    return _around(text, hits[0]) if len(hits) >= 3 else None


def lost_letters(row: Row) -> str | None:
    """Question or replacement marks where letters were: one in a title, three and 1 % of the words in a body."""
    if not row.marks & signs.QUESTION:
        return None
    title = QUESTIONED.search(row.title) or re.search("\ufffd", row.title)
    if title:
        return _around(row.title, title)
    if "?" not in row.body and "\ufffd" not in row.body:
        return None
    text = LINK.sub(" ", row.body)
    hits = list(QUESTIONED.finditer(text)) + list(re.finditer("\ufffd", text))
    return _around(text, hits[0]) if len(hits) >= max(3, row.total / 100) else None


def replacement_mark(row: Row) -> str | None:
    """U+FFFD in any number: the page had it, or a byte was lost."""
    found = re.search("\ufffd", row.body) if row.marks & signs.QUESTION else None
    return _around(row.body, found) if found else None


def foreign_letters(row: Row) -> float | None:
    """Share of letters with marks that Vietnamese does not have, and of signs within words; None under 40 letters.

    Font encodings (TCVN3, VNI, VISCII) and wrong code pages show so.
    """
    if row.signs.letters < 40:
        return None
    within = len(WITHIN.findall(row.sample)) if row.signs.strange or SIGN.search(row.sample) else 0
    return (row.signs.strange + within) / row.signs.letters


def marked_share(row: Row) -> float | None:
    """Share of letters with a Vietnamese mark; about 0.25 in Vietnamese, 0 where marks were lost. None under 60 letters."""
    return row.signs.marked / row.signs.letters if row.signs.letters >= 60 else None


@lru_cache(maxsize=100_000)
def _spelt(token: str) -> bool | None:
    word = token.strip(string.punctuation + "“”‘’…–—«»").lower()
    return is_syllable(word) if word.isalpha() else None


def syllable_share(row: Row) -> float | None:
    """Share of words that are spelt as Vietnamese syllables: above 0.9 in Vietnamese news; None under 15 words.

    Looks at 140 words from both ends; numbers and words with signs in them are left out.
    """
    some = row.total > 140
    words = row.body.split(None, 80)[:80] + row.body.rsplit(None, 60)[-60:] if some else row.words
    spelt = list(map(_spelt, words))
    good, bad = spelt.count(True), spelt.count(False)
    return good / (good + bad) if good + bad >= 15 else None


def longest_run(row: Row) -> float | None:
    """Letters a blank: about 3.5 in Vietnamese; tens of them where blanks were lost, 1 where every letter stands alone."""
    return row.signs.letters / (1 + row.signs.blank) if row.signs.letters >= 60 else None


def entity(row: Row) -> str | None:
    """An entity that nobody decoded."""
    if not row.marks & signs.ENTITY:
        return None
    for text in (row.title, row.body, row.lead or "", row.section or "", *row.authors):
        found = ENTITY.search(text)
        if found:
            return _around(text, found)
    return None


def entities(row: Row) -> float:
    """Entities that nobody decoded, in title and body."""
    return float(len(ENTITY.findall(f"{row.title}\n{row.body}"))) if row.marks & signs.ENTITY else 0.0


def markup(row: Row) -> str | None:
    """A tag of HTML within the words."""
    if not row.marks & signs.TAG and "<" not in "".join(row.texts):
        return None
    for text in (row.title, row.body, *row.texts, *row.authors, row.section or ""):
        found = MARKUP.search(text)
        if found:
            return _around(text, found)
    return None


def code(row: Row) -> str | None:
    """Script, style, JSON-LD or an unfilled template within the words."""
    for text in (row.title, row.body):
        found = CODE.search(text) if row.marks & signs.CODE or _has_code_words(text) else None
        if found:
            return _around(text, found)
    return None


def _has_code_words(text: str) -> bool:
    """One of these, or a mark CODE, stands in whatever CODE finds."""
    return (
        "%s" in text
        or "%d" in text
        or "document." in text
        or "dataLayer" in text
        or "jQuery" in text
        or "googletag" in text
    )


def blob(row: Row) -> str | None:
    """A run of letters and digits that is no word and no address: a coded picture or key."""
    if row.longest < BLOB_LENGTH:
        return None
    tokens = (token for token in row.body.split() if len(token) >= BLOB_LENGTH)
    found = next((token for token in tokens if BLOB.search(token) and "://" not in token[:300]), None)
    return found and found[:80]


def decomposed_text(row: Row) -> str | None:
    """A text field that is not in NFC."""
    if not row.marks & signs.UNUSUAL:
        return None
    fields = {"title": row.title, "body": row.body, "lead": row.lead or "", "authors": " ".join(row.authors)}
    return next((name for name, text in fields.items() if not unicodedata.is_normalized("NFC", text)), None)


def invisible(row: Row) -> str | None:
    """A control, zero-width or private-use character."""
    if not row.marks & signs.INVISIBLE:
        return None
    for name, text in (("title", row.title), ("body", row.body), ("authors", " ".join(row.authors))):
        found = INVISIBLE.search(text)
        if found:
            return f"{name}: U+{ord(found[0]):04X} in {_around(text, found)!r}"
    return None
