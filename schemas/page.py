"""A link that was found, what crossed the wire for it, and the capture that the archive keeps of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

import pyarrow as pa

from schemas.columns import MOMENT, Column, schema_of

Medium = Literal["html", "text", "other"]
"""`html`: markup to read; `text`: words that a crawler already took out of the markup (WET); `other`: feeds, sitemaps, files."""

CaptureKind = Literal["robots", "feed", "sitemap", "listing", "article", "attachment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address at which an article is said to be, and how that came to be known."""

    url: str
    portal: str
    channel: str
    """Which of the portal's channels showed it: `rss`, `sitemap`, `listing`, `native_id`, `warc`, `wet`, `folder`, `archive`, `known`."""
    source: str
    """The address of the feed, sitemap or listing page, or the name of the file."""
    place: int
    """Position within the source, from 0."""
    found_at: datetime
    title: str | None = None
    lastmod: datetime | None = None
    """When the channel says that the article changed last; UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One capture in a web archive, as its index has it. captured_at: UTC, to the second.

    filename, offset and length: the WARC file and the place of its record, where the index says so.
    """

    url: str
    captured_at: datetime
    status: int | None
    mime: str | None
    filename: str | None = None
    offset: int | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and what came back for it: a redirect, a retry and a robots.txt are exchanges of their own."""

    method: str
    url: str
    request_headers: tuple[tuple[str, str], ...]
    request_body: bytes
    started_at: datetime
    ended_at: datetime
    ip: str | None
    status: int | None
    """None: no answer came (`error` says why)."""
    reason_phrase: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    payload: bytes = b""
    """The answer's body as sent: transfer coding removed, content coding (gzip, br) kept."""
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer to read: what was asked, what was answered, when. Comes from the network, or from an archive."""

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    payload: bytes
    """As sent: `portals.content.body_of` undoes the content coding within limits."""
    captured_at: datetime
    """UTC moment at which the answer was complete."""
    medium: Medium = "html"
    exchanges: tuple[Exchange, ...] = ()
    """Everything that crossed the wire for this page, the last one being its answer; empty for a page from a file."""
    kept_as: str | None = None
    """Its capture_id, where a takedown blanked sentences of the payload by which the id was made."""

    def header(self, name: str) -> str | None:
        """The first value of a response header, found without regard to case; None if it was not sent."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    @property
    def digest(self) -> str:
        """sha256 of the payload, 64 hex digits."""
        return hashlib.sha256(self.payload).hexdigest()

    @property
    def capture_id(self) -> str:
        """32 hex digits of sha256 over address, moment and payload: the same capture imported twice is one capture."""
        if self.kept_as is not None:
            return self.kept_as
        key = f"{self.url}\n{self.captured_at.isoformat()}\n{self.digest}"
        return hashlib.sha256(key.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A row of `captures`: one response, and where in the archive its record lies."""

    capture_id: Annotated[
        str, Column(pa.string(), "First 32 hex digits of sha256 over url, captured_at and payload; the key.")
    ]
    portal: Annotated[str, Column(pa.string(), "Slug of the portal for which it was captured.")]
    kind: Annotated[str, Column(pa.string(), "robots, feed, sitemap, listing, article or attachment.")]
    medium: Annotated[str, Column(pa.string(), "html, text (words without markup, as in WET files) or other.")]
    url: Annotated[str, Column(pa.string(), "Address asked for.")]
    final_url: Annotated[str, Column(pa.string(), "Address that answered, after redirects.")]
    captured_at: Annotated[datetime, Column(MOMENT, "Moment at which the answer was complete; UTC.")]
    status: Annotated[int, Column(pa.int32(), "HTTP status; 304 is a revisit; 200 for a page from a file.")]
    etag: Annotated[str | None, Column(pa.string(), "ETag as sent.")]
    last_modified: Annotated[str | None, Column(pa.string(), "Last-Modified as sent.")]
    content_type: Annotated[str | None, Column(pa.string(), "Content-Type as sent.")]
    digest: Annotated[str, Column(pa.string(), "WARC-Payload-Digest of the record: `sha1:` and base32.")]
    length: Annotated[int, Column(pa.int64(), "Bytes of the payload as sent.")]
    warc_file: Annotated[str, Column(pa.string(), "WARC file, relative to archive/ in the lake.")]
    warc_offset: Annotated[int, Column(pa.int64(), "Byte offset of the record's gzip member in that file.")]
    warc_length: Annotated[int, Column(pa.int64(), "Bytes of the record's gzip member.")]
    channel: Annotated[str, Column(pa.string(), "Channel through which the address was found.")]
    source: Annotated[str, Column(pa.string(), "Feed, sitemap, listing or file in which it was found.")]
    place: Annotated[int, Column(pa.int32(), "Position within the source, from 0.")]
    via: Annotated[str, Column(pa.string(), "How it came in: live, simulator or file.")]
    run_id: Annotated[str, Column(pa.string(), "Run that wrote the row.")]


CAPTURES = schema_of(Capture)
