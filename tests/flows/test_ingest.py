"""The main job on the simulator, whose truth is known: what lands, what does not, and what a second run does."""

from __future__ import annotations

import base64
import hashlib
import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from deltalake import DeltaTable
from warcio.archiveiterator import ArchiveIterator

from data_lake import tables
from data_lake.history import history
from data_lake.lake import open_lake
from data_lake.ledger import fates
from tests.flows.conftest import Landed
from tests.flows.truth import differences

pytestmark = pytest.mark.flow

SLUGS = ("haiphong", "halong", "hanoi", "kinhtedothi", "thanhphohaiphong")


def ingest_again(landed: Landed, run_id: str, *slugs: str) -> Any:
    from flows.ingest import ingest

    return ingest(portals=list(slugs) or None, lake=landed.address, run_id=run_id, return_state=True)


def article_requests(landed: Landed, since: int) -> list[str]:
    """Addresses of known articles that were asked for after the first `since` requests."""
    known = {row["url"].partition("://")[2] for slug in SLUGS for row in landed.simulator.world.truth(slug)}
    asked = [hit.host + hit.path for hit in landed.simulator.requests[since:]]
    return [address for address in asked if address in known]


def expected_elsewhere(truth: dict[str, Any]) -> str | None:
    """The fate of an article that must not land: robots forbids it, or its page prints no date."""
    if truth["state"] == "refused":
        return "refused"
    return "quarantined" if truth["published_at"] is None else None


@pytest.mark.parametrize("slug", SLUGS)
def test_every_article_lands_as_the_truth_says(landed: Landed, slug: str) -> None:
    lake = open_lake(landed.address)
    rows = {
        row["canonical_url"]: row for row in tables.read(lake, "articles", where=[("portal", "=", slug)]).to_pylist()
    }
    ended = {row["url"]: row["fate"] for row in tables.read(lake, "ledger", where=[("portal", "=", slug)]).to_pylist()}
    truths = landed.simulator.world.truth(slug)
    assert len(truths) >= 40
    wrong: list[tuple[str, Any]] = []
    for truth in truths:
        elsewhere = expected_elsewhere(truth)
        row = rows.pop(truth["canonical_url"], None)
        if elsewhere or row is None:
            if row is not None or ended.get(truth["url"]) != elsewhere:
                wrong.append((truth["url"], ended.get(truth["url"])))
        else:
            wrong += [(truth["url"], difference) for difference in differences(truth, row)]
    assert wrong == []
    assert rows == {}


def test_at_least_two_hundred_articles_and_every_link_accounted_for(landed: Landed) -> None:
    counts = fates(open_lake(landed.address), landed.run_id)
    assert sum(row.get("new", 0) for row in counts.values()) >= 200
    assert sorted(counts) == list(SLUGS)
    checks = tables.read(open_lake(landed.address), "checks", where=[("portal", "=", "all")]).to_pylist()
    assert {row["expectation"]: row["success"] for row in checks}["every_link_ends"] is True


def test_others_read_the_lake(landed: Landed) -> None:
    lake = open_lake(landed.address)
    count = tables.read(lake, "articles", ["article_id"]).num_rows
    for name in ("articles", "revisions"):
        table = DeltaTable(lake.table(name))
        sql = f"select count(*) from read_parquet({table.file_uris()}, hive_partitioning=true)"
        assert duckdb.sql(sql).fetchall() == [(count,)]
        assert pl.read_delta(lake.table(name)).height == count
    older = DeltaTable(lake.table("articles"), version=1)
    assert (
        0 < pl.read_delta(lake.table("articles"), version=1).height == older.to_pyarrow_dataset().count_rows() < count
    )


def test_another_reader_finds_the_record_of_an_article(landed: Landed) -> None:
    lake = open_lake(landed.address)
    files = sorted((Path(landed.address) / "archive").rglob("*.warc.gz"))
    done = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", *map(str, files)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-500:]
    article = tables.read(lake, "articles", ["capture_id", "url"]).to_pylist()[0]
    (capture,) = tables.read(lake, "captures", where=[("capture_id", "=", article["capture_id"])]).to_pylist()
    data = (Path(landed.address) / "archive" / capture["warc_file"]).read_bytes()
    data = data[capture["warc_offset"] : capture["warc_offset"] + capture["warc_length"]]
    record = next(iter(ArchiveIterator(io.BytesIO(data))))
    assert record.rec_headers.get_header("WARC-Payload-Digest") == capture["digest"]
    assert record.rec_headers.get_header("WARC-Target-URI") == capture["final_url"]
    payload = record.raw_stream.read()
    assert len(payload) == capture["length"]
    assert hashlib.sha1(payload).digest() == base64.b32decode(capture["digest"].partition(":")[2])


def test_a_second_run_asks_for_no_article_that_it_has(landed: Landed, on_server: str) -> None:
    before = len(landed.simulator.requests)
    state = ingest_again(landed, "second")
    assert state.is_completed(), state.message
    counts = fates(open_lake(landed.address), "second")
    assert not any(row.get(fate) for row in counts.values() for fate in ("new", "edited", "unchanged", "failed"))
    assert article_requests(landed, before) == []


def test_published_edited_and_removed(landed: Landed, on_server: str) -> None:
    lake, world = open_lake(landed.address), landed.simulator.world
    version = tables.versions(lake)["articles"]
    at_first = tables.read(lake, "articles", ["article_id"]).num_rows
    published = world.publish("hanoi", 3)
    (edited,) = world.edit("hanoi", 1, kind="headline")
    (removed,) = world.remove("hanoi", n=1)
    state = ingest_again(landed, "third", "hanoi")
    assert state.is_completed(), state.message
    counts = fates(lake, "third")["hanoi"]
    assert (counts["new"], counts["edited"]) == (len(published), 1)

    before, after = history(lake, edited["url"]).periods
    assert (before.reading["title"] == edited["title"], after.reading["title"]) == (False, edited["title"])
    assert [change.kind for change in after.changes] == ["headline"]
    urls = tables.read(lake, "articles", ["canonical_url"])["canonical_url"].to_pylist()
    assert removed["canonical_url"] in urls
    assert len(urls) == at_first + len(published)
    assert tables.read(lake, "articles", ["article_id"], version=version).num_rows == at_first


def test_a_portal_that_is_down_does_not_stop_the_others(landed: Landed, on_server: str) -> None:
    world = landed.simulator.world
    world.publish("halong", 1)
    world.fault("haiphong", "robots_5xx")
    try:
        state = ingest_again(landed, "fourth", "haiphong", "halong")
    finally:
        world.clear("haiphong")
    assert state.is_failed()
    assert "haiphong" in state.message
    assert "halong:" not in state.message
    assert fates(open_lake(landed.address), "fourth")["halong"]["new"] == 1
