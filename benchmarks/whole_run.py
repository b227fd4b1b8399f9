"""What part of a whole run is validation: `python -m benchmarks.whole_run [--articles 60]`.

The main job over five simulated portals, from the first feed to the last commit, twice into lakes of their own: the first run pays for
imports and for Prefect's temporary server, the second is measured. The simulator declares no politeness, so that a live run, which
waits 2 s before each request, spends a far smaller part on validation.
"""

from __future__ import annotations

import logging
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any
from unittest.mock import patch

import typer

from benchmarks.gate import peak_mb


class Clock:
    """Adds up what calls of functions took, in whatever threads: wall clock, CPU of the calling thread, calls, rows."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0
        self.calls = self.rows = 0
        self._lock = threading.Lock()

    def timed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, on this clock; its first argument is the table that it judges."""

        def called(*arguments: Any, **named: Any) -> Any:
            wall, cpu = time.perf_counter(), time.thread_time()
            result = function(*arguments, **named)
            with self._lock:
                self.wall += time.perf_counter() - wall
                self.cpu += time.thread_time() - cpu
                self.calls, self.rows = self.calls + 1, self.rows + arguments[0].num_rows
            return result

        return called


@contextmanager
def clocked() -> Iterator[tuple[Clock, Clock]]:
    """(batches before their suites, the lake before its suite) of the runs within."""
    from tasks import check_lake, validate

    batches, lake = Clock(), Clock()
    with (
        patch.object(validate, "check_batch", batches.timed(validate.check_batch)),
        patch.object(check_lake, "check", lake.timed(check_lake.check)),
    ):
        yield batches, lake


def run(lake: Path) -> None:
    """The main job into a lake. Raises AssertionError where it did not end well."""
    from flows.ingest import ingest

    state = ingest(lake=str(lake), return_state=True)
    if not state.is_completed():
        raise AssertionError(state.message)


def main(articles: Annotated[int, typer.Option(help="Articles of each simulated portal.")] = 60) -> None:
    """Prints the figures."""
    from simulator import Simulator

    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory() as folder, Simulator(articles, seed=5) as simulator:
        host, port = simulator.address
        os.environ["PORTALS_SIMULATOR"] = f"{host}:{port}"
        run(Path(folder, "first"))
        with clocked() as (batches, lake):
            wall, cpu = time.perf_counter(), time.process_time()
            run(Path(folder, "second"))
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    spent, used = batches.wall + lake.wall, batches.cpu + lake.cpu
    print(f"whole run, five portals, {batches.rows} rows: {wall:.1f} s (cpu {cpu:.1f}), peak {peak_mb():.0f} MB")
    print(
        f"validation: {batches.calls} batches {batches.wall:.2f} s, the lake {lake.wall:.2f} s; at most {spent / wall:.1%} of the run's"
        f" time, {used / cpu:.1%} of its CPU"
    )


if __name__ == "__main__":
    typer.run(main)
