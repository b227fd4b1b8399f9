"""Rows of Arrow tables as keys, choices and differences; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import pyarrow as pa

Order = list[tuple[str, Literal["ascending", "descending"]]]


def values(rows: pa.Table, column: str) -> list[Any]:
    """A column as Python values."""
    return rows.column(column).to_pylist()


def keys_of(rows: pa.Table, key: Sequence[str]) -> list[tuple[Any, ...]]:
    """The key of each row, in order."""
    return list(zip(*(values(rows, column) for column in key), strict=True))


def picked(rows: pa.Table, wanted: Iterable[bool]) -> pa.Table:
    """The rows for which `wanted` is true."""
    return rows.filter(pa.array(list(wanted), pa.bool_()))


def rows_at(rows: pa.Table, places: Sequence[int]) -> pa.Table:
    """The rows at these places, in this order."""
    return rows.take(pa.array(list(places), pa.int64()))


def first_by_key(rows: pa.Table, key: Sequence[str]) -> pa.Table:
    """The first row of each key, in order; null equals null."""
    seen: dict[tuple[Any, ...], int] = {}
    for i, one in enumerate(keys_of(rows, key)):
        seen.setdefault(one, i)
    return rows if len(seen) == rows.num_rows else rows_at(rows, list(seen.values()))


def without(rows: pa.Table, key: Sequence[str], known: pa.Table) -> pa.Table:
    """Rows whose key does not stand in `known`; null equals null."""
    there = set(keys_of(known, key))
    return picked(rows, (one not in there for one in keys_of(rows, key))) if there else rows


def by_capture(rows: pa.Table, *, latest_first: bool = False) -> pa.Table:
    """Readings in order of capture, oldest first; or, the other way round, HTML before text and then the latest first.

    Both orders are total, so that the order in which captures came in does not matter.
    """
    texts = rows.append_column("_text", pa.array([medium == "text" for medium in values(rows, "medium")], pa.bool_()))
    forward: Order = [
        ("captured_at", "ascending"),
        ("_text", "ascending"),
        ("parser_version", "ascending"),
        ("capture_id", "ascending"),
    ]
    back: Order = [
        ("_text", "ascending"),
        ("captured_at", "descending"),
        ("parser_version", "descending"),
        ("capture_id", "descending"),
    ]
    return texts.sort_by(back if latest_first else forward).drop_columns(["_text"])
