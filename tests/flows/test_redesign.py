"""A portal that is redesigned between two runs: told with the sign and the first bad capture, and nothing lands wrong."""

from __future__ import annotations

from typing import Any

import pytest

from data_lake import tables
from data_lake.lake import Lake, open_lake
from simulator import Simulator
from tests.flows.truth import differences

pytestmark = pytest.mark.flow


def test_a_redesign_between_two_runs_is_told_and_lands_nothing_wrong(
    on_server: str, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.ingest import ingest

    with Simulator(articles=40, seed=7) as running:
        monkeypatch.setenv("PORTALS_SIMULATOR", "{}:{}".format(*running.address))
        monkeypatch.setenv("PORTALS_ATTACHMENTS", "false")
        state = ingest(portals=["hanoi"], lake=lake, run_id="before", return_state=True)
        assert state.is_completed(), state.message
        running.world.redesign("hanoi")
        published = {story["url"] for story in running.world.publish("hanoi", 12)}
        ingest(portals=["hanoi"], lake=lake, run_id="after", return_state=True)
        opened = open_lake(lake)
        told = {row["run_id"]: row for row in _checks(opened)}
        assert told["before"]["success"]
        assert not told["after"]["success"]
        captures = tables.read(opened, "captures", where=[("run_id", "=", "after")]).to_pylist()
        of_new = {row["capture_id"][:16] for row in captures if row["url"] in published}
        assert any(f"(capture {capture})" in told["after"]["observed"] for capture in of_new), told["after"]["observed"]
        truth = {one["canonical_url"]: one for one in running.world.truth("hanoi")}
        landed = [row for row in tables.read(opened, "articles").to_pylist() if row["layout"] == "generic"]
        wrong = [d for row in landed for d in differences(truth[row["canonical_url"]], row)]
        assert [d for d in wrong if d[0] in ("title", "published_at", "body", "authors")] == []


def _checks(opened: Lake) -> list[dict[str, Any]]:
    return [row for row in tables.read(opened, "checks").to_pylist() if row["expectation"] == "layouts_hold"]
