"""What killed writers left half-written beside the files that are kept: taken away once no run can still be at it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pyarrow import fs as pafs

from data_lake.lake import ARCHIVE, STAGING, Lake

AGE = timedelta(days=2)
"""Longer than any run."""
TMP_ENDING = ".tmp"
STAGED_MARK = "#"
"""In the name under which the Delta library writes a file until it is whole."""


def clear_leftovers(lake: Lake, staged: timedelta, now: datetime | None = None) -> int:
    """Removes files that no reader looks at and no writer comes back to; how many those were.

    staged: age from which the batches of stopped runs go too. The archive's torn ends stay, since they are evidence.
    """
    moment, files = now or datetime.now(UTC), lake.files
    gone = 0
    for info in files.get_file_info(pafs.FileSelector("", recursive=True)):
        if info.type != pafs.FileType.File or info.mtime is None or info.path.startswith(f"{ARCHIVE}/"):
            continue
        half = info.base_name.endswith(TMP_ENDING) or STAGED_MARK in info.base_name
        age = staged if info.path.startswith(f"{STAGING}/") else AGE
        if (half or age is staged) and moment - info.mtime > age:
            files.delete_file(info.path)
            gone += 1
    return gone
