"""The reader of pages that are words only (WET): each line is heading, date, byline, lead, caption, paragraph or furniture.

What a portal declares (`Markers`, datelines) and what recurs on its pages help; the rules hold without either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from portals.bylines import Byline, looks_like_byline, people_in
from portals.captions import looks_like_caption
from portals.dates import Moment, is_labelled, moment_in, updated_in
from portals.events import dateline_of, event_date
from portals.furniture import ends_article, recurring_lines
from portals.heads import dates_of, is_date_row, names_beside_date, section_in, title_in, views_in
from portals.passages import end_of, passages_in
from portals.portal import Markers, Portal
from portals.rows import Furniture, Row, rows_of
from schemas.article import Block, Contributor, Origin

__all__ = ["Parts", "recurring_lines", "text_parts"]

_LONGEST_TEXT = 2_000_000
_SHORTEST_LEAD = 80
_TAGS = re.compile(r"^(?:tags?|từ khóa|từ khoá|keywords?)\s?:\s?(?P<tags>\S.{0,400})$", re.IGNORECASE)


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
    start = title.at + 1 if title and title.at is not None else 0
    lead_at = _lead_at(rows, start, known, datelines)
    end = end_of(rows, lead_at, known)
    body = passages_in(rows[lead_at:end], title.title if title else None, known)
    dates = dates_of(rows, title, lead_at, captured_at, url) or _dated(body.signed, captured_at)
    moment, modified = _published(dates, captured_at)
    lead = body.blocks[0].text if body.blocks else None
    people, byline = _people([row for row in rows[start:lead_at]], body.signed)
    mark = dateline_of(lead, datelines) if lead else None
    found = {"title": title and title.rule, "published_at": moment and "date line", "lead": lead and "prose", "authors": byline and "byline", "dateline": mark and "lead"}
    return Parts(
        title=title.title if title else None,
        lead=lead,
        blocks=_with_captions(body.blocks, rows[start:lead_at]),
        authors=people.authors,
        contributors=people.contributors,
        byline=byline,
        source_name=next((c.name for c in people.contributors if c.role == "source"), None),
        dateline=mark,
        moment=moment,
        modified=modified,
        event_date=event_date(lead, moment.at if moment else None) if lead else None,
        section=section_in(rows, title, url, known.markers),
        tags=_tags(rows[lead_at:]),
        view_count=_views(rows, start, lead_at, end),
        flags=tuple(f"{name}_missing" for name, value in (("title", title), ("date", moment), ("lead", lead)) if value is None),
        origins=tuple(Origin(name, f"text:{rule}") for name, rule in found.items() if rule),
    )


def _lead_at(rows: list[Row], start: int, furniture: Furniture, datelines: tuple[str, ...]) -> int:
    """Index of the lead: the first row under the heading that is prose, a sentence, or opened by an agency's mark."""
    for i in range(start, len(rows)):
        row = rows[i]
        if furniture.has(row) or ends_article(row.text) or is_date_row(row, None) or row.alt_of or looks_like_byline(row.text):
            continue
        if row.is_prose or dateline_of(row.text, datelines):
            return i
        if start and (row.is_sentence or len(row.text) >= _SHORTEST_LEAD) and not looks_like_caption(row.text):
            return i
    return len(rows)


def _with_captions(blocks: tuple[Block, ...], head: list[Row]) -> tuple[Block, ...]:
    """Captions of a picture above the lead come right after it: the lead is the first block."""
    captions = [Block("caption", row.text) for row in head if looks_like_caption(row.text) and not looks_like_byline(row.text)]
    return (*blocks[:1], *captions, *blocks[1:]) if blocks else ()


def _dated(signed: tuple[Row, ...], captured_at: datetime | None) -> list[tuple[Row, Moment]]:
    """Moments that stand under the text, beside the authors: with their hour, or called a publication."""
    found = [(row, moment_in(row.text, captured_at)) for row in signed]
    return [(row, m) for row, m in found if m is not None and (m.precision != "day" or is_labelled(row.text))]


def _published(dates: list[tuple[Row, Moment]], captured_at: datetime | None) -> tuple[Moment | None, Moment | None]:
    """(publication, update): a line that tells of an update alone is the publication only where no other line is."""
    updates = [updated_in(row.text, captured_at) for row, _ in dates]
    published = [moment for (_, moment), update in zip(dates, updates, strict=True) if moment != update]
    updated = next((update for update in updates if update is not None), None)
    if published:
        return published[0], updated
    return (dates[0][1] if dates else None), None


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


def _views(rows: list[Row], start: int, lead_at: int, end: int) -> int | None:
    """Views as printed beside the heading or right under the article; other items' and the site's own are not looked at."""
    near = (*rows[start:lead_at], *rows[max(0, start - 3) : start], *rows[max(lead_at, end - 3) : end + 3])
    return next((views for row in near if (views := views_in(row)) is not None), None)
