"""Boxes among an article's words on pages of other languages than Vietnamese, told by what their markup calls them.

Content systems of all countries name such boxes in English: invitations, other articles, notices of a paywall.
Quotes pulled out of the words stay, as the public sets have them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from portals.bodies import Trunk
from portals.phrases import one_of
from portals.sheet import Sheet

ASIDE, QUOTE = "aside", "quote"
NAMES = ("class", "id", "data-component", "data-testid", "data-area", "data-block")
BOX = re.compile(
    r"(?<![a-z])"
    + one_of(r"""
    news-?letters?|sign-?up|subscrib\w*|subscriptions?|pay-?wall|reg-?wall|related|read-?(?:also|more|next|on)|also-?read|leia-?mais|lire-?aussi|lees-?ook
    recirc(?:ulation)?|recommend(?:ed|ations?)?|more-on|interstitial|most-?(?:read|viewed|popular)|trending|teasers?|promos?|follow(?:-us)?|donat(?:e|ions?)
    support-us|author-?(?:bio|box|info|card|about|identity)|about-?(?:the-)?authors?|bio|copyright|sponsored|advert(?:isement|ising)?|taboola
    outbrain|comments?|captions?|credits?|(?:image|photo|media)-?desc(?:ription)?|(?:\w+-)?image-?(?:component|wrapper|block|container)|thumb(?:nail)?|share-?(?:tools|bar|buttons?)|ai-?summary|audio-?player
    """)
    + r"(?![a-z])"
)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
GREATEST = 0.3
"""Share of an article's running words from which what a name covers is the article itself."""


def boxed(sheet: Sheet, trunk: Trunk) -> frozenset[int]:
    """Places of the pieces in boxes among the words."""
    holders = sheet.holders
    inside = range(trunk.first, trunk.last + 1)
    calls: dict[int, tuple[str, ...]] = {trunk.node.mem_id: ()}
    covered: defaultdict[str, set[int]] = defaultdict(set)
    for place in inside:
        for node in holders.above(place):
            if node == trunk.node.mem_id:
                break
            if node not in calls:
                calls[node] = tuple(names_of(holders.nodes[node]))
            for name in calls[node]:
                covered[name].add(place)
    running = sum(len(sheet.pieces[place].text) for place in inside if sheet.prose[place])
    small = (
        places
        for places in covered.values()
        if sum(len(sheet.pieces[place].text) for place in places if sheet.prose[place]) <= GREATEST * running
    )
    return frozenset().union(*small)


def names_of(node: LexborNode) -> Iterator[str]:
    """The names by which a node is called a box."""
    attributes = node.attributes
    names = " ".join(filter(None, (attributes.get(at) for at in NAMES))).split()
    if node.tag == ASIDE and not any(QUOTE in name.lower() for name in names) and node.css_first("blockquote") is None:
        yield ASIDE
    for name in names:
        if BOX.search(CAMEL.sub("-", name).lower().replace("_", "-")):
            yield name
