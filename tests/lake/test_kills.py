"""A run that is killed anywhere and done again leaves the lake of an undisturbed run."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data_lake.hashing import canonical_hash
from data_lake.lake import open_lake
from data_lake.sealing import repair, seal
from data_lake.tables import read
from data_lake.verify import verify

RUN = """
import sys
from data_lake.archive import writer
from data_lake.lake import open_lake
from data_lake.publish import publish
from data_lake.tables import append
from schemas.columns import table_of
from schemas.revision import LEDGER
from tests.lake_rows import *

lake = open_lake(sys.argv[1])
print("ready", flush=True)
for step in range(4):
    with writer(lake, "halong", f"r{step}", "file") as out:
        pages = [page_from_file(f"https://halong.vn/{i}.html", f"{step} {i}".encode() * 500, hour=step) for i in range(6)]
        captures = [out.append(page, kind="article", channel="folder", source="s", place=0) for page in pages]
        out.flush()
        append(lake, "captures", captures_table(*captures))
    rows = [
        reading_of(f"{i}", hour=step, text=f"Lần {step // 2} bài {i}", capture_id=one.capture_id, medium="text" if i == 5 else "html")
        for i, one in enumerate(captures)
    ]
    publish(lake, table_of_rows(*rows), one_broken(step), f"r{step}", NOW)
    append(lake, "ledger", table_of([ledger_row(page.url, run_id=f"r{step}") for page in pages], LEDGER))
"""


def start(address: str) -> subprocess.Popen[bytes]:
    child = subprocess.Popen([sys.executable, "-c", RUN, address], stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    return child


@pytest.mark.parametrize("seed", [1])
def test_killed_runs_done_again_equal_an_undisturbed_one(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    calm, killed = tmp_path / "calm", tmp_path / "killed"
    assert start(str(calm)).wait(120) == 0
    for _ in range(3):
        child = start(str(killed))
        time.sleep(rng.uniform(0, 1.0))
        child.kill()
        child.wait()
    assert start(str(killed)).wait(120) == 0
    one, other = open_lake(str(calm)), open_lake(str(killed))
    repair(other)
    seal(other)
    assert canonical_hash(other) == canonical_hash(one)
    for name in ("captures", "quarantine", "aliases", "ledger"):
        assert read(other, name).num_rows == read(one, name).num_rows
    found = verify(other)
    assert (found.damages, found.records) == ((), 24)
