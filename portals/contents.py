"""The words of an unknown page as blocks, once their node is known: what is not the article's is left out line by line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from portals.asides import boxed
from portals.beside import labels_author
from portals.blocks import Content, blocks_of
from portals.bodies import Trunk
from portals.boxes import without_about
from portals.ends import rekinded, trimmed, undated
from portals.fields import Reading
from portals.foreign import only_names
from portals.furniture import is_furniture
from portals.headline import Headline
from portals.labels import is_label, opens_other_words
from portals.letters import key
from portals.marks import LABELLED, NO_WORDS, SHORT_KEY, Words, has
from portals.sheet import MOSTLY_LINK, Sheet, prose
from portals.structured import Statements
from portals.tree import Piece
from portals.vietnamese import Byline, looks_like_byline, people_in
from schemas.article import Block

MANY_PIECES = 20_000
LONGEST_LABEL = 24
"""Characters of a label of a name."""
SUBHEADS = ("h2", "h3", "h4", "h5")
HOUR = re.compile(r"\d{1,2}\s?(?:[:hg]|giờ)\s?(?:\d{2})?(?::\d{2})?['’′]?", re.I)
"""A bare hour, as it stands over each item of a live report."""
NOBODY = Byline()
LINKED = 0.9
"""Share of a line's letters in links from which it is nothing else."""
LEAD_LETTERS = 40
"""Letters in which a shown lead and a stated description are held to be the same."""


def content_of(
    sheet: Sheet,
    trunk: Trunk,
    words: Words,
    headline: Headline | None,
    taken: frozenset[str],
    url: str,
    *,
    authors: tuple[str, ...],
    language: str,
) -> Content:
    """The trunk's blocks without what is not the article's: the heading itself, date line, byline, labels and other articles."""
    if len(sheet.pieces) > MANY_PIECES:
        without_crumbs(sheet.pieces)
    vietnamese = language == "vi"
    content = blocks_of(trunk.node, url, unmarked=True)
    wanted = ("chosen", "kin", "inner") if vietnamese else ("chosen", "kin")
    marked = list(zip(sheet.keys, trunk.marks, strict=True))
    unwanted = {
        k
        for place, (k, mark) in enumerate(marked)
        if mark in ("teaser", "away") or (mark == "links" and not trunk.first <= place <= trunk.last)
    }
    asides = frozenset() if vietnamese else boxed(sheet, trunk)
    keys = {
        k
        for place, (k, mark) in enumerate(marked)
        if place not in asides and (mark in wanted or (not vietnamese and heads_words(sheet, trunk, place)))
    }
    if not vietnamese:
        unwanted |= {sheet.keys[place] for place in (*asides, *under_labels(sheet, trunk))}
    said = words if trunk.by_library else NO_WORDS
    joined = "\n".join(keys)
    title = key(headline.title.value) if headline else ""

    def belongs(text: str) -> bool:
        k = key(text)
        if (
            len(k) < 2
            or k in taken
            or k == title
            or (k in unwanted and k not in keys)
            or (
                is_furniture(text) or LABELLED.fullmatch(text) or HOUR.fullmatch(text) or names_nobody(text)
                if vietnamese
                else is_label(text) or opens_other_words(text) or only_names(text, authors)
            )
        ):
            return False
        return k in keys or has(k, said) or (len(k) > SHORT_KEY and k in joined)

    blocks = tuple(kept for block in content.blocks if (kept := pruned(block, belongs)) is not None)
    return replace(
        content, blocks=trimmed(rekinded(blocks) if vietnamese else without_about(undated(blocks, language), authors))
    )


def heads_words(sheet: Sheet, trunk: Trunk, place: int) -> bool:
    """Whether a piece is a heading right above words of the article, too short for the library to be asked about it."""
    if trunk.marks[place] != "inner" or place >= trunk.last:
        return False
    piece = sheet.pieces[place]
    return (
        piece.tag in SUBHEADS
        and piece.linked < MOSTLY_LINK
        and trunk.marks[place + 1] == "chosen"
        and sheet.prose[place + 1]
    )


def under_labels(sheet: Sheet, trunk: Trunk) -> Iterator[int]:
    """Links to other articles among the words, right under the label that says so."""
    labelled = False
    for piece in sheet.pieces[trunk.first : trunk.last + 1]:
        labelled = opens_other_words(piece.text) or (labelled and piece.linked > LINKED)
        if labelled:
            yield piece.place


def names_nobody(text: str) -> bool:
    """Whether a line is the label of a name or what its bearer does, and no name (`Tác giả`, `Cộng tác viên`)."""
    return len(text) <= LONGEST_LABEL and (
        labels_author(text) or (looks_like_byline(text) and people_in(text) == NOBODY)
    )


def without_crumbs(pieces: list[Piece]) -> None:
    """Takes blocks of one or two letters out of a tree that has too many to read each."""
    for piece in pieces:
        child = piece.node.first_child
        if len(piece.text) <= 2 and child is not None and child.next is None and child.tag == "-text":
            piece.node.decompose()


def pruned(block: Block, belongs: Callable[[str], bool]) -> Block | None:
    """A block with the lines that belong to the article; captions and tables within its node do."""
    if block.kind in ("caption", "table"):
        return block
    lines = [line for line in block.text.split("\n") if belongs(line)]
    return Block(block.kind, "\n".join(lines), block.rows) if lines else None


def lead_of(
    pieces: list[Piece],
    headline: Headline | None,
    trunk: Trunk | None,
    stated: Statements,
    taken: frozenset[int],
    *,
    vietnamese: bool,
) -> Reading[str] | None:
    """Running words between the heading and the trunk: the stated description's, or on a Vietnamese page the first ones."""
    if headline is None or headline.last is None or trunk is None or trunk.first <= headline.last:
        return None
    between = [p for p in pieces[headline.last + 1 : trunk.first] if p.place not in taken and p.linked < 0.5]
    descriptions = [k for text, _ in stated.descriptions if len(k := key(text)) >= LEAD_LETTERS]
    for piece in between:
        start = key(piece.text)[:LEAD_LETTERS]
        if len(start) == LEAD_LETTERS and any(
            start in whole or whole[:LEAD_LETTERS] in key(piece.text) for whole in descriptions
        ):
            return Reading(piece.text, "visible", True)
    shown = (
        [p for p in between if prose(p)]
        if vietnamese
        else [p for p in between if trunk.marks[p.place] == "chosen" and prose(p)]
    )
    return Reading(shown[0].text, "visible") if shown else None
