"""Stage: ask for links, and archive what came over the wire before anyone reads it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from prefect import task
from prefect.cache_policies import NO_CACHE

from data_lake import archive, tables
from data_lake.lake import open_lake
from portals.fetch import Session, page_at
from portals.gaps import CHANNEL as GUESSED
from portals.gaps import nobody_there
from portals.registry import portal_named
from portals.triage import Asked
from schemas.columns import table_of
from schemas.errors import FetchError, Permanent, Transient
from schemas.outcome import Failure
from schemas.page import CAPTURES, Link, Page
from tasks import policy
from tasks.job import Job, Taken
from tasks.progress import say
from tasks.session import Manners, session_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What became of one batch of links."""

    taken: tuple[Taken, ...]
    failures: tuple[Failure, ...]


@task(
    name="collect",
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=policy.RETRIES,
    retry_delay_seconds=policy.RETRY_DELAYS_S,
    retry_condition_fn=policy.again,
)
def collect(job: Job, batch: Sequence[Asked], deadline: float, manners: Manners) -> Collected:
    """Fetch one batch. deadline: `time.monotonic()` after which links are deferred.

    A link that fails is a `Failure`; what crossed the wire for it is archived all the same.
    """
    portal, lake = portal_named(job.portal), open_lake(job.lake)
    with (
        archive.writer(lake, job.portal, job.run_id, job.via) as out,
        session_of(job, portal, manners=manners) as session,
    ):
        asked = [(one, partial(_page, one.link, session)) for one in batch]
        found = gathered(job, asked, out, deadline, "collect")
    tables.append(lake, "captures", table_of([one.capture for one in found.taken], CAPTURES))
    return found


def gathered(
    job: Job, batch: Sequence[tuple[Asked, Callable[[], Page]]], out: archive.Writer, deadline: float, stage: str
) -> Collected:
    """What becomes of each link when its page is fetched by the call beside it; what crossed the wire is in the archive.

    deadline: `time.monotonic()` after which links are deferred.
    """
    taken: list[Taken] = []
    failures: list[Failure] = []
    for place, (asked, fetch) in enumerate(batch, 1):
        link = asked.link
        if time.monotonic() > deadline:
            failures.append(_failure(asked, "deferred", "budget"))
            continue
        try:
            page = fetch()
        except (Transient, Permanent) as error:
            out.record(error.exchanges)
            failures.append(_failure(asked, error.fate, str(error)))
        else:
            capture = out.append(page, kind="article", channel=link.channel, source=link.source, place=link.place)
            taken.append(Taken(link=link, capture=capture, channels=asked.channels))
        say(job.portal, stage, place, len(batch))
    return Collected(taken=tuple(taken), failures=tuple(failures))


@task(name="collect-files", cache_policy=NO_CACHE, persist_result=False)
def collect_files(job: Job, urls: Sequence[tuple[str, str]], manners: Manners | None) -> tuple[str, ...]:
    """Archive the bytes of attachments that are not yet. urls: (address, address of its article). What failed, in words."""
    portal, lake = portal_named(job.portal), open_lake(job.lake)
    kept = tables.read(lake, "captures", ["url"], [("portal", "=", job.portal), ("kind", "=", "attachment")])
    there = set(kept["url"].to_pylist())
    urls = [(url, article) for url, article in dict(urls).items() if url not in there]
    captures, troubles = [], []
    with (
        archive.writer(lake, job.portal, job.run_id, job.via) as out,
        session_of(job, portal, manners=manners, wire_bytes=job.attachment_bytes) as session,
    ):
        for place, (url, article) in enumerate(urls):
            try:
                page = page_at(url, session)
            except FetchError as error:
                out.record(error.exchanges)
                troubles.append(f"attachment {url}: {error.reason}")
            else:
                captures.append(out.append(page, kind="attachment", channel="article", source=article, place=place))
            say(job.portal, "files", place + 1, len(urls))
    tables.append(lake, "captures", table_of(captures, CAPTURES))
    return tuple(troubles)


def _page(link: Link, session: Session) -> Page:
    """Raises as `page_at`, and Permanent (fate gone) where a number that was guessed is no article's."""
    page = page_at(link.url, session)
    absent = nobody_there(page, session.portal) if link.channel == GUESSED else None
    if absent:
        raise Permanent(absent, "no article has this number", fate="gone", exchanges=page.exchanges)
    return page


def _failure(asked: Asked, fate: str, reason: str) -> Failure:
    """A link that ended without a capture."""
    return Failure(
        link=asked.link, fate=fate, stage="collect", reason=reason, article_id=asked.article_id, channels=asked.channels
    )
