"""What became of every link: counts by run, completeness by channel and day, and an estimate of what no channel saw."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from itertools import combinations
from typing import Any

from data_lake.lake import Lake
from data_lake.losses import told
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
    missing: int
    why: Mapping[str, int]
    """Reason -> links, of those that are missing; the fate and stage where there is no reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How the channels of a portal overlap, and how many articles none of them is likely to have shown."""

    portal: str
    seen: int
    by_channel: Mapping[str, int]
    only: Mapping[str, int]
    """Channel -> articles that it alone showed."""
    overlap: Mapping[tuple[str, str], int]
    unseen: float | None
    """See `unseen`."""


def fates(lake: Lake, run_id: str) -> dict[str, dict[str, int]]:
    """portal -> fate -> links of a run; their sum is what was discovered."""
    rows = read(lake, "ledger", ("portal", "fate"), [("run_id", "=", run_id)]).to_pylist()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[row["portal"]][row["fate"]] += 1
    return {portal: {fate: counts[portal][fate] for fate in FATES if counts[portal][fate]} for portal in sorted(counts)}


def runs(lake: Lake, latest: int = 10) -> list[tuple[str, datetime, dict[str, int]]]:
    """The latest runs, newest first: run, moment of its last fate, fate -> links over all portals."""
    ended: dict[str, datetime] = {}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in read(lake, "ledger", ("run_id", "fate", "ended_at")).to_pylist():
        ended[row["run_id"]] = max(ended.get(row["run_id"], row["ended_at"]), row["ended_at"])
        counts[row["run_id"]][row["fate"]] += 1
    order = sorted(ended, key=lambda run: (ended[run], run), reverse=True)[:latest]
    return [(run, ended[run], dict(counts[run])) for run in order]


def completeness(
    lake: Lake, portal: str | None = None, since: datetime | None = None, run_id: str | None = None
) -> list[Completeness]:
    """For each portal, channel and local day of finding: listed, landed, missing, and why.

    A link that several channels showed counts for each of them. The ledger is not believed where the other tables know better:
    what it calls landed and `articles` has not is missing at `land`, and a capture without any fate is missing at `parse`.
    A number that was tried and is no article's is neither listed nor missing.
    """
    groups: dict[tuple[str, str, date], dict[str, dict[str, Any]]] = defaultdict(dict)
    rows = told(lake, _rows(lake, portal, since, run_id), portal, since, run_id)
    # A twin says nothing of the article itself: whatever else is known of that counts before it.
    for row in sorted(rows, key=lambda row: (row["fate"] != "alias", row["ended_at"], row["run_id"])):
        if row["channel"] == GUESSED and row["fate"] == "gone":
            continue
        day = row["found_at"].astimezone(LOCAL).date()
        for channel in row["channels"] or [row["channel"]]:
            groups[row["portal"], channel, day][_what(row)] = row
    return [_completeness(*key, list(links.values())) for key, links in sorted(groups.items())]


def coverage(
    lake: Lake, portal: str | None = None, since: datetime | None = None, run_id: str | None = None
) -> list[Coverage]:
    """For each portal: which channel saw what, their overlap, and an estimate of what none saw."""
    shown: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in _rows(lake, portal, since, run_id):
        shown[row["portal"]][_what(row)].update(set(row["channels"] or [row["channel"]]) - {AGAIN, GUESSED})
    return [_coverage(name, [seen for seen in links.values() if seen]) for name, links in sorted(shown.items())]


def unseen(shown: Sequence[set[str]]) -> float | None:
    """How many no channel is likely to have seen, from which channels saw each; None where nothing follows.

    Two channels: Chapman's form of Lincoln and Petersen. More: Chao's bias-corrected lower bound over occasions
    (Biometrics 43, 1987). Both take the channels as independent; channels fed from one list make them too low.
    """
    channels = Counter(channel for one in shown for channel in one)
    once, twice = sum(len(one) == 1 for one in shown), sum(len(one) == 2 for one in shown)
    if len(channels) < 2 or once == len(shown):
        return None
    if len(channels) == 2:
        first, second = channels.values()
        return max(0.0, (first + 1) * (second + 1) / (twice + 1) - 1 - len(shown))
    return (len(channels) - 1) / len(channels) * once * (once - 1) / (2 * (twice + 1))


def _rows(lake: Lake, portal: str | None, since: datetime | None, run_id: str | None) -> list[dict[str, Any]]:
    where: list[Term] = []
    where += [("portal", "=", portal)] if portal else []
    where += [("run_id", "=", run_id)] if run_id else []
    where += [("found_at", ">=", since)] if since else []
    columns = (
        "run_id", "portal", "url", "article_id", "fate", "stage", "reason", "channel", "channels", "found_at", "ended_at",
    )  # fmt: skip
    return read(lake, "ledger", columns, where or None).to_pylist()


def _what(row: Mapping[str, Any]) -> str:
    # Twins of an article are one article: a channel that shows both shows it once.
    return str(row["article_id"] or row["url"])


def _completeness(portal: str, channel: str, day: date, links: Sequence[Mapping[str, Any]]) -> Completeness:
    why: Counter[str] = Counter()
    for row in links:
        if row["fate"] not in HAD:
            why[f"{row['stage']}: {row['reason'] or row['fate']}"] += 1
    missing = sum(why.values())
    return Completeness(
        portal=portal,
        channel=channel,
        day=day,
        listed=len(links),
        landed=len(links) - missing,
        missing=missing,
        why=dict(why.most_common()),
    )


def _coverage(portal: str, shown: Sequence[set[str]]) -> Coverage:
    by_channel: Counter[str] = Counter(channel for channels in shown for channel in channels)
    only: Counter[str] = Counter(next(iter(channels)) for channels in shown if len(channels) == 1)
    overlap: Counter[tuple[str, str]] = Counter(
        pair for channels in shown for pair in combinations(sorted(channels), 2)
    )
    return Coverage(
        portal=portal,
        seen=len(shown),
        by_channel=dict(by_channel),
        only=dict(only),
        overlap=dict(overlap),
        unseen=unseen(shown),
    )
