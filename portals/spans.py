"""Printed days and hours that are no moment of their own: ends of spans, and days of the lunar calendar."""

from __future__ import annotations

import re

_RANGE = re.compile(
    r"\d{1,2}[/.-]\d{1,2}\s?(?:-|–|—|đến|tới|và|,)\s?(?:hết\s)?(?:ngày\s)?$"
    r"|(?<![:\dhg/.-])(?<!giờ\s)(?<!thứ\s)(?<!thứ)(?<!th\s)(?<!\bt)(?P<bare>\d{1,2}\s?(?:-|–|—|đến|tới|và|,)\s?(?:ngày\s)?)$",
    re.IGNORECASE,
)
_HOURS_BEFORE = re.compile(
    r"\d\s?(?:h\d{0,2}|g\d{0,2}|giờ|:\s?\d{2})(?:\s?\d{0,2}\s?(?:phút|['’′])?)?\s?(?:-|–|—|đến|tới|và)\s?$",
    re.IGNORECASE,
)
_HOURS_AFTER = re.compile(
    r"\s?(?:-|–|—|đến|tới|và)\s?\d{1,2}\s?(?:h|g|giờ|:\d{2})(?![/.-]?\d{1,2}[/.-]\d)", re.IGNORECASE
)
_LUNAR_BEFORE = re.compile(r"(?<![^\W_])(?:mùng|mồng|rằm)\s(?:ngày\s)?$", re.IGNORECASE)
_LUNAR_AFTER = re.compile(r"\s?[(,]?\s?(?:âm\slịch|âl(?![^\W_]))", re.IGNORECASE)


def is_range_end(before: str, with_time: bool) -> bool:
    """Whether the words before a date make it the end of a span of days (`5 - 7/3/2026`)."""
    found = _RANGE.search(before)
    return found is not None and not (with_time and found["bare"])


def is_span_of_hours(text: str, time: re.Match[str] | None) -> bool:
    """Whether a match of `TIME` is one end of a span of hours (`7h30-9h00`), which is no moment."""
    if time is None:
        return False
    return bool(
        _HOURS_BEFORE.search(text[max(0, time.start() - 24) : time.start()]) or _HOURS_AFTER.match(text, time.end())
    )


def is_lunar(text: str, start: int, stop: int) -> bool:
    """Whether the day is one of the lunar calendar, whose months are not those of the date."""
    return bool(_LUNAR_BEFORE.search(text[max(0, start - 12) : start]) or _LUNAR_AFTER.match(text, stop))
