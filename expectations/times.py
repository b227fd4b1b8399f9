"""Measures on the times of a reading: possible, not in the future, not day and month exchanged. Each takes a Row."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from expectations.row import HANOI_TIME, Row

ADDRESS_DAY = re.compile(r"(?<!\d)(?P<year>20\d\d)[/-]?(?P<month>0[1-9]|1[0-2])[/-]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
"""A day in an address, year first: /2021/10/11/, /20211011/."""


def years_old(row: Row) -> float | None:
    """Year of publication with its day as a fraction; None without a date."""
    return None if row.local is None else row.local.year + row.local.timetuple().tm_yday / 367


def hours_ahead(row: Row) -> float | None:
    """Hours by which the publication lies after the capture; a date of day precision counts from its beginning."""
    return None if row.published_at is None else (row.published_at - row.captured_at).total_seconds() / 3600


def modified_ahead(row: Row) -> float | None:
    """Hours by which the last change lies after the capture."""
    return None if row.modified_at is None else (row.modified_at - row.captured_at).total_seconds() / 3600


def modified_before(row: Row) -> float | None:
    """Hours by which the last change lies before the publication; a publication of day precision gives a day's grace."""
    if row.modified_at is None or row.published_at is None:
        return None
    return (row.published_at - row.modified_at).total_seconds() / 3600


def capture_off(row: Row) -> float:
    """Hours by which the capture lies in the future; 1e6 where it lies before the web had archives (1996)."""
    return (
        1e6
        if row.captured_at < datetime(1996, 1, 1, tzinfo=UTC)
        else (row.captured_at - row.now).total_seconds() / 3600
    )


def undated(row: Row) -> str | None:
    """A page in HTML without a date of publication."""
    return row.url if row.published_at is None and row.medium != "text" else None


def undated_text(row: Row) -> str | None:
    """A capture of bare text without a date of publication."""
    return row.url if row.published_at is None and row.medium == "text" else None


def exchanged(row: Row) -> str | None:
    """A publication whose day and month are those of the lead or of the address, the other way round."""
    if row.local is None or row.local.day == row.local.month:
        return None
    printed = (row.local.day, row.local.month)
    told = row.told_days
    if told and printed not in told and any((month, day) == printed and max(day, month) <= 12 for day, month in told):
        return f"{row.local:%d/%m/%Y}, and the lead names {told[0][0]}/{told[0][1]}"
    for found in ADDRESS_DAY.finditer(row.url) if "20" in row.url else ():
        day, month, year = int(found["day"]), int(found["month"]), int(found["year"])
        if year == row.local.year and (month, day) == printed:
            return f"{row.local:%d/%m/%Y}, and the address says {found[0]}"
    return None


def days_from_lead(row: Row) -> float | None:
    """Days between the publication and the nearest year's day that the lead names first; None where it names none."""
    told = row.told_days
    if row.local is None or not told:
        return None
    day, month = told[0]
    distances = []
    for year in (row.local.year - 1, row.local.year, row.local.year + 1):
        try:
            distances.append(abs((datetime(year, month, day, tzinfo=UTC).date() - row.local.date()).days))
        except ValueError:
            continue
    return float(min(distances)) if distances else None


def event_off(row: Row) -> float | None:
    """Days between the event that the lead names and the publication."""
    if row.event_date is None or row.local is None:
        return None
    return float(abs((row.event_date - row.local.date()).days))


def half_told(row: Row) -> str | None:
    """A date without its precision or zone, or a precision or zone without a date, or one that does not exist."""
    told = (row.published_precision, row.published_zone)
    if row.published_at is None:
        return str(told) if any(told) else None
    known = row.published_precision in ("second", "minute", "day") and row.published_zone in ("printed", "assumed")
    return None if known else str(told)


def at_capture(row: Row) -> str | None:
    """A publication at the very moment of the capture: what a reader gives that takes now for a missing date."""
    return f"{row.captured_at + HANOI_TIME:%d/%m/%Y %H:%M:%S}" if row.published_at == row.captured_at else None
