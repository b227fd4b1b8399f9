"""Stage: put a portal's batch before its suites, once a run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pyarrow as pa
from prefect import task
from prefect.cache_policies import NO_CACHE

from data_lake import staging, tables
from data_lake.files import write_file
from data_lake.lake import open_lake
from expectations.check import check_batch
from expectations.page import Run, render
from expectations.suite import HISTORY_COLUMNS, Context, Purpose
from portals.registry import portals
from schemas.outcome import Report
from tasks.job import Job
from tasks.parse import Parsed
from tasks.progress import say


@task(name="validate", cache_policy=NO_CACHE, persist_result=False)
def validate(job: Job, parsed: Sequence[Parsed], along: Sequence[Parsed], purpose: Purpose, taken: int) -> Report:
    """The report over the portal's whole batch; its page is left in the lake.

    along: captures of the same batch that landed before; they are judged with it, and the report is about the others.
    taken: captures that were handed to the readers, those along among them.

    A batch that broke a MUST of the batch has every row rejected by it, so that nothing of it is published.
    """
    lake = open_lake(job.lake)
    readings = staging.take(lake, (one.staged for one in parsed if one.staged))
    beside = staging.take(lake, (one.staged for one in along if one.staged))
    reasons = tuple(failure.reason for one in (*parsed, *along) for failure in one.failures)
    context = Context(
        portal=portals().get(job.portal),
        now=datetime.now(UTC),
        purpose=purpose,
        history=tables.read(lake, "articles", HISTORY_COLUMNS, [("portal", "=", job.portal)]),
        listed=taken - len(reasons),
        unread=len(reasons),
        reasons=reasons,
    )
    idle = purpose != "ingest" and not readings.num_rows
    report = (
        Report(suite="articles", evaluated=0) if idle else check_batch(pa.concat_tables([readings, beside]), context)
    )
    report = report.of_first(readings.num_rows)
    page = render(
        {job.portal: report},
        Run(run_id=job.run_id, at=context.now, what=f"{purpose.capitalize()} of {job.portal}."),
        {job.portal: readings},
    )
    write_file(lake.files, lake.report(job.run_id, job.portal), page.encode())
    say(job.portal, "validate", readings.num_rows - len(report.rejected), readings.num_rows)
    return report.held_back(readings.num_rows) if report.stopped_by else report
