"""What became of every link: counts by run, completeness by channel and day, and each link that is missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from data_lake.lake import Lake
from data_lake.losses import UNDER_WAY, told
from data_lake.tables import Term, read
from schemas.revision import FATES

LOCAL = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
AGAIN = "known"
"""Channel of links that are asked for again because earlier runs had no answer; no occasion of finding them."""
GUESSED = "native_id"
"""Channel of links that nothing showed: their numbers were missing between known ones. No occasion of finding either."""
HAD = ("new", "edited", "unchanged", "known", "alias")
"""Fates of links whose article is in the lake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """What one channel of a portal listed on one day, and what became of it. A link counts once, by its last fate."""

    portal: str
    channel: str
    day: date
    listed: int
    landed: int
    under_way: int
    """Links that a run is at work on: neither landed nor missing yet."""
    missing: int
    why: Mapping[str, int]
    """Reason -> links, of those that are missing; the fate and stage where there is no reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """An article that a channel showed and that is not in the lake: where it was lost, why, and in which run."""

    portal: str
    url: str
    stage: str
    reason: str
    fate: str
    run_id: str
    ended_at: datetime


def fates(lake: Lake, run_id: str) -> dict[str, dict[str, int]]:
    """portal -> fate -> links of a run; their sum is what was discovered."""
    rows = read(lake, "ledger", ("portal", "fate"), [("run_id", "=", run_id)]).to_pylist()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[row["portal"]][row["fate"]] += 1
    return {portal: {fate: counts[portal][fate] for fate in FATES if counts[portal][fate]} for portal in sorted(counts)}


def runs(lake: Lake, latest: int = 10) -> list[tuple[str, datetime, dict[str, int]]]:
    """The latest runs, newest first: run, moment of its last fate, fate -> links over all portals."""
    rows = read(lake, "ledger", ("run_id", "fate", "ended_at")).group_by(["run_id", "fate"])
    ended: dict[str, datetime] = {}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows.aggregate([([], "count_all"), ("ended_at", "max")]).to_pylist():
        ended[row["run_id"]] = max(ended.get(row["run_id"], row["ended_at_max"]), row["ended_at_max"])
        counts[row["run_id"]][row["fate"]] += row["count_all"]
    order = sorted(ended, key=lambda run: (ended[run], run), reverse=True)[:latest]
    return [(run, ended[run], {fate: counts[run][fate] for fate in FATES if counts[run][fate]}) for run in order]


def completeness(
    lake: Lake,
    portal: str | None = None,
    since: datetime | None = None,
    run_id: str | None = None,
    now: datetime | None = None,
) -> list[Completeness]:
    """For each portal, channel and local day of finding: listed, landed, under way, missing, and why. now: UTC.

    A link that several channels showed counts for each of them. The ledger is not believed where the other tables know better:
    what it calls landed and `articles` has not is missing at `land`, and a link without any fate is missing at the
    stage that it did not come through: `discover` where it was not even asked for, `collect` where nothing was kept of it, else `parse`.
    Where its run is still at work it is under way instead. A number that was tried and is no article's is neither listed nor missing.
    """
    groups: dict[tuple[str, str, date], dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in _in_order(lake, portal, since, run_id, now):
        day = row["found_at"].astimezone(LOCAL).date()
        for channel in row["channels"] or [row["channel"]]:
            groups[row["portal"], channel, day][what(row)] = row
    return [_completeness(*key, list(links.values())) for key, links in sorted(groups.items())]


def missing(
    lake: Lake,
    portal: str | None = None,
    since: datetime | None = None,
    run_id: str | None = None,
    now: datetime | None = None,
) -> list[Missing]:
    """Every article that was shown and is not in the lake, nor under way, by its last fate; in order of portal and address. now: UTC."""
    last = {(row["portal"], what(row)): row for row in _in_order(lake, portal, since, run_id, now)}
    told_ = ("portal", "url", "stage", "fate", "run_id", "ended_at")
    return sorted(
        (
            Missing(reason=row["reason"] or row["fate"], **{name: row[name] for name in told_})
            for row in last.values()
            if row["fate"] not in (*HAD, UNDER_WAY)
        ),
        key=lambda one: (one.portal, one.url),
    )


def _in_order(
    lake: Lake, portal: str | None, since: datetime | None, run_id: str | None, now: datetime | None
) -> Iterator[dict[str, Any]]:
    """Rows as all tables bear them out, each article's telling one last."""
    rows = told(lake, rows_in(lake, portal, since, run_id), portal, since, run_id, now or datetime.now(UTC))
    # A twin says nothing of the article itself: whatever else is known of that counts before it.
    for row in sorted(rows, key=lambda row: (row["fate"] != "alias", row["ended_at"], row["run_id"])):
        if row["channel"] != GUESSED or row["fate"] != "gone":
            yield row


def rows_in(lake: Lake, portal: str | None, since: datetime | None, run_id: str | None) -> list[dict[str, Any]]:
    """Rows of the ledger in the columns that completeness and coverage need."""
    where: list[Term] = []
    where += [("portal", "=", portal)] if portal else []
    where += [("run_id", "=", run_id)] if run_id else []
    where += [("found_at", ">=", since)] if since else []
    columns = (
        "run_id", "portal", "url", "article_id", "fate", "stage", "reason", "channel", "channels", "found_at", "ended_at",
    )  # fmt: skip
    return read(lake, "ledger", columns, where or None).to_pylist()


def what(row: Mapping[str, Any]) -> str:
    """The article that a row is of, or its address where none is known."""
    # Twins of an article are one article: a channel that shows both shows it once.
    return str(row["article_id"] or row["url"])


def _completeness(portal: str, channel: str, day: date, links: Sequence[Mapping[str, Any]]) -> Completeness:
    why: Counter[str] = Counter()
    under_way = sum(row["fate"] == UNDER_WAY for row in links)
    for row in links:
        if row["fate"] not in (*HAD, UNDER_WAY):
            why[f"{row['stage']}: {row['reason'] or row['fate']}"] += 1
    missing = sum(why.values())
    return Completeness(
        portal=portal,
        channel=channel,
        day=day,
        listed=len(links),
        landed=len(links) - under_way - missing,
        under_way=under_way,
        missing=missing,
        why=dict(why.most_common()),
    )
