"""Hours as Vietnamese pages print them: 24-hour with or without AM/PM, `14h05`, `9 giờ 30 phút`, `19:25'`, `7:15 CH`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import Literal

HANOI = timezone(timedelta(hours=7))
"""Indochina Time; Việt Nam keeps no summer time, and has kept this offset since 1975."""

DAY_NAME = r"thứ\s?(?:hai|ba|tư|bốn|năm|sáu|bảy|bẩy|[2-7])|chủ\s?nhật|cn|t[2-7]|th\.?\s[2-7]"
"""Vietnamese names of the days, to be matched without regard to case."""
WEEKDAY = DAY_NAME + r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)"
"""The same and the English ones (`Thu` is a Vietnamese given name as well)."""

TIME = re.compile(
    r"""
    (?<![\d:.+])(?<!\d/)(?<!(?<!\d\d\d\d),)(?P<h>\d{1,2})
    (?: \s?:\s?(?P<mi>\d{2})(?::(?P<s>\d{2})(?:[.,]\d{1,9})?)?(?!\d|:\d)
      | \s?(?:giờ|[hg](?![^\W\d_]))(?!\s?(?:trước|đồng|hành))
        (?:(?P<mi2>\d{2})(?!\d|[/.-]\d)|\s?(?P<mi3>\d{1,2})(?!\d|[/.-]\d|\s?(?:tháng|thg)))?(?:\s?(?:phút|ph|p)\b)?
    )
    ['’′]?
    (?(s)|(?P<until>\s?[-–—]\s?\d{1,2}\s?[:hg]\s?\d{2}(?!\d))?)
    (?:\s?(?P<half>am|pm|a\.m\.|p\.m\.|sa|ch|sáng|trưa|chiều|tối|đêm|khuya)(?![^\W_]))?
    (?:\s?[(\[]?\s?(?P<zone>
        (?<=\d)z(?![^\W_])
      | (?:gmt|utc)(?:\s?[+-]\s?\d{1,2}(?::?[0-5]\d)?(?!\d|[/.-]\d)|(?![^\W_]|\s?[+-]\s?\d))
      | [+-](?:[0-2]\d:?[0-5]\d|[01]\d(?=\s|$))(?!\d|[/.-]\d)
      | (?:ict|edt|est|pdt|pst|mdt|mst|bst|cest|cet|jst|kst|sgt|cst|ist)(?![^\W_])
      | (?:theo\s)?giờ\s(?:việt\snam|hà\snội|đông\sdương)
    )\s?[)\]]?)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OFFSETS = {
    name: offset
    for offset, names in (
        (0, ("z", "gmt", "utc")),
        (1, ("bst", "cet")),
        (2, ("cest",)),
        (7, ("ict",)),
        (8, ("sgt",)),
        (9, ("jst", "kst")),
        (-4, ("edt",)),
        (-5, ("est",)),
        (-6, ("mdt",)),
        (-7, ("mst", "pdt")),
        (-8, ("pst",)),
    )
    for name in names
}
_AMBIGUOUS = frozenset({"cst", "ist"})
_SIGNED = re.compile(r"(?P<sign>[+-])\s?(?P<h>\d{1,2}?)(?::?(?P<m>\d{2}))?$")


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour of the day. offset: as printed, None where no zone is."""

    hour: int
    minute: int
    second: int
    offset: timedelta | None
    precision: Literal["second", "minute", "day"]


def clock_of(match: re.Match[str], text: str) -> Clock | None:
    """What a match of `TIME` within `text` says; None for a span of hours, and where no such hour or zone exists."""
    hour = _hour(int(match["h"]), (match["half"] or "").lower().replace(".", ""))
    minute, second = int(match["mi"] or match["mi2"] or match["mi3"] or 0), int(match["s"] or 0)
    is_iso = text[match.start() - 1 : match.start()] in ("T", "t")
    zone = (match["zone"] or (match["until"] if is_iso else None) or "").lower().strip()
    if hour is None or minute > 59 or second > 59 or zone in _AMBIGUOUS or (match["until"] and not is_iso):
        return None
    if zone.startswith("-") and not (match["s"] or is_iso):
        zone = ""
    offset = _offset(zone) if zone else None
    if zone and offset is None:
        return None
    return Clock(hour, minute, second, offset, "second" if match["s"] else "minute")


def _hour(hour: int, half: str) -> int | None:
    """The hour of 24. A 24-hour clock with AM/PM is met (`19:25 PM`, `00:01 AM`); `13:00 AM` and `00:10 PM` contradict."""
    if half in ("am", "sa", "sáng"):
        return 0 if hour == 12 and half != "sáng" else hour if hour < 12 else None
    if half in ("pm", "ch", "chiều"):
        return hour + 12 if 0 < hour < 12 else hour if 12 <= hour < 24 else None
    if half == "tối":
        return hour + 12 if 5 <= hour < 12 else hour if 17 <= hour < 24 else None
    if half in ("đêm", "khuya"):
        return hour + 12 if 9 <= hour < 12 else hour if hour < 4 or 21 <= hour < 24 else None
    if half == "trưa":
        return hour + 12 if 1 <= hour <= 2 else hour if 10 <= hour <= 14 else None
    return hour if hour < 24 else None


def _offset(zone: str) -> timedelta | None:
    if zone.endswith(("việt nam", "hà nội", "đông dương")):
        return timedelta(hours=7)
    signed = _SIGNED.search(zone)
    if signed is None:
        hours = _OFFSETS.get(zone)
        return None if hours is None else timedelta(hours=hours)
    offset = timedelta(hours=int(signed["h"]), minutes=int(signed["m"] or 0))
    if offset > timedelta(hours=14):
        return None
    return -offset if signed["sign"] == "-" else offset
