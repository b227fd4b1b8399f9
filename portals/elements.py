"""An element of the quick tree, with as much of BeautifulSoup's `Tag` as the readers of blocks ask of one.

Building a soup of an article costs more than all the rest of its reading, so known layouts do without.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import NavigableString, Tag
from selectolax.lexbor import LexborNode

TEXT = "-text"
WORDS = (str, NavigableString)
"""Types of a child that is words; comments and the like are kinds of string too, and are none."""


@dataclass(slots=True, eq=False)
class Element:
    """attrs: values as written, empty for an attribute without one."""

    node: LexborNode
    name: str
    attrs: dict[str, str]

    @property
    def children(self) -> Iterator[Element | str]:
        """Elements and words in document order."""
        for child in self.node.iter(include_text=True):
            if child.is_text_node:
                yield child.text_content or ""
            elif child.is_element_node:
                yield element_of(child)

    @property
    def only_words(self) -> str | None:
        """The words of an element that holds nothing else."""
        only = self.node.first_child
        return only.text_content if only is not None and only.is_text_node and only.next is None else None

    def get(self, name: str) -> str | None:
        """The value of an attribute."""
        return self.attrs.get(name)

    def has_attr(self, name: str) -> bool:
        return name in self.attrs

    def find(self, names: str | tuple[str, ...]) -> Element | None:
        """The first element of that name, or of one of these, within this one."""
        return next(iter(self.find_all(names, limit=1)), None)

    def find_all(self, names: str | tuple[str, ...], *, href: bool = False, limit: int | None = None) -> list[Element]:
        """Elements of these names within this one, at most `limit`; href: only those that have one."""
        wanted = (names,) if isinstance(names, str) else names
        css = ",".join(f"{name}[href]" for name in wanted) if href else ",".join(wanted)
        found = [node for node in self.node.css(css) if node.mem_id != self.node.mem_id]
        return [element_of(node) for node in found[:limit]]

    def get_text(self, between: str = "", *, strip: bool = False) -> str:
        """All words within, with something between them; strip: each without the blanks at its ends, empty ones left out."""
        texts = (node.text_content or "" for node in self.node.traverse(include_text=True) if node.tag == TEXT)
        return between.join(text for text in map(str.strip, texts) if text) if strip else between.join(texts)

    def select(self, css: str) -> list[Element]:
        """Elements within this one that a selector matches; what is outside counts for it as well."""
        return [element_of(node) for node in self.node.css(css)]


def element_of(node: LexborNode) -> Element:
    """The element that a node is."""
    attrs: dict[str, Any] = node.attributes
    if None in attrs.values():
        attrs = {name: value or "" for name, value in attrs.items()}
    return Element(node, node.tag or "", attrs)


def key_of(tag: Tag | Element) -> int:
    """The same number for the same element of the page, and another for any other."""
    return int(tag.node.mem_id) if isinstance(tag, Element) else id(tag)
