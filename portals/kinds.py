"""What each line of an article is that is words only: paragraph, heading, caption, item of a list, cell of a table.

Internal to `portals.text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from portals.captions import looks_like_caption, may_be_caption, sentences
from portals.rows import Row
from portals.tone import fold
from schemas.article import Block, BlockKind

_LONGEST_HEADING = 160
_LONGEST_CAPTION = 230
_LONGEST_CELL = 40
_FEWEST_CELLS = 6
_LONGEST_LAST_CAPTION = 60
_ONCE = 60
"""Characters from which a line printed a second time is no text of its own."""
_MUCH_SHORTER = 0.8
_SPEAKER = re.compile(
    r"^(?:phóng viên|nhà báo|pv|p\.v|hỏi|đáp|trả lời|mc|btv|độc giả|bạn đọc|ông|bà)(?:\s[^:.?]{1,40})?\s?:|^(?:kính\s)?(?:thưa|gửi)\s",
    re.IGNORECASE,
)


def blocks_of(rows: list[Row], *, in_pictures: bool) -> Iterator[Block]:
    """The rows of an article, lead first, as blocks.

    in_pictures: whether it is a story told in pictures.
    """
    for kind, group in groupby(_kinds(rows, in_pictures), key=lambda line: line[0]):
        lines = [row.text for _, row in group]
        if kind == "table":
            yield Block("table", "\n".join(lines), tuple((line,) for line in lines))
        elif kind == "list":
            yield Block("list", "\n".join(lines))
        else:
            yield from (Block(kind, line) for line in lines)


def _kinds(rows: list[Row], in_pictures: bool) -> Iterator[tuple[BlockKind, Row]]:
    """(kind, row) in order, without alt texts and without the second print of a caption or a paragraph."""
    body = [row for row in rows if not row.alt_of]
    after_alt = {row.place for before, row in pairwise(rows) if before.alt_of}
    cells = _cells(body)
    seen: set[str] = set()
    for i, row in enumerate(body):
        kind = "table" if row.place in cells else _kind(body, i, row.place in after_alt, in_pictures)
        words = fold(row.text)
        if words in seen and (kind == "caption" or len(words) >= _ONCE):
            continue
        seen.add(words)
        yield kind, row


def _cells(rows: list[Row]) -> set[int]:
    """Places of rows that are cells of a table: a long run of very short lines, figures among them."""
    cells: set[int] = set()
    for is_cell, group in groupby(rows[1:], key=lambda row: len(row.text) <= _LONGEST_CELL and row.is_short):
        run = list(group)
        if is_cell and len(run) >= _FEWEST_CELLS and any(c.isdigit() for row in run for c in row.text):
            cells.update(row.place for row in run)
    return cells


def _kind(rows: list[Row], i: int, after_alt: bool, in_pictures: bool) -> BlockKind:
    row = rows[i]
    if i == 0:
        return "paragraph"
    if len(row.text) <= _LONGEST_CAPTION and sentences(row.text) == 1 and (after_alt or _twice(rows, i)):
        return "caption"
    if row.is_bullet:
        return "list" if not _is_heading(rows, i) else "heading"
    among = in_pictures or _is_among_longer(rows, i)
    if looks_like_caption(row.text) or (
        row.is_sentence and among and may_be_caption(row.text, in_pictures=in_pictures)
    ):
        return "caption"
    return "heading" if _is_heading(rows, i) else "paragraph"


def _is_among_longer(rows: list[Row], i: int) -> bool:
    """Whether paragraphs stand before the row and after it, one of them much longer; captions may stand in between."""
    before = next((row for row in reversed(rows[max(0, i - 3) : i]) if row.is_prose), None)
    after = next((row for row in rows[i + 1 : i + 4] if row.is_prose), None)
    if before is None or (after is None and len(rows[i].text) > _LONGEST_LAST_CAPTION):
        return False
    return len(rows[i].text) <= _MUCH_SHORTER * max(len(before.text), len(after.text) if after else 0)


def _twice(rows: list[Row], i: int) -> bool:
    """Whether the line stands twice in a row, as alt text and caption."""
    same = fold(rows[i].text)
    return any(0 <= j < len(rows) and fold(rows[j].text) == same for j in (i - 1, i + 1))


def _is_heading(rows: list[Row], i: int) -> bool:
    """A short line that ends no sentence, stands over prose (a second heading between them), and opens with a capital."""
    row = rows[i]
    if not row.is_short or len(row.text) > _LONGEST_HEADING or len(row.text.split()) < 2:
        return False
    if row.text[0].islower() or row.text[0] in "-–+•*" or rows[i - 1].text[-1] == ":" or _SPEAKER.match(row.text):
        return False
    speech = re.search(r":\s([^\W\d_])", row.text)
    if speech and speech[1].islower():
        return False
    below = rows[i + 1 : i + 3]
    if len(below) == 2 and below[0].is_short and not _is_whole(below[0]) and not rows[i - 1].is_short:
        below = below[1:]
    return bool(below) and _is_whole(below[0])


def _is_whole(row: Row) -> bool:
    return row.is_sentence or row.is_prose or row.text[-1] == ":" or looks_like_caption(row.text)
