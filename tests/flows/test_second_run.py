"""What a second run over unchanged portals costs."""

from __future__ import annotations

import pytest

from data_lake.lake import open_lake
from data_lake.receipts import receipts
from tests.flows.conftest import Landed

pytestmark = pytest.mark.flow


def test_nine_tenths_of_its_requests_are_not_sent_or_answered_304(landed: Landed, on_server: str) -> None:
    from flows.ingest import ingest

    first = len(landed.simulator.requests)
    state = ingest(lake=landed.address, run_id="unchanged", return_state=True)
    assert state.is_completed(), state.message
    second = landed.simulator.requests[first:]
    whole = [hit for hit in second if hit.status != 304]
    print(f"first run {first} requests, second run {len(second)}, of which {len(second) - len(whole)} answered 304")
    assert second
    assert len(whole) <= first / 10


def test_a_run_leaves_a_clean_receipt_of_every_request(landed: Landed) -> None:
    rows = receipts(open_lake(landed.address), landed.run_id)
    assert [row["violations"] for row in rows] == [[]] * len(rows)
    began, ended = min(row["first_at"] for row in rows), max(row["last_at"] for row in rows)
    asked = [hit for hit in landed.simulator.requests if began.timestamp() - 1 <= hit.time <= ended.timestamp()]
    assert sum(row["requests"] for row in rows) == len(asked) > 250
    assert {row["portal"] for row in rows} == {"haiphong", "halong", "hanoi", "kinhtedothi", "thanhphohaiphong"}
    assert all(row["robots_read"] for row in rows)
