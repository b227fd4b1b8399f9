"""Date lines of the usual forms: what is read at once is what the full reading gives, and no other line is read at once."""

from __future__ import annotations

import itertools

import pytest

from portals import dates
from portals.stamps import stamp_in

LABELS = ("", "Thứ hai, ", "Thứ Ba ", "CHỦ NHẬT, ", "Ngày đăng ", "Đăng ngày: ", "Thời gian: ")
FORMS = ("{day} {hour}", "{day}, {hour}", "{day} | {hour}", "{day} - {hour}", "{hour} {day}", "{hour}, {day}")
DAYS = ("05/03/2026", "29-02-2024", "31/12/2019", "30/02/2025", "15/13/2025")
HOURS = ("00:00", "14:05", "23:59", "24:30", "27:10")
LINES = [
    f"{label}{before}{form.format(day=day, hour=hour)}{after}"
    for label, form, day, hour in itertools.product(LABELS, FORMS, DAYS, HOURS)
    for before, after in (("", ""), ("(", ")"))
]
ZONED = (
    "05/03/2026 14:05 GMT+7",
    "Thứ tư, 05-03-2026, 14:05 GMT+7",
    "14:05 05/03/2026 GMT+7",
    "(05/03/2026 14:05) GMT+7",
)
STATED = ("2026-03-05T14:05:00+07:00", "2026-03-05T07:05:00+00:00", "2026-02-30T07:05:00+00:00")


def test_what_is_read_at_once_is_what_the_full_reading_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = [dates.moment_in(line, None) for line in (*LINES, *ZONED, *STATED)]
    monkeypatch.setattr(dates, "stamp_in", lambda line: None)
    assert at_once == [dates.moment_in(line, None) for line in (*LINES, *ZONED, *STATED)]
    assert sum(stamp_in(line) is not None for line in LINES) == len(LABELS) * len(FORMS) * 3 * 3 * 2


@pytest.mark.parametrize(
    "line",
    [
        "05/03/2026",
        "14:05",
        "14:05 05/03/2026 14:10",
        "05/03/2026 14:05 PM",
        "Cập nhật 05/03/2026 14:05",
        "5/3/26 14:05",
    ],
)
def test_any_other_line_is_left_to_the_full_reading(line: str) -> None:
    assert stamp_in(line) is None
