"""The judge: the only module that runs Great Expectations.

Native expectations are dear by the piece (2 to 14 ms each, whatever the rows), so a suite is asked in two passes. The
first judges a table of bounds, one line for each expectation: how far its farthest value lies within its bound. The
second asks those that failed of every row, with the indexes of all failing rows. At most 10,000 rows stand as pandas.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import great_expectations as gx
import pandas as pd
import pyarrow as pa
from great_expectations.core.expectation_validation_result import (
    ExpectationSuiteValidationResult,
    ExpectationValidationResult,
)
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.datasource.fluent.interfaces import Batch
from great_expectations.expectations.core.expect_column_values_to_be_between import ExpectColumnValuesToBeBetween

from expectations import rot
from expectations.articles import rows_suite
from expectations.batch import batch_suite
from expectations.suite import Context, Expectation, Suite, SuiteError
from expectations.verdict import Verdict, rows_broken, summed
from schemas.outcome import Broken, Report

CHUNK = 10_000
ROW = "row_index"


def check(table: pa.Table, suite: Suite, context: Context) -> Report:
    """The table before the suite. `Report.broken` holds, for each failing row, every expectation that it broke.

    Row suites are taken in pieces of 10,000 rows; a batch or lake suite sees the whole table, as one line of measures.
    Raises SuiteError where an expectation could not be evaluated: a fault of ours, never of the data.
    """
    broken: dict[int, tuple[Broken, ...]] = {}
    verdicts: list[tuple[Verdict, pd.DataFrame]] = []
    starts = range(0, table.num_rows, CHUNK) if suite.level == "row" else (0,)
    for start in starts:
        piece = table.slice(start, CHUNK) if suite.level == "row" else table
        frame = suite.measured(piece, context)
        found = _judged(frame, suite)
        verdicts += [(verdict, frame) for verdict in found]
        if suite.level == "row":
            broken.update(rows_broken(piece, frame, found, start))
    return Report(suite=suite.name, evaluated=table.num_rows, broken=broken, checked=summed(suite, verdicts))


def check_batch(table: pa.Table, context: Context) -> Report:
    """A portal's batch of READINGS before its row suite and its batch suite, each once: what the stage `validate` asks.

    `stopped_by` of the report names what keeps the whole batch from being published, `rejected` the rows that may not land.
    """
    broken, doubted = rot.looked_at(table, context.history)
    rots = [*broken, *rot.beside(table, context.reasons)]
    rows = rot.held(check(table, rows_suite(context.portal), context), rots)
    rows = rot.held(rows, doubted, alone=True)
    known = replace(context, rejected=len(rows.rejected), rots=tuple(one.words for one in rots))
    whole = check(table, batch_suite(context.portal), known)
    return replace(rows, checked=rows.checked + whole.checked)


def _judged(frame: pd.DataFrame, suite: Suite) -> list[Verdict]:
    """Each expectation over the frame; those whose measure is null throughout hold."""
    missing = {e.measured for e in suite.expectations} - set(frame.columns)
    if missing:
        raise SuiteError(f"suite {suite.name} has no measure for {', '.join(sorted(missing))}")
    numbers = frame[sorted({e.measured for e in suite.expectations})]
    filled, low, high = numbers.notna().sum(), numbers.min(), numbers.max()
    failing = _beyond(suite, [_room(e, low[e.measured], high[e.measured]) for e in suite.expectations])
    rows = _rows_of(frame, suite, failing)
    worst = {e.name: _known((low if e.at_least is not None else high)[e.measured]) for e in suite.expectations}
    return [Verdict(e, rows.get(e.name, ()), int(filled[e.measured]), worst[e.name]) for e in suite.expectations]


def _room(e: Expectation, low: float, high: float) -> float:
    """How far the farthest value lies within the bounds; below 0 beyond them; NaN where there is none."""
    below = float("inf") if e.at_least is None else low - e.at_least
    above = float("inf") if e.at_most is None else e.at_most - high
    return float("nan") if pd.isna(low) else min(below, above)


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _beyond(suite: Suite, room: Sequence[float]) -> list[Expectation]:
    """The expectations beyond whose bounds some value lies."""
    if not room:
        return []
    bounds = pd.DataFrame({"room": room})
    inside = ExpectColumnValuesToBeBetween(column="room", min_value=0, meta={"name": "room within the bounds"})
    (result,) = _run(bounds, suite, [inside], "COMPLETE")
    lines = [] if result.success else [int(at[ROW]) for at in result.result["unexpected_index_list"]]
    return [suite.expectations[line] for line in sorted(lines)]


def _rows_of(frame: pd.DataFrame, suite: Suite, failing: Sequence[Expectation]) -> dict[str, tuple[int, ...]]:
    """For each failing expectation the indexes of all rows that break it."""
    asked = [
        ExpectColumnValuesToBeBetween(
            column=e.measured, min_value=e.at_least, max_value=e.at_most, meta={"name": e.name}
        )
        for e in failing
    ]
    results = _run(frame, suite, asked, "COMPLETE")
    return {
        _name_of(result): tuple(sorted(int(at[ROW]) for at in result.result["unexpected_index_list"]))
        for result in results
        if not result.success
    }


def _run(
    frame: pd.DataFrame, suite: Suite, asked: Sequence[ExpectColumnValuesToBeBetween], detail: str
) -> list[ExpectationValidationResult]:
    if not asked:
        return []
    numbers = frame[sorted({e.column for e in asked})].assign(**{ROW: range(len(frame))})
    native = gx.ExpectationSuite(name=suite.name, expectations=list(asked))
    with _quiet():
        result = _batch_of(numbers).validate(
            native, result_format={"result_format": detail, "unexpected_index_column_names": [ROW]}
        )
    if not isinstance(result, ExpectationSuiteValidationResult):
        raise SuiteError(f"suite {suite.name} gave no result")
    _refuse_errors(suite, result.results)
    return list(result.results)


def _batch_of(frame: pd.DataFrame) -> Batch:
    """The frame in a context that keeps nothing: no folder for a documentation site, no progress bars."""
    stores = InMemoryStoreBackendDefaults(init_temp_docs_sites=False)
    settings = DataContextConfig(
        store_backend_defaults=stores, progress_bars=ProgressBarsConfig(globally=False), analytics_enabled=False
    )
    context = gx.get_context(mode="ephemeral", project_config=settings)
    asset = context.data_sources.add_pandas("lines").add_dataframe_asset("lines")
    return asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame})


@contextmanager
def _quiet() -> Iterator[None]:
    """Great Expectations' own log lines are for its developers; what they say of errors is raised."""
    log = logging.getLogger("great_expectations")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)


def _refuse_errors(suite: Suite, results: Sequence[ExpectationValidationResult]) -> None:
    for result in results:
        info = result.exception_info or {}
        errors = [info] if "raised_exception" in info else list(info.values())
        told = next((e.get("exception_message") for e in errors if e and e.get("raised_exception")), None)
        if told is not None:
            raise SuiteError(f"expectation {_name_of(result)} of suite {suite.name} could not be evaluated: {told}")


def _name_of(result: ExpectationValidationResult) -> str:
    config = result.expectation_config
    return str(config.meta["name"]) if config is not None and config.meta else "unnamed"
