"""What one stage of a run hands to the next: batches of readings as Parquet files, gone once they have landed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs as pafs

from data_lake.files import paths_under
from data_lake.lake import STAGING, Lake
from schemas.article import READINGS


def put(lake: Lake, run_id: str, portal: str, number: int, readings: pa.Table) -> str:
    """Leave a batch; its path in the lake. A batch of the same number is replaced, so a task may run twice."""
    path = f"{lake.staging(run_id, portal)}/{number:05d}.parquet"
    files = lake.files
    files.create_dir(lake.staging(run_id, portal), recursive=True)
    with files.open_output_stream(path) as out:
        pq.write_table(readings, out, compression="zstd")
    return path


def take(lake: Lake, paths: Iterable[str]) -> pa.Table:
    """The batches at these paths as one table, in that order; an empty table for none."""
    tables = []
    for path in paths:
        with lake.files.open_input_file(path) as stream:
            tables.append(pq.read_table(stream, schema=READINGS))
    return pa.concat_tables(tables) if tables else READINGS.empty_table()


def clear(lake: Lake, run_id: str, portal: str) -> None:
    """Remove a portal's batches of a run that has landed; keep those of a run that was stopped, for a look."""
    folder = lake.staging(run_id, portal)
    if lake.files.get_file_info([folder])[0].type == pafs.FileType.Directory:
        lake.files.delete_dir(folder)


def touched(lake: Lake, run_id: str, portal: str) -> datetime | None:
    """When a run's latest batch of a portal was left; UTC. None where there is none."""
    found = lake.files.get_file_info(pafs.FileSelector(lake.staging(run_id, portal), allow_not_found=True))
    return max((one.mtime for one in found if one.mtime is not None), default=None)


def others_under_way(lake: Lake, run_id: str) -> bool:
    """Whether another run has batches that have not landed whole: it is at work between two commits, or was stopped there."""
    mine = f"{lake.staging(run_id, 'any').rpartition('/')[0]}/"
    return any(not path.startswith(mine) for path, _ in paths_under(lake.files, STAGING))
