"""Faults drawn from a seed, and one case: a lake, a run that is struck, a plain run behind it, and what is wrong then."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from random import Random
from typing import Any

from tests.chaos.arm import OPS, Strike
from tests.chaos.disks import more_room, room
from tests.chaos.nursery import Ended, Nursery
from tests.chaos.scenes import Place, Scene

KINDS = (
    "kill", "term", "term softly", "torn", "commit", "full", "limit", "eio", "eio_on", "clock", "wait", "small disk",
)  # fmt: skip
"""Killed, ended by SIGTERM (at once; by an exception), a write of half of the bytes, killed right at a table's commit, no room from
there on, no file longer than so much, one error of the disk, nothing but errors, a clock that jumps, a second writer between, a disk (tmpfs) with little room."""
OPS_OF = {
    "torn": ("write",), "full": ("create", "write", "mkdir", "link"), "commit": ("link", "rename"),
}  # fmt: skip
WITHIN = ("torn", "full", "eio", "eio_on")
"""Kinds that are the answer to the call itself."""
KIND_OF = {"term softly": "term", "commit": "kill"}
CHANGING = tuple(name for name in OPS if name != "open")
JUMPS = (86_400, -86_400, -3_600)
DRAWS = 40
"""Draws for one fault until one strikes."""


def drawn(kind: str, rng: Random, places: Mapping[Place, int]) -> Strike:
    """A strike of a kind in a run that makes so many calls at these places: each place is as likely as another."""
    if kind == "small disk":
        return Strike("limit", room=rng.randint(4_000, 300_000))
    if kind == "limit":
        return Strike(kind, limit=rng.randint(200, 60_000))
    # Reading changes nothing: three of four strikes are at calls that do.
    ops = OPS_OF.get(kind) or rng.choice((CHANGING, CHANGING, CHANGING, ("open",)))
    op, part = rng.choice([p for p in places if p[0] in ops and (kind != "commit" or "/_delta_log/" in p[1])])
    name, softly = KIND_OF.get(kind, kind), kind == "term softly"
    nth, after = rng.randint(1, places[op, part]), kind not in WITHIN and rng.random() < 0.5
    return Strike(name, nth, after, (op,), part, clock_s=rng.choice(JUMPS) if kind == "clock" else 0, softly=softly)


def struck_cases(
    nursery: Nursery, scenes: list[Scene], folder: Path, kinds: list[str], seed: int, **more: str
) -> Iterator[tuple[str, list[str]]]:
    """One case for each kind, in turn over the scenes: what was struck, and what is wrong after. A draw that strikes
    nothing is drawn again and not counted. Raises LookupError where none of many does."""
    for number, kind in enumerate(kinds):
        scene, rng = scenes[number % len(scenes)], Random(f"{seed} {number}")
        for draw in range(DRAWS):
            case = folder / f"{number:03d}-{draw}"
            told = _struck(nursery, scene, case, kind, drawn(kind, rng, scene.places), more)
            if told is not None:
                yield told
                if not told[1]:
                    shutil.rmtree(case)
                break
            shutil.rmtree(case)
        else:
            raise LookupError(f"no {kind} of {DRAWS} struck a run of {scene.name}")


def _struck(
    nursery: Nursery, scene: Scene, case: Path, kind: str, strike: Strike, more: dict[str, str]
) -> tuple[str, list[str]] | None:
    with room(scene, case, strike.room) if strike.room else nullcontext():
        return _case(nursery, scene, case, kind, strike, more)


def _case(
    nursery: Nursery, scene: Scene, case: Path, kind: str, strike: Strike, more: dict[str, str]
) -> tuple[str, list[str]] | None:
    scene.put(nursery, case)
    other = scene.run(case, "other", **more) if strike.kind == "wait" else None
    ended, struck = nursery.strike(scene.run(case, "struck", **more), strike, case, other)
    if not struck.where:
        return None
    what = f"{case.name} {scene.name}: {kind} {struck.where}"
    wrong = [f"the second writer ended with {one.status}: {one.told[-3000:]}" for one in ended[1:] if one.status]
    if strike.kind == "kill" and ended[0].status != -9:
        wrong.append(f"it was not killed: {ended[0]}")
    if strike.room:
        more_room(case)
    return what, [*wrong, *after(nursery, scene, case, more)]


def after(nursery: Nursery, scene: Scene, case: Path, more: dict[str, str]) -> list[str]:
    """What is wrong with a lake after a plain run over it: nothing, where it equals that of an undisturbed run."""
    (again,) = nursery.do(scene.run(case, "again", **more))
    if again.status:
        return [f"the run after it ended with {again.status}: {again.told[-3000:]}"]
    (seen,) = nursery.do(scene.look(case, "again"))
    return differences(scene.wanted or {}, seen)


def differences(wanted: dict[str, Any], seen: Ended) -> list[str]:
    """What `jobs.look` saw and should not have."""
    if seen.status:
        return [f"the lake could not be looked at: {seen.told[-3000:]}"]
    found: list[str] = []
    for name, value in wanted.items():
        there = seen.result[name]
        if name == "urls" and set(value) <= set(there):
            continue
        if there != value:
            lost = sorted(set(value) - set(there)) if isinstance(value, list) else value
            more = sorted(set(there) - set(value)) if isinstance(value, list) else there
            found.append(f"{name}: lost {lost}, more {more}")
    return found
