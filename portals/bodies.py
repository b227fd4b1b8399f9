"""Where on an unknown page the article's words are.

Two readers are asked: a kept extraction library (trafilatura), and the density of running words in the tree. The library says
which words; the tree says which node holds them, what of the same kind stands beside them, and what of it is furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

import trafilatura
from selectolax.lexbor import LexborNode

from portals.headline import key
from portals.tree import Piece

Mark = Literal["chosen", "kin", "prose", "links", "other"]
"""`chosen`: in the library's words; `kin`: running words set like chosen ones beside them; the rest is not of the article."""

SENTENCE_END = re.compile(r"[.!?…:;。！？»][\"”’»)\]]*$")
SHORT_KEY = 14
"""Letters: a shorter line counts as chosen only where the library has it as a line of its own."""
CELLS = frozenset(("td", "th"))
HIGHEST = 60
"""Levels above a piece at which its words still speak for a node."""
FARTHEST_KIN = 12
"""Pieces that may lie between a chosen line and its kin."""


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
    marks = marks_of(pieces, words, after)
    by_library = sum(len(p.text) for p, mark in zip(pieces, marks, strict=True) if mark == "chosen") > 0.5 * len(words)
    if not words or not by_library or poor(pieces, marks):
        marks = tuple(
            "chosen" if mark in ("prose", "kin") or (mark == "chosen" and prose(p)) else mark
            for p, mark in zip(pieces, marks, strict=True)
        )
        by_library = False
    node = heaviest(pieces, marks, by_library)
    if node is None:
        return None
    within = ids_within(pieces, node)
    places = [p.place for p, mark in zip(pieces, marks, strict=True) if mark in ("chosen", "kin") and p.place in within]
    return Trunk(node, marks, min(places), max(places), by_library) if places else None


def prose(piece: Piece) -> bool:
    """Whether a piece is running words and not a label or a link."""
    return piece.linked < 0.4 and (
        len(piece.text) >= 80 or (len(piece.text) >= 40 and bool(SENTENCE_END.search(piece.text)))
    )


def marks_of(pieces: list[Piece], words: str, after: int | None) -> tuple[Mark, ...]:
    lines, whole = lines_in(words), key(words)
    keys = [key(piece.text) for piece in pieces]
    chosen = [has(k, lines, whole) for k in keys]
    if after is not None and misplaced(pieces, chosen, after):
        after = None
    floor = -1 if after is None else after
    chosen = [inside and piece.place > floor for piece, inside in zip(pieces, chosen, strict=True)]
    families = Counter(family(p) for p, inside in zip(pieces, chosen, strict=True) if inside and prose(p))
    marks: list[Mark] = []
    last = -FARTHEST_KIN - 1
    for piece, inside in zip(pieces, chosen, strict=True):
        if inside:
            marks.append("chosen")
        elif (
            piece.place > floor and prose(piece) and families[family(piece)] >= 2 and piece.place - last <= FARTHEST_KIN
        ):
            marks.append("kin")
        else:
            marks.append("links" if piece.linked > 0.6 else "prose" if prose(piece) else "other")
            continue
        last = piece.place
    return tuple(marks)


def lines_in(words: str) -> frozenset[str]:
    """Keys of the lines of the library's text, items without their dash, table cells each alone."""
    lines = words.split("\n")
    cells = (cell for line in lines if "|" in line for cell in line.split("|"))
    return frozenset(key(line) for line in (*lines, *cells))


def has(piece_key: str, lines: frozenset[str], whole: str) -> bool:
    if len(piece_key) < SHORT_KEY:
        return piece_key in lines
    return piece_key in whole or (len(piece_key) > 80 and piece_key[:50] in whole and piece_key[-30:] in whole)


def misplaced(pieces: list[Piece], chosen: list[bool], after: int) -> bool:
    """Whether most of the chosen words stand before the heading: then it is not this article's."""
    running = [p for p, inside in zip(pieces, chosen, strict=True) if inside and prose(p)]
    return 2 * sum(len(p.text) for p in running if p.place <= after) > sum(len(p.text) for p in running)


def family(piece: Piece) -> tuple[str, str, str]:
    """How a piece is set: its element, and its parent's element and classes."""
    parent = piece.node.parent
    if parent is None:
        return piece.tag, "", ""
    return piece.tag, parent.tag or "", parent.attributes.get("class") or str(parent.mem_id)


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
        return size + (10 if size > 30 else 0) if piece.linked < 0.6 else 0.2 * size
    if mark == "kin":
        return 0.6 * size
    if mark == "links":
        return -0.5 * size - 10
    if piece.tag in CELLS or size <= 2:
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
