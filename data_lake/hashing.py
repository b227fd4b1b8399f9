"""One number for all that a lake says, whatever the order, the runs and the files in which it came in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from data_lake.lake import Lake
from data_lake.spelling import as_json
from data_lake.tables import dataset_of, existing
from schemas.article import ARTICLES, MONTH
from schemas.revision import REVISIONS, SIGHTINGS

SCHEMAS = {"articles": ARTICLES, "revisions": REVISIONS, "sightings": SIGHTINGS}
APART = frozenset({"run_id", MONTH, "flags"})
"""Not part of the content: who wrote the row, in which partition it was put first, what a suite thought of it."""
LATER = frozenset({("sightings", "section"), ("sightings", "section_path")})
"""Columns that came with a later schema version: where they are null, the row is hashed as it was before."""
CAPTURED = frozenset({"capture_id", "captured_at", "first_seen_at", "last_seen_at", "view_count", "url"})
"""Differ between two runs over the same portal, since each has captures of its own."""


def canonical_hash(lake: Lake, *, moments: bool = True) -> str:
    """64 hex digits over articles, revisions and sightings by key; equal for lakes that say the same.

    moments=False leaves out what differs between two runs over unchanged portals, moments and names of captures; then
    sightings count once for each content.
    """
    total = 0
    for name, schema in SCHEMAS.items():
        columns = [column for column in schema.names if column not in APART and (moments or column not in CAPTURED)]
        hashes = (_hash_of(name, row) for row in _rows(lake, name, columns))
        # A sum does not depend on the order of the rows, and needs none of them in memory.
        total += sum(hashes) if moments else sum(set(hashes))
    return f"{total % (1 << 256):064x}"


def _rows(lake: Lake, name: str, columns: list[str]) -> Iterable[Mapping[str, Any]]:
    table = existing(lake, name)
    if table is None:
        return
    for batch in dataset_of(lake, name, table).to_batches(columns=columns, batch_size=1024):
        yield from batch.to_pylist()


def _hash_of(name: str, row: Mapping[str, Any]) -> int:
    # A lake that was begun before sightings had a section still says what its releases wrote down.
    said = {k: v for k, v in row.items() if v is not None or (name, k) not in LATER}
    text = as_json([name, said], sort_keys=True)
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
