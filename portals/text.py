"""The reader of pages that are words only (WET): each line is heading, date, byline, lead, caption, paragraph or furniture.

What a portal declares (`Markers`, datelines) and what recurs on its pages help; the rules hold without either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from portals.bylines import Byline, looks_like_byline, people_in
from portals.captions import looks_like_caption
from portals.dates import Moment
from portals.events import dateline_of, event_date, names_day
from portals.furniture import ends_article, recurring_lines
from portals.headings import title_in
from portals.heads import names_beside_date, published_in, section_in, views_in
from portals.passages import end_of, passages_in
from portals.portal import Markers, Portal
from portals.rows import Furniture, Row, is_date_row, rows_of, stamp_of
from portals.tone import fold
from schemas.article import Block, Contributor, Origin

__all__ = ["Parts", "recurring_lines", "text_parts"]

_LONGEST_TEXT = 2_000_000
_SHORTEST_LEAD = 80
_TAGS = re.compile(r"^(?:tags?|từ khóa|từ khoá|keywords?)\s?:\s?(?P<tags>\S.{0,400})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a text capture says. Everything that it does not say is None or empty; nothing is guessed.

    blocks: the lead is the first, a paragraph. captions stand in reading order. moment: of publication.
    flags: `event_year_unknown` where the lead names a day whose year the page does not vouch for, as in items posted again.
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
    lead_at = _lead_at(rows, start, title.title if title else "", known, datelines)
    end = end_of(rows, lead_at, known)
    body = passages_in(rows[lead_at:end], title.title if title else None, known)
    moment, modified = published_in(rows, title, lead_at, captured_at, url)
    moment = moment or next((m for row in body.signed if (m := stamp_of(row, captured_at))), None)
    lead = body.blocks[0].text if body.blocks else ""
    people, byline = _people(rows[start:lead_at], body.signed)
    mark = dateline_of(lead, datelines)
    happened = event_date(lead, moment.at if moment else None)
    rules = {
        "title": title and title.rule,
        "lead": lead and "prose",
        "body": lead and "prose",
        "authors": byline and "byline",
        "byline": byline and "byline",
        "published_at": moment and "date line",
        "dateline": mark and "lead",
        "event_date": happened and "lead",
    }
    return Parts(
        title=title.title if title else None,
        lead=lead or None,
        blocks=_with_captions(body.blocks, rows[start:lead_at]),
        authors=people.authors,
        contributors=people.contributors,
        byline=byline,
        source_name=next((c.name for c in people.contributors if c.role == "source"), None),
        dateline=mark,
        moment=moment,
        modified=modified,
        event_date=happened,
        section=section_in(rows, title, url, known.markers),
        tags=_tags(rows[lead_at:]),
        view_count=views_in(rows, start, lead_at, end),
        flags=("event_year_unknown",) if happened is None and names_day(lead) else (),
        origins=tuple(Origin(name, f"text:{rule}") for name, rule in rules.items() if rule),
    )


def _lead_at(rows: list[Row], start: int, title: str, furniture: Furniture, datelines: tuple[str, ...]) -> int:
    """Index of the lead: the first row under the heading that is prose, a sentence, or opened by an agency's mark."""
    for i in range(start, len(rows)):
        row = rows[i]
        if (
            furniture.has(row)
            or ends_article(row.text)
            or is_date_row(row, None)
            or row.alt_of
            or looks_like_byline(row.text)
        ):
            continue
        if fold(row.text) == fold(title):
            continue
        if row.is_prose or dateline_of(row.text, datelines):
            return i
        if start and (row.is_sentence or len(row.text) >= _SHORTEST_LEAD) and not looks_like_caption(row.text):
            return i
    return len(rows)


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
