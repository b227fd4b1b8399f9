"""The fields of one page put together as an article: lead first, body joined, people told apart, every field's origin kept."""

from __future__ import annotations

from dataclasses import fields as fields_of
from datetime import date, datetime

from portals.blocks import Content
from portals.fields import Fields, Reading
from portals.identity import content_hash, identity_of
from portals.letters import key
from portals.pages import LONGEST_WALL, walls_in
from portals.portal import Portal
from portals.vietnamese import dateline_of, event_date, people_in
from schemas.article import Article, Attachment, Block, Contributor, Image, Origin
from schemas.errors import FieldMissing
from schemas.page import Page

IN_BODY = ("paragraph", "list", "quote")
READ = tuple(field.name for field in fields_of(Fields))
COLUMNS = {"moment": "published_at", "modified": "modified_at", "content": "body"}
"""Names of the article's columns that are not those of the fields read."""
SAME_LEAD = 60
"""Letters in which a lead and the first paragraph are held to be the same."""
SAME_OPENING = 8
"""Characters by which most leads and paragraphs are told apart, before all of them are compared."""
TABLE_SHARE = 5
"""A table this many times longer than the paragraphs is the article."""


def article_from(
    page: Page, portal: Portal | None, slug: str, fields: Fields, flags: tuple[str, ...], parser_version: int
) -> Article:
    """Raises FieldMissing where there is neither title nor body."""
    if fields.title is None:
        raise FieldMissing("title", fields.layout)
    blocks, walled = without_walls(fields.content.value.blocks if fields.content else ())
    lead, blocks = led(fields.lead.value if fields.lead else None, blocks)
    body, odd = body_from(blocks)
    if not body:
        raise FieldMissing("body", fields.layout)
    authors, contributors = people_of(fields)
    moment = fields.moment.value if fields.moment else None
    published_at = moment.at if moment else None
    identity = identity_of(page.final_url, portal)
    attachments, images = media_of(fields)
    path = fields.section_path.value if fields.section_path else ()
    return Article(
        portal=slug,
        article_id=identity.article_id,
        url=page.url,
        canonical_url=identity.canonical_url,
        native_id=identity.native_id,
        title=fields.title.value,
        lead=lead,
        body=body,
        blocks=blocks,
        authors=authors,
        byline=fields.byline.value if fields.byline else None,
        contributors=contributors,
        dateline=dateline_in(fields, lead, portal),
        source_name=source_of(fields, contributors),
        published_at=published_at,
        published_precision=moment.precision if moment else None,
        published_zone=moment.zone if moment else None,
        modified_at=fields.modified.value.at if fields.modified else None,
        event_date=event_in(fields, lead, published_at),
        section=path[-1] if path else None,
        section_path=path,
        tags=fields.tags.value if fields.tags else (),
        images=images,
        attachments=attachments,
        view_count=fields.view_count.value if fields.view_count else None,
        word_count=word_count(body),
        capture_id=page.capture_id,
        captured_at=page.captured_at,
        medium=page.medium,
        layout=fields.layout,
        parser_version=parser_version,
        content_hash=content_hash(fields.title.value, lead, blocks, authors, published_at, attachments),
        origins=origins_of(fields),
        flags=tuple(dict.fromkeys((*flags, *fields.flags, *walled, *odd, *(() if moment else ("no_published_at",))))),
    )


def without_walls(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Blocks without the lines that ask the reader to log in, and the flag `partial` where there were any."""
    lines = [block.text for block in blocks if block.kind == "paragraph" and len(block.text) <= LONGEST_WALL]
    walls = walls_in(lines)
    if not walls:
        return blocks, ()
    kept = tuple(block for block in blocks if not (block.kind == "paragraph" and block.text in walls))
    return kept, ("partial",) if len(kept) < len(blocks) else ()


def led(lead: str | None, blocks: tuple[Block, ...]) -> tuple[str | None, tuple[Block, ...]]:
    """The lead, and the blocks with it as their first one.

    Where no lead is marked it is the opening paragraph, if the words open with one; pictures above it go below it.
    """
    first = next((i for i, block in enumerate(blocks) if block.kind not in ("caption", "table")), None)
    opening = blocks[first] if first is not None and blocks[first].kind == "paragraph" else None
    if lead is not None and (opening is None or not same_lead(lead, opening.text)):
        return lead, (Block("paragraph", lead), *blocks)
    if opening is None or first is None:
        return lead, blocks
    return opening.text, (opening, *blocks[:first], *blocks[first + 1 :])


def same_lead(lead: str, paragraph: str) -> bool:
    if lead == paragraph:
        return True
    opening, other = key(lead[:SAME_OPENING]), key(paragraph[:SAME_OPENING])
    if not (opening.startswith(other) or other.startswith(opening)):
        return False
    one, other = key(lead), key(paragraph)
    return one == other or (len(one) > SAME_LEAD and one[:SAME_LEAD] == other[:SAME_LEAD])


def body_from(blocks: tuple[Block, ...]) -> tuple[str, tuple[str, ...]]:
    """The body, and a flag where it is not made of paragraphs: `table_body` (its rows), `caption_body` (a photo story)."""
    lines = [line for block in blocks if block.kind in IN_BODY for line in block.text.split("\n")]
    rows = [line for block in blocks if block.kind == "table" for line in block.text.split("\n")]
    if rows and sum(map(len, rows)) > TABLE_SHARE * sum(map(len, lines[1:])):
        return "\n\n".join([*lines, *rows]), ("table_body",)
    if lines:
        return "\n\n".join(lines), ()
    captions = [block.text for block in blocks if block.kind == "caption"]
    return "\n\n".join(captions), ("caption_body",) if captions else ()


def word_count(body: str) -> int:
    """Blank-separated words; where only single blanks part them, which is nearly always, the blanks are counted."""
    line = body.replace("\n\n", " ")
    if line.isprintable() and "  " not in line and line == line.strip(" "):
        return line.count(" ") + 1
    return len(body.split())


def people_of(fields: Fields) -> tuple[tuple[str, ...], tuple[Contributor, ...]]:
    """Authors and others: from the byline as printed, or else the names that the page states."""
    if fields.byline is not None and fields.authors is None:
        byline = people_in(fields.byline.value)
        return byline.authors, byline.contributors
    return (fields.authors.value if fields.authors else ()), fields.contributors


def dateline_in(fields: Fields, lead: str | None, portal: Portal | None) -> str | None:
    if fields.dateline is not None:
        return fields.dateline.value
    return dateline_of(lead, portal.datelines if portal else ()) if lead else None


def event_in(fields: Fields, lead: str | None, published_at: datetime | None) -> date | None:
    if fields.event_date is not None:
        return fields.event_date.value
    return event_date(lead, published_at) if lead else None


def source_of(fields: Fields, contributors: tuple[Contributor, ...]) -> str | None:
    """The publication named as the source: a field of its own, or the byline's."""
    if fields.source_name is not None:
        return fields.source_name.value
    return next((c.name for c in contributors if c.role == "source"), None)


def media_of(fields: Fields) -> tuple[tuple[Attachment, ...], tuple[Image, ...]]:
    """Attachments and images of the content and of the fields beside it, each address once."""
    content = fields.content.value if fields.content else Content(())
    outside = fields.attachments.value if fields.attachments else ()
    shown = fields.images.value if fields.images else ()
    files = {file.url: file for file in reversed((*content.attachments, *outside))}
    pictures = {picture.url: picture for picture in reversed((*shown, *content.images))}
    return tuple(reversed(files.values())), tuple(reversed(pictures.values()))


def origins_of(fields: Fields) -> tuple[Origin, ...]:
    """Where each field was read, in the order of the fields; names are those of the article's columns."""
    readings = ((name, getattr(fields, name)) for name in READ)
    return tuple(
        Origin(COLUMNS.get(name, name), reading.origin, reading.agrees)
        for name, reading in readings
        if isinstance(reading, Reading) and reading.value is not None
    )
