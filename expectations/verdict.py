"""What the judge found, told to people: broken rows with what was met in them, and each expectation's result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from expectations.suite import SEEN, Expectation, Suite
from schemas.outcome import Broken, Checked

SHOWN = 160
"""Characters of a value that a report shows."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One expectation over one frame: rows that broke it, rows that had something to judge, the value nearest to breaking."""

    expectation: Expectation
    broken: tuple[int, ...]
    judged: int
    worst: float | None


def rows_broken(
    piece: pa.Table, frame: pd.DataFrame, found: Sequence[Verdict], start: int
) -> dict[int, tuple[Broken, ...]]:
    """For each row of a piece that broke something, all that it broke; start: index of the piece's first row."""
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


def summed(suite: Suite, verdicts: Sequence[tuple[Verdict, pd.DataFrame]]) -> tuple[Checked, ...]:
    """Each expectation\'s result over all pieces."""
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
    words = (
        parts[0][1][e.measured + SEEN].iloc[0] if suite.level != "row" and e.measured + SEEN in parts[0][1] else None
    )
    return f"{value:.4g}: {words}" if isinstance(words, str) else f"{value:.4g}"
