"""Tables: whether one is data, a picture with its caption, or only a way to lay out the page."""

from __future__ import annotations

from typing import Literal

from selectolax.lexbor import LexborNode

from portals.elements import found_in
from portals.encoding import clean

Shape = Literal["data", "figure", "frame"]
Rows = tuple[tuple[str, ...], ...]

LONGEST_CELL = 1200
"""Characters: a longer cell is running text, so its table is a frame around it."""
MOST_CELLS = 20_000


def shape_of(table: LexborNode) -> tuple[Shape, Rows]:
    """What a table is for, and its rows where it is data.

    `figure`: pictures, and at most a few cells of words (old editors put the caption in row 2);
    `data`: two rows and two columns at least, no cell of running text; `frame`: everything else.
    """
    if found_in(table, "table"):
        return "frame", ()
    parts = table.css("tr,td,th,img")
    rows = rows_of(parts)
    words = [cell for row in rows for cell in row if cell]
    pictured = any(part.tag == "img" for part in parts)
    if pictured and len(words) <= 3 and all(len(cell) < 400 for cell in words):
        return "figure", ()
    wide = sum(sum(1 for cell in row if cell) >= 2 for row in rows)
    if wide >= 2 and all(len(cell) <= LONGEST_CELL for cell in words):
        return "data", rows
    return "frame", ()


def rows_of(parts: list[LexborNode]) -> Rows:
    """The words of each cell of a table, row by row; rows without words are left out. parts: rows and cells as they follow one another."""
    rows: list[list[str]] = []
    left = MOST_CELLS
    for part in parts:
        if part.tag == "tr":
            if not left:
                break
            rows.append([])
        elif part.tag != "img" and rows and left:
            rows[-1].append(clean(part.text(separator=" ")))
            left -= 1
    return tuple(tuple(row) for row in rows if any(row))
