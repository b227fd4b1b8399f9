"""The whole story of one address: how it was found, what became of it, where each field of it was read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from data_lake.addresses import spellings
from data_lake.delta import existing, rows_either, shape_of
from data_lake.lake import Lake
from data_lake.losses import left_open, run_of
from data_lake.rows import values
from data_lake.shapes import months_of
from data_lake.tables import Term, read
from data_lake.whereabouts import Life, articles_at, contents_of, life_of, sightings_of, tombstones_of
from schemas.article import MONTH
from schemas.columns import MOMENT

UNDECLARED = "unknown"
"""Portal of links whose host no portal declares."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Rows of each table that concern an address, oldest first; `readings` are what was read of each capture."""

    url: str
    articles: list[Row]
    aliases: list[str]
    ledger: list[Row]
    unfinished: list[Row]
    """Of what runs set out for and gave no fate: rows as the ledger would have them, `lost` or `under way`."""
    captures: list[Row]
    readings: list[Row]
    quarantine: list[Row]
    taken_down: list[tuple[datetime, str]]
    """(moment, reason)."""

    @property
    def known(self) -> bool:
        """Whether the lake has ever met the address."""
        return bool(self.articles or self.ledger or self.unfinished or self.captures or self.quarantine)


def explain(lake: Lake, url: str, now: datetime | None = None) -> Explained:
    """Everything that the lake knows of an address or a twin of it. All of it may be empty; nothing is raised for that.

    now: UTC; by it what is under way is told from what is lost.
    """
    lives = [life_of(lake, portal, article) for portal, article in articles_at(lake, url)]
    urls = sorted({*spellings(url), *(one for life in lives for one in life.urls)})
    ids = [life.article_id for life in lives]
    mine: list[Term] = [("portal", "in", [*sorted({life.portal for life in lives}), UNDECLARED])] if lives else []
    of_it = pc.field("url").isin(urls) | pc.field("article_id").isin(ids or [""])
    ledger, wanted = _any(lake, "ledger", mine, of_it), _any(lake, "wanted", mine, of_it)
    sightings = [row for life in lives for row in sightings_of(lake, life).to_pylist()]
    captures = _captures(lake, mine, urls, ledger, sightings)
    captured = sorted({row["capture_id"] for row in captures}) or [""]
    held = _any(lake, "quarantine", mine, pc.field("capture_id").isin(captured) | pc.field("url").isin(urls))
    return Explained(
        url=url,
        articles=[
            row
            for life in lives
            for row in read(lake, "articles", where=[*life.terms, (MONTH, "in", sorted(life.months))]).to_pylist()
        ],
        aliases=sorted(one for life in lives for one in life.urls),
        ledger=sorted(ledger, key=lambda row: row["ended_at"]),
        unfinished=_unfinished(lake, wanted, ledger, captures, now or datetime.now(UTC)),
        captures=sorted(captures, key=lambda row: row["captured_at"]),
        readings=_readings(lake, lives, sightings),
        quarantine=[_unpacked(row) for row in sorted(held, key=lambda row: row["at"])],
        taken_down=[one for life in lives for one in tombstones_of(lake, life)],
    )


def _captures(
    lake: Lake, mine: list[Term], urls: list[str], ledger: Sequence[Row], sightings: Sequence[Row]
) -> list[Row]:
    """Captures of these addresses, and those that rows of the ledger and the sightings point to.

    They are looked for in the months in which a run had to do with the address or a sighting says so; everywhere where
    nothing tells a month, or one that is pointed to is not there, as a file's that was captured long before its run.
    """
    pointed = {row["capture_id"] for row in (*ledger, *sightings) if row["capture_id"]}
    either = (
        pc.field("url").isin(urls)
        | pc.field("final_url").isin(urls)
        | pc.field("capture_id").isin(sorted(pointed) or [""])
    )
    moments = [row[name] for row in ledger for name in ("found_at", "ended_at")] + [
        row["captured_at"] for row in sightings
    ]
    months = set(months_of(pa.chunked_array([pa.array(moments, MOMENT)])).to_pylist())
    found = _any(lake, "captures", [*mine, (MONTH, "in", sorted(months))], either) if months else []
    if found and pointed <= {row["capture_id"] for row in found}:
        return found
    return _any(lake, "captures", mine, either)


def _unfinished(
    lake: Lake, wanted: Sequence[Row], ledger: Sequence[Row], captures: Sequence[Row], now: datetime
) -> list[Row]:
    ended = {(row["run_id"], row["url"]) for row in ledger}
    open_ = [row for row in wanted if (row["run_id"], row["url"]) not in ended]
    if not open_:
        return []
    runs: list[Term] = [("run_id", "in", sorted({row["run_id"] for row in open_}))]
    closed = {run_of(row) for row in read(lake, "ledger", ["run_id", "portal"], runs).to_pylist()}
    return sorted(left_open(lake, open_, captures, closed, now), key=lambda row: row["found_at"])


def _any(lake: Lake, name: str, near: list[Term], either: pc.Expression) -> list[Row]:
    """Rows for which the terms and the expression hold: first where they lie, in narrow columns, then whole, since most
    files need not be read for it."""
    table = existing(lake, name)
    if table is None:
        return []
    shape = shape_of(name)
    lying = rows_either(lake, name, table, shape.partitions, near, either)
    if not lying.num_rows:
        return []
    there: list[Term] = [(column, "in", sorted(set(values(lying, column)))) for column in shape.partitions]
    rows: list[Row] = rows_either(lake, name, table, shape.schema.names, there, either).to_pylist()
    return rows


def _readings(lake: Lake, lives: Sequence[Life], sightings: list[Row]) -> list[Row]:
    """Each sighting with the layout and the origins of the content that it had."""
    columns = ["article_id", "content_hash", "title", "layout", "origins", "flags"]
    hashes = {
        life.article_id: [one["content_hash"] for one in sightings if one["article_id"] == life.article_id]
        for life in lives
    }
    by_content = {
        (row["article_id"], row["content_hash"]): row
        for life in lives
        for row in contents_of(lake, life, hashes[life.article_id], columns).to_pylist()
    }
    told = []
    for row in sorted(sightings, key=lambda row: (row["captured_at"], row["parser_version"])):
        content = by_content.get((row["article_id"], row["content_hash"]), {})
        told.append(row | {name: content.get(name) for name in ("title", "layout", "origins", "flags")})
    return told


def _unpacked(row: Row) -> Row:
    return row | {"row": json.loads(row["row"]) if row["row"] else None}
