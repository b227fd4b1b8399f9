"""Stage: after a run, do the tables point to each other, and do the counts add up?"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import pyarrow as pa
from prefect import task
from prefect.cache_policies import NO_CACHE

from data_lake import staging, tables
from data_lake.files import write_file
from data_lake.lake import Lake, open_lake
from data_lake.rows import keys_of
from expectations.check import check
from expectations.lake import COLUMNS, LAKE, LakeState, lake_measures
from expectations.page import Run, render
from expectations.suite import Context
from schemas.columns import table_of
from schemas.outcome import Report
from schemas.revision import CHECKS, Check

ALL = "all"
"""Name of the lake where a portal's stands for its batch."""
READ_FIRST = ("wanted", "ledger", "articles", "sightings", "revisions", "quarantine", "captures")
PAUSES_S = (0.5, 1, 2, 4, 8, 16, 0)
"""Behind each look. Longer in all than a run takes from its first commit of a batch to its last."""


@task(name="check-lake", cache_policy=NO_CACHE, persist_result=False)
def check_lake(
    lake: str,
    run_id: str,
    portals: Sequence[str],
    before: Mapping[tuple[str, str], int],
    discovered: Mapping[str, int],
    parsed: Mapping[str, int],
) -> Report:
    """The lake suite over the tables of the run's portals; its page and its rows of `checks` are left in the lake.

    before: articles in each (portal, month) before the run. discovered, parsed: addresses that the stages counted.
    What does not add up is looked at again while another run is between its commits.
    """
    opened, now = open_lake(lake), datetime.now(UTC)
    counted = Counted(before, discovered, parsed)
    for pause_s in PAUSES_S:
        seen = tables.versions(opened)
        report = _looked(opened, run_id, portals, counted, now)
        # In this order: whoever lands his last batch meanwhile has committed something.
        if not report.stopped_by or (not staging.others_under_way(opened, run_id) and tables.versions(opened) == seen):
            break
        time.sleep(pause_s)
    rows = (Check(run_id=run_id, portal=ALL, checked_at=now, **dataclasses.asdict(one)) for one in report.checked)
    tables.append(opened, "checks", table_of(rows, CHECKS))
    page = render({ALL: report}, Run(run_id=run_id, at=now, what="The lake after the run."))
    write_file(opened.files, opened.report(run_id, ALL), page.encode())
    return report


class Counted(NamedTuple):
    """What was counted apart from the tables; see `check_lake`."""

    before: Mapping[tuple[str, str], int]
    discovered: Mapping[str, int]
    parsed: Mapping[str, int]


def _looked(lake: Lake, run_id: str, portals: Sequence[str], counted: Counted, now: datetime) -> Report:
    # What points to a row is read before that row, which another run commits first.
    there = {name: _rows(lake, name, run_id, portals) for name in READ_FIRST}
    state = LakeState(**there, before=counted.before, discovered=counted.discovered, parsed=counted.parsed)
    return check(lake_measures(state), LAKE, Context(portal=None, now=now))


def partitions(lake: Lake, portals: Sequence[str]) -> dict[tuple[str, str], int]:
    """Articles in each (portal, month) of these portals."""
    counted: dict[tuple[str, str], int] = {}
    rows = tables.read(lake, "articles", ["portal", "month"], [("portal", "in", list(portals))])
    for key in keys_of(rows, ("portal", "month")):
        counted[key] = counted.get(key, 0) + 1
    return counted


def _rows(lake: Lake, name: str, run_id: str, portals: Sequence[str]) -> pa.Table:
    where: list[tables.Term] = [("run_id", "=", run_id)] if name in ("wanted", "ledger") else []
    return tables.read(lake, name, COLUMNS[name], [*where, ("portal", "in", list(portals))])
