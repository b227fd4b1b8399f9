"""Records that an index of a web archive (CDX) names, read from the WARC files that lie beside it."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO, cast

from data_lake.foreign import LIMIT, record_at
from data_lake.importing import item_of
from data_lake.items import BadItem
from schemas.errors import RecordDamaged
from schemas.page import Held, Page

INDEX_ENDINGS = tuple(f"{kind}{packed}" for kind in (".cdx", ".cdxj", ".json", ".jsonl") for packed in ("", ".gz"))
CHUNK = 1024


def is_index(path: Path) -> bool:
    """Whether a file is an index, by its name."""
    return path.name.endswith(INDEX_ENDINGS) and path.is_file()


def index_in(path: Path) -> bytes | Iterator[str]:
    """An index, plain or gzipped: line by line, or whole where it is one JSON array (64 MiB are read of that).

    Raises RecordDamaged, also between two lines, where its gzip coding is damaged.
    """
    with _opened(path) as stream:
        try:
            start = stream.read(CHUNK).lstrip()
            return start.encode() + stream.read(LIMIT).encode() if start.startswith("[") else _lines(path)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise _damaged(path, error) from error


def pages_at(held: Iterable[Held], index: Path) -> Iterator[Page | BadItem]:
    """The page of each capture, once; what cannot be had is a BadItem, and the rest goes on."""
    done: set[tuple[str, int]] = set()
    try:
        for one in held:
            place = (one.filename or "", -1 if one.offset is None else one.offset)
            if place not in done and (item := _item(one, *place, index.parent)) is not None:
                yield item
            done.add(place)
    except RecordDamaged as error:
        yield BadItem(index.name, f"bad_index: {error}")


def _item(held: Held, filename: str, offset: int, folder: Path) -> Page | BadItem | None:
    name = f"{filename}@{offset} {held.url}"
    if not filename or offset < 0:
        return BadItem(name, "no_place: the index names no file or no offset")
    path = next((path for part in (filename, Path(filename).name) if (path := folder / part).is_file()), None)
    if path is None:
        return BadItem(name, "missing_file")
    if not path.resolve().is_relative_to(folder.resolve()):
        return BadItem(name, "outside_folder")
    try:
        with path.open("rb") as stream:
            record = record_at(stream, offset)
    except (RecordDamaged, OSError) as error:
        return BadItem(name, f"bad_record: {error}")
    if record.url is not None and record.url != held.url:
        return BadItem(name, f"other_record: {record.url[:300]}")
    return item_of(name, record)


def _lines(path: Path) -> Iterator[str]:
    with _opened(path) as stream:
        try:
            yield from stream
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise _damaged(path, error) from error


def _opened(path: Path) -> TextIO:
    with path.open("rb") as stream:
        packed = stream.read(2) == b"\x1f\x8b"
    opener = gzip.open if packed else open
    return cast(TextIO, opener(path, "rt", encoding="utf-8", errors="replace"))


def _damaged(path: Path, error: Exception) -> RecordDamaged:
    return RecordDamaged(f"{path.name} cannot be read on ({error})")
