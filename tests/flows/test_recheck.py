"""Rechecks on the simulator with an injected clock: verdicts with evidence, nothing deleted; then maintenance and releases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data_lake import tables
from data_lake.hashing import canonical_hash
from data_lake.lake import Lake, open_lake
from data_lake.ledger import fates
from data_lake.takedown import takedown
from data_lake.verify import verify
from simulator import Simulator
from tests.flows.pages import folder_of_pages
from tests.seeds import FIXED

pytestmark = pytest.mark.flow


def visit(address: str, week: float) -> None:
    from flows.recheck import recheck

    at = datetime.now(UTC) + timedelta(weeks=week)
    state = recheck(portals=["halong"], lake=address, run_id=f"week-{week}", at=at, return_state=True)
    assert state.is_completed(), state.message


def states(lake: Lake) -> dict[str, str]:
    rows = tables.read(lake, "articles", ["url", "state"]).to_pylist()
    return {row["url"]: row["state"] for row in rows}


def verdicts(lake: Lake) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in tables.read(lake, "verdicts").sort_by("at").to_pylist():
        found.setdefault(row["url"], []).append(row)
    return found


def test_gone_moved_back_and_an_outage(on_server: str, lake: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.ingest import ingest

    with Simulator(seed=FIXED) as running:
        host, port = running.address
        monkeypatch.setenv("PORTALS_SIMULATOR", f"{host}:{port}")
        world = running.world
        assert ingest(portals=["halong"], lake=lake, run_id="first", return_state=True).is_completed()
        opened = open_lake(lake)
        assert verify(opened).unsealed == 0
        at_first = states(opened)
        (removed,) = world.remove("halong", n=1)
        for week in (30, 31):
            visit(lake, week)
        assert verdicts(opened).get(removed["url"]) is None
        world.fault("halong", "soft_404")
        visit(lake, 32)
        world.clear("halong")
        assert verdicts(opened) == {}
        visit(lake, 33)
        (verdict,) = verdicts(opened)[removed["url"]]
        assert (verdict["verdict"], len(verdict["evidence"])) == ("gone", 3)
        assert states(opened) == at_first | {removed["url"]: "gone"}
        assert fates(opened, "week-33")["halong"]["gone"] == 1
        assert verify(opened).damages == ()

        (kept,) = (row for row in world.truth("halong")[:1])
        takedown(opened, kept["canonical_url"], "privacy", datetime.now(UTC))
        before = len(running.requests)
        assert ingest(portals=["halong"], lake=lake, run_id="after", return_state=True).is_completed()
        assert fates(opened, "after")["halong"]["refused"] >= 1
        assert [hit for hit in running.requests[before:] if kept["canonical_url"].endswith(hit.host + hit.path)] == []
        assert kept["canonical_url"] not in tables.read(opened, "articles")["canonical_url"].to_pylist()


def test_maintain_changes_no_row_and_release_names_versions(on_server: str, landed: Any) -> None:
    from data_lake.releases import release_named
    from flows.maintain import maintain
    from flows.release import release

    opened = open_lake(landed.address)
    state = release(name="before", lake=landed.address, return_state=True)
    assert state.is_completed(), state.message
    named = release_named(opened, "before")
    was = {name: tables.read(opened, name, version=version) for name, version in named.versions.items()}
    content = canonical_hash(opened)
    assert maintain(lake=landed.address, keep_days=1, return_state=True).is_completed()
    assert canonical_hash(opened) == content == named.canonical_hash
    for name, version in named.versions.items():
        assert tables.read(opened, name, version=version).equals(was[name])
    assert verify(opened).damages == ()


def test_what_was_taken_down_does_not_come_back_from_a_file(on_server: str, lake: str, tmp_path: Path) -> None:
    from flows.backfill import backfill

    source = str(folder_of_pages(tmp_path))
    assert backfill(source=source, lake=lake, run_id="filled", return_state=True).is_completed()
    opened = open_lake(lake)
    url = tables.read(opened, "articles", ["url"])["url"][0].as_py()
    takedown(opened, url, "privacy", datetime.now(UTC))
    assert backfill(source=source, lake=lake, run_id="again", return_state=True).is_completed()
    assert fates(opened, "again")["halong"] == {"refused": 1, "unchanged": 1}
    assert tables.read(opened, "articles", ["url"]).num_rows == 1
