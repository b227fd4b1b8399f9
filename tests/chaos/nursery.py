"""A process that has imported everything once, and has a child for each job, with a strike or without.

`python -m tests.chaos.nursery ARM` reads one order a line from its input and answers each with a line. It has no threads of
its own when it forks, since those would not live on in a child.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.chaos.arm import Arm, Strike, aim, armed, fresh

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ended:
    """How a child ended: exit status as subprocess has it (-9: killed), what its job returned, what it wrote."""

    status: int
    result: Any
    told: str


@dataclass(frozen=True)
class Struck:
    """seen: calls counted. where: the call that was struck; empty where none was."""

    seen: int
    where: str


Order = tuple[str, dict[str, Any]]
"""A function of tests.chaos.jobs, and its arguments."""


class Nursery:
    """Has children; one order at a time. `limit_s` ends a child that does not end by itself."""

    def __init__(self, folder: Path, library: Path | None, limit_s: float = 300, **env: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._limit_s, arm = limit_s, fresh(folder / "arm")
        quiet = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore", "DO_NOT_TRACK": "1"}
        more = {"LD_PRELOAD": str(library), "CHAOS_ARM": str(arm)} if library else {}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.nursery", str(arm)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, **quiet, **env, **more},
        )  # fmt: skip

    def do(self, *orders: Order) -> list[Ended]:
        """Runs jobs, all at once, each in a child of its own."""
        ended, _ = self._ask(orders, None, None, "")
        return ended

    def strike(
        self, order: Order, strike: Strike, root: Path, other: Order | None = None
    ) -> tuple[list[Ended], Struck]:
        """Runs a job with a strike at what it does below `root`. other: the second writer, while the first waits."""
        ended, struck = self._ask([order], strike, other, str(root))
        assert struck is not None
        return ended, Struck(**struck)

    def close(self) -> None:
        """Ends it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)

    def _ask(
        self, orders: Sequence[Order], strike: Strike | None, other: Order | None, root: str
    ) -> tuple[list[Ended], dict[str, Any] | None]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        asked = {"orders": orders, "strike": strike and strike.said(), "other": other, "root": root}
        self._process.stdin.write(json.dumps({**asked, "limit_s": self._limit_s}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return [Ended(*one) for one in answer["ended"]], answer["struck"]


@dataclass
class _Child:
    pid: int
    pipe: int
    written: bytes = b""


def _born(name: str, arguments: dict[str, Any], arm: Arm | None, strike: Strike | None) -> _Child:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return _Child(pid, reading)
    try:
        os.close(reading)
        os.dup2(writing, 1)
        os.dup2(writing, 2)
        _live(name, arguments, arm, strike)
    finally:
        os._exit(70)


def _live(name: str, arguments: dict[str, Any], arm: Arm | None, strike: Strike | None) -> None:
    from tests.chaos import jobs

    try:
        if strike is not None and strike.limit:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (strike.limit, resource.RLIM_INFINITY))
        if strike is not None and strike.softly:
            signal.signal(signal.SIGTERM, jobs.terminated)
        if arm is not None:
            arm.pid = os.getpid()
        result = getattr(jobs, name)(**arguments)
        if arm is not None:
            arm.pid = 0
    except BaseException:  # noqa: BLE001 - whatever ended the job is told to the one who ordered it
        import traceback

        os.write(2, traceback.format_exc().encode())
        os._exit(1)
    os.write(1, b"\n\0" + json.dumps(result).encode())
    os._exit(0)


def _wait(children: list[_Child], limit_s: float, arm: Arm | None, other: Any) -> list[list[Any]]:
    until = time.monotonic() + limit_s
    others: list[list[Any]] = []
    open_pipes = {child.pipe: child for child in children}
    while open_pipes:
        if time.monotonic() > until:
            for child in open_pipes.values():
                os.kill(child.pid, signal.SIGKILL)
            until += limit_s
        for pipe in select.select(list(open_pipes), [], [], 0.01 if other else 1)[0]:
            data = os.read(pipe, 1 << 16)
            open_pipes[pipe].written += data
            if not data:
                os.close(pipe)
                del open_pipes[pipe]
        if other and arm is not None and arm.struck:
            others = _wait([_born(*other, None, None)], limit_s, None, None)
            other, arm.go = None, 1
    ended: list[list[Any]] = []
    for child in children:
        status = os.waitstatus_to_exitcode(os.waitpid(child.pid, 0)[1])
        told, _, result = child.written.partition(b"\n\0")
        ended.append([status, json.loads(result) if result and status == 0 else None, told.decode(errors="replace")])
    return ended + others


def _serve(arm: Arm) -> None:
    from tests.chaos import jobs

    jobs.ready()
    for line in sys.stdin:
        asked = json.loads(line)
        strike = Strike(**{**asked["strike"], "ops": tuple(asked["strike"]["ops"])}) if asked["strike"] else None
        if strike is not None:
            aim(arm, strike, asked["root"])
        mine = arm if strike is not None else None
        children = [_born(name, arguments, mine, strike) for name, arguments in asked["orders"]]
        ended = _wait(children, asked["limit_s"], mine, asked["other"])
        struck = {"seen": arm.seen, "where": arm.where.decode(errors="replace")} if strike is not None else None
        arm.pid = 0
        print(json.dumps({"ended": ended, "struck": struck}), flush=True)


if __name__ == "__main__":
    _serve(armed(Path(sys.argv[1])))
