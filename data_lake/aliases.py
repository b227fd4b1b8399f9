"""Every address of each article, and the month in which it is kept."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from deltalake import DeltaTable

from data_lake.addresses import folded
from data_lake.lake import Lake
from data_lake.marks import land_marks, marked, places_of
from data_lake.rows import by_capture, first_by_key, keys_of, values, without
from data_lake.shapes import SHAPES, UNKNOWN_MONTH, by_month, months_of
from data_lake.tables import Term, add, commit, near, read, rows_of
from schemas.article import MONTH
from schemas.revision import ALIASES

_ALIAS = ["article_id", "url", MONTH]


def land_aliases(lake: Lake, readings: pa.Table, run_id: str) -> tuple[dict[str, str], set[tuple[str, str]]]:
    """Every address of each article, and the month in which it is kept for good.

    -> article_id -> month, and the (article_id, url) pairs that were known before. The first writer decides on the
    month: since commits are made by compare and swap, a later one finds it.
    """
    urls = _addresses(lake, readings)
    portals = sorted(set(values(readings, "portal")))
    fresh = _first_months(readings)

    def attempt(table: DeltaTable) -> tuple[dict[str, str], set[tuple[str, str]]]:
        # In this order: what stands in `aliases` by now was marked before.
        marks = marked(lake, table)
        places = places_of(lake, marks, portals, fresh)
        months = sorted({month for _, month in places})
        where: list[Term] = [("portal", "in", portals), (MONTH, "in", months), ("article_id", "in", list(fresh))]
        there = rows_of(lake, "aliases", table, _ALIAS, where) if places else ALIASES.empty_table().select(_ALIAS)
        known = {row["article_id"]: row[MONTH] for row in there.to_pylist()}
        kept_in = fresh | known
        rows = [
            {"portal": p, "article_id": a, "url": u, "address": folded(u), MONTH: kept_in[a], "run_id": run_id}
            for p, a, u in urls
        ]
        missing = without(pa.Table.from_pylist(rows, schema=ALIASES), SHAPES["aliases"].key, there)
        if missing.num_rows:
            land_marks(lake, marks, missing, places)
            add(table, SHAPES["aliases"], first_by_key(missing, SHAPES["aliases"].key))
        return kept_in, {(article, url) for article, url in keys_of(there, ("article_id", "url"))}

    return commit(lake, "aliases", attempt)


def _first_months(readings: pa.Table) -> dict[str, str]:
    ordered = by_capture(readings)
    months: dict[str, str] = {}
    published: list[Any] = months_of(ordered.column("published_at")).to_pylist()
    for article, month in zip(values(ordered, "article_id"), published, strict=True):
        if months.get(article, UNKNOWN_MONTH) == UNKNOWN_MONTH:
            months[article] = month
    return months


def _addresses(lake: Lake, readings: pa.Table) -> list[tuple[str, str, str]]:
    ids = values(readings, "capture_id")
    where = [*near(SHAPES["captures"], by_month(readings)), ("capture_id", "in", ids)]
    captures = read(lake, "captures", ("capture_id", "final_url"), where)
    final = dict(keys_of(captures, ("capture_id", "final_url")))
    found: dict[tuple[str, str, str], None] = {}
    for row in readings.select(["portal", "article_id", "url", "canonical_url", "capture_id"]).to_pylist():
        for url in (row["url"], row["canonical_url"], final.get(row["capture_id"])):
            if url:
                found[(row["portal"], row["article_id"], url)] = None
    return list(found)
