"""What each table is: columns, key, partitions, and by which columns its files can be passed over unread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from schemas.article import ARTICLES, MONTH
from schemas.page import CAPTURES
from schemas.receipt import RECEIPTS
from schemas.revision import ALIASES, CHECKS, LEDGER, MARKS, QUARANTINE, REVISIONS, SIGHTINGS, WANTED
from schemas.verdict import PROBES, TOMBSTONES, VERDICT_ROWS

UNKNOWN_MONTH = "unknown"
LOCAL_SHIFT_S = 7 * 3600
"""Asia/Ho_Chi_Minh has been UTC+7 without summer time since 1975."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A table. Its partitions are portal and month; a month that is no column of the schema is added on disk alone."""

    schema: pa.Schema
    key: tuple[str, ...]
    month_of: str | None = None
    """Moment whose month is the partition; None where the table has no month, or carries it as a column."""
    narrow: tuple[str, ...] = ("portal",)
    """Columns that rows of one key always share: by these the rows that may collide with a batch are found."""
    short: tuple[str, ...] = ()
    """Columns with statistics in the log: those that tell files apart, and no more, since every opening of the table reads
    them for every file. Of a digest the least and the greatest say nothing."""

    @property
    def partitions(self) -> list[str]:
        """Partition columns in order."""
        return ["portal", MONTH] if self.month_of or MONTH in self.schema.names else ["portal"]

    @property
    def stored(self) -> pa.Schema:
        """The schema on disk: that of the table, and the month where it is only a partition."""
        if not self.month_of or MONTH in self.schema.names:
            return self.schema
        return self.schema.append(pa.field(MONTH, pa.string(), nullable=False))


SHAPES = {
    "wanted": Shape(
        schema=WANTED,
        key=("run_id", "url"),
        month_of="found_at",
        narrow=("portal", "run_id"),
        short=("run_id", "url", "found_at"),
    ),
    "captures": Shape(
        schema=CAPTURES,
        key=("capture_id",),
        month_of="captured_at",
        narrow=("portal", MONTH, "captured_at"),
        short=("captured_at", "via", "run_id"),
    ),
    "sightings": Shape(
        schema=SIGHTINGS,
        key=("article_id", "capture_id", "parser_version"),
        month_of="captured_at",
        narrow=("portal", MONTH, "captured_at"),
        short=("captured_at", "run_id"),
    ),
    "revisions": Shape(
        schema=REVISIONS,
        key=("article_id", "content_hash"),
        month_of="published_at",
        narrow=("portal", MONTH),
        short=("published_at",),
    ),
    "articles": Shape(
        schema=ARTICLES,
        key=("article_id",),
        narrow=("portal", MONTH),
        short=("published_at",),
    ),
    "aliases": Shape(schema=ALIASES, key=("article_id", "url"), short=("run_id",)),
    "marks": Shape(schema=MARKS, key=("kept_in", "mark", "address_mark"), short=("mark",)),
    "quarantine": Shape(
        schema=QUARANTINE,
        key=("capture_id", "parser_version", "resolution"),
        short=("capture_id", "article_id", "resolution", "run_id", "at"),
    ),
    "ledger": Shape(
        schema=LEDGER,
        key=("run_id", "url"),
        month_of="found_at",
        narrow=("portal", "run_id"),
        short=("run_id", "found_at"),
    ),
    "checks": Shape(
        schema=CHECKS,
        key=("run_id", "portal", "suite", "level", "expectation", "column"),
        month_of="checked_at",
        narrow=("portal", "run_id"),
        short=("run_id", "suite", "expectation", "checked_at"),
    ),
    "receipts": Shape(
        schema=RECEIPTS,
        key=("run_id", "host"),
        month_of="first_at",
        narrow=("portal", "run_id"),
        short=("run_id", "host", "first_at"),
    ),
    "probes": Shape(
        schema=PROBES,
        key=("article_id", "probed_at"),
        month_of="probed_at",
        narrow=("portal", MONTH, "probed_at"),
        short=("article_id", "outcome", "probed_at", "run_id"),
    ),
    "verdicts": Shape(schema=VERDICT_ROWS, key=("article_id", "at"), short=("article_id", "verdict", "at", "run_id")),
    "tombstones": Shape(schema=TOMBSTONES, key=("article_id", "url"), short=("article_id", "url", "at")),
}
"""Tables in the order in which a run commits them to; the ledger comes last of a run's own, and proofs of it after that."""


DERIVED = frozenset({"marks"})
"""Tables that can be made from others at any time: no part of a release, and taken away where they are damaged."""


def months_of(moments: pa.ChunkedArray[Any]) -> pa.ChunkedArray[Any]:
    """YYYY-MM in Asia/Ho_Chi_Minh of each UTC moment; `unknown` for null."""
    local = pc.add(moments, pa.scalar(LOCAL_SHIFT_S, pa.duration("s")))
    months: list[str | None] = pc.strftime(local, format="%Y-%m").to_pylist()
    return pa.chunked_array([pa.array([month or UNKNOWN_MONTH for month in months], pa.string())])


def by_month(readings: pa.Table) -> pa.Table:
    """portal, captured_at, and the month of the capture: where the captures and sightings of readings lie."""
    seen = readings.select(["portal", "captured_at"])
    return seen.append_column(MONTH, months_of(seen.column("captured_at")))


def stored_rows(shape: Shape, table: pa.Table) -> pa.Table:
    """Rows as they are stored: exactly the columns of the table, cast without loss, and the month.

    Raises ValueError on missing or undeclared columns, on null where the schema admits none, and on times without a
    zone; pa.ArrowInvalid on a value that does not fit its column.
    """
    rows = conform(table, shape.schema)
    if shape.stored is shape.schema or shape.month_of is None:
        return rows
    return rows.append_column(shape.stored.field(MONTH), months_of(rows.column(shape.month_of)))


def conform(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The table with exactly these columns and types; a nullable column that is missing is filled with nulls."""
    undeclared = set(table.column_names) - set(schema.names) - {MONTH}
    if undeclared:
        raise ValueError(f"undeclared columns: {', '.join(sorted(undeclared))}")
    columns = [_column(table, field) for field in schema]
    return pa.table(columns, schema=schema)


def _column(table: pa.Table, field: pa.Field[pa.DataType]) -> pa.ChunkedArray[Any]:
    if field.name not in table.column_names:
        if not field.nullable:
            raise ValueError(f"the column {field.name} is missing")
        return pa.chunked_array([pa.array([None] * table.num_rows, field.type)])
    column = table.column(field.name)
    if pa.types.is_timestamp(field.type) and pa.types.is_timestamp(column.type) and column.type.tz is None:
        raise ValueError(f"the column {field.name} has times without a zone")
    if not field.nullable and column.null_count:
        raise ValueError(f"the column {field.name} may not be null, and {column.null_count} rows are")
    return column.cast(field.type, safe=True)
