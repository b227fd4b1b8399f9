"""Our reader beside the peers, on the same pages in the same run: `python -m benchmarks.reading`.

Peers live in an environment of their own (`benchmarks/peers.txt`); one that is not installed is left out by name.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.cases import IN_FIGURES, ROOT, SETS, Case, without_unprinted
from benchmarks.measures import Score, score
from benchmarks.mutation import redesigned
from benchmarks.peers import OURS, READERS, Reading

PEERS = ROOT / "build" / "peers"
"""Where `make bench-reading` installs the peers."""

_ATTEMPT_S = 900
_COLUMNS = ("title", "minute", "day", "wrong_day", "author_f1", "body_precision", "body_recall", "body_f1")


def python_of(reader: str, peers: Path) -> str | None:
    """The interpreter that has the reader; None where its environment is not there."""
    if reader in OURS:
        return sys.executable
    python = peers / "bin" / "python"
    return str(python) if python.exists() else None


def _attempt(python: str, reader: str, asked: Sequence[str]) -> tuple[list[Reading], str | None]:
    """The readings up to the first page that the reader dies of, and its last words."""
    worker = [python, "-m", "benchmarks.peers", reader]
    try:
        done = subprocess.run(
            worker, input="\n".join(asked), capture_output=True, text=True, timeout=_ATTEMPT_S, cwd=ROOT
        )
        out, last = done.stdout, (done.stderr.strip().splitlines() or ["died without a word"])[-1]
        failed = done.returncode != 0
    except subprocess.TimeoutExpired as late:
        out, last, failed = (late.stdout or b"").decode(), "timeout", True
    answers = [json.loads(line) for line in out.splitlines() if line.endswith("}")]
    readings = [Reading(**{**answer, "authors": tuple(answer["authors"])}) for answer in answers]
    return readings, last if failed else None


def readings_by(python: str, reader: str, cases: Sequence[Case], files: Sequence[Path]) -> list[Reading]:
    """One reading for each case; a page that the reader dies of has an empty one with its last words."""
    asked = [json.dumps({"url": case.url, "file": str(file)}) for case, file in zip(cases, files, strict=True)]
    readings: list[Reading] = []
    while len(readings) < len(asked):
        found, last_words = _attempt(python, reader, asked[len(readings) :])
        readings += found
        if last_words:
            readings.append(Reading(None, (), None, "", 0.0, last_words))
    return readings


def _quickest(passes: Sequence[Sequence[Reading]]) -> float:
    """CPU seconds for the pages, each as in its quickest pass."""
    return sum((min(reading.seconds for reading in page) for page in zip(*passes, strict=True)), 0.0)


def _written(cases: Sequence[Case], drills: tuple[str, ...], folder: Path) -> list[Path]:
    files = [folder / f"{at}.html" for at in range(len(cases))]
    for case, file in zip(cases, files, strict=True):
        file.write_bytes(redesigned(case.html, drills))
    return files


def rows(
    cases: Sequence[Case], readers: Sequence[str], drills: tuple[str, ...], peers: Path, times: int
) -> Iterator[tuple[str, Score, float] | tuple[str, str, None]]:
    """For each reader its score and pages a second; or why it was left out."""
    with tempfile.TemporaryDirectory() as folder:
        files = _written(cases, drills, Path(folder))
        for reader in readers:
            python = python_of(reader, peers)
            if python is None:
                yield (
                    reader,
                    f"not installed in {peers.relative_to(ROOT) if peers.is_relative_to(ROOT) else peers}",
                    None,
                )
                continue
            passes = [readings_by(python, reader, cases, files) for _ in range(times)]
            readings = passes[0]
            if all(reading.error for reading in readings):
                yield reader, readings[0].error or "", None
                continue
            read = sum(not reading.error for reading in readings)
            yield reader, score(cases, readings), read / _quickest(passes)


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _table(title: str, found: Sequence[tuple[str, Score, float]]) -> Table:
    table = Table(title=title)
    base = next((speed for reader, _, speed in found if reader == "trafilatura"), None)
    for heading in ("reader", *(name.replace("_", " ") for name in _COLUMNS), "failed", "pages/s", "× trafilatura"):
        table.add_column(heading, justify="left" if heading == "reader" else "right")
    for reader, result, speed in found:
        values = asdict(result)
        ratio = f"{speed / base:.1f}" if base else "–"
        table.add_row(reader, *(_cell(values[name]) for name in _COLUMNS), str(result.failed), f"{speed:.0f}", ratio)
    return table


def main(
    sets: Annotated[str, typer.Option(help=f"Comma-separated, of {', '.join(SETS)}.")] = "goldens,real",
    mutate: Annotated[str, typer.Option(help="The redesign drill: nometa, noclass or both, comma-separated.")] = "",
    readers: Annotated[str, typer.Option(help="Semicolon-separated; all where empty.")] = "",
    peers: Annotated[Path, typer.Option(help="Environment in which the peers are installed.")] = PEERS,
    times: Annotated[int, typer.Option(help="Passes over the pages, each in a new process; the quickest counts.")] = 3,
    json_file: Annotated[Path | None, typer.Option("--json", help="Writes the figures there too.")] = None,
) -> None:
    """Scores readers side by side."""
    console = Console(width=None if sys.stdout.isatty() else 160)
    drills = tuple(filter(None, mutate.split(",")))
    chosen = [name.strip() for name in readers.split(";") if name.strip()] or list(READERS)
    figures: dict[str, dict[str, object]] = {}
    for name in sets.split(","):
        cases = SETS[name]()
        if not cases:
            console.print(f"{name}: no pages here (PORTALS_REAL)")
            continue
        if "nometa" in drills and name in IN_FIGURES:
            asked = sum(case.published_at is not None for case in cases)
            cases = without_unprinted(cases)
            kept = sum(case.published_at is not None for case in cases)
            console.print(
                f"{name}: {asked - kept} of {asked} moments are printed nowhere on their page and are not asked for"
            )
        found = []
        for reader, result, speed in rows(cases, chosen, drills, peers, times):
            if isinstance(result, str) or speed is None:
                console.print(f"{name}: {reader} left out: {result}", markup=False)
            else:
                found.append((reader, result, speed))
        console.print(_table(f"{name}: {len(cases)} pages{' after ' + mutate if mutate else ''}", found))
        figures[name] = {reader: {**asdict(result), "pages_per_s": round(speed, 1)} for reader, result, speed in found}
    if json_file:
        json_file.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    typer.run(main)
