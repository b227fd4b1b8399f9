"""What follows collecting, the same for live pages, archives and a second reading: read, judge, land, report, conclude."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from data_lake import sealing
from data_lake.lake import open_lake
from data_lake.ledger import fates
from expectations.suite import Purpose
from schemas.errors import PortalsError
from schemas.outcome import Report
from tasks.check_lake import check_lake
from tasks.collect import collect_files
from tasks.job import Job, Taken
from tasks.land import Ending, land
from tasks.parse import parse
from tasks.report import report_portal, report_run
from tasks.session import Manners
from tasks.validate import validate

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What the stages counted of one portal in one run, to be held against the ledger: addresses found, addresses read."""

    discovered: int
    parsed: int


class BatchStopped(PortalsError):
    """A batch broke a MUST of the batch: nothing of it was published; its rows wait in quarantine."""

    def __init__(self, message: str, settled: Settled) -> None:
        super().__init__(message)
        self.settled = settled


def settle(
    job: Job,
    ending: Ending,
    *,
    purpose: Purpose,
    batch: int,
    beside: Sequence[Taken] = (),
    troubles: Sequence[str] = (),
    manners: Manners | None = None,
    discovered: int | None = None,
) -> Settled:
    """Bring one portal's captures into the lake. Raises BatchStopped, after the quarantine and the ledger are written.

    discovered: addresses that discovery counted; by default those of `ending`.
    beside: captures of the same batch that are read and judged along, and not landed again.
    """
    parsed = [parse(job, chunk, number) for number, chunk in enumerate(batches(ending.taken, batch))]
    files = [file for one in parsed for file in one.files]
    if files and job.via != "file" and job.attachment_bytes:
        troubles = [*troubles, *collect_files(job, files, manners)]
    along = [parse(job, chunk, number) for number, chunk in enumerate(batches(beside, batch), len(parsed))]
    report = validate(job, parsed, along, purpose, len(ending.taken) + len(beside))
    counts = land(job, parsed, report, ending)
    report_portal(job, counts, report, tuple(troubles))
    unread = {failure.link.url for one in parsed for failure in one.failures}
    found = len(ending.urls) if discovered is None else discovered
    settled = Settled(discovered=found, parsed=len({one.link.url for one in ending.taken} - unread))
    if report.stopped_by:
        raise BatchStopped(_why_stopped(job.portal, report), settled)
    return settled


def conclude(
    address: str,
    run_id: str,
    slugs: Sequence[str],
    before: Mapping[tuple[str, str], int],
    settled: Mapping[str, Settled],
    failed: Mapping[str, str],
    impolite: Sequence[str] = (),
) -> State[Any]:
    """The run's last word: the lake before its suite, the artifacts, and the state with a sentence that says what to do.

    before: articles in each (portal, month) before the run. failed: slug -> why, of portals that failed whole.
    impolite: hosts with requests that broke a rule, in words.
    """
    lake = check_lake(
        address,
        run_id,
        slugs,
        before,
        {slug: one.discovered for slug, one in settled.items()},
        {slug: one.parsed for slug, one in settled.items()},
    )
    report_run(address, run_id, slugs, failed)
    sealing.seal(open_lake(address))
    if failed:
        told = "; ".join(f"{slug}: {why}" for slug, why in failed.items())
        return Failed(message=f"{len(failed)} of {len(slugs)} portals failed: {told}")
    if lake.stopped_by:
        told = "; ".join(f"{c.expectation}: {c.reason} ({c.observed})" for c in lake.stopped_by)
        return Failed(
            message=f"the lake does not add up after run {run_id}: {told}; run it again, and `python -m data_lake verify`"
        )
    if impolite:
        return Failed(
            message=f"run {run_id} broke rules of politeness: {'; '.join(impolite)}; see `python -m data_lake receipts {run_id}`"
        )
    counts = fates(open_lake(address), run_id)
    landed = sum(row.get("new", 0) + row.get("edited", 0) for row in counts.values())
    found = sum(sum(row.values()) for row in counts.values())
    return Completed(message=f"{landed} of {found} addresses landed as new or edited in run {run_id}")


def batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The items in order, `size` at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _why_stopped(portal: str, report: Report) -> str:
    stops = "; ".join(f"{c.expectation}: {c.reason} ({c.observed})" for c in report.stopped_by)
    return (
        f"the batch was not published, because {stops}. Its rows are in quarantine; look at them with "
        f"`python -m data_lake status`, mend the cause, and run `python -m flows replay --portal {portal}`;"
        " a row that is right all the same lands with `python -m data_lake release-row CAPTURE --reason …`"
    )
