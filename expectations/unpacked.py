"""Columns of a table as Python values, by way of NumPy: several times quicker than Arrow's own lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

FEW = 64
"""Distinct values up to which a column of texts is taken apart as a dictionary: kinds of blocks, names of fields."""


def unpacked(column: Any) -> list[Any]:
    """The values of a column in order; moments in UTC, null as None, lists as lists."""
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return list(column.to_numpy(zero_copy_only=False))
    if pa.types.is_timestamp(kind):
        naive = column.cast(pa.timestamp("us")).to_numpy(zero_copy_only=False).astype("datetime64[us]").tolist()
        return [at if at is None else at.replace(tzinfo=UTC) for at in naive]
    if pa.types.is_list(kind) and not pa.types.is_nested(kind.value_type):
        return [values for chunk in column.chunks for values in _lists(chunk, pc.list_flatten(chunk))]
    return list(column.to_pylist())


def nested(table: pa.Table, column: str, name: str) -> list[Sequence[Any]]:
    """For each row, one field of a list of structs, null texts as empty ones; empty where the list is null."""
    return [
        values
        for chunk in table.column(column).chunks
        for values in _lists(chunk, pc.struct_field(pc.list_flatten(chunk), name))
    ]


def _lists(chunk: Any, flat: Any) -> Sequence[Sequence[Any]]:
    """The flat values of an array of lists, list by list."""
    if not len(flat):
        return [()] * len(chunk)
    sizes = pc.fill_null(pc.list_value_length(chunk), 0).to_numpy(zero_copy_only=False).tolist()
    values = _flat(flat)
    return [values[start:end] for start, end in pairwise(accumulate(sizes, initial=0))]


def _flat(flat: Any) -> list[Any]:
    if pa.types.is_boolean(flat.type):
        return list(flat.to_numpy(zero_copy_only=False))
    if not pa.types.is_string(flat.type):
        return list(flat.to_pylist())
    texts = pc.fill_null(flat, "")
    codes = pc.dictionary_encode(texts)
    if len(codes.dictionary) > FEW:
        return list(texts.to_numpy(zero_copy_only=False))
    names = np.array(codes.dictionary.to_pylist(), dtype=object)
    return list(names[codes.indices.to_numpy(zero_copy_only=False)])
