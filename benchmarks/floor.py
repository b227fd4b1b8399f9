"""The gate on reading: our scores may not fall below benchmarks/reading_floor.json. `python -m benchmarks.floor [--write]`."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.cases import IN_FIGURES, SETS, without_unprinted
from benchmarks.measures import score
from benchmarks.mutation import redesigned
from benchmarks.peers import Reading, reading_of

FLOOR = Path(__file__).parent / "reading_floor.json"

WAYS: dict[str, tuple[str, tuple[str, ...]]] = {
    "known layout": ("ours, known layout", ()),
    "generic": ("ours", ()),
    "generic, redesigned": ("ours", ("nometa", "noclass")),
}
"""Ways of reading a set: by which of our readers, after which drills."""

_LOWER_IS_BETTER = ("wrong_day", "failed")
_NOT_JUDGED = ("pages",)

Figures = dict[str, float]


def figures_of(name: str, way: str) -> Figures | None:
    """Our score on a set in one of the ways; None where the set is not here or the way has no meaning for it."""
    cases = SETS[name]()
    if not cases or (way == "known layout" and name != "goldens"):
        return None
    reader, drills = WAYS[way]
    if "nometa" in drills and name in IN_FIGURES:
        cases = without_unprinted(cases)
    readings: list[Reading] = [reading_of(reader, redesigned(case.html, drills), case.url) for case in cases]
    judged = {key: value for key, value in asdict(score(cases, readings)).items() if key not in _NOT_JUDGED}
    return {key: value for key, value in judged.items() if value is not None}


def below(floor: Figures, figures: Figures) -> list[str]:
    """What is worse than the floor, one line each. A measure of the floor that is no longer taken is worse, too."""
    found = []
    for key, least in floor.items():
        value = figures.get(key)
        sign = -1 if key in _LOWER_IS_BETTER else 1
        if value is None or sign * value < sign * least:
            found.append(f"{key} is {'not taken' if value is None else f'{value:.4f}'}, the floor is {least}")
    return found


def _as_floor(figures: Figures) -> Figures:
    """Rounded to the worse side, so that the same reading stays above it."""
    worse = {key: math.ceil if key in _LOWER_IS_BETTER else math.floor for key in figures}
    return {key: worse[key](value * 1000) / 1000 for key, value in figures.items()}


def raised(floor: Figures, figures: Figures) -> Figures:
    """The better of the floor and the present scores, measure by measure: a floor is only ever lowered by hand."""
    new = _as_floor(figures)
    better = {key: min if key in _LOWER_IS_BETTER else max for key in floor}
    return new | {key: better[key](least, new.get(key, least)) for key, least in floor.items()}


def main(write: Annotated[bool, typer.Option(help="Raise the floor to the present scores.")] = False) -> None:
    """Prints our scores and what is below the floor; exit status 1 if anything is."""
    floor = json.loads(FLOOR.read_text("utf-8")) if FLOOR.exists() else {}
    fallen = False
    for name in SETS:
        for way in WAYS:
            figures = figures_of(name, way)
            if figures is None:
                continue
            worse = below(floor.get(name, {}).get(way, {}), figures)
            fallen = fallen or bool(worse)
            print(f"{name}, {way}: " + ", ".join(f"{key} {value:.3f}" for key, value in figures.items()))
            print("".join(f"  BELOW: {line}\n" for line in worse), end="")
            floor.setdefault(name, {})[way] = raised(floor.get(name, {}).get(way, {}), figures)
    if write:
        FLOOR.write_text(json.dumps(floor, indent=1) + "\n", "utf-8")
    if fallen:
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
