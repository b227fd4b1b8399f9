"""Read the archive again with today's parser: no network, the same lake whatever the order."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from prefect import flow
from prefect.states import Completed, Failed, State

from data_lake import archive, tables
from data_lake.lake import Lake, open_lake
from data_lake.ledger import fates
from flows.settings import settings
from flows.settle import BatchStopped, settle
from portals.registry import portal_named
from portals.registry import portals as all_portals
from schemas.page import Capture, Link
from tasks.job import Job, Taken, new_run_id
from tasks.land import Ending
from tasks.report import report_run


@flow(name="reparse", persist_result=False)
def reparse(
    portals: list[str] | None = None,
    since: date | None = None,
    until: date | None = None,
    lake: str | None = None,
    run_id: str | None = None,
) -> State[Any]:
    """Captures of articles, read again.

    Args:
        portals: slugs; all portals by default.
        since: first day of the captures (UTC); from the beginning by default.
        until: last day of the captures (UTC); to this day by default.
        lake: where the lake lies; by default as PORTALS_LAKE says.
        run_id: name of the run; made here by default.
    """
    config = settings()
    slugs = [portal_named(slug).slug for slug in portals] if portals else list(all_portals())
    address, name = lake or config.lake, run_id or new_run_id()
    opened = open_lake(address, create=False)
    stopped: dict[str, str] = {}
    for slug in slugs:
        taken = _taken(opened, slug, since, until)
        if not taken:
            continue
        try:
            settle(
                Job(run_id=name, portal=slug, lake=address, via="file"),
                Ending(taken=taken),
                purpose="reparse",
                batch=config.batch,
            )
        except BatchStopped as error:
            stopped[slug] = str(error)
    report_run(address, name, slugs, stopped)
    if stopped:
        return Failed(message="; ".join(stopped.values()))
    read = sum(sum(row.values()) for row in fates(opened, name).values())
    return Completed(message=f"{read} addresses read again in run {name}")


def _taken(lake: Lake, slug: str, since: date | None, until: date | None) -> tuple[Taken, ...]:
    terms: list[tables.Term] = [("portal", "=", slug), ("kind", "=", "article"), ("status", "=", 200)]
    if since:
        terms.append(("captured_at", ">=", datetime.combine(since, time(), UTC)))
    if until:
        terms.append(("captured_at", "<", datetime.combine(until + timedelta(days=1), time(), UTC)))
    now = datetime.now(UTC)
    return tuple(_again(capture, now) for capture in archive.captures_in(tables.read(lake, "captures", where=terms)))


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
