"""Delta tables: read them, append to them, merge into them; every commit is idempotent by key and made by compare and swap.

A commit is refused when the table has a newer version than the one that was looked at; then all is looked at again.
So two writers never put the same key in twice, and neither overwrites the other.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as pds
from deltalake import ColumnProperties, CommitProperties, DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError
from pyarrow import fs as pafs

from data_lake.lake import Lake
from data_lake.rows import first_by_key, values, without
from data_lake.shapes import SHAPES, Shape, stored_rows
from schemas.errors import CallError, LakeBusy

Term = tuple[str, str, Any]
"""(column, operator, value): the operators are = != < <= > >= in. A list of them means all of them."""
Where = pc.Expression | Sequence[Term] | None

T = TypeVar("T")

KEEP = "interval 3650 days"
TRIES = 200
ONCE = CommitProperties(max_commit_retries=0)
LONG = ("body", "blocks", "lead", "origins", "row")
"""Columns without statistics in Parquet: they would hold whole texts."""


def read(
    lake: Lake, name: str, columns: Sequence[str] | None = None, where: Where = None, version: int | None = None
) -> pa.Table:
    """Rows of a table, of the newest version or of a given one; a table that is not there yet has no rows.

    `where` as a list of terms passes over files by partition and statistics, so prefer it. Raises CallError for an
    unknown table or version.
    """
    shape = _shape(name)
    wanted = list(columns) if columns is not None else shape.schema.names
    table = _opened(lake, name, version)
    if table is None:
        return shape.stored.empty_table().select(wanted)
    return rows_of(lake, name, table, wanted, where)


def rows_of(lake: Lake, name: str, table: DeltaTable, columns: Sequence[str], where: Where = None) -> pa.Table:
    """Rows of an opened table: for those that have to know the version that they look at."""
    return dataset_of(lake, name, table, where).to_table(columns=list(columns), filter=_expression(where))


def dataset_of(lake: Lake, name: str, table: DeltaTable, where: Where = None) -> pds.Dataset:
    """The table's files that may hold what is looked for, as an Arrow dataset with the columns of today's schema."""
    terms = list(where) if isinstance(where, Sequence) else None
    files = None
    if lake.local is not None:
        files = pafs.SubTreeFileSystem(lake.table(name), pafs.LocalFileSystem())
    return table.to_pyarrow_dataset(filesystem=files, schema=_shape(name).stored, file_pruning_predicate=terms or None)


def append(lake: Lake, name: str, table: pa.Table) -> int:
    """Adds the rows whose key is not there yet, and says how many those are. Of rows with one key the first is taken.

    Raises ValueError or pa.ArrowInvalid for rows that do not fit the schema, LakeBusy when others never let go.
    """
    shape = _shape(name)
    rows = first_by_key(stored_rows(shape, table), shape.key)
    return commit(lake, name, lambda dt: _add_missing(lake, name, dt, rows)) if rows.num_rows else 0


def commit(lake: Lake, name: str, attempt: Callable[[DeltaTable], T]) -> T:
    """Runs look-and-write on the newest version until no other writer came between. Raises LakeBusy."""
    for tried in range(TRIES):
        try:
            return attempt(opened(lake, name))
        except CommitFailedError:
            time.sleep(random.uniform(0.002, 0.01) * min(tried + 1, 20))
    raise LakeBusy(
        f"the table {name} of {lake.address} was busy for {TRIES} tries; run again when the other writers are done"
    )


def replace(lake: Lake, name: str, table: DeltaTable, rows: pa.Table) -> None:
    """Replaces rows by key and adds the others, in one commit that rewrites the partitions of these rows alone.

    Not Delta's own MERGE: that one is slower, and writes its strings in a form on which Arrow cannot filter.
    """
    shape = _shape(name)
    where: list[Term] = [(column, "in", sorted(set(values(rows, column)))) for column in shape.partitions]
    there = rows_of(lake, name, table, shape.stored.names, where)
    _rewrite(table, shape, where, pa.concat_tables([without(there, shape.key, rows), rows.select(shape.stored.names)]))


def take_out(lake: Lake, name: str, where: Sequence[Term]) -> int:
    """Removes rows from the newest version, rewriting the partitions that hold them; how many those were.

    Only for what should never have been a row (a text beside HTML) or has to go (a takedown).
    """
    shape = _shape(name)

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
    additive = set(rows.column_names) - {field.name for field in table.schema().fields}
    write_deltalake(
        table,
        _sorted(shape, rows),
        mode="append",
        schema_mode="merge" if additive else None,
        writer_properties=_writing(shape),
        commit_properties=ONCE,
    )


def versions(lake: Lake) -> dict[str, int]:
    """Newest version of each table that exists."""
    tables = {name: _opened(lake, name, None) for name in SHAPES}
    return {name: table.version() for name, table in tables.items() if table is not None}


def version_at(lake: Lake, name: str, moment: datetime) -> int | None:
    """The version that a table had at a moment; None where it was not there yet."""
    table = _opened(lake, name, None)
    if table is None:
        return None
    commits = [(datetime.fromtimestamp(c["timestamp"] / 1000, UTC), c["version"]) for c in table.history()]
    return max((version for at, version in commits if at <= moment), default=None)


def opened(lake: Lake, name: str) -> DeltaTable:
    """The table to write to, made if it is not there."""
    table = _opened(lake, name, None)
    return table if table is not None else _made(lake, name)


def existing(lake: Lake, name: str) -> DeltaTable | None:
    """The table to read from; None if it is not there."""
    return _opened(lake, name, None)


def opened_at(lake: Lake, name: str, version: int) -> DeltaTable:
    """The table at a version. Raises CallError where there is none."""
    table = _opened(lake, name, version)
    if table is None:
        raise CallError(f"there is no table {name} at {lake.address} yet")
    return table


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
        predicate=" AND ".join(f"{column} IN ({_literals(those)})" for column, _, those in where),
        writer_properties=_writing(shape),
        commit_properties=ONCE,
    )


def _sorted(shape: Shape, rows: pa.Table) -> pa.Table:
    return rows.sort_by([(column, "ascending") for column in (*shape.partitions, shape.key[0])])


def _add_missing(lake: Lake, name: str, table: DeltaTable, rows: pa.Table) -> int:
    shape = _shape(name)
    missing = without(rows, shape.key, rows_of(lake, name, table, shape.key, near(shape, rows)))
    if missing.num_rows:
        add(table, shape, missing)
    return missing.num_rows


def _shape(name: str) -> Shape:
    if name not in SHAPES:
        raise CallError(f"there is no table {name}; the tables are {', '.join(SHAPES)}")
    return SHAPES[name]


def _opened(lake: Lake, name: str, version: int | None) -> DeltaTable | None:
    try:
        return DeltaTable(lake.table(name), version=version, storage_options=dict(lake.options))
    except TableNotFoundError:
        return None
    except DeltaError as error:
        if version is None:
            raise
        raise CallError(f"the table {name} has no version {version} that can be read") from error


def _made(lake: Lake, name: str) -> DeltaTable:
    shape = _shape(name)
    try:
        return DeltaTable.create(
            lake.table(name),
            shape.stored,
            mode="error",
            partition_by=shape.partitions,
            name=name,
            configuration={
                "delta.dataSkippingStatsColumns": ",".join(shape.short),
                "delta.logRetentionDuration": KEEP,
                "delta.deletedFileRetentionDuration": KEEP,
            },
            storage_options=dict(lake.options),
        )
    except DeltaError:
        # Another writer made it in the meantime; if not, this says what is wrong.
        return DeltaTable(lake.table(name), storage_options=dict(lake.options))


def _writing(shape: Shape) -> WriterProperties:
    quiet = {name: ColumnProperties(statistics_enabled="NONE") for name in LONG if name in shape.schema.names}
    return WriterProperties(
        compression="ZSTD", compression_level=3, max_row_group_size=20_000, column_properties=quiet or None
    )


def _expression(where: Where) -> pc.Expression | None:
    if where is None or isinstance(where, pc.Expression):
        return where
    expression: pc.Expression | None = None
    for column, operator, value in where:
        term = _term(pc.field(column), operator, value)
        expression = term if expression is None else expression & term
    return expression


def _term(column: pc.Expression, operator: str, value: Any) -> pc.Expression:
    if operator == "in":
        return column.isin(list(value))
    return {
        "=": column.__eq__,
        "!=": column.__ne__,
        "<": column.__lt__,
        "<=": column.__le__,
        ">": column.__gt__,
        ">=": column.__ge__,
    }[operator](value)


def _literals(those: Sequence[str]) -> str:
    return ", ".join("'" + text.replace("'", "''") + "'" for text in those)
