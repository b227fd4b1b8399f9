"""Where on a page date lines and bylines may stand: around the heading and at the foot of the words."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from portals.tree import Piece

BEFORE_HEADING = 6
AFTER_HEADING = 25
BEFORE_WORDS = 6
AFTER_WORDS = 4
OUTERMOST = frozenset(("html", "body"))


@dataclass(frozen=True, slots=True)
class Zone:
    """Places on the page: the heading's first and last piece, the words' first and last; None where not shown."""

    heading: tuple[int, int] | None
    words: tuple[int, int] | None


def zones(pieces: list[Piece], zone: Zone) -> tuple[list[int], list[int], list[int]]:
    """Places below the heading, above it within its own box, and after the words."""
    count = len(pieces)
    words = zone.words
    if zone.heading is None:
        start = words[0] if words else 0
        below = range(max(0, start - BEFORE_WORDS), min(count, start + 3))
        above: list[int] = []
    else:
        first, last = zone.heading
        end = words[0] + 3 if words and words[0] >= last else last + BEFORE_WORDS
        near = range(last + 1, min(count, end, last + AFTER_HEADING))
        late = range(max(last + AFTER_HEADING, end - BEFORE_WORDS), min(count, end))
        above = [
            place
            for place in range(first - 1, max(-1, first - 1 - BEFORE_HEADING), -1)
            if in_one_box(pieces, place, first)
        ]
        return [*near, *late], above, foot_of(words, count)
    return [*below], above, foot_of(words, count)


def foot_of(words: tuple[int, int] | None, count: int) -> list[int]:
    return [*range(max(0, words[1] - 1), min(count, words[1] + 1 + AFTER_WORDS))] if words else []


def in_one_box(pieces: list[Piece], place: int, heading: int) -> bool:
    """Whether a piece above the heading stands in a box of the heading's, and not among the site's (clocks, menus)."""
    box = shared(pieces[place].node, pieces[heading].node)
    if box is None or box.tag in OUTERMOST:
        return False
    before = heading - 2 * BEFORE_HEADING
    return before < 0 or shared(pieces[before].node, pieces[heading].node, box) is None


def shared(one: LexborNode, other: LexborNode, within: LexborNode | None = None) -> LexborNode | None:
    """The innermost node that holds both; with `within`, None where that is outside of it."""
    trail = set()
    node: LexborNode | None = one
    while node is not None:
        trail.add(node.mem_id)
        node = node.parent
    node = other
    while node is not None and node.mem_id not in trail:
        if within is not None and node.mem_id == within.mem_id:
            return None
        node = node.parent
    return node
