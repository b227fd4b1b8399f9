"""What the gate costs: `python -m benchmarks.gate [--rows 10000 100000]`. Time a row, fixed time a run of five portals, peak memory.

A calibration loop is timed beside, for machines and their neighbours differ: a quiet core does it in about 0.05 s.
"""

from __future__ import annotations

import random
import resource
import sys
import time
import timeit
from typing import Annotated

import pyarrow as pa
import typer

DIFFERENT = 2_000
"""Made readings; more rows are these again under ids of their own."""


def table_of(rows: int) -> pa.Table:
    """So many rows: made readings, repeated with other ids where more are asked for than are made."""
    from schemas.article import READINGS
    from tests.gate.clean import hex_of, sized_batch

    made = sized_batch(3, min(rows, DIFFERENT)).table()
    rng = random.Random(1)
    parts = []
    for start in range(0, rows, made.num_rows):
        part = made.slice(0, rows - start)
        own = {
            "article_id": [hex_of(start, i) for i in range(part.num_rows)],
            "capture_id": [hex_of("c", start, i) for i in range(part.num_rows)],
            "view_count": [rng.randint(0, 9) for _ in range(part.num_rows)],
        }
        for name, values in own.items():
            place = READINGS.get_field_index(name)
            part = part.set_column(place, READINGS.field(name), pa.array(values, READINGS.field(name).type))
        parts.append(part)
    return pa.concat_tables(parts).combine_chunks()


def peak_mb() -> float:
    """Highest resident set of this process so far (Linux counts kilobytes, macOS bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def main(
    rows: Annotated[list[int] | None, typer.Option(help="Rows of a batch; may be given several times.")] = None,
) -> None:
    """Prints the figures."""
    begun = time.perf_counter()
    from expectations.check import check_batch
    from tests.gate.clean import sized_batch

    print(f"import {time.perf_counter() - begun:.1f} s (once a process)")
    print(
        f"calibration {min(timeit.repeat('sum(i * i for i in range(1_000_000))', number=1, repeat=3)):.3f} s (0.05 on a quiet core)"
    )
    small = [sized_batch(seed, 8) for seed in range(5)]
    tables = [made.table() for made in small]
    for run in ("first", "second"):
        begun = time.perf_counter()
        for made, table in zip(small, tables, strict=True):
            check_batch(table, made.context)
        print(f"fixed: {run} run of five portals with 8 rows each {time.perf_counter() - begun:.2f} s")
    context = sized_batch(3, 1).context
    for count in rows or [1_000, 10_000, 100_000]:
        table = table_of(count)
        before, begun, used = peak_mb(), time.perf_counter(), time.process_time()
        report = check_batch(table, context)
        wall, cpu = time.perf_counter() - begun, time.process_time() - used
        cost = f"{wall:.2f} s, {1000 * wall / count:.3f} ms a row (cpu {1000 * cpu / count:.3f})"
        print(
            f"{count:>7} rows: {cost}, {len(report.checked)} expectations, peak {peak_mb():.0f} MB ({before:.0f} before)",
            flush=True,
        )


if __name__ == "__main__":
    typer.run(main)
