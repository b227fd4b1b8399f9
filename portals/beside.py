"""What stands beside a name on an unknown page: cells of a table, a box about the author, a comment.

Internal to `portals.persons`.
"""

from __future__ import annotations

import re
from itertools import takewhile

from selectolax.lexbor import LexborNode

from portals.encoding import clean
from portals.furniture import ends_article
from portals.tree import Piece
from portals.vietnamese import moments_in
from portals.zones import Zone, shared, zones

CELLS = ("td", "th")
LONGEST_NAME = 160
LINK, LEAST_TITLE = 0.9, 20
LARGEST_BOX = 3
"""Most pieces beside the name in a box about an author."""
AUTHOR = re.compile(r"(?:tên )?(?:tác giả|người (?:viết|đăng|gửi)|bài viết|tin,? bài|tin,? ảnh)\s?:?", re.I)
SAID = 40
"""Characters from which a line is words that somebody says."""


def among_cells(before: Piece, piece: Piece) -> bool:
    """Whether two pieces stand in cells of a table of names or figures, and not in the frame of a page."""
    one, other = cell_of(before), cell_of(piece)
    if one is None or other is None or one.mem_id == other.mem_id or len(one.text().strip()) >= SAID:
        return False
    return table_of(one) == table_of(other)


def in_figure(piece: Piece) -> bool:
    """Whether a piece is a picture's caption by its element: a story told in pictures goes on with it."""
    parent = piece.node.parent
    return piece.tag == "figcaption" or (parent is not None and parent.tag in ("figcaption", "figure"))


def labels_author(text: str) -> bool:
    """Whether a cell says of the next one that it names the author."""
    return AUTHOR.fullmatch(text) is not None


def above_heading(pieces: list[Piece], zone: Zone) -> list[int]:
    """Places above the heading, in its own box, right beside a date line."""
    if zone.heading is None:
        return []
    above = zones(pieces, zone)[1]
    dated = {place for place in above if moments_in(pieces[place].text, None)}
    return [place for place in above if place in dated or {place - 1, place + 1} & dated]


def cell_of(piece: Piece) -> LexborNode | None:
    """The cell that a piece is or stands right in."""
    parent = piece.node.parent
    return piece.node if piece.tag in CELLS else parent if parent is not None and parent.tag in CELLS else None


def table_of(cell: LexborNode) -> int:
    """The identity of the table of a cell; 0 where it stands in none."""
    node: LexborNode | None = cell
    while node is not None and node.tag != "table":
        node = node.parent
    return node.mem_id if node is not None else 0


def words_about(pieces: list[Piece], place: int) -> list[int]:
    """Places of what a small box that a byline opens says besides: who that is, and how to reach them."""
    if not 0 < place < len(pieces) - 1:
        return []
    box = shared(pieces[place].node, pieces[place + 1].node)
    if box is None or shared(pieces[place - 1].node, box, box) is not None:
        return []
    told = [*takewhile(lambda p: shared(p.node, box, box) is not None, pieces[place + 1 : place + 2 + LARGEST_BOX])]
    return [p.place for p in told] if len(told) <= LARGEST_BOX else []


def of_item(pieces: list[Piece], place: int) -> bool:
    """Whether a piece with a date stands right under a link that could be a title: it tells of that item."""
    above = pieces[place - 1] if place else None
    linked = above is not None and above.linked > LINK and len(above.text) >= LEAST_TITLE
    return linked and bool(moments_in(pieces[place].text, None))


def comments(pieces: list[Piece], last: int, place: int) -> bool:
    """Whether a name under the words is of one who comments: below a line that ends articles, with its hour or words right behind."""
    if not any(ends_article(piece.text) for piece in pieces[last + 1 : place]):
        return False
    following = pieces[place + 1].text if place + 1 < len(pieces) else ""
    if moments_in(pieces[place].text, None):
        return True
    return not ends_article(following) and (len(following) >= SAID or bool(moments_in(following, None)))


def apart(piece: Piece, line: str) -> str:
    """The line's words with a comma between names that stand in like elements of their own within the piece."""
    groups: dict[str, list[str]] = {}
    for node in piece.node.iter():
        groups.setdefault(f"{node.tag} {node.attributes.get('class')}", []).append(clean(node.text()[:LONGEST_NAME]))
    return next((", ".join(names) for names in groups.values() if " ".join(names) == line), line)
