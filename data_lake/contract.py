"""The promise that the dataset makes: tables, columns, types, meaning, what is checked before a row is published, and how all this may change."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from data_lake.dictionary import cell, meaning_of, type_of
from data_lake.evolution import columns_of
from data_lake.shapes import SHAPES, Shape
from schemas.article import SCHEMA_VERSION
from schemas.outcome import Level, Severity

CHANGES = (
    "A new release may add tables and nullable columns; a type, a key, a partition or a meaning does not change, and no column goes.",
    "Read by column name and take only the columns you know: then later releases do not concern you.",
    "A lake that does not keep to this is refused in one sentence, and nothing is written to it.",
    "A row that breaks a MUST is in `quarantine`, whole, and not in `articles`; one that breaks a SHOULD is in `articles` with the name in `flags`.",
    "A person may release a row from quarantine with a reason: it is in `articles` with `released_by_hand`, and what it broke, in `flags`.",
    "A batch that breaks a MUST of the batch is not published: `articles` stays at its last good version.",
)
"""What holds for every table besides its columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """One expectation of a suite, with its bounds. portal: the one whose file asks for it; None for all."""

    suite: str
    level: Level
    expectation: str
    column: str | None
    severity: Severity
    reason: str
    owner: str
    at_least: float | None = None
    at_most: float | None = None
    portal: str | None = None


def contract(promised: Sequence[Promised]) -> dict[str, Any]:
    """The whole promise as plain data. Types stand there in words, and as Delta's log spells them (`stored_as`)."""
    return {
        "dataset": "city-portals",
        "schema_version": SCHEMA_VERSION,
        "changes": list(CHANGES),
        "tables": [_table(name, shape) for name, shape in SHAPES.items()],
        "expectations": [asdict(one) for one in promised],
    }


def as_json(said: dict[str, Any]) -> str:
    """The contract for a program: one JSON object."""
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def as_markdown(said: dict[str, Any]) -> str:
    """The contract for a person."""
    parts = [
        f"# Data contract of {said['dataset']}, schema version {said['schema_version']}\n",
        "Moments are UTC with microseconds; text is NFC. Every table is a Delta table under the lake's address.\n",
        "## How it may change\n",
        *(f"- {change}" for change in said["changes"]),
        *(_table_told(table) for table in said["tables"]),
        "\n## What is checked\n",
        "MUST: the row, or the whole batch, is not published. SHOULD: it is published and reported.\n",
        "| level | severity | expectation | column | bounds | why | owner | portal |",
        "|---|---|---|---|---|---|---|---|",
        *(_expectation_told(one) for one in said["expectations"]),
    ]
    return "\n".join(parts) + "\n"


def _table(name: str, shape: Shape) -> dict[str, Any]:
    stored = {column["name"]: column["type"] for column in columns_of(shape.stored)}
    columns = [
        {
            "name": field.name,
            "type": type_of(field.type),
            "stored_as": stored[field.name],
            "nullable": field.nullable,
            "meaning": meaning_of(field),
        }
        for field in shape.stored
    ]
    return {"name": name, "key": list(shape.key), "partitions": shape.partitions, "columns": columns}


def _table_told(table: dict[str, Any]) -> str:
    named = [", ".join(f"`{name}`" for name in table[what]) for what in ("key", "partitions")]
    rows = [
        f"| `{c['name']}` | {c['type']} | {'yes' if c['nullable'] else 'no'} | {cell(c['meaning']) or 'partition'} |"
        for c in table["columns"]
    ]
    head = [f"\n## {table['name']}\n", f"Key: {named[0]}. Partitions: {named[1]}.\n"]
    return "\n".join([*head, "| column | type | null | meaning |", "|---|---|---|---|", *rows])


def _expectation_told(one: dict[str, Any]) -> str:
    bounds = " ".join(
        f"{sign} {one[name]:g}" for name, sign in (("at_least", "≥"), ("at_most", "≤")) if one[name] is not None
    )
    cells = (one["level"], one["severity"], f"`{one['expectation']}`", one["column"] or "", bounds, cell(one["reason"]))
    return "| " + " | ".join([*cells, one["owner"], one["portal"] or "all"]) + " |"
