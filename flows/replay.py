"""Work off the quarantine: what waits there is read and judged again, and what now passes lands; no network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from data_lake import archive, sealing, tables
from data_lake.lake import Lake, open_lake
from data_lake.publish import waiting
from data_lake.rows import values
from flows.settings import settings
from flows.settle import BatchStopped, Settled, conclude, settle
from portals.registry import portal_named
from portals.registry import portals as all_portals
from schemas.page import Capture, Link
from tasks.check_lake import partitions
from tasks.job import Job, Taken, new_run_id
from tasks.land import Ending

SHOWN = ("capture_id", "url", "channel", "source", "place", "found_at", "title", "lastmod", "channels", "ended_at")
"""Columns of the ledger that say how a link was found."""


@flow(name="replay", persist_result=False)
def replay(portals: list[str] | None = None, lake: str | None = None, run_id: str | None = None) -> State[Any]:
    """Quarantined captures, read with today's parser and judged by today's suites. What passes lands and is resolved.

    Args:
        portals: slugs; all portals by default.
        lake: where the lake lies; by default as PORTALS_LAKE says.
        run_id: name of the run; made here by default.
    """
    config = settings()
    slugs = [portal_named(slug).slug for slug in portals] if portals else list(all_portals())
    address, name = lake or config.lake, run_id or new_run_id()
    opened = open_lake(address, create=False)
    sealing.repair(opened)
    before, settled, failed = partitions(opened, slugs), dict[str, Settled](), dict[str, str]()
    for slug in slugs:
        taken = waiting_again(opened, slug)
        if not taken:
            continue
        job = Job(run_id=name, portal=slug, lake=address, via="file")
        try:
            settled[slug] = settle(job, Ending(taken=taken), purpose="reparse", batch=config.batch)
        except BatchStopped as error:
            settled[slug], failed[slug] = error.settled, str(error)
    return conclude(address, name, slugs, before, settled, failed)


def waiting_again(lake: Lake, slug: str) -> tuple[Taken, ...]:
    """A portal's waiting captures, each under the link by which it was found."""
    ids = values(waiting(lake, slug), "capture_id")
    if not ids:
        return ()
    where: list[tables.Term] = [("portal", "=", slug), ("capture_id", "in", ids)]
    rows = tables.read(lake, "ledger", SHOWN, where).sort_by("ended_at").to_pylist()
    found = {row["capture_id"]: row for row in rows}
    captures = archive.captures_in(tables.read(lake, "captures", where=where))
    return tuple(_again(capture, found.get(capture.capture_id)) for capture in captures)


def _again(capture: Capture, row: Mapping[str, Any] | None) -> Taken:
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
