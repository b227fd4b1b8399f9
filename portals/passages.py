"""The passages of an article that is words only: where it ends, who signs it, and what each line is.

Internal to `portals.text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from portals.bylines import looks_like_byline, people_in
from portals.captions import looks_like_caption, sentences
from portals.furniture import ends_article, matches, opens_box
from portals.names import is_vietnamese_name
from portals.rows import Furniture, Row, is_bare_stamp, stamp_of
from portals.tone import fold
from schemas.article import Block, BlockKind

_LONGEST_HEADING = 160
_LONGEST_CAPTION = 230
_LONGEST_SIGN_OFF = 90
_MOST_SIGN_OFFS = 3
_LONGEST_BOX = 12
"""Lines after the one that opens a list of items, in which the article goes on if it does."""
_NOTE = re.compile(r"^\W*(?:còn nữa|hết|xem tiếp kỳ sau|kỳ sau.{0,80}|[*\-–_=~\s]+)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passages:
    """The article's lines from the lead on. signed: the lines under the text that name its authors, in order."""

    blocks: tuple[Block, ...]
    signed: tuple[Row, ...]


def end_of(rows: list[Row], lead_at: int, furniture: Furniture) -> int:
    """Index of the first row after the article: a line that opens what follows, teasers, or what stands under a sign-off.

    A list of related items may stand anywhere in an article, any other right under its lead: neither ends it where two
    whole paragraphs follow, one right upon the other.
    """
    end, prose_seen = len(rows), False
    for i in range(lead_at + 1, len(rows)):
        if matches(rows[i].text, furniture.markers.tail) or (
            ends_article(rows[i].text) and ((prose_seen and not opens_box(rows[i].text)) or not _goes_on(rows, i))
        ):
            end = i
            break
        prose_seen = prose_seen or rows[i].is_prose
    return _before_teasers(rows, lead_at, _after_sign_off(rows, lead_at, end))


def _goes_on(rows: list[Row], i: int) -> bool:
    prose = [row.is_prose and not row.is_cut for row in rows[i + 1 : i + 1 + _LONGEST_BOX]]
    return any(a and b for a, b in pairwise(prose))


def _after_sign_off(rows: list[Row], lead_at: int, end: int) -> int:
    """The end moved up to the line that signs the article, where only headings, dates and teasers of other items follow it."""
    others = False
    for i in range(end - 1, lead_at, -1):
        row = rows[i]
        if _is_sign_off(row):
            if others:
                return i + 1
        elif not (looks_like_byline(row.text) or _NOTE.match(row.text) or stamp_of(row, None)):
            if not (row.is_cut or row.is_short):
                return end
            others = True
    return end


def _before_teasers(rows: list[Row], lead_at: int, end: int) -> int:
    """The end moved up over two or more teasers cut short, with the headings among them."""
    start = end
    while start - 1 > lead_at and (rows[start - 1].is_cut or (rows[start - 1].is_short and start < end)):
        start -= 1
    while start < end and not rows[start].is_cut and not (start + 1 < end and rows[start + 1].is_cut):
        start += 1
    cut = sum(row.is_cut for row in rows[start:end])
    return start if cut > 1 and cut >= (end - start) / 2 else end


def _is_sign_off(row: Row) -> bool:
    return len(row.text) <= _LONGEST_SIGN_OFF and bool(people_in(row.text).authors) and looks_like_byline(row.text)


def passages_in(rows: list[Row], title: str | None, furniture: Furniture) -> Passages:
    """The rows of one article, lead first, as blocks; lines of the site among them are left out."""
    kept = [row for row in _without_boxes(rows) if _is_of_article(row, title, furniture)]
    signed: list[Row] = []
    while len(kept) > 1 and len(signed) < _MOST_SIGN_OFFS and _signs(kept):
        signed.insert(0, kept.pop())
    blocks = tuple(_blocks(_kinds(kept)))
    return Passages(blocks, tuple(row for row in signed if not _NOTE.match(row.text)))


def _without_boxes(rows: list[Row]) -> Iterator[Row]:
    """The rows without a list of other items under the lead: the line that opens it, and the short lines it lists."""
    in_box = False
    for row in rows:
        in_box = ends_article(row.text) or (in_box and row.is_short and not row.is_prose)
        if not in_box:
            yield row


def _is_of_article(row: Row, title: str | None, furniture: Furniture) -> bool:
    if is_bare_stamp(row):
        return False
    if furniture.has(row):
        return looks_like_byline(row.text) or looks_like_caption(row.text)
    return title is None or fold(row.text) != fold(title)


def _signs(rows: list[Row]) -> bool:
    last = rows[-1]
    if _NOTE.match(last.text) or stamp_of(last, None):
        return True
    if (
        len(last.text) > _LONGEST_SIGN_OFF
        or last.is_bullet
        or (looks_like_caption(last.text) and not looks_like_byline(last.text))
    ):
        return False
    if looks_like_byline(last.text):
        return not _among_names(rows)
    named = people_in(last.text)
    alone = last.text[-1] not in ".…;:" and len(last.text.split()) <= 8
    return alone and bool(named.authors or named.contributors) and rows[-2].text[-1] not in ":;,"


def _among_names(rows: list[Row]) -> bool:
    """Whether the last row ends a list of names (winners, members), which no byline is."""
    return len(rows) > 3 and all(is_vietnamese_name(row.text) for row in rows[-4:])


def _kinds(rows: list[Row]) -> Iterator[tuple[BlockKind, Row]]:
    """(kind, row) in order, without alt texts and without the second print of a caption or a paragraph."""
    body = [row for row in rows if not row.alt_of]
    after_alt = {row.place for before, row in pairwise(rows) if before.alt_of}
    seen: set[str] = set()
    for i, row in enumerate(body):
        kind = _kind(body, i, row.place in after_alt)
        words = fold(row.text)
        if words in seen and (kind == "caption" or len(words) >= _LONGEST_SIGN_OFF):
            continue
        seen.add(words)
        yield kind, row


def _kind(rows: list[Row], i: int, after_alt: bool) -> BlockKind:
    row = rows[i]
    if i == 0:
        return "paragraph"
    if len(row.text) <= _LONGEST_CAPTION and sentences(row.text) == 1 and (after_alt or _twice(rows, i)):
        return "caption"
    if row.is_bullet:
        return "list" if not _is_heading(rows, i) else "heading"
    if looks_like_caption(row.text):
        return "caption"
    return "heading" if _is_heading(rows, i) else "paragraph"


def _twice(rows: list[Row], i: int) -> bool:
    """Whether the line stands twice in a row, as alt text and caption."""
    same = fold(rows[i].text)
    return any(0 <= j < len(rows) and fold(rows[j].text) == same for j in (i - 1, i + 1))


def _is_heading(rows: list[Row], i: int) -> bool:
    """A short line that ends no sentence, stands over prose (a second heading between them), and opens with a capital."""
    row = rows[i]
    if not row.is_short or len(row.text) > _LONGEST_HEADING or len(row.text.split()) < 2:
        return False
    if row.text[0].islower() or row.text[0] in "-–+•*" or rows[i - 1].text[-1] == ":":
        return False
    below = rows[i + 1 : i + 3]
    if len(below) == 2 and below[0].is_short and not _is_whole(below[0]) and not rows[i - 1].is_short:
        below = below[1:]
    return bool(below) and _is_whole(below[0])


def _is_whole(row: Row) -> bool:
    return row.is_sentence or row.is_prose or row.text[-1] == ":" or looks_like_caption(row.text)


def _blocks(lines: Iterator[tuple[BlockKind, Row]]) -> Iterator[Block]:
    for in_list, group in groupby(lines, key=lambda line: line[0] == "list"):
        if in_list:
            yield Block("list", "\n".join(row.text for _, row in group))
        else:
            yield from (Block(kind, row.text) for kind, row in group)
