"""The judge: the only module that runs Great Expectations.

A first pass asks of each bound whether any row lies beyond it (one aggregate, about 2 ms); only the expectations that
fail it are asked again of each row, with the indexes of all failing rows. At most 10,000 rows stand in memory as pandas.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd
import pyarrow as pa
from great_expectations.core.expectation_validation_result import (
    ExpectationSuiteValidationResult,
    ExpectationValidationResult,
)
from great_expectations.datasource.fluent.interfaces import Batch

from expectations.articles import rows_suite
from expectations.batch import batch_suite
from expectations.suite import SEEN, Context, Expectation, Suite, SuiteError
from schemas.outcome import Broken, Checked, Report

CHUNK = 10_000
ROW = "row_index"
SHOWN = 160
"""Characters of a value that a report shows."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One expectation over one frame: rows that broke it, rows that had something to judge, the value nearest to breaking."""

    expectation: Expectation
    broken: tuple[int, ...]
    judged: int
    worst: float | None


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
            broken.update(_rows_broken(piece, frame, found, start))
    return Report(suite=suite.name, evaluated=table.num_rows, broken=broken, checked=_summed(suite, verdicts))


def check_batch(table: pa.Table, context: Context) -> Report:
    """A portal's batch of READINGS before its row suite and its batch suite, each once: what the stage `validate` asks.

    `stopped_by` of the report names what keeps the whole batch from being published, `rejected` the rows that may not land.
    """
    rows = check(table, rows_suite(context.portal), context)
    whole = check(table, batch_suite(context.portal), replace(context, rejected=len(rows.rejected)))
    return replace(rows, checked=rows.checked + whole.checked)


def _judged(frame: pd.DataFrame, suite: Suite) -> list[Verdict]:
    """Each expectation over the frame; those whose measure is null throughout hold."""
    missing = {e.measured for e in suite.expectations} - set(frame.columns)
    if missing:
        raise SuiteError(f"suite {suite.name} has no measure for {', '.join(sorted(missing))}")
    filled = frame[sorted({e.measured for e in suite.expectations})].notna().sum()
    asked = [e for e in suite.expectations if filled[e.measured] > 0]
    failing = _screened(frame, suite, asked)
    rows = _rows_of(frame, suite, failing)
    return [Verdict(e, rows.get(e.name, ()), int(filled[e.measured]), _worst(frame, e)) for e in suite.expectations]


def _screened(frame: pd.DataFrame, suite: Suite, asked: Sequence[Expectation]) -> list[Expectation]:
    """The expectations beyond whose bounds some value lies."""
    bounds: list[tuple[Expectation, gxe.Expectation]] = []
    for e in asked:
        if e.at_least is not None:
            bounds.append((e, gxe.ExpectColumnMinToBeBetween(column=e.measured, min_value=e.at_least, meta=_name(e))))
        if e.at_most is not None:
            bounds.append((e, gxe.ExpectColumnMaxToBeBetween(column=e.measured, max_value=e.at_most, meta=_name(e))))
    results = _run(frame, suite, [asked_of for _, asked_of in bounds], "BASIC")
    failed = {_name_of(result) for result in results if not result.success}
    return [e for e in asked if e.name in failed]


def _rows_of(frame: pd.DataFrame, suite: Suite, failing: Sequence[Expectation]) -> dict[str, tuple[int, ...]]:
    """For each failing expectation the indexes of all rows that break it."""
    asked = [
        gxe.ExpectColumnValuesToBeBetween(column=e.measured, min_value=e.at_least, max_value=e.at_most, meta=_name(e))
        for e in failing
    ]
    results = _run(frame, suite, asked, "COMPLETE")
    return {
        _name_of(result): tuple(sorted(int(at[ROW]) for at in result.result["unexpected_index_list"]))
        for result in results
        if not result.success
    }


def _run(
    frame: pd.DataFrame, suite: Suite, asked: Sequence[gxe.Expectation], detail: str
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
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
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


def _rows_broken(
    piece: pa.Table, frame: pd.DataFrame, found: Sequence[Verdict], start: int
) -> dict[int, tuple[Broken, ...]]:
    broken: dict[int, list[Broken]] = {}
    for verdict in found:
        for row in verdict.broken:
            broken.setdefault(start + row, []).append(_broken(piece, frame, verdict.expectation, row))
    return {row: tuple(all_of_it) for row, all_of_it in broken.items()}


def _broken(piece: pa.Table, frame: pd.DataFrame, e: Expectation, row: int) -> Broken:
    return Broken(
        expectation=e.name,
        column=e.column,
        severity=e.severity,
        reason=e.reason,
        value=_value(piece, frame, e, row),
    )


def _value(piece: pa.Table, frame: pd.DataFrame, e: Expectation, row: int) -> str | None:
    """What a person has to see: the words met where a fault was looked for, else the measure (and a short column's value)."""
    words = frame[e.measured + SEEN].iloc[row] if e.measured + SEEN in frame else None
    if isinstance(words, str):
        return words[:SHOWN]
    number = f"{e.measured} {float(frame[e.measured].iloc[row]):.4g}"
    if e.column is None or e.column not in piece.column_names or e.column in ("body", "blocks"):
        return number
    return f"{piece.column(e.column)[row].as_py()!s}"[:SHOWN] + f" ({number})"


def _summed(suite: Suite, verdicts: Sequence[tuple[Verdict, pd.DataFrame]]) -> tuple[Checked, ...]:
    return tuple(_checked(suite, e, [(v, f) for v, f in verdicts if v.expectation is e]) for e in suite.expectations)


def _checked(suite: Suite, e: Expectation, parts: Sequence[tuple[Verdict, pd.DataFrame]]) -> Checked:
    unexpected = sum(len(verdict.broken) for verdict, _ in parts)
    return Checked(
        suite=suite.name,
        expectation=e.name,
        column=e.column,
        level=suite.level,
        severity=e.severity,
        success=unexpected == 0,
        evaluated=sum(verdict.judged for verdict, _ in parts),
        unexpected=unexpected,
        observed=_observed(suite, e, parts),
        reason=e.reason,
        owner=e.owner,
    )


def _observed(suite: Suite, e: Expectation, parts: Sequence[tuple[Verdict, pd.DataFrame]]) -> str | None:
    """For a batch or the lake: the measure and the words about it; for rows: the value farthest out. None where nothing was judged."""
    worst = [verdict.worst for verdict, _ in parts if verdict.worst is not None]
    if not worst:
        return None
    value = min(worst) if e.at_least is not None else max(worst)
    words = parts[0][1][e.measured + SEEN].iloc[0] if suite.level != "row" and e.measured + SEEN in parts[0][1] else None
    return f"{value:.4g}: {words}" if isinstance(words, str) else f"{value:.4g}"


def _worst(frame: pd.DataFrame, e: Expectation) -> float | None:
    values = frame[e.measured]
    return None if values.isna().all() else float(values.min() if e.at_least is not None else values.max())


def _name(e: Expectation) -> dict[str, str]:
    return {"name": e.name}


def _name_of(result: ExpectationValidationResult) -> str:
    config = result.expectation_config
    return str(config.meta["name"]) if config is not None and config.meta else "unnamed"
