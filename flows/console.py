"""What a person at a terminal sees of a run: progress while it lasts, a table of fates at its end."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from data_lake.lake import Lake
from data_lake.ledger import fates
from schemas.revision import FATES
from tasks.job import round_name
from tasks.progress import LOGGER


class _Bars(logging.Handler):
    """Progress records as one bar for each portal and stage."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress
        self.bars: dict[tuple[str, str], TaskID] = {}

    def emit(self, record: logging.LogRecord) -> None:
        known = getattr(record, "progress", None)
        if known is None:
            self.progress.console.print(record.getMessage())
            return
        portal, stage, done, total = known
        if (portal, stage) not in self.bars:
            self.bars[portal, stage] = self.progress.add_task(f"{portal} {stage}", total=total)
        self.progress.update(self.bars[portal, stage], completed=done, total=total if total is not None else done)


def _worth_a_line(record: logging.LogRecord) -> bool:
    """Where there is no terminal: each stage's end, and every fiftieth item before it."""
    _, _, done, total = getattr(record, "progress", (None, None, 0, 0))
    return bool(done == total or done % 50 == 0)


@contextmanager
def showing_progress() -> Iterator[None]:
    """Show the stages' progress: bars on a terminal, plain lines elsewhere."""
    console = Console()
    LOGGER.propagate = False
    if console.is_terminal:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=console) as progress, _handling(_Bars(progress)):
            yield
    else:
        plain = logging.StreamHandler()
        plain.setFormatter(logging.Formatter("%(message)s"))
        plain.addFilter(_worth_a_line)
        with _handling(plain):
            yield


@contextmanager
def _handling(handler: logging.Handler) -> Iterator[None]:
    LOGGER.addHandler(handler)
    try:
        yield
    finally:
        LOGGER.removeHandler(handler)


def fates_table(counts: dict[str, dict[str, int]], title: str) -> Table:
    """portal x discovered and every fate; the last row is the sum."""
    used = [fate for fate in FATES if any(row.get(fate) for row in counts.values())]
    table = Table(title=title, title_justify="left")
    table.add_column("portal")
    for name in ("discovered", *used):
        table.add_column(name, justify="right")
    total: dict[str, int] = {}
    for portal, row in sorted(counts.items()):
        table.add_row(portal, str(sum(row.values())), *(str(row.get(fate, 0)) for fate in used))
        for fate, count in row.items():
            total[fate] = total.get(fate, 0) + count
    table.add_section()
    table.add_row("all", str(sum(total.values())), *(str(total.get(fate, 0)) for fate in used))
    return table


def _rounds(run_id: str) -> Iterator[str]:
    return (round_name(run_id, number) for number in range(1, sys.maxsize))


def summary(lake: Lake, run_id: str, state: Any) -> int:
    """Print the run's table (of a replay: each round's) from the ledger and say what failed; the process's exit status."""
    console = Console(width=None if sys.stdout.isatty() else 160, soft_wrap=True)
    rounds = takewhile(lambda one: one[1] or one[0] == run_id, ((name, fates(lake, name)) for name in _rounds(run_id)))
    failed = 0
    for name, counts in rounds:
        console.print(fates_table(counts, f"run {name}"))
        failed += sum(row.get("failed", 0) for row in counts.values())
    if not state.is_completed():
        console.print(f"run failed: {state.message}", markup=False)
        return 1
    if failed:
        console.print(f"{failed} failed; `python -m data_lake explain URL` tells each one's story")
        return 1
    return 0
