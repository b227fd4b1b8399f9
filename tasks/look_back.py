"""Stages of a backfill from a web archive: what its index holds of a portal, then each capture, archived as it was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from prefect import task
from prefect.cache_policies import NO_CACHE

from data_lake import archive, tables
from data_lake.known import seen_of, waiting_of
from data_lake.lake import open_lake
from data_lake.takedown import taken_down
from portals.archives import archive_of, guest, index_pages, replayed
from portals.registry import portal_named
from portals.triage import Asked, triage, withheld
from schemas.columns import table_of
from schemas.errors import FetchError
from schemas.page import CAPTURES, Capture, Held
from tasks import policy
from tasks.collect import Collected, gathered
from tasks.discover import set_out
from tasks.job import Job
from tasks.progress import say
from tasks.session import Manners, manners_of, session_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedUp:
    """Captures to ask for, links that end without that, and what of the index was passed over, in words."""

    wanted: tuple[tuple[Asked, Held], ...]
    passed: tuple[Asked, ...]
    troubles: tuple[str, ...]
    manners: Manners


@task(
    name="look-up",
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=policy.RETRIES,
    retry_delay_seconds=policy.RETRY_DELAYS_S,
    retry_condition_fn=policy.again,
)
def look_up(job: Job, host: str) -> LookedUp:
    """Read the archive's index. Raises FetchError where it cannot be had: then nothing is known."""
    portal, lake = portal_named(job.portal), open_lake(job.lake)
    there = archive_of(portal, host)
    held: dict[str, Held] = {}
    links, troubles, captures = [], [], list[Capture]()
    with (
        archive.writer(lake, job.portal, job.run_id, job.via) as out,
        session_of(job, guest(portal, there)) as session,
    ):
        try:
            for page, found, passed in index_pages(portal, there, session):
                captures.append(out.append(page, kind="listing", channel="archive", source=host, place=len(captures)))
                links += [link for link, _ in found]
                held |= {link.url: one for link, one in found}
                troubles += [f"archive {page.url}: {why}" for why in passed]
                say(job.portal, "look-up", len(links))
        except FetchError as error:
            out.record(error.exchanges)
            raise
    tables.append(lake, "captures", table_of(captures, CAPTURES))
    seen = {**waiting_of(lake, job.portal), **seen_of(lake, job.portal)}
    asked = withheld(triage(links, portal, seen), taken_down(lake, job.portal))
    set_out(lake, job, asked)
    return LookedUp(
        wanted=tuple((one, held[one.link.url]) for one in asked if one.fate is None),
        passed=tuple(one for one in asked if one.fate is not None),
        troubles=tuple(troubles),
        manners=manners_of(session),
    )


@task(
    name="fetch-captures",
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=policy.RETRIES,
    retry_delay_seconds=policy.RETRY_DELAYS_S,
    retry_condition_fn=policy.again,
)
def fetch_captures(
    job: Job, host: str, batch: Sequence[tuple[Asked, Held]], deadline: float, manners: Manners
) -> Collected:
    """Ask the archive for one batch. deadline: `time.monotonic()` after which links are deferred."""
    portal, lake = portal_named(job.portal), open_lake(job.lake)
    there = archive_of(portal, host)
    with (
        archive.writer(lake, job.portal, job.run_id, job.via) as out,
        session_of(job, guest(portal, there), manners=manners) as session,
    ):
        asked = [(one, partial(replayed, held, there, session)) for one, held in batch]
        found = gathered(job, asked, out, deadline, "fetch-captures")
    tables.append(lake, "captures", table_of([one.capture for one in found.taken], CAPTURES))
    return found
