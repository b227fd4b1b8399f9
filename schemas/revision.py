"""Rows that are only ever appended: sightings, revisions, quarantine, wanted, ledger, checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import pyarrow as pa

from schemas.article import READINGS
from schemas.columns import MOMENT, Column, schema_of
from schemas.outcome import Broken

FATES = (
    "new",
    "edited",
    "unchanged",
    "known",
    "alias",
    "quarantined",
    "failed",
    "blocked",
    "refused",
    "gone",
    "deferred",
)
"""How a link ends in a run, exactly once. landed = new + edited; discovered = the sum of all."""

BROKEN = pa.struct(
    [
        pa.field("expectation", pa.string(), nullable=False),
        pa.field("column", pa.string()),
        pa.field("severity", pa.string(), nullable=False),
        pa.field("reason", pa.string(), nullable=False),
        pa.field("value", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """This capture, read by this parser, had this content."""

    article_id: Annotated[str, Column(pa.string(), "Article that was seen.")]
    capture_id: Annotated[str, Column(pa.string(), "Capture in which it was seen.")]
    parser_version: Annotated[int, Column(pa.int32(), "Version of the reader.")]
    portal: Annotated[str, Column(pa.string(), "Slug of the portal.")]
    captured_at: Annotated[datetime, Column(MOMENT, "Moment of the capture; UTC.")]
    medium: Annotated[str, Column(pa.string(), "html or text.")]
    content_hash: Annotated[str, Column(pa.string(), "Content that was read: a row of revisions.")]
    view_count: Annotated[int | None, Column(pa.int64(), "Views as printed at that moment.")]
    run_id: Annotated[str, Column(pa.string(), "Run that wrote the row.")]
    section: Annotated[
        str | None,
        Column(pa.string(), "Section as printed there; null where none was, and in rows of schema version 1."),
    ] = None
    section_path: Annotated[
        tuple[str, ...] | None, Column(pa.list_(pa.string()), "Path of sections as printed there, from the top.")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """The fate of one link in one run."""

    run_id: Annotated[str, Column(pa.string(), "Run, shared by all portals of one call.")]
    portal: Annotated[str, Column(pa.string(), "Slug of the portal; unknown where no portal declares the host.")]
    url: Annotated[str, Column(pa.string(), "Address as discovered; file:<name> for an item that has none.")]
    article_id: Annotated[str | None, Column(pa.string(), "Article that the address stands for, where it is known.")]
    capture_id: Annotated[str | None, Column(pa.string(), "Capture that was made, if one was.")]
    fate: Annotated[
        str,
        Column(
            pa.string(),
            "new, edited, unchanged, known, alias, quarantined, failed, blocked, refused, gone or deferred.",
        ),
    ]
    stage: Annotated[
        str, Column(pa.string(), "Stage at which it ended: discover, collect, archive, parse, validate or land.")
    ]
    reason: Annotated[
        str | None,
        Column(pa.string(), "Stable code of the reason, and detail after a colon; null where all went well."),
    ]
    channel: Annotated[str, Column(pa.string(), "Channel through which it was found.")]
    source: Annotated[str, Column(pa.string(), "Feed, sitemap, listing or file in which it was found.")]
    place: Annotated[int, Column(pa.int32(), "Position within the source, from 0.")]
    found_at: Annotated[datetime, Column(MOMENT, "Moment at which it was found; UTC.")]
    ended_at: Annotated[datetime, Column(MOMENT, "Moment at which its fate was known; UTC.")]
    title: Annotated[
        str | None, Column(pa.string(), "Headline as the channel showed it; null where it showed none.")
    ] = None
    lastmod: Annotated[datetime | None, Column(MOMENT, "Latest change that any channel showed; UTC.")] = None
    channels: Annotated[
        tuple[str, ...], Column(pa.list_(pa.string()), "All channels that showed it in this run, in order.")
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A link that a run set out to ask for, written before the first request: what has no fate later was lost on the way."""

    run_id: Annotated[str, Column(pa.string(), "Run that found it.")]
    portal: Annotated[str, Column(pa.string(), "Slug of the portal.")]
    url: Annotated[str, Column(pa.string(), "Address as discovered.")]
    article_id: Annotated[str, Column(pa.string(), "Article that the address stands for.")]
    channels: Annotated[tuple[str, ...], Column(pa.list_(pa.string()), "All channels that showed it, in order.")]
    found_at: Annotated[datetime, Column(MOMENT, "Moment at which it was found; UTC.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The result of one expectation over one batch."""

    run_id: Annotated[str, Column(pa.string(), "Run that was checked.")]
    portal: Annotated[str, Column(pa.string(), "Slug of the portal; all for a check of the whole lake.")]
    suite: Annotated[str, Column(pa.string(), "Suite: channels, articles, batch or lake.")]
    expectation: Annotated[str, Column(pa.string(), "Stable name of the expectation.")]
    column: Annotated[str | None, Column(pa.string(), "Column it looks at, if one.")]
    level: Annotated[str, Column(pa.string(), "row, batch or lake.")]
    severity: Annotated[str, Column(pa.string(), "MUST stops the row or the batch; SHOULD reports.")]
    success: Annotated[bool, Column(pa.bool_(), "Whether it held.")]
    evaluated: Annotated[int, Column(pa.int64(), "Rows looked at.")]
    unexpected: Annotated[int, Column(pa.int64(), "Rows that broke it.")]
    observed: Annotated[str | None, Column(pa.string(), "What was observed, for a batch expectation.")]
    reason: Annotated[str, Column(pa.string(), "Why the expectation exists, for a person.")]
    owner: Annotated[str, Column(pa.string(), "Who answers for it.")]
    checked_at: Annotated[datetime, Column(MOMENT, "Moment of the check; UTC.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """One address under which an article was ever seen; never taken back."""

    portal: Annotated[str, Column(pa.string(), "Slug of the portal.")]
    article_id: Annotated[str, Column(pa.string(), "Article that the address stands for.")]
    url: Annotated[str, Column(pa.string(), "Address as asked for, answered, or canonical.")]
    address: Annotated[
        str, Column(pa.string(), "The same folded for comparison: no scheme, www, fragment or slash at the end.")
    ]
    month: Annotated[str, Column(pa.string(), "Partition of `articles` that the article was first landed in.")]
    run_id: Annotated[str, Column(pa.string(), "Run that wrote the row.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where one alias lies, in a few bytes: an index of `aliases`, which can be made from it at any time."""

    portal: Annotated[str, Column(pa.string(), "Slug of the portal.")]
    mark: Annotated[int, Column(pa.int32(), "First 7 hex digits of article_id as a number.")]
    address_mark: Annotated[int, Column(pa.int32(), "First 7 hex digits of sha256 of the folded address as a number.")]
    kept_in: Annotated[str, Column(pa.string(), "Month in whose partition of `aliases` and `articles` it lies.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """A reading that was rejected, or a capture that could not be read; its resolution is one more row of the same key."""

    capture_id: Annotated[str, Column(pa.string(), "Capture whose reading was rejected.")]
    parser_version: Annotated[int, Column(pa.int32(), "Version of the reader.")]
    portal: Annotated[str, Column(pa.string(), "Slug of the portal.")]
    url: Annotated[str, Column(pa.string(), "Address of the capture.")]
    article_id: Annotated[str | None, Column(pa.string(), "Article that it would have been.")]
    broken: Annotated[
        tuple[Broken, ...],
        Column(pa.list_(BROKEN), "Every expectation that it broke; the reader's error where it could not be read."),
    ]
    row: Annotated[
        str | None, Column(pa.string(), "The rejected reading whole, as JSON; null where reading itself failed.")
    ]
    resolution: Annotated[
        str | None, Column(pa.string(), "null while it waits; landed or released in a later row of the same key.")
    ]
    note: Annotated[str | None, Column(pa.string(), "Reason given by the person who resolved it.")]
    run_id: Annotated[str, Column(pa.string(), "Run that wrote the row.")]
    at: Annotated[datetime, Column(MOMENT, "Moment of the row; UTC.")]


SIGHTINGS = schema_of(Sighting)
ALIASES = schema_of(Alias)
MARKS = schema_of(Mark)
WANTED = schema_of(Wanted)
LEDGER = schema_of(LedgerRow)
CHECKS = schema_of(Check)
REVISIONS = READINGS
"""A revision is a whole reading: the first one that had this content."""

QUARANTINE = schema_of(Quarantined)
