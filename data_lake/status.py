"""What a lake holds, in numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from data_lake.files import paths_under
from data_lake.lake import ARCHIVE, Lake
from data_lake.ledger import runs
from data_lake.publish import waiting
from data_lake.rows import keys_of
from data_lake.tables import read, versions


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalStatus:
    """One portal's part of the lake."""

    portal: str
    articles: int
    without_date: int
    captures: int
    quarantined: int
    oldest: datetime | None
    newest: datetime | None
    """First and last publication; UTC."""
    last_seen_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The lake as it is now."""

    portals: tuple[PortalStatus, ...]
    versions: dict[str, int]
    archive_files: int
    archive_bytes: int
    runs: tuple[tuple[str, datetime, dict[str, int]], ...]
    """Latest runs: run, end, fate -> links."""
    quarantine: tuple[tuple[str, int, datetime], ...]
    """Reason -> captures that wait for it, and since when the oldest one does."""


def status(lake: Lake) -> Status:
    """Counts by portal, table versions, archive, latest runs, and what waits in quarantine and why."""
    articles = {row["portal"]: row for row in _by_portal(lake).to_pylist()}
    counted = read(lake, "captures", ("portal",)).group_by("portal").aggregate([([], "count_all")])
    captures = dict(keys_of(counted, ("portal", "count_all")))
    held = waiting(lake).to_pylist()
    names = sorted({*articles, *captures})
    kept = [size for path, size in paths_under(lake.files, ARCHIVE) if ".warc" in path]
    return Status(
        portals=tuple(_portal(name, articles.get(name, {}), captures.get(name, 0), held) for name in names),
        versions=versions(lake),
        archive_files=len(kept),
        archive_bytes=sum(kept),
        runs=tuple(runs(lake)),
        quarantine=reasons(held),
    )


def reasons(held: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, int, datetime], ...]:
    """Of waiting rows: MUST that was broken -> captures that wait for it, and since when the oldest one does; most first."""
    why: dict[str, list[datetime]] = {}
    for row in held:
        for reason in {broken["expectation"] for broken in row["broken"] if broken["severity"] == "MUST"}:
            why.setdefault(reason, []).append(row["at"])
    return tuple(sorted(((reason, len(at), min(at)) for reason, at in why.items()), key=lambda one: (-one[1], one[0])))


def _by_portal(lake: Lake) -> pa.Table:
    """One row for each portal that has articles; grouped in Arrow, since a lake may have millions."""
    rows = read(lake, "articles", ("portal", "published_at", "last_seen_at"))
    return rows.group_by("portal").aggregate(
        [
            ([], "count_all"),
            ("published_at", "count"),
            ("published_at", "min"),
            ("published_at", "max"),
            ("last_seen_at", "max"),
        ]
    )


def _portal(name: str, found: Mapping[str, Any], captures: int, held: list[dict[str, object]]) -> PortalStatus:
    articles = found.get("count_all", 0)
    return PortalStatus(
        portal=name,
        articles=articles,
        without_date=articles - found.get("published_at_count", 0),
        captures=captures,
        quarantined=sum(row["portal"] == name for row in held),
        oldest=found.get("published_at_min"),
        newest=found.get("published_at_max"),
        last_seen_at=found.get("last_seen_at_max"),
    )
