"""Rot of a layout within one run: a field that it always gave falls silent, its words shrink, or what the page states disagrees.

Each sign of each layout is followed page by page in the order of capture, as in quality control (a cumulative sum of how much
likelier the page is under "the selector no longer matches" than under what was usual; Page, Biometrika 41, 1954).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from expectations.unpacked import nested, unpacked
from schemas.outcome import Broken, Report, Severity

COLUMNS = ("layout", "captured_at", "origins", "word_count", "lead", "section", "authors", "images", "attachments")
"""What is looked at, of the batch and of the history."""
UNKNOWN = ("generic", "text")
"""Readers that are no layout."""
PRINTED = ("lead", "byline", "section_path", "tags", "source_name", "view_count", "modified_at")
"""Fields by their origins: a lead that is only the opening paragraph has none, so that the sign is the selector's, not the value's."""
COMPARED = ("title", "published_at")
"""Fields by whether a second source on the page agrees; a layout whose pages have none is never usual in that."""
GRAVE = ("title", "published_at", "body", "lead", "byline", "authors", "section_path")
"""Signs whose loss puts wrong values into a row; the loss of others leaves a null, and is told."""

FEWEST_KNOWN = 15
"""Pages of a layout before it is known what is usual for it."""
MOST_KNOWN = 1_000
SHORT = 0.35
"""Part of the layout's usual number of words below which a body has shrunk, and a lead of its letters."""
LONG = 4.0
"""Times the usual letters of a section's name beyond which it is none."""
LEAST_USUAL, MOST_USUAL, LEFT = 0.5, 0.96, 0.05
"""A sign rarer than the first cannot be missed within 20 pages; none is surer than the second; a dead selector still seems to match so often."""
SURE, NEAR = 0.9, 4
"""Share from which a page without the sign is itself suspect so many pages before the layout is known to be broken."""
CERTAIN = 11.0
"""Sum at which a layout counts as broken: chance alone gets there on one page in e^11, some 60,000."""

Row = dict[str, Any]
Signs = dict[str, list[bool | None]]
"""Of each field, page by page, whether it is there, agrees or is long enough; None where the page cannot tell."""


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
    before, now = _recent(history), _rows(table)
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


def held(report: Report, rots: Sequence[Rot]) -> Report:
    """The report with every row rejected that a gravely broken layout read since its first bad capture."""
    broken = dict(report.broken)
    for rot in rots:
        one = Broken(
            expectation="layout_holds",
            column=rot.field,
            severity=rot.severity,
            reason=f"The layout {rot.layout} no longer reads {rot.field} as it did: the portal may have been redesigned.",
            value=rot.words,
        )
        broken.update({row: (*broken.get(row, ()), one) for row in rot.rows})
    return replace(report, broken=broken)


def _rotten(layout: str, rows: Sequence[Row], known: Sequence[Row], table: pa.Table) -> Iterator[Rot]:
    usual = {name: _usual([*known, *rows], name) for name in ("word_count", "lead", "section")}
    before, now = _signs(known, usual), _signs(rows, usual)
    for field, told in now.items():
        since = _broken_since(before[field], told)
        if since is not None:
            sure = _share([*before[field], *told[:since]]) >= SURE
            yield _rot(layout, field, rows[_earliest(told, since) if sure else since :], table)


def _rot(layout: str, field: str, rows: Sequence[Row], table: pa.Table) -> Rot:
    first = table.select(["url", "capture_id"]).slice(rows[0]["place"], 1).to_pylist()[0]
    return Rot(
        layout=layout,
        field=field,
        severity="MUST" if field in GRAVE else "SHOULD",
        rows=tuple(row["place"] for row in rows),
        words=f"{layout}: {field} since {first['url']} (capture {first['capture_id'][:16]})",
    )


def _recognised(row: Row) -> bool | None:
    """Whether a layout knew the page; None for a text, which has no markup to know."""
    return None if row["layout"] == "text" else row["layout"] != "generic"


def _signs(rows: Sequence[Row], usual: dict[str, float | None]) -> Signs:
    """The signs of a layout's pages; `usual`: median of what its first pages had."""
    words, lead, section = usual["word_count"], usual["lead"], usual["section"]
    signs: Signs = {field: [field in row["agreed"] for row in rows] for field in COMPARED}
    signs["body"] = [row["word_count"] >= SHORT * words if words else None for row in rows]
    signs |= {field: [field in row["printed"] for row in rows] for field in PRINTED}
    if lead is not None:
        signs["lead"] = [there and row["lead"] >= SHORT * lead for there, row in zip(signs["lead"], rows, strict=True)]
    if section is not None:
        told = zip(signs["section_path"], rows, strict=True)
        signs["section_path"] = [there and row["section"] <= LONG * section for there, row in told]
    told = zip(signs["byline"], rows, strict=True)
    signs["authors"] = [row["authors"] > 0 if there else None for there, row in told]
    return signs | {field: [row[field] > 0 for row in rows] for field in ("images", "attachments")}


def _broken_since(before: Sequence[bool | None], now: Sequence[bool | None]) -> int | None:
    """Place of the first page of the run of bad ones that makes the loss certain; None where all is as usual.

    What was bad at the end of the history counts on, so that a redesign is seen too where a run has but a page or two.
    """
    if False not in now or (True not in before and True not in now):
        return None
    there = known = since = 0
    since_there = since_known = 0
    total = 0.0
    for place, sign in enumerate((*before, *now), -len(before)):
        if sign is None:
            continue
        usual = _usual_share(there, known)
        if known >= FEWEST_KNOWN and usual >= LEAST_USUAL:
            since = since if total > 0 else place
            total = max(0.0, total + (math.log(LEFT / usual) if sign else math.log((1 - LEFT) / (1 - usual))))
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


def _usual(rows: Sequence[Row], name: str) -> float | None:
    """The median of the layout's first pages; None where they are too few."""
    lengths = sorted(row[name] for row in rows[: 2 * FEWEST_KNOWN] if row[name])
    return lengths[len(lengths) // 2] if len(lengths) >= FEWEST_KNOWN else None


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
    return _rows(history.take(latest))


def _rows(table: pa.Table) -> list[Row]:
    """Rows in the order of their capture: layout, place in the table, fields printed and agreed on, lengths and numbers of others."""
    columns: dict[str, Sequence[Any]] = {name: unpacked(table.column(name)) for name in ("layout", "captured_at")}
    fields, agrees = nested(table, "origins", "field"), nested(table, "origins", "agrees")
    columns |= {"place": range(table.num_rows), "printed": fields}
    columns["agreed"] = [
        [name for name, agreed in zip(*both, strict=True) if agreed] for both in zip(fields, agrees, strict=True)
    ]
    columns["word_count"] = _sizes(table.column("word_count"))
    columns |= {name: _sizes(pc.utf8_length(table.column(name))) for name in ("lead", "section")}
    columns |= {name: _sizes(pc.list_value_length(table.column(name))) for name in ("authors", "images", "attachments")}
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    return sorted(rows, key=lambda row: (row["captured_at"], row["place"]))


def _sizes(column: Any) -> list[int]:
    """The numbers of a column of Arrow, 0 for null."""
    sizes: list[int] = pc.fill_null(column, 0).to_numpy().tolist()
    return sizes
