"""Rows about articles after they were landed: what a later visit met, what follows from it, and what was taken down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import pyarrow as pa

from schemas.columns import MOMENT, Column, schema_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """One visit to a landed article."""

    article_id: Annotated[str, Column(pa.string(), "Article that was visited.")]
    portal: Annotated[str, Column(pa.string(), "Slug of the portal.")]
    url: Annotated[str, Column(pa.string(), "Address asked for.")]
    host: Annotated[
        str, Column(pa.string(), "Host of that address; its health is judged over all its probes of a round.")
    ]
    probed_at: Annotated[datetime, Column(MOMENT, "Moment of the visit; UTC.")]
    outcome: Annotated[
        str, Column(pa.string(), "live, gone, moved, or failed where nothing can be said (time-out, 5xx, challenge).")
    ]
    reason: Annotated[
        str, Column(pa.string(), "What was met, as a stable code: http_200, http_304, http_404, soft_404, timeout …")
    ]
    moved_to: Annotated[str | None, Column(pa.string(), "Where the article answered instead; null unless moved.")]
    capture_id: Annotated[
        str | None, Column(pa.string(), "Capture of the answer; null where there is none in the table.")
    ]
    run_id: Annotated[str, Column(pa.string(), "Run that visited: one round.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What follows from the probes of an article; the last one of an article is its state."""

    article_id: Annotated[str, Column(pa.string(), "Article that is judged.")]
    portal: Annotated[str, Column(pa.string(), "Slug of the portal.")]
    url: Annotated[str, Column(pa.string(), "Address that was visited.")]
    verdict: Annotated[
        str, Column(pa.string(), "live (a suspicion was cleared), moved, gone, or back after gone or moved.")
    ]
    at: Annotated[datetime, Column(MOMENT, "Moment of the verdict; UTC.")]
    moved_to: Annotated[str | None, Column(pa.string(), "Address that it moved to; null unless moved.")]
    evidence: Annotated[
        tuple[str, ...], Column(pa.list_(pa.string()), "The probes it rests on: moment, outcome and reason of each.")
    ]
    run_id: Annotated[str, Column(pa.string(), "Run that gave it.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What was taken down, and what had to go with it. Holds none of its words but the address."""

    url: Annotated[str, Column(pa.string(), "Address that was asked to be taken down.")]
    portal: Annotated[str, Column(pa.string(), "Slug of the portal.")]
    article_id: Annotated[str, Column(pa.string(), "Article that was taken down; it is not landed again.")]
    at: Annotated[datetime, Column(MOMENT, "Moment of the takedown; UTC.")]
    reason: Annotated[str, Column(pa.string(), "Why, as given by the person who did it.")]
    versions: Annotated[
        tuple[str, ...], Column(pa.list_(pa.string()), "Versions that are kept no more, as table@first-last.")
    ]
    releases: Annotated[tuple[str, ...], Column(pa.list_(pa.string()), "Releases that are kept no more.")]
    removed: Annotated[
        tuple[str, ...], Column(pa.list_(pa.string()), "Files of the lake that were removed or written anew elsewhere.")
    ]
    twin_of: Annotated[
        str | None,
        Column(pa.string(), "Address whose text it repeated, where it went for that; null for the one asked for."),
    ] = None
    quoted_by: Annotated[
        tuple[str, ...] | None,
        Column(
            pa.list_(pa.string()), "Addresses of other articles out of which sentences of it were taken; they stay."
        ),
    ] = None


PROBES = schema_of(Probe)
VERDICT_ROWS = schema_of(Verdict)
TOMBSTONES = schema_of(Tombstone)
