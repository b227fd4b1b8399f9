"""What the ledger does not tell of itself: articles that it calls landed and that are not there, and links that no run gave a fate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from data_lake.lake import Lake
from data_lake.rows import keys_of
from data_lake.tables import Term, read
from data_lake.traffic import asked_in

SAID_LANDED = ("new", "edited", "unchanged", "known")
NOT_THERE = "the ledger calls it landed, and articles has not got it"
NO_FATE = "captured, and its run wrote no fate for it"
NOT_KEPT = "asked for, and its run kept no capture and wrote no fate"
NEVER_ASKED = "found, and its run neither asked for it nor wrote a fate"


def told(
    lake: Lake, rows: Iterable[Mapping[str, Any]], portal: str | None, since: datetime | None, run_id: str | None
) -> Iterator[dict[str, Any]]:
    """The ledger's rows as the other tables bear them out, and one more for each link or capture of an article that has no row.

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
    captured: set[tuple[str, str]] = set()
    found = _wanted(lake, mine, since, run_id)
    articles = {row["url"]: row["article_id"] for row in found}
    for row in _captures(lake, mine, since, run_id):
        captured.add((row["run_id"], row["url"]))
        if row["url"] not in ended or ended[row["url"]] < row["captured_at"]:
            yield _lost(row, articles.get(row["url"]), (row["channel"],), row["captured_at"], "parse", NO_FATE)
    open_ = [row for row in found if row["url"] not in ended or ended[row["url"]] < row["found_at"]]
    yield from _uncaptured(lake, [row for row in open_ if (row["run_id"], row["url"]) not in captured])


def _articles(lake: Lake, table: str, mine: list[Term]) -> set[str]:
    return {key[0] for key in keys_of(read(lake, table, ["article_id"], mine or None), ("article_id",))}


def _captures(lake: Lake, mine: list[Term], since: datetime | None, run_id: str | None) -> list[dict[str, Any]]:
    where: list[Term] = [*mine, ("kind", "=", "article")]
    where += [("run_id", "=", run_id)] if run_id else []
    where += [("captured_at", ">=", since)] if since else []
    columns = ("run_id", "portal", "url", "channel", "captured_at")
    rows: list[dict[str, Any]] = read(lake, "captures", columns, where).to_pylist()
    return rows


def _wanted(lake: Lake, mine: list[Term], since: datetime | None, run_id: str | None) -> list[dict[str, Any]]:
    where: list[Term] = [*mine]
    where += [("run_id", "=", run_id)] if run_id else []
    where += [("found_at", ">=", since)] if since else []
    rows: list[dict[str, Any]] = read(lake, "wanted", where=where or None).to_pylist()
    return rows


def _uncaptured(lake: Lake, rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Links without capture and fate: the archive itself tells whether they were asked for."""
    runs = {(row["run_id"], row["portal"]) for row in rows}
    asked = {run: {unquote(url) for url in asked_in(lake, *run)} for run in runs}
    for row in rows:
        was = unquote(row["url"]) in asked[row["run_id"], row["portal"]]
        stage, why = ("collect", NOT_KEPT) if was else ("discover", NEVER_ASKED)
        yield _lost(row, row["article_id"], tuple(row["channels"]), row["found_at"], stage, why)


def _lost(
    row: Mapping[str, Any], article: str | None, channels: tuple[str, ...], at: datetime, stage: str, why: str
) -> dict[str, Any]:
    return {
        "run_id": row["run_id"],
        "portal": row["portal"],
        "url": row["url"],
        "article_id": article,
        "fate": "lost",
        "stage": stage,
        "reason": why,
        "channel": channels[0],
        "channels": list(channels),
        "found_at": at,
        "ended_at": at,
    }
