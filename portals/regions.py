"""Which part of an unknown page the extraction library is asked about: the one that holds the heading and the running words.

The library weighs every element of what it is given many times over; menus, side columns and footers are most of a page.
"""

from __future__ import annotations

from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portals.bodies import heaviest
from portals.headline import Headline
from portals.marks import MOSTLY_LINK, Mark, Sheet

MOST_CHARACTERS = 2_000_000
"""Of markup without scripts: beyond it the library is not asked, as it may take minutes."""
MOST_TAGS = 60_000
TELLING = frozenset(("id", "class", "role", "itemprop", "itemtype", "style", "aria-hidden"))
"""Attributes by which the library knows what an element is."""


def markup_for_library(tree: LexborHTMLParser, sheet: Sheet, headline: Headline | None) -> str:
    """The markup of the region, or of the whole page where there is none; empty where it is too much for the library."""
    region = region_of(sheet, headline)
    markup = (tree.html if region is None else region.html) or ""
    if len(markup) > MOST_CHARACTERS or markup.count("<") > MOST_TAGS:
        return ""
    return markup if region is None else within_its_parents(region, markup)


def within_its_parents(node: LexborNode, markup: str) -> str:
    """A document of nothing but a node's markup in the elements around it, as the library goes by their names and classes."""
    above = node.parent
    while above is not None and above.tag and above.tag[0] != "-":
        words = (f'{name}="{escape(value or "")}"' for name, value in above.attributes.items() if name in TELLING)
        markup = f"<{' '.join((above.tag, *words))}>{markup}</{above.tag}>"
        above = above.parent
    return markup


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
