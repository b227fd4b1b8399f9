"""Dates of the Iranian calendar (`۱۸ دی ۱۴۰۲`, `۱۴۰۲/۱۰/۱۸`) as ISO dates.

The years are those of the calendar's cycle of 33 years with eight leap days, which holds from 1178 to 1633 (1799 to 2254).
"""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType

from portals.phrases import words_of

MONTHS = MappingProxyType(
    {
        name: number
        for number, name in enumerate(
            words_of("فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"), start=1
        )
    }
)
LONG_MONTHS, LONG, SHORT = 6, 31, 30
CYCLE, LEAPS = 33, (1, 5, 9, 13, 17, 22, 26, 30)
BEFORE_YEAR_ONE = 226_894
"""Days of the Gregorian count before the first of Farvardin of the year 1, by the cycle."""
LANGUAGES = frozenset(("fa", "ps", "ku"))
YEAR = r"(?P<year>1[34]\d\d)(?!\d)"
IN_LETTERS = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\s(?P<month>{'|'.join(MONTHS)})(?:\sماه)?\s?[،,]?\s{YEAR}")
IN_NUMBERS = re.compile(rf"(?<![\d/-]){YEAR}(?P<mark>[/-])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?![\d/-])")


def with_iso_dates(text: str, language: str) -> str:
    """A text in which dates of this calendar stand as ISO dates, on a page of a language that counts by it. Figures are 0 to 9."""
    if language[:2] not in LANGUAGES:
        return text
    return IN_NUMBERS.sub(in_iso, IN_LETTERS.sub(in_iso, text))


def in_iso(match: re.Match[str]) -> str:
    """A date as ISO; as it stands where there is no such day."""
    month = MONTHS.get(match["month"]) or int(match["month"])
    year, day = int(match["year"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= (LONG if month <= LONG_MONTHS else SHORT)):
        return match[0]
    return gregorian(year, month, day).isoformat()


def gregorian(year: int, month: int, day: int) -> date:
    past = min(month - 1, LONG_MONTHS) * LONG + max(0, month - 1 - LONG_MONTHS) * SHORT
    leaps = len(LEAPS) * (year // CYCLE) + sum(leap < year % CYCLE for leap in LEAPS)
    return date.fromordinal(BEFORE_YEAR_ONE + 365 * (year - 1) + leaps + past + day)
