"""Landing accepted readings: revisions and sightings, each in one commit of its table."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pyarrow as pa
from deltalake import DeltaTable

from data_lake.lake import Lake
from data_lake.rows import by_capture, first_by_key, keys_of, picked, values, without
from data_lake.shapes import SHAPES, by_month, stored_rows
from data_lake.tables import Term, add, commit, near, read, replace, rows_of, take_out
from schemas.revision import SIGHTINGS

Moment = tuple[str, datetime]
"""(article_id, captured_at)"""


def land_revisions(lake: Lake, readings: pa.Table, seen: pa.Table) -> set[tuple[str, str]]:
    """Each distinct content whole, as first captured. -> keys (article_id, content_hash) that were not there.

    seen: the sightings of these articles around these moments.
    A text beside an HTML reading of the same moment makes no revision: it is the same content, less well read.
    """
    shape = SHAPES["revisions"]
    html = _html_moments(seen) | _html_moments(readings)
    mediums = values(readings, "medium")
    kept = picked(readings, (m != "text" or at not in html for m, at in zip(mediums, _moments(readings), strict=True)))
    rows = first_by_key(stored_rows(shape, by_capture(kept)), shape.key)
    if not rows.num_rows:
        return set()

    def attempt(table: DeltaTable) -> set[tuple[str, str]]:
        where = [*near(shape, rows), ("article_id", "in", sorted(set(values(rows, "article_id"))))]
        there = rows_of(lake, "revisions", table, (*shape.key, *_ORDER), where)
        since = {(row["article_id"], row["content_hash"]): _order(row) for row in there.to_pylist()}
        mine = rows.select([*shape.key, *_ORDER]).to_pylist()
        keys = [(row["article_id"], row["content_hash"]) for row in mine]
        earlier = [key in since and _order(row) < since[key] for key, row in zip(keys, mine, strict=True)]
        changed = picked(rows, (key not in since or e for key, e in zip(keys, earlier, strict=True)))
        if any(earlier):
            replace(lake, "revisions", table, changed)
        elif changed.num_rows:
            add(table, shape, changed)
        return {key for key in keys if key not in since}

    return commit(lake, "revisions", attempt)


def sightings_near(lake: Lake, readings: pa.Table, table: DeltaTable) -> pa.Table:
    """What is in the table of these articles in the span of time of these readings."""
    where = [
        *near(SHAPES["sightings"], by_month(readings)),
        ("article_id", "in", sorted(set(values(readings, "article_id")))),
    ]
    return rows_of(lake, "sightings", table, _SEEN, where)


def land_sightings(lake: Lake, readings: pa.Table, run_id: str, table: DeltaTable, seen: pa.Table) -> None:
    """What was seen where and when; then revisions that only a text beside an HTML reading had are taken out again.

    table, seen: the table as `seen` was read from it, so that it is read again only if another writer came between.
    """
    shape = SHAPES["sightings"]
    kept = readings.select([name for name in SIGHTINGS.names if name != "run_id"])
    kept = kept.append_column("run_id", pa.array([run_id] * kept.num_rows, pa.string()))
    rows = first_by_key(stored_rows(shape, kept), shape.key)

    def attempt(newest: DeltaTable) -> pa.Table:
        there = seen if newest is table else sightings_near(lake, readings, newest)
        missing = without(rows, shape.key, there)
        if missing.num_rows:
            add(newest, shape, missing)
        return there

    there = commit(lake, "sightings", attempt, table)
    known = keys_of(
        pa.concat_tables([there, rows.select(_SEEN)]), ("article_id", "captured_at", "medium", "content_hash")
    )
    html = {(article, at) for article, at, medium, _ in known if medium != "text"}
    doubtful = {
        (article, content) for article, at, medium, content in known if medium == "text" and (article, at) in html
    }
    if doubtful:
        _settle(lake, sorted(set(values(readings, "portal"))), doubtful)


_SEEN = ["article_id", "capture_id", "parser_version", "captured_at", "medium", "content_hash"]
_ORDER = ("captured_at", "medium", "parser_version", "capture_id")


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    return (row["captured_at"], row["medium"] == "text", row["parser_version"], row["capture_id"])


def _moments(rows: pa.Table) -> list[Moment]:
    return [(article, at) for article, at in keys_of(rows, ("article_id", "captured_at"))]


def _html_moments(rows: pa.Table) -> set[Moment]:
    return {(a, at) for a, at, medium in keys_of(rows, ("article_id", "captured_at", "medium")) if medium != "text"}


def _settle(lake: Lake, portals: list[str], doubtful: set[tuple[str, str]]) -> None:
    """Takes out those revisions that no HTML reading, and no text of a moment of its own, has."""
    where: list[Term] = [("portal", "in", portals), ("article_id", "in", sorted({article for article, _ in doubtful}))]
    seen = read(lake, "sightings", _SEEN, where)
    html = _html_moments(seen)
    backed = {
        (article, content)
        for article, at, medium, content in keys_of(seen, ("article_id", "captured_at", "medium", "content_hash"))
        if medium != "text" or (article, at) not in html
    }
    for article, content in sorted(doubtful - backed):
        mine: list[Term] = [("portal", "in", portals), ("article_id", "=", article), ("content_hash", "=", content)]
        take_out(lake, "revisions", mine)
