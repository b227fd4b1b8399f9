"""A person lets a quarantined row in: it lands as it was read, says so in its flags, and the reason is kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from data_lake.lake import Lake
from data_lake.publish import publish, waiting
from data_lake.tables import append, read
from schemas.article import READINGS
from schemas.errors import CallError
from schemas.outcome import Broken, Report
from schemas.revision import LEDGER

RELEASED = "released"
BY_HAND = "released_by_hand"
"""Flag of a row that a person let in against the suites."""


def let_in(lake: Lake, capture_id: str, reason: str, now: datetime) -> dict[str, Any]:
    """Lands the waiting reading of a capture as it was read. -> url, fate, run_id.

    What it broke stands in its flags from now on, as what a SHOULD finds does, besides `released_by_hand`; the reason is
    the note of its resolution. Raises CallError without a reason, or where no reading of that capture waits.
    """
    if not reason.strip():
        raise CallError("a release needs a reason: --reason 'why the row is right all the same'")
    held = _waiting(lake, capture_id)
    broken = [replace(Broken(**one), severity="SHOULD") for one in held["broken"]]
    by_hand = Broken(expectation=BY_HAND, column=None, severity="SHOULD", reason=reason)
    report = Report(suite=BY_HAND, evaluated=1, broken={0: (*broken, by_hand)})
    run_id = f"{now:%Y%m%dT%H%M%SZ}-by-hand"
    snapshot = publish(lake, _reading(held["row"]), report, run_id, now, resolution=RELEASED, note=reason)
    ended = {"run_id": run_id, "fate": snapshot.fates[capture_id], "stage": "land", "reason": f"{BY_HAND}: {reason}"}
    found = read(lake, "ledger", where=[("portal", "=", held["portal"]), ("capture_id", "=", capture_id)])
    rows = [{**row, **ended, "ended_at": now} for row in found.sort_by("ended_at").to_pylist()[-1:]]
    append(lake, "ledger", pa.Table.from_pylist(rows, schema=LEDGER))
    return {**ended, "url": held["url"]}


def _waiting(lake: Lake, capture_id: str) -> dict[str, Any]:
    held = next((row for row in waiting(lake).to_pylist() if row["capture_id"] == capture_id), None)
    if held is None:
        raise CallError(
            f"no row of capture {capture_id} waits in quarantine; `python -m data_lake explain URL` tells its story"
        )
    if held["row"] is None:
        why = "; ".join(one["reason"] for one in held["broken"])
        raise CallError(
            f"capture {capture_id} could not be read ({why}), so there is no row to release; mend the reader and replay"
        )
    return held


def _reading(row: str) -> pa.Table:
    said = json.loads(row)
    for field in READINGS:
        if said.get(field.name) is not None:
            said[field.name] = _spelled_out(field.type, said[field.name])
    return pa.Table.from_pylist([said], schema=READINGS)


def _spelled_out(kind: pa.DataType, value: str | int | Sequence[Any]) -> Any:
    if isinstance(value, str) and pa.types.is_timestamp(kind):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(value, str) and pa.types.is_date(kind) else value
