"""How a table's schema may change: a nullable column may come to it, and nothing else. Otherwise the table is refused in one sentence.

An older table lacks a newer column, and is read with nulls there; the next write adds it. A table that has a column more
than this program knows was written by a later release: it is read without that column, and not written to, since a
rewritten partition would lose what the column holds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
from deltalake import DeltaTable, Schema

from schemas.article import SCHEMA_VERSION
from schemas.errors import CallError

LABEL = "schema version"
UPDATE = "update City Portals, or open another lake"
Stored = dict[str, Any]
"""A column as Delta's log has it: name, type, nullable (Delta protocol, "Schema Serialization Format")."""


def readable(name: str, table: DeltaTable, wanted: pa.Schema) -> None:
    """Raises CallError where a stored table cannot be read as `wanted`."""
    trouble = breaks(_columns(table.schema()), wanted)
    if trouble:
        raise CallError(
            f"the table {name} does not fit schema version {SCHEMA_VERSION}: {'; '.join(trouble)}; {UPDATE}"
        )


def writable(name: str, table: DeltaTable, wanted: pa.Schema) -> None:
    """Raises CallError where writing would drop columns that a later release has added to the table."""
    more = sorted({column["name"] for column in _columns(table.schema())} - set(wanted.names))
    if more:
        raise CallError(
            f"the table {name} has columns that schema version {SCHEMA_VERSION} does not know, and writing would drop them: "
            f"{', '.join(more)}; {UPDATE}"
        )


def described() -> str:
    """What a table's metadata say of its schema, as today's program writes it."""
    return f"{LABEL} {SCHEMA_VERSION}"


def is_older(table: DeltaTable) -> bool:
    """Whether the table's metadata name an older schema version than today's; a table without a name is of the first."""
    label, _, version = (table.metadata().description or f"{LABEL} 1").rpartition(" ")
    return label == LABEL and version.isdigit() and int(version) < SCHEMA_VERSION


def breaks(stored: Sequence[Stored], wanted: pa.Schema) -> list[str]:
    """What keeps rows that were stored with these columns from being read as `wanted`; empty where the change is additive."""
    there = {column["name"]: column for column in stored}
    return [trouble for now in columns_of(wanted) if (trouble := _trouble(there.get(now["name"]), now))]


def columns_of(schema: pa.Schema) -> list[Stored]:
    """The columns as Delta's log has them."""
    return _columns(Schema.from_arrow(schema))


def _columns(schema: Schema) -> list[Stored]:
    return [{**column, "type": _bare(column["type"])} for column in json.loads(schema.to_json())["fields"]]


def _bare(kind: Any) -> Any:
    """A type without the remarks that nested fields may carry."""
    if isinstance(kind, list):
        return [_bare(one) for one in kind]
    return {name: _bare(one) for name, one in kind.items() if name != "metadata"} if isinstance(kind, dict) else kind


def _trouble(then: Stored | None, now: Stored) -> str | None:
    name = now["name"]
    if then is None:
        return None if now["nullable"] else f"{name} is missing"
    if then["type"] != now["type"]:
        return f"{name} is {_spelled(then['type'])} and not {_spelled(now['type'])}"
    return f"{name} may be null there" if then["nullable"] and not now["nullable"] else None


def _spelled(kind: str | Stored) -> str:
    return kind if isinstance(kind, str) else json.dumps(kind, separators=(",", ":"))
