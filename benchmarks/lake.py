"""Whether a landing costs the same whatever the lake holds: `python -m benchmarks.lake [--articles 1000000 --folder F --repeat N]`.

500 new articles of five portals are landed into a lake of 10,000 and into a larger one, with as many rows for each portal and month
and more months. Exit status 1 where the larger one takes more than 1.5 times the time or the bytes, or 600 MB of memory, or where
a column of one portal and month is not read from its own files alone. The lakes in F are made once and used again.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from benchmarks.cases import Case, goldens, real_pages
from benchmarks.lake_landing import ARTICLES, bytes_moved
from benchmarks.lake_made import NEWEST, PORTALS, fill, year_month
from data_lake.delta import dataset_of, existing
from data_lake.lake import Lake, open_lake
from data_lake.publish import publish
from data_lake.tables import Term, rows_of
from portals.read import article_on
from portals.registry import portal_of
from schemas.article import MONTH, READINGS
from schemas.columns import table_of
from schemas.errors import ReadingFailed
from schemas.outcome import Report
from schemas.page import Page

PER_MONTH = 1_000
SMALL = 10_000
MOST_RATIO, MOST_BYTES = 1.5, 600_000_000
Landing = dict[str, Any]


def lake_of(folder: Path, articles: int) -> Path:
    """The lake with so many articles in `folder`, made where it is not there yet."""
    path = folder / f"lake-{articles}"
    if not path.exists():
        unfinished = folder / f"making-{articles}"
        shutil.rmtree(unfinished, ignore_errors=True)
        began = time.perf_counter()
        months = articles // (PER_MONTH * len(PORTALS))
        fill(open_lake(str(unfinished)), months, PER_MONTH, np.random.default_rng(articles))
        unfinished.rename(path)
        print(f"made a lake of {articles:,} in {time.perf_counter() - began:.0f} s")
    return path


@contextmanager
def lent(path: Path) -> Iterator[Path]:
    """A copy of a lake to write to. Its files are links: a lake's file is never changed, only replaced."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder) / "lake"
        shutil.copytree(path, copy, copy_function=os.link)
        yield copy


def landed(path: Path) -> Landing:
    """The costs of one landing into a copy of the lake; see `benchmarks.lake_landing`."""
    with lent(path) as copy:
        words = [sys.executable, "-m", "benchmarks.lake_landing", str(copy)]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
    said: Landing = json.loads(done.stdout)
    costs = said["costs"].values()
    said["costs"]["whole"] = {name: sum(one[name] for one in costs) for name in ("cpu", "wall", "read", "written")}
    return said


def best(landings: list[Landing]) -> Landing:
    """The least of each figure: what the machine's other work adds is not the landing's."""
    stages = landings[0]["costs"]
    costs = {
        stage: {name: min(one["costs"][stage][name] for one in landings) for name in stages[stage]} for stage in stages
    }
    return {"costs": costs, "peak": max(one["peak"] for one in landings)}


def compared(small: Landing, large: Landing, articles: int) -> list[str]:
    """Prints both landings and their ratios; what is too much."""
    print(f"landing {ARTICLES} new articles into a lake of {SMALL:,} and of {articles:,} (least of all repeats):")
    for stage in small["costs"]:
        one, other = small["costs"][stage], large["costs"][stage]
        moved = [cost["read"] + cost["written"] for cost in (one, other)]
        print(
            f"  {stage:8} cpu {one['cpu']:.2f} -> {other['cpu']:.2f} s ({other['cpu'] / one['cpu']:.2f}x), "
            f"wall {one['wall']:.2f} -> {other['wall']:.2f} s, read+written {moved[0] / 1e6:.2f} -> {moved[1] / 1e6:.2f} MB "
            f"({moved[1] / moved[0]:.2f}x)"
        )
    print(f"  peak of memory {small['peak'] / 1e6:.0f} -> {large['peak'] / 1e6:.0f} MB")
    one, other = small["costs"]["whole"], large["costs"]["whole"]
    moved = [cost["read"] + cost["written"] for cost in (one, other)]
    wrong = [f"{other['cpu'] / one['cpu']:.2f} times the time"] if other["cpu"] > MOST_RATIO * one["cpu"] else []
    wrong += [f"{moved[1] / moved[0]:.2f} times the bytes"] if moved[1] > MOST_RATIO * moved[0] else []
    return wrong + ([f"{large['peak'] / 1e6:.0f} MB of memory"] if large["peak"] > MOST_BYTES else [])


def scanned(lake: Lake, column: str = "title") -> list[str]:
    """Reads a column of one portal and month and prints from which files; what is wrong with that."""
    where: list[Term] = [("portal", "=", PORTALS[0]), (MONTH, "=", year_month(NEWEST))]
    table = existing(lake, "articles")
    if table is None:
        return ["there are no articles"]
    files = [fragment.path for fragment in dataset_of(lake, "articles", table, where).get_fragments()]  # type: ignore[attr-defined]  # not in the stubs
    size = sum((Path(lake.table("articles")) / one).stat().st_size for one in files)
    before = bytes_moved()[0]
    rows = rows_of(lake, "articles", table, [column], where).num_rows
    read = bytes_moved()[0] - before
    total = len(table.file_uris())
    print(
        f"{column} of {PORTALS[0]} in {year_month(NEWEST)}: {rows:,} values from {len(files)} of {total} files, {read:,} of their {size:,} bytes read"
    )
    mine = f"portal={PORTALS[0]}/{MONTH}={year_month(NEWEST)}/"
    return ["a scan reads other files too"] if read > size or any(mine not in one for one in files) else []


def sizes(name: str, cases: list[Case]) -> None:
    """Prints what an article takes in Parquet, and the ratio to its HTML. All in one partition, as those of a month are."""
    articles, html = [], 0
    at = datetime(2026, 11, 1, tzinfo=UTC)
    for i, case in enumerate(cases):
        moment = at + timedelta(seconds=i)
        page = Page(url=case.url, final_url=case.url, status=200, headers=(), payload=case.html, captured_at=moment)
        try:
            read = article_on(page, portal_of(case.url))
        except ReadingFailed:
            continue
        articles.append(replace(read, portal=name, published_at=moment))
        html += len(case.html)
    if not articles:
        return
    with tempfile.TemporaryDirectory() as folder:
        report = Report(suite="articles", evaluated=len(articles))
        publish(open_lake(folder), table_of(articles, READINGS), report, "sizes", at)
        for table in ("articles", "revisions"):
            size = sum(path.stat().st_size for path in (Path(folder) / table).rglob("*.parquet"))
            each, raw = size / len(articles), html / len(articles)
            print(
                f"{table} of {len(articles)} {name} pages: {each:,.0f} bytes of Parquet an article, "
                f"{raw:,.0f} of raw HTML, 1 to {raw / each:.0f}"
            )


def main(
    articles: Annotated[int, typer.Option(help="Of the larger lake; a multiple of 5,000.")] = 50_000,
    folder: Annotated[Path | None, typer.Option(help="Where the lakes are kept for another time.")] = None,
    repeat: Annotated[int, typer.Option(help="Landings into each.")] = 3,
) -> None:
    """Prints all figures; exit status 1 where one is too much."""
    with tempfile.TemporaryDirectory() as passing:
        where = folder or Path(passing)
        where.mkdir(parents=True, exist_ok=True)
        small, large = lake_of(where, SMALL), lake_of(where, articles)
        # In turns, so that what else the machine does falls on both.
        both = [(landed(small), landed(large)) for _ in range(repeat)]
        wrong = compared(best([one for one, _ in both]), best([other for _, other in both]), articles)
        wrong += scanned(open_lake(str(large), create=False))
    sizes("real", real_pages())
    sizes("golden", goldens())
    for one in wrong:
        print(f"too much: {one}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    typer.run(main)
