"""Printed days and hours that are no moment of their own: ends of spans, and days of the lunar calendar."""

from __future__ import annotations

import re

from portals.clock import WEEKDAY

_LONGEST_STAMP = 80

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

_STAMP = re.compile(
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}|\d{1,2}\s?[:hg]\s?\d{2}|\d\s(?:giây|phút|giờ|ngày|tuần|tháng)\strước|(?<![^\W_])hôm\s(?:nay|qua|kia)",
    re.IGNORECASE,
)
_OF_STAMP = re.compile(
    rf"(?<![^\W_])(?:{WEEKDAY}|ngày|giờ|lúc|vào|hồi|thời gian|đăng|cập nhật|xuất bản|gmt|utc|sa|ch|am|pm)(?![^\W_])|[^\w\s]|\d|h(?=\d)",
    re.IGNORECASE,
)


def is_stamp(text: str) -> bool:
    """Whether a line is a date or an hour and no more, be it one that exists and is known or not."""
    return (
        len(text) <= _LONGEST_STAMP
        and _STAMP.search(text) is not None
        and not _OF_STAMP.sub("", _STAMP.sub("", text)).strip()
    )


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
