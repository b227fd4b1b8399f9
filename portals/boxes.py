"""Small boxes of a page that are told by what stands in them, whatever they are called: invitations to sign up, words about the author."""

from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from schemas.article import Block

MOST_INPUTS = 20
LARGEST_BOX = 400
"""Characters of a box around a field for an address; a greater one holds more than the invitation."""
WIDE = 3
"""Letters of other scripts that a Chinese, Japanese or Korean sign says as much as."""
SIGNS = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
FIELD = "input[type='email'],input[name='email'],input[name*='newsletter']"
FIRST, LAST = 3, 3
"""Blocks at the start and at the end among which words about the author may stand."""
IS_SOMEONE = re.compile(
    r"\W{0,3}\s?(?:is|was|has|covers|writes|reports|joined|works|ist|war|arbeitet|berichtet|schreibt|leitet|est|couvre|travaille|es|trabaja|escribe|é|trabalha|escreve"
    r"|è|scrive|lavora|is een|werkt|schrijft|är|er|jest|pisze)\s",
    re.I,
)


def without_sign_ups(tree: LexborHTMLParser) -> None:
    """Takes out of a tree the small boxes around fields for an e-mail address, with their words."""
    for field in tree.css(FIELD)[:MOST_INPUTS]:
        box = field
        while (outer := box.parent) is not None and outer.tag not in ("body", "html") and is_small(outer):
            box = outer
        if box.mem_id != field.mem_id:
            box.decompose()


def is_small(node: LexborNode) -> bool:
    text = node.text()
    if len(text) > LARGEST_BOX or node.css_first("h1") is not None:
        return False
    return text.isascii() or len(text) + (WIDE - 1) * len(SIGNS.findall(text)) <= LARGEST_BOX


def without_about(blocks: tuple[Block, ...], authors: Iterable[str]) -> tuple[Block, ...]:
    """Blocks without the paragraphs at their ends that begin with an author's name and say who that is."""
    names = tuple(authors)

    def about(block: Block) -> bool:
        name = next((name for name in names if block.text.casefold().startswith(name.casefold())), None)
        return block.kind == "paragraph" and name is not None and IS_SOMEONE.match(block.text[len(name) :]) is not None

    start, body, end = blocks[:FIRST], blocks[FIRST:-LAST], blocks[-LAST:]
    if len(blocks) <= FIRST + LAST:
        start, body, end = (), blocks[:-LAST], blocks[-LAST:]
    return (
        (*(block for block in start if not about(block)), *body, *(block for block in end if not about(block)))
        if body
        else blocks
    )
