"""What stands alike on page after page and did not: words before or behind every value, a moment, a tag, a step of the section, a line."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence, Set
from datetime import datetime
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from expectations.unpacked import unpacked

EDGE, BEFORE, FIGURES = 6, 2, "0123456789"
"""Letters of an edge that are compared, and letters before a figure at an end."""
LAST_LETTERS = 300
"""Of a body whose lines are compared; the first of them, which may be cut, is not."""
FEWEST_LETTERS = 8
"""Letters from which a field's words at the end of another's mean something."""
MOST_UNLIKE = 0.7
"""How usual it counts as at most that two pages in a row differ there, so that ten alike are needed: one writer may have a long day."""
LOOKED_BACK = 3
"""Pages before one with which it is held to share something."""
PHRASE, LEAD_END = 6, 120
"""Syllables in a row that two leads share by a form of words alone, and the last letters of a lead in which they are looked for."""
ALIKE = b"\0\0\0"
"""Fewer pages in a row that stand alike never add up to a break."""
NONE: frozenset[Any] = frozenset()
ONE_FIGURE = str.maketrans(FIGURES, "0" * len(FIGURES))
NO_FIGURES = str.maketrans("", "", FIGURES)

Row = dict[str, Any]
Signs = dict[str, list[bool | None]]


class Texts(NamedTuple):
    """A row's words. body: its last letters; None where the table, as the history, has none."""

    title: str | None
    lead: str | None
    byline: str | None
    section: str | None
    path: Sequence[str] | None
    tags: Sequence[str] | None
    published_at: datetime | None
    body: str | None


def texts_of(table: pa.Table) -> list[Texts]:
    names = ("title", "lead", "byline", "section", "section_path", "tags", "published_at")
    ends = [None] * table.num_rows
    if "body" in table.column_names:
        ends = unpacked(pc.utf8_slice_codeunits(table.column("body"), -LAST_LETTERS))
    return list(map(Texts._make, zip(*(unpacked(table.column(name)) for name in names), ends, strict=True)))


def alike_of(rows: Sequence[Row], base: int) -> Signs:
    """Of what no two pages in a row need to share, page by page whether they differ there; None where a page has none of it.

    base: how many of the rows tell which tags, steps and lines are the layout's usual ones. What is never alike for long is left out.
    """
    texts = [row["texts"] for row in rows]
    signs: Signs = {
        "title begins": _unlike([t.title[:EDGE] if t.title else None for t in texts]),
        "title ends": _unlike([_end(t.title) for t in texts]),
        "lead begins": _unlike([t.lead[:EDGE] if t.lead else None for t in texts]),
        "lead ends": _unlike([_end(t.lead) for t in texts]),
        "lead phrases": _unshared([_phrases(t.lead) for t in texts], base),
        "byline begins": _unlike([t.byline[:EDGE] if t.byline else None for t in texts]),
        "byline ends": _unlike([_end(t.byline) for t in texts]),
        "body ends": _unlike([_end(t.body) for t in texts]),
        "published_at": _unlike([t.published_at for t in texts]),
        "tags": _unshared([frozenset(t.tags) if t.tags is not None else NONE for t in texts], base),
        "section": _unshared([_steps(t.path) for t in texts], base),
        "body lines": _unshared([frozenset(t.body.split("\n\n")[1:]) if t.body else NONE for t in texts], base),
    }
    return {sign: told for sign, told in signs.items() if ALIKE in bytes([one for one in told if one is not None])}


def _end(text: str | None) -> str | None:
    """The last letters; where a figure ends it, which differs from page to page, what stands right before, as in a date or a count."""
    if not text or text[-1] not in FIGURES:
        return text[-EDGE:] if text else None
    return text.rstrip(FIGURES)[-BEFORE:].translate(ONE_FIGURE)


def _unlike(values: Sequence[Any]) -> list[bool | None]:
    told: list[bool | None] = []
    last = None
    for value in values:
        told.append(value != last if value and last else None)
        last = value or last
    return told


def _phrases(text: str | None) -> Set[tuple[str, ...]]:
    """Every so many syllables in a row near the end, of which the first may be cut."""
    if not text or len(text) <= LEAD_END // 2:
        return NONE
    words = text[-LEAD_END:].split()[1:]
    return set(zip(*(words[place:] for place in range(PHRASE)), strict=False))


def _steps(path: Sequence[str] | None) -> Set[tuple[int, str]]:
    """The steps of a section and their edges, each with its place from the end, without figures."""
    if path is None:
        return NONE
    steps = [(place, step.translate(NO_FIGURES)) for place, step in enumerate(reversed(path))]
    return {
        *steps,
        *((place, f"{step[:EDGE]}…") for place, step in steps),
        *((place, f"…{step[-EDGE:]}") for place, step in steps),
    }


def _unshared(values: Sequence[Set[Any]], base: int) -> list[bool | None]:
    """Whether it shares nothing that none of the base has with one of the pages before."""
    known = set().union(*values[:base])
    told: list[bool | None] = []
    recent: deque[Set[Any]] = deque(maxlen=LOOKED_BACK)
    for items in values:
        new = items - known
        told.append((not new or all(map(new.isdisjoint, recent))) if items and recent else None)
        if items:
            recent.append(new)
    return told


def apart_of(rows: Sequence[Row]) -> Signs:
    """Of each text whether it ends in its own words, and not in another field's; a body that goes on does not end in its lead."""
    told = list(zip(*map(_apart, (row["texts"] for row in rows)), strict=True))
    return {field: list(signs) for field, signs in zip(("title", "lead", "body"), told, strict=True)}


def _apart(texts: Texts) -> tuple[bool | None, bool | None, bool | None]:
    title, lead, body = texts.title, texts.lead, texts.body
    names = tuple(_told((texts.byline, texts.section)))
    both = (*names, title) if title else names
    return (
        not title.endswith(names) if title else None,
        not lead.endswith(both) if lead else None,
        not (body.endswith(both) or (lead is not None and body.endswith(f"\n\n{lead}"))) if body else None,
    )


def _told(names: Sequence[str | None]) -> Iterator[str]:
    return (name for name in names if name and len(name) >= FEWEST_LETTERS)
