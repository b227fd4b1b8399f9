"""Rows that are only ever appended: sightings, revisions, quarantine, ledger, checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import pyarrow as pa

from schemas.article import READINGS
from schemas.columns import MOMENT, Column, schema_of

FATES = ("new", "edited", "unchanged", "known", "alias", "quarantined", "failed", "blocked", "refused", "gone", "deferred")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """The fate of one link in one run."""

    run_id: Annotated[str, Column(pa.string(), "Run, shared by all portals of one call.")]
    portal: Annotated[str, Column(pa.string(), "Slug of the portal; unknown where no portal declares the host.")]
    url: Annotated[str, Column(pa.string(), "Address as discovered; file:<name> for an item that has none.")]
    article_id: Annotated[str | None, Column(pa.string(), "Article that the address stands for, where it is known.")]
    capture_id: Annotated[str | None, Column(pa.string(), "Capture that was made, if one was.")]
    fate: Annotated[str, Column(pa.string(), "new, edited, unchanged, known, alias, quarantined, failed, blocked, refused, gone or deferred.")]
    stage: Annotated[str, Column(pa.string(), "Stage at which it ended: discover, collect, parse, validate or land.")]
    reason: Annotated[str | None, Column(pa.string(), "Stable code of the reason, and detail after a colon; null where all went well.")]
    channel: Annotated[str, Column(pa.string(), "Channel through which it was found.")]
    source: Annotated[str, Column(pa.string(), "Feed, sitemap, listing or file in which it was found.")]
    place: Annotated[int, Column(pa.int32(), "Position within the source, from 0.")]
    found_at: Annotated[datetime, Column(MOMENT, "Moment at which it was found; UTC.")]
    ended_at: Annotated[datetime, Column(MOMENT, "Moment at which its fate was known; UTC.")]
    channels: Annotated[tuple[str, ...], Column(pa.list_(pa.string()), "All channels that showed it in this run, in order.")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The result of one expectation over one batch."""

    run_id: Annotated[str, Column(pa.string(), "Run.")]
    portal: Annotated[str, Column(pa.string(), "Slug of the portal; all for a check of the whole lake.")]
    suite: Annotated[str, Column(pa.string(), "Suite: articles, batch or lake.")]
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


SIGHTINGS = schema_of(Sighting)
LEDGER = schema_of(LedgerRow)
CHECKS = schema_of(Check)
REVISIONS = READINGS
"""A revision is a whole reading: the first one that had this content."""

QUARANTINE = pa.schema(
    [
        pa.field("capture_id", pa.string(), nullable=False, metadata={"doc": "Capture whose reading was rejected."}),
        pa.field("parser_version", pa.int32(), nullable=False, metadata={"doc": "Version of the reader."}),
        pa.field("portal", pa.string(), nullable=False, metadata={"doc": "Slug of the portal."}),
        pa.field("url", pa.string(), nullable=False, metadata={"doc": "Address of the capture."}),
        pa.field("article_id", pa.string(), metadata={"doc": "Article that it would have been."}),
        pa.field("broken", pa.list_(BROKEN), nullable=False, metadata={"doc": "Every expectation that it broke; the reading error where it could not be read."}),
        pa.field("row", pa.string(), metadata={"doc": "The rejected reading whole, as JSON; null where reading itself failed."}),
        pa.field("resolution", pa.string(), metadata={"doc": "null while it waits; landed or released in a later row of the same key."}),
        pa.field("note", pa.string(), metadata={"doc": "Reason given by the person who resolved it."}),
        pa.field("run_id", pa.string(), nullable=False, metadata={"doc": "Run that wrote the row."}),
        pa.field("at", MOMENT, nullable=False, metadata={"doc": "Moment of the row; UTC."}),
    ]
)
