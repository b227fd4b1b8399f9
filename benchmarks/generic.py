"""The generic reader beside trafilatura with metadata, on the same pages in one process: `python -m benchmarks.generic`.

Both read every page whole, from its bytes, and once, as a second time finds answers in their caches; who reads first alternates.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Annotated

import trafilatura
import typer
from rich.console import Console
from rich.table import Table

from benchmarks.cases import SETS, Case
from portals.read import UNKNOWN_MOMENT, article_on
from schemas.errors import ReadingFailed
from schemas.page import Page

WARMING = 3
"""Pages that both read before time is taken."""


def ours(case: Case) -> None:
    """An article of every field; a refusal is an answer too."""
    url = case.url or "https://unknown.invalid/"
    page = Page(url=url, final_url=url, status=200, headers=(), payload=case.html, captured_at=UNKNOWN_MOMENT)
    with suppress(ReadingFailed):
        article_on(page, None)


def theirs(case: Case) -> None:
    """Body and metadata in trafilatura's usual manner."""
    trafilatura.bare_extraction(case.html, url=case.url or None, with_metadata=True, include_comments=False)


def seconds_of(read: Callable[[Case], None], case: Case) -> float:
    started = time.process_time()
    read(case)
    return time.process_time() - started


def seconds(cases: Sequence[Case]) -> list[tuple[float, float]]:
    """CPU seconds of us and of trafilatura for each page."""
    for case in cases[-WARMING:]:
        ours(case)
        theirs(case)
    return [both(case, ours_first=at % 2 == 0) for at, case in enumerate(cases)]


def both(case: Case, *, ours_first: bool) -> tuple[float, float]:
    if ours_first:
        us = seconds_of(ours, case)
        return us, seconds_of(theirs, case)
    them = seconds_of(theirs, case)
    return seconds_of(ours, case), them


def main(
    sets: Annotated[str, typer.Option(help=f"Comma-separated, of {', '.join(SETS)}.")] = ",".join(SETS),
    at_least: Annotated[float, typer.Option(help="Exit 1 where a set falls below this many times trafilatura.")] = 1.2,
) -> None:
    """Prints milliseconds a page of both readers and how many times the one is the other."""
    logging.disable(logging.CRITICAL)
    console = Console(width=100)
    table = Table("set", "pages", "kB a page", "ours, ms", "trafilatura, ms", "times", "slower on")
    fallen = False
    for name in sets.split(","):
        cases = SETS[name]()
        if not cases:
            console.print(f"{name}: no pages here (PORTALS_REAL)")
            continue
        taken = seconds(cases)
        us, them = (sum(side) for side in zip(*taken, strict=True))
        fallen = fallen or them < at_least * us
        size = sum(len(case.html) for case in cases) / len(cases) / 1000
        each = (f"{1000 * us / len(cases):.1f}", f"{1000 * them / len(cases):.1f}", f"{them / us:.2f}")
        slower = sum(mine > other for mine, other in taken)
        table.add_row(name, str(len(cases)), f"{size:.0f}", *each, f"{slower} pages")
    console.print(table)
    if fallen:
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
