"""Which channel saw what, how they overlap, and an estimate of what none saw."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations

from data_lake.lake import Lake
from data_lake.ledger import AGAIN, GUESSED, LOCAL, rows_in, what


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How the channels of a portal overlap, and how many articles none of them is likely to have shown."""

    portal: str
    day: date | None
    """Day on which these articles were first found; None: all of them."""
    seen: int
    by_channel: Mapping[str, int]
    only: Mapping[str, int]
    """Channel -> articles that it alone showed."""
    overlap: Mapping[tuple[str, str], int]
    unseen: float | None
    """See `unseen`."""


def coverage(
    lake: Lake, portal: str | None = None, since: datetime | None = None, run_id: str | None = None
) -> list[Coverage]:
    """For each portal, as a whole and for each local day on which articles were first found: which channel saw what, and what none saw."""
    shown: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    first: dict[tuple[str, str], datetime] = {}
    for row in rows_in(lake, portal, since, run_id):
        one = (row["portal"], what(row))
        shown[one[0]][one[1]].update(set(row["channels"] or [row["channel"]]) - {AGAIN, GUESSED})
        first[one] = min(row["found_at"], first.get(one, row["found_at"]))
    found: list[Coverage] = []
    for name, links in sorted(shown.items()):
        by_day: dict[date, list[set[str]]] = defaultdict(list)
        for link, seen in links.items():
            by_day[first[name, link].astimezone(LOCAL).date()].append(seen)
        found.append(_coverage(name, None, list(links.values())))
        found += [_coverage(name, day, seen) for day, seen in sorted(by_day.items())]
    return [one for one in found if one.seen]


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


def _coverage(portal: str, day: date | None, told: Sequence[set[str]]) -> Coverage:
    shown = [channels for channels in told if channels]
    by_channel: Counter[str] = Counter(channel for channels in shown for channel in channels)
    only: Counter[str] = Counter(next(iter(channels)) for channels in shown if len(channels) == 1)
    overlap: Counter[tuple[str, str]] = Counter(
        pair for channels in shown for pair in combinations(sorted(channels), 2)
    )
    return Coverage(
        portal=portal,
        day=day,
        seen=len(shown),
        by_channel=dict(sorted(by_channel.items())),
        only=dict(sorted(only.items())),
        overlap=dict(sorted(overlap.items())),
        unseen=unseen(shown),
    )
