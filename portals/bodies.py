"""Where on an unknown page the article's words are.

Two readers are asked: a kept extraction library (trafilatura), and the density of running words in the tree. The library says
which words; the tree says which node holds them, what of the same kind stands beside them, and what of it is furniture.
"""

from __future__ import annotations

from dataclasses import dataclass

import trafilatura
from selectolax.lexbor import LexborNode

from portals.marks import Mark, ends, marks_of, parent_id, prose
from portals.tree import Piece

CELLS = frozenset(("td", "th"))
INNER: dict[Mark, Mark] = {"prose": "kin", "other": "inner"}
PARTS = frozenset(("table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "li", "p", "blockquote", "figure"))
MOST_SKIPPED = 4
"""Captions, labels and links that may stand between running words."""
HIGHEST = 60
"""Levels above a piece at which its words still speak for a node."""


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


def words_by_library(markup: str) -> str:
    """The main text as trafilatura sees it, one paragraph a line; empty where it sees none."""
    document = trafilatura.bare_extraction(markup, fast=True, include_comments=False, with_metadata=False)
    text = getattr(document, "text", None)
    return text if isinstance(text, str) else ""


def trunk_of(pieces: list[Piece], words: str, after: int | None) -> Trunk | None:
    """The article's node among the pieces.

    words: the library's text. after: place of the heading; nothing up to it is the article's, unless most of the words are there.
    """
    marks, by_library = marks_of(pieces, words, after)
    if not words or not by_library or poor(pieces, marks):
        marks = tuple(
            "chosen" if mark in ("prose", "kin") or (mark == "chosen" and prose(p)) else mark
            for p, mark in zip(pieces, marks, strict=True)
        )
        by_library = False
    node = container_of(heaviest(pieces, marks, by_library))
    if node is None:
        return None
    within = ids_within(pieces, node)
    places = [p.place for p in pieces if p.place in within and marks[p.place] in ("chosen", "kin")]
    places = places or [p.place for p in pieces if p.place in within and marks[p.place] == "other" and p.tag in CELLS]
    if not places:
        return None
    parents = {parent_id(pieces[place]) for place in places if prose(pieces[place])}
    last = end_of(pieces[max(places) + 1 :], marks, within, parents, max(places))
    first = end_of(pieces[: min(places)][::-1], marks, within, parents, min(places))
    inner = tuple(
        INNER.get(mark, mark) if first <= place <= last and place in within else mark
        for place, mark in enumerate(marks)
    )
    return Trunk(node, inner, first, last, by_library)


def end_of(outside: list[Piece], marks: tuple[Mark, ...], within: frozenset[int], parents: set[int], end: int) -> int:
    """Where the words end (or begin): running words and items right beside the chosen ones, in the same node, belong to them."""
    skipped = 0
    for piece in outside:
        if (
            piece.place not in within
            or marks[piece.place] in ("teaser", "away")
            or ends(piece.text)
            or skipped > MOST_SKIPPED
        ):
            break
        listed = piece.tag == "li" and piece.linked < 0.6
        if (listed or prose(piece)) and parent_id(piece, 2 if listed else 1) in parents:
            end = piece.place
            skipped = 0
        else:
            skipped += 1
    return end


def container_of(node: LexborNode | None) -> LexborNode | None:
    """The node around one that is a table, a list or a part of them, so that it is read as what it is."""
    while node is not None and node.tag in PARTS and node.parent is not None:
        node = node.parent
    return node


def poor(pieces: list[Piece], marks: tuple[Mark, ...]) -> bool:
    """Whether what the library chose is mostly labels and links, and the page has more running words than that."""
    chosen = [p for p, mark in zip(pieces, marks, strict=True) if mark == "chosen"]
    running = sum(len(p.text) for p in chosen if prose(p))
    elsewhere = sum(len(p.text) for p, mark in zip(pieces, marks, strict=True) if mark in ("kin", "prose"))
    return running < 0.3 * sum(len(p.text) for p in chosen) and elsewhere > running


def weight_of(piece: Piece, mark: Mark, by_library: bool) -> float:
    """What a piece speaks for (or against) a node that holds it."""
    size = len(piece.text)
    if mark == "chosen":
        return size + (10 if size > 30 else 0) if piece.linked < 0.6 else -0.2 * size
    if mark == "kin":
        return 0.6 * size
    if mark in ("links", "teaser"):
        return -0.5 * size - 10
    if piece.tag in CELLS:
        return 0.3 * size if mark != "away" else 0.0
    if size <= 2:
        return 0.0
    return -0.25 * size if mark == "prose" and by_library else -10.0


def heaviest(pieces: list[Piece], marks: tuple[Mark, ...], by_library: bool) -> LexborNode | None:
    """The node with the greatest sum of weights; of equals the innermost."""
    sums: dict[int, float] = {}
    nodes: dict[int, LexborNode] = {}
    for piece, mark in zip(pieces, marks, strict=True):
        weight = weight_of(piece, mark, by_library)
        node: LexborNode | None = piece.node
        for _ in range(HIGHEST):
            if node is None or node.tag == "html":
                break
            identity = node.mem_id
            sums[identity] = sums.get(identity, 0.0) + weight
            nodes.setdefault(identity, node)
            node = node.parent
    best = max(sums, key=sums.__getitem__, default=None)
    return nodes[best] if best is not None and sums[best] > 0 else None


def ids_within(pieces: list[Piece], node: LexborNode) -> frozenset[int]:
    """Places of the pieces that a node holds."""
    wanted = node.mem_id
    known: dict[int, bool] = {}
    found = []
    for piece in pieces:
        trail = []
        at: LexborNode | None = piece.node
        while at is not None and at.mem_id not in known and at.mem_id != wanted:
            trail.append(at.mem_id)
            at = at.parent
        inside = at is not None and (at.mem_id == wanted or known[at.mem_id])
        known.update(dict.fromkeys(trail, inside))
        if inside:
            found.append(piece.place)
    return frozenset(found)
