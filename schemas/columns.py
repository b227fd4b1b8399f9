"""From a row's dataclass to its Arrow schema: one declaration, read by the lake, the suites and the documents."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

MOMENT = pa.timestamp("us", tz="UTC")


@dataclass(frozen=True, slots=True)
class Column:
    """What a reader of the table is promised of one column: its Arrow type and its meaning in a sentence."""

    type: pa.DataType
    doc: str


def schema_of(row: type[Any]) -> pa.Schema:
    """The Arrow schema of a row's dataclass; every field is `Annotated[python type, Column(...)]`.

    A column is nullable exactly when its Python type admits None. The doc stands in the field's metadata.
    """
    hints = get_type_hints(row, include_extras=True)
    return pa.schema([_field(f.name, hints[f.name]) for f in dataclasses.fields(row)])


def _field(name: str, hint: Any) -> pa.Field[Any]:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"column {name} has no Column")
    python_type, column = get_args(hint)[:2]
    nullable = get_origin(python_type) in (Union, types.UnionType) and type(None) in get_args(python_type)
    return pa.field(name, column.type, nullable=nullable, metadata={"doc": column.doc})


def table_of(rows: Iterable[Any], schema: pa.Schema) -> pa.Table:
    """Dataclass rows as a table of exactly `schema`. Raises pa.ArrowInvalid on a value that does not fit its type."""
    return pa.Table.from_pylist([dataclasses.asdict(row) for row in rows], schema=schema)
