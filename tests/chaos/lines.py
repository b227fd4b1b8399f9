"""Cases over an object store: the line to it is cut once in the middle of a run, for a moment or for a few seconds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.chaos.cases import after
from tests.chaos.nursery import Nursery
from tests.chaos.scenes import Scene, well
from tests.s3 import Line, options_for

KINDS = ("cut", "outage")
OUTAGE_S = 3.0


def over_line(nursery: Nursery, scene: Scene, server: str, folder: Path) -> tuple[Scene, int]:
    """The scene in the store, and how many bytes an undisturbed run sends and gets."""
    stored = replace(scene, store=options_for(server))
    case = stored.put(nursery, folder / f"calm-{scene.name}")
    with Line(server) as line:
        well(nursery, stored.run(case, "calm", AWS_ENDPOINT_URL=line.address))
    return stored, line.passed


def cut_cases(
    nursery: Nursery, scenes: list[tuple[Scene, int]], server: str, folder: Path, kinds: list[str], seed: int
) -> Iterator[tuple[str, list[str]]]:
    """One case for each kind: where the line was cut, and what is wrong after a plain run over a whole line."""
    for number, kind in enumerate(kinds):
        (scene, passed), rng = scenes[number % len(scenes)], Random(f"{seed} line {number}")
        case = scene.put(nursery, folder / f"line-{seed}-{number:03d}")
        with Line(server, rng.randrange(passed * 9 // 10), OUTAGE_S if kind == "outage" else 0) as line:
            (ended,) = nursery.do(scene.run(case, "struck", AWS_ENDPOINT_URL=line.address))
        what = (
            f"{case.name} {scene.name}: {kind} after {line.passed} of {passed} bytes; the run ended with {ended.status}"
        )
        wrong = [] if line.cuts == 1 else [f"the line was cut {line.cuts} times"]
        yield what, [*wrong, *after(nursery, scene, case, {})]
