"""Rarer changes of a template than `redesigns.KINDS`: each rewrites the nodes of one field, or puts the words of another beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from selectolax.lexbor import LexborHTMLParser, LexborNode

Nodes = Sequence[LexborNode]
Rewrite = Callable[[LexborHTMLParser, Nodes, Nodes], None]
"""Of the page's tree, given the nodes of the field and those of another."""
BOX = (
    '<div class="x-related"><p><a href="/x-1.html">Thành phố khởi công tuyến đường ven sông nối hai quận phía nam</a></p>'
    '<p><a href="/x-2.html">Hàng nghìn hộ dân vùng ven được cấp nước sạch trước mùa khô</a></p></div>'
)
DATE = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")


def _framed(node: LexborNode, before: str, after: str) -> None:
    put(node, f"{before}{node.html}{after}")


def put(node: LexborNode, html: str) -> None:
    """The markup in the place of a node."""
    body = LexborHTMLParser(html).body
    for made in list(body.iter(include_text=True)) if body is not None else []:
        node.insert_before(made)
    node.decompose()


def wrapped(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    for node in nodes:
        _framed(node, '<div class="x-frame"><div>', "</div></div>")


def doubled(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """The same node twice, as templates for narrow screens have it."""
    for node in nodes:
        _framed(node, node.html or "", "")


def joined(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """The words of another field within this one's node, behind its own."""
    if nodes and others and others[0].mem_id != nodes[0].mem_id:
        words = others[0].text(separator=" ")
        if len(words) < 2_000:
            nodes[0].inner_html = f"{nodes[0].inner_html} <span>{words}</span>"


def replaced(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """The words of another field instead of this one's."""
    if nodes and others and others[0].mem_id != nodes[0].mem_id:
        nodes[0].inner_html = others[0].inner_html or ""


def relevelled(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """Another element of the same names: h1 and h2 become h4, what else there is a section."""
    for node in nodes:
        html, tag = node.html or "", node.tag or ""
        to = "h4" if tag in ("h1", "h2", "h3") else "section"
        put(node, re.sub(rf"</{tag}>\s*$", f"</{to}>", re.sub(rf"^<{tag}\b", f"<{to}", html)))


def bared(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """Without the attributes that are neither class nor id."""
    for node in nodes:
        for inner in [node, *node.css("*")]:
            for name in [n for n in inner.attributes if n not in ("class", "id", "href", "src")]:
                del inner.attrs[name]


def classed(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    for node in nodes:
        node.attrs["class"] = f"mt-4 {node.attributes.get('class') or ''} x-2026".strip()


def boxed(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """A box of related news within the node, under a name that no layout knows."""
    for node in nodes[:1]:
        node.inner_html = f"{node.inner_html}{BOX}"


def redated(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """Month before day, and the year in two digits."""
    for node in nodes:
        node.inner_html = DATE.sub(lambda m: f"{m[2]}/{m[1]}/{m[3][2:]}", node.inner_html or "")


def uncaptioned(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """Captions become paragraphs, items of lists become divs."""
    for node in nodes:
        html = re.sub(r"<(/?)(?:figcaption|li)\b", r"<\1p", node.inner_html or "")
        node.inner_html = re.sub(r"<(/?)(?:figure|ul|ol)\b", r"<\1div", html)


def halved(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """The first half of what is in the node alone, as a teaser before a button has it."""
    for node in nodes[:1]:
        children = list(node.iter())
        for child in children[max(1, len(children) // 2) :]:
            child.decompose()


REWRITES: Mapping[str, Rewrite] = MappingProxyType(
    {
        one.__name__: one
        for one in (
            wrapped, doubled, joined, replaced, relevelled, bared, classed, boxed, redated, uncaptioned, halved,
        )
    }
)  # fmt: skip
