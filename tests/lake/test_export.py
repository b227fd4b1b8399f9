"""Releases stay what they were; exports say how to check them."""

from __future__ import annotations

import json
from pathlib import Path

import polars
import pyarrow.parquet as pq
import pytest

from data_lake.export import export
from data_lake.hashing import canonical_hash
from data_lake.lake import Lake
from data_lake.manifest import verify_export
from data_lake.publish import publish
from data_lake.releases import release, release_named, releases
from schemas.article import ARTICLES
from schemas.errors import CallError
from tests.lake_rows import NOW, START, all_good, reading_of, table_of_rows


@pytest.fixture
def filled(lake: Lake) -> Lake:
    rows = [
        reading_of("a", text="A"),
        reading_of("b", portal="hanoi", published=None, medium="text"),
        reading_of("c", published=START.replace(year=2020)),
    ]
    publish(lake, table_of_rows(*rows), all_good(3), "r1", NOW)
    return lake


def test_a_release_keeps_its_versions_and_its_name(filled: Lake) -> None:
    made = release(filled, "2024-06", NOW)
    assert made.canonical_hash == canonical_hash(filled)
    publish(filled, table_of_rows(reading_of("a", text="B", hour=1)), all_good(1), "r2", NOW)
    assert release_named(filled, "2024-06") == made
    assert releases(filled) == [made]
    with pytest.raises(CallError, match="there is a release 2024-06 already"):
        release(filled, "2024-06", NOW)
    with pytest.raises(CallError, match="the releases are: 2024-06"):
        release_named(filled, "2024-07")


@pytest.mark.parametrize("name", ["", "../x", "a b", ".hidden", "x" * 65])
def test_a_name_that_is_none_is_refused(filled: Lake, name: str) -> None:
    with pytest.raises(CallError, match="cannot name a release"):
        release(filled, name, NOW)


def test_an_export_of_a_release_holds_that_release(filled: Lake, tmp_path: Path) -> None:
    release(filled, "r", NOW)
    publish(filled, table_of_rows(reading_of("a", text="B", hour=1)), all_good(1), "r2", NOW)
    rights = {"halong": "© Hạ Long", "kinhtedothi": "not in this lake"}
    manifest = export(filled, tmp_path / "out", release="r", rights=rights, now=NOW)
    assert {name: table["rows"] for name, table in manifest["tables"].items()} == {
        "articles": 3,
        "revisions": 3,
        "sightings": 3,
    }
    assert manifest["rights"] == {"halong": "© Hạ Long"}
    assert json.loads((tmp_path / "out" / "manifest.json").read_text()) == manifest
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    kinds = {field["name"]: field["type"] for field in package["resources"][0]["schema"]["fields"]}
    assert [kinds[name] for name in ("title", "published_at", "event_date", "blocks", "word_count", "month")] == [
        "string", "datetime", "date", "array", "integer", "string",
    ]  # fmt: skip
    assert verify_export(tmp_path / "out") == []
    frame = polars.read_parquet(tmp_path / "out" / "articles" / "**" / "*.parquet", hive_partitioning=True)
    assert sorted(frame["month"].to_list()) == ["2020-05", "2024-05", "unknown"]
    assert frame.filter(polars.col("portal") == "halong")["body"].to_list().count("A") == 1
    one = next((tmp_path / "out" / "articles").rglob("*.parquet"))
    assert {field.name for field in pq.read_schema(one)} == set(ARTICLES.names) - {"portal", "month"}


def test_json_lines_have_every_row_whole(filled: Lake, tmp_path: Path) -> None:
    manifest = export(filled, tmp_path / "out", form="jsonl", tables=("articles",), now=NOW)
    rows = [json.loads(line) for line in (tmp_path / "out" / "articles.jsonl").read_text().splitlines()]
    assert {row["title"] for row in rows} == {"Hạ Long đón 12.000 lượt khách"}
    assert set(rows[0]) == set(ARTICLES.names)
    assert manifest["files"][0]["rows"] == len(rows) == 3


def test_an_export_that_was_changed_is_found_out(filled: Lake, tmp_path: Path) -> None:
    export(filled, tmp_path / "out")
    one, other = sorted((tmp_path / "out").rglob("*.parquet"))[:2]
    one.write_bytes(one.read_bytes() + b"x")
    other.unlink()
    assert len(verify_export(tmp_path / "out")) == 2


def test_wrong_calls_write_nothing(filled: Lake, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    with pytest.raises(CallError, match="is not an empty folder"):
        export(filled, tmp_path / "full")
    with pytest.raises(CallError, match="there is no release gone"):
        export(filled, tmp_path / "new", release="gone")
    with pytest.raises(CallError, match="receipts has no version"):
        export(filled, tmp_path / "new", tables=("receipts",))
    assert not (tmp_path / "new").exists()
