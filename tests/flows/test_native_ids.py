"""Articles that no channel shows, where numbers lie close: found by their numbers, politely, and asked for once."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_lake import tables
from data_lake.coverage import coverage
from data_lake.lake import open_lake
from data_lake.ledger import completeness, fates
from data_lake.receipts import receipts
from simulator import Simulator
from tests.flows.truth import differences
from tests.seeds import FIXED

pytestmark = pytest.mark.flow


def test_articles_that_no_channel_shows_are_found_by_their_numbers(
    on_server: str, lake: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from flows.ingest import ingest

    with Simulator(articles=60, seed=FIXED) as running:
        monkeypatch.setenv("PORTALS_SIMULATOR", "{}:{}".format(*running.address))
        monkeypatch.setenv("PORTALS_ATTACHMENTS", "false")
        era = [t for t in running.world.truth("haiphong") if t["era"] == "haiphong-2020" and t["state"] == "live"]
        inner = era[2:-2]
        hidden, gone = inner[1:12:2], inner[2]
        for truth in hidden:
            running.world.hide("haiphong", truth["url"])
        running.world.remove("haiphong", gone["url"])
        state = ingest(portals=["haiphong"], lake=lake, run_id="first", return_state=True)
        assert state.is_completed(), state.message
        opened = open_lake(lake)
        rows = {row["canonical_url"]: row for row in tables.read(opened, "articles").to_pylist()}
        assert [d for truth in hidden for d in differences(truth, rows[truth["canonical_url"]])] == []
        guessed = tables.read(opened, "ledger", where=[("channel", "=", "native_id")]).to_pylist()
        assert sorted(row["fate"] for row in guessed) == ["gone"] + ["new"] * len(hidden)
        assert [row["violations"] for row in receipts(opened, "first")] == [[]]
        assert not any("native_id" in cover.by_channel for cover in coverage(opened))
        by_number = [row for row in completeness(opened) if row.channel == "native_id"]
        assert sum(row.listed for row in by_number) == sum(row.landed for row in by_number) == len(hidden)

        first = len(running.requests)
        state = ingest(portals=["haiphong"], lake=lake, run_id="second", return_state=True)
        assert state.is_completed(), state.message
        second = running.requests[first:]
        assert sum(hit.status != 304 for hit in second) <= first / 10
        assert not any("Bai-Viet" in hit.path for hit in second)
        assert "gone" not in fates(opened, "second")["haiphong"]
