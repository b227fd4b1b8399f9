"""What a reader of markup took from one page, field by field, before it is made an article.

Both readers of markup, the layouts and the generic one, answer with `Fields`; `portals.read` alone turns them into an
`Article`. Values are as printed but clean (NFC, single blanks); nothing here is guessed: a field that was not found is None.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from portals.blocks import Content
from portals.vietnamese import Moment
from schemas.article import Attachment, Contributor, Image

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """One value and where it was read.

    origin: `layout:<css>` (with `(of several)` or `(text beside)` where it may be another), `json-ld`, `meta:<name>`, `microdata`, `visible`, `trafilatura`.
    agrees: whether a second source on the page says the same; None where there was no second.
    """

    value: T
    origin: str
    agrees: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The readings of one page; None (or absent) is "the page does not say".

    content: the article's blocks with its images and attachments. It may open with the lead or not: where `lead` is given
        and the first paragraph is not the same words, `portals.read` puts the lead first.
    byline: the line of authors as printed, roles included; `portals.vietnamese.people_in` splits it later.
    authors: names that came as a list (JSON-LD), used where there is no byline; beside a byline, what it was already split into,
        with `contributors`.
    event_date: a reading of None is "looked for, and cannot be known"; no reading leaves it to `portals.read`.
    attachments, images: those found outside `content`; they are added to the content's own.
    flags: stable codes of what is odd, such as `zone_conflict` or `partial`.
    """

    layout: str
    title: Reading[str] | None = None
    lead: Reading[str] | None = None
    content: Reading[Content] | None = None
    byline: Reading[str] | None = None
    authors: Reading[tuple[str, ...]] | None = None
    contributors: tuple[Contributor, ...] = ()
    dateline: Reading[str] | None = None
    event_date: Reading[date | None] | None = None
    moment: Reading[Moment] | None = None
    modified: Reading[Moment] | None = None
    section_path: Reading[tuple[str, ...]] | None = None
    tags: Reading[tuple[str, ...]] | None = None
    view_count: Reading[int] | None = None
    source_name: Reading[str] | None = None
    attachments: Reading[tuple[Attachment, ...]] | None = None
    images: Reading[tuple[Image, ...]] | None = None
    flags: tuple[str, ...] = ()
