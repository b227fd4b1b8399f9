"""What follows collecting, the same for live pages, archives and a second reading: read, judge, land, report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from expectations.suite import Purpose
from schemas.errors import PortalsError
from tasks.collect import collect_files
from tasks.job import Job
from tasks.land import Ending, land
from tasks.parse import parse
from tasks.report import report_portal
from tasks.validate import validate

T = TypeVar("T")


class BatchStopped(PortalsError):
    """A batch broke a MUST of the batch: nothing of it was published; its rows wait in quarantine."""


def settle(job: Job, ending: Ending, *, purpose: Purpose, batch: int, troubles: Sequence[str] = ()) -> dict[str, int]:
    """Bring one portal's captures into the lake. Fate -> count; raises BatchStopped after writing the ledger."""
    parsed = [parse(job, chunk, number) for number, chunk in enumerate(batches(ending.taken, batch))]
    files = [file for one in parsed for file in one.files]
    if files and job.via != "file" and job.attachment_bytes:
        troubles = [*troubles, *collect_files(job, files)]
    report = validate(job, parsed, purpose, len(ending.taken))
    counts = land(job, parsed, report, ending)
    report_portal(job, counts, report, tuple(troubles))
    if report.stopped_by:
        stops = "; ".join(f"{c.expectation}: {c.reason} ({c.observed})" for c in report.stopped_by)
        raise BatchStopped(
            f"{job.portal}: the batch was not published, because {stops}. Its rows are in quarantine; look at them with "
            f"`python -m data_lake status`, mend the cause, and run `python -m flows replay --portal {job.portal}`"
        )
    return counts


def batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The items in order, `size` at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
