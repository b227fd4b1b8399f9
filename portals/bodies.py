"""Where on an unknown page the article's words are.

Two readers are asked: a kept extraction library (trafilatura), and the density of running words in the tree. The library says
which words; the tree says which node holds them, what of the same kind stands beside them, and what of it is furniture.
"""

from __future__ import annotations

from dataclasses import dataclass

import trafilatura
from selectolax.lexbor import LexborNode
from trafilatura.settings import Extractor

from portals.holders import Holders
from portals.marks import NO_WORDS, Mark, Words, ends, marks_of, words_in
from portals.sheet import MOSTLY_LINK, Sheet
from portals.tree import Piece

CELLS = frozenset(("td", "th"))
INNER: dict[Mark, Mark] = {"prose": "kin", "other": "inner"}
PARTS = frozenset(("table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "li", "p", "blockquote", "figure"))
OPTIONS = Extractor(output_format="python", fast=True, comments=False)
"""What the library is asked for: the words alone, by its own rules and no other library's."""
MOST_SKIPPED = 4
"""Captions, labels and links that may stand between running words."""


@dataclass(frozen=True, slots=True)
class Trunk:
    """The node that holds the article's words, and what each piece within the page is to it."""

    node: LexborNode
    marks: tuple[Mark, ...]
    first: int
    """Place of the first piece of the article's words."""
    last: int
    by_library: bool
    """Whether the library's words were found in the tree; else they were chosen by density alone."""


def words_by_library(markup: str) -> Words:
    """The main text as trafilatura sees it, one paragraph a line; no words where it sees none."""
    document = trafilatura.bare_extraction(markup, options=OPTIONS) if markup else None
    text = getattr(document, "text", None)
    return words_in(text) if isinstance(text, str) else NO_WORDS


def trunk_of(sheet: Sheet, words: Words, after: int | None) -> Trunk | None:
    """The article's node among the pieces.

    words: the library's text. after: place of the heading; nothing up to it is the article's, unless most of the words are there.
    """
    pieces, holders = sheet.pieces, sheet.holders
    marks, by_library = marks_of(sheet, words, after)
    if not words.size or not by_library or poor(sheet, marks):
        marks = tuple(
            "chosen" if mark in ("prose", "kin") or (mark == "chosen" and running) else mark
            for running, mark in zip(sheet.prose, marks, strict=True)
        )
        by_library = False
    node = container_of(holders, heaviest(sheet, marks, by_library))
    if not node:
        return None
    within = holders.within(node)
    places = [place for place in within if marks[place] in ("chosen", "kin")]
    places = places or [place for place in within if marks[place] == "other" and pieces[place].tag in CELLS]
    if not places:
        return None
    parents = {holders.parent(place) for place in places if sheet.prose[place]}
    last = end_of(sheet, range(places[-1] + 1, within.stop), marks, parents, places[-1])
    first = end_of(sheet, range(places[0] - 1, within.start - 1, -1), marks, parents, places[0])
    inner = tuple(INNER.get(mark, mark) if first <= place <= last else mark for place, mark in enumerate(marks))
    return Trunk(holders.nodes[node], inner, first, last, by_library)


def end_of(sheet: Sheet, outside: range, marks: tuple[Mark, ...], parents: set[int], end: int) -> int:
    """Where the words end (or begin): running words and items right beside the chosen ones, in the same node, belong to them."""
    skipped = 0
    for place in outside:
        piece = sheet.pieces[place]
        if marks[place] in ("teaser", "away") or ends(piece.text) or skipped > MOST_SKIPPED:
            break
        listed = piece.tag == "li" and piece.linked < MOSTLY_LINK
        if (listed or sheet.prose[place]) and sheet.holders.parent(place, 2 if listed else 1) in parents:
            end = place
            skipped = 0
        else:
            skipped += 1
    return end


def container_of(holders: Holders, node: int) -> int:
    """The node around one that is a table, a list or a part of them, so that it is read as what it is."""
    while node and holders.nodes[node].tag in PARTS and holders.parents[node]:
        node = holders.parents[node]
    return node


def poor(sheet: Sheet, marks: tuple[Mark, ...]) -> bool:
    """Whether what the library chose is mostly labels and links, and the page has more running words than that."""
    sizes = [len(piece.text) for piece in sheet.pieces]
    chosen = [place for place, mark in enumerate(marks) if mark == "chosen"]
    running = sum(sizes[place] for place in chosen if sheet.prose[place])
    elsewhere = sum(size for size, mark in zip(sizes, marks, strict=True) if mark in ("kin", "prose"))
    return running < 0.3 * sum(sizes[place] for place in chosen) and elsewhere > running


def weight_of(piece: Piece, mark: Mark, by_library: bool) -> float:
    """What a piece speaks for (or against) a node that holds it."""
    size = len(piece.text)
    if mark == "chosen":
        return size + (10 if size > 30 else 0) if piece.linked < MOSTLY_LINK else -0.2 * size
    if mark == "kin":
        return 0.6 * size
    if mark in ("links", "teaser"):
        return -0.5 * size - 10
    if piece.tag in CELLS:
        return 0.3 * size if mark != "away" else 0.0
    if size <= 2:
        return 0.0
    return -0.25 * size if mark == "prose" and by_library else -10.0


def heaviest(sheet: Sheet, marks: tuple[Mark, ...], by_library: bool) -> int:
    """The node whose pieces speak most for it; 0 where none does."""
    return sheet.holders.heaviest([weight_of(p, m, by_library) for p, m in zip(sheet.pieces, marks, strict=True)])
