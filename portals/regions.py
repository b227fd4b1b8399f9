"""Which part of an unknown page the extraction library is asked about: the one that holds the heading and the running words.

The library weighs every element of what it is given many times over; menus, side columns and footers are most of a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portals.bodies import heaviest
from portals.headline import Headline
from portals.holders import Holders
from portals.marks import Mark
from portals.sheet import MOSTLY_LINK, Sheet
from portals.tree import BLOCK_TAGS

MOST_CHARACTERS = 2_000_000
"""Of markup without scripts: beyond it the library is not asked, as it may take minutes."""
MOST_TAGS = 60_000
LEVELS = 8
"""Below the region, on which blocks are cut out of it."""
FEWEST_LINKS = 3
"""Lines that a block of nothing but links has: one or two may be the article's."""
BLOCKS = BLOCK_TAGS - {"br", "hr"}
TELLING = frozenset(("id", "class", "role", "itemprop", "itemtype", "style", "aria-hidden"))
"""Attributes by which the library knows what an element is."""


@dataclass(frozen=True, slots=True)
class Cutter:
    """What is cut out of a region: blocks without words, and blocks of nothing but links.

    words: how many pieces before each place are no links.
    """

    holders: Holders
    words: tuple[int, ...]

    def drops(self, block: LexborNode) -> bool:
        held = self.holders.first.get(block.mem_id)
        if held is None:
            return True
        last = self.holders.last[block.mem_id]
        return last - held >= FEWEST_LINKS - 1 and self.words[held] == self.words[last + 1]

    def markup_of(self, node: LexborNode, levels: int) -> str:
        """A node's markup without what is dropped among the blocks so many levels below it."""
        parts = []
        child = node.first_child
        while child is not None:
            if child.tag not in BLOCKS:
                parts.append(child.html or "")
            elif not self.drops(child):
                held = len(self.holders.within(child.mem_id))
                parts.append((child.html or "") if held == 1 or levels == 1 else self.markup_of(child, levels - 1))
            child = child.next
        return f"{opening(node)}{''.join(parts)}</{node.tag}>"


def markup_for_library(tree: LexborHTMLParser, sheet: Sheet, headline: Headline | None) -> str:
    """The markup of the region, or of the whole page where there is none; empty where it is too much for the library."""
    region = region_of(sheet, headline)
    if region is None:
        markup = tree.html or ""
    else:
        words = accumulate((piece.linked <= MOSTLY_LINK for piece in sheet.pieces), initial=0)
        markup = Cutter(sheet.holders, tuple(words)).markup_of(region, LEVELS)
        markup = "".join((*reversed([opening(node) for node in around(region)]), markup))
    return "" if len(markup) > MOST_CHARACTERS or markup.count("<") > MOST_TAGS else markup


def around(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around a node, its parent first."""
    above = node.parent
    while above is not None and above.tag and above.tag[0] != "-":
        yield above
        above = above.parent


def opening(node: LexborNode) -> str:
    """The tag that opens an element like a node, with the attributes by which the library goes; what is left open ends with the page."""
    named = (f'{name}="{escape(value or "")}"' for name, value in node.attributes.items() if name in TELLING)
    return f"<{' '.join((node.tag or '', *named))}>"


def region_of(sheet: Sheet, headline: Headline | None) -> LexborNode | None:
    """The innermost node with the heading and with most running words below it.

    None where the page shows no heading, where that is its body, or where as many running words stand outside of it.
    """
    if headline is None or headline.first is None or headline.last is None:
        return None
    holders = sheet.holders
    heavy = heaviest(sheet, marks_by_density(sheet, headline.last), by_library=False)
    region = heavy
    while region and headline.first not in holders.within(region):
        region = holders.parents[region]
    if not region or not holders.parents[region]:
        return None
    inside = running_letters(sheet, holders.within(region))
    return holders.nodes[region] if 2 * inside > running_letters(sheet, range(len(sheet.pieces))) else None


def marks_by_density(sheet: Sheet, after: int) -> tuple[Mark, ...]:
    """The mark of each piece as long as nobody has said which words are the article's: all running words below the heading."""
    return tuple(mark_of(sheet, place, after) for place in range(len(sheet.pieces)))


def mark_of(sheet: Sheet, place: int, after: int) -> Mark:
    if sheet.pieces[place].linked > MOSTLY_LINK:
        return "links"
    if place <= after:
        return "away"
    return "teaser" if place in sheet.teasers else "chosen" if sheet.prose[place] else "other"


def running_letters(sheet: Sheet, places: range) -> int:
    return sum(len(sheet.pieces[place].text) for place in places if sheet.prose[place])
