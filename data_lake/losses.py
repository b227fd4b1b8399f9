"""What the ledger does not tell of itself: articles that it calls landed and that are not there, and links that no run gave a fate.

A run writes its ledger last. So a link without a fate is lost only where its run has written one, or shows no sign of life.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote

from data_lake.lake import Lake
from data_lake.rows import keys_of
from data_lake.staging import touched
from data_lake.tables import Term, read
from data_lake.traffic import asked_in

SAID_LANDED = ("new", "edited", "unchanged", "known")
NOT_THERE = "the ledger calls it landed, and articles has not got it"
NO_FATE = "captured, and its run wrote no fate for it"
NOT_KEPT = "asked for, and its run kept no capture and wrote no fate"
NEVER_ASKED = "found, and its run neither asked for it nor wrote a fate"
UNDER_WAY = "under way"
"""In place of a fate: the run that found the link is at work."""
AT_WORK = timedelta(hours=2)
"""A run without a ledger counts as at work so long after its latest link, capture or batch of readings: longer than a portal collects by default."""
Run = tuple[str, str]
"""(run_id, portal)."""


def told(
    lake: Lake,
    rows: Iterable[Mapping[str, Any]],
    portal: str | None,
    since: datetime | None,
    run_id: str | None,
    now: datetime,
) -> Iterator[dict[str, Any]]:
    """The ledger's rows as the other tables bear them out, and one more for each link or capture of an article that has no row.

    rows: with run_id, portal, url, article_id, fate, stage, reason, channel, channels, found_at and ended_at.
    """
    mine: list[Term] = [("portal", "=", portal)] if portal else []
    # What was taken down is missing on purpose.
    there = _articles(lake, "articles", mine) | _articles(lake, "tombstones", mine)
    ended: dict[str, datetime] = {}
    closed: set[Run] = set()
    for row in rows:
        closed.add(run_of(row))
        ended[row["url"]] = max(row["ended_at"], ended.get(row["url"], row["ended_at"]))
        gone = row["fate"] in SAID_LANDED and row["article_id"] is not None and row["article_id"] not in there
        yield {**row, "fate": "lost", "stage": "land", "reason": NOT_THERE} if gone else dict(row)
    found, captures = _wanted(lake, mine, since, run_id), _captures(lake, mine, since, run_id)
    open_ = [row for row in found if row["url"] not in ended or ended[row["url"]] < row["found_at"]]
    held = [row for row in captures if row["url"] not in ended or ended[row["url"]] < row["captured_at"]]
    articles = {row["url"]: row["article_id"] for row in found}
    captured = {(row["run_id"], row["url"]) for row in captures}
    working = _at_work(lake, [*open_, *held], closed, now)
    for row in held:
        yield _left(row, articles.get(row["url"]), (row["channel"],), row["captured_at"], "parse", NO_FATE, working)
    yield from _uncaptured(lake, [row for row in open_ if (row["run_id"], row["url"]) not in captured], working)


def left_open(
    lake: Lake,
    wanted: Sequence[Mapping[str, Any]],
    captures: Sequence[Mapping[str, Any]],
    closed: Container[Run],
    now: datetime,
) -> Iterator[dict[str, Any]]:
    """What became of links that runs set out for (rows of wanted) and gave no fate, as rows of the ledger.

    captures: rows of captures of these links. closed: runs that have written a ledger.
    """
    captured = {(row["run_id"], row["url"]) for row in captures}
    working = _at_work(lake, [*wanted, *captures], closed, now)
    for row in wanted:
        if (row["run_id"], row["url"]) in captured:
            yield _left(row, row["article_id"], tuple(row["channels"]), row["found_at"], "parse", NO_FATE, working)
    yield from _uncaptured(lake, [row for row in wanted if (row["run_id"], row["url"]) not in captured], working)


def run_of(row: Mapping[str, Any]) -> Run:
    """Whose row it is: each portal's part of a run ends by itself."""
    return row["run_id"], row["portal"]


def _at_work(lake: Lake, rows: Iterable[Mapping[str, Any]], closed: Container[Run], now: datetime) -> set[Run]:
    """Of the runs of these rows of wanted and captures: those that have no ledger yet and may still come to it."""
    latest: dict[Run, datetime] = {}
    for row in rows:
        at, run = row["found_at"] if "found_at" in row else row["captured_at"], run_of(row)
        latest[run] = max(at, latest.get(run, at))
    return {
        run for run, at in latest.items() if run not in closed and now - max(at, touched(lake, *run) or at) <= AT_WORK
    }


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


def _uncaptured(lake: Lake, rows: Sequence[Mapping[str, Any]], working: Container[Run]) -> Iterator[dict[str, Any]]:
    """Of rows of wanted without capture and fate, what became of them: the archive itself tells whether they were asked for."""
    runs = {run_of(row) for row in rows}
    asked = {run: {unquote(url) for url in asked_in(lake, *run)} for run in runs if run not in working}
    for row in rows:
        was = unquote(row["url"]) in asked.get(run_of(row), ())
        stage, why = ("collect", NOT_KEPT) if was else ("discover", NEVER_ASKED)
        yield _left(row, row["article_id"], tuple(row["channels"]), row["found_at"], stage, why, working)


def _left(
    row: Mapping[str, Any],
    article: str | None,
    channels: tuple[str, ...],
    at: datetime,
    stage: str,
    why: str,
    working: Container[Run],
) -> dict[str, Any]:
    """A row as the ledger would have it, of a link that no run gave a fate."""
    fate, reason = (UNDER_WAY, None) if run_of(row) in working else ("lost", why)
    return {
        "run_id": row["run_id"],
        "portal": row["portal"],
        "url": row["url"],
        "article_id": article,
        "fate": fate,
        "stage": stage,
        "reason": reason,
        "channel": channels[0],
        "channels": list(channels),
        "found_at": at,
        "ended_at": at,
    }
