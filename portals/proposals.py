"""Selectors for a page whose layout is lost: the nodes that hold what is known of its article, as CSS that holds for many pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portals.letters import key
from portals.tree import capped, pieces_of, tree_of, without_junk
from portals.vietnamese import moment_in

NAMING = ("itemprop", "data-role", "rel")
"""Attributes that name a node's part in the page, and outlive class names."""
NUMBERED = re.compile(r"(?P<stem>[A-Za-z][A-Za-z_-]+?)[-_]?\d[\w-]*")
PLAIN = re.compile(r"[A-Za-z_][\w-]*")
LONGEST_LINE = 400
DEEPEST = 3
"""Levels above a node whose names may be part of its selector."""
MOST_TRIED = 60
SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A page and what its article is known to say; None or empty is "not known"."""

    markup: str
    title: str | None = None
    published_at: datetime | None = None
    lead: str | None = None
    byline: str | None = None
    section: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A selector for one field of a layout. right: pages whose first match holds the value, of those tried; alone: those with one match."""

    field: str
    css: str
    right: int
    tried: int
    alone: int


Holds = Callable[[LexborNode], bool]


def proposals(pages: Sequence[Known]) -> list[Proposal]:
    """The best few selectors for each field that some page is known to have, best first."""
    trees = [_tree(page.markup) for page in pages]
    return list(chain.from_iterable(_of_field(field, pages, trees) for field in WANTED))


def _of_field(field: str, pages: Sequence[Known], trees: Sequence[LexborHTMLParser]) -> list[Proposal]:
    asked = [(tree, holds) for page, tree in zip(pages, trees, strict=True) if (holds := WANTED[field](page))]
    counts = Counter(css for tree, holds in asked for css in {c for n in _holders(tree, holds) for c in _names(n)})
    tried = [_tried(field, css, asked) for css, _ in counts.most_common(MOST_TRIED)]
    good = sorted(
        (one for one in tried if one.right), key=lambda one: (-one.right, -one.alone, _bare(one.css), len(one.css))
    )
    return good[:SHOWN]


def _tried(field: str, css: str, asked: Sequence[tuple[LexborHTMLParser, Holds]]) -> Proposal:
    right = alone = 0
    for tree, holds in asked:
        found = tree.css(css)
        if found and holds(found[0]):
            right += 1
            alone += len(found) == 1
    return Proposal(field, css, right, len(asked), alone)


def _bare(css: str) -> bool:
    """Whether elements alone make a selector, which another redesign of the page meets sooner than a name."""
    return not any(sign in css for sign in ".#[")


def _holders(tree: LexborHTMLParser, holds: Holds) -> Iterator[LexborNode]:
    """Every node that holds the value; its frames hold it too, and one of them may have the better name."""
    if tree.body is not None:
        yield from (node for node in tree.body.traverse() if (node.tag or "-")[0].isalpha() and holds(node))


def _names(node: LexborNode) -> Iterator[str]:
    """Selectors of a node: by its own names, and with those of what it stands in."""
    own = list(_own(node))
    yield from own
    above, path, joined = node.parent, node.tag or "*", " > "
    for _ in range(DEEPEST):
        if above is None or above.tag in ("html", "-document", None):
            return
        for name in _own(above):
            yield f"{name} {own[-1]}"
            yield f"{name}{joined}{path}"
        path = f"{above.tag} > {path}"
        above = above.parent


def _own(node: LexborNode) -> Iterator[str]:
    """A node's names, the surest first and its element last; of a numbered name its stem."""
    attributes = node.attributes
    for name in NAMING:
        if PLAIN.fullmatch(attributes.get(name) or ""):
            yield f"[{name}~={attributes[name]}]"
    for attribute, sign in (("id", "#"), ("class", ".")):
        for name in (attributes.get(attribute) or "").split():
            numbered = NUMBERED.fullmatch(name)
            if numbered:
                yield f"[{attribute}^={numbered['stem']}]"
            elif PLAIN.fullmatch(name):
                yield sign + name
    yield node.tag or "*"


def _tree(markup: str) -> LexborHTMLParser:
    tree = tree_of(capped(markup)[0])
    without_junk(tree)
    return tree


def _line(node: LexborNode) -> str:
    """A node's words where they are a line and no more."""
    raw = node.text()
    return " ".join(piece.text for piece in pieces_of(node)) if len(raw) <= 3 * LONGEST_LINE else ""


def _says(words: str | None) -> Holds | None:
    wanted = key(words) if words else ""
    return (lambda node: key(_line(node)) == wanted) if wanted else None


def _dated(page: Known) -> Holds | None:
    at = page.published_at
    if at is None:
        return None

    def holds(node: LexborNode) -> bool:
        line = _line(node)
        found = moment_in(line, None) if 0 < len(line) <= LONGEST_LINE // 4 else None
        return found is not None and found.at.replace(second=0) == at.replace(second=0)

    return holds


def _worded(page: Known) -> Holds | None:
    """Holds for nodes with most of the body's paragraphs and hardly anything besides."""
    wanted = [key(line) for line in (page.body or "").split("\n\n") if len(line) > LONGEST_LINE // 10]
    letters = sum(map(len, wanted))

    def holds(node: LexborNode) -> bool:
        if node.tag in ("body", "html") or not letters:
            return False
        there = key(node.text(separator=" "))
        return (
            0.7 * letters <= len(there) <= 1.6 * letters and sum(len(k) for k in wanted if k in there) >= 0.7 * letters
        )

    return holds if wanted else None


WANTED: dict[str, Callable[[Known], Holds | None]] = {
    "title": lambda page: _says(page.title),
    "published": _dated,
    "lead": lambda page: _says(page.lead),
    "byline": lambda page: _says(page.byline),
    "section": lambda page: _says(page.section),
    "content": _worded,
}
"""Fields of a layout, and what a node has to hold for each."""
