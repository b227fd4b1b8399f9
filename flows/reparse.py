"""Read the archive again with today's parser: no network, the same lake whatever the order."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from data_lake import archive, sealing, tables
from data_lake.known import unread_of
from data_lake.lake import Lake, open_lake
from flows.settings import settings
from flows.settle import BatchStopped, Settled, conclude, settle
from portals.registry import portal_named
from portals.registry import portals as all_portals
from schemas.page import Capture, Link
from tasks.check_lake import partitions
from tasks.job import Job, Taken, new_run_id
from tasks.land import Ending


@flow(name="reparse", persist_result=False)
def reparse(
    portals: list[str] | None = None,
    since: date | None = None,
    until: date | None = None,
    unread: bool = False,
    lake: str | None = None,
    run_id: str | None = None,
) -> State[Any]:
    """Captures of articles, read again.

    Args:
        portals: slugs; all portals by default.
        since: first day of the captures (UTC); from the beginning by default.
        until: last day of the captures (UTC); to this day by default.
        unread: only captures that no run has read, as a run that was killed leaves them.
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
        taken = _taken(opened, slug, since, until, unread=unread)
        if not taken:
            continue
        job = Job(run_id=name, portal=slug, lake=address, via="file")
        try:
            settled[slug] = settle(job, Ending(taken=taken), purpose="reparse", batch=config.batch)
        except BatchStopped as error:
            settled[slug], failed[slug] = error.settled, str(error)
    return conclude(address, name, slugs, before, settled, failed)


def _taken(lake: Lake, slug: str, since: date | None, until: date | None, *, unread: bool) -> tuple[Taken, ...]:
    first = datetime.combine(since or date.min, time(), UTC)
    end = datetime.combine(until + timedelta(days=1) if until else date.max, time(), UTC)
    if unread:
        captures = [capture for capture in unread_of(lake, slug) if first <= capture.captured_at < end]
    else:
        terms: list[tables.Term] = [("portal", "=", slug), ("kind", "=", "article"), ("status", "=", 200)]
        terms += [("captured_at", ">=", first)] if since else []
        terms += [("captured_at", "<", end)] if until else []
        captures = archive.captures_in(tables.read(lake, "captures", where=terms))
    now = datetime.now(UTC)
    return tuple(_again(capture, now) for capture in captures)


def _again(capture: Capture, now: datetime) -> Taken:
    link = Link(
        url=capture.url,
        portal=capture.portal,
        channel="archive",
        source=capture.warc_file,
        place=capture.place,
        found_at=now,
    )
    return Taken(link=link, capture=capture)
