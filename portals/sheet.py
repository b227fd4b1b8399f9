"""The pieces of an unknown page with what is asked of each more than once: letters, running words, teasers, how each is set."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portals.furniture import is_furniture
from portals.holders import Holders, holders_of
from portals.labels import leads_away
from portals.letters import key
from portals.tree import Piece

SENTENCE_END = re.compile(r"[.!?…:;。！？»][\"”’»)\]]*$")
LEAST_TITLE = 20
"""Letters of a link that may be another article's title."""
MOSTLY_LINK = 0.6
"""Share of a line's letters in links above which it is one."""
TEASER_BOX = 4
"""Most pieces in the box of one teaser: title, words, time, section."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's pieces with what is asked of each more than once.

    keys: their letters, as `letters.key` gives them. prose: whether they are running words. teasers: places of the words of other articles.
    """

    pieces: list[Piece]
    holders: Holders
    keys: tuple[str, ...]
    prose: tuple[bool, ...]
    teasers: frozenset[int]


def sheet_of(pieces: list[Piece]) -> Sheet:
    """The sheet of a page, whose tree must not change any more."""
    holders = holders_of(pieces)
    teasers = teasers_in(pieces, holders) | {p.place for p in pieces if leads_away(p.text, p.linked)}
    return Sheet(
        pieces,
        holders,
        tuple(key(piece.text) for piece in pieces),
        tuple(prose(piece) for piece in pieces),
        frozenset(teasers),
    )


def prose(piece: Piece) -> bool:
    """Whether a piece is running words and not a label or a link."""
    return piece.linked < 0.4 and (
        len(piece.text) >= 80 or (len(piece.text) >= 40 and bool(SENTENCE_END.search(piece.text)))
    )


def teasers_in(pieces: list[Piece], holders: Holders) -> set[int]:
    """Places of words that share a small box with a link above them that could be a title: another article's summary."""
    found = set()
    for piece in pieces:
        if piece.linked > 0.5 or len(piece.text) <= 2:
            continue
        for above in pieces[max(0, piece.place - 2) : piece.place]:
            if above.linked > 0.9 and len(above.text) >= LEAST_TITLE and not is_furniture(above.text):
                box = holders.shared(above.place, piece.place)
                within = holders.within(box) if box else ()
                if 0 < len(within) <= TEASER_BOX and not (above.place - 1 in within and prose(pieces[above.place - 1])):
                    found.add(piece.place)
    return found


def families_of(sheet: Sheet, pieces: list[Piece]) -> dict[int, tuple[str, str, str]]:
    """How each of some pieces is set, by its place: its element, and its parent's element and classes."""
    around: dict[int, tuple[str, str]] = {0: ("", "")}
    families = {}
    for piece in pieces:
        parent = sheet.holders.parent(piece.place)
        if parent not in around:
            node = sheet.holders.nodes[parent]
            around[parent] = node.tag or "", node.attributes.get("class") or str(parent)
        families[piece.place] = (piece.tag, *around[parent])
    return families
