"""Records of WARC and WET files that others made, one at a time, past whatever is damaged. Memory is bounded by LIMIT."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from data_lake.warc import Record, records_in
from schemas.errors import RecordDamaged

LIMIT = 64 * 1024 * 1024
"""Largest record that is read, in bytes without coding."""
CHUNK = 64 * 1024
HEAD_LIMIT = 64 * 1024
MAGIC = b"\x1f\x8b\x08"
START = b"WARC/"

Found = tuple[int, Record | RecordDamaged]
"""Offset in the file (in the uncompressed bytes, where the file is one gzip member), and what is there."""


def records_of(path: Path) -> Iterator[Found]:
    """Every record of a .warc, .wet, .warc.gz or .wet.gz file; a damaged one as the reason, and then the next whole one."""
    with path.open("rb") as stream:
        start = stream.read(len(MAGIC))
        stream.seek(0)
        if start == MAGIC and _is_one_member(stream):
            with gzip.open(stream) as plain:
                yield from _of_plain(cast(BinaryIO, plain), seekable=False)
        elif start.startswith(MAGIC[:2]) or path.name.endswith(".gz"):
            yield from members_in(stream)
        else:
            yield from _of_plain(stream, seekable=True)


def record_at(stream: BinaryIO, offset: int) -> Record:
    """The record at a place that an index names, in a file of gzip members or of plain records. Raises RecordDamaged."""
    stream.seek(offset)
    start = stream.read(len(MAGIC))
    if start == MAGIC:
        plain, end = member_at(stream, offset, LIMIT)
        if end is None:
            raise RecordDamaged(f"too_large: more than {LIMIT} bytes")
        return records_in(plain)[0]
    stream.seek(offset)
    line = stream.readline(HEAD_LIMIT)
    if not line.startswith(START):
        raise RecordDamaged("no record begins there")
    return _one_plain(stream, line)


def _is_one_member(stream: BinaryIO) -> bool:
    """Whether the first gzip member holds more than one record, as when a whole WARC file was given to gzip."""
    try:
        first, _ = member_at(stream, 0, CHUNK)
    except RecordDamaged:
        return False
    finally:
        stream.seek(0)
    return first.count(b"\r\n\r\n" + START) > 0


def members_in(stream: BinaryIO) -> Iterator[Found]:
    """Every record of a file of gzip members, past whatever is damaged."""
    offset: int | None = 0
    size = stream.seek(0, 2)
    while offset is not None and offset < size:
        try:
            plain, end = member_at(stream, offset, LIMIT)
            if end is None:
                raise RecordDamaged(f"too_large: more than {LIMIT} bytes")
            for record in records_in(plain) if plain.strip() else ():
                yield offset, record
            offset = end
        except RecordDamaged as error:
            yield offset, error
            offset = _next_member(stream, offset + 1)


def member_at(stream: BinaryIO, offset: int, limit: int) -> tuple[bytes, int | None]:
    """The member's bytes and the offset behind it; None for that where the bytes are more than `limit`."""
    stream.seek(offset)
    inflate, plain, read = zlib.decompressobj(wbits=31), bytearray(), 0
    while not inflate.eof:
        chunk = inflate.unconsumed_tail or stream.read(CHUNK)
        if not chunk:
            raise RecordDamaged("the gzip member ends too soon")
        read += 0 if inflate.unconsumed_tail else len(chunk)
        try:
            plain += inflate.decompress(chunk, limit + 1 - len(plain))
        except zlib.error as error:
            raise RecordDamaged(f"the gzip member is damaged ({error})") from error
        if len(plain) > limit:
            return bytes(plain), None
    return bytes(plain), offset + read - len(inflate.unused_data)


def _next_member(stream: BinaryIO, offset: int) -> int | None:
    """Offset of the next gzip member that starts with a WARC record."""
    stream.seek(offset)
    window, base = b"", offset
    while chunk := stream.read(CHUNK):
        window += chunk
        place = window.find(MAGIC)
        while place >= 0:
            if _starts_record(stream, base + place):
                return base + place
            place = window.find(MAGIC, place + 1)
        base += len(window) - (len(MAGIC) - 1)
        window = window[-(len(MAGIC) - 1) :]
        stream.seek(base + len(window))
    return None


def _starts_record(stream: BinaryIO, offset: int) -> bool:
    stream.seek(offset)
    try:
        return zlib.decompressobj(wbits=31).decompress(stream.read(1024), len(START)) == START
    except zlib.error:
        return False


def _of_plain(stream: BinaryIO, *, seekable: bool) -> Iterator[Found]:
    try:
        yield from _of_lines(stream, seekable)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield stream.tell(), RecordDamaged(f"the gzip member is damaged ({error})")


def _of_lines(stream: BinaryIO, seekable: bool) -> Iterator[Found]:
    lost = 0
    while True:
        offset = stream.tell()
        line = stream.readline(HEAD_LIMIT)
        if line.startswith(START):
            if lost:
                yield offset - lost, RecordDamaged(f"{lost} bytes that are no record")
            lost = 0
            behind_head = stream.tell()
            try:
                yield offset, _one_plain(stream, line)
            except RecordDamaged as error:
                yield offset, error
                # A wrong length may have swallowed the next record: look for it from behind this one's first line.
                if seekable:
                    stream.seek(behind_head)
                    _skip_to_record(stream)
        elif line.strip() or lost:
            lost += len(line)
        if not line:
            if lost:
                yield offset - lost, RecordDamaged(f"{lost} bytes that are no record")
            return


def _skip_to_record(stream: BinaryIO) -> None:
    """Moves on to the next line that starts a record; what lies between belongs to one that is named already."""
    while True:
        offset = stream.tell()
        line = stream.readline(HEAD_LIMIT)
        if not line or line.startswith(START):
            stream.seek(offset)
            return


def _one_plain(stream: BinaryIO, first: bytes) -> Record:
    head, length = [first], None
    while (line := stream.readline(HEAD_LIMIT)).strip():
        head.append(line)
        name, colon, value = line.partition(b":")
        if not colon and not line.startswith((b" ", b"\t")):
            raise RecordDamaged("the head of the record is damaged")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            length = int(value)
        if sum(map(len, head)) > HEAD_LIMIT:
            raise RecordDamaged("the head of the record does not end")
    if length is None:
        raise RecordDamaged("the head of the record has no Content-Length")
    if length > LIMIT:
        raise RecordDamaged(f"too_large: {length} bytes")
    block = stream.read(length)
    if len(block) < length:
        raise RecordDamaged(f"the record ends after {len(block)} of {length} bytes")
    if stream.read(4).strip():
        raise RecordDamaged("the record is longer than its Content-Length")
    return records_in(b"".join(head) + b"\r\n" + block + b"\r\n\r\n")[0]
