"""Lines that a portal names as its own (its `Markers`), and those learnt from their recurrence on a host's pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from portals.bylines import looks_like_byline
from portals.captions import looks_like_caption
from portals.tone import fold

_LONGEST_KEY = 160
_SAME_ARTICLE = 0.5
"""Share of long lines from which two texts are captures of one article, whose own lines would recur."""
_LONG = 100


def matches(line: str, markers: Iterable[str]) -> bool:
    """Whether the line is one of a portal's `Markers` (whole, `*` at the end for any rest), tone place and case aside."""
    bare = key(line)
    return any(bare.startswith(key(m[:-1])) if m.endswith("*") else bare == key(m) for m in markers)


def key(line: str) -> str:
    """A line in the form in which lines are compared."""
    return fold(line).lower()


def recurring_lines(texts: Iterable[str]) -> frozenset[str]:
    """Lines (as `key` writes them) that recur across a host's pages: on three of them at least, and on a tenth.

    Several captures of one article count once. Bylines and captions recur without being furniture, and are left out.
    """
    counts: Counter[str] = Counter()
    printed: dict[str, str] = {}
    page_of: dict[str, int] = {}
    pages = 0
    for text in texts:
        lines = {key(line): line.strip() for line in text.splitlines() if line.strip()}
        long = [line for line in lines if len(line) >= _LONG]
        before = Counter(page_of[line] for line in long if line in page_of)
        page_of.update(dict.fromkeys(long, pages))
        if before and max(before.values()) > _SAME_ARTICLE * len(long):
            continue
        pages += 1
        printed.update(lines)
        counts.update(lines.keys())
    least = max(3, -(-pages // 10))
    return frozenset(line for line, count in counts.items() if count >= least and _may_be_furniture(printed[line]))


def _may_be_furniture(line: str) -> bool:
    return len(line) <= _LONGEST_KEY and not looks_like_byline(line) and not looks_like_caption(line)
