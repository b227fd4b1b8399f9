"""Re-reads what the lake keeps, and says of each damaged file what is wrong and which rows are concerned."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import unquote

import pyarrow.parquet as pq

from data_lake.archive import captures_in, pages_of
from data_lake.concerned import LOG, UNREADABLE, Concerned, readable_releases, rows_of_file
from data_lake.files import read_file
from data_lake.foreign import records_of
from data_lake.lake import ARCHIVE, MARKER, RELEASES, Lake
from data_lake.sealing import CHANGING, LET_GO, Seal, SealBroken, kept_files, seals, sha256_of
from data_lake.shapes import SHAPES
from data_lake.tables import existing, opened_at, read
from schemas.errors import RecordDamaged

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A file, or a record in one, that is not what it was."""

    path: str
    what: str
    concerned: Concerned


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was looked at, and what was found. A file without a seal was only read, not held against its sha256."""

    files: int
    unsealed: int
    records: int
    damages: tuple[Damage, ...]


def verify(lake: Lake, *, sample: int | None = None, seed: int = 0) -> Verified:
    """Holds every file against its seal and every capture against its record, or `sample` of each, chosen by `seed`.

    Whether the files that a table needs are there is looked at in any case.
    """
    present = dict(kept_files(lake))
    sealed, damages = _sealed(lake)
    unsealed_logs = {path.partition(LOG)[0] for path in present if LOG in path and path not in sealed}
    chosen = _some(sorted(present), sample, seed)
    for path in chosen:
        what = _fault(lake, path, present[path], sealed.get(path), unsealed_logs)
        if what:
            damages.append(_damage(lake, path, what))
    # What a damaged log says of its table's files is not to be believed.
    doubted = {one.path.partition(LOG)[0] for one in damages if LOG in one.path}
    damages += [_damage(lake, path, "the file is gone") for path in _gone(lake, sealed, present, doubted)]
    records = 0
    named = {damage.path for damage in damages}
    for records, fault in enumerate(_captures(lake, sample, seed), 1):  # noqa: B007 - counts what was read
        if fault is not None and fault.path not in named:
            damages.append(fault)
    unsealed = sum(path not in sealed for path in present)
    return Verified(files=len(chosen), unsealed=unsealed, records=records, damages=tuple(damages))


def _sealed(lake: Lake) -> tuple[dict[str, Seal], list[Damage]]:
    found: dict[str, Seal] = {}
    broken = []
    for one in seals(lake):
        if isinstance(one, SealBroken):
            broken.append(
                Damage(path=one.path, what=one.reason, concerned=Concerned(sentence="no row: only the proof"))
            )
        elif one.size == LET_GO:
            found.pop(one.path, None)
        else:
            found[one.path] = one
    return found, broken


def _fault(lake: Lake, path: str, size: int, seal: Seal | None, unsealed_logs: set[str]) -> str | None:
    if seal is None or (path.endswith(CHANGING) and path.partition(LOG)[0] in unsealed_logs):
        try:
            _read_through(lake, path)
        except UNREADABLE as error:
            return f"cannot be read: {str(error).splitlines()[0] if str(error) else type(error).__name__}"
        return None
    if size != seal.size:
        return f"has {size} bytes instead of {seal.size}"
    try:
        return None if sha256_of(lake.files, path) == seal.sha256 else "does not match its sha256"
    except OSError as error:
        return f"cannot be read: {error}"


def _read_through(lake: Lake, path: str) -> None:
    """Reads a file that has no seal as far as its own form can show damage. Raises one of UNREADABLE."""
    if path.startswith(f"{ARCHIVE}/") and lake.local is not None:
        for _, record in records_of(lake.local / path):
            if isinstance(record, RecordDamaged):
                raise record
    elif path.endswith(".parquet"):
        with lake.files.open_input_file(path) as stream:
            parquet = pq.ParquetFile(stream)
            for group in range(parquet.num_row_groups):
                parquet.read_row_group(group)
    elif path == MARKER or path.startswith(f"{RELEASES}/"):
        json.loads(read_file(lake.files, path) or b"")
    elif path.endswith((".json", CHANGING)):
        for line in (read_file(lake.files, path) or b"").splitlines():
            json.loads(line)


def _gone(lake: Lake, sealed: dict[str, Seal], present: dict[str, int], doubted: set[str]) -> Iterator[str]:
    needed = {path for name in SHAPES if name not in doubted for path in _needed(lake, name)}
    for path in sorted({*sealed, *needed} - set(present) - _taken_down(lake)):
        vacuumed = path.endswith(".parquet") and LOG not in path and path not in needed
        if not vacuumed:
            yield path


def _taken_down(lake: Lake) -> set[str]:
    try:
        return {path for row in read(lake, "tombstones", ("removed",)).to_pylist() for path in row["removed"]}
    except UNREADABLE:
        return set()


def _needed(lake: Lake, name: str) -> Iterator[str]:
    """Files of the newest version of a table and of those that a release names."""
    named = {one.versions[name] for one in readable_releases(lake) if name in one.versions}
    for version in (None, *sorted(named)):
        try:
            table = existing(lake, name) if version is None else opened_at(lake, name, version)
        except UNREADABLE:
            # What is wrong with the log itself is found where its files are looked at.
            continue
        for uri in table.file_uris() if table is not None else ():
            yield f"{name}/{unquote(uri.removeprefix(lake.table(name)).lstrip('/'))}"


def _captures(lake: Lake, sample: int | None, seed: int) -> Iterator[Damage | None]:
    try:
        captures = captures_in(read(lake, "captures"))
    except UNREADABLE:
        return
    order = sorted(captures, key=lambda one: (one.warc_file, one.warc_offset))
    for capture, page in pages_of(lake, _some(order, sample, seed)):
        path = lake.archive(capture.warc_file)
        if isinstance(page, RecordDamaged):
            yield Damage(path=path, what=str(page), concerned=rows_of_file(lake, path))
        else:
            yield None


def _damage(lake: Lake, path: str, what: str) -> Damage:
    try:
        return Damage(path=path, what=what, concerned=rows_of_file(lake, path))
    except UNREADABLE as error:
        told = f"unknown, since the tables that would say cannot be read ({str(error).splitlines()[0]})"
        return Damage(path=path, what=what, concerned=Concerned(sentence=told))


def _some(all_of: Sequence[T], sample: int | None, seed: int) -> list[T]:
    if sample is None or sample >= len(all_of):
        return list(all_of)
    chosen = set(random.Random(seed).sample(range(len(all_of)), sample))
    return [one for i, one in enumerate(all_of) if i in chosen]
