"""An article as read from one capture, and the row that `articles` keeps of the newest accepted reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

import pyarrow as pa

from schemas.columns import MOMENT, Column, schema_of

SCHEMA_VERSION = 2
"""Version of all tables' schemas; a lake that carries a greater one is refused, an older one is added to."""

BlockKind = Literal["paragraph", "heading", "caption", "quote", "list", "table"]

TEXT_BLOCK = pa.struct(
    [
        pa.field("kind", pa.string(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        pa.field("rows", pa.list_(pa.list_(pa.string()))),
    ]
)
IMAGE = pa.struct(
    [pa.field("url", pa.string(), nullable=False), pa.field("caption", pa.string()), pa.field("credit", pa.string())]
)
ATTACHMENT = pa.struct(
    [pa.field("url", pa.string(), nullable=False), pa.field("name", pa.string()), pa.field("type", pa.string())]
)
CONTRIBUTOR = pa.struct([pa.field("name", pa.string(), nullable=False), pa.field("role", pa.string(), nullable=False)])
ORIGIN = pa.struct(
    [
        pa.field("field", pa.string(), nullable=False),
        pa.field("origin", pa.string(), nullable=False),
        pa.field("agrees", pa.bool_()),
    ]
)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the article in reading order. A list has one line an item; a table has its cells in `rows`."""

    kind: BlockKind
    text: str
    rows: tuple[tuple[str, ...], ...] | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the article: its address (bytes are not fetched), caption and credit as printed."""

    url: str
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that the article offers: absolute address, printed name, type by its ending (`pdf`, `docx`)."""

    url: str
    name: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody named in the byline with a part other than author: `photo`, `compiler`, `source`, `editor`, `organisation`."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a field was read: `layout:<css>`, `json-ld`, `meta:<name>`, `visible`, `text:<rule>`, `feed`, `trafilatura`.

    agrees: whether a second reader found the same; None where there was no second.
    """

    field: str
    origin: str
    agrees: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What one capture says, read by one version of the parser. Pure: same page, same article."""

    # identity
    portal: Annotated[str, Column(pa.string(), "Slug of the portal; the host where no portal is known.")]
    article_id: Annotated[
        str,
        Column(
            pa.string(), "First 32 hex digits of sha256 of portal and native id, or else of the canonical URL; the key."
        ),
    ]
    url: Annotated[str, Column(pa.string(), "Address of the capture that was read.")]
    canonical_url: Annotated[str, Column(pa.string(), "The one address that stands for all twins of the article.")]
    native_id: Annotated[str | None, Column(pa.string(), "Identifier that the portal itself gives, from the address.")]
    # words
    title: Annotated[str, Column(pa.string(), "Headline as published, NFC.")]
    lead: Annotated[str | None, Column(pa.string(), "Sapo: the opening paragraph as published, dateline included.")]
    body: Annotated[str, Column(pa.string(), "Lead, paragraphs, list items and quotes, joined by a blank line.")]
    blocks: Annotated[
        tuple[Block, ...],
        Column(
            pa.list_(TEXT_BLOCK),
            "Ordered paragraph, heading, caption, quote, list and table; the lead is the first paragraph.",
        ),
    ]
    # people
    authors: Annotated[
        tuple[str, ...], Column(pa.list_(pa.string()), "Persons who wrote it, in normal case; never an organisation.")
    ]
    byline: Annotated[str | None, Column(pa.string(), "The line of authors as printed.")]
    contributors: Annotated[
        tuple[Contributor, ...],
        Column(
            pa.list_(CONTRIBUTOR),
            "Others in the byline with their part: photo, compiler, source, editor, organisation.",
        ),
    ]
    dateline: Annotated[
        str | None, Column(pa.string(), "Agency mark at the head of the lead, without its punctuation: HNP, HPĐT.")
    ]
    source_name: Annotated[str | None, Column(pa.string(), "Publication that the page names as its source.")]
    # time
    published_at: Annotated[
        datetime | None, Column(MOMENT, "Publication as printed; a wall time without zone is read as +07:00; UTC.")
    ]
    published_precision: Annotated[
        str | None, Column(pa.string(), "second, minute or day: how much of published_at is printed.")
    ]
    published_zone: Annotated[
        str | None, Column(pa.string(), "printed, or assumed (+07:00) where the page prints no zone.")
    ]
    modified_at: Annotated[datetime | None, Column(MOMENT, "Last change as the page says; UTC.")]
    event_date: Annotated[
        date | None, Column(pa.date32(), "Day that the lead names, its year resolved against published_at.")
    ]
    # place in the site
    section: Annotated[str | None, Column(pa.string(), "Section printed on the page, the most precise one.")]
    section_path: Annotated[
        tuple[str, ...], Column(pa.list_(pa.string()), "Path of sections from the top, without the home page.")
    ]
    tags: Annotated[tuple[str, ...], Column(pa.list_(pa.string()), "Keywords printed under the article, in order.")]
    # media
    images: Annotated[tuple[Image, ...], Column(pa.list_(IMAGE), "Pictures with address, caption and credit.")]
    attachments: Annotated[
        tuple[Attachment, ...], Column(pa.list_(ATTACHMENT), "Files offered, with absolute address, name and type.")
    ]
    # numbers
    view_count: Annotated[int | None, Column(pa.int64(), "Views as printed at the moment of the capture.")]
    word_count: Annotated[int, Column(pa.int32(), "Blank-separated words of body.")]
    # proof
    capture_id: Annotated[str, Column(pa.string(), "Capture that was read.")]
    captured_at: Annotated[datetime, Column(MOMENT, "Moment of that capture; UTC.")]
    medium: Annotated[str, Column(pa.string(), "html, or text where only words without markup were archived.")]
    layout: Annotated[str, Column(pa.string(), "Layout that read it; generic or text where none is known.")]
    parser_version: Annotated[
        int, Column(pa.int32(), "Version of the reader; grows by one with each change of what it reads.")
    ]
    content_hash: Annotated[
        str,
        Column(
            pa.string(), "sha256 over title, lead, blocks, authors, published_at and attachments after noise folding."
        ),
    ]
    origins: Annotated[
        tuple[Origin, ...], Column(pa.list_(ORIGIN), "Where each field was read, and whether a second reader agrees.")
    ]
    flags: Annotated[
        tuple[str, ...],
        Column(pa.list_(pa.string()), "What is odd about the reading or breaks a SHOULD, as stable codes."),
    ]


READINGS = schema_of(Article)
"""Arrow schema of articles as read, before the lake adds its own columns."""

MONTH = "month"

ARTICLES = pa.schema(
    [
        *READINGS,
        pa.field(
            "first_seen_at", MOMENT, nullable=False, metadata={"doc": "Earliest capture in which it was seen; UTC."}
        ),
        pa.field("last_seen_at", MOMENT, nullable=False, metadata={"doc": "Latest capture in which it was seen; UTC."}),
        pa.field("state", pa.string(), nullable=False, metadata={"doc": "live, gone or moved, by the last verdict."}),
        pa.field(
            MONTH,
            pa.string(),
            nullable=False,
            metadata={
                "doc": "Asia/Ho_Chi_Minh month (YYYY-MM) of the first accepted published_at, or unknown; a partition, never moved."
            },
        ),
    ]
)
