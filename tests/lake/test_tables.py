"""Tables: idempotent by key, refused where a row does not fit, read by others, at any version."""

from __future__ import annotations

import multiprocessing
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import polars
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from deltalake import DeltaTable

from data_lake.lake import Lake, open_lake
from data_lake.publish import publish
from data_lake.shapes import SHAPES, months_of
from data_lake.tables import append, read, versions
from schemas.columns import MOMENT, table_of
from schemas.errors import CallError
from schemas.revision import LEDGER
from tests.lake_rows import NOW, START, all_good, ledger_row, reading_of, table_of_rows


def ledger(*urls: str, run_id: str = "r1") -> pa.Table:
    return table_of([ledger_row(url, run_id=run_id) for url in urls], LEDGER)


def test_a_table_that_is_not_there_has_no_rows_and_is_not_made(lake: Lake) -> None:
    for name, shape in SHAPES.items():
        assert read(lake, name).schema == shape.schema
    assert [path.name for path in Path(lake.address).iterdir()] == ["_lake.json"]


def test_append_adds_each_key_once(lake: Lake) -> None:
    assert append(lake, "ledger", ledger("a", "b", "a")) == 2
    assert append(lake, "ledger", ledger("b", "c")) == 1
    assert append(lake, "ledger", ledger("a", "b", "c")) == 0
    assert append(lake, "ledger", ledger("a", run_id="r2")) == 1
    assert versions(lake) == {"ledger": 3}
    assert sorted(read(lake, "ledger", ["url"])["url"].to_pylist()) == ["a", "a", "b", "c"]


def test_of_rows_with_one_key_the_first_is_taken(lake: Lake) -> None:
    rows = [ledger_row("a", fate="new"), ledger_row("a", fate="failed")]
    append(lake, "ledger", table_of(rows, LEDGER))
    assert read(lake, "ledger", ["fate"])["fate"].to_pylist() == ["new"]


def test_an_empty_batch_makes_no_commit(lake: Lake) -> None:
    assert append(lake, "ledger", LEDGER.empty_table()) == 0
    assert versions(lake) == {}


def test_a_column_that_is_missing_is_null_or_refused(lake: Lake) -> None:
    append(lake, "ledger", ledger("a").drop_columns(["reason"]))
    with pytest.raises(ValueError, match="the column fate is missing"):
        append(lake, "ledger", ledger("b").drop_columns(["fate"]))


@pytest.mark.parametrize(
    ("column", "values", "said"),
    [
        ("place", pa.array([1.5]), "truncated"),
        ("fate", pa.array([None], pa.string()), "may not be null"),
        ("found_at", pa.array([datetime(2024, 1, 1)], pa.timestamp("us")), "times without a zone"),  # noqa: DTZ001
        ("extra", pa.array(["x"]), "undeclared columns: extra"),
        ("url", pa.array([b"\xff"], pa.binary()), "UTF8"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_and_nothing_written(
    lake: Lake, column: str, values: pa.Array, said: str
) -> None:
    table = ledger("a")
    place = table.schema.get_field_index(column)
    changed = table.append_column(column, values) if place < 0 else table.set_column(place, column, values)
    with pytest.raises((ValueError, pa.ArrowException), match=said):
        append(lake, "ledger", changed)
    assert versions(lake) == {}


def test_terms_and_expressions_choose_the_same_rows(lake: Lake) -> None:
    append(lake, "ledger", ledger("a", "b"))
    append(lake, "ledger", ledger("a", run_id="r2"))
    terms = read(lake, "ledger", where=[("run_id", "=", "r1"), ("url", "in", ["a", "z"])])
    assert terms.num_rows == 1
    assert terms == read(lake, "ledger", where=(pc.field("run_id") == "r1") & pc.field("url").isin(["a", "z"]))
    for operator, count in (("<", 0), ("<=", 3), (">", 0), (">=", 3), ("=", 3), ("!=", 0)):
        assert read(lake, "ledger", ["url"], [("found_at", operator, START)]).num_rows == count
    assert read(lake, "ledger", ["url"], [("url", "=", "it's")]).num_rows == 0


def test_versions_stay_readable(lake: Lake) -> None:
    append(lake, "ledger", ledger("a"))
    first = versions(lake)["ledger"]
    append(lake, "ledger", ledger("b"))
    assert read(lake, "ledger", ["url"], version=first)["url"].to_pylist() == ["a"]
    assert read(lake, "ledger", ["url"]).num_rows == 2
    assert versions(lake)["ledger"] == first + 1
    with pytest.raises(CallError, match="no version 99"):
        read(lake, "ledger", version=99)
    with pytest.raises(CallError, match="there is no table nonsense; the tables are wanted, captures"):
        read(lake, "nonsense")


def test_a_column_added_later_reads_as_null_and_can_be_written(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    append(lake, "ledger", ledger("a"))
    import dataclasses

    wider = dataclasses.replace(SHAPES["ledger"], schema=LEDGER.append(pa.field("note", pa.string())))
    monkeypatch.setitem(SHAPES, "ledger", wider)
    assert read(lake, "ledger", ["note"])["note"].to_pylist() == [None]
    append(lake, "ledger", ledger("b").append_column("note", pa.array(["x"])))
    rows = read(lake, "ledger", ["url", "note"]).to_pylist()
    assert sorted(rows, key=lambda row: row["url"]) == [{"url": "a", "note": None}, {"url": "b", "note": "x"}]


def test_months_are_those_of_ho_chi_minh_city() -> None:
    moments = [datetime(2024, 4, 30, 16, 59, 59, tzinfo=UTC), datetime(2024, 4, 30, 17, tzinfo=UTC), None]
    assert months_of(pa.chunked_array([pa.array(moments, MOMENT)])).to_pylist() == ["2024-04", "2024-05", "unknown"]


def test_the_log_carries_no_long_texts(lake: Lake) -> None:
    publish(lake, table_of_rows(reading_of("a", text="Rất dài " * 500)), all_good(1), "r1", NOW)
    for name in ("articles", "revisions"):
        for log in (Path(lake.address) / name / "_delta_log").glob("*.json"):
            assert "Rất dài" not in log.read_text()


def test_files_lie_in_partitions_and_a_scan_reads_only_its_own(lake: Lake) -> None:
    rows = [
        reading_of(f"{i}", portal=portal, published=START + timedelta(days=40 * i))
        for portal in ("halong", "hanoi")
        for i in range(3)
    ]
    publish(lake, table_of_rows(*rows), all_good(6), "r1", NOW)
    table = DeltaTable(lake.table("articles"))
    assert len(table.file_uris()) == 6
    (mine,) = table.file_uris(file_pruning_predicate=[("portal", "=", "hanoi"), ("month", "=", "2024-06")])
    assert "portal=hanoi/month=2024-06" in mine


def test_duckdb_polars_and_deltalake_read_articles_an_older_version_and_revisions(lake: Lake) -> None:
    publish(lake, table_of_rows(reading_of("a", text="A")), all_good(1), "r1", NOW)
    old = versions(lake)["articles"]
    publish(lake, table_of_rows(reading_of("a", text="B", hour=1), reading_of("b", text="C")), all_good(2), "r2", NOW)
    for version, bodies in ((None, ["B", "C"]), (old, ["A"])):
        table = DeltaTable(lake.table("articles"), version=version)
        with duckdb.connect() as db:
            db.execute("SET autoinstall_known_extensions=false")
            found = db.execute(
                "SELECT body FROM read_parquet($files, hive_partitioning=true) WHERE portal = 'halong' AND month = '2024-05' ORDER BY body",
                {"files": table.file_uris()},
            ).fetchall()
        assert [body for (body,) in found] == bodies
        assert polars.read_delta(lake.table("articles"), version=version).sort("body")["body"].to_list() == bodies
        assert sorted(table.to_pyarrow_dataset().to_table(columns=["body"])["body"].to_pylist()) == bodies
        assert sorted(read(lake, "articles", ["body"], version=version)["body"].to_pylist()) == bodies
    assert polars.scan_delta(lake.table("revisions")).collect().height == 3
    assert polars.read_delta(lake.table("articles"))["blocks"].dtype == polars.List(
        polars.Struct({"kind": polars.String, "text": polars.String, "rows": polars.List(polars.List(polars.String))})
    )


def test_threads_that_append_at_once_lose_and_double_nothing(lake: Lake) -> None:
    def work(number: int) -> None:
        for step in range(5):
            append(lake, "ledger", ledger(*(f"{step}-{i}" for i in range(4)), f"{number}-{step}-own"))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    urls = read(lake, "ledger", ["url"])["url"].to_pylist()
    assert len(urls) == len(set(urls)) == 5 * 4 + 4 * 5


def _publish_share(address: str, share: int) -> None:
    lake = open_lake(address)
    for step in range(3):
        rows = [reading_of(f"{i}", hour=step, text=f"Lần {step} bài {i}") for i in range(share, share + 6)]
        publish(lake, table_of_rows(*rows), all_good(6), f"r{share}", NOW)


def test_processes_that_publish_overlapping_articles_end_as_one_would(tmp_path: Path) -> None:
    from data_lake.hashing import canonical_hash

    together, alone = open_lake(str(tmp_path / "together")), open_lake(str(tmp_path / "alone"))
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=_publish_share, args=(together.address, share)) for share in (0, 2, 4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    for share in (4, 0, 2):
        _publish_share(alone.address, share)
    assert canonical_hash(together) == canonical_hash(alone)
    ids = read(together, "articles", ["article_id"])["article_id"].to_pylist()
    assert len(ids) == len(set(ids)) == 10
