"""What each stage costs our collector: CPU seconds per 1,000 pages, over the simulator's five portals (`benchmarks.collect` prints it).

Stages that ask the network are measured by their own thread's CPU time, since the simulator runs in the same process; the others by the
process's, since Delta and Arrow work in threads of their own.
"""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from data_lake import archive, tables
from data_lake.lake import open_lake
from portals.fetch import page_at
from portals.registry import portal_named, portals
from schemas.columns import table_of
from schemas.errors import FetchError
from schemas.page import CAPTURES, Link, Page
from simulator.server import Simulator
from tasks.discover import discover
from tasks.job import Job, Taken
from tasks.land import Ending, land
from tasks.parse import parse
from tasks.session import session_of
from tasks.validate import validate

T = TypeVar("T")
Costs = dict[str, float]
"""CPU seconds by stage."""
STAGES = ("discover", "fetch", "archive", "parse", "validate", "land")


def costs(articles: int) -> tuple[int, Costs]:
    """Pages that were taken of all portals, and what each stage cost for them."""
    spent = dict.fromkeys(STAGES, 0.0)
    logging.disable(logging.INFO)
    with Simulator(articles) as simulator, tempfile.TemporaryDirectory() as folder:
        jobs = [
            Job(
                run_id="bench", portal=slug, lake=folder, via="simulator", gateway=simulator.address, attachment_bytes=0
            )
            for slug in portals()
        ]
        return sum(_portal(job, spent) for job in jobs), spent


def _portal(job: Job, spent: Costs) -> int:
    found = _timed(spent, "discover", time.thread_time, lambda: discover.fn(job))
    wanted = [one for one in found.asked if one.fate is None]
    pages: list[tuple[int, Page]] = []

    def fetch() -> None:
        with session_of(job, portal_named(job.portal), manners=found.manners) as session:
            for place, asked in enumerate(wanted):
                with suppress(FetchError):  # some are forbidden by robots.txt, as on real portals
                    pages.append((place, page_at(asked.link.url, session)))

    _timed(spent, "fetch", time.thread_time, fetch)
    taken = _timed(
        spent, "archive", time.process_time, lambda: _kept(job, [(wanted[n].link, page) for n, page in pages])
    )
    parsed = _timed(spent, "parse", time.process_time, lambda: [parse.fn(job, taken, 0)])
    report = _timed(spent, "validate", time.process_time, lambda: validate.fn(job, parsed, [], "ingest", len(taken)))
    _timed(spent, "land", time.process_time, lambda: land.fn(job, parsed, report, Ending(taken=tuple(taken))))
    return len(taken)


def _kept(job: Job, pages: list[tuple[Link, Page]]) -> list[Taken]:
    lake, taken = open_lake(job.lake), list[Taken]()
    with archive.writer(lake, job.portal, job.run_id, job.via) as out:
        for place, (link, page) in enumerate(pages):
            capture = out.append(page, kind="article", channel="bench", source="bench", place=place)
            taken.append(Taken(link=link, capture=capture, channels=("bench",)))
    tables.append(lake, "captures", table_of([one.capture for one in taken], CAPTURES))
    return taken


def _timed(spent: Costs, stage: str, clock: Callable[[], float], work: Callable[[], T]) -> T:
    began = clock()
    done = work()
    spent[stage] += clock() - began
    return done
