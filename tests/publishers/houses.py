"""Whole pages in the manner of newspapers' content systems (`houses.txt`), all of their words made up: what each is to be read as.

A page begins with a line `=== name | language | published | writers | title`, where the title is the language's own if it is left out. In its
markup `@T` is the language's title, `@A` to `@D` are its names, `@1` to `@7` its paragraphs, `~1` to `~4` openings of them (captions), `[[...]]` lines of
the article and `<<...>>` lines that may be counted to it or not: leads that it does not repeat, summaries, who else had a part in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tests.publishers.languages import LANGUAGES, Language

PAGES = Path(__file__).with_name("houses.txt")
ALL = {language.code: language for language in LANGUAGES}
MARKED = re.compile(r"@([1-7])|\[\[(.*?)\]\]|<<(.*?)>>")


@dataclass(frozen=True, slots=True)
class House:
    """A page and its reading. published: UTC with `Z`, or the wall time; lines: the article's; free: those that may be among them."""

    name: str
    html: str
    title: str
    published: str
    authors: frozenset[str]
    lines: tuple[str, ...]
    free: frozenset[str]


def houses() -> list[House]:
    return [house_of(part) for part in PAGES.read_text("utf-8").split("=== ")[1:]]


def house_of(part: str) -> House:
    first, markup = part.split("\n", 1)
    name, code, published, authors, *title = (field.strip() for field in first.split("|"))
    language = ALL[code]
    start = markup.index("</head>")
    head, body = filled(markup[:start].replace("@T", escape(language.title)), language), markup[start:]
    marked = [(m[1], m[2], m[3]) for m in MARKED.finditer(body)]
    lines = [paragraph(language, p) if p else own for p, own, _ in marked if p or own]
    return House(
        name,
        head + filled(MARKED.sub(lambda m: paragraph(language, m[1]) if m[1] else m[2] or m[3], body), language),
        filled(title[0] if title else "@T", language),
        published,
        frozenset(filled(author.strip(), language) for author in authors.split(";") if author.strip()),
        tuple(filled(line, language) for line in lines),
        frozenset(free for _, _, free in marked if free),
    )


def paragraph(language: Language, place: str) -> str:
    """One of the language's four paragraphs, or two of them as one."""
    joined = {"5": "23", "6": "31", "7": "42"}.get(place, place)
    return " ".join(language.paragraphs[int(one) - 1] for one in joined)


def filled(text: str, language: Language) -> str:
    text = re.sub("@([1-7])", lambda m: paragraph(language, m[1]).replace('"', "&quot;"), text)
    text = re.sub("~([1-4])", lambda m: language.paragraphs[int(m[1]) - 1][:45], text.replace("@T", language.title))
    return re.sub("@([A-D])(?![a-z])", lambda m: language.names["ABCD".index(m[1])], text)
