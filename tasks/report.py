"""What a run leaves in Prefect for whoever watches it: the table of fates, troubles, and where the expectations' report is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from prefect import task
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE

from data_lake import tables
from data_lake.lake import open_lake, write_file
from data_lake.ledger import fates
from data_lake.publish import waiting
from expectations.page import render
from schemas.outcome import Report
from schemas.revision import FATES
from tasks.job import Job


@task(name="report-portal", cache_policy=NO_CACHE, persist_result=False)
def report_portal(job: Job, counts: Mapping[str, int], report: Report, troubles: Sequence[str]) -> None:
    """One portal's part: what its expectations found, and what went wrong on the way."""
    broken = [c for c in report.checked if not c.success]
    rows = [
        f"| {c.severity} | {c.level} | `{c.expectation}` | {c.unexpected} of {c.evaluated} | {c.observed or ''} | {c.reason} |"
        for c in broken
    ]
    head = "| severity | level | expectation | broken | observed | why it matters |\n|---|---|---|---|---|---|"
    told = "\n".join([head, *rows]) if rows else f"All {len(report.checked)} expectations hold."
    ended = ", ".join(f"{count} {fate}" for fate, count in counts.items()) or "nothing was found"
    wrong = "\n".join(f"- {trouble}" for trouble in troubles) or "none"
    create_markdown_artifact(
        f"# {job.portal}\n\n{ended}\n\n## Expectations\n\n{told}\n\n## Troubles\n\n{wrong}\n",
        key=f"portal-{job.portal}",
        description=f"{job.portal} in run {job.run_id}",
    )


@task(name="report-run", cache_policy=NO_CACHE, persist_result=False)
def report_run(lake: str, run_id: str, portals: Sequence[str], failed: Mapping[str, str]) -> str:
    """The whole run: portal x fates, quarantine by reason, and the expectations' page. Address of that page."""
    opened = open_lake(lake)
    counts = fates(opened, run_id)
    create_table_artifact(
        [_row(slug, counts.get(slug, {}), failed.get(slug)) for slug in dict.fromkeys([*portals, *counts])],
        key="fates",
        description=f"run {run_id}: how every link ended (discovered = the sum of fates)",
    )
    checks = tables.read(opened, "checks", where=[("run_id", "=", run_id)])
    path = opened.report(run_id)
    write_file(opened.files, path, render(checks, run_id, waiting(opened)).encode())
    address = opened.url(path)
    create_link_artifact(
        address,
        link_text="expectations of this run",
        key="expectations",
        description=f"run {run_id}: every expectation's result",
    )
    return address


def _row(slug: str, counts: Mapping[str, int], why: str | None) -> dict[str, Any]:
    return {
        "portal": slug,
        "discovered": sum(counts.values()),
        **{fate: counts.get(fate, 0) for fate in FATES},
        "failed because": why or "",
    }
