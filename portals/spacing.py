"""Words that only markup parts: a page shows them apart, its text has them glued (`<span>Hải Phòng</span>Từ sáng`)."""

from __future__ import annotations

import re

from portals.syllables import is_syllable

_LAST = re.compile(r"[^\W\d_]{2,}$")
_FIRST = re.compile(r"[^\W\d_]{2,}")
_DATE = r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}"
_HOUR = r"\d{1,2}[:hg]\d{2}"
_STARTS_STAMP = re.compile(f"(?:{_DATE}|{_HOUR})(?!\\d)")
_ENDS_STAMP = re.compile(f"(?<!\\d)(?:{_DATE}|{_HOUR})$")


def spaced(parts: list[str]) -> str:
    """The runs of words of one line as one text, with a blank where two stand apart on the page.

    That is between two Vietnamese words of which the second has a capital, and on either side of a date or an hour.
    """
    if len(parts) > 1:
        parts = [*map(_before, parts, parts[1:]), parts[-1]]
    return "".join(parts)


def _before(part: str, after: str) -> str:
    if not (part[-1:].isalnum() and after[:1].isalnum()):
        return part
    if part[-1].isdigit() or after[0].isdigit():
        apart = _STARTS_STAMP.match(after) if part[-1].isalpha() else _ENDS_STAMP.search(part)
        return f"{part} " if apart else part
    if not (part[-1].islower() and after[0].isupper()):
        return part
    last, first = _LAST.search(part), _FIRST.match(after)
    glued = last and first and is_syllable(last[0]) and is_syllable(first[0])
    return f"{part} " if glued else part
