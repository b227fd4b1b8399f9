"""The whole story of one address: how it was found, what became of it, where each field of it was read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

import pyarrow.compute as pc

from data_lake.addresses import spellings
from data_lake.history import articles_at
from data_lake.lake import Lake
from data_lake.rows import values
from data_lake.tables import Term, read


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Rows of each table that concern an address, oldest first; `readings` are what was read of each capture."""

    url: str
    articles: list[dict[str, Any]]
    aliases: list[str]
    ledger: list[dict[str, Any]]
    captures: list[dict[str, Any]]
    readings: list[dict[str, Any]]
    quarantine: list[dict[str, Any]]

    @property
    def known(self) -> bool:
        """Whether the lake has ever met the address."""
        return bool(self.articles or self.ledger or self.captures or self.quarantine)


def explain(lake: Lake, url: str) -> Explained:
    """Everything that the lake knows of an address or a twin of it. All of it may be empty; nothing is raised for that."""
    found = articles_at(lake, url)
    portals = sorted({portal for portal, _ in found})
    ids = sorted({article for _, article in found})
    urls = set(spellings(url))
    aliases = _mine(lake, "aliases", portals, article_id=ids, columns=["url"]) if ids else []
    urls |= {row["url"] for row in aliases}
    ledger = _mine(lake, "ledger", portals, url=sorted(urls), article_id=ids)
    sightings = _mine(lake, "sightings", portals, article_id=ids) if ids else []
    captured = sorted({row["capture_id"] for row in [*ledger, *sightings] if row["capture_id"]})
    captures = _mine(lake, "captures", portals, url=sorted(urls), final_url=sorted(urls), capture_id=captured)
    captured = sorted({row["capture_id"] for row in captures})
    quarantine = _mine(lake, "quarantine", portals, capture_id=captured, article_id=ids)
    return Explained(
        url=url,
        articles=_articles(lake, portals, ids) if ids else [],
        aliases=sorted({row["url"] for row in aliases}),
        ledger=sorted(ledger, key=lambda row: row["ended_at"]),
        captures=sorted(captures, key=lambda row: row["captured_at"]),
        readings=_readings(lake, portals, ids, sightings),
        quarantine=[_unpacked(row) for row in sorted(quarantine, key=lambda row: row["at"])],
    )


def _mine(
    lake: Lake, name: str, portals: list[str], columns: list[str] | None = None, **wanted: list[str]
) -> list[dict[str, Any]]:
    """Rows of which any of the columns has one of the wanted values, in these portals where they are known."""
    terms = [pc.field(column).isin(those) for column, those in wanted.items() if those]
    if not terms:
        return []
    where = reduce(or_, terms)
    if portals and name not in ("ledger", "captures"):
        where = where & pc.field("portal").isin(portals)
    return read(lake, name, columns, where).to_pylist()


def _articles(lake: Lake, portals: list[str], ids: list[str]) -> list[dict[str, Any]]:
    mine: list[Term] = [("portal", "in", portals), ("article_id", "in", ids)]
    months = sorted(set(values(read(lake, "aliases", ["month"], mine), "month")))
    return read(lake, "articles", where=[*mine, ("month", "in", months)]).to_pylist()


def _readings(lake: Lake, portals: list[str], ids: list[str], sightings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each sighting with the layout and the origins of the content that it had."""
    columns = ["article_id", "content_hash", "title", "layout", "origins", "flags", "parser_version"]
    revisions = _mine(lake, "revisions", portals, columns, article_id=ids)
    by_content = {(row["article_id"], row["content_hash"]): row for row in revisions}
    told = []
    for row in sorted(sightings, key=lambda row: (row["captured_at"], row["parser_version"])):
        content = by_content.get((row["article_id"], row["content_hash"]), {})
        told.append(row | {name: content.get(name) for name in ("title", "layout", "origins", "flags")})
    return told


def _unpacked(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"row": json.loads(row["row"]) if row["row"] else None}
