"""Rot of a layout within one run: a field that it always gave falls silent, its words shrink, or what the page states disagrees.

By which signs is told by `expectations.breaks`; here are the batch, the rows and what is said of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from expectations.breaks import breaks
from expectations.drift import broken_since
from expectations.traits import COLUMNS, Row, rows_of
from expectations.witness import doubted
from schemas.outcome import Broken, Report, Severity

UNKNOWN = ("generic", "text")
"""Readers that are no layout."""
GRAVE = ("title", "published_at", "body", "lead", "byline", "authors", "section_path")
"""Signs whose loss puts wrong values into a row; the loss of others leaves a null, and is told."""

MOST_KNOWN = 1_000
MISSING, FEWEST_MISSED, MANY_MISSED = "missing_", 4, 0.3
"""How the reasons begin of pages that lack a promised field; how many of them, and which share, make the pages beside them suspect."""
MANY = 5
"""Rows that their pages speak against from which the layout's others are suspect, too."""
REACH = 20
"""Rows of a layout right before the first bad one that may be wrong unseen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rot:
    """A layout that broke: by which sign, since which row of the batch, and the layout's rows from there on."""

    layout: str
    field: str
    severity: Severity
    rows: tuple[int, ...]
    words: str
    before: tuple[int, ...] = ()
    """The layout's last rows before these, or others among them, which may be wrong unseen: they land, with a flag."""

    @property
    def first(self) -> int:
        """Index in the batch of the first bad capture."""
        return self.rows[0]


def looked_at(table: pa.Table, history: pa.Table | None) -> tuple[list[Rot], list[Rot]]:
    """What broke in a batch of READINGS, and single rows that their own page does not bear out: `rotten` and `doubts`."""
    before, now = _recent(history), rows_of(table)
    return _broken(table, before, now), _doubted(table, before, now)


def rotten(table: pa.Table, history: pa.Table | None) -> list[Rot]:
    """What broke in a batch of READINGS, against the same layout's rows of the history and the batch's own earlier rows."""
    return _broken(table, _recent(history), rows_of(table))


def doubts(table: pa.Table, history: pa.Table | None) -> list[Rot]:
    """Single rows of a batch that their own page does not bear out, as no other page of their layout does."""
    return _doubted(table, _recent(history), rows_of(table))


def _broken(table: pa.Table, before: Sequence[Row], now: Sequence[Row]) -> list[Rot]:
    known = _by_layout(before)
    found = [
        rot
        for layout, rows in _by_layout(now).items()
        if layout not in UNKNOWN
        for rot in _rotten(layout, rows, known.get(layout, []), table)
    ]
    since = broken_since([_recognised(row) for row in before], [_recognised(row) for row in now])
    if since is not None:
        found.append(_rot("every layout", "signature", [row for row in now[since:] if not _recognised(row)], table))
    return found


def _doubted(table: pa.Table, before: Sequence[Row], now: Sequence[Row]) -> list[Rot]:
    known = _by_layout(before)
    return [
        replace(_rot(layout, field, doubtful, table, "SHOULD"), before=_among(rows, doubtful))
        for layout, rows in _by_layout(now).items()
        if layout not in UNKNOWN
        for field, doubtful in doubted(rows, known.get(layout, [])).items()
    ]


def _among(rows: Sequence[Row], doubtful: Sequence[Row]) -> tuple[int, ...]:
    """The layout's other rows since the first doubtful one, where there are many such."""
    places = {row["place"] for row in doubtful}
    first = next(i for i, row in enumerate(rows) if row["place"] in places)
    return tuple(row["place"] for row in rows[first:] if row["place"] not in places) if len(places) >= MANY else ()


def held(report: Report, rots: Sequence[Rot], *, alone: bool = False) -> Report:
    """The report with every row rejected that a gravely broken layout read since its first bad capture.

    alone: whether they are single rows that their own pages speak against.
    """
    broken = dict(report.broken)
    for rot in rots:
        one = Broken(
            expectation="page_bears_out" if alone else "layout_holds",
            column=rot.field,
            severity=rot.severity,
            reason=f"The page speaks against its {rot.field}, as no other page of the layout {rot.layout} does."
            if alone
            else f"The layout {rot.layout} no longer reads {rot.field} as it did: the portal may have been redesigned.",
            value=rot.words,
        )
        broken.update({row: (*broken.get(row, ()), one) for row in rot.rows})
        near = replace(one, severity="SHOULD", reason=f"Read about when the layout {rot.layout} broke.")
        broken.update({row: (*broken.get(row, ()), near) for row in rot.before})
    return replace(report, broken=broken)


def _rotten(layout: str, rows: Sequence[Row], known: Sequence[Row], table: pa.Table) -> Iterator[Rot]:
    for field, since, severity in breaks(rows, known):
        rot = _rot(layout, field, rows[since:], table, severity)
        yield replace(rot, before=tuple(row["place"] for row in rows[max(0, since - REACH) : since]))


def beside(table: pa.Table, reasons: Sequence[str]) -> list[Rot]:
    """Rows read beside many pages of which a layout misses a promised field: what it still finds there may be anything.

    reasons: why the batch's other pages could not be read.
    """
    missed = Counter(reason.removeprefix(MISSING) for reason in reasons if reason.startswith(MISSING))
    if max(missed.values(), default=0) < FEWEST_MISSED:
        return []
    rows = [row for row in rows_of(table) if row["layout"] not in UNKNOWN]
    return [
        _rot(layout, field, some, table, "SHOULD")
        for field, pages in missed.items()
        if pages >= FEWEST_MISSED and pages >= MANY_MISSED * (len(rows) + pages)
        for layout, some in _by_layout(rows).items()
    ]


def _rot(layout: str, field: str, rows: Sequence[Row], table: pa.Table, severity: Severity | None = None) -> Rot:
    first = table.select(["url", "capture_id"]).slice(rows[0]["place"], 1).to_pylist()[0]
    return Rot(
        layout=layout,
        field=field,
        severity=severity or ("MUST" if field in GRAVE else "SHOULD"),
        rows=tuple(row["place"] for row in rows),
        words=f"{layout}: {field} since {first['url']} (capture {first['capture_id'][:16]})",
    )


def _recognised(row: Row) -> bool | None:
    """Whether a layout knew the page; None for a text, which has no markup to know."""
    return None if row["layout"] == "text" else row["layout"] != "generic"


def _by_layout(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["layout"], []).append(row)
    return found


def _recent(history: pa.Table | None) -> list[Row]:
    """The history's latest rows, oldest first; none where it lacks a column."""
    if history is None or not set(COLUMNS) <= set(history.column_names):
        return []
    latest = pc.sort_indices(history, [("captured_at", "descending")])[:MOST_KNOWN]
    return rows_of(history.take(latest))
