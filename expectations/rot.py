"""Rot of a layout within one run: a field that it always gave falls silent, its words shrink, or what the page states disagrees.

Each sign of each layout is followed page by page in the order of capture, as in quality control (a cumulative sum of how much
likelier the page is under "the selector no longer matches" than under what was usual; Page, Biometrika 41, 1954).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from expectations.places import as_placed, places_of
from expectations.traits import COLUMNS, Row, fits_of, rows_of, sections_of, signs_of, usual_of
from expectations.witness import doubted
from schemas.outcome import Broken, Report, Severity

UNKNOWN = ("generic", "text")
"""Readers that are no layout."""
GRAVE = ("title", "published_at", "body", "lead", "byline", "authors", "section_path")
"""Signs whose loss puts wrong values into a row; the loss of others leaves a null, and is told."""

FEWEST_KNOWN = 15
"""Pages of a layout before it is known what is usual for it."""
MOST_KNOWN = 1_000
LEAST_USUAL, MOST_USUAL, LEFT = 0.5, 0.96, 0.05
"""A sign rarer than the first cannot be missed within 20 pages; none is surer than the second; a dead selector still seems to match so often."""
HALF, SUREST, EXPECTED = 0.5, 0.98, 29
"""Of a sign that a page which nobody redesigned never lacks: how often it stays where a change hits one page in two, how sure it is
at most, and how many pages with it are taken as seen before the first."""
SURE, NEAR = 0.9, 4
"""Share from which a page without the sign is itself suspect so many pages before the layout is known to be broken."""
CERTAIN = 11.0
"""Sum at which a layout counts as broken: chance alone gets there on one page in e^11, some 60,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rot:
    """A layout that broke: by which sign, since which row of the batch, and the layout's rows from there on."""

    layout: str
    field: str
    severity: Severity
    rows: tuple[int, ...]
    words: str

    @property
    def first(self) -> int:
        """Index in the batch of the first bad capture."""
        return self.rows[0]


def rotten(table: pa.Table, history: pa.Table | None) -> list[Rot]:
    """What broke in a batch of READINGS, against the same layout's rows of the history and the batch's own earlier rows."""
    before, now = _recent(history), rows_of(table)
    known = _by_layout(before)
    found = [
        rot
        for layout, rows in _by_layout(now).items()
        if layout not in UNKNOWN
        for rot in _rotten(layout, rows, known.get(layout, []), table)
    ]
    since = _broken_since([_recognised(row) for row in before], [_recognised(row) for row in now])
    if since is not None:
        found.append(_rot("every layout", "signature", [row for row in now[since:] if not _recognised(row)], table))
    return found


def doubts(table: pa.Table, history: pa.Table | None) -> list[Rot]:
    """Single rows of a batch that their own page does not bear out, as no other page of their layout does."""
    before, now = _recent(history), rows_of(table)
    known = _by_layout(before)
    return [
        _rot(layout, field, doubtful, table, "SHOULD")
        for layout, rows in _by_layout(now).items()
        if layout not in UNKNOWN
        for field, doubtful in doubted(rows, known.get(layout, [])).items()
    ]


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
    return replace(report, broken=broken)


def _rotten(layout: str, rows: Sequence[Row], known: Sequence[Row], table: pa.Table) -> Iterator[Rot]:
    usual = usual_of([*known, *rows][: 2 * FEWEST_KNOWN], FEWEST_KNOWN)
    before, now = signs_of(known, usual), signs_of(rows, usual)
    for field, told in now.items():
        since = _broken_since(before[field], told)
        if since is not None:
            sure = _share([*before[field], *told[:since]]) >= SURE
            yield _rot(layout, field, rows[_earliest(told, since) if sure else since :], table)
    sections = sections_of([*known, *rows][: max(len(known), 2 * FEWEST_KNOWN)])
    before, now = fits_of(known, usual, sections), fits_of(rows, usual, sections)
    for field, told in now.items():
        since = _broken_since(before[field], told, always=True)
        if since is not None:
            yield _rot(layout, field, rows[_earliest(told, since) :], table)
    places = places_of([*known, *rows][: max(len(known), 2 * FEWEST_KNOWN)], 2 * FEWEST_KNOWN)
    before, now = as_placed(known, places), as_placed(rows, places)
    for field, told in now.items():
        since = _broken_since(before[field], told, always=True)
        if since is not None:
            yield _rot(layout, field, rows[_earliest(told, since) :], table, "SHOULD")


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


def _broken_since(before: Sequence[bool | None], now: Sequence[bool | None], *, always: bool = False) -> int | None:
    """Place of the first page of the run of bad ones that makes the loss certain; None where all is as usual.

    always: whether it is a sign that no page lacks as long as nothing was changed.
    What was bad at the end of the history counts on, so that a redesign is seen too where a run has but a page or two.
    """
    if False not in now or (True not in before and True not in now):
        return None
    left = HALF if always else LEFT
    there = known = EXPECTED if always else 0
    since = 0
    since_there = since_known = 0
    total = 0.0
    for place, sign in enumerate((*before, *now), -len(before)):
        if sign is None:
            continue
        usual = min(SUREST, there / (known + 1)) if always else _usual_share(there, known)
        if known >= FEWEST_KNOWN and usual >= LEAST_USUAL:
            since = since if total > 0 else place
            total = max(0.0, total + (math.log(left / usual) if sign else math.log((1 - left) / (1 - usual))))
            if total >= CERTAIN and place >= 0:
                return max(0, since)
            total = min(total, CERTAIN)
        since_there, since_known = since_there + sign, since_known + 1
        if total == 0:
            there, known = there + since_there, known + since_known
            since_there = since_known = 0
    return None


def _usual_share(there: int, known: int) -> float:
    """The share that the sign has at least, as far as these pages tell (Agresti and Coull, The American Statistician 52, 1998)."""
    share = (there + 2) / (known + 4)
    return min(MOST_USUAL, share - math.sqrt(share * (1 - share) / (known + 4)))


def _earliest(told: Sequence[bool | None], since: int) -> int:
    """The first bad page before the certain ones that lies close to them: a good page may stand between, by chance."""
    near = next((i for i in range(max(0, since - NEAR), since) if told[i] is False), since)
    return since if near == since else _earliest(told, near)


def _share(signs: Sequence[bool | None]) -> float:
    told = [sign for sign in signs if sign is not None]
    return sum(told) / len(told) if told else 0.0


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
