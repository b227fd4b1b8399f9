"""The passages of an article that is words only: where it ends, who signs it, and what each line is.

Internal to `portals.text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portals.bylines import looks_like_byline, people_in
from portals.captions import looks_like_caption, sentences
from portals.dates import is_labelled, moment_in
from portals.furniture import ends_article, matches
from portals.heads import is_date_row
from portals.names import is_vietnamese_name
from portals.rows import Furniture, Row
from portals.tone import fold
from schemas.article import Block

_LONGEST_HEADING = 160
_LONGEST_CAPTION = 230
_LONGEST_SIGN_OFF = 90
_MOST_SIGN_OFFS = 3
_NOTE = re.compile(r"^\W*(?:còn nữa|hết|xem tiếp kỳ sau|kỳ sau.{0,80}|[*\-–_=~\s]+)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passages:
    """The article's lines from the lead on. signed: the lines under the text that name its authors, in order."""

    blocks: tuple[Block, ...]
    signed: tuple[Row, ...]


def end_of(rows: list[Row], lead_at: int, furniture: Furniture) -> int:
    """Index of the first row after the article: a line that opens what follows, teasers, or what stands under a sign-off.

    A list of other items right under the lead is no end where whole paragraphs go on after it.
    """
    end = next((i for i in range(lead_at + 1, len(rows)) if _is_end(rows, i, lead_at, furniture)), len(rows))
    return _before_teasers(rows, lead_at, end)


def _is_end(rows: list[Row], i: int, lead_at: int, furniture: Furniture) -> bool:
    if matches(rows[i].text, furniture.markers.tail):
        return True
    return ends_article(rows[i].text) and not _goes_on(rows, i, lead_at)


def _goes_on(rows: list[Row], i: int, lead_at: int) -> bool:
    """Whether a box of other items stands right under the lead: then two whole paragraphs follow, one upon the other."""
    if any(row.is_prose for row in rows[lead_at + 1 : i]):
        return False
    prose = [row.is_prose and not row.is_cut for row in rows[i + 1 :]]
    return any(a and b for a, b in zip(prose, prose[1:], strict=False))


def _before_teasers(rows: list[Row], lead_at: int, end: int) -> int:
    signed = next((i for i in range(end - 1, lead_at, -1) if _is_sign_off(rows[i]) and _only_teasers(rows[i + 1 : end])), None)
    if signed is not None:
        return signed + 1
    start = end
    while start - 1 > lead_at and (rows[start - 1].is_cut or (rows[start - 1].is_short and start < end)):
        start -= 1
    while start < end and not rows[start].is_cut and not (start + 1 < end and rows[start + 1].is_cut):
        start += 1
    cut = sum(row.is_cut for row in rows[start:end])
    return start if cut > 1 and cut >= (end - start) / 2 else end


def _only_teasers(rows: list[Row]) -> bool:
    """Whether the rows are another item's: one is cut short or dated, and none is a whole paragraph."""
    telling = any(row.is_cut or is_date_row(row, None) for row in rows)
    return telling and not any(row.is_prose and not row.is_cut for row in rows)


def _is_sign_off(row: Row) -> bool:
    return len(row.text) <= _LONGEST_SIGN_OFF and bool(people_in(row.text).authors) and looks_like_byline(row.text)


def passages_in(rows: list[Row], title: str | None, furniture: Furniture) -> Passages:
    """The rows of one article, lead first, as blocks; lines of the site among them are left out."""
    kept = [row for row in _without_boxes(rows) if _is_of_article(row, title, furniture)]
    signed: list[Row] = []
    while len(kept) > 1 and len(signed) < _MOST_SIGN_OFFS and _signs(kept, furniture):
        signed.insert(0, kept.pop())
    alts = {row.place for row in kept if row.alt_of}
    blocks = tuple(_blocks(_merged(kept, alts)))
    return Passages(blocks, tuple(row for row in signed if not _NOTE.match(row.text)))


def _without_boxes(rows: list[Row]) -> Iterator[Row]:
    """The rows without a list of other items under the lead: the line that opens it, and the short lines it lists."""
    in_box = False
    for row in rows:
        in_box = ends_article(row.text) or (in_box and row.is_short and not row.is_prose)
        if not in_box:
            yield row


def _is_of_article(row: Row, title: str | None, furniture: Furniture) -> bool:
    if furniture.has(row):
        return looks_like_byline(row.text) or looks_like_caption(row.text)
    return title is None or fold(row.text) != fold(title)


def _signs(rows: list[Row], furniture: Furniture) -> bool:
    last = rows[-1]
    if _NOTE.match(last.text) or is_stamp(last):
        return True
    if len(last.text) > _LONGEST_SIGN_OFF or last.is_bullet or (looks_like_caption(last.text) and not looks_like_byline(last.text)):
        return False
    if looks_like_byline(last.text):
        return not _among_names(rows)
    named = people_in(last.text)
    alone = last.text[-1] not in ".…;:" and len(last.text.split()) <= 8
    return alone and bool(named.authors or named.contributors) and rows[-2].text[-1] not in ":;,"


def is_stamp(row: Row) -> bool:
    """Whether the row is a date line with its hour or a label; a letterhead's bare day belongs to the text."""
    moment = moment_in(row.text, None)
    return moment is not None and is_date_row(row, None) and (moment.precision != "day" or is_labelled(row.text))


def _among_names(rows: list[Row]) -> bool:
    """Whether the last row ends a list of names (winners, members), which no byline is."""
    return len(rows) > 3 and all(is_vietnamese_name(row.text) for row in rows[-4:])


def _merged(rows: list[Row], alts: set[int]) -> Iterator[tuple[str, Row]]:
    """(kind, row) in order, without alt texts and without the second print of a caption."""
    after_alt = False
    seen: set[str] = set()
    body = [row for row in rows if row.place not in alts]
    alt_before = {row.place for before, row in zip(rows, rows[1:], strict=False) if before.place in alts}
    for i, row in enumerate(body):
        after_alt = row.place in alt_before
        kind = _kind(body, i, after_alt)
        words = fold(row.text)
        if kind == "caption" and words in seen:
            continue
        seen.add(words)
        yield kind, row


def _kind(rows: list[Row], i: int, after_alt: bool) -> str:
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
    """A short line that ends no sentence, stands between prose, and opens with a capital or a number."""
    row = rows[i]
    if not row.is_short or len(row.text) > _LONGEST_HEADING or len(row.text.split()) < 2 or row.text[0].islower():
        return False
    if row.text[0] in "-–+•*":
        return False
    after = rows[i + 1] if i + 1 < len(rows) else None
    return after is not None and (after.is_sentence or after.is_prose or looks_like_caption(after.text) or after.text[-1] == ":") and rows[i - 1].text[-1] != ":"


def _blocks(lines: Iterator[tuple[str, Row]]) -> Iterator[Block]:
    items: list[str] = []
    for kind, row in lines:
        if kind == "list":
            items.append(row.text)
            continue
        if items:
            yield Block("list", "\n".join(items))
            items = []
        yield Block("heading" if kind == "heading" else "caption" if kind == "caption" else "paragraph", row.text)
    if items:
        yield Block("list", "\n".join(items))
