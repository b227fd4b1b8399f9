"""Files that will not change any more: torn ones are mended and named, and the sha256 of each is kept for `verify`."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from pyarrow import fs as pafs

from data_lake.files import paths_under, read_file, write_file
from data_lake.foreign import LIMIT, member_at
from data_lake.lake import ARCHIVE, MARKER, OPEN_ENDING, RELEASES, SEALS, Lake
from data_lake.leftovers import STAGED_MARK, TMP_ENDING
from data_lake.shapes import SHAPES
from data_lake.spool import seal_file
from data_lake.warc import records_in
from schemas.errors import RecordDamaged

TORN_ENDING = ".torn"
UNSEALED_ENDINGS = (OPEN_ENDING, TMP_ENDING, TORN_ENDING)
CHANGING = "_last_checkpoint"
"""The one file of a Delta log that is written anew: its seal holds until the table's next checkpoint."""
CHUNK = 1 << 20
LET_GO = -1
"""Size in the seal of a file that was removed on purpose."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A WARC file that a killed run left: what was kept of it, and how many bytes of a torn record were set aside."""

    warc_file: str
    records: int
    kept: int
    torn: int


@dataclass(frozen=True, slots=True)
class Seal:
    """What a file was when it was sealed."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SealBroken:
    """A seal file that is not as it was written."""

    path: str
    reason: str


def repair(lake: Lake) -> list[Mended]:
    """Seals the WARC files that killed runs left open, without a torn record at their end; those in use are left alone.

    A torn end is set aside in a file beside it (`.torn`). Nothing is to be done in an object store: there a file is
    either whole or not there.
    """
    if lake.local is None:
        return []
    folder = lake.local / ARCHIVE
    mended = (_mend(path, folder) for path in sorted(folder.rglob(f"*{OPEN_ENDING}")))
    return [one for one in mended if one is not None]


def seal(lake: Lake) -> int:
    """Writes down size and sha256 of every kept file that has no seal yet; how many those were."""
    known = {one.path: one for one in seals(lake) if isinstance(one, Seal) and one.size != LET_GO}
    fresh = []
    for path, size in kept_files(lake):
        old = known.get(path)
        if old is not None and not path.endswith(CHANGING):
            continue
        try:
            found = Seal(path=path, size=size, sha256=sha256_of(lake.files, path))
        except FileNotFoundError:
            # Another run's maintenance took it away between the listing and the reading.
            continue
        if old is None or old.sha256 != found.sha256:
            fresh.append(found)
    _write(lake, fresh)
    return len(fresh)


def let_go(lake: Lake, paths: Iterable[str]) -> None:
    """Removes files for good, having written down first that nobody is to miss them: a killed takedown raises no alarm."""
    chosen = list(paths)
    _write(lake, [Seal(path=path, size=LET_GO, sha256="") for path in chosen])
    for path in chosen:
        lake.files.delete_file(path)


def _write(lake: Lake, fresh: Sequence[Seal]) -> None:
    if fresh:
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(3)}.jsonl"
        write_file(lake.files, f"{SEALS}/{name}", _spelled(fresh))


def seals(lake: Lake) -> Iterator[Seal | SealBroken]:
    """Every seal, oldest first, so that of one path the last one counts; a damaged seal file as such."""
    files = lake.files
    for path, _ in paths_under(files, SEALS):
        if path.endswith(".jsonl"):
            yield from _seals_in(path, read_file(files, path) or b"")


def kept_files(lake: Lake) -> list[tuple[str, int]]:
    """(path, bytes) of every file that is kept for good: the marker, WARC files, releases, and tables with their logs."""
    files = lake.files
    found = [
        (path, size)
        for folder in (ARCHIVE, RELEASES, *SHAPES)
        for path, size in paths_under(files, folder)
        if not path.endswith(UNSEALED_ENDINGS) and STAGED_MARK not in path
    ]
    marker = files.get_file_info([MARKER])[0]
    return [(MARKER, marker.size), *found]


def sha256_of(files: pafs.FileSystem, path: str) -> str:
    """sha256 of a file, 64 hex digits."""
    digest = hashlib.sha256()
    with files.open_input_stream(path, compression=None) as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _spelled(fresh: Iterable[Seal]) -> bytes:
    lines = [json.dumps({"path": s.path, "size": s.size, "sha256": s.sha256}) for s in fresh]
    text = "".join(f"{line}\n" for line in lines).encode()
    return text + json.dumps({"lines": len(lines), "sha256": hashlib.sha256(text).hexdigest()}).encode() + b"\n"


def _seals_in(path: str, content: bytes) -> Iterator[Seal | SealBroken]:
    text, _, last = content.rstrip(b"\n").rpartition(b"\n")
    text += b"\n"
    try:
        own = json.loads(last)
        whole = own["sha256"] == hashlib.sha256(text).hexdigest() and content == _closed(text, own)
        rows = [json.loads(line) for line in text.splitlines()] if whole else []
    except (ValueError, KeyError, TypeError):
        whole, rows = False, []
    if not whole:
        yield SealBroken(path=path, reason="the seal file is damaged, so what it sealed cannot be held against it")
    for row in rows:
        yield Seal(path=row["path"], size=row["size"], sha256=row["sha256"])


def _closed(text: bytes, own: dict[str, object]) -> bytes:
    return text + json.dumps({"lines": text.count(b"\n"), "sha256": own["sha256"]}).encode() + b"\n"


def _mend(path: Path, folder: Path) -> Mended | None:
    try:
        stream = path.open("r+b")
    except FileNotFoundError:
        return None
    with stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        if not _is_at(path, stream):
            # Sealed or taken away since it was opened; what has the name now is another's.
            return None
        records, end, size = _whole_part(stream)
        if end < size:
            stream.seek(end)
            path.with_name(path.name.removesuffix(OPEN_ENDING) + TORN_ENDING).write_bytes(stream.read())
            stream.truncate(end)
        os.fsync(stream.fileno())
        if end:
            seal_file(path)
        else:
            path.unlink()
    name = path.relative_to(folder).as_posix().removesuffix(OPEN_ENDING)
    return Mended(warc_file=name, records=records, kept=end, torn=size - end)


def _is_at(path: Path, stream: BinaryIO) -> bool:
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _whole_part(stream: BinaryIO) -> tuple[int, int, int]:
    size, end, records = stream.seek(0, 2), 0, 0
    while end < size:
        try:
            plain, behind = member_at(stream, end, LIMIT)
            records_in(plain)
        except RecordDamaged:
            break
        if behind is None:
            break
        end, records = behind, records + 1
    return records, end, size
