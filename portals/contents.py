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
from portals.fields import Reading
from portals.foreign import only_names
from portals.furniture import ends_article, is_furniture, is_imprint
from portals.headline import Headline
from portals.labels import is_label, opens_other_words
from portals.letters import key
from portals.marks import LABELLED, NO_WORDS, SHORT_KEY, Words, has
from portals.press import is_organisation
from portals.printed import is_date
from portals.sheet import MOSTLY_LINK, Sheet, prose
from portals.spans import is_stamp
from portals.structured import Statements
from portals.tree import Piece
from portals.vietnamese import Byline, looks_like_byline, people_in
from schemas.article import Block

MANY_PIECES = 20_000
LEAST_SUMMARY = 80
"""Characters from which a line ended like a sentence is no heading."""
SHORTEST_HEADING, LONGEST_HEADING = 12, 100
FEWEST_WORDS = 3
SUBHEADS = ("h2", "h3", "h4", "h5")
ENDS_SENTENCE = '.!?…”"'
HOUR = re.compile(r"\d{1,2}\s?(?:[:hg]|giờ)\s?(?:\d{2})?(?::\d{2})?['’′]?", re.I)
"""A bare hour, as it stands over each item of a live report."""
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.I)
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
    return len(text) <= SHORTEST_HEADING * 2 and (
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


def rekinded(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Summaries set as headings as paragraphs, and headings set as paragraphs as headings."""
    done: list[Block] = []
    for i, block in enumerate(blocks):
        text = block.text
        before = next((b for b in reversed(done) if b.kind != "caption"), None)
        stopped = text.endswith(".")
        if block.kind == "heading" and (
            (len(text) >= LEAST_SUMMARY and (stopped or not i)) or (len(text) >= LEAD_LETTERS and stopped and not i)
        ):
            block = replace(block, kind="paragraph")
        elif block.kind == "paragraph" and before and i < len(blocks) - 1 and heads(text, before, blocks[i + 1]):
            block = replace(block, kind="heading")
        done.append(block)
    return tuple(done)


def heads(text: str, before: Block, after: Block) -> bool:
    """Whether a bare line between two paragraphs is a heading: short, opened by a capital, ended by no mark."""
    return (
        before.kind == after.kind == "paragraph"
        and SHORTEST_HEADING <= len(text) <= LONGEST_HEADING
        and len(text.split()) >= FEWEST_WORDS
        and text[0].isupper()
        and text[-1].isalnum()
        and before.text[-1:] in ENDS_SENTENCE
        and len(after.text) >= LEAST_SUMMARY
        and after.text[-1:] in ENDS_SENTENCE
        and not looks_like_byline(text)
    )


def trimmed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Without a date line that could not be read above the words, headings that nothing follows, and without the site's imprint under the words."""
    while len(blocks) > 1 and blocks[0].kind == "paragraph" and is_stamp(blocks[0].text):
        blocks = blocks[1:]
    end = len(blocks)
    while end > 1 and (
        blocks[end - 1].kind == "heading"
        or is_imprint(blocks[end - 1].text)
        or is_label_below(blocks[end - 1])
        or names_agency(blocks[end - 1])
    ):
        end -= 1
    return blocks[:end]


def is_label_below(block: Block) -> bool:
    """Whether a block is the label of what followed the words: files, other items, a way back."""
    text = block.text
    return (
        block.kind == "paragraph"
        and len(text) <= LONGEST_HEADING
        and (ADDRESS.fullmatch(text) is not None or (": " not in text and ends_article(text)))
    )


def undated(blocks: tuple[Block, ...], language: str) -> tuple[Block, ...]:
    """Blocks without the date lines above and below them, on a page of another language than Vietnamese."""
    own = [
        place for place, block in enumerate(blocks) if block.kind != "paragraph" or not is_date(block.text, language)
    ]
    return blocks[own[0] : own[-1] + 1] if own else blocks


def names_agency(block: Block) -> bool:
    """Whether a block is an agency or an office in brackets, as it stands under what comes from there (`(TTXVN/Vietnam+)`),
    or says who had a part in it (`Tổ chức thực hiện: Ngân Hà`).
    """
    text = block.text
    if block.kind != "paragraph" or len(text) > LONGEST_HEADING:
        return False
    if not (text.startswith("(") and text.endswith(")")):
        return (": " in text and looks_like_byline(text)) or (text[-1].isalnum() and is_organisation(text))
    return any(map(is_organisation, text[1:-1].split("/"))) or looks_like_byline(text)


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
