"""Known layouts beside trafilatura with metadata, on the same pages in one process: `python -m benchmarks.layouts`.

All fields of an article are read. Sets: pages of the simulator (drawn anew, the seed is printed), bare and at live size, the saved
pages of the tests, and real pages whose content system a layout knows; a page that no layout knows is left out by count.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import SystemRandom
from typing import Annotated

import trafilatura
import typer
from rich.console import Console
from rich.table import Table

from benchmarks.cases import goldens, real_pages
from benchmarks.chrome import dressed
from portals.portal import Portal
from portals.read import article_on
from portals.registry import portal_named, portal_of
from schemas.errors import ReadingFailed
from schemas.page import Page
from simulator.render import article_html
from simulator.sites import SITES
from simulator.world import World

CAPTURED_AT = datetime(2026, 11, 22, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """A page and the portal whose layouts read it."""

    page: Page
    portal: Portal


def page_at(url: str, html: bytes) -> Page:
    headers = (("content-type", "text/html"),)
    return Page(url=url, final_url=url, status=200, headers=headers, payload=html, captured_at=CAPTURED_AT)


def simulated(seed: int, each: int) -> Iterator[Asked]:
    """Articles of every portal in the markup of every era."""
    world = World(articles=each, seed=seed)
    for slug, site in SITES.items():
        stories = list(world.stories(slug))
        for story in stories:
            html = article_html(site, story, stories, seed)
            yield Asked(page_at(story.url, html.encode()), portal_named(slug))


def saved() -> Iterator[Asked]:
    for case in goldens():
        portal = portal_of(case.url)
        if portal is not None:
            yield Asked(page_at(case.url, case.html), portal)


def in_chrome(pages: Iterable[Asked], seed: int) -> Iterator[Asked]:
    """The same articles on pages of live size."""
    for at, asked in enumerate(pages):
        html = dressed(asked.page.payload.decode(), seed + at)
        yield replace(asked, page=page_at(asked.page.url, html.encode()))


def real() -> Iterator[Asked]:
    """Real pages of sister sites on Hanoi's content system."""
    yield from (Asked(page_at(case.url, case.html), portal_named("hanoi")) for case in real_pages())


def by_layout(asked: Asked) -> bool:
    """Whether a layout reads the page."""
    try:
        return article_on(asked.page, asked.portal).layout not in ("generic", "text")
    except ReadingFailed:
        return False


def by_trafilatura(asked: Asked) -> None:
    trafilatura.bare_extraction(asked.page.payload, url=asked.page.url, with_metadata=True, include_comments=False)


def seconds(pages: list[Asked]) -> tuple[list[Asked], float, float]:
    """Pages that a layout knows, and the CPU time of the layouts and of trafilatura for them.

    Both read each page in turn and once only, as both remember what they have met. The slowest hundredth of each is scaled out:
    there a reader loads what it needs once and for all (trafilatura its names of months, for two seconds).
    """
    read, ours, theirs = [], [], []
    for asked in pages:
        started = time.process_time()
        is_known = by_layout(asked)
        between = time.process_time()
        by_trafilatura(asked)
        if is_known:
            read.append(asked)
            ours.append(between - started)
            theirs.append(time.process_time() - between)
    return read, without_slowest(ours), without_slowest(theirs)


def without_slowest(times: list[float]) -> float:
    """Seconds for all, as if the slowest hundredth took as long as the rest on average."""
    kept = sorted(times)[: len(times) - len(times) // 100]
    return sum(kept) * len(times) / len(kept) if kept else 0.0


def main(
    seed: Annotated[int, typer.Option(help="Of the simulator; drawn where it is 0.")] = 0,
    each: Annotated[int, typer.Option(help="Simulated articles of each portal.", min=4)] = 40,
    at_least: Annotated[
        float, typer.Option(help="Exit 1 where the simulator's pages fall below this many times trafilatura.")
    ] = 3.5,
    chrome: Annotated[
        float, typer.Option(help="The same for the simulator's pages in chrome of live size; 0 leaves these out.")
    ] = 10.0,
) -> None:
    """Prints pages a second of both readers and how many times the one is the other."""
    logging.disable(logging.CRITICAL)
    seed = seed or SystemRandom().randrange(1, 2**31)
    bare = list(simulated(seed, each))
    sets = {"simulator": bare, "saved pages": list(saved()), "real pages": list(real())}
    if chrome:
        sets["simulator, live size"] = list(in_chrome(bare, seed))
    seconds(list(simulated(seed + 1, 4)))
    table = Table("pages", "known", "of", "kB a page", "layouts/s", "trafilatura/s", "times", title=f"seed {seed}")
    ratios = {}
    for name, pages in sets.items():
        read, ours, theirs = seconds(pages)
        if not read:
            continue
        ratios[name] = theirs / ours
        size = sum(len(asked.page.payload) for asked in read) / len(read) / 1000
        speeds = (f"{len(read) / ours:.0f}", f"{len(read) / theirs:.0f}", f"{ratios[name]:.1f}")
        table.add_row(name, str(len(read)), str(len(pages)), f"{size:.1f}", *speeds)
    Console(width=100).print(table)
    if ratios["simulator"] < at_least or ratios.get("simulator, live size", chrome) < chrome:
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
