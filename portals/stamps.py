"""Date lines in the few forms that nearly every page keeps to, read at once; `portals.dates` reads them and all others alike."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Literal

from portals.clock import HANOI

_STATED = re.compile(r"(?:19|20)\d\d-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d[+-](?:0\d|1[0-3]):[0-5]\d", re.ASCII)
"""As most pages state a moment for machines."""
_PRINTED = re.compile(
    r"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),? |(?:ngày đăng|đăng ngày|thời gian):? )?"
    r"\(?(?:(?P<h1>[0-2]\d):(?P<m1>[0-5]\d),? )?(?P<day>[0-3]\d)(?P<mark>[/-])(?P<month>[01]\d)(?P=mark)(?P<year>20\d\d)"
    r"(?:(?:,| \|| -)? (?P<h2>[0-2]\d):(?P<m2>[0-5]\d)(?P<zone> GMT\+7)?)?\)?",
    re.IGNORECASE,
)
"""As most pages print one for people: a day and an hour, in either order."""


def stamp_in(line: str) -> tuple[datetime, Literal["second", "minute"], Literal["printed", "assumed"]] | None:
    """UTC moment, precision and zone of a line of a usual form; None for every other, and where no such day or hour exists."""
    try:
        if _STATED.fullmatch(line):
            return datetime.fromisoformat(line).astimezone(UTC), "second", "printed"
        found = _PRINTED.fullmatch(line)
        if found is None or (found["h1"] is None) == (found["h2"] is None):
            return None
        day, month, year = int(found["day"]), int(found["month"]), int(found["year"])
        zone: Literal["printed", "assumed"] = "printed" if found["zone"] else "assumed"
        hour, minute = int(found["h1"] or found["h2"]), int(found["m1"] or found["m2"])
        return datetime(year, month, day, hour, minute, tzinfo=HANOI).astimezone(UTC), "minute", zone
    except ValueError:
        return None
