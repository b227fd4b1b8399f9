"""The report of a run as one HTML page that needs nothing else: no script, no font, no picture, no network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from expectations.row import HANOI_TIME
from schemas.outcome import Broken, Checked, Report

EXAMPLES = 5
"""Failing rows that are shown for each expectation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What the page says of the run: its id, moment (UTC) and, in a sentence, what was run."""

    run_id: str
    at: datetime
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A row that broke an expectation: its article and capture, as far as they are known, and what was met."""

    title: str
    url: str
    value: str
    capture: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One expectation on the page."""

    checked: Checked
    examples: tuple[Example, ...]

    @property
    def state(self) -> str:
        if self.checked.observed is None:
            return "idle"
        return "held" if self.checked.success else self.checked.severity.lower()

    @property
    def share(self) -> float:
        """Per cent of the rows that broke it."""
        return 100 * self.checked.unexpected / max(self.checked.evaluated, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One portal on the page; `all` stands for the lake."""

    portal: str
    evaluated: int
    rejected: int
    flagged: int
    stopped_by: tuple[Checked, ...]
    failing: tuple[Line, ...]
    suites: Mapping[str, tuple[Line, ...]]


def render(reports: Mapping[str, Report], run: Run, tables: Mapping[str, pa.Table] | None = None) -> str:
    """The page for a run. reports: by portal (`all` for the lake); tables: the batches judged, for titles and addresses of examples."""
    sections = [_section(portal, report, (tables or {}).get(portal)) for portal, report in reports.items()]
    environment = Environment(
        loader=PackageLoader("expectations", "."), autoescape=select_autoescape(["html"]), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("page.html").render(sections=sections, run=run, at=run.at + HANOI_TIME)


def _section(portal: str, report: Report, table: pa.Table | None) -> Section:
    lines = [Line(checked=c, examples=_examples(c, report, table)) for c in report.checked]
    order = {"must": 0, "should": 1}
    failing = sorted((line for line in lines if line.state in order), key=lambda line: order[line.state])
    suites = {
        name: tuple(line for line in lines if line.checked.suite == name)
        for name in dict.fromkeys(c.suite for c in report.checked)
    }
    return Section(
        portal=portal, evaluated=report.evaluated, rejected=len(report.rejected), flagged=len(set(report.broken) - report.rejected),
        stopped_by=report.stopped_by, failing=tuple(failing), suites=suites,
    )  # fmt: skip


def _examples(checked: Checked, report: Report, table: pa.Table | None) -> tuple[Example, ...]:
    if checked.level != "row" or checked.success:
        return ()
    hits = [
        (row, b)
        for row, broken in sorted(report.broken.items())
        for b in broken
        if b.expectation == checked.expectation
    ]
    return tuple(_example(row, b, table) for row, b in _spread(hits))


def _spread(hits: Sequence[tuple[int, Broken]]) -> Sequence[tuple[int, Broken]]:
    return hits[:: max(1, -(-len(hits) // EXAMPLES))]


def _example(row: int, broken: Broken, table: pa.Table | None) -> Example:
    told = ("title", "url", "capture_id")
    title, url, capture = ("" if table is None else str(table.column(name)[row].as_py() or "") for name in told)
    return Example(title=title[:120] or f"row {row}", url=url, value=broken.value or "", capture=capture)
