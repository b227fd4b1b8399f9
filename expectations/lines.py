"""Measures on the lines of a body: what is a site's, a menu's or another article's, and what was changed on the way. Each takes a Row."""

from __future__ import annotations

import re

from expectations import furniture
from expectations.row import WORD, Row
from expectations.words import CLOSED
from portals.syllables import is_syllable

SIGNS = "|»›>•·"
MENU = re.compile(rf"\s*[{SIGNS}]\s*")


def furniture_line(row: Row) -> str | None:
    """A whole line of the site in a text field."""
    own = furniture.own_lines(row.home) if row.home else None
    for line in row.short_lines:
        if furniture.is_furniture(line) or (own and own.fullmatch(line)):
            return line
    return None


def odd_line(row: Row) -> str | None:
    """A line that is more often the site's than the article's."""
    return next((line for line in row.short_lines if furniture.ODD_LINES.fullmatch(line)), None)


def menu_line(row: Row) -> str | None:
    """A short line of at least four labels between bars, arrows or dots, two of which are menus': a menu or a trail of crumbs."""
    if "table" in row.kinds or not any(sign in row.body for sign in SIGNS):
        return None
    lines = (line for line in row.paragraphs if len(line) <= 200 and MENU.search(line))
    return next((line for line in lines if _is_menu(line)), None)


def _is_menu(line: str) -> bool:
    labels = [label.strip() for label in MENU.split(line)]
    named = all(label.isprintable() and 0 < len(label) <= 30 for label in labels)
    of_menus = sum(label.casefold() in furniture.MENU_LABELS for label in labels)
    return len(labels) >= 4 and named and of_menus >= 2 and not any(char.isdigit() for char in line)


def headlines_behind(row: Row) -> str | None:
    """Three or more unpunctuated lines of a headline's length behind paragraphs that end as sentences do."""
    lines = 0
    for text in reversed(row.paragraphs):
        if not 40 <= len(text) <= 200 or CLOSED.search(text[-9:]) or not text[0].isupper() or ":" in text:
            break
        lines += 1
    before = row.paragraphs[: len(row.paragraphs) - lines]
    if (
        lines < 3
        or len(before) < 2
        or row.kinds[-1:] in (["list"], ["table"])
        or before[-1].rstrip().endswith((":", ";"))
    ):
        return None
    return row.paragraphs[-1] if all(CLOSED.search(text[-9:]) for text in before) else None


def bare_paragraph(row: Row) -> str | None:
    """A paragraph of Vietnamese syllables without a single mark, in a text that has them."""
    bare = (p for p in row.paragraphs if p.isascii() and len(p) >= 80)
    return next((p[:80] for p in bare if row.signs.marked > 20 and _is_vietnamese(p)), None)


def _is_vietnamese(text: str) -> bool:
    words = [word for word in WORD.findall(text) if word.isalpha() and not word.isupper()]
    return sum(map(is_syllable, words)) >= 0.75 * len(words) > 0


def flat_body(row: Row) -> str | None:
    """A body of some length without a single capital letter."""
    return row.body[:80] if row.total >= 40 and row.body.islower() else None


def list_of_scraps(row: Row) -> str | None:
    """A body of many scraps without a sentence: a menu or a list of links."""
    parts = row.paragraphs
    if len(parts) < 8 or "table_body" in row.flags:
        return None
    scraps = sum(len(p) < 40 and not CLOSED.search(p[-9:]) for p in parts)
    return " | ".join(parts[:5]) if scraps > 0.8 * len(parts) else None
