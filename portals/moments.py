"""When an unknown page was published: what it says for machines against what it shows near its heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from portals.fields import Reading
from portals.figures import MACHINE, in_figures
from portals.metas import Said
from portals.printed import CELLS, is_update, shown_moments, shown_update, under_names
from portals.tree import Piece
from portals.vietnamese import Moment, moment_in
from portals.zones import Zone

QUARTER = timedelta(minutes=15)
FARTHEST = timedelta(hours=14)
"""Offsets of the world's zones are whole quarters of an hour, and no greater."""
URL_DAY = re.compile(r"/(19[89]\d|20[0-4]\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/-])")


@dataclass(frozen=True, slots=True)
class When:
    """published and modified with their origins; flags; places of the pieces that print them."""

    published: Reading[Moment] | None
    modified: Reading[Moment] | None
    flags: tuple[str, ...]
    places: frozenset[int]


def when_of(
    pieces: list[Piece],
    zone: Zone,
    published: tuple[Said, ...],
    modified: tuple[Said, ...],
    *,
    times: dict[int, str],
    url: str,
    captured_at: datetime | None,
    language: str,
) -> When:
    """The publication moment, from machines' statements and visible lines. times: `datetime` of the time elements by place.

    language: the page's code, `vi` by its words, any other by its own statement, or empty.

    Where both are there and differ: the visible one wins on a Vietnamese page (its statements are often the editing system's), the
    statement elsewhere; a visible line that prints the moment of the last change does not count. Every difference is flagged:
    `zone_conflict` (same wall time, other zone), `date_conflict`.
    """
    vietnamese = language == "vi"
    shown = list(shown_moments(pieces, zone, times, captured_at, language))
    places = frozenset(place for place, _ in shown)
    changed = first_said(modified, captured_at, language) or shown_update(pieces, zone, captured_at, language)
    stated = first_said(published, captured_at, language)
    late = () if vietnamese else {place for place, _ in shown if is_update(pieces[place].text, captured_at, language)}
    if vietnamese and not shown and stated is None:
        shown = list(under_names(pieces, zone, captured_at))
        places = frozenset(place for place, _ in shown)
    shown.sort(key=lambda pair: (pair[1].precision == "day", pair[0] in late, pieces[pair[0]].tag in CELLS))
    seen = shown[0][1] if shown else None
    if seen is None and stated is None:
        day = URL_DAY.search(url)
        moment = moment_in("-".join(day.groups()), captured_at) if day else None
        return When(Reading(moment, "url") if moment else None, changed, (), places)
    if seen is None or stated is None:
        return When(stated or (Reading(seen, "visible") if seen else None), changed, (), places)
    if not vietnamese and completes(seen, stated.value):
        return When(Reading(seen, "visible", True), changed, (), places)
    reading, flags = compared(seen, stated, changed.value if changed else None, vietnamese)
    return When(reading, changed, flags, places)


def compared(
    seen: Moment, stated: Reading[Moment], changed: Moment | None, vietnamese: bool
) -> tuple[Reading[Moment], tuple[str, ...]]:
    """Which of a visible and a stated moment counts, and what is odd about them."""
    if same(seen, stated.value):
        finer = stated if stated.value.precision != "day" or seen.precision == "day" else Reading(seen, "visible")
        return Reading(finer.value, finer.origin, True), ()
    if wall(seen) == wall(stated.value, as_printed=True):
        return Reading(seen, "visible", False) if vietnamese else Reading(stated.value, stated.origin, False), (
            "zone_conflict",
        )
    if changed is not None and same(seen, changed):
        return Reading(stated.value, stated.origin, None), ()
    if vietnamese and (seen.precision != "day" or stated.value.precision == "day"):
        return Reading(seen, "visible", False), ("date_conflict",)
    return Reading(stated.value, stated.origin, False), ("date_conflict",)


def completes(finer: Moment, stated: Moment) -> bool:
    """Whether a moment says what a statement leaves open: the hour where that has midnight, the zone where that has none.

    UTC at the same hour as the wall's is rather a wall time that somebody called UTC.
    """
    if "day" in (finer.precision, stated.precision) or stated.zone == "printed":
        return False
    if wall(stated).time() == time() and finer.zone == "assumed":
        return wall(finer).date() == wall(stated).date()
    ahead = wall(stated) - finer.at.replace(second=0, microsecond=0)
    quarters = ahead % QUARTER == timedelta() and ahead != timedelta()
    return finer.zone == "printed" and quarters and -FARTHEST <= ahead <= FARTHEST


def same(one: Moment, other: Moment) -> bool:
    """Whether two moments are the same to the coarser of their precisions."""
    if "day" in (one.precision, other.precision):
        return abs(one.at - other.at) < timedelta(days=1) and one.at.date() in (
            other.at.date(),
            (other.at + timedelta(hours=7)).date(),
        )
    return one.at.replace(second=0, microsecond=0) == other.at.replace(second=0, microsecond=0)


def wall(moment: Moment, *, as_printed: bool = False) -> datetime:
    """Minute on the clock: in +07:00, or as UTC where a statement is suspected to call local time UTC."""
    at = moment.at if as_printed else moment.at + timedelta(hours=7)
    return at.replace(second=0, microsecond=0)


def first_said(statements: tuple[Said, ...], captured_at: datetime | None, language: str) -> Reading[Moment] | None:
    """The first statement that is a date, or one on which two others agree against it; and whether the next source agrees."""
    read = []
    for text, origin in statements:
        plain = in_figures(text, language)
        if language == "vi" or MACHINE.search(plain):
            moment = moment_in(plain, captured_at)
            if moment is not None:
                read.append(Reading(moment, origin))
    if not read:
        return None
    first = next((reading for reading in read if reading.value.precision != "day"), read[0])
    if language != "vi":
        first = next((reading for reading in read if completes(reading.value, first.value)), first)
    others = [reading for reading in read if reading.origin != first.origin]
    if len(others) > 1 and not any(same(first.value, other.value) for other in others):
        first, others = (others[0], others[1:]) if same(others[0].value, others[1].value) else (first, others)
    return Reading(first.value, first.origin, same(first.value, others[0].value) if others else None)
