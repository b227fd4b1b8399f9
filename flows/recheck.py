"""Visit landed articles again by age and by evidence: what was edited lands, what is gone or has moved gets a verdict."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from data_lake import sealing
from data_lake.lake import open_lake
from data_lake.worlds import guard_world
from flows.ingest import job_of
from flows.settings import settings
from flows.settle import BatchStopped, Settled, conclude, settle
from flows.world import world
from portals.registry import portal_named
from portals.registry import portals as all_portals
from tasks.check_lake import partitions
from tasks.job import Job, new_run_id
from tasks.probe import due, judge, probe


@flow(name="recheck", persist_result=False)
def recheck(
    portals: list[str] | None = None,
    live: bool | None = None,
    lake: str | None = None,
    run_id: str | None = None,
    most: int = 500,
    at: datetime | None = None,
) -> State[Any]:
    """Landed articles that are due, visited once more. Nothing is deleted by a verdict.

    Args:
        portals: slugs; all portals by default.
        live: go to the real portals; by default as PORTALS_LIVE says, else to the embedded simulator.
        lake: where the lake lies; by default as PORTALS_LAKE says.
        run_id: name of the run; made here by default.
        most: articles of one portal that are due in one round, besides the controls.
        at: moment of the round, with its zone; the present by default.
    """
    config = settings()
    slugs = [portal_named(slug).slug for slug in portals] if portals else list(all_portals())
    address, name, now = lake or config.lake, run_id or new_run_id(), at or datetime.now(UTC)
    opened = open_lake(address, create=False)
    sealing.repair(opened)
    before, settled, failed = partitions(opened, slugs), dict[str, Settled](), dict[str, str]()
    with world(config.live if live is None else live, config) as where:
        guard_world(opened, where.via)
        for slug in slugs:
            job = job_of(slug, name, address, where, config)
            try:
                settled[slug] = recheck_portal(job, now, most, config.batch)
            except BatchStopped as error:
                settled[slug], failed[slug] = error.settled, str(error)
    return conclude(address, name, slugs, before, settled, failed)


@flow(name="recheck-portal", flow_run_name="{job.portal}", persist_result=False)
def recheck_portal(job: Job, now: datetime, most: int, batch: int) -> Settled:
    """One portal's round: visit, judge, land what changed."""
    probed = probe(job, due(job, now, most), now, time.monotonic() + job.deadline_s)
    judge(job, probed.probes, now)
    return settle(job, probed.ending, purpose="recheck", batch=batch)
