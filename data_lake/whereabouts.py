"""Where the rows of one article lie, so that a question about it reads a few partitions of the lake and not all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from data_lake.addresses import folded
from data_lake.lake import Lake
from data_lake.marks import narrowed
from data_lake.rows import keys_of, values
from data_lake.shapes import UNKNOWN_MONTH, months_of
from data_lake.tables import Term, existing, read, rows_of
from schemas.article import MONTH
from schemas.revision import ALIASES, REVISIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What leads to an article's rows. months: of its rows in `aliases` and `articles`; published: of its newest content."""

    portal: str
    article_id: str
    urls: tuple[str, ...]
    months: frozenset[str]
    seen: tuple[datetime, datetime] | None
    """First and last capture in which it was seen; None where it is in no row of `articles`."""
    published: frozenset[str]

    @property
    def terms(self) -> list[Term]:
        """Its rows in any table."""
        return [("portal", "=", self.portal), ("article_id", "=", self.article_id)]


def articles_at(lake: Lake, url: str) -> list[tuple[str, str]]:
    """(portal, article_id) of the articles that were ever seen under an address or a twin of it."""
    address = folded(url)
    where = narrowed(lake, [("address", "=", address)], addresses=[address])
    if where is None:
        return []
    found = read(lake, "aliases", ("portal", "article_id"), where)
    return [(portal, article) for portal, article in sorted(set(keys_of(found, ("portal", "article_id"))))]


def aliases_of(lake: Lake, portal: str, ids: Collection[str]) -> pa.Table:
    """url and month of every alias of these articles of a portal."""
    where = narrowed(lake, [("portal", "=", portal), ("article_id", "in", list(ids))], ids=ids)
    none = ALIASES.empty_table().select(["url", MONTH])
    return none if where is None else read(lake, "aliases", ["url", MONTH], where)


def life_of(lake: Lake, portal: str, article_id: str) -> Life:
    """The life of an article by its id."""
    aliases = aliases_of(lake, portal, [article_id])
    months = frozenset(values(aliases, MONTH))
    where: list[Term] = [("portal", "=", portal), (MONTH, "in", sorted(months)), ("article_id", "=", article_id)]
    rows = read(lake, "articles", ["first_seen_at", "last_seen_at", "published_at"], where)
    return Life(
        portal=portal,
        article_id=article_id,
        urls=tuple(sorted(values(aliases, "url"))),
        months=months,
        seen=next(iter(keys_of(rows, ("first_seen_at", "last_seen_at"))), None),
        published=frozenset(map(str, months_of(rows.column("published_at")).to_pylist())),
    )


def tombstones_of(lake: Lake, life: Life) -> list[tuple[datetime, str]]:
    """(moment, reason) of the takedowns of an article, oldest first."""
    told = ("at", "reason")
    return sorted((at, reason) for at, reason in keys_of(read(lake, "tombstones", told, life.terms), told))


def sightings_of(lake: Lake, life: Life, columns: Sequence[str] | None = None) -> pa.Table:
    """Every sighting of an article."""
    span: list[Term] = [("captured_at", ">=", life.seen[0]), ("captured_at", "<=", life.seen[1])] if life.seen else []
    return read(lake, "sightings", columns, [*life.terms, *span])


def contents_of(lake: Lake, life: Life, hashes: Collection[str], columns: Sequence[str] | None = None) -> pa.Table:
    """The revisions of an article: looked for where its newest content and its aliases lie, and everywhere where one of
    these contents is not among those."""
    wanted = list(columns) if columns is not None else REVISIONS.names
    near: list[Term] = [*life.terms, (MONTH, "in", sorted({*life.months, *life.published, UNKNOWN_MONTH}))]
    found = read(lake, "revisions", list(dict.fromkeys([*wanted, "content_hash"])), near)
    if set(hashes) <= set(values(found, "content_hash")):
        return found.select(wanted)
    return revisions_of(lake, life.portal, [life.article_id], columns)


def revisions_of(lake: Lake, portal: str, article_ids: Sequence[str], columns: Sequence[str] | None = None) -> pa.Table:
    """Every revision of some articles of a portal. Finds their months first, so that other texts are not read."""
    mine: list[Term] = [("portal", "=", portal), ("article_id", "in", list(article_ids))]
    wanted = list(columns) if columns is not None else REVISIONS.names
    table = existing(lake, "revisions")
    if table is None:
        return REVISIONS.empty_table().select(wanted)
    months = sorted(set(values(rows_of(lake, "revisions", table, (MONTH,), mine), MONTH)))
    return rows_of(lake, "revisions", table, wanted, [*mine, (MONTH, "in", months)])
