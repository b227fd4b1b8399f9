"""The calendar, and the volume that is learnt by weekday and hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest

from expectations.baseline import learnt, volume
from expectations.holidays import LunarDay, day_kind, lunar, tet
from schemas.columns import MOMENT

TET = (
    "1968-01-29 1985-01-21 2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-17 2008-02-07 2009-01-26"
    " 2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12"
    " 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02 2031-01-23 2032-02-11 2033-01-31"
    " 2034-02-19 2035-02-08"
)
"""As printed in Vietnamese calendars; in 1968, 1985, 2007 and 2030 Beijing's New Year is another day."""


@pytest.mark.parametrize("printed", TET.split())
def test_tet_is_the_printed_day(printed: str) -> None:
    assert tet(int(printed[:4])).isoformat() == printed


@pytest.mark.parametrize(
    "day", ["2020-04-02", "2021-04-21", "2022-04-10", "2023-04-29", "2024-04-18", "2025-04-07", "2026-04-26"]
)
def test_hung_kings_day_is_the_tenth_of_the_third_month(day: str) -> None:
    assert lunar(date.fromisoformat(day))[1:] == (3, 10, False)
    assert day_kind(date.fromisoformat(day)) == "holiday"


def test_a_leap_month_repeats_its_number() -> None:
    assert lunar(date(2025, 7, 24)) == LunarDay(2025, 6, 30, False)
    assert lunar(date(2025, 7, 25)) == LunarDay(2025, 6, 1, True)


def test_every_day_follows_the_one_before() -> None:
    day = date(2006, 1, 1)
    for _ in range(3000):
        before, after = lunar(day), lunar(day + timedelta(days=1))
        assert after.day == before.day + 1 or (after.day == 1 and before.day in (29, 30))
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "kind"),
    [("2026-02-16", "tet"), ("2026-02-22", "tet"), ("2026-03-02", "ordinary"), ("2025-09-02", "holiday"), ("2025-04-30", "holiday"), ("2025-03-16", "ordinary")],
)  # fmt: skip
def test_kinds_of_days(day: str, kind: str) -> None:
    assert day_kind(date.fromisoformat(day)) == kind


def history(per_day: int, days: int, until: datetime) -> pa.Table:
    """So many articles at 09:00 and after on every working day, none at weekends."""
    moments = [
        (until - timedelta(days=n)).replace(hour=2, minute=0) + timedelta(minutes=10 * k)
        for n in range(1, days)
        for k in range(per_day)
        if (until - timedelta(days=n)).weekday() < 5
    ]
    return pa.table({"published_at": pa.array(moments, MOMENT), "captured_at": pa.array(moments, MOMENT)})


WEDNESDAY = datetime(2025, 11, 19, 11, tzinfo=UTC)


def test_the_level_is_that_of_weekday_and_hour() -> None:
    baseline = learnt(history(12, 60, WEDNESDAY), WEDNESDAY)
    assert baseline is not None
    day = WEDNESDAY.replace(hour=0)
    assert baseline.expected(day, day + timedelta(hours=11)) == (pytest.approx(12, rel=0.1), 0)
    saturday = day + timedelta(days=3)
    assert baseline.expected(saturday, saturday + timedelta(hours=11))[0] == 0


def test_tet_of_unknown_level_is_not_expected_and_not_excluded() -> None:
    end = datetime(2026, 2, 13, 11, tzinfo=UTC)
    baseline = learnt(history(12, 90, end), end)
    assert baseline is not None
    new_years_eve = datetime(2026, 2, 16, tzinfo=UTC)
    sure, unsure = baseline.expected(new_years_eve, new_years_eve + timedelta(hours=11))
    assert (sure, unsure) == (0, pytest.approx(12, rel=0.1))


def test_a_level_of_tet_is_learnt_from_the_last_one() -> None:
    end = datetime(2026, 2, 13, 11, tzinfo=UTC)
    baseline = learnt(history(12, 400, end), end)
    assert baseline is not None
    assert baseline.special["tet"] == pytest.approx(1.0, abs=0.4)


@pytest.mark.parametrize("days", [2, 10])
def test_too_little_history_says_nothing(days: int) -> None:
    assert learnt(history(12, days, WEDNESDAY), WEDNESDAY) is None


def test_a_silent_channel_is_seen_and_a_long_gap_is_not_judged() -> None:
    known = history(40, 60, WEDNESDAY)
    low, _, words = volume(known, [], WEDNESDAY)
    assert low is not None
    assert low < -2.5, words
    assert volume(known, [], WEDNESDAY + timedelta(days=40))[0] is None
