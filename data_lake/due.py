"""Which landed articles are worth another visit: by age and by evidence. Policy alone, no I/O."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

INTERVALS = (
    (timedelta(days=7), timedelta(days=1)),
    (timedelta(days=30), timedelta(days=7)),
    (timedelta(days=365), timedelta(days=30)),
)
"""(younger than, visited every): a city corrects and withdraws what is new."""
OLD_EVERY = timedelta(days=180)
DOUBTED_EVERY = timedelta(days=7)
"""Three visits of a doubted article span the 14 days that a verdict needs."""
FAILED_EVERY = timedelta(days=1)
GONE_EVERY = timedelta(days=30)
CONTROLS = 20
"""Articles last seen live that are visited beside the due ones: by them it shows whether the host is well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """What is known of an article when a round begins."""

    article_id: str
    url: str
    state: str
    """live, gone or moved, by the last verdict."""
    born_at: datetime
    """Published; where that is not known, first seen."""
    visited_at: datetime
    """Last capture or probe."""
    outcome: str | None = None
    """Of the last probe."""
    missed_at: datetime | None = None
    """When a run last found its address answering 404 or 410."""


def interval(one: Visited, now: datetime) -> timedelta:
    """How long after the last visit an article is due."""
    if one.missed_at is not None and one.missed_at > one.visited_at:
        return timedelta(0)
    if one.outcome == "failed":
        return FAILED_EVERY
    if one.state == "live" and one.outcome in ("gone", "moved"):
        return DOUBTED_EVERY
    if one.state != "live":
        return GONE_EVERY
    return next((every for age, every in INTERVALS if now - one.born_at < age), OLD_EVERY)


def due(articles: Iterable[Visited], now: datetime, most: int) -> list[Visited]:
    """At most `most` articles to visit in this round: the doubted first, then the longest overdue, then the controls.

    Controls come from what is live and not due, and none where nothing is due.
    """
    known = list(articles)
    waiting = [one for one in known if now - one.visited_at >= interval(one, now)]
    waiting.sort(key=lambda one: (not _doubted(one), one.visited_at + interval(one, now), one.article_id))
    chosen = waiting[:most]
    return [*chosen, *_controls(known, chosen, min(CONTROLS, most))] if chosen else []


def _controls(known: Sequence[Visited], chosen: Sequence[Visited], wanted: int) -> list[Visited]:
    taken = {one.article_id for one in chosen}
    well = [one for one in known if one.article_id not in taken and one.state == "live" and not _doubted(one)]
    missing = max(wanted - sum(not _doubted(one) and one.state == "live" for one in chosen), 0)
    return sorted(well, key=lambda one: (one.visited_at, one.article_id), reverse=True)[:missing]


def _doubted(one: Visited) -> bool:
    return one.outcome in ("gone", "moved") or (one.missed_at is not None and one.missed_at > one.visited_at)
