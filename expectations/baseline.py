"""How many articles a portal publishes in an hour, learnt from what the lake has: by weekday and hour, with Tết and holidays apart.

The last eight weeks give the level; Tết and holidays are learnt from earlier ones in the history, or not judged.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pandas as pd
import pyarrow as pa

from expectations.holidays import DayKind, day_kind
from expectations.row import HANOI_TIME

WEEKS = 8
FEWEST_DAYS, FEWEST_ROWS, FEWEST_SPECIAL = 21, 60, 3
LONGEST = timedelta(days=14)
"""A window longer than that is a gap in collecting; nothing is expected of it."""
FEWEST_EXPECTED = 10.0
MOOD = 0.25
"""Share by which a day's level moves for no reason that a calendar knows."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """rates: articles an hour on ordinary days, by (weekday, hour) of the portals' clock; special: level of Tết and of
    holidays against ordinary days, None where the history has met too few; spread: variance over mean of daily counts."""

    rates: dict[tuple[int, int], float]
    special: dict[DayKind, float | None]
    spread: float

    def expected(self, since: datetime, until: datetime) -> tuple[float, float]:
        """(articles expected, those expected besides had all special days of unknown level been ordinary) in [since, until)."""
        sure = unsure = 0.0
        hour = since.replace(minute=0, second=0, microsecond=0)
        while hour < until:
            part = (min(hour + timedelta(hours=1), until) - max(hour, since)) / timedelta(hours=1)
            local = hour + HANOI_TIME
            kind = day_kind(local.date())
            rate = self.rates.get((local.weekday(), local.hour), 0.0) * part
            level = 1.0 if kind == "ordinary" else self.special[kind]
            sure += rate * (level or 0.0)
            unsure += rate if level is None else 0.0
            hour += timedelta(hours=1)
        return sure, unsure


def learnt(history: pa.Table, until: datetime) -> Baseline | None:
    """The baseline of a portal from its rows of `articles`; None where the history is too short to tell."""
    moments = [at for at in history.column("published_at").to_pylist() if at is not None]
    local = pd.Series(moments, dtype="datetime64[us, UTC]").loc[lambda s: s < until] + HANOI_TIME
    if len(local) < FEWEST_ROWS or local.dt.date.nunique() < FEWEST_DAYS:
        return None
    end = (until + HANOI_TIME).date()
    start = max(end - timedelta(weeks=WEEKS), local.min().date())
    span = [start + timedelta(days=n) for n in range((end - start).days)]
    ordinary = [day for day in span if day_kind(day) == "ordinary"]
    if len(ordinary) < FEWEST_DAYS:
        return None
    recent = local[local.dt.date.isin(set(ordinary))]
    days = pd.Series([day.weekday() for day in ordinary]).value_counts().to_dict()
    counts = Counter((at.weekday(), at.hour) for at in recent)
    rates = {(weekday, hour): count / days[weekday] for (weekday, hour), count in counts.items()}
    daily = local.groupby(local.dt.date).size()
    return Baseline(rates, _special(daily, local.min().date(), end), _spread(recent, ordinary))


def _special(daily: pd.Series[int], first: date, end: date) -> dict[DayKind, float | None]:
    """Level of Tết and of holidays: their mean day against the mean ordinary day of the four weeks around them."""
    found: dict[DayKind, float | None] = {"tet": None, "holiday": None}
    span = [first + timedelta(days=n) for n in range((end - first).days)]
    kinds = {day: day_kind(day) for day in span}
    for kind in found:
        special = [day for day in span if kinds[day] == kind]
        near = {day + timedelta(days=n) for day in special for n in range(-14, 15)}
        ordinary = [day for day in near if kinds.get(day) == "ordinary"]
        level = sum(daily.get(day, 0) for day in ordinary) / len(ordinary) if ordinary else 0.0
        if len(special) >= FEWEST_SPECIAL and level > 0:
            found[kind] = sum(daily.get(day, 0) for day in special) / len(special) / level
    return found


def _spread(recent: pd.Series[pd.Timestamp], days: list[date]) -> float:
    """Variance over mean of the daily counts within weekdays; never below 1, which is chance alone."""
    counts = recent.groupby(recent.dt.date).size().reindex(days, fill_value=0)
    weekday = pd.Series([day.weekday() for day in days], index=counts.index)
    means = counts.groupby(weekday).transform("mean")
    return max(1.0, float(((counts - means) ** 2).sum() / max(len(days) - 7, 1) / max(means.mean(), 0.1)))


def surprise(found: int, expected: float, spread: float) -> float:
    """By how many standard deviations a count lies above (below: negative) the expected one."""
    return (found - expected) / math.sqrt(spread * expected + (MOOD * expected) ** 2)


def volume(history: pa.Table, published: list[datetime], now: datetime) -> tuple[float | None, float | None, str]:
    """(surprise where too few, surprise where too many, words) for what was published since the lake last heard of the portal.

    published: moments of the batch's articles that the lake did not know. None where it cannot be judged.
    """
    heard = [at for at in history.column("captured_at").to_pylist() if at is not None]
    if not heard or not timedelta(0) < now - max(heard) <= LONGEST:
        return None, None, "no earlier capture within two weeks"
    since = max(heard)
    baseline = learnt(history, since)
    if baseline is None:
        return None, None, "too little history"
    sure, unsure = baseline.expected(since, now)
    found = sum(since <= at < now for at in published)
    words = f"{found} published since {since + HANOI_TIME:%d/%m %H:%M}, {sure:.0f} expected"
    low = surprise(found, sure, baseline.spread) if sure >= FEWEST_EXPECTED else None
    most = max(sure + unsure, 5.0)
    return low, surprise(found, most, baseline.spread), words
