"""Land articles from the past: WARC, WET, a CDX index, a folder of pages or texts, or a web archive. Live pages and these come to the same lake."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from data_lake import sealing
from data_lake.lake import open_lake
from data_lake.worlds import guard_world
from flows.ingest import job_of
from flows.settings import Settings, settings
from flows.settle import BatchStopped, Settled, batches, conclude, settle
from flows.world import world
from portals.archives import archive_of
from portals.registry import portal_named
from schemas.errors import CallError, FetchError
from tasks.check_lake import partitions
from tasks.job import Job, new_run_id
from tasks.land import Ending
from tasks.look_back import fetch_captures, look_up
from tasks.progress import LOGGER
from tasks.prove import prove
from tasks.take_in import NOBODY, take_in


@flow(name="backfill", persist_result=False)
def backfill(
    source: str | None = None,
    portal: str | None = None,
    archive: str | None = None,
    live: bool | None = None,
    lake: str | None = None,
    run_id: str | None = None,
) -> State[Any]:
    """Articles from web archives and saved pages.

    Args:
        source: a WARC or WET file, a CDX index beside its WARC files, or a folder with manifest.jsonl (file, url, captured_at, content_type).
        portal: slug of the portal whose pages these are; by default each page's host tells.
        archive: in place of `source`: host of a web archive that the portal declares, to be asked for all that it holds of it.
        live: go to the real archive; by default as PORTALS_LIVE says, else to the embedded simulator.
        lake: where the lake lies; by default as PORTALS_LAKE says.
        run_id: name of the run; made here by default.
    """
    config, slug = settings(), portal_named(portal).slug if portal else None
    address, name = lake or config.lake, run_id or new_run_id()
    if archive is not None:
        if slug is None or source is not None:
            raise CallError("an archive is asked for one portal: give its slug, and no source")
        archive_of(portal_named(slug), archive)
        return _from_archive(archive, slug, config.live if live is None else live, address, name, config)
    if source is None or not Path(source).exists():
        raise CallError(f"{source or 'source'}: no such file or folder")
    return _from_files(source, slug, address, name, config)


def _from_files(source: str, slug: str | None, address: str, name: str, config: Settings) -> State[Any]:
    job = Job(run_id=name, portal=slug or NOBODY, lake=address, via="file")
    opened = open_lake(address)
    sealing.repair(opened)
    found = take_in(job, source, slug)
    owners = sorted({*found.taken, *found.failures})
    if found.passed_over:
        LOGGER.info("%d records of %s are no pages of news and were passed over", found.passed_over, Path(source).name)
    settled, failed = dict[str, Settled](), dict[str, str]()
    before = partitions(opened, owners)
    for owner in owners:
        ending = Ending(taken=found.taken.get(owner, ()), failures=found.failures.get(owner, ()))
        try:
            settled[owner] = settle(job.of(owner), ending, purpose="backfill", batch=config.batch)
        except BatchStopped as error:
            settled[owner], failed[owner] = error.settled, str(error)
    return conclude(address, name, owners, before, settled, failed)


def _from_archive(host: str, slug: str, live: bool, address: str, name: str, config: Settings) -> State[Any]:
    opened = open_lake(address)
    sealing.repair(opened)
    before, settled, failed = partitions(opened, [slug]), dict[str, Settled](), dict[str, str]()
    with world(live, config) as where:
        guard_world(opened, where.via)
        # Attachments would be asked for at the portal itself, which may be gone; an archive's capture of one is an entry of its own.
        job = dataclasses.replace(job_of(slug, name, address, where, config), attachment_bytes=0)
        try:
            settled[slug] = _settled(job, host, config.batch)
        except BatchStopped as error:
            settled[slug], failed[slug] = error.settled, str(error)
        except FetchError as error:
            failed[slug] = f"the index of {host} could not be had: {error}"
    return conclude(address, name, [slug], before, settled, failed, impolite=prove(address, name, [slug]))


def _settled(job: Job, host: str, batch: int) -> Settled:
    found = look_up(job, host)
    deadline = time.monotonic() + job.deadline_s
    parts = [fetch_captures(job, host, chunk, deadline, found.manners) for chunk in batches(found.wanted, batch)]
    ending = Ending(
        taken=tuple(one for part in parts for one in part.taken),
        passed=found.passed,
        failures=tuple(failure for part in parts for failure in part.failures),
    )
    return settle(job, ending, purpose="backfill", batch=batch, troubles=found.troubles)
