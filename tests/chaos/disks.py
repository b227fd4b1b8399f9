"""Small real disks: a tmpfs, where this process may mount one."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.chaos.scenes import Scene

PAGE = 4096


def may_mount(folder: Path) -> bool:
    """Whether this process may mount a tmpfs, as root may outside of a strict container."""
    folder.mkdir(parents=True, exist_ok=True)
    words = ["mount", "-t", "tmpfs", "-o", "size=64k", "chaos", str(folder)]
    try:
        mounted = subprocess.run(words, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False
    if mounted:
        subprocess.run(["umount", str(folder)], check=True)
    return mounted


@contextmanager
def room(scene: Scene, case: Path, spare: int) -> Iterator[None]:
    """A disk at the folder of a case that holds the scene's lake and has so many bytes to spare."""
    case.mkdir(parents=True)
    paths = scene.before.rglob("*") if scene.before else ()
    used = sum(-(-path.stat().st_size // PAGE) for path in paths if path.is_file())
    _mount(case, used * PAGE + spare)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(case)], check=True)


def more_room(case: Path) -> None:
    """Somebody made room on that disk."""
    _mount(case, 256 << 20, "remount,")


def _mount(case: Path, size: int, how: str = "") -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"{how}size={size}", "chaos", str(case)], check=True)
