"""Memory over many readings: `python -m benchmarks.memory [--pages 20000]`. Exit status 1 if it grows, or if a page reads differently.

The goldens and the real pages are read in turns, as of known portals and as of unknown hosts. The first part warms up: imports,
compiled patterns and the allocator's arenas; what the resident set is after it, it is to stay.
"""

from __future__ import annotations

import gc
import hashlib
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.cases import Case, goldens, real_pages
from portals.portal import Portal
from portals.read import article_on
from portals.registry import portal_of
from portals.saved import plain
from schemas.errors import ReadingFailed
from schemas.page import Page

_WARM_SHARE = 0.2
_STEPS = 20
_MOST_GROWTH_MB = 20.0
_NOW = datetime(2026, 3, 1, tzinfo=UTC)


def resident_mb() -> float:
    """Megabytes of this process in memory at this moment (Linux)."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


def digest_of(case: Case, portal: Portal | None) -> str:
    """sha256 of the reading as JSON, or the reason of a refusal."""
    page = Page(url=case.url, final_url=case.url, status=200, headers=(), payload=case.html, captured_at=_NOW)
    try:
        article = article_on(page, portal)
    except ReadingFailed as refused:
        return refused.reason
    return hashlib.sha256(json.dumps(plain(article), ensure_ascii=False).encode()).hexdigest()


def _turns(cases: list[Case]) -> Iterator[tuple[int, Case, Portal | None]]:
    """Each case as of its portal, then as of an unknown host, without end; numbered by what is to read the same."""
    ways = [(case, portal) for case in cases for portal in dict.fromkeys((portal_of(case.url), None))]
    return cycle((at, case, portal) for at, (case, portal) in enumerate(ways))


def measured(pages: int, cases: list[Case]) -> tuple[list[float], int]:
    """Resident megabytes after each step of the readings, and how many readings differed from the first of their kind."""
    first: dict[int, str] = {}
    resident, differing = [], 0
    for count, (at, case, portal) in enumerate(islice(_turns(cases), pages), 1):
        digest = digest_of(case, portal)
        differing += first.setdefault(at, digest) != digest
        if count % max(pages // _STEPS, 1) == 0:
            gc.collect()
            resident.append(resident_mb())
    return resident, differing


def growth_mb(resident: list[float]) -> float:
    """From the end of the warming part to the end: the highest of the last steps above the highest of the first ones."""
    warm = int(len(resident) * _WARM_SHARE)
    steady = resident[warm:]
    third = max(len(steady) // 3, 1)
    return max(steady[-third:]) - max(steady[:third])


def main(
    pages: Annotated[int, typer.Option(help="Readings in all.")] = 20_000,
    small: Annotated[bool, typer.Option(help="The goldens alone: quicker.")] = False,
) -> None:
    """Prints the resident set step by step, and what became of it."""
    cases = goldens() + ([] if small else real_pages())
    resident, differing = measured(pages, cases)
    growth = growth_mb(resident)
    print("resident MB: " + " ".join(f"{megabytes:.0f}" for megabytes in resident))
    print(f"{pages} readings of {len(cases)} pages: {growth:+.1f} MB after warming, {differing} read differently")
    sys.exit(1 if growth > _MOST_GROWTH_MB or differing else 0)


if __name__ == "__main__":
    typer.run(main)
