"""The promise is printed whole, and the schema of the tables only ever grows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake
from typer.testing import CliRunner

from data_lake import evolution, tables
from data_lake.__main__ import app
from data_lake.evolution import breaks, columns_of
from data_lake.lake import Lake, open_lake
from data_lake.publish import publish
from data_lake.shapes import SHAPES
from expectations.articles import ROW_EXPECTATIONS
from expectations.batch import BATCH_EXPECTATIONS
from expectations.lake import LAKE_EXPECTATIONS
from schemas.article import SCHEMA_VERSION
from schemas.errors import CallError
from tests.flows.test_calls import call
from tests.lake_rows import NOW, all_good, reading_of, table_of_rows

RELEASED = Path(__file__).parent / "released"
"""<schema version>.json: table -> columns as Delta's log has them, of each schema that a lake may have."""


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return open_lake(str(tmp_path / "lake"))


def landed(lake: Lake, *names: str, hour: float = 0) -> None:
    rows = table_of_rows(*(reading_of(name, hour=hour) for name in names))
    publish(lake, rows, all_good(len(names)), f"run {hour}", NOW)


def rewritten(lake: Lake, name: str, change: Callable[[pa.Table], pa.Table]) -> None:
    """The table as a release with another schema would have written it."""
    rows = change(tables.read(lake, name, SHAPES[name].stored.names))
    write_deltalake(
        lake.table(name), rows, mode="overwrite", schema_mode="overwrite", partition_by=SHAPES[name].partitions
    )


def printed(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["contract", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_contract_as_json_has_every_column_and_every_expectation() -> None:
    said = json.loads(printed("--format", "json"))
    assert said["schema_version"] == SCHEMA_VERSION
    assert {table["name"]: [c["name"] for c in table["columns"]] for table in said["tables"]} == {
        name: shape.stored.names for name, shape in SHAPES.items()
    }
    articles = {c["name"]: c for table in said["tables"] if table["name"] == "articles" for c in table["columns"]}
    assert articles["published_at"]["nullable"] is True
    assert articles["published_at"]["stored_as"] == "timestamp"
    assert articles["title"] | {"meaning": ""} == {
        "name": "title", "type": "string", "stored_as": "string", "nullable": False, "meaning": "",
    }  # fmt: skip
    general = {(e["level"], e["expectation"], e["severity"]) for e in said["expectations"] if e["portal"] is None}
    assert general == {
        (level, e.name, e.severity)
        for level, many in (("row", ROW_EXPECTATIONS), ("batch", BATCH_EXPECTATIONS), ("lake", LAKE_EXPECTATIONS))
        for e in many
    }
    assert all(len(e["reason"]) > 10 and e["owner"] for e in said["expectations"])


def test_the_contract_as_markdown_says_the_same() -> None:
    told, said = printed(), json.loads(printed("--format", "json"))
    lines = told.splitlines()
    for table in said["tables"]:
        assert f"## {table['name']}" in lines
    for one in said["expectations"]:
        assert any(f"`{one['expectation']}`" in line and one["severity"] in line for line in lines)
    rows = [line for line in lines if line.startswith("| `")]
    assert len(rows) == sum(len(table["columns"]) for table in said["tables"])


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_todays_schema_only_adds_to_every_released_one(version: int) -> None:
    released: dict[str, list[dict[str, Any]]] = json.loads((RELEASED / f"{version}.json").read_text("utf-8"))
    for name, columns in released.items():
        assert breaks(columns, SHAPES[name].stored) == []
        assert {column["name"] for column in columns} <= set(SHAPES[name].stored.names), "a column may not go"


def test_an_older_table_is_read_with_nulls_and_the_next_write_adds_the_column(lake: Lake) -> None:
    landed(lake, "a")
    rewritten(lake, "articles", lambda rows: rows.drop_columns(["view_count", "section"]))
    assert tables.read(lake, "articles", ["title", "section", "view_count"]).to_pylist() == [
        {"title": "Hạ Long đón 12.000 lượt khách", "section": None, "view_count": None}
    ]
    landed(lake, "b", hour=1)
    rows = tables.read(lake, "articles", ["section"])
    assert sorted(map(str, rows["section"].to_pylist())) == ["None", "Tin tức"]
    assert "section" in {field.name for field in DeltaTable(lake.table("articles")).schema().fields}


def test_a_later_release_is_read_by_an_older_reader_and_not_written_to(lake: Lake) -> None:
    landed(lake, "a")
    rewritten(lake, "articles", lambda rows: rows.append_column("mood", pa.array(["calm"] * rows.num_rows)))
    assert tables.read(lake, "articles").column_names == SHAPES["articles"].stored.names
    before = tables.versions(lake)
    with pytest.raises(CallError, match=r"articles has columns .* mood; update") as refused:
        landed(lake, "b", hour=1)
    assert "\n" not in str(refused.value)
    assert tables.versions(lake)["articles"] == before["articles"]


def test_other_readers_of_an_older_release_keep_working(lake: Lake) -> None:
    """They name the columns they know; the table has had one more since."""
    landed(lake, "a", "b")
    known = ["title", "published_at"]
    before = pl.read_delta(lake.table("articles"), columns=known).sort("title")
    rewritten(lake, "articles", lambda rows: rows.append_column("mood", pa.array(["calm"] * rows.num_rows)))
    assert pl.read_delta(lake.table("articles"), columns=known).sort("title").equals(before)
    uris = DeltaTable(lake.table("articles")).file_uris()
    sql = f"select title, published_at from read_parquet({uris}, hive_partitioning=true, union_by_name=true)"
    assert len(duckdb.sql(sql).fetchall()) == before.height


REFUSED: dict[str, Callable[[pa.Table], pa.Table]] = {
    "word_count is string": lambda rows: rows.set_column(
        rows.schema.get_field_index("word_count"), "word_count", rows["word_count"].cast(pa.string())
    ),
    "content_hash is missing": lambda rows: rows.drop_columns(["content_hash"]),
}


@pytest.mark.parametrize("told", REFUSED)
def test_a_changed_type_or_a_dropped_column_is_refused_in_one_sentence(lake: Lake, told: str) -> None:
    landed(lake, "a")
    rewritten(lake, "articles", REFUSED[told])
    for use in (lambda: tables.read(lake, "articles", ["title"]), lambda: landed(lake, "b", hour=1)):
        with pytest.raises(CallError, match=f"articles does not fit .*{told}.*update City Portals") as refused:
            use()
        assert "\n" not in str(refused.value)


@pytest.mark.parametrize("job", ["ingest", "replay"])
def test_a_job_on_such_a_lake_is_a_wrong_call_that_writes_nothing(lake: Lake, job: str) -> None:
    landed(lake, "a")
    rewritten(lake, "sightings", lambda rows: rows.append_column("mood", pa.array(["calm"] * rows.num_rows)))
    before = sorted(str(path) for path in Path(lake.address).rglob("*"))
    done = call("flows", job, PORTALS_LAKE=lake.address)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1), done.stderr
    assert "sightings has columns" in done.stderr
    assert sorted(str(path) for path in Path(lake.address).rglob("*")) == before


def test_a_table_names_its_schema_version_and_a_later_write_renews_it(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    landed(lake, "a")
    assert DeltaTable(lake.table("articles")).metadata().description == f"schema version {SCHEMA_VERSION}"
    monkeypatch.setattr(evolution, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    landed(lake, "b", hour=1)
    assert DeltaTable(lake.table("articles")).metadata().description == f"schema version {SCHEMA_VERSION + 1}"
    assert tables.read(lake, "articles", ["title"]).num_rows == 2
    version = tables.versions(lake)["articles"]
    landed(lake, "b", hour=1)
    assert tables.versions(lake)["articles"] == version


def test_a_nested_column_that_changed_within_is_refused() -> None:
    columns = columns_of(SHAPES["articles"].stored)
    images = next(column for column in columns if column["name"] == "images")
    images["type"]["elementType"]["fields"].pop()
    (trouble,) = breaks(columns, SHAPES["articles"].stored)
    assert trouble.startswith("images is ")
