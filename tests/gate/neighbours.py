"""Changes between a field's node and what stands around it: words carried over, a second story, pages to turn, names exchanged."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from types import MappingProxyType

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.gate.rewrites import Nodes, Rewrite, put
from tests.gate.templates import TEASERS


def _beside(node: LexborNode) -> LexborNode | None:
    """The next element, or the one before where there is none."""
    for step in ("next", "prev"):
        other = getattr(node, step)
        while other is not None and not other.is_element_node:
            other = getattr(other, step)
        if other is not None:
            return other  # type: ignore[no-any-return]
    return None


def carried(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """The words go into another field's node, behind its own, and their own node goes: a date in the line of the writer."""
    if nodes and others and others[0].mem_id != nodes[0].mem_id:
        words = nodes[0].text(separator=" ").strip()
        if len(words) < 400:
            others[0].inner_html = f"{others[0].inner_html} | {words}"
            nodes[0].decompose()


def neighboured(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """The words of the element beside it instead of its own."""
    other = _beside(nodes[0]) if nodes else None
    if other is not None and other.text().strip():
        nodes[0].inner_html = other.inner_html or ""


def turned(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """The node and the element beside it in each other's place."""
    other = _beside(nodes[0]) if nodes else None
    if other is not None:
        mine, theirs = nodes[0].html or "", other.html or ""
        mark = LexborHTMLParser("<hr>").body.child  # type: ignore[union-attr]
        other.insert_before(mark)  # type: ignore[arg-type]
        put(nodes[0], theirs)
        other.decompose()
        for hole in tree.css("hr"):
            put(hole, mine)


def followed(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """Another story's beginning under the same names behind it, as pages that scroll on have it."""
    for node in nodes[:1]:
        twin = LexborHTMLParser(node.html or "").body.child  # type: ignore[union-attr]
        if twin is not None:
            title = TEASERS[zlib.crc32((node.text() or "").encode()) % len(TEASERS)]
            twin.inner_html = f"<p>{title}</p>"
            put(node, f"{node.html}{twin.html}")


def paged(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """The first half, and numbers of pages to turn below it."""
    for node in nodes[:1]:
        children = list(node.iter())
        for child in children[max(1, len(children) // 2) :]:
            child.decompose()
        links = "".join(f'<a href="?trang={n}">{n}</a> ' for n in (1, 2, 3))
        node.inner_html = f'{node.inner_html}<div class="x-pages">Trang: {links}</div>'


def nested(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """The node within one of its own names, beside a label."""
    for node in nodes[:1]:
        names = "".join(
            f' {name}="{node.attributes[name]}"' for name in ("class", "itemprop") if node.attributes.get(name)
        )
        put(node, f"<div{names}><b>Thông tin:</b> {node.html}</div>")


NEIGHBOURS: Mapping[str, Rewrite] = MappingProxyType(
    {one.__name__: one for one in (carried, neighboured, turned, followed, paged, nested)}
)
