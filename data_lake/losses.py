"""What the ledger does not tell of itself: articles that it calls landed and that are not there, captures that no run gave a fate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from data_lake.lake import Lake
from data_lake.rows import keys_of
from data_lake.tables import Term, read

SAID_LANDED = ("new", "edited", "unchanged", "known")
NOT_THERE = "the ledger calls it landed, and articles has not got it"
NO_FATE = "captured, and its run wrote no fate for it"


def told(
    lake: Lake, rows: Iterable[Mapping[str, Any]], portal: str | None, since: datetime | None, run_id: str | None
) -> Iterator[dict[str, Any]]:
    """The ledger's rows as the other tables bear them out, and one more for each capture of an article that has no row.

    rows: with run_id, portal, url, article_id, fate, stage, reason, channel, channels, found_at and ended_at.
    """
    mine: list[Term] = [("portal", "=", portal)] if portal else []
    # What was taken down is missing on purpose.
    there = _articles(lake, "articles", mine) | _articles(lake, "tombstones", mine)
    ended: dict[str, datetime] = {}
    for row in rows:
        ended[row["url"]] = max(row["ended_at"], ended.get(row["url"], row["ended_at"]))
        gone = row["fate"] in SAID_LANDED and row["article_id"] is not None and row["article_id"] not in there
        yield {**row, "fate": "lost", "stage": "land", "reason": NOT_THERE} if gone else dict(row)
    for row in _captures(lake, mine, since, run_id):
        if row["url"] not in ended or ended[row["url"]] < row["captured_at"]:
            yield _without_fate(row)


def _articles(lake: Lake, table: str, mine: list[Term]) -> set[str]:
    return {key[0] for key in keys_of(read(lake, table, ["article_id"], mine or None), ("article_id",))}


def _captures(lake: Lake, mine: list[Term], since: datetime | None, run_id: str | None) -> list[dict[str, Any]]:
    where: list[Term] = [*mine, ("kind", "=", "article")]
    where += [("run_id", "=", run_id)] if run_id else []
    where += [("captured_at", ">=", since)] if since else []
    columns = ("run_id", "portal", "url", "channel", "captured_at")
    rows: list[dict[str, Any]] = read(lake, "captures", columns, where).to_pylist()
    return rows


def _without_fate(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "run_id": row["run_id"],
        "portal": row["portal"],
        "url": row["url"],
        "article_id": None,
        "fate": "lost",
        "stage": "parse",
        "reason": NO_FATE,
        "channel": row["channel"],
        "channels": [row["channel"]],
        "found_at": row["captured_at"],
        "ended_at": row["captured_at"],
    }
