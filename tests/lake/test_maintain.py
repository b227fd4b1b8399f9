"""Maintenance changes files and no row, and breaks no release."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable

from data_lake.hashing import canonical_hash
from data_lake.history import history
from data_lake.lake import Lake
from data_lake.leftovers import AGE, clear_leftovers
from data_lake.maintain import RETENTION, maintain
from data_lake.publish import publish
from data_lake.releases import release, release_named
from data_lake.tables import read, versions
from data_lake.verify import verify
from schemas.errors import CallError
from tests.lake_rows import NOW, all_good, reading_of, table_of_rows


@pytest.fixture
def filled(lake: Lake) -> Lake:
    for hour in range(6):
        rows = [reading_of(f"{i}", text=f"Lần {hour if i < 2 else 0}", hour=hour) for i in range(hour + 1)]
        publish(lake, table_of_rows(*rows), all_good(len(rows)), f"r{hour}", NOW)
        if hour == 3:
            release(lake, "spring", NOW)
    return lake


def test_rows_stay_and_files_become_fewer(filled: Lake) -> None:
    before, rows = canonical_hash(filled), read(filled, "sightings").num_rows
    _, done = maintain(filled)
    assert canonical_hash(filled) == before
    assert read(filled, "sightings").num_rows == rows
    by_table = {one.table: one for one in done}
    assert (by_table["sightings"].files_before, by_table["sightings"].files_after) == (6, 1)
    assert len(history(filled, "https://halong.vn/0.html").periods) == 6
    assert [
        row["body"]
        for row in read(filled, "articles", ["body"], [("article_id", "=", reading_of("0")["article_id"])]).to_pylist()
    ] == ["Lần 5"]
    assert verify(filled).damages == ()


def test_old_versions_go_and_released_ones_stay(filled: Lake) -> None:
    spring = release_named(filled, "spring").versions
    was = {name: read(filled, name, version=version) for name, version in spring.items()}
    newest = versions(filled)["articles"]
    _, done = maintain(filled, retention=timedelta(0))
    assert sum(one.removed for one in done) > 0
    for name, version in spring.items():
        assert read(filled, name, version=version).equals(was[name])
    with pytest.raises((OSError, CallError)):
        read(filled, "articles", version=newest - 1)
    assert verify(filled).damages == ()


def test_a_released_file_that_is_gone_is_missed(filled: Lake) -> None:
    maintain(filled, retention=timedelta(0))
    version = release_named(filled, "spring").versions["articles"]
    from deltalake import DeltaTable

    spring = {Path(uri) for uri in DeltaTable(filled.table("articles"), version=version).file_uris()}
    today = {Path(uri) for uri in DeltaTable(filled.table("articles")).file_uris()}
    lost = sorted(spring - today)[0]
    lost.unlink()
    assert [damage.what for damage in verify(filled).damages] == ["the file is gone"]


def test_orphans_of_killed_writers_go(filled: Lake) -> None:
    orphan = Path(filled.address) / "articles" / "portal=halong" / "month=2024-05" / "part-of-a-killed-writer.parquet"
    orphan.write_bytes(b"x")
    maintain(filled, retention=timedelta(0))
    assert not orphan.exists()


def test_an_empty_lake_needs_nothing(lake: Lake) -> None:
    assert maintain(lake) == ([], [])


def test_what_killed_writers_left_goes_when_it_is_old(filled: Lake) -> None:
    folder, before = Path(filled.address), canonical_hash(filled)
    halves = [
        folder / "articles" / "_delta_log" / "00000000000000000009.json#1",
        folder / "articles" / "portal=halong" / "month=2024-05" / "part-0.parquet#1",
        folder / "_seals" / "a.jsonl.77.tmp",
        folder / "staging" / "r9" / "halong" / "00000.parquet",
    ]
    for path in halves:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
    assert clear_leftovers(filled, RETENTION) == 0
    assert all(path.exists() for path in halves)
    assert clear_leftovers(filled, RETENTION, datetime.now(UTC) + AGE + timedelta(hours=1)) == 3
    assert [path.exists() for path in halves] == [False, False, False, True]
    assert clear_leftovers(filled, RETENTION, datetime.now(UTC) + RETENTION + timedelta(hours=1)) == 1
    assert canonical_hash(filled) == before
    assert verify(filled).damages == ()


def test_a_packed_log_is_read_by_others_and_a_kill_in_between_is_mended(filled: Lake) -> None:
    maintain(filled)
    log = Path(filled.address) / "articles" / "_delta_log"
    pointer, version = (
        json.loads((log / "_last_checkpoint").read_text()),
        DeltaTable(filled.table("articles")).version(),
    )
    packed = log / f"{version:020d}.checkpoint.parquet"
    assert (pointer["version"], pointer["sizeInBytes"]) == (version, packed.stat().st_size)
    assert pq.ParquetFile(packed).metadata.row_group(0).column(0).compression == "ZSTD"
    rows = read(filled, "articles").num_rows
    for commit in log.glob("*.json"):
        commit.rename(commit.with_suffix(".away"))
    assert polars.read_delta(filled.table("articles")).height == rows
    assert DeltaTable(filled.table("articles")).version() == version
    for commit in log.glob("*.away"):
        commit.rename(commit.with_suffix(".json"))
    (log / "_last_checkpoint").unlink()
    assert read(filled, "articles").num_rows == rows
    maintain(filled)
    assert (log / "_last_checkpoint").exists()
    assert verify(filled).damages == ()
