"""What waits in quarantine, batch by batch, as a replay takes it up. Adapts the lake's tables; judges nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data_lake import archive, tables
from data_lake.lake import Lake
from data_lake.publish import waiting
from data_lake.rows import values
from expectations.suite import Purpose
from schemas.page import Capture, Link
from tasks.job import Taken

FEWEST = 5
"""Waiting captures of one run from which they are judged as that run's batch; the few of many runs are judged together."""
MOST_BESIDE = 200
"""Captures of the same runs that are judged beside those that wait, evenly spread."""
SHOWN = ("capture_id", "url", "channel", "source", "place", "found_at", "title", "lastmod", "channels", "ended_at")
"""Columns of the ledger that say how a link was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """Captures of a portal that wait, of one run or of several that had few each.

    beside: other captures of the same runs, which have landed: with them the batch is what it was.
    """

    portal: str
    taken: tuple[Taken, ...]
    beside: tuple[Taken, ...]
    purpose: Purpose


def waiting_again(lake: Lake, slug: str) -> list[Again]:
    """A portal's waiting captures by the runs that took them, longest waiting first, each under the link by which it was found."""
    ids = values(waiting(lake, slug), "capture_id")
    if not ids:
        return []
    mine: tables.Term = ("portal", "=", slug)
    held = {one.capture_id: one for one in _captures(lake, [mine, ("capture_id", "in", ids)])}
    of_run = Counter(one.run_id for one in held.values())
    rows = tables.read(lake, "ledger", SHOWN, [mine, ("capture_id", "in", ids)]).sort_by("ended_at").to_pylist()
    found = {row["capture_id"]: row for row in rows}
    batches: dict[str, list[Capture]] = {}
    for one in (held[i] for i in ids if i in held):
        batches.setdefault(one.run_id if of_run[one.run_id] >= FEWEST else "", []).append(one)
    return [_again(lake, slug, some, ids, found) for some in batches.values()]


def _again(
    lake: Lake, slug: str, some: Sequence[Capture], ids: Sequence[str], found: Mapping[str, Mapping[str, Any]]
) -> Again:
    runs = sorted({one.run_id for one in some})
    where: list[tables.Term] = [
        ("portal", "=", slug),
        ("run_id", "in", runs),
        ("kind", "=", "article"),
        ("status", "=", 200),
    ]
    others = [one for one in _captures(lake, where) if one.capture_id not in set(ids)]
    others.sort(key=lambda one: one.capture_id)
    once = len(runs) == 1 and all(one.via != "file" for one in some)
    return Again(
        portal=slug,
        taken=tuple(_taken(one, found.get(one.capture_id)) for one in some),
        beside=tuple(_taken(one, None) for one in others[:: max(1, -(-len(others) // MOST_BESIDE))]),
        purpose="replay" if once else "reparse",
    )


def _captures(lake: Lake, where: list[tables.Term]) -> list[Capture]:
    return archive.captures_in(tables.read(lake, "captures", where=where))


def _taken(capture: Capture, row: Mapping[str, Any] | None) -> Taken:
    """As the ledger has it, so that completeness and the next ingest know of the link what they knew; else as captured."""
    if row is None:
        link = Link(
            url=capture.url,
            portal=capture.portal,
            channel=capture.channel,
            source=capture.source,
            place=capture.place,
            found_at=capture.captured_at,
        )
        return Taken(link=link, capture=capture)
    told = {name: row[name] for name in ("url", "channel", "source", "place", "found_at", "title", "lastmod")}
    return Taken(link=Link(portal=capture.portal, **told), capture=capture, channels=tuple(row["channels"] or ()))
