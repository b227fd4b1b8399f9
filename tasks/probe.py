"""Stages of a recheck: visit landed articles once more, conditionally; then judge what the visits say."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from prefect import task
from prefect.cache_policies import NO_CACHE

from data_lake import archive, rechecking, tables
from data_lake.due import Visited
from data_lake.due import due as due_of
from data_lake.known import latest_of
from data_lake.lake import open_lake
from data_lake.rows import keys_of
from portals.fetch import page_at
from portals.probing import Met, met_error, met_page
from portals.registry import portal_named
from portals.triage import Asked
from schemas.columns import table_of
from schemas.errors import FetchError
from schemas.outcome import Failure
from schemas.page import CAPTURES, Capture, Link
from schemas.verdict import Probe
from tasks.job import Job, Taken
from tasks.land import Ending
from tasks.progress import say
from tasks.session import session_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Probed:
    """What a round of visits to one portal left: for the ledger and the readers, and for the verdicts."""

    ending: Ending
    probes: tuple[Probe, ...]


@task(name="due", cache_policy=NO_CACHE, persist_result=False)
def due(job: Job, now: datetime, most: int) -> list[Visited]:
    """The articles of this round."""
    return due_of(rechecking.visited_of(open_lake(job.lake), job.portal, now), now, most)


@task(name="probe", cache_policy=NO_CACHE, persist_result=False)
def probe(job: Job, round_: Sequence[Visited], now: datetime, deadline: float) -> Probed:
    """Visit the articles of a round. deadline: `time.monotonic()` after which the rest is left for the next round."""
    portal, lake = portal_named(job.portal), open_lake(job.lake)
    earlier = latest_of(lake, job.portal, ("article",), [one.url for one in round_])
    titles = _titles(job, round_)
    taken: list[Taken] = []
    passed: list[Asked] = []
    failures: list[Failure] = []
    probes: list[Probe] = []
    captures: list[Capture] = []
    with archive.writer(lake, job.portal, job.run_id, job.via) as out, session_of(job, portal) as session:
        for place, one in enumerate(round_):
            if time.monotonic() > deadline:
                break
            link = Link(url=one.url, portal=job.portal, channel="known", source="articles", place=place, found_at=now)
            had, capture = earlier.get(one.url), None
            try:
                page = page_at(
                    one.url, session, etag=had.etag if had else None, last_modified=had.last_modified if had else None
                )
            except FetchError as error:
                out.record(error.exchanges)
                met = met_error(error)
            else:
                met = met_page(page, portal, titles.get(one.article_id, ""))
                capture = out.append(page, kind="article", channel="known", source="articles", place=place)
                captures.append(capture)
            probes.append(_probe(job, one, now, met, capture))
            if capture is None or met.outcome == "gone":
                failures.append(_failure(link, one, met, capture))
            elif capture.status == 304:
                passed.append(Asked(link=link, article_id=one.article_id, channels=("known",), fate="known"))
            else:
                taken.append(Taken(link=link, capture=capture, channels=("known",)))
            say(job.portal, "probe", place + 1, len(round_))
    tables.append(lake, "captures", table_of(captures, CAPTURES))
    ending = Ending(taken=tuple(taken), passed=tuple(passed), failures=tuple(failures))
    return Probed(ending=ending, probes=tuple(probes))


@task(name="judge", cache_policy=NO_CACHE, persist_result=False)
def judge(job: Job, probes: Sequence[Probe], now: datetime) -> dict[str, int]:
    """Keep the visits, give the verdicts. Verdict -> count."""
    found = rechecking.close_round(open_lake(job.lake), job.portal, probes, job.run_id, now)
    counts: dict[str, int] = {}
    for one in found:
        counts[one.verdict] = counts.get(one.verdict, 0) + 1
    say(job.portal, "judge", len(found), len(probes))
    return counts


def _titles(job: Job, round_: Sequence[Visited]) -> Mapping[str, str]:
    where: list[tables.Term] = [("portal", "=", job.portal), ("article_id", "in", [one.article_id for one in round_])]
    rows = tables.read(open_lake(job.lake), "articles", ["article_id", "title"], where)
    return dict(keys_of(rows, ("article_id", "title")))


def _probe(job: Job, one: Visited, now: datetime, met: Met, capture: Capture | None) -> Probe:
    return Probe(
        article_id=one.article_id,
        portal=job.portal,
        url=one.url,
        host=urlsplit(one.url).hostname or "",
        probed_at=now,
        outcome=met.outcome,
        reason=met.reason,
        moved_to=met.moved_to,
        capture_id=capture.capture_id if capture else None,
        run_id=job.run_id,
    )


def _failure(link: Link, one: Visited, met: Met, capture: Capture | None) -> Failure:
    return Failure(
        link=link,
        fate="gone" if met.outcome == "gone" else "failed",
        stage="collect",
        reason=met.reason,
        capture_id=capture.capture_id if capture else None,
        article_id=one.article_id,
        channels=("known",),
    )
