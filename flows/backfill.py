"""Land articles from files: WARC, WET, or a folder of pages or texts with a manifest. Live pages and these come to the same lake."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from data_lake import sealing
from data_lake.lake import open_lake
from flows.settings import settings
from flows.settle import BatchStopped, Settled, conclude, settle
from portals.registry import portal_named
from schemas.errors import CallError
from tasks.check_lake import partitions
from tasks.job import Job, new_run_id
from tasks.land import Ending
from tasks.progress import LOGGER
from tasks.take_in import NOBODY, take_in


@flow(name="backfill", persist_result=False)
def backfill(
    source: str,
    portal: str | None = None,
    lake: str | None = None,
    run_id: str | None = None,
) -> State[Any]:
    """Articles from web archives and saved pages.

    Args:
        source: a WARC or WET file, or a folder with manifest.jsonl (file, url, captured_at, content_type) and its files.
        portal: slug of the portal whose pages these are; by default each page's host tells.
        lake: where the lake lies; by default as PORTALS_LAKE says.
        run_id: name of the run; made here by default.
    """
    config = settings()
    if not Path(source).exists():
        raise CallError(f"{source}: no such file or folder")
    slug = portal_named(portal).slug if portal else None
    address, name = lake or config.lake, run_id or new_run_id()
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
