"""The passages of an article that is words only: where it ends, who signs it, and what of it is its own.

Internal to `portals.text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from portals.bylines import looks_like_byline, people_in
from portals.captions import looks_like_caption
from portals.dates import moments_in
from portals.furniture import ends_article, is_furniture, opens_box
from portals.headings import date_in_title
from portals.kinds import blocks_of
from portals.markers import matches
from portals.names import is_vietnamese_name
from portals.rows import Furniture, Row, is_bare_stamp, is_dated_link, stamp_of
from portals.tone import fold
from schemas.article import Block

_LONGEST_SIGN_OFF = 90
_MOST_SIGN_OFFS = 3
_LONGEST_BOX = 12
"""Lines after the one that opens a list of items, in which the article goes on if it does."""
_PICTURES = re.compile(r"(?:chùm ảnh|bộ ảnh|phóng sự ảnh|photo|\[?ảnh\]?\s?[:\]]|\(ảnh\))", re.IGNORECASE)
_POINTS = re.compile(r"(?:xem|tải|tham khảo) (?:toàn văn|chi tiết|nội dung|đầy đủ)\s", re.IGNORECASE)
"""How an article sends its readers to a file."""
_ABOUT = re.compile(
    r"(?:là )?(?:phóng viên|nhà báo|biên tập viên|cây bút|cộng tác viên)(?![^\W_])[^.:]{0,60}(?:,|chuyên|thường trú)",
    re.IGNORECASE,
)
"""How a box about the author opens."""
_HOUR = re.compile(r"\d{1,2}\s?(?:[:hg]|giờ)\s?(?:\d{2})?['’′]?", re.IGNORECASE)
_NOTE = re.compile(
    r"^\W*(?:tác giả|nguồn tin|còn nữa|hết|xem tiếp kỳ sau|kỳ sau.{0,80}|[*\-–_=~\s]+)\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Passages:
    """The article's lines from the lead on. signed: the lines under the text that name its authors, in order."""

    blocks: tuple[Block, ...]
    signed: tuple[Row, ...]


def end_of(rows: list[Row], lead_at: int, furniture: Furniture) -> int:
    """Index of the first row after the article: a line that opens what follows, teasers, or what stands under a sign-off.

    A list of related items may stand anywhere in an article, any other right under its lead: neither ends it where two
    whole paragraphs follow, one right upon the other, or a paragraph and a sign-off.
    """
    end, prose_seen = len(rows), False
    for i in range(lead_at + 1, len(rows)):
        text = rows[i].text
        declared = matches(text, furniture.markers.tail)
        may_go_on = opens_box(text) or not (declared or prose_seen)
        if (declared or ends_article(text)) and not (may_go_on and goes_on(rows, i)):
            end = i
            break
        prose_seen = prose_seen or rows[i].is_prose
    return _before_teasers(rows, lead_at, _after_sign_off(rows, lead_at, end))


def goes_on(rows: list[Row], i: int) -> bool:
    """Whether the article goes on under the list of items that row i opens: by two paragraphs, or one and a sign-off, or one before
    a list that opens with the same words.
    """
    below = rows[i + 1 : i + 1 + _LONGEST_BOX]
    if any(row.alt_of for row in below):
        return True
    prose = [row.is_prose and not (row.is_cut or date_in_title(row) or ends_article(row.text)) for row in below]
    if any(a and b for a, b in pairwise(prose)):
        return True
    label = fold(rows[i].text)
    again = next((at for at, row in enumerate(below) if fold(row.text) == label), 0)
    if opens_box(rows[i].text) and any(prose[1:again]):
        return True
    before_next = list(takewhile(lambda row: not ends_article(row.text), below))
    return any(prose[: len(before_next)]) and any(_is_sign_off(row) for row in before_next)


def signed_under_box(rows: list[Row], end: int) -> tuple[Row, ...]:
    """The line that signs an article under a list of related items which stands between the article and it."""
    if end >= len(rows) or not opens_box(rows[end].text):
        return ()
    box = takewhile(lambda row: not ends_article(row.text), rows[end + 1 : end + 1 + _LONGEST_BOX])
    return tuple(row for row in box if _is_sign_off(row))[:1]


def _after_sign_off(rows: list[Row], lead_at: int, end: int) -> int:
    """The end moved up to the line that signs the article, where only headings, dates and teasers of other items follow it."""
    others = False
    for i in range(end - 1, lead_at, -1):
        row = rows[i]
        if _is_sign_off(row):
            if others:
                return i + 1
        elif not (looks_like_byline(row.text) or _NOTE.match(row.text) or stamp_of(row, None)):
            if not (row.is_cut or row.is_short or _ABOUT.match(row.text)):
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


def passages_in(rows: list[Row], title: str | None, around: list[Row], furniture: Furniture) -> Passages:
    """The rows of one article, lead first, as blocks; lines of the site among them are left out.

    around: the page's other rows; a short line that stands among them as well is a link to another item.
    """
    links = {fold(_undated(row)) for row in around if row.is_short}
    kept = [row for row in _without_hours(_without_boxes(rows)) if _is_of_article(row, title, furniture)]
    kept = [row for row in kept if not row.is_short or looks_like_byline(row.text) or fold(_undated(row)) not in links]
    signed: list[Row] = []
    while len(kept) > 1 and len(signed) < _MOST_SIGN_OFFS and _signs(kept):
        signed.insert(0, kept.pop())
    kept = kept[: _strays_at(kept)]
    blocks = tuple(blocks_of(kept, in_pictures=_PICTURES.match(title or "") is not None))
    return Passages(blocks, tuple(row for row in signed if not _NOTE.match(row.text)))


def _without_boxes(rows: list[Row]) -> Iterator[Row]:
    """The rows without a list of other items under the lead: the line that opens it, and the short lines it lists."""
    in_box = False
    for row in rows:
        in_box = ends_article(row.text) or (in_box and row.is_short and not row.is_prose)
        if not in_box:
            yield row


def _without_hours(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows without bare hours right over running words, as they stand over each item of a live report."""
    for row, after in pairwise([*rows, None]):
        if row and not (after and after.is_prose and _HOUR.fullmatch(row.text)):
            yield row


def _is_of_article(row: Row, title: str | None, furniture: Furniture) -> bool:
    if is_bare_stamp(row) or is_dated_link(row) or is_furniture(row.text):
        return False
    if furniture.recurs(row):
        return looks_like_byline(row.text) or looks_like_caption(row.text)
    return title is None or fold(row.text) != fold(title)


def _undated(row: Row) -> str:
    """The row without the date behind it, with which lists print headings."""
    moments = moments_in(row.text, None)
    return row.text[: moments[-1][1][0]].rstrip(" (-–|") if moments and moments[-1][1][0] > 0 else row.text


def _strays_at(rows: list[Row]) -> int:
    """Where a run of links, tags or names of files begins that ends the rows: short lines without a stop under a sentence."""
    at = len(rows)
    while at > 1 and rows[at - 1].is_short and not (rows[at - 1].is_bullet or rows[at - 1].text[-1] in "!?”)"):
        at -= 1
    run = rows[at:]
    if not run:
        return len(rows)
    above = rows[at - 1]
    if not (above.is_sentence or looks_like_caption(above.text)):
        return len(rows)
    if any(looks_like_caption(row.text) or _POINTS.match(row.text) for row in run):
        return len(rows)
    return at if all(row.text[0].islower() or len(row.text.split()) > 3 for row in run) else len(rows)


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
