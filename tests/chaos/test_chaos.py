"""Runs that are struck at an I/O call and done again leave the lake of an undisturbed run.

`make soak`: CHAOS_RUNS faults (300), drawn from CHAOS_SEED (printed; drawn where it is not set), and CHAOS_FLOWS (25) through a
real flow. Each is one that did strike.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from random import randrange

import pytest

from tests.chaos.cases import KINDS, differences, struck_cases
from tests.chaos.disks import may_mount
from tests.chaos.lines import KINDS as LINES
from tests.chaos.lines import cut_cases, over_line
from tests.chaos.nursery import Nursery
from tests.chaos.scenes import Scene
from tests.s3 import s3_server

SHORT = 25
SHORT_SEED = 20241
EVERYWHERE = tuple(kind for kind in KINDS if kind != "small disk")
"""Kinds that need no leave of the machine's."""
IN_FLOWS = ("kill", "term", "commit", "torn", "full", "eio")


def told(cases: Iterator[tuple[str, list[str]]]) -> Counter[str]:
    """Cases by kind, each printed. Fails with what is wrong with any."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for what, faults in cases:
        print(what, *faults, sep="\n    ", flush=True)
        counts[re.split(r": | (?:before|after) ", what)[1]] += 1
        wrong += [f"{what}\n    {fault}" for fault in faults]
    print(sum(counts.values()), "struck:", dict(counts))
    assert not wrong, "\n".join(wrong)
    return counts


def seeded(name: str) -> int:
    """CHAOS_SEED or a drawn one, printed."""
    seed = int(os.environ.get("CHAOS_SEED") or randrange(10**9))
    print(f"{name}: CHAOS_SEED={seed}")
    return seed


@pytest.mark.timeout(1200)
def test_twenty_five_faults(nursery: Nursery, played: list[Scene], tmp_path: Path) -> None:
    kinds = list(islice(cycle(EVERYWHERE), SHORT))
    counts = told(struck_cases(nursery, played, tmp_path, kinds, SHORT_SEED))
    assert set(counts) == set(EVERYWHERE)


@pytest.mark.parametrize("harm", ["article", "doubled", "archive", "open"])
def test_a_lake_that_is_not_right_is_found_out(
    nursery: Nursery, played: list[Scene], tmp_path: Path, harm: str
) -> None:
    scene = played[1]
    case = scene.put(nursery, tmp_path / "case")
    (ran,) = nursery.do(scene.run(case, "again"))
    assert ran.status == 0, ran.told
    nursery.do(("harm", {"lake": str(case / "lake"), "harm": harm}))
    (seen,) = nursery.do(scene.look(case, "again"))
    assert differences(scene.wanted or {}, seen) != []


@pytest.mark.soak
def test_three_hundred_faults(nursery: Nursery, played: list[Scene], tmp_path: Path) -> None:
    seed, runs = seeded("on disk and in the store"), int(os.environ.get("CHAOS_RUNS", "300"))
    lines = runs // 10
    mounts = may_mount(tmp_path / "disk")
    kinds = list(islice(cycle(KINDS if mounts else EVERYWHERE), runs - lines))
    counts = told(struck_cases(nursery, played, tmp_path / "cases", kinds, seed))
    with s3_server() as server:
        stored = [over_line(nursery, scene, server, tmp_path) for scene in played]
        counts += told(cut_cases(nursery, stored, server, tmp_path, list(islice(cycle(LINES), lines)), seed))
    print(f"in all {sum(counts.values())} faults, seed {seed}", "" if mounts else "; no tmpfs may be mounted here")
    assert sum(counts.values()) == runs


@pytest.mark.soak
@pytest.mark.flow
def test_twenty_five_faults_of_real_flows(nursery: Nursery, played: list[Scene], tmp_path: Path) -> None:
    from flows.server import prefect_server

    seed, runs = seeded("flows"), int(os.environ.get("CHAOS_FLOWS", "25"))
    home = tmp_path / "prefect"
    with prefect_server(log=tmp_path / "server.log", env={"PREFECT_HOME": str(home)}) as api:
        more = {"PREFECT_API_URL": api, "PREFECT_HOME": str(home), "PREFECT_LOGGING_LEVEL": "WARNING"}
        flowing = [replace(scene, job="flow") for scene in played if scene.job == "ingest"]
        kinds = list(islice(cycle(IN_FLOWS), runs))
        counts = told(struck_cases(nursery, flowing, tmp_path / "cases", kinds, seed, **more))
    shutil.rmtree(home, ignore_errors=True)
    assert sum(counts.values()) == runs
