"""The file that a Writer fills: opened and locked on the disk or beside an object store, given its name or carried there when it is whole."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from pathlib import Path
from typing import IO

from data_lake.lake import OPEN_ENDING, Lake

BUFFER_BYTES = 256 * 1024
"""Written at once; `flush` and the end of the block write what is left."""


def seal_file(path: Path) -> None:
    """Gives a finished WARC file its name, at once and for good."""
    path.rename(path.with_name(path.name.removesuffix(OPEN_ENDING)))
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def spooled(lake: Lake, name: str) -> IO[bytes]:
    """An empty file, open and locked, that will be the WARC file of this name; a temporary one where the lake is in an object store."""
    if lake.local is None:
        return tempfile.NamedTemporaryFile(suffix=OPEN_ENDING)
    path = lake.local / (lake.archive(name) + OPEN_ENDING)
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        stream = path.open("xb", buffering=BUFFER_BYTES)
        # The lock goes with the process. What is named .open and is not locked was therefore left by one that was killed.
        fcntl.flock(stream, fcntl.LOCK_EX)
        if os.fstat(stream.fileno()).st_nlink:
            return stream
        # `repair` of another process came between the two lines above, and took the empty file away.
        stream.close()


def carry(lake: Lake, file: Path, name: str) -> None:
    """Puts a finished file into the object store under its name in the archive."""
    with file.open("rb") as source, lake.files.open_output_stream(lake.archive(name), compression=None) as out:
        shutil.copyfileobj(source, out, 1 << 20)
