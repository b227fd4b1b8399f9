"""Find, fetch, archive, read, judge and land what is new on the portals: one subflow for each portal."""

from __future__ import annotations

import contextvars
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from data_lake import sealing
from data_lake.lake import open_lake
from data_lake.worlds import guard_world
from flows.settings import Settings, settings
from flows.settle import BatchStopped, Settled, batches, conclude, settle
from flows.world import World, world
from portals.registry import portal_named
from portals.registry import portals as all_portals
from schemas.errors import CallError
from tasks.check_lake import partitions
from tasks.collect import collect
from tasks.discover import discover
from tasks.job import Job, Taken, new_run_id
from tasks.land import Ending
from tasks.prove import prove


@flow(name="ingest", persist_result=False)
def ingest(
    portals: list[str] | None = None,
    live: bool | None = None,
    lake: str | None = None,
    run_id: str | None = None,
) -> State[Any]:
    """New and changed articles of the portals.

    Args:
        portals: slugs; all portals by default.
        live: go to the real portals; by default as PORTALS_LIVE says, else to the embedded simulator.
        lake: where the lake lies; by default as PORTALS_LAKE says.
        run_id: name of the run; made here by default.
    """
    config = settings()
    slugs = [portal_named(slug).slug for slug in portals] if portals else list(all_portals())
    address, name = lake or config.lake, run_id or new_run_id()
    opened = open_lake(address)
    sealing.repair(opened)
    before = partitions(opened, slugs)
    with world(config.live if live is None else live, config) as where:
        guard_world(opened, where.via)
        jobs = [job_of(slug, name, address, where, config) for slug in slugs]
        settled, failed = _side_by_side(jobs, config)
    return conclude(address, name, slugs, before, settled, failed, impolite=prove(address, name, slugs))


@flow(name="ingest-portal", flow_run_name="{job.portal}", persist_result=False)
def ingest_portal(job: Job, batch: int) -> Settled:
    """One portal from its channels to the lake."""
    found = discover(job)
    if not found.shown and found.troubles:
        raise CallError(f"{job.portal}: no channel could be read: {'; '.join(found.troubles)}")
    deadline = time.monotonic() + job.deadline_s
    wanted = [asked for asked in found.asked if asked.fate is None]
    collected = [collect(job, chunk, deadline, found.manners) for chunk in batches(wanted, batch)]
    taken: tuple[Taken, ...] = tuple(one for part in collected for one in part.taken)
    ending = Ending(
        taken=taken,
        passed=tuple(asked for asked in found.asked if asked.fate is not None),
        failures=tuple(failure for part in collected for failure in part.failures),
    )
    counted = len({asked.link.url for asked in found.asked})
    return settle(
        job, ending, purpose="ingest", batch=batch, troubles=found.troubles, manners=found.manners, discovered=counted
    )


def job_of(slug: str, run_id: str, lake: str, where: World, config: Settings) -> Job:
    """One portal's job as the settings want it."""
    return Job(
        run_id=run_id,
        portal=slug,
        lake=lake,
        via=where.via,
        gateway=where.gateway,
        contact=config.contact,
        budget_dir=str(config.budget_dir),
        deadline_s=config.deadline_s,
        patience_s=config.patience_s,
        attachment_bytes=config.attachment_mb * 1_000_000 if config.attachments else 0,
    )


def _side_by_side(jobs: list[Job], config: Settings) -> tuple[dict[str, Settled], dict[str, str]]:
    """Run each job's subflow; one that fails does not stop the others. What each settled; why the others failed."""
    with ThreadPoolExecutor(config.portals_at_once) as pool:
        running = {job.portal: pool.submit(contextvars.copy_context().run, _ended, job, config.batch) for job in jobs}
        ended = {slug: future.result() for slug, future in running.items()}
    settled = {slug: one for slug, (one, _) in ended.items() if one is not None}
    return settled, {slug: why for slug, (_, why) in ended.items() if why is not None}


def _ended(job: Job, batch: int) -> tuple[Settled | None, str | None]:
    """What one portal's subflow settled, and why it failed."""
    state = ingest_portal(job, batch, return_state=True)
    result = state.result(raise_on_failure=False)
    if isinstance(result, Settled):
        return result, None
    settled = result.settled if isinstance(result, BatchStopped) else None
    return settled, str(result) or state.message or "failed"
