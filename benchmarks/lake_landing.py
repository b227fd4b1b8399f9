"""What it costs to land 500 new articles, stage by stage: `python -m benchmarks.lake_landing FOLDER` prints it as JSON.

A process of its own, so that its peak of memory is that of landing. Pages and readings are made before anything is measured.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa

from benchmarks.cases import goldens, real_pages
from benchmarks.lake_made import NEWEST, PORTALS, ledger_for, readings
from data_lake import staging
from data_lake.archive import writer
from data_lake.lake import Lake, open_lake
from data_lake.publish import publish
from data_lake.sealing import seal
from data_lake.tables import append
from schemas.columns import table_of
from schemas.outcome import Report
from schemas.page import CAPTURES, Page

ARTICLES = 500
Costs = dict[str, dict[str, float]]
"""Stage -> cpu (seconds of this process), wall (seconds), read and written (bytes)."""


def bytes_moved() -> tuple[int, int]:
    """Bytes that this process has read and written so far, whether or not from a cache (Linux)."""
    said = dict(line.split(": ") for line in Path("/proc/self/io").read_text("ascii").splitlines())
    return int(said["rchar"]), int(said["wchar"])


def peak_of_memory() -> int:
    """Most bytes that this process has had resident (Linux). `getrusage` would count what its parent had, too."""
    said = Path("/proc/self/status").read_text("ascii").partition("VmHWM:")[2]
    return int(said.split()[0]) * 1024


@contextmanager
def counted(costs: Costs, stage: str) -> Iterator[None]:
    """Adds what the block costs to a stage."""
    before, cpu, wall = bytes_moved(), time.process_time(), time.perf_counter()
    yield
    after = bytes_moved()
    kept = costs.setdefault(stage, {"cpu": 0, "wall": 0, "read": 0, "written": 0})
    kept["cpu"] += time.process_time() - cpu
    kept["wall"] += time.perf_counter() - wall
    kept["read"] += after[0] - before[0]
    kept["written"] += after[1] - before[1]


def land(lake: Lake, portal: str, rows: pa.Table, pages: list[Page], costs: Costs) -> None:
    """What a run does with a portal's pages once it has them, but for reading and judging: archive, then tables."""
    run = f"bench-{portal}"
    with counted(costs, "archive"), writer(lake, portal, run, "file") as out:
        kept = [
            out.append(page, kind="article", channel="rss", source="bench", place=i) for i, page in enumerate(pages)
        ]
    place = rows.schema.get_field_index("capture_id")
    rows = rows.set_column(place, rows.schema.field(place), pa.array([one.capture_id for one in kept]))
    with counted(costs, "tables"):
        append(lake, "captures", table_of(kept, CAPTURES))
        staged = staging.put(lake, run, portal, 0, rows)
        publish(
            lake,
            staging.take(lake, [staged]),
            Report(suite="articles", evaluated=rows.num_rows),
            run,
            datetime.now(UTC),
        )
        append(lake, "ledger", ledger_for(rows, run))
        staging.clear(lake, run, portal)


def pages_for(rows: pa.Table) -> list[Page]:
    """A page for each reading: the real pages in turn (goldens, which are small, where there are none), each with an
    address and a moment of its own."""
    bodies = [case.html for case in real_pages() or goldens()]
    columns = ("url", "captured_at", "article_id")
    return [
        Page(
            url=url,
            final_url=url,
            status=200,
            headers=(("Content-Type", "text/html; charset=utf-8"),),
            payload=bodies[i % len(bodies)] + f"<!-- {article} -->".encode(),
            captured_at=at,
        )
        for i, (url, at, article) in enumerate(zip(*(rows.column(name).to_pylist() for name in columns), strict=True))
    ]


def main(folder: str) -> None:
    """Lands in every portal of the lake at `folder` and prints the costs."""
    lake, rng, costs = open_lake(folder, create=False), np.random.default_rng(), Costs()
    made = [(portal, readings(portal, NEWEST, ARTICLES // len(PORTALS), rng)) for portal in PORTALS]
    ready = [(portal, rows, pages_for(rows)) for portal, rows in made]
    for portal, rows, pages in ready:
        land(lake, portal, rows, pages, costs)
    with counted(costs, "seal"):
        seal(lake)
    sys.stdout.write(json.dumps({"costs": costs, "peak": peak_of_memory()}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
