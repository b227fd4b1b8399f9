"""A portal's past from a web archive: its index, its captures, under the moments at which they were captured."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from data_lake import tables
from data_lake.lake import open_lake
from data_lake.ledger import fates
from data_lake.receipts import receipts
from simulator import Simulator
from simulator.bygone import MISSES
from tests.flows.truth import differences
from tests.seeds import FIXED

pytestmark = pytest.mark.flow


def test_what_a_web_archive_holds_lands_under_its_own_addresses_and_moments(
    on_server: str, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.backfill import backfill

    with Simulator(articles=60, seed=FIXED) as running:
        monkeypatch.setenv("PORTALS_SIMULATOR", "{}:{}".format(*running.address))
        state = backfill(portal="halong", archive="web.archive.org", lake=lake, run_id="past", return_state=True)
        assert state.is_completed(), state.message
        assert {hit.host for hit in running.requests} == {"web.archive.org"}
        assert sum("/cdx/" in hit.path for hit in running.requests) == 3, "the page behind the last one is empty"
        dated = [t for t in running.world.truth("halong") if t["number"] % MISSES != 5 and t["published_at"]]
        opened = open_lake(lake)
        rows = {row["canonical_url"]: row for row in tables.read(opened, "articles").to_pylist()}
        assert [one for truth in dated for one in differences(truth, rows[truth["canonical_url"]])] == []
        captures = tables.read(opened, "captures", where=[("kind", "=", "article")]).to_pylist()
        truths = {truth["url"]: truth for truth in running.world.truth("halong")}
        for row in captures:
            published = truths[row["url"]]["published_at"]
            if published:
                away = row["captured_at"] - datetime.fromisoformat(published).astimezone(UTC) - timedelta(days=3)
                assert timedelta(0) <= away <= timedelta(seconds=1)
            assert row["channel"] == "archive"
        assert [(row["host"], row["violations"]) for row in receipts(opened, "past")] == [("web.archive.org", [])]

        before = len(running.requests)
        state = backfill(portal="halong", archive="web.archive.org", lake=lake, run_id="again", return_state=True)
        assert state.is_completed(), state.message
        assert not any("/web/" in hit.path for hit in running.requests[before:])
        assert set(fates(opened, "again")["halong"]) <= {"known", "quarantined"}


def test_an_archive_that_does_not_answer_fails_the_run_by_name(
    on_server: str, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.backfill import backfill

    with Simulator(articles=5, seed=FIXED) as running:
        monkeypatch.setenv("PORTALS_SIMULATOR", "{}:{}".format(*running.address))
        monkeypatch.setattr("simulator.server.bygone", lambda _responder, _target: running_404())
        state = backfill(portal="halong", archive="web.archive.org", lake=lake, run_id="past", return_state=True)
        assert state.is_failed()
        assert "the index of web.archive.org could not be had: http_404" in str(state.message)


def running_404() -> object:
    from simulator.answer import words

    return words(404, "Not Found")
