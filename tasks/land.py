"""Stage: publish an accepted batch, keep the rejected rows, and write every link's fate last."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import pyarrow as pa
from prefect import task
from prefect.cache_policies import NO_CACHE

from data_lake import staging, tables
from data_lake.lake import open_lake
from data_lake.publish import publish
from portals.triage import Asked
from schemas.columns import table_of
from schemas.outcome import Broken, Checked, Failure, Report, Snapshot
from schemas.page import Link
from schemas.revision import CHECKS, LEDGER, QUARANTINE, Check, LedgerRow, Quarantined
from tasks.job import Job, Taken
from tasks.parse import Parsed
from tasks.progress import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What is to be written of one portal's part in a run."""

    taken: tuple[Taken, ...] = ()
    passed: tuple[Asked, ...] = ()
    """Links that end without a request: known and alias."""
    failures: tuple[Failure, ...] = ()

    @property
    def urls(self) -> frozenset[str]:
        """Every address that has to end in the ledger."""
        links = (one.link for part in (self.taken, self.passed, self.failures) for one in part)
        return frozenset(link.url for link in links)


@task(name="land", cache_policy=NO_CACHE, persist_result=False)
def land(job: Job, parsed: Sequence[Parsed], report: Report, ending: Ending) -> dict[str, int]:
    """Publish what the report accepts, then the quarantine, then the ledger. Fate -> count.

    Every commit is idempotent by key, so a task that was killed is run again.
    """
    lake, now = open_lake(job.lake), datetime.now(UTC)
    readings = staging.take(lake, (one.staged for one in parsed if one.staged))
    snapshot = publish(lake, readings, report, job.run_id, now)
    tables.append(lake, "quarantine", table_of(_unread(job, parsed, now), QUARANTINE))
    rows = _fates(job, readings, report, snapshot, ending, [f for one in parsed for f in one.failures])
    tables.append(lake, "checks", table_of((_check(job, one, now) for one in report.checked), CHECKS))
    tables.append(lake, "ledger", table_of(rows, LEDGER))
    staging.clear(lake, job.run_id, job.portal)
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.fate] = counts.get(row.fate, 0) + 1
    say(job.portal, "land", counts.get("new", 0) + counts.get("edited", 0), len(rows))
    return counts


def _unread(job: Job, parsed: Sequence[Parsed], now: datetime) -> list[Quarantined]:
    return [
        Quarantined(
            capture_id=failure.capture_id or "",
            parser_version=one.parser_version,
            portal=job.portal,
            url=failure.link.url,
            article_id=None,
            broken=(Broken(expectation="reading", column=None, severity="MUST", reason=failure.reason),),
            row=None,
            resolution=None,
            note=None,
            run_id=job.run_id,
            at=now,
        )
        for one in parsed
        for failure in one.failures
    ]


def _check(job: Job, one: Checked, now: datetime) -> Check:
    return Check(run_id=job.run_id, portal=job.portal, checked_at=now, **dataclasses.asdict(one))


def _fates(
    job: Job, readings: pa.Table, report: Report, snapshot: Snapshot, ending: Ending, unread: Sequence[Failure]
) -> list[LedgerRow]:
    """One row for each link of the portal in this run."""
    row = partial(_row, job, datetime.now(UTC))
    rejected = {readings["capture_id"][i].as_py(): report.broken[i] for i in report.rejected}
    articles = dict(zip(readings["capture_id"].to_pylist(), readings["article_id"].to_pylist(), strict=True))
    rows = [
        row(a.link, a.channels, a.fate or "known", "discover", WAITING.get(a.fate), a.article_id) for a in ending.passed
    ]
    rows += [
        row(f.link, f.channels, f.fate, f.stage, f.reason, f.article_id, f.capture_id)
        for f in (*ending.failures, *unread)
    ]
    for one in ending.taken:
        capture_id = one.capture.capture_id
        if capture_id not in articles:
            continue
        broken = ", ".join(b.expectation for b in rejected.get(capture_id, ()) if b.severity == "MUST")
        fate, stage = ("quarantined", "validate") if broken else (snapshot.fates[capture_id], "land")
        rows.append(row(one.link, one.channels, fate, stage, broken or None, articles[capture_id], capture_id))
    return one_an_address(rows)


WAITING: dict[str | None, str] = {
    "quarantined": "waiting: its reading is in quarantine since an earlier run",
    "refused": "taken_down: a tombstone says why",
}
"""Reasons of links that ended without a request, where the fate does not say it all."""

TELLING = ("failed", "blocked", "quarantined", "new", "edited", "unchanged")
"""Fates in the order in which one stands for several captures of the same address, as an archive may hold."""


def one_an_address(rows: Sequence[LedgerRow]) -> list[LedgerRow]:
    """The most telling row of each address, so that every address ends exactly once in a run."""
    kept: dict[str, LedgerRow] = {}
    for row in rows:
        known = kept.get(row.url)
        if known is None or _rank(row) < _rank(known):
            kept[row.url] = row
    return list(kept.values())


def _rank(row: LedgerRow) -> int:
    return TELLING.index(row.fate) if row.fate in TELLING else len(TELLING)


def _row(
    job: Job,
    now: datetime,
    link: Link,
    channels: tuple[str, ...],
    fate: str,
    stage: str,
    reason: str | None = None,
    article_id: str | None = None,
    capture_id: str | None = None,
) -> LedgerRow:
    return LedgerRow(
        run_id=job.run_id,
        portal=job.portal,
        url=link.url,
        article_id=article_id,
        capture_id=capture_id,
        fate=fate,
        stage=stage,
        reason=reason,
        channel=link.channel,
        source=link.source,
        place=link.place,
        found_at=link.found_at,
        ended_at=now,
        title=link.title,
        lastmod=link.lastmod,
        channels=channels or (link.channel,),
    )
