"""Files fit for reading: many small ones made into one, and those that no kept version needs removed."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import timedelta

import pyarrow.parquet as pq
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError

from data_lake.delta import existing
from data_lake.files import paths_under, read_file, write_file
from data_lake.lake import Lake
from data_lake.leftovers import clear_leftovers
from data_lake.releases import releases
from data_lake.sealing import CHANGING, LET_GO, Mended, Seal, let_go, repair, seal, seals, sha256_of
from data_lake.shapes import DERIVED, SHAPES
from data_lake.tables import ONCE, writing
from schemas.errors import LakeBusy

RETENTION = timedelta(days=90)
"""How long files of superseded versions are kept; a released version's are kept for good."""
TRIES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Maintained:
    """What maintenance did to one table."""

    table: str
    files_before: int
    files_after: int
    removed: int
    """Files of superseded versions, and orphans of killed writers, that are gone."""


def maintain(lake: Lake, *, retention: timedelta = RETENTION) -> tuple[list[Mended], list[Maintained]]:
    """Mends the archive, compacts and vacuums every table, clears what killed writers left, and seals. No row changes.
    A damaged index is taken away.

    A retention shorter than the longest run takes files away from a writer that has not committed them yet.
    """
    mended = repair(lake)
    for name in DERIVED:
        _dropped_if_damaged(lake, name)
    done = []
    for name in SHAPES:
        table = existing(lake, name)
        if table is not None:
            before = len(table.file_uris())
            after = _compacted(lake, name)
            done.append(
                Maintained(table=name, files_before=before, files_after=after, removed=_vacuumed(lake, name, retention))
            )
    clear_leftovers(lake, retention)
    seal(lake)
    return mended, done


def _dropped_if_damaged(lake: Lake, name: str) -> None:
    """Takes a table away that can be made anew, where one of its files is not what was sealed; the next landing makes it."""
    there = dict(paths_under(lake.files, name))
    sealed = {
        one.path: one for one in seals(lake) if isinstance(one, Seal) and one.path in there and one.size != LET_GO
    }
    if any(sha256_of(lake.files, path) != one.sha256 for path, one in sealed.items() if not path.endswith(CHANGING)):
        let_go(lake, there)


def _compacted(lake: Lake, name: str) -> int:
    for _ in range(TRIES):
        table = _loaded(lake, name)
        try:
            table.optimize.compact(writer_properties=writing(SHAPES[name]), commit_properties=ONCE)
        except CommitFailedError:
            continue
        _checkpointed(lake, name, table)
        return len(table.file_uris())
    raise LakeBusy(f"the table {name} of {lake.address} was written to all the time; maintain when no run is under way")


def _checkpointed(lake: Lake, name: str, table: DeltaTable) -> None:
    """Says all of the log in one file, packed: whoever opens the table reads that file first.

    The library leaves it unpacked. Its pointer, which holds its size, is away while it changes; readers then look for themselves.
    """
    log = lake.log(name)
    path = f"{log}/{table.version():020d}.checkpoint.parquet"
    if {path, f"{log}/{CHANGING}"} <= {one for one, _ in paths_under(lake.files, log)}:
        return
    table.create_checkpoint()
    if read_file(lake.files, f"{log}/{CHANGING}") is not None:
        lake.files.delete_file(f"{log}/{CHANGING}")
    packed = io.BytesIO()
    with lake.files.open_input_file(path) as stream:
        said = pq.ParquetFile(stream).read()
    pq.write_table(said, packed, compression="zstd", compression_level=9)
    write_file(lake.files, path, packed.getvalue())
    pointer = {"version": table.version(), "size": said.num_rows, "sizeInBytes": packed.tell()}
    write_file(lake.files, f"{log}/{CHANGING}", json.dumps(pointer).encode())


def _vacuumed(lake: Lake, name: str, retention: timedelta) -> int:
    table = _loaded(lake, name)
    named = sorted({release.versions[name] for release in releases(lake) if name in release.versions})
    gone = table.vacuum(
        retention_hours=int(retention.total_seconds() // 3600),
        dry_run=False,
        enforce_retention_duration=False,
        full=True,
        keep_versions=[*named, table.version()],
    )
    return len(gone)


def _loaded(lake: Lake, name: str) -> DeltaTable:
    table = existing(lake, name)
    if table is None:
        raise LakeBusy(f"the table {name} of {lake.address} was taken away during maintenance; run again")
    return table
