"""Receipts of politeness, as they were left by each run."""

from __future__ import annotations

from typing import Any

from data_lake.lake import Lake
from data_lake.tables import read
from schemas.errors import CallError


def receipts(lake: Lake, run_id: str | None = None) -> list[dict[str, Any]]:
    """The receipts of a run, by portal and host; of the latest one that has any where none is named.

    Raises CallError where there are none.
    """
    rows = read(lake, "receipts", where=[("run_id", "=", run_id)] if run_id else None).to_pylist()
    if not rows:
        raise CallError(
            f"there is no receipt{f' of run {run_id}' if run_id else ''} in {lake.address}; "
            "an ingest leaves one for each host that it asked"
        )
    latest = max(rows, key=lambda row: (row["last_at"], row["run_id"]))["run_id"]
    return sorted((row for row in rows if row["run_id"] == latest), key=lambda row: (row["portal"], row["host"]))
