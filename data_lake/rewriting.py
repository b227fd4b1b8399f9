"""WARC files written anew without a text: its own records left out, its sentences blanked where other pages show them."""

from __future__ import annotations

import io
import re
import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
from deltalake import DeltaTable

from data_lake.files import paths_under, read_file, write_file
from data_lake.foreign import LIMIT, member_at
from data_lake.lake import ARCHIVE, Lake
from data_lake.rows import picked, values
from data_lake.sealing import let_go
from data_lake.shapes import SHAPES
from data_lake.tables import Term, commit, read, replace, rows_of, take_out
from data_lake.warc import Record, digest_of, http_block, member, records_in
from data_lake.words import blanked, decoded, says, uncoded
from schemas.article import MONTH
from schemas.errors import RecordDamaged
from schemas.page import CAPTURES

OWN_FIELDS = frozenset(
    {"content-length", "warc-type", "warc-record-id", "warc-date", "warc-block-digest", "warc-payload-digest"}
)
_ENDING = re.compile(r"(?:-t[0-9a-f]{6})?\.warc\.gz$")


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a record lies now, and its payload's digest and length where its words were changed."""

    offset: int
    length: int
    digest: str | None = None
    size: int | None = None


def rewrite_archive(lake: Lake, own: Collection[str], sentences: Collection[str]) -> list[str]:
    """Takes a text out of every WARC file that holds it. own: its captures, whose records and rows go whole.

    The old file is removed last, so that a killed takedown is simply done again. -> paths that are no more.
    """
    gone = []
    for path, _ in paths_under(lake.files, ARCHIVE):
        content = read_file(lake.files, path) or b""
        if not path.endswith(".warc.gz"):
            if says(content.decode("utf-8", "replace"), sentences) or _torn_says(content, sentences):
                let_go(lake, [path])
                gone.append(path)
            continue
        rows = read(lake, "captures", where=[("warc_file", "=", path.removeprefix(f"{ARCHIVE}/"))])
        mine = {row["warc_offset"] for row in rows.to_pylist() if row["capture_id"] in own}
        written = _rewritten(content, mine, sentences)
        if written is not None:
            _put(lake, path, rows, *written)
            gone.append(path)
    return gone


def _rewritten(
    content: bytes, mine: Collection[int], sentences: Collection[str]
) -> tuple[bytes, dict[int, Placed]] | None:
    """The file's new bytes and where each old offset's record lies in them; None where nothing has to go."""
    out, placed, changed = bytearray(), dict[int, Placed](), False
    for start, end, plain in _members(content):
        record = records_in(plain)[0]
        raw, digest, size = content[start:end], None, None
        words = decoded(record.payload, record.http).decode("utf-8", "surrogateescape")
        if start in mine:
            changed = True
            continue
        if says(words, sentences):
            changed = True
            left = blanked(words, sentences)
            if record.kind == "request" or says(left, sentences):
                continue
            payload = left.encode("utf-8", "surrogateescape")
            raw, digest, size = _again(record, payload), digest_of(payload), len(payload)
        placed[start] = Placed(len(out), len(raw), digest, size)
        out += raw
    return (bytes(out), placed) if changed else None


def _members(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    stream, start = io.BytesIO(content), 0
    while start < len(content):
        plain, end = member_at(stream, start, LIMIT)
        if end is None:
            raise RecordDamaged(f"the record at {start} is larger than {LIMIT} bytes")
        yield start, end, plain
        start = end


def _again(record: Record, payload: bytes) -> bytes:
    fields = {name: value for name, value in record.fields.items() if name not in OWN_FIELDS}
    block = payload
    if record.status is not None:
        block = http_block(f"HTTP/1.1 {record.status}", uncoded(record.http), payload)
    at = datetime.fromisoformat(record.date or "")
    return member(record.kind, fields, block, date=at, record_id=record.record_id, payload_digest=digest_of(payload))


def _put(lake: Lake, path: str, rows: pa.Table, content: bytes, placed: dict[int, Placed]) -> None:
    name = path.removeprefix(f"{ARCHIVE}/")
    new = _ENDING.sub(f"-t{secrets.token_hex(3)}.warc.gz", name)
    write_file(lake.files, lake.archive(new), content)
    stays = [offset in placed for offset in values(rows, "warc_offset")]
    if any(stays):
        moved = pa.Table.from_pylist([_moved(row, new, placed) for row in picked(rows, stays).to_pylist()], rows.schema)
        _replace(lake, moved)
    lost = values(picked(rows, (not stay for stay in stays)), "capture_id")
    if lost:
        take_out(lake, "captures", [("portal", "in", sorted(set(values(rows, "portal")))), ("capture_id", "in", lost)])
    let_go(lake, [path])


def _moved(row: dict[str, Any], new: str, placed: dict[int, Placed]) -> dict[str, Any]:
    place = placed[row["warc_offset"]]
    moved = {**row, "warc_file": new, "warc_offset": place.offset, "warc_length": place.length}
    return moved if place.size is None else {**moved, "digest": place.digest, "length": place.size}


def _replace(lake: Lake, moved: pa.Table) -> None:
    ids = values(moved, "capture_id")
    where: list[Term] = [("portal", "in", sorted(set(values(moved, "portal")))), ("capture_id", "in", ids)]

    def attempt(table: DeltaTable) -> None:
        stored = rows_of(lake, "captures", table, ("capture_id", MONTH), where)
        months = dict(zip(values(stored, "capture_id"), values(stored, MONTH), strict=True))
        month = pa.array([months[one] for one in ids], pa.string())
        replace(
            lake,
            "captures",
            table,
            moved.select(CAPTURES.names).append_column(SHAPES["captures"].stored.field(MONTH), month),
        )

    commit(lake, "captures", attempt)


def _torn_says(content: bytes, sentences: Collection[str]) -> bool:
    """Whether what a killed run left of a record may hold the text: what cannot be read is taken to hold it."""
    try:
        plain, _ = member_at(io.BytesIO(content), 0, LIMIT)
    except RecordDamaged:
        return bool(content)
    return says(plain.decode("utf-8", "replace"), sentences)
