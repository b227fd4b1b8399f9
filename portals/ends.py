"""The blocks of an unknown page put right: which are headings, and what above and below the words is the site's.

Internal to `portals.contents`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from portals.furniture import ends_article, is_imprint
from portals.press import is_organisation
from portals.printed import is_date
from portals.spans import is_stamp
from portals.vietnamese import looks_like_byline
from schemas.article import Block

LEAST_SUMMARY = 80
"""Characters from which a line ended like a sentence is no heading."""
LEAST_LEAD = 40
"""Characters from which the first line, ended by a full stop, is no heading."""
SHORTEST_HEADING, LONGEST_HEADING = 12, 100
FEWEST_WORDS = 3
ENDS_SENTENCE = '.!?…”"'
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.I)


def rekinded(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Summaries set as headings as paragraphs, and headings set as paragraphs as headings."""
    done: list[Block] = []
    for i, block in enumerate(blocks):
        text = block.text
        before = next((b for b in reversed(done) if b.kind != "caption"), None)
        stopped = text.endswith(".")
        if block.kind == "heading" and (
            (len(text) >= LEAST_SUMMARY and (stopped or not i)) or (len(text) >= LEAST_LEAD and stopped and not i)
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
