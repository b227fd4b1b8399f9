"""What the lake knows already: so that a run asks only for what is new, changed or due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from data_lake.archive import captures_in
from data_lake.lake import Lake
from data_lake.publish import waiting
from data_lake.rows import keys_of, values
from data_lake.tables import Term, read
from schemas.outcome import Seen
from schemas.page import Capture, Link

OWED_FATES = ("failed", "blocked", "deferred")
PASSING = ("truncated", "empty", "challenge")
"""Reasons why an answer was no article that speak of the visit and not of the page."""
OWED_RUNS = 5
"""Runs that ask in vain for a link before only a channel's showing it again is a reason to ask."""
CHANNELS = ("rss", "sitemap", "listing", "native_id")
INDEXES = ("feed", "sitemap", "listing")
LISTINGS_READ = "listings_are_read_whole"
"""Expectation of the suite `channels`: no listing broke off before it came to what is known."""
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
    columns = ("capture_id", "article_id", "at")
    held = [row for row in keys_of(waiting(lake, portal), columns) if row[1] is not None]
    if not held:
        return {}
    told = ("capture_id", "lastmod")
    shown = keys_of(read(lake, "ledger", told, [("portal", "=", portal), ("fate", "=", "quarantined")]), told)
    lastmods = {capture: lastmod for capture, lastmod in shown if lastmod is not None}
    return {
        article: Seen(
            article_id=article,
            titles=frozenset(),
            last_seen_at=at,
            lastmod=lastmods.get(capture),
            waiting=True,
        )
        for capture, article, at in held
    }


def numbers_of(lake: Lake, portal: str) -> tuple[set[str], set[str]]:
    """Native ids of a portal's landed articles, and the addresses at which earlier runs guessed one."""
    mine: list[Term] = [("portal", "=", portal)]
    numbers = values(read(lake, "articles", ["native_id"], mine), "native_id")
    guessed = values(read(lake, "ledger", ["url"], [*mine, ("channel", "=", "native_id")]), "url")
    return {number for number in numbers if number}, set(guessed)


def latest_of(lake: Lake, portal: str, kinds: Sequence[str], urls: Sequence[str] | None = None) -> dict[str, Capture]:
    """The latest whole answer (status 200) for each address asked for, with its ETag and Last-Modified: by these a
    feed, a listing or an article is asked for again conditionally, and its links read again after a 304."""
    where: list[Term] = [("portal", "=", portal), ("kind", "in", list(kinds)), ("status", "=", 200)]
    if urls is not None:
        where.append(("url", "in", list(urls)))
    captures = sorted(captures_in(read(lake, "captures", where=where)), key=lambda capture: capture.captured_at)
    return {capture.url: capture for capture in captures}


def unread_of(lake: Lake, portal: str) -> list[Capture]:
    """Whole answers for articles (status 200) that no run has read or given a fate, oldest first: a run that was killed left them
    in the archive, and the page may have changed or gone before the next one came."""
    mine: list[Term] = [("portal", "=", portal)]
    settled: set[str] = set()
    for table in ("sightings", "quarantine", "ledger"):
        settled.update(values(read(lake, table, ["capture_id"], mine), "capture_id"))
    captures = captures_in(read(lake, "captures", where=[*mine, ("kind", "=", "article"), ("status", "=", 200)]))
    left = (capture for capture in captures if capture.capture_id not in settled)
    return sorted(left, key=lambda capture: capture.captured_at)


def owed_of(lake: Lake, portal: str) -> list[Link]:
    """Links that no run has had a whole answer for yet, as channel `known`: their listing may have moved on since they were found."""
    told = ("url", "ended_at", "fate", "found_at", "channel", "reason")
    rows = sorted(keys_of(read(lake, "ledger", told, [("portal", "=", portal)]), told), key=lambda row: row[1])
    latest = {row[0]: row for row in rows}
    vain = Counter(row[0] for row in rows if _is_owed(row[2], row[5]))
    return [
        Link(url=url, portal=portal, channel="known", source="ledger", place=place, found_at=found_at)
        for place, (url, _, fate, found_at, channel, reason) in enumerate(latest.values())
        if _is_owed(fate, reason) and vain[url] <= OWED_RUNS and channel in (*CHANNELS, "known")
    ]


def _is_owed(fate: str, reason: str | None) -> bool:
    return fate in OWED_FATES or (fate == "quarantined" and (reason or "").partition(":")[0] in PASSING)


def was_read_whole(lake: Lake, portal: str) -> bool:
    """Whether the latest run that read the portal's channels came to its end, and each listing to what is known: behind that
    nothing needs reading then."""
    mine: list[Term] = [("portal", "=", portal)]
    read_at = ("run_id", "captured_at")
    # The index of a web archive is none of the portal's channels.
    pages: list[Term] = [*mine, ("kind", "in", list(INDEXES)), ("channel", "in", list(CHANNELS))]
    begun = keys_of(read(lake, "captures", read_at, pages), read_at)
    if not begun:
        return False
    latest = max(begun, key=lambda row: row[1])[0]
    mine.append(("run_id", "=", latest))
    broke_off = read(lake, "checks", ["run_id"], [*mine, ("expectation", "=", LISTINGS_READ), ("success", "=", False)])
    return not broke_off.num_rows and read(lake, "ledger", ["url"], mine).num_rows > 0
