"""What a single page shows against its own reading, where the layout's other pages never show it: the row lands, with a flag.

Nothing is sure from one page, so that nothing is withheld for it; and a layout on which honest pages show a sign is no longer asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from expectations.traits import Row
from portals.witnesses import EMPTY_BOX, FILE_ELSEWHERE

FEWEST = 30
"""Pages of a layout before one of them can be odd."""
FEWEST_TOLD = {"attachments": 4}
"""Of those, pages that bear out a field that only few have."""
ONE_IN = 200
"""Pages of which one may show a sign without its meaning nothing."""
LONGEST_NAME = 300
"""Letters of a file's printed name."""
ALWAYS = ("published_at", "section_path", "view_count", "source_name")
"""Fields that are odd to miss where no page missed them."""
STATED = ("title", "published_at")
"""Fields that are odd to read without a second source that says the same, where every page had one."""
COMPARED = ("lead", "section_path", "tags", "attachments")

Told = list[bool | None]


def doubted(rows: Sequence[Row], known: Sequence[Row]) -> dict[str, list[Row]]:
    """By field, the rows of a layout that alone of its pages speak against it; rows and known in the order of capture.

    What is usual is told by the pages before the first of the batch that shows the sign.
    """
    deepest = max((row["steps"] for row in [*known, *rows][: max(len(known), FEWEST)]), default=0)
    before, now = told_by(known, deepest), told_by(rows, deepest)
    found: dict[str, list[Row]] = {}
    for sign, told in now.items():
        if False in told and _means_something(
            (*before[sign], *told[: told.index(False)]), FEWEST_TOLD.get(sign, FEWEST)
        ):
            doubtful = [row for row, good in zip(rows, told, strict=True) if good is False]
            found.setdefault(sign.split()[-1], []).extend(doubtful)
    return found


def told_by(rows: Sequence[Row], deepest: int) -> dict[str, Told]:
    """By sign, page by page, whether the page bears the reading out; None where it does not tell. A sign's last word is its field.

    deepest: most steps of a section's path so far.
    """
    signs: dict[str, Told] = {field: [_compared(row, field) for row in rows] for field in COMPARED}
    signs |= {f"stated {field}": [field in row["agreed"] for row in rows] for field in STATED}
    signs |= {f"missing {field}": [field in row["printed"] for row in rows] for field in ALWAYS}
    signs["name attachments"] = [row["files"] <= LONGEST_NAME for row in rows]
    signs["type attachments"] = ["" not in row["types"] for row in rows]
    signs["steps section_path"] = [row["steps"] <= deepest for row in rows]
    signs["file attachments"] = [FILE_ELSEWHERE not in row["flags"] for row in rows]
    signs["box attachments"] = [EMPTY_BOX not in row["flags"] for row in rows]
    return signs


def _compared(row: Row, field: str) -> bool | None:
    return True if field in row["agreed"] else False if field in row["denied"] else None


def _means_something(told: Sequence[bool | None], fewest: int) -> bool:
    return len(told) >= FEWEST and told.count(True) >= fewest and told.count(False) <= len(told) // ONE_IN
