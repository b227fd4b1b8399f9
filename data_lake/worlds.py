"""What was simulated and what is real: one lake never holds captures of both."""

from __future__ import annotations

import pyarrow.dataset as pds
from deltalake import DeltaTable
from deltalake.exceptions import TableNotFoundError
from pyarrow import fs as pafs

from data_lake.lake import Lake
from schemas.errors import CallError


def guard_world(lake: Lake, via: str) -> None:
    """Raises CallError when pages of the other world are in the lake: what was simulated and what is real do not mix.

    via: live, simulator, or file, which goes with both.
    """
    other = {"live": "simulator", "simulator": "live"}.get(via)
    if other is None:
        return
    try:
        captures = DeltaTable(lake.table("captures"), storage_options=dict(lake.options))
    except TableNotFoundError:
        return
    folder = pafs.SubTreeFileSystem("captures", lake.files)
    rows = captures.to_pyarrow_dataset(filesystem=folder, file_pruning_predicate=[("via", "=", other)])
    if rows.head(1, columns=["via"], filter=pds.field("via") == other).num_rows:
        raise CallError(
            f"the lake at {lake.address} holds pages of the {other} world, and these would be {via}; "
            "set PORTALS_LAKE to another folder"
        )
