"""The Vietnamese calendar: lunar months by the law of 1967 (new moons and solstices at +07:00), Tết and the public holidays.

New moons by J. Meeus, Astronomical Algorithms (1998), chapter 49; the sun's longitude by its chapter 25. Held in a test
against the printed dates of Tết from 2000 to 2035, the years among them in which Hà Nội and Beijing differ (2007, 2030).
Public holidays: Labour Code 45/2019/QH14, article 112.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from math import floor, radians, sin
from typing import Literal, NamedTuple

DayKind = Literal["tet", "holiday", "ordinary"]

J2000 = 2451545.0
UNIX_EPOCH = 2440587.5
DELTA_T = 70 / 86_400
"""Dynamical minus universal time in days; it moves by seconds within this century."""

TET_BEFORE, TET_AFTER = 3, 5
"""Days before and after lunar New Year's Day on which newsrooms and offices rest."""

_TERMS = (
    (-0.40720, 0, 1, 0, 0), (0.17241, 1, 0, 0, 1), (0.01608, 0, 2, 0, 0), (0.01039, 0, 0, 2, 0), (0.00739, -1, 1, 0, 1),
    (-0.00514, 1, 1, 0, 1), (0.00208, 2, 0, 0, 2), (-0.00111, 0, 1, -2, 0), (-0.00057, 0, 1, 2, 0), (0.00056, 1, 2, 0, 1),
    (-0.00042, 0, 3, 0, 0), (0.00042, 1, 0, 2, 1), (0.00038, 1, 0, -2, 1), (-0.00024, -1, 2, 0, 1), (-0.00007, 2, 1, 0, 0),
)  # fmt: skip
"""Corrections in days: amplitude, multiples of the sun's anomaly, the moon's anomaly and its latitude, power of eccentricity."""


class LunarDay(NamedTuple):
    """A day of the lunar calendar; `leap` marks the repeated month of a year of thirteen."""

    year: int
    month: int
    day: int
    leap: bool


@cache
def _new_moon(k: int) -> date:
    """Day in Hà Nội of the k-th new moon since January 2000."""
    t = k / 1236.85
    eccentricity = 1 - 0.002516 * t - 0.0000074 * t * t
    sun = radians(2.5534 + 29.10535670 * k - 0.0000014 * t * t)
    moon = radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    latitude = radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t)
    node = radians(124.7746 - 1.56375588 * k + 0.0020672 * t * t)
    moment = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t - 0.00017 * sin(node)
    moment += sum(a * eccentricity**e * sin(s * sun + m * moon + f * latitude) for a, s, m, f, e in _TERMS)
    return _day_of(moment - DELTA_T)


def _day_of(julian: float) -> date:
    return date(1970, 1, 1) + timedelta(days=floor(julian - UNIX_EPOCH + 7 / 24))


def _sun_sector(day: date) -> int:
    """Twelfth of the sun's path (0 at the spring equinox, 9 from the winter solstice) at the end of a day in Hà Nội."""
    julian = (day - date(1970, 1, 1)).days + 1 + UNIX_EPOCH - 7 / 24 + DELTA_T
    t = (julian - J2000) / 36525
    anomaly = radians(357.52911 + 35999.05029 * t)
    centre = (1.914602 - 0.004817 * t) * sin(anomaly) + 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
    longitude = 280.46646 + 36000.76983 * t + centre - 0.00569 - 0.00478 * sin(radians(125.04 - 1934.136 * t))
    return floor(longitude % 360 / 30)


@cache
def _eleventh_month(year: int) -> int:
    """Number of the new moon that opens the eleventh month of a year: the month that holds the winter solstice."""
    k = floor((year - 2000) * 12.3685 + 12.2)
    while _new_moon(k) > _solstice(year):
        k -= 1
    while _new_moon(k + 1) <= _solstice(year):
        k += 1
    return k


@cache
def _solstice(year: int) -> date:
    return next(day for n in range(17, 27) if _sun_sector(day := date(year, 12, n)) >= 9)


@cache
def _months(year: int) -> tuple[tuple[date, int, bool], ...]:
    """First day, number and leap mark of each month from the eleventh of the year before to the tenth of this one."""
    first, last = _eleventh_month(year - 1), _eleventh_month(year)
    starts = [_new_moon(k) for k in range(first, last + 1)]
    leaping = len(starts) - 1 == 13
    months: list[tuple[date, int, bool]] = []
    number = 10
    for start, following in pairwise(starts):
        idle = _sun_sector(start - timedelta(days=1)) == _sun_sector(following - timedelta(days=1))
        leap = leaping and idle and bool(months)
        leaping = leaping and not leap
        number = number if leap else number % 12 + 1
        months.append((start, number, leap))
    return tuple(months)


def lunar(day: date) -> LunarDay:
    """The lunar day in Vietnam; sound for 1968 to 2100."""
    year = day.year + (1 if day >= _new_moon(_eleventh_month(day.year)) else 0)
    start, number, leap = next(month for month in reversed(_months(year)) if month[0] <= day)
    return LunarDay(year - 1 if number >= 11 else year, number, (day - start).days + 1, leap)


@cache
def tet(year: int) -> date:
    """Lunar New Year's Day that falls into a year."""
    return next(start for start, number, leap in _months(year) if number == 1 and not leap)


@cache
def day_kind(day: date) -> DayKind:
    """`tet` around lunar New Year, `holiday` on another public holiday, else `ordinary` (weekends too)."""
    if -TET_BEFORE <= (day - tet(day.year)).days <= TET_AFTER:
        return "tet"
    fixed = (day.month, day.day) in {(1, 1), (4, 30), (5, 1), (9, 2)}
    around_2_9 = day in (date(day.year, 9, 1), date(day.year, 9, 3))
    lunar_day = lunar(day)
    hung_kings = (lunar_day.month, lunar_day.day, lunar_day.leap) == (3, 10, False)
    return "holiday" if fixed or around_2_9 or hung_kings else "ordinary"
