"""Delta tables as they are opened, made, and scanned; everything above this module says what it wants in terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as pds
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError, TableNotFoundError
from pyarrow import fs as pafs

from data_lake.evolution import described, is_older, readable, writable
from data_lake.files import paths_under
from data_lake.lake import Lake
from data_lake.shapes import SHAPES, Shape
from schemas.article import MONTH
from schemas.errors import CallError

Term = tuple[str, str, Any]
"""(column, operator, value): the operators are = != < <= > >= in. A list of them means all of them."""
Where = pc.Expression | Sequence[Term] | None

FEW = 8
KEEP = "interval 3650 days"


def rows_of(lake: Lake, name: str, table: DeltaTable, columns: Sequence[str], where: Where = None) -> pa.Table:
    """Rows of an opened table: for those that have to know the version that they look at."""
    return dataset_of(lake, name, table, where).to_table(columns=list(columns), filter=_expression(where))


def rows_either(
    lake: Lake, name: str, table: DeltaTable, columns: Sequence[str], where: Sequence[Term], either: pc.Expression
) -> pa.Table:
    """Rows for which all terms and the expression hold; by the terms files are passed over."""
    wanted = _expression(where)
    return dataset_of(lake, name, table, where).to_table(
        columns=list(columns), filter=either if wanted is None else wanted & either
    )


def dataset_of(lake: Lake, name: str, table: DeltaTable, where: Where = None) -> pds.Dataset:
    """The table's files that may hold what is looked for, as an Arrow dataset with the columns of today's schema."""
    terms = [term for term in where if _may_prune(term)] if isinstance(where, Sequence) else None
    files = pafs.SubTreeFileSystem(name, lake.files)
    return table.to_pyarrow_dataset(
        filesystem=files, schema=shape_of(name).stored, file_pruning_predicate=terms or None
    )


def _may_prune(term: Term) -> bool:
    """Many values at once, of a column that is a digest, lie between the least and the greatest of any file."""
    column, operator, value = term
    return operator != "in" or (len(value) > 0 and (column in ("portal", MONTH) or len(value) <= FEW))


def opened(lake: Lake, name: str) -> DeltaTable:
    """The table to write to, made if it is not there. Raises CallError where a later release has added columns to it."""
    table = _opened(lake, name, None)
    if table is None:
        return _made(lake, name)
    writable(name, table, shape_of(name).stored)
    if is_older(table):
        table.alter.set_table_description(described())
        return DeltaTable(lake.table(name), storage_options=dict(lake.options))
    return table


def existing(lake: Lake, name: str) -> DeltaTable | None:
    """The table to read from; None if it is not there. Raises CallError where its schema is not one that today's adds to."""
    return _opened(lake, name, None)


def refuse_unfit(lake: Lake) -> None:
    """Raises CallError where some table cannot be both read and written with today's schemas: before a job begins."""
    for name, shape in SHAPES.items():
        table = existing(lake, name)
        if table is not None:
            writable(name, table, shape.stored)


def version_of(lake: Lake, name: str) -> int | None:
    """The newest version of a table by the names in its log, without loading it; None if it is not there."""
    numbers = [path.rpartition("/")[2].removesuffix(".json") for path, _ in paths_under(lake.files, lake.log(name))]
    return max((int(number) for number in numbers if number.isdigit()), default=None)


def opened_at(lake: Lake, name: str, version: int) -> DeltaTable:
    """The table at a version. Raises CallError where there is none."""
    table = _opened(lake, name, version)
    if table is None:
        raise CallError(f"there is no table {name} at {lake.address} yet")
    return table


def shape_of(name: str) -> Shape:
    """What a table is. Raises CallError for a name that is none."""
    if name not in SHAPES:
        raise CallError(f"there is no table {name}; the tables are {', '.join(SHAPES)}")
    return SHAPES[name]


def _opened(lake: Lake, name: str, version: int | None) -> DeltaTable | None:
    try:
        table = DeltaTable(lake.table(name), version=version, storage_options=dict(lake.options))
    except TableNotFoundError:
        return None
    except DeltaError as error:
        if version is None:
            raise
        raise CallError(f"the table {name} has no version {version} that can be read") from error
    readable(name, table, shape_of(name).stored)
    return table


def _made(lake: Lake, name: str) -> DeltaTable:
    shape = shape_of(name)
    try:
        return DeltaTable.create(
            lake.table(name),
            shape.stored,
            mode="error",
            partition_by=shape.partitions,
            name=name,
            description=described(),
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
        # An empty list has no type that the column could be held against.
        return column.isin(list(value)) if value else pc.scalar(False)
    return {
        "=": column.__eq__,
        "!=": column.__ne__,
        "<": column.__lt__,
        "<=": column.__le__,
        ">": column.__gt__,
        ">=": column.__ge__,
    }[operator](value)
