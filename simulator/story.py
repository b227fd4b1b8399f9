"""An article as its newsroom has it, before any markup, and what a careful reader must find on its page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from typing import Any, Literal

HANOI_TIME = timezone(timedelta(hours=7))

DOWNLOAD = "Tải về: {name}"
"""A line that is a file's link and its label: it says nothing, so it is the file and no part of the body."""
PieceKind = Literal["p", "h", "img", "list", "quote", "table", "file"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing in the flow of an article. `text` is the caption of an `img`; a `file` links `url` at the end of its text."""

    kind: PieceKind
    text: str = ""
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    url: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file beside the article: absolute address, printed name, ending."""

    url: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Byline:
    """Names in normal case, and the line as printed (None: no line)."""

    printed: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """`number` counts a portal's articles from 0 in order of writing; times are aware, +07:00, to the minute."""

    portal: str
    number: int
    era: str
    kind: Literal["news", "photo", "notice", "table", "document"]
    url: str
    native_id: str | None
    title: str
    lead: str | None
    pieces: tuple[Piece, ...]
    byline: Byline
    dateline: str | None
    sections: tuple[str, ...]
    tags: tuple[str, ...]
    files: tuple[File, ...]
    published: datetime
    modified: datetime
    event: date | None
    names: tuple[str, ...]
    """Persons named in the text, whom an edit may rename."""
    state: Literal["live", "removed", "refused"] = "live"
    """`refused`: robots.txt forbids its address."""
    former: tuple[str, ...] = ()
    """Addresses that it had before it moved."""
    version: int = 0
    hidden: bool = False
    """Its page is there and no channel shows it."""


def _as_body(piece: Piece) -> list[str]:
    match piece.kind:
        case "file" if piece.text == DOWNLOAD.format(name=piece.name):
            return []
        case "p" | "quote" | "file":
            return [piece.text]
        case "list":
            return list(piece.items)
        case _:
            return []


def body_of(story: Story) -> list[str]:
    """Lead, paragraphs, list items and quotes in order; the rows of a notice that is nothing but a table."""
    if story.kind == "table":
        return [" | ".join(row) for piece in story.pieces for row in piece.rows]
    return ([story.lead] if story.lead else []) + [text for piece in story.pieces for text in _as_body(piece)]


def truth_of(story: Story, prints: frozenset[str], furniture: tuple[str, ...]) -> dict[str, Any]:
    """What is on the page; None or empty where its era does not print a field (`prints`).

    `furniture`: whole lines that belong to the site and may stand in no field.
    """
    sections = story.sections if "section" in prints else ()
    images = [piece for piece in story.pieces if piece.kind == "img"]
    return {
        "portal": story.portal,
        "number": story.number,
        "url": story.url,
        "native_id": story.native_id,
        "era": story.era,
        "kind": story.kind,
        "title": story.title,
        "lead": story.lead,
        "body": body_of(story),
        "headings": [piece.text for piece in story.pieces if piece.kind == "h"],
        "captions": [piece.text for piece in images if piece.text],
        "tables": [[list(row) for row in piece.rows] for piece in story.pieces if piece.kind == "table"],
        "authors": list(story.byline.authors),
        "contributors": [{"name": name, "role": role} for name, role in story.byline.contributors],
        "byline": story.byline.printed,
        "dateline": story.dateline,
        "section": sections[-1] if sections else None,
        "section_path": list(sections),
        "tags": list(story.tags) if "tags" in prints else [],
        "attachments": [{"url": file.url, "name": file.name, "type": file.type} for file in story.files],
        "images": [{"url": piece.url, "caption": piece.text or None} for piece in images],
        "published_at": story.published.isoformat(timespec="seconds") if "published" in prints else None,
        "modified_at": story.modified.isoformat(timespec="seconds") if "modified" in prints else None,
        "event_date": story.event.isoformat() if story.event and "published" in prints else None,
        "prints_views": "views" in prints,
        "boilerplate": [line.replace("{title}", story.title) for line in furniture],
        "state": story.state,
        "former_urls": list(story.former),
        "version": story.version,
    }


def changed(story: Story, at: datetime, **fields: Any) -> Story:
    """The next version of a story, saved at `at`."""
    return replace(
        story, version=story.version + 1, modified=at.astimezone(HANOI_TIME).replace(second=0, microsecond=0), **fields
    )
