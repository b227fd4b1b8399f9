"""Where the addresses of an article lie, told from a few bytes for each: so that neither a landing nor a question reads all of `aliases`.

A mark is written before its alias, so every alias of a version of that table has its mark in `marks`, as read after it. A mark
without an alias (a run was killed between the two, or two articles share one) only lets a partition be read in vain.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from typing import Any

import pyarrow as pa
from deltalake import DeltaTable

from data_lake.lake import Lake
from data_lake.rows import first_by_key, keys_of, values, without
from data_lake.shapes import SHAPES
from data_lake.tables import Term, add, commit, dataset_of, existing, opened, rows_of
from schemas.article import MONTH
from schemas.revision import MARKS

DIGITS = 7
"""Hex digits in a mark: among 200,000 articles of a portal, one lookup in 1,300 reads a partition in vain."""
PLACE = ("mark", "kept_in")
Place = tuple[int, str]


def mark_of(article_id: str) -> int:
    """The beginning of an article_id as a number."""
    return int(article_id[:DIGITS], 16)


def address_mark_of(address: str) -> int:
    """The beginning of the sha256 of a folded address as a number."""
    return int(hashlib.sha256(address.encode()).hexdigest()[:DIGITS], 16)


def marks_for(aliases: pa.Table) -> pa.Table:
    """A row of `marks` for each row of `aliases` (portal, article_id, address and month are looked at)."""
    rows = [
        {"portal": p, "mark": mark_of(a), "address_mark": address_mark_of(u), "kept_in": m}
        for p, a, u, m in zip(
            *(aliases.column(n).to_pylist() for n in ("portal", "article_id", "address", MONTH)), strict=True
        )
    ]
    return pa.Table.from_pylist(rows, schema=MARKS)


def marked(lake: Lake, aliases: DeltaTable) -> DeltaTable:
    """The table `marks` to write to; filled from `aliases` first, where a lake of schema version 1 has none yet."""
    table = opened(lake, "marks")
    if table.file_uris() or not aliases.file_uris():
        return table

    def attempt(newest: DeltaTable) -> DeltaTable:
        if not newest.file_uris():
            columns = ["portal", "article_id", "address", MONTH]
            rows = (
                marks_for(pa.Table.from_batches([batch]))
                for batch in dataset_of(lake, "aliases", aliases).to_batches(columns=columns)
            )
            add(newest, SHAPES["marks"], first_by_key(pa.concat_tables(rows), SHAPES["marks"].key))
        return newest

    return commit(lake, "marks", attempt)


def places_of(lake: Lake, table: DeltaTable, portals: Collection[str], ids: Iterable[str]) -> set[Place]:
    """Where in `aliases` these articles may be; nothing for most new ones."""
    where: list[Term] = [("portal", "in", list(portals)), ("mark", "in", [mark_of(one) for one in ids])]
    return set(keys_of(rows_of(lake, "marks", table, PLACE, where), PLACE))


def land_marks(lake: Lake, table: DeltaTable, aliases: pa.Table, there: set[Place]) -> None:
    """Marks these aliases. table, there: as opened before, and the places of these articles in it, so that it is looked at
    again only where one of them may be marked, or where another writer came between."""
    shape = SHAPES["marks"]
    rows = first_by_key(marks_for(aliases), shape.key)
    portals = sorted(set(values(rows, "portal")))
    unmarked = there.isdisjoint(keys_of(rows, PLACE))

    def attempt(newest: DeltaTable) -> None:
        where: list[Term] = [("portal", "in", portals), ("address_mark", "in", values(rows, "address_mark"))]
        known = unmarked and newest is table
        missing = rows if known else without(rows, shape.key, rows_of(lake, "marks", newest, shape.key, where))
        if missing.num_rows:
            add(newest, shape, missing)

    commit(lake, "marks", attempt, table)


def narrowed(
    lake: Lake, terms: list[Term], *, ids: Collection[str] = (), addresses: Collection[str] = ()
) -> list[Term] | None:
    """Terms for `aliases`, narrowed to the partitions that may hold these ids or folded addresses; None where none does."""
    table = existing(lake, "marks")
    if table is None or not table.file_uris():
        return terms
    where: list[Term] = [term for term in terms if term[0] == "portal"]
    where += [("mark", "in", [mark_of(one) for one in ids])] if ids else []
    where += [("address_mark", "in", [address_mark_of(one) for one in addresses])] if addresses else []
    rows: list[dict[str, Any]] = rows_of(lake, "marks", table, ["portal", "kept_in"], where).to_pylist()
    if not rows:
        return None
    places: list[Term] = [(MONTH, "in", sorted({row["kept_in"] for row in rows}))]
    return [("portal", "in", sorted({row["portal"] for row in rows})), *places, *(t for t in terms if t[0] != "portal")]
