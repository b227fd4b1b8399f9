"""What each piece of an unknown page is to its article, by the library's words and by how the pieces are set."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

from selectolax.lexbor import LexborNode

from portals.furniture import ends_article, opens_box
from portals.headline import key
from portals.labels import leads_away, opens_other_words
from portals.tree import Piece
from portals.zones import shared

Mark = Literal["chosen", "kin", "inner", "prose", "teaser", "links", "other", "away"]
"""`chosen`: in the library's words; `kin`: running words set like chosen ones beside them, or among them; `inner`: short lines among them;
`prose`: other running words;
`teaser`: words under the link of another article; `away`: before the heading, or after the end of the article; the rest is no words of it."""

LETTERS = re.compile(r"[ăâđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.I)
OWN = re.compile(r"[ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.I)
"""The same without those that Romanian and Croatian have, too."""
SENTENCE_END = re.compile(r"[.!?…:;。！？»][\"”’»)\]]*$")
LABELLED = re.compile(
    r"(?:chuyên mục|danh mục|thể loại|tags?|từ kh[óo][áa]|keywords?|category|filed under)\s*:\s*\S.{0,160}", re.I
)
"""Section and tags under an article."""
CUT = ("…", "...")
"""How summaries of other articles end."""
SHORT_KEY = 14
"""Letters: a shorter line counts as chosen only where the library has it as a line of its own."""
FARTHEST_KIN = 12
"""Pieces that may lie between a chosen line and its kin."""
LEAST_TITLE = 20
"""Letters of a link that may be another article's title."""
TEASER_BOX = 4
"""Most pieces in the box of one teaser: title, words, time, section."""


def marks_of(pieces: list[Piece], words: str, after: int | None) -> tuple[tuple[Mark, ...], bool]:
    """The mark of each piece, and whether most of the library's words were found among them.

    after: place of the heading; it is passed over where most of the words stand before it.
    """
    lines, whole = lines_in(words), key(words)
    chosen = {piece.place for piece in pieces if has(key(piece.text), lines, whole)}
    found = sum(len(p.text) for p in pieces if p.place in chosen) > 0.5 * len(words)
    floor = -1 if after is None or misplaced(pieces, chosen, after) else after
    teasers = teasers_in(pieces) | {p.place for p in pieces if leads_away(p.text, p.linked)}
    chosen = {place for place in chosen if place > floor and place not in teasers}
    away = tail_of(pieces, chosen) | set(range(floor + 1))
    chosen -= away
    kin = kin_of(pieces, chosen, teasers | away)
    return tuple(mark_of(piece, chosen, kin, teasers, away) for piece in pieces), found


def mark_of(piece: Piece, chosen: set[int], kin: set[int], teasers: set[int], away: set[int]) -> Mark:
    place = piece.place
    if place in chosen:
        return "chosen"
    if place in away:
        return "links" if piece.linked > 0.6 else "away"
    if place in kin:
        return "kin"
    if place in teasers:
        return "teaser"
    return "links" if piece.linked > 0.6 else "prose" if prose(piece) else "other"


def prose(piece: Piece) -> bool:
    """Whether a piece is running words and not a label or a link."""
    return piece.linked < 0.4 and (
        len(piece.text) >= 80 or (len(piece.text) >= 40 and bool(SENTENCE_END.search(piece.text)))
    )


def lines_in(words: str) -> frozenset[str]:
    """Keys of the lines of the library's text, items without their dash, table cells each alone."""
    lines = words.split("\n")
    cells = (cell for line in lines if "|" in line for cell in line.split("|"))
    return frozenset(key(line) for line in (*lines, *cells))


def has(piece_key: str, lines: frozenset[str], whole: str) -> bool:
    if len(piece_key) < SHORT_KEY:
        return piece_key in lines
    return piece_key in whole or (len(piece_key) > 80 and piece_key[:50] in whole and piece_key[-30:] in whole)


def misplaced(pieces: list[Piece], chosen: set[int], after: int) -> bool:
    """Whether most of the chosen words stand before the heading: then it is not this article's."""
    running = [p for p in pieces if p.place in chosen and prose(p)]
    return 2 * sum(len(p.text) for p in running if p.place <= after) > sum(len(p.text) for p in running)


def teasers_in(pieces: list[Piece]) -> set[int]:
    """Places of words that share a small box with a link above them that could be a title: another article's summary."""
    sizes = box_sizes(pieces)
    found = set()
    for piece in pieces:
        if piece.linked > 0.5 or len(piece.text) <= 2:
            continue
        for above in pieces[max(0, piece.place - 2) : piece.place]:
            if above.linked > 0.9 and len(above.text) >= LEAST_TITLE:
                box = shared(piece.node, above.node)
                if box is not None and sizes.get(box.mem_id, TEASER_BOX + 1) <= TEASER_BOX:
                    found.add(piece.place)
    return found


def box_sizes(pieces: list[Piece]) -> Counter[int]:
    """How many pieces each node near the pieces holds."""
    sizes: Counter[int] = Counter()
    for piece in pieces:
        node: LexborNode | None = piece.node
        for _ in range(6):
            if node is None:
                break
            sizes[node.mem_id] += 1
            node = node.parent
    return sizes


def tail_of(pieces: list[Piece], chosen: set[int]) -> set[int]:
    """Places after a line that ends articles, but for words set in the same node as the article's before it, or, in other languages
    than Vietnamese, as most of them are."""
    running = [p for p in pieces if p.place in chosen and prose(p)]
    half = sum(len(p.text) for p in running if not p.text.endswith(CUT)) / 2
    before = 0.0
    parents: set[int] = set()
    alike = Counter(family(p) for p in running)
    foreign = not in_vietnamese(" ".join(p.text for p in running[:50]))
    for piece in pieces[running[0].place :] if running else []:
        if before >= half and len(piece.text) <= 90 and ends(piece.text):
            more = {p.place for p in running if foreign and alike[family(p)] > len(running) / 2}
            return {
                p.place
                for p in pieces[piece.place :]
                if p.linked > 0.6 or not (parent_id(p) in parents or p.place in more)
            }
        if piece.place in chosen and prose(piece):
            before += len(piece.text)
            parents.add(parent_id(piece))
    return set()


def in_vietnamese(text: str) -> bool:
    """By its letters: those that hardly another language has are a twentieth of any running text in it, most of them its own."""
    least = 0.04 * max(1, sum(map(str.isalpha, text)))
    return len(LETTERS.findall(text)) > least and len(OWN.findall(text)) > least / 2


def ends(line: str) -> bool:
    if LABELLED.fullmatch(line):
        return True
    return ends_article(line) or opens_box(line) or opens_other_words(line)


def parent_id(piece: Piece, steps: int = 1) -> int:
    """Identity of the node so many steps above a piece's own."""
    node: LexborNode | None = piece.node
    for _ in range(steps):
        node = node.parent if node is not None else None
    return node.mem_id if node is not None else 0


def kin_of(pieces: list[Piece], chosen: set[int], excluded: set[int]) -> set[int]:
    """Running words set like at least two chosen ones and not far from a chosen or kindred one, before or after."""
    families = Counter(family(p) for p in pieces if p.place in chosen and prose(p))
    able = [
        p for p in pieces if p.place in chosen or (p.place not in excluded and prose(p) and families[family(p)] >= 2)
    ]
    kin: set[int] = set()
    for run in (able, able[::-1]):
        last: int | None = None
        for piece in run:
            if piece.place in chosen or piece.place in kin:
                last = piece.place
            elif last is not None and abs(piece.place - last) <= FARTHEST_KIN:
                kin.add(piece.place)
                last = piece.place
    return kin


def family(piece: Piece) -> tuple[str, str, str]:
    """How a piece is set: its element, and its parent's element and classes."""
    parent = piece.node.parent
    if parent is None:
        return piece.tag, "", ""
    return piece.tag, parent.tag or "", parent.attributes.get("class") or str(parent.mem_id)
