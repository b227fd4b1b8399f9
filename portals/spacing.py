"""Words that only markup parts: a page shows them apart, its text has them glued (`<span>Hải Phòng</span>Từ sáng`)."""

from __future__ import annotations

import re

from portals.syllables import is_syllable

_LAST = re.compile(r"[^\W\d_]{2,}$")
_FIRST = re.compile(r"[^\W\d_]{2,}")


def spaced(parts: list[str]) -> str:
    """The runs of words of one line as one text, with a blank between two Vietnamese words of which the second has a capital."""
    if len(parts) > 1:
        parts = [*map(_before, parts, parts[1:]), parts[-1]]
    return "".join(parts)


def _before(part: str, after: str) -> str:
    if not (part[-1:].islower() and after[:1].isupper()):
        return part
    last, first = _LAST.search(part), _FIRST.match(after)
    glued = last and first and is_syllable(last[0]) and is_syllable(first[0])
    return f"{part} " if glued else part
