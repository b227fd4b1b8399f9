"""The reader of pages that are words only (WET): each line is heading, date, byline, lead, caption, paragraph or furniture.

What a portal declares (`Markers`, datelines) and what recurs on its pages help; the rules hold without either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from portals.bylines import Byline, looks_like_byline, people_in
from portals.captions import looks_like_caption
from portals.dates import Moment, updated_in
from portals.events import dateline_of, event_date
from portals.furniture import ends_article, recurring_lines
from portals.heads import Heading, dates_of, is_date_row, section_in, title_in, views_in
from portals.passages import Passages, end_of, passages_in
from portals.portal import Markers, Portal
from portals.rows import Furniture, Row, rows_of
from portals.tone import fold
from schemas.article import Block, Contributor, Origin

__all__ = ["Parts", "recurring_lines", "text_parts"]

_LONGEST_TEXT = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a text capture says. Everything that it does not say is None or empty; nothing is guessed.

    blocks: the lead is the first, a paragraph. captions stand in reading order. moment: of publication.
    flags: `title_missing`, `date_missing`, `lead_missing`.
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
    lead_at = _lead_at(rows, title, known, datelines)
    end = end_of(rows, lead_at, known)
    body = passages_in(rows[lead_at:end], title.title if title else None, known)
    dates = dates_of(rows, title, min(lead_at, len(rows)), captured_at, url) or _dates_under(body, captured_at, url)
    signed, byline = _people(rows, title, lead_at, dates, body)
    return _parts(rows, title, body, dates, signed, byline, url, known, datelines, end)
