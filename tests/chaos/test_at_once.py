"""Four processes that ingest and bring in the same articles at once leave the lake of one process that does it all in turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data_lake.archive import captures_in
from data_lake.lake import open_lake
from data_lake.tables import read
from tests.chaos.nursery import Nursery, Order
from tests.chaos.scenes import Scene, well
from tests.s3 import options_for, s3_server

Parts = Callable[[Path], list[Order]]
"""The four runs, for the lake of a case."""


def mixed(played: list[Scene], folder: Path, store: dict[str, str]) -> Parts:
    """The portal twice as it is now, and twice from files of before; the smaller file has the first half of the pages of the other."""
    first, _, files = (replace(scene, store=store) for scene in played)
    half = replace(files, arguments={"source": str(first_half(files, folder))})
    return lambda case: [scene.run(case, f"r{i}") for i, scene in enumerate((first, files, first, half))]


def of_files(played: list[Scene], folder: Path, store: dict[str, str]) -> Parts:
    """The files of before whole and by half, those of a later run, and the first again."""
    _, again, files = (replace(scene, store=store) for scene in played)
    assert again.before is not None
    later = max((again.before.parents[1] / "again/1/lake/archive").rglob("*.warc.gz"), key=lambda p: p.stat().st_size)
    sources = (files.arguments["source"], str(first_half(files, folder)), str(later), files.arguments["source"])
    scenes = [replace(files, arguments={"source": source}) for source in sources]
    return lambda case: [scene.run(case, f"r{i}") for i, scene in enumerate(scenes)]


def first_half(files: Scene, folder: Path) -> Path:
    """A WARC file of the first records of the scene's."""
    source = Path(files.arguments["source"])
    captures = captures_in(read(open_lake(str(source.parents[1] / "old" / "lake"), create=False), "captures"))
    inside = sorted(one.warc_offset for one in captures if one.warc_file.endswith(source.name))
    half = folder / f"half-{source.name}"
    half.write_bytes(source.read_bytes()[: inside[len(inside) // 2]])
    return half


def compared(nursery: Nursery, scene: Scene, folder: Path, parts: Parts) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is in the lake of one process that does the parts in turn, and in that of four at once."""
    alone, together = folder / f"{scene.name}-alone", folder / f"{scene.name}-together"
    for part in parts(alone):
        well(nursery, part)
    for ended in nursery.do(*parts(together)):
        assert ended.status == 0, ended.told
    return well(nursery, scene.look(alone, "r0")), well(nursery, scene.look(together, "r0"))


def alike(one: dict[str, Any], four: dict[str, Any]) -> None:
    """Nothing lost, doubled or unreadable, and the same hash. Which of two runs asked for a link is their own affair."""
    for name, value in one.items():
        if name != "ended":
            assert four[name] == value, name


@pytest.mark.timeout(900)
@pytest.mark.parametrize("parts", [mixed, of_files])
def test_on_disk(nursery: Nursery, played: list[Scene], tmp_path: Path, parts: Any) -> None:
    scene = replace(played[2], name=parts.__name__, moments=parts is of_files)
    alike(*compared(nursery, scene, tmp_path, parts(played, tmp_path, {})))


@pytest.mark.soak
@pytest.mark.parametrize("parts", [mixed, of_files])
def test_in_an_object_store(nursery: Nursery, played: list[Scene], tmp_path: Path, parts: Any) -> None:
    with s3_server() as server:
        store = options_for(server)
        scene = replace(played[2], name=parts.__name__.replace("_", "-"), moments=parts is of_files, store=store)
        alike(*compared(nursery, scene, tmp_path, parts(played, tmp_path, store)))
