"""One WARC record to and from one gzip member; the only module that knows the library for WARC files.

WARC 1.1 (ISO 28500:2017): https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

from __future__ import annotations

import base64
import hashlib
import io
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime

from fastwarc.stream_io import ChunkedReader
from fastwarc.warc import ArchiveIterator, WarcRecord

from schemas.errors import RecordDamaged

VERSION = "WARC/1.1"
GZIP = 31
"""zlib's name for a gzip member with its head and checksum."""
GZIP_LEVEL = 1
"""Less than half the time of 6, for members an eighth larger. Answers that came compressed are STORED."""
STORED = 0
_LINE_BREAKS = str.maketrans({"\r": " ", "\n": " "})

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A record as read. `payload` is the block without the HTTP head; transfer coding is undone, content coding is kept."""

    kind: str
    """warcinfo, request, response, revisit, resource, conversion, metadata …"""
    record_id: str
    url: str | None
    date: str | None
    """WARC-Date as written."""
    content_type: str | None
    """Content-Type of the record itself, not of the HTTP answer in it."""
    fields: dict[str, str]
    """Every named field of the record, lower case."""
    status: int | None
    http: Headers
    payload: bytes


def digest_of(payload: bytes) -> str:
    """A WARC digest: `sha1:` and base32."""
    return "sha1:" + base64.b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode()


def member(
    kind: str,
    fields: dict[str, str],
    block: bytes,
    *,
    date: datetime,
    record_id: str,
    payload_digest: str | None = None,
    packed: bool = False,
) -> bytes:
    """A whole record as one gzip member, with the digest of its payload, or of its block where it has no payload.

    packed: the block is compressed already, as an answer with a content coding is; then it is stored as it is.
    """
    head = {"WARC-Type": kind, "WARC-Record-ID": record_id, "WARC-Date": _date(date)}
    head |= {
        name: value.translate(_LINE_BREAKS) if "\n" in value or "\r" in value else value
        for name, value in fields.items()
    }
    digest = ("Payload", payload_digest) if payload_digest else ("Block", digest_of(block))
    head[f"WARC-{digest[0]}-Digest"] = digest[1]
    head["Content-Length"] = str(len(block))
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    plain = b"".join((f"{VERSION}\r\n{lines}\r\n".encode(), block, b"\r\n\r\n"))
    # zlib lets other threads run meanwhile, and a member of its own for each record is what makes offsets useful.
    return zlib.compress(plain, STORED if packed else GZIP_LEVEL, wbits=GZIP)


def _date(moment: datetime) -> str:
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def http_block(first_line: str, headers: Headers, payload: bytes, drop: frozenset[str] = frozenset()) -> bytes:
    """An HTTP message; a line break inside a header becomes a blank. `drop`: names (lower case) that are left out."""
    lines = [first_line, *(f"{name}: {value}" for name, value in headers if name.lower() not in drop)]
    head = "\n".join(lines)
    if "\r" in head or head.count("\n") != len(lines) - 1:
        head = "\n".join(line.translate(_LINE_BREAKS) for line in lines)
    return _wire(f"{head}\n\n".replace("\n", "\r\n")) + payload


def unzipped(data: bytes, limit: int) -> bytes:
    """One whole gzip member without its coding, its checksum seen to. Raises RecordDamaged."""
    inflate = zlib.decompressobj(wbits=31)
    try:
        plain = inflate.decompress(data, limit)
    except zlib.error as error:
        raise RecordDamaged(f"the gzip member is damaged ({error})") from error
    if inflate.unconsumed_tail:
        raise RecordDamaged(f"the record is larger than {limit} bytes")
    if not inflate.eof:
        raise RecordDamaged("the gzip member ends too soon")
    return plain


def records_in(plain: bytes) -> list[Record]:
    """The records in uncompressed bytes (one, in a gzip member of the usual kind). Raises RecordDamaged."""
    found = []
    try:
        for record in ArchiveIterator(io.BytesIO(plain), parse_http=False, strict_mode=False):
            found.append(_record(record))
    except (ValueError, OSError, EOFError, RuntimeError) as error:
        raise RecordDamaged(f"not a WARC record ({error})") from error
    if not found:
        raise RecordDamaged("not a WARC record")
    return found


def _record(record: WarcRecord) -> Record:
    fields = {name.lower(): value for name, value in record.headers.items()}
    if "content-length" not in fields or "warc-type" not in fields:
        raise RecordDamaged("the head of the record is damaged")
    block = record.reader.read()
    if len(block) != record.content_length:
        raise RecordDamaged(f"the record ends after {len(block)} of {record.content_length} bytes")
    said = fields.get("warc-block-digest", "")
    if said.startswith("sha1:") and len(said) == len("sha1:") + 32 and said.upper() != digest_of(block).upper():
        raise RecordDamaged("the block does not match its digest")
    status: int | None = None
    http: Headers = ()
    payload = block
    if fields.get("content-type", "").lower().startswith("application/http"):
        status, http, payload = _http(block)
    return Record(
        kind=fields["warc-type"].lower(),
        record_id=fields.get("warc-record-id", ""),
        url=fields.get("warc-target-uri", "").strip("<>") or None,
        date=fields.get("warc-date"),
        content_type=fields.get("content-type"),
        fields=fields,
        status=status,
        http=http,
        payload=payload,
    )


def _http(block: bytes) -> tuple[int | None, Headers, bytes]:
    head, gap, payload = block.partition(b"\r\n\r\n")
    if not gap:
        head, _, payload = block.partition(b"\n\n")
    first, *lines = head.replace(b"\r\n", b"\n").split(b"\n")
    words = first.split(None, 2)
    status = int(words[1]) if first.startswith(b"HTTP/") and len(words) > 1 and words[1].isdigit() else None
    headers: list[tuple[str, str]] = []
    for line in lines:
        name, colon, value = line.decode("latin-1").partition(":")
        if colon:
            headers.append((name.strip(), value.strip()))
        elif headers:
            headers[-1] = (headers[-1][0], f"{headers[-1][1]} {name.strip()}")
    coded = any(name.lower() == "transfer-encoding" and "chunked" in value.lower() for name, value in headers)
    if coded:
        payload = _joined(payload)
        headers = [pair for pair in headers if pair[0].lower() != "transfer-encoding"]
    return status, tuple(headers), payload


def _joined(payload: bytes) -> bytes:
    # Some crawlers keep the header but undo the coding: then the bytes are the payload already.
    try:
        return bytes(ChunkedReader(io.BytesIO(payload)).read())
    except (ValueError, OSError, EOFError):
        return payload


def _wire(head: str) -> bytes:
    # Headers come as Latin-1 from the network; anything else can only have been put in by a file's maker.
    try:
        return head.encode("latin-1")
    except UnicodeEncodeError:
        return b"\n".join(_encoded(line) for line in head.split("\n"))


def _encoded(line: str) -> bytes:
    try:
        return line.encode("latin-1")
    except UnicodeEncodeError:
        return line.encode()
