"""Delta tables: read them, append to them, replace in them; every commit is idempotent by key and made by compare and swap.

A commit is refused when the table has a newer version than the one that was looked at; then all is looked at again.
So two writers never put the same key in twice, and neither overwrites the other.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import ColumnProperties, CommitProperties, DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import CommitFailedError

from data_lake.delta import Term, Where, dataset_of, existing, opened, opened_at, rows_of, shape_of, version_of
from data_lake.lake import Lake
from data_lake.rows import first_by_key, values, without
from data_lake.shapes import SHAPES, Shape, stored_rows
from schemas.errors import LakeBusy

__all__ = [
    "Term", "Where", "add", "append", "commit", "dataset_of", "existing", "near", "opened", "opened_at", "read", "replace",
    "rows_of", "shape_of", "take_out", "versions", "writing",
]  # fmt: skip

T = TypeVar("T")

TRIES = 200
ONCE = CommitProperties(max_commit_retries=0)
LONG = ("body", "blocks", "lead", "origins", "row")
"""Columns without statistics in Parquet: they would hold whole texts."""
PACKED = ("mark", "address_mark")


def read(
    lake: Lake, name: str, columns: Sequence[str] | None = None, where: Where = None, version: int | None = None
) -> pa.Table:
    """Rows of a table, of the newest version or of a given one; a table that is not there yet has no rows.

    `where` as a list of terms passes over files by partition and statistics, so prefer it. Raises CallError for an
    unknown table or version.
    """
    shape = shape_of(name)
    wanted = list(columns) if columns is not None else shape.schema.names
    table = existing(lake, name) if version is None else opened_at(lake, name, version)
    if table is None:
        return shape.stored.empty_table().select(wanted)
    return rows_of(lake, name, table, wanted, where)


def append(lake: Lake, name: str, table: pa.Table) -> int:
    """Adds the rows whose key is not there yet, and says how many those are. Of rows with one key the first is taken.

    Raises ValueError or pa.ArrowInvalid for rows that do not fit the schema, LakeBusy when others never let go.
    """
    shape = shape_of(name)
    rows = first_by_key(stored_rows(shape, table), shape.key)
    return commit(lake, name, lambda dt: _add_missing(lake, name, dt, rows)) if rows.num_rows else 0


def commit(lake: Lake, name: str, attempt: Callable[[DeltaTable], T], first: DeltaTable | None = None) -> T:
    """Runs look-and-write on the newest version until no other writer came between. Raises LakeBusy.

    first: the table as opened a moment ago, for the first try; a version that is no longer the newest is found out.
    """
    for tried in range(TRIES):
        try:
            return attempt(first if first is not None and not tried else opened(lake, name))
        except CommitFailedError:
            time.sleep(random.uniform(0.002, 0.01) * min(tried + 1, 20))
    raise LakeBusy(
        f"the table {name} of {lake.address} was busy for {TRIES} tries; run again when the other writers are done"
    )


def replace(lake: Lake, name: str, table: DeltaTable, rows: pa.Table) -> None:
    """Replaces rows by key and adds the others, in one commit that rewrites the partitions of these rows alone.

    Not Delta's own MERGE: that one is slower, and writes its strings in a form on which Arrow cannot filter.
    """
    shape = shape_of(name)
    where: list[Term] = [(column, "in", sorted(set(values(rows, column)))) for column in shape.partitions]
    there = rows_of(lake, name, table, shape.stored.names, where)
    _rewrite(table, shape, where, pa.concat_tables([without(there, shape.key, rows), rows.select(shape.stored.names)]))


def take_out(lake: Lake, name: str, where: Sequence[Term]) -> int:
    """Removes rows from the newest version, rewriting the partitions that hold them; how many those were.

    Only for what should never have been a row (a text beside HTML) or has to go (a takedown).
    """
    shape = shape_of(name)

    def attempt(table: DeltaTable) -> int:
        gone = rows_of(lake, name, table, (*shape.partitions, *shape.key), where)
        if not gone.num_rows:
            return 0
        near: list[Term] = [(column, "in", sorted(set(values(gone, column)))) for column in shape.partitions]
        there = rows_of(lake, name, table, shape.stored.names, near)
        _rewrite(table, shape, near, without(there, (*shape.partitions, *shape.key), gone))
        return gone.num_rows

    return commit(lake, name, attempt)


def add(table: DeltaTable, shape: Shape, rows: pa.Table) -> None:
    """Appends stored rows in one commit, without looking whether they are there."""
    write_deltalake(
        table,
        _sorted(shape, rows),
        mode="append",
        schema_mode="merge" if _adds_columns(table, rows) else None,
        writer_properties=writing(shape),
        commit_properties=ONCE,
    )


def versions(lake: Lake) -> dict[str, int]:
    """Newest version of each table that exists."""
    found = {name: version_of(lake, name) for name in SHAPES}
    return {name: version for name, version in found.items() if version is not None}


def near(shape: Shape, rows: pa.Table) -> list[Term]:
    """Terms that hold for every stored row that could have a key of these rows."""
    terms: list[Term] = []
    for column in shape.narrow:
        values = rows.column(column)
        if pa.types.is_timestamp(values.type):
            terms += [(column, ">=", pc.min(values).as_py()), (column, "<=", pc.max(values).as_py())]
        else:
            terms.append((column, "in", values.unique().to_pylist()))
    return terms


def _rewrite(table: DeltaTable, shape: Shape, where: Sequence[Term], rows: pa.Table) -> None:
    write_deltalake(
        table,
        _sorted(shape, rows),
        mode="overwrite",
        schema_mode="merge" if _adds_columns(table, rows) else None,
        predicate=" AND ".join(f"{column} IN ({_literals(those)})" for column, _, those in where),
        writer_properties=writing(shape),
        commit_properties=ONCE,
    )


def _adds_columns(table: DeltaTable, rows: pa.Table) -> bool:
    return bool(set(rows.column_names) - {field.name for field in table.schema().fields})


def _sorted(shape: Shape, rows: pa.Table) -> pa.Table:
    return rows.sort_by([(column, "ascending") for column in dict.fromkeys((*shape.partitions, *shape.key))])


def _add_missing(lake: Lake, name: str, table: DeltaTable, rows: pa.Table) -> int:
    shape = shape_of(name)
    missing = without(rows, shape.key, rows_of(lake, name, table, shape.key, near(shape, rows)))
    if missing.num_rows:
        add(table, shape, missing)
    return missing.num_rows


def writing(shape: Shape) -> WriterProperties:
    """How every Parquet file of a table is written."""
    names = shape.schema.names
    quiet = {name: ColumnProperties(statistics_enabled="NONE") for name in LONG if name in names}
    # Marks lie in order within a file, so that each is a few bits more than the one before.
    packed = ColumnProperties(dictionary_enabled=False, encoding="DELTA_BINARY_PACKED")
    quiet |= {name: packed for name in PACKED if name in names}
    return WriterProperties(
        compression="ZSTD", compression_level=3, max_row_group_size=20_000, column_properties=quiet or None
    )


def _literals(those: Sequence[str]) -> str:
    return ", ".join("'" + text.replace("'", "''") + "'" for text in those)
