"""Lakes before a run, the run, and what is in them after one that nothing disturbed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from simulator import Simulator
from tests.chaos.arm import Strike
from tests.chaos.nursery import Nursery, Order
from tests.s3 import BUCKET

Place = tuple[str, str]
"""Kind of I/O call (of OPS), and a part of a path."""
PORTAL = "halong"
ARTICLES = 14


@dataclass(frozen=True)
class Scene:
    """before: the lake that a case copies; None: there is none yet. run: order of the run, for the folder of a case."""

    name: str
    before: Path | None
    job: str
    arguments: dict[str, Any]
    moments: bool
    places: Mapping[Place, int] = field(default_factory=dict)
    """How many calls an undisturbed run makes at each place."""
    wanted: dict[str, Any] | None = None
    """What `jobs.look` sees after it."""

    store: Mapping[str, str] = field(default_factory=dict)
    """Options of the object store in which the lakes lie; empty on disk."""

    def lake(self, case: Path) -> dict[str, str]:
        """Where the lake of a case lies, as the jobs take it."""
        return {"lake": f"s3://{BUCKET}/{case.name}" if self.store else str(case / "lake"), **self.store}

    def run(self, case: Path, run_id: str, **more: str) -> Order:
        """The order for the lake of a case."""
        where = {**self.lake(case), "PORTALS_BUDGET_DIR": str(case / "budget")}
        return self.job, {**self.arguments, **where, "run_id": run_id, **more}

    def look(self, case: Path, run_id: str) -> Order:
        """The order to look at it."""
        return "look", {**self.lake(case), "run_id": run_id, "moments": self.moments}

    def put(self, nursery: Nursery, case: Path) -> Path:
        """The folder of a case, with the lake as it is before the run."""
        case.mkdir(parents=True, exist_ok=True)
        if self.before is not None and self.store:
            well(nursery, ("brought", {"source": str(self.before), **self.lake(case)}))
        elif self.before is not None:
            shutil.copytree(self.before, case / "lake")
        return case


@contextmanager
def scenes(nursery: Nursery, folder: Path, seed: int = 7) -> Iterator[dict[str, Scene]]:
    """first: an empty lake. again: a lake one run old, whose portal has new, edited, moved and removed articles since.
    files: pages of that first run, as WARC files, brought into an empty lake."""
    with Simulator(articles=ARTICLES, seed=seed) as portal:
        host, port = portal.address
        ingest = {"portal": PORTAL, "PORTALS_SIMULATOR": f"{host}:{port}"}
        first = Scene("first", None, "ingest", ingest, moments=False)
        old = first.put(nursery, folder / "old")
        well(nursery, first.run(old, "old"))
        portal.world.edit(PORTAL, 3)
        portal.world.remove(PORTAL, n=1)
        portal.world.move(PORTAL, n=1)
        portal.world.publish(PORTAL, 3)
        files = folder / "pages"
        shutil.copytree(old / "lake" / "archive" / PORTAL, files)
        source = max(files.glob("*.warc.gz"), key=lambda path: path.stat().st_size)
        made = (
            first,
            replace(first, name="again", before=old / "lake"),
            Scene("files", None, "backfill", {"source": str(source)}, moments=True),
        )
        yield {scene.name: _calm(nursery, scene, folder / scene.name) for scene in made}


def _calm(nursery: Nursery, scene: Scene, folder: Path) -> Scene:
    """The scene with what an undisturbed run makes of it; twice, since what differs between two calm runs is no fault."""
    looks, trace = [], folder / "trace"
    for number in "12":
        case = scene.put(nursery, folder / number)
        trace.unlink(missing_ok=True)
        (ended,), _ = nursery.strike(scene.run(case, "calm"), Strike("count", trace=str(trace)), case)
        assert ended.status == 0, ended.told
        looks.append(well(nursery, scene.look(case, "calm")))
    assert looks[0] == looks[1]
    calls = [(op, path) for op, _, path in (line.partition(" ") for line in trace.read_text().splitlines())]
    places = {(op, _part(path)) for op, path in calls}
    counts = {(op, part): sum(op == o and part in path for o, path in calls) for op, part in sorted(places)}
    return replace(scene, places=counts, wanted=looks[0])


def _part(path: str) -> str:
    """What a path of a case has in common with others of its sort: the table's log or data, or the folder."""
    found = re.match(r"/lake/\w+/(_delta_log/|portal=)|/lake/[^/]+|/\w+|", path)
    return found[0] if found else ""


def well(nursery: Nursery, order: Order) -> Any:
    """What a job returns that has to end well."""
    (ended,) = nursery.do(order)
    assert ended.status == 0, ended.told
    return ended.result
