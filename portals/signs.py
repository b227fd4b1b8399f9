"""Elements of an unknown page whose names or addresses say that they hold an author, each with the piece that shows it."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portals.encoding import clean
from portals.holders import Holders
from portals.letters import key
from portals.phrases import words_of
from portals.sheet import prose
from portals.tree import BLOCK_TAGS, Piece
from portals.writers import LINK, Named

LONGEST_RUN = 200
FARTHEST_RUN = 40
"""Pieces among which the words of a time or an author that stand right in a greater block are looked for."""
MOST_RUNS = 60
NEAR = 5
"""Levels above a piece, its own among them, on which a node still stands for it."""
SURE = "[rel~='author'],[itemprop~='author'],[data-role='author']"
"""The markup's own words for an author."""
LIKELY = "[class*='byline'],[class*='author'],[class*='Byline'],[class*='Author'],[class*='tac-gia'],[class*='tacgia']"
AMONG = "[class*='author' i],[class*='byline' i],[data-testid*='author' i],[data-testid*='byline' i]"
ABROAD = ",".join(
    (
        AMONG,
        "[data-qa*='author' i],[data-qa*='byline' i],[data-test*='author' i],[data-test*='byline' i]",
        *(
            f"[class*='{word}' i]"
            for word in words_of(
                "autor auteur writer reporter redact redakt journalist forfatter skribent yazar muhabir penulis szerzo"
            )
        ),
    )
)
"""The words for an author in which content systems of other countries than Việt Nam name elements."""
AUTHOR_LINK = ",".join(
    f"a[href*='/{word}']"
    for word in words_of(
        "author autor auteur autore people/ person/ profile profil by/ staff/ reporter journalist contributor columnist writer redakteur u/"
    )
)
"""Links to the page of a person."""


def first_places(holders: Holders) -> dict[int, int]:
    """The place of the first piece within each node near a piece."""
    first: dict[int, int] = {}
    for place, at in enumerate(holders.own):
        for _ in range(NEAR):
            if not at:
                break
            first.setdefault(at, place)
            at = holders.parents[at]
    return first


def placed(
    tree: LexborHTMLParser, css: str, first: dict[int, int], pieces: list[Piece]
) -> list[tuple[int, LexborNode]]:
    """Nodes that a selector matches, with the place of the piece that they hold or stand in."""
    found = []
    for node in tree.css(css)[:60]:
        holder: LexborNode | None = node
        while holder is not None and holder.mem_id not in first and holder.tag not in BLOCK_TAGS:
            holder = holder.parent
        if holder is not None and holder.mem_id in first:
            place = first[holder.mem_id]
            found.append((place if holder.mem_id == node.mem_id else within(pieces, place, holder, node), node))
    return found


def within(pieces: list[Piece], place: int, holder: LexborNode, node: LexborNode) -> int:
    """The place of the piece right in `holder` that has the node's words, where that holds other blocks before it."""
    words = clean(node.text()[:LONGEST_RUN])
    if pieces[place].node.mem_id == holder.mem_id or not words:
        return place
    own = (p.place for p in pieces[place : place + FARTHEST_RUN] if p.node.mem_id == holder.mem_id and words in p.text)
    return next(own, place)


def named_in(
    tree: LexborHTMLParser, first: dict[int, int], pieces: list[Piece], *, vietnamese: bool, stated: bool
) -> list[Named]:
    """Elements whose names say that they hold an author, those that say it in the markup's own words first; then, but on a Vietnamese
    page, links to a person's page. stated: whether the page states its authors; what it shows then only tells which lines are bylines.
    """
    found = [(True, "author", *pair) for pair in placed(tree, SURE, first, pieces)]
    found += [
        (False, next(iter((node.attributes.get("class") or "").split()), "author"), place, node)
        for place, node in placed(tree, LIKELY if vietnamese else AMONG if stated else ABROAD, first, pieces)
    ]
    links = [] if vietnamese or stated else placed(tree, AUTHOR_LINK, first, pieces)
    found += [(leads_to_name(node), LINK, place, node) for place, node in links if not prose(pieces[place])]
    return [Named(place, runs_of(node), group, own) for own, group, place, node in found]


def runs_of(node: LexborNode) -> tuple[tuple[str, str], ...]:
    """The runs of words in an element, each with the names of the element around it."""
    found: list[tuple[str, str]] = []
    for part in node.traverse(include_text=True):
        if len(found) == MOST_RUNS:
            break
        text = clean((part.text_content or "")[:LONGEST_RUN]) if part.tag == "-text" else ""
        if text and part.parent is not None:
            found.append((text, f"{part.parent.tag} {part.parent.attributes.get('class')}"))
    return tuple(found)


def leads_to_name(link: LexborNode) -> bool:
    """Whether a link's address ends with its words, as that of a person's page does."""
    words = key(link.text()[:LONGEST_RUN])
    return bool(words) and key((link.attributes.get("href") or "").rstrip("/").rsplit("/", 1)[-1]) == words
