"""What a run leaves in Prefect for whoever watches it: the table of fates, troubles, and where the expectations' report is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from prefect import task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE

from data_lake.lake import Lake, open_lake
from data_lake.ledger import fates
from data_lake.publish import waiting
from data_lake.status import reasons
from schemas.outcome import Report
from schemas.revision import FATES
from tasks.check_lake import ALL
from tasks.job import Job


@task(name="report-portal", cache_policy=NO_CACHE, persist_result=False)
def report_portal(job: Job, counts: Mapping[str, int], report: Report, troubles: Sequence[str]) -> None:
    """One portal's part: what its expectations found, where their page is, and what went wrong on the way."""
    broken = [c for c in report.checked if not c.success]
    rows = [
        f"| {c.severity} | {c.level} | `{c.expectation}` | {c.unexpected} of {c.evaluated} | {_cell(c.observed or '')} | {_cell(c.reason)} |"
        for c in broken
    ]
    head = "| severity | level | expectation | broken | observed | why it matters |\n|---|---|---|---|---|---|"
    told = "\n".join([head, *rows]) if rows else f"All {len(report.checked)} expectations hold."
    ended = ", ".join(f"{count} {fate}" for fate, count in counts.items()) or "nothing was found"
    wrong = "\n".join(f"- {trouble}" for trouble in troubles) or "none"
    lake = open_lake(job.lake)
    held = _waiting_told(waiting(lake, job.portal).to_pylist(), job.portal)
    create_markdown_artifact(
        f"# {job.portal}\n\n{ended}\n\n## Expectations\n\n{told}\n\n## Quarantine\n\n{held}\n\n## Troubles\n\n{wrong}\n",
        key=f"portal-{job.portal}",
        description=f"{job.portal} in run {job.run_id}",
    )
    _link_page(lake, job.run_id, job.portal)


@task(name="report-run", cache_policy=NO_CACHE, persist_result=False)
def report_run(lake: str, run_id: str, portals: Sequence[str], failed: Mapping[str, str]) -> None:
    """The whole run: portal x fates, and what failed."""
    counts = fates(open_lake(lake), run_id)
    create_table_artifact(
        [_row(slug, counts.get(slug, {}), failed.get(slug)) for slug in dict.fromkeys([*portals, *counts])],
        key="fates",
        description=f"run {run_id}: how every link ended (discovered = the sum of fates)",
    )
    _link_page(open_lake(lake), run_id, ALL)


def _cell(text: str) -> str:
    """Text of a page in a cell: a bar or a break in it would end the cell."""
    return " ".join(text.split()).replace("|", "\\|")


def _waiting_told(held: Sequence[Mapping[str, Any]], portal: str) -> str:
    """What waits in quarantine, for what, since when, and what to do about it."""
    if not held:
        return "Nothing waits."
    rows = [f"| `{reason}` | {count} | {at:%Y-%m-%d %H:%M} |" for reason, count, at in reasons(held)]
    head = "| reason | captures | waiting since (UTC) |\n|---|---|---|"
    todo = f"After mending the cause: `python -m flows replay --portal {portal}`."
    return "\n".join([f"{len(held)} captures wait. {todo}", "", head, *rows])


def _link_page(lake: Lake, run_id: str, portal: str) -> None:
    """Show where the page with the result of every expectation lies: as a link, and for a file, which no browser opens from a
    server's page, as an address to be copied."""
    url = lake.url(lake.report(run_id, portal))
    by_hand = f"\n\nBrowsers open no file from here; copy its address:\n\n`{url}`" if lake.local is not None else ""
    create_markdown_artifact(
        f"[result of every expectation]({url}){by_hand}",
        key=f"expectations-{portal}",
        description=f"{portal} in run {run_id}",
    )


def _row(slug: str, counts: Mapping[str, int], why: str | None) -> dict[str, Any]:
    return {
        "portal": slug,
        "discovered": sum(counts.values()),
        **{fate: counts.get(fate, 0) for fate in FATES},
        "failed because": why or "",
    }
