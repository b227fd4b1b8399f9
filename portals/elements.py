"""What the readers of blocks ask of an element of the quick tree."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

TEXT = "-text"
"""What lexbor calls a run of words."""


def only_words(node: LexborNode) -> str | None:
    """The words of an element that holds nothing else."""
    only = node.first_child
    return only.text_content if only is not None and only.tag == TEXT and only.next is None else None


def found_in(node: LexborNode, css: str) -> list[LexborNode]:
    """Elements below a node that a selector matches; a selector finds the node itself as well."""
    found = node.css(css)
    return [other for other in found if other.mem_id != node.mem_id] if found else found


def words_in(node: LexborNode) -> str:
    """All words within, each run without the blanks at its ends, one blank between two."""
    return " ".join(filter(None, map(str.strip, node.text(separator="\0").split("\0"))))
