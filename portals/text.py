"""The reader of pages that are words only (WET): each line is heading, date, byline, lead, caption, paragraph or furniture.

What a portal declares (`Markers`, datelines) and what recurs on its pages help; the rules hold without either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile

from portals.bylines import Byline, looks_like_byline, people_in
from portals.captions import looks_like_caption
from portals.dates import Moment
from portals.events import dateline_of, event_date, names_day
from portals.furniture import ends_article, lists_items, recurring_lines
from portals.headings import title_in
from portals.heads import names_beside_date, published_in, section_in, views_in
from portals.passages import end_of, goes_on, passages_in
from portals.portal import Markers, Portal
from portals.rows import Furniture, Row, is_date_row, rows_of, stamp_of
from portals.tone import fold
from schemas.article import Block, Contributor, Origin

__all__ = ["Parts", "recurring_lines", "text_parts"]

_LONGEST_TEXT = 2_000_000
_SHORTEST_LEAD = 80
_MOST_UNDER_LEAD = 4
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
    flags: tuple[str, ...]
    origins: tuple[Origin, ...]


def text_parts(
    text: str, url: str, captured_at: datetime | None, portal: Portal | None, furniture: frozenset[str] = frozenset()
) -> Parts:
    """What the text of a page says, with the address it was captured from.

    furniture: lines of the host as `recurring_lines` learns them; the portal's markers are used besides.
    """
    known = Furniture(portal.markers if portal else Markers(), furniture)
    datelines = portal.datelines if portal else ()
    rows = rows_of(text[:_LONGEST_TEXT])
    title = title_in(rows, url, known)
    start = title.at + 1 if title and title.at is not None else 0
    stop = _lead_at(rows, start, title.title if title else "", known, datelines)
    has_lead = stop < len(rows) and not lists_items(rows[stop].text)
    end = end_of(rows, stop, known) if has_lead else stop
    under = _under_lead(rows[stop:end], known) if has_lead else []
    own = [row for row in rows[stop:end] if row not in under]
    body = passages_in(own, title.title if title else None, [*rows[:stop], *rows[end:]], known)
    head = [*rows[start:stop], *under]
    moment, modified = published_in(rows, title, stop, captured_at, url)
    moment = moment or next((m for row in body.signed if (m := stamp_of(row, captured_at))), None)
    lead = body.blocks[0].text if body.blocks else ""
    blocks = _with_captions(body.blocks, head) if lead else _cells(head if start else [], known)
    people, byline = _people(head if lead else [], body.signed)
    mark = dateline_of(lead, datelines)
    happened = event_date(lead, moment.at if moment else None)
    flags = {"event_year_unknown": happened is None and names_day(lead), "no_prose": bool(blocks) and not lead}
    rules = {
        "title": title and title.rule,
        "lead": lead and "prose",
        "body": (lead and "prose") or (blocks and "cells"),
        "authors": byline and "byline",
        "byline": byline and "byline",
        "published_at": moment and "date line",
        "dateline": mark and "lead",
        "event_date": happened and "lead",
    }
    return Parts(
        title=title.title if title else None,
        lead=lead or None,
        blocks=blocks,
        authors=people.authors,
        contributors=people.contributors,
        byline=byline,
        source_name=next((c.name for c in people.contributors if c.role == "source"), None),
        dateline=mark,
        moment=moment,
        modified=modified,
        event_date=happened,
        section=section_in(rows, title, url, known.markers),
        tags=_tags(rows[stop:]),
        view_count=views_in(rows, start, stop, end),
        flags=tuple(flag for flag, holds in flags.items() if holds),
        origins=tuple(Origin(name, f"text:{rule}") for name, rule in rules.items() if rule),
    )


def _lead_at(rows: list[Row], start: int, title: str, furniture: Furniture, datelines: tuple[str, ...]) -> int:
    """Index of the lead: the first row under the heading that is prose, a sentence, or opened by an agency's mark.

    Where a list of other items comes first, its index; where there is nothing of either, the number of rows.
    """
    for i in range(start, len(rows)):
        row = rows[i]
        if start and lists_items(row.text) and not goes_on(rows, i):
            return i
        if _is_of_head(row, furniture) or row.alt_of or fold(row.text) == fold(title):
            continue
        if row.is_prose or dateline_of(row.text, datelines):
            return i
        if start and (row.is_sentence or len(row.text) >= _SHORTEST_LEAD) and not looks_like_caption(row.text):
            return i
    return len(rows)


def _is_of_head(row: Row, furniture: Furniture) -> bool:
    return (
        furniture.has(row) or ends_article(row.text) or is_date_row(row, None) or looks_like_byline(row.text)
    )


def _under_lead(rows: list[Row], furniture: Furniture) -> list[Row]:
    """Rows of the head that stand under the lead (byline, date), where paragraphs follow."""
    near = rows[1 : 1 + _MOST_UNDER_LEAD]
    under = list(takewhile(lambda row: _is_of_head(row, furniture) and not ends_article(row.text), near))
    return under if any(row.is_prose for row in rows[1 + len(under) :]) else []


def _cells(rows: list[Row], furniture: Furniture) -> tuple[Block, ...]:
    """The lines of an article without prose (a table's cells), in order."""
    return tuple(Block("paragraph", row.text) for row in rows if not (furniture.has(row) or is_date_row(row, None)))


def _with_captions(blocks: tuple[Block, ...], head: list[Row]) -> tuple[Block, ...]:
    """Captions of a picture above the lead come right after it: the lead is the first block."""
    captions = [
        Block("caption", row.text) for row in head if looks_like_caption(row.text) and not looks_like_byline(row.text)
    ]
    return (*blocks[:1], *captions, *blocks[1:]) if blocks else ()


def _people(head: list[Row], signed: tuple[Row, ...]) -> tuple[Byline, str | None]:
    """The byline under the heading, or the lines that sign the article; the fuller one where each names an author."""
    above = [row.text for row in head if looks_like_byline(row.text) or names_beside_date(row)]
    sides = [(_joined(lines), "\n".join(lines)) for lines in (above, [row.text for row in signed]) if lines]
    sides.sort(key=lambda side: len(side[0].authors), reverse=True)
    return sides[0] if sides else (Byline(), None)


def _joined(lines: list[str]) -> Byline:
    people = [people_in(line) for line in lines]
    return Byline(
        tuple(dict.fromkeys(name for p in people for name in p.authors)),
        tuple(dict.fromkeys(c for p in people for c in p.contributors)),
    )


def _tags(rows: list[Row]) -> tuple[str, ...]:
    line = next((m["tags"] for row in rows if (m := _TAGS.match(row.text))), "")
    return tuple(tag for tag in (part.strip(" #.") for part in re.split(r"[,;|]|\s(?=#)", line)) if tag)
