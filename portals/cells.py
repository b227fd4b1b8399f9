"""Tables: whether one is data, a picture with its caption, or only a way to lay out the page."""

from __future__ import annotations

from typing import Literal

from bs4 import Tag

from portals.elements import Element
from portals.encoding import clean

Shape = Literal["data", "figure", "frame"]
Rows = tuple[tuple[str, ...], ...]

LONGEST_CELL = 1200
"""Characters: a longer cell is running text, so its table is a frame around it."""
MOST_CELLS = 20_000


def shape_of(table: Tag | Element) -> tuple[Shape, Rows]:
    """What a table is for, and its rows where it is data.

    `figure`: pictures, and at most a few cells of words (old editors put the caption in row 2);
    `data`: two rows and two columns at least, no cell of running text; `frame`: everything else.
    """
    if table.find("table"):
        return "frame", ()
    rows = rows_of(table)
    words = [cell for row in rows for cell in row if cell]
    if table.find("img") and len(words) <= 3 and all(len(cell) < 400 for cell in words):
        return "figure", ()
    wide = sum(sum(1 for cell in row if cell) >= 2 for row in rows)
    if wide >= 2 and all(len(cell) <= LONGEST_CELL for cell in words):
        return "data", rows
    return "frame", ()


def rows_of(table: Tag | Element) -> Rows:
    """The words of each cell, row by row; rows without words are left out."""
    rows = []
    left = MOST_CELLS
    for tr in table.find_all("tr"):
        cells = tuple(clean(cell.get_text(" ")) for cell in tr.find_all(("td", "th"), limit=left or None))
        left = max(0, left - len(cells))
        if any(cells):
            rows.append(cells)
        if not left:
            break
    return tuple(rows)
