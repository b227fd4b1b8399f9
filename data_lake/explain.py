"""The whole story of one address: how it was found, what became of it, where each field of it was read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from data_lake.addresses import spellings
from data_lake.history import aliases_of, articles_at, revisions_of
from data_lake.lake import Lake
from data_lake.rows import values
from data_lake.tables import Term, existing, read, rows_of, shape_of
from schemas.article import MONTH

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Rows of each table that concern an address, oldest first; `readings` are what was read of each capture."""

    url: str
    articles: list[Row]
    aliases: list[str]
    ledger: list[Row]
    captures: list[Row]
    readings: list[Row]
    quarantine: list[Row]

    @property
    def known(self) -> bool:
        """Whether the lake has ever met the address."""
        return bool(self.articles or self.ledger or self.captures or self.quarantine)


def explain(lake: Lake, url: str) -> Explained:
    """Everything that the lake knows of an address or a twin of it. All of it may be empty; nothing is raised for that."""
    found = articles_at(lake, url)
    ids = sorted({article for _, article in found})
    mine: list[Term] = [("portal", "in", sorted({portal for portal, _ in found}))] if found else []
    of_article: list[Term] = [*mine, ("article_id", "in", ids)]
    aliases = [row for portal, article in found for row in aliases_of(lake, portal, [article]).to_pylist()]
    urls = sorted({*spellings(url), *(row["url"] for row in aliases)})
    ledger = _any(lake, "ledger", [[("url", "in", urls)], of_article if ids else []])
    sightings = read(lake, "sightings", where=of_article).to_pylist() if ids else []
    captures = _captures(lake, mine, urls, [*ledger, *sightings])
    captured = sorted({row["capture_id"] for row in captures})
    held = _any(lake, "quarantine", [[("capture_id", "in", captured)], [("url", "in", urls)]])
    months = sorted({row[MONTH] for row in aliases})
    return Explained(
        url=url,
        articles=read(lake, "articles", where=[*of_article, (MONTH, "in", months)]).to_pylist() if ids else [],
        aliases=sorted(row["url"] for row in aliases),
        ledger=sorted(ledger, key=lambda row: row["ended_at"]),
        captures=sorted(captures, key=lambda row: row["captured_at"]),
        readings=_readings(lake, found, sightings),
        quarantine=[_unpacked(row) for row in sorted(held, key=lambda row: row["at"])],
    )


def _captures(lake: Lake, mine: list[Term], urls: list[str], pointing: Iterable[Row]) -> list[Row]:
    """Captures of these addresses, and those that rows of the ledger and the sightings point to."""
    wheres: list[list[Term]] = [[*mine, ("url", "in", urls)], [*mine, ("final_url", "in", urls)]]
    captured = sorted({row["capture_id"] for row in pointing if row["capture_id"]})
    if captured:
        wheres.append([*mine, ("capture_id", "in", captured)])
    return _any(lake, "captures", wheres)


def _any(lake: Lake, name: str, wheres: list[list[Term]]) -> list[Row]:
    """Rows for which any list of terms holds, each once; asked one by one, since terms pass over files and an `or` cannot.

    First where they lie, in narrow columns, then whole: most files need not be read for it.
    """
    table = existing(lake, name)
    if table is None:
        return []
    rows: dict[tuple[Any, ...], Row] = {}
    shape = shape_of(name)
    for where in filter(None, wheres):
        lying = rows_of(lake, name, table, shape.partitions, where)
        near: list[Term] = [(column, "in", sorted(set(values(lying, column)))) for column in shape.partitions]
        if lying.num_rows:
            for row in rows_of(lake, name, table, shape.schema.names, [*near, *where]).to_pylist():
                rows[tuple(row[column] for column in shape.key)] = row
    return list(rows.values())


def _readings(lake: Lake, found: list[tuple[str, str]], sightings: list[Row]) -> list[Row]:
    """Each sighting with the layout and the origins of the content that it had."""
    columns = ["article_id", "content_hash", "title", "layout", "origins", "flags"]
    by_content: dict[tuple[str, str], Row] = {}
    for portal, article in found:
        for row in revisions_of(lake, portal, [article], columns).to_pylist():
            by_content[row["article_id"], row["content_hash"]] = row
    told = []
    for row in sorted(sightings, key=lambda row: (row["captured_at"], row["parser_version"])):
        content = by_content.get((row["article_id"], row["content_hash"]), {})
        told.append(row | {name: content.get(name) for name in ("title", "layout", "origins", "flags")})
    return told


def _unpacked(row: Row) -> Row:
    return row | {"row": json.loads(row["row"]) if row["row"] else None}
