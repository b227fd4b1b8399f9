"""The reader of pages that are words only (WET): each line is heading, date, byline, lead, caption, paragraph or furniture.

What a portal declares (`Markers`, datelines) and what recurs on its pages help; the rules hold without either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import dropwhile, takewhile

from portals.bylines import looks_like_byline
from portals.captions import looks_like_caption
from portals.dates import Moment, is_labelled
from portals.events import dateline_of, event_date, names_day
from portals.furniture import ends_article, lists_items
from portals.headings import Heading, title_in
from portals.heads import people_of, published_in, section_in, signed_above, views_in
from portals.markers import matches, recurring_lines
from portals.passages import Passages, end_of, goes_on, passages_in, signed_under_box
from portals.portal import Markers, Portal
from portals.rows import Furniture, Row, is_date_row, rows_of, stamp_of
from portals.tone import fold
from schemas.article import Block, Contributor, Origin

__all__ = ["Parts", "recurring_lines", "text_parts"]

_LONGEST_TEXT = 2_000_000
_SHORTEST_LEAD = 80
_MOST_UNDER_LEAD = 4
_FEWEST_CELLS = 6
_AT_FOOT = 4
_TAGS = re.compile(r"^(?:tags?|từ khóa|từ khoá|keywords?)\s?:\s?(?P<tags>\S.{0,400})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a text capture says. Everything that it does not say is None or empty; nothing is guessed.

    blocks: the lead is the first, a paragraph. captions stand in reading order. moment: of publication.
    flags: `event_year_unknown` where the lead names a day whose year the page does not vouch for, as in items posted again;
    `no_prose` where there is a heading and no paragraph (a timetable, a list): the lines are then the blocks.
    """

    title: str | None
    lead: str | None
    blocks: tuple[Block, ...]
    authors: tuple[str, ...]
    contributors: tuple[Contributor, ...]
    byline: str | None
    source_name: str | None
    dateline: str | None
    moment: Moment | None
    modified: Moment | None
    event_date: date | None
    section: str | None
    tags: tuple[str, ...]
    view_count: int | None
    flags: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cut:
    """A page's rows as its article divides them: those of its head, its passages, and where they stand.

    start: the first row under the heading. stop: the lead, or what comes where there is none. end: the first row after it.
    """

    rows: list[Row]
    title: Heading | None
    start: int
    stop: int
    end: int
    head: list[Row]
    body: Passages


def text_parts(
    text: str, url: str, captured_at: datetime | None, portal: Portal | None, furniture: frozenset[str] = frozenset()
) -> Parts:
    """What the text of a page says, with the address it was captured from.

    furniture: lines of the host as `recurring_lines` learns them; the portal's markers are used besides.
    """
    known = Furniture(portal.markers if portal else Markers(), furniture)
    datelines = portal.datelines if portal else ()
    cut = _cut(rows_of(text[:_LONGEST_TEXT]), url, known, datelines)
    moment, modified = published_in(cut.rows, cut.title, cut.stop, captured_at, url)
    at_foot = [
        *cut.body.signed,
        *(row for row in cut.rows[max(cut.stop, cut.end - _AT_FOOT) : cut.end] if is_labelled(row.text)),
    ]
    moment = moment or next((m for row in at_foot if (m := stamp_of(row, captured_at))), None)
    lead = cut.body.blocks[0].text if cut.body.blocks else None
    signed = cut.body.signed or signed_under_box(cut.rows, cut.end)
    people, byline = people_of([*signed_above(cut.rows, cut.title), *cut.head] if lead else [], signed)
    parts = Parts(
        title=cut.title.title if cut.title else None,
        lead=lead,
        blocks=_with_captions(cut.body.blocks, cut.head) if lead else _cells(cut, known),
        authors=people.authors,
        contributors=people.contributors,
        byline=byline,
        source_name=next((c.name for c in people.contributors if c.role == "source"), None),
        dateline=dateline_of(lead, datelines) if lead else None,
        moment=moment,
        modified=modified,
        event_date=event_date(lead, moment.at if moment else None) if lead else None,
        section=section_in(cut.rows, cut.title, url, known.markers),
        tags=_tags(cut.rows[cut.stop :]),
        view_count=views_in(cut.rows, cut.start, cut.stop, cut.end),
    )
    return replace(parts, flags=_flags(parts), origins=_origins(parts, cut.title))


def _cut(rows: list[Row], url: str, furniture: Furniture, datelines: tuple[str, ...]) -> _Cut:
    heading = title_in(rows, url, furniture)
    title = heading.title if heading else None
    start = heading.at + 1 if heading and heading.at is not None else 0
    stop = _lead_at(rows, start, title or "", furniture, datelines)
    if stop == len(rows) or _ends_cells(rows, start, stop, furniture):
        return _Cut(rows, heading, start, stop, stop, rows[start:stop], Passages((), ()))
    end = end_of(rows, stop, furniture)
    under = _under_lead(rows[stop:end], furniture)
    own = [row for row in rows[stop:end] if row not in under]
    body = passages_in(own, title, [*rows[:stop], *rows[end:]], furniture)
    return _Cut(rows, heading, start, stop, end, [*rows[start:stop], *under], body)


def _flags(parts: Parts) -> tuple[str, ...]:
    flags = {
        "event_year_unknown": parts.event_date is None and parts.lead is not None and names_day(parts.lead),
        "no_prose": bool(parts.blocks) and parts.lead is None,
    }
    return tuple(flag for flag, holds in flags.items() if holds)


def _origins(parts: Parts, heading: Heading | None) -> tuple[Origin, ...]:
    rules = {
        "title": heading and heading.rule,
        "lead": parts.lead and "prose",
        "body": parts.blocks and ("prose" if parts.lead else "cells"),
        "authors": parts.byline and "byline",
        "byline": parts.byline and "byline",
        "published_at": parts.moment and "date line",
        "modified_at": parts.modified and "date line",
        "dateline": parts.dateline and "lead",
        "event_date": parts.event_date and "lead",
        "section": parts.section and "above the heading",
        "tags": parts.tags and "keywords",
        "view_count": parts.view_count is not None and "counter",
    }
    return tuple(Origin(name, f"text:{rule}") for name, rule in rules.items() if rule)


def _lead_at(rows: list[Row], start: int, title: str, furniture: Furniture, datelines: tuple[str, ...]) -> int:
    """Index of the lead: the first row under the heading that is prose, a sentence, or opened by an agency's mark.

    Where a list of other items comes first, its index; where there is nothing of either, the number of rows.
    """
    for i in range(start, len(rows)):
        row = rows[i]
        if start and _ends_cells(rows, start, i, furniture) and not goes_on(rows, i):
            return i
        if _is_of_head(row, furniture) or row.alt_of or fold(row.text) == fold(title):
            continue
        if row.is_prose or dateline_of(row.text, datelines):
            return i
        if start and (row.is_sentence or len(row.text) >= _SHORTEST_LEAD) and not looks_like_caption(row.text):
            return i
    return len(rows)


def _ends_cells(rows: list[Row], start: int, i: int, furniture: Furniture) -> bool:
    """Whether row i follows an article that has no prose: a list of other items; under a table, any line that ends articles."""
    text = rows[i].text
    if lists_items(text) or (i > start and matches(text, furniture.markers.tail)):
        return True
    return i - start >= _FEWEST_CELLS and ends_article(text) and all(row.is_short for row in rows[start:i])


def _is_of_head(row: Row, furniture: Furniture) -> bool:
    return furniture.has(row) or ends_article(row.text) or is_date_row(row, None) or looks_like_byline(row.text)


def _under_lead(rows: list[Row], furniture: Furniture) -> list[Row]:
    """Rows of the head that stand under the lead (byline, date), where paragraphs follow."""
    near = rows[1 : 1 + _MOST_UNDER_LEAD]
    under = list(takewhile(lambda row: _is_of_head(row, furniture) and not ends_article(row.text), near))
    return under if any(row.is_prose for row in rows[1 + len(under) :]) else []


def _cells(cut: _Cut, furniture: Furniture) -> tuple[Block, ...]:
    """The lines of an article without prose (a table's cells), in order; there is none without a heading over them."""
    head = list(dropwhile(lambda row: row.text.isdigit(), cut.head))
    rows = [row for row in head if row.text.isdigit() or not (furniture.has(row) or is_date_row(row, None))]
    return tuple(Block("paragraph", row.text) for row in rows) if cut.start else ()


def _with_captions(blocks: tuple[Block, ...], head: list[Row]) -> tuple[Block, ...]:
    """Captions of a picture above the lead come right after it: the lead is the first block."""
    captions = [
        Block("caption", row.text) for row in head if looks_like_caption(row.text) and not looks_like_byline(row.text)
    ]
    return (*blocks[:1], *captions, *blocks[1:]) if blocks else ()


def _tags(rows: list[Row]) -> tuple[str, ...]:
    line = next((m["tags"] for row in rows if (m := _TAGS.match(row.text))), "")
    return tuple(tag for tag in (part.strip(" #.") for part in re.split(r"[,;|]|\s(?=#)", line)) if tag)
