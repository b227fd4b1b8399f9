"""What each piece of an unknown page is to its article, by the library's words and by how the pieces are set."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from portals.furniture import ends_article, is_imprint, opens_box, opens_comments
from portals.labels import opens_other_words
from portals.letters import in_vietnamese, key
from portals.sheet import MOSTLY_LINK, Sheet, families_of
from portals.tree import Piece

Mark = Literal["chosen", "kin", "inner", "prose", "teaser", "links", "other", "away"]
"""`chosen`: in the library's words; `kin`: running words set like chosen ones beside them, or among them; `inner`: short lines among them;
`prose`: other running words;
`teaser`: words under the link of another article; `away`: before the heading, or after the end of the article; the rest is no words of it."""

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
FEW_WORDS, UNDER_HEADING = 500, 5
"""Letters of a notice or two; pieces under the heading among which a short article begins."""


def marks_of(sheet: Sheet, words: Words, after: int | None) -> tuple[tuple[Mark, ...], bool]:
    """The mark of each piece, and whether most of the library's words were found among them.

    after: place of the heading; it is passed over where most of the words stand before it.
    """
    pieces = sheet.pieces
    chosen = {place for place, letters in enumerate(sheet.keys) if has(letters, words)}
    found = sum(len(pieces[place].text) for place in chosen) > 0.5 * words.size
    floor = -1 if after is None or misplaced(sheet, chosen, after) else after
    chosen = {place for place in chosen if place > floor and place not in sheet.teasers}
    away = tail_of(sheet, chosen) | set(range(floor + 1))
    chosen -= away
    if sum(len(pieces[place].text) for place in chosen) <= FEW_WORDS:
        away |= {piece.place for piece in pieces if sheet.prose[piece.place] and is_imprint(piece.text)}
        chosen -= away
    kin = kin_of(sheet, chosen, away) | items_among(sheet, chosen, away)
    return tuple(mark_of(sheet, place, chosen, kin, away) for place in range(len(pieces))), found


def items_among(sheet: Sheet, chosen: set[int], away: set[int]) -> set[int]:
    """Running words in items of a list that stands among the chosen words."""
    first, last = min(chosen, default=0), max(chosen, default=0)
    return {
        place
        for place in range(first, last)
        if sheet.pieces[place].tag == "li"
        and sheet.prose[place]
        and not (place in sheet.teasers or place in chosen or place in away)
    }


def mark_of(sheet: Sheet, place: int, chosen: set[int], kin: set[int], away: set[int]) -> Mark:
    if place in chosen:
        return "chosen"
    linked = sheet.pieces[place].linked > MOSTLY_LINK
    if place in away:
        return "links" if linked else "away"
    if place in kin:
        return "kin"
    if place in sheet.teasers:
        return "teaser"
    return "links" if linked else "prose" if sheet.prose[place] else "other"


@dataclass(frozen=True, slots=True)
class Words:
    """The library's text as it is searched. lines: keys of its lines, items without their dash, table cells each alone; whole: its key."""

    lines: frozenset[str]
    whole: str
    size: int


NO_WORDS = Words(frozenset(), "", 0)


def words_in(text: str) -> Words:
    lines = text.split("\n")
    cells = (cell for line in lines if "|" in line for cell in line.split("|"))
    return Words(frozenset(key(line) for line in (*lines, *cells)), key(text), len(text)) if text else NO_WORDS


def has(piece_key: str, words: Words) -> bool:
    if len(piece_key) < SHORT_KEY:
        return piece_key in words.lines
    whole = words.whole
    return piece_key in whole or (len(piece_key) > 80 and piece_key[:50] in whole and piece_key[-30:] in whole)


def misplaced(sheet: Sheet, chosen: set[int], after: int) -> bool:
    """Whether most of the chosen words stand before the heading: then it is not this article's, unless they are a notice or two
    (cookies, a form) and running words stand under the heading.
    """
    sizes = {place: len(sheet.pieces[place].text) for place in chosen if sheet.prose[place]}
    if sum(sizes.values()) <= FEW_WORDS and any(sheet.prose[after + 1 : after + 1 + UNDER_HEADING]):
        return False
    return 2 * sum(size for place, size in sizes.items() if place <= after) > sum(sizes.values())


def tail_of(sheet: Sheet, chosen: set[int]) -> set[int]:
    """Places after a line that ends articles, but for words set in the same node as the article's before it, or, in other languages
    than Vietnamese, as most of them are."""
    pieces, holders = sheet.pieces, sheet.holders
    running = [pieces[place] for place in sorted(chosen) if sheet.prose[place]]
    half = sum(len(p.text) for p in running if not p.text.endswith(CUT)) / 2
    before = 0.0
    parents: set[int] = set()
    for piece in pieces[running[0].place :] if running else []:
        if len(piece.text) <= 90 and (before >= half or (before and opens_comments(piece.text))) and ends(piece.text):
            more = set() if in_vietnamese(" ".join(p.text for p in running[:50])) else usual(sheet, running)
            return {
                p.place
                for p in pieces[piece.place :]
                if p.linked > MOSTLY_LINK or not (holders.parent(p.place) in parents or p.place in more)
            }
        if piece.place in chosen and sheet.prose[piece.place]:
            before += len(piece.text)
            parents.add(holders.parent(piece.place))
    return set()


def usual(sheet: Sheet, running: list[Piece]) -> set[int]:
    """Places of those running words that are set as most of them are."""
    families = families_of(sheet, running)
    alike = Counter(families.values())
    return {place for place, family in families.items() if alike[family] > len(running) / 2}


def ends(line: str) -> bool:
    if LABELLED.fullmatch(line):
        return True
    return ends_article(line) or opens_box(line) or opens_other_words(line)


def kin_of(sheet: Sheet, chosen: set[int], away: set[int]) -> set[int]:
    """Running words set like at least two chosen ones and not far from a chosen or kindred one, before or after."""
    families = families_of(sheet, [p for p in sheet.pieces if sheet.prose[p.place]])
    alike = Counter(family for place, family in families.items() if place in chosen)
    able = sorted(
        chosen.union(
            place
            for place, family in families.items()
            if alike[family] >= 2 and place not in away and place not in sheet.teasers
        )
    )
    kin: set[int] = set()
    for run in (able, able[::-1]):
        last: int | None = None
        for place in run:
            if place in chosen or place in kin:
                last = place
            elif last is not None and abs(place - last) <= FARTHEST_KIN:
                kin.add(place)
                last = place
    return kin
