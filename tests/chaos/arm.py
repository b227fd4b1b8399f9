"""The preloaded library that strikes at an I/O call: how it is built, told where to strike, and asked whether it did."""

from __future__ import annotations

import ctypes
import mmap
import shutil
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

KINDS = ("count", "kill", "term", "torn", "full", "eio", "eio_on", "clock", "wait", "limit")
"""In the order of `enum kind` of boundary.c."""
OPS = {"open": 1, "create": 2, "write": 4, "sync": 8, "rename": 16, "link": 32, "unlink": 64, "mkdir": 128, "cut": 256}


class Arm(ctypes.Structure):
    """`struct arm` of boundary.c."""

    _fields_ = (
        ("pid", ctypes.c_int64), ("kind", ctypes.c_int64), ("nth", ctypes.c_int64), ("after", ctypes.c_int64),
        ("ops", ctypes.c_int64), ("clock_s", ctypes.c_int64), ("root", ctypes.c_char * 512), ("part", ctypes.c_char * 128),
        ("seen", ctypes.c_int64), ("struck", ctypes.c_int64), ("go", ctypes.c_int64), ("where", ctypes.c_char * 512), ("trace", ctypes.c_char * 512),
    )  # fmt: skip


@dataclass(frozen=True)
class Strike:
    """What happens at the nth call (from 1) of these kinds on a path that holds `part`; before the call, or after it.

    ops: names of OPS; empty: all. clock_s: by how much the clock jumps. limit: RLIMIT_FSIZE in bytes, for the kind `limit`.
    room: bytes that the disk has left.
    trace: file to which the kind `count` adds a line for each call. softly: SIGTERM raises in the main thread, as Prefect has it; otherwise it ends the process at once.
    """

    kind: str
    nth: int = 1
    after: bool = False
    ops: tuple[str, ...] = ()
    part: str = ""
    clock_s: int = 0
    limit: int = 0
    room: int = 0
    softly: bool = False
    trace: str = ""

    def said(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)


def armed(at: Path) -> Arm:
    """The shared structure in the file `at`. The file has its length before the library maps it, and keeps it."""
    with at.open("r+b") as stream:
        return Arm.from_buffer(mmap.mmap(stream.fileno(), ctypes.sizeof(Arm)))


def fresh(at: Path) -> Path:
    """A file for the structure, with nothing armed."""
    at.write_bytes(bytes(ctypes.sizeof(Arm)))
    return at


def aim(arm: Arm, strike: Strike, root: str) -> None:
    """Makes ready for a strike at what happens below `root`; it counts once `pid` is set."""
    arm.pid = arm.seen = arm.struck = arm.go = 0
    arm.kind, arm.nth, arm.after = KINDS.index(strike.kind), strike.nth, strike.after
    arm.ops, arm.clock_s = sum(OPS[name] for name in strike.ops), strike.clock_s
    arm.root, arm.part, arm.where, arm.trace = root.encode(), strike.part.encode(), b"", strike.trace.encode()


def library(folder: Path) -> Path | None:
    """boundary.c, compiled; None where there is no gcc."""
    gcc = shutil.which("gcc")
    if gcc is None:
        return None
    built = folder / "boundary.so"
    source = Path(__file__).with_name("boundary.c")
    subprocess.run([gcc, "-shared", "-fPIC", "-O1", "-o", built, source, "-ldl", "-pthread"], check=True)
    return built
