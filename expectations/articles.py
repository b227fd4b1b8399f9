"""The row suite: what every reading has to hold before it may land in `articles`, whatever its portal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType

import pandas as pd
import pyarrow as pa

from expectations.faults import FAULTS, Finding
from expectations.fits import FITS, Number
from expectations.row import Row
from expectations.rows import AT_ONCE, rows_of
from expectations.suite import SEEN, Context, Expectation, Suite
from expectations.tightening import portal_rules, raised
from portals.portal import Portal

ROW_EXPECTATIONS: tuple[Expectation, ...] = tuple(e for e, _ in FAULTS) + tuple(e for e, _ in FITS)
_FINDINGS: Mapping[str, Finding] = MappingProxyType({e.measured: find for e, find in FAULTS})
_NUMBERS: Mapping[str, Number] = MappingProxyType({e.measured: number for e, number in FITS})


def batched(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    """The rows in lists of at most so many."""
    while some := list(islice(rows, size)):
        yield some


def measured(table: pa.Table, context: Context) -> pd.DataFrame:
    """Every row's measures, in the table's order: 0 or 1 for a fault (with words beside), a number or NaN else."""
    met: dict[str, list[str | None]] = {name: [] for name in _FINDINGS}
    told: dict[str, list[float | None]] = {name: [] for name in _NUMBERS}
    for rows in batched(rows_of(table, context.portal, context.now), AT_ONCE):
        for name, find in _FINDINGS.items():
            met[name] += [find(row) for row in rows]
        for name, number in _NUMBERS.items():
            told[name] += [number(row) for row in rows]
    faults, words_seen, every = {}, {}, range(table.num_rows)
    for name, column in met.items():
        clean = column.count(None) == len(column)
        faults[name] = pd.Series(0.0 if clean else [float(m is not None) for m in column], every, dtype="float64")
        if not clean:
            words_seen[name + SEEN] = pd.Series(column, dtype="object")
    measures = pd.DataFrame(told, dtype="float64")
    own = portal_rules(context.portal).measured(table) if context.portal else {}
    return pd.concat([pd.DataFrame({**faults, **words_seen, **own}), measures], axis=1)


def rows_suite(portal: Portal | None) -> Suite:
    """The suite for one portal's readings: the general one, tightened by the portal's own `expects`."""
    suite = Suite(name="articles", level="row", expectations=ROW_EXPECTATIONS, measured=measured)
    return suite if portal is None else suite.tightened(portal_rules(portal).expectations, raised(portal))
