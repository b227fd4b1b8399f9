"""What the lake knows already: so that a run asks only for what is new, changed or due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data_lake.archive import captures_in
from data_lake.lake import Lake
from data_lake.publish import waiting
from data_lake.rows import keys_of
from data_lake.tables import Term, read
from schemas.outcome import Seen
from schemas.page import Capture

ASKED_FATES = ("new", "edited", "unchanged")


def seen_of(lake: Lake, portal: str) -> dict[str, Seen]:
    """Every landed article of a portal, by article_id. Reads narrow columns of that portal's files alone."""
    mine: list[Term] = [("portal", "=", portal)]
    shown: dict[str, tuple[datetime, str | None, datetime | None]] = {}
    told = ("article_id", "ended_at", "title", "lastmod")
    for article, *latest in keys_of(read(lake, "ledger", told, [*mine, ("fate", "in", ASKED_FATES)]), told):
        if article not in shown or latest[0] >= shown[article][0]:
            shown[article] = (latest[0], latest[1], latest[2])
    columns = ("article_id", "title", "last_seen_at")
    nothing = (None, None, None)
    return {
        article: Seen(
            article_id=article,
            titles=frozenset({title, shown.get(article, nothing)[1]} - {None}),
            last_seen_at=last_seen_at,
            lastmod=shown.get(article, nothing)[2],
        )
        for article, title, last_seen_at in keys_of(read(lake, "articles", columns, mine), columns)
    }


def waiting_of(lake: Lake, portal: str) -> dict[str, Seen]:
    """Every reading of a portal that waits in quarantine, by article_id. What could not be read at all is not among them:
    a challenge or an error page may be an article the next time."""
    return {
        row["article_id"]: Seen(article_id=row["article_id"], titles=frozenset(), last_seen_at=row["at"], waiting=True)
        for row in waiting(lake, portal).select(["article_id", "at"]).to_pylist()
        if row["article_id"] is not None
    }


def addresses_of(lake: Lake, portal: str) -> dict[str, str]:
    """Every address under which the portal's articles were ever seen -> article_id."""
    columns = ("url", "article_id")
    return dict(keys_of(read(lake, "aliases", columns, [("portal", "=", portal)]), columns))


def latest_of(lake: Lake, portal: str, kinds: Sequence[str], urls: Sequence[str] | None = None) -> dict[str, Capture]:
    """The latest whole answer (status 200) for each address asked for, with its ETag and Last-Modified: by these a
    feed, a listing or an article is asked for again conditionally, and its links read again after a 304."""
    where: list[Term] = [("portal", "=", portal), ("kind", "in", list(kinds)), ("status", "=", 200)]
    if urls is not None:
        where.append(("url", "in", list(urls)))
    captures = sorted(captures_in(read(lake, "captures", where=where)), key=lambda capture: capture.captured_at)
    return {capture.url: capture for capture in captures}
