"""Writing the archive: one WARC file for each portal and run, rotated by size, named only when it is whole."""

from __future__ import annotations

import os
import secrets
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Literal

from data_lake.lake import OPEN_ENDING, Lake
from data_lake.spool import carry, seal_file, spooled
from data_lake.warc import digest_of, http_block, member
from schemas.page import Capture, CaptureKind, Exchange, Page

Via = Literal["live", "simulator", "file"]

ROTATE_BYTES = 256 * 1024 * 1024
UNCODED = frozenset({"transfer-encoding"})
"""Headers not kept, because the archive holds the body without that coding."""
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


NO_PAYLOAD = digest_of(b"")
Place = tuple[int, int, str]
"""Offset and length of a record's gzip member, and the digest of its payload."""


class Writer:
    """Writes a run's WARC files for one portal. Made by `writer`; one thread at a time.

    Captures that it hands out may be committed to the table once `flush` or the end of the `with` block has returned.
    """

    def __init__(self, lake: Lake, portal: str, run_id: str, via: Via, rotate_bytes: int) -> None:
        self._lake, self._portal, self._run_id, self._via, self._rotate = lake, portal, run_id, via, rotate_bytes
        self._mark, self._number, self._name = secrets.token_hex(4), 0, ""
        self._info_id, self._offset = "", 0
        self._stream: IO[bytes] | None = None

    def append(self, page: Page, *, kind: CaptureKind, channel: str, source: str, place: int) -> Capture:
        """Keeps a page with all that crossed the wire for it; the row says where its own record lies."""
        if page.exchanges:
            self.record(page.exchanges[:-1])
            offset, length, digest = self._exchange(page.exchanges[-1], page.exchanges[-1].ended_at)
        else:
            offset, length, digest = self._from_file(page)
        said = {name.lower(): value for name, value in reversed(page.headers)}
        return Capture(
            capture_id=page.capture_id,
            portal=self._portal,
            kind=kind,
            medium=page.medium,
            url=page.url,
            final_url=page.final_url,
            captured_at=page.captured_at,
            status=page.status,
            etag=said.get("etag"),
            last_modified=said.get("last-modified"),
            content_type=said.get("content-type"),
            digest=digest,
            length=len(page.payload),
            warc_file=self._name,
            warc_offset=offset,
            warc_length=length,
            channel=channel,
            source=source,
            place=place,
            via=self._via,
            run_id=self._run_id,
        )

    def record(self, exchanges: Iterable[Exchange]) -> None:
        """Keeps requests and answers that led to no page: redirects, retries, failures."""
        for exchange in exchanges:
            self._exchange(exchange, exchange.ended_at)

    def flush(self) -> None:
        """Brings everything to the disk. In an object store this seals the file, since nothing less is kept there."""
        if self._stream is None:
            return
        self._stream.flush()
        os.fsync(self._stream.fileno())
        if self._lake.local is None:
            self.close()

    def close(self) -> None:
        """Seals the file being written, if there is one."""
        if self._stream is None:
            return
        self._stream.flush()
        os.fsync(self._stream.fileno())
        if self._lake.local is None:
            carry(self._lake, Path(self._stream.name), self._name)
        else:
            seal_file(self._lake.local / (self._lake.archive(self._name) + OPEN_ENDING))
        self._stream.close()
        self._stream = None

    def _exchange(self, exchange: Exchange, answered_at: datetime) -> Place:
        self._begin()
        asked, answer = _new_id(), _new_id()
        about = {"WARC-Target-URI": exchange.url}
        if exchange.ip:
            about["WARC-IP-Address"] = exchange.ip
        place = self._answer(exchange, answered_at, about, asked, answer)
        request = {**about, "Content-Type": "application/http; msgtype=request", "WARC-Concurrent-To": answer}
        line = f"{exchange.method} {_target(exchange.url)} HTTP/1.1"
        block = http_block(line, exchange.request_headers, exchange.request_body)
        self._put("request", request, block, exchange.started_at, asked, exchange.request_body or None)
        return place

    def _answer(self, exchange: Exchange, at: datetime, about: dict[str, str], asked: str, answer: str) -> Place:
        if exchange.status is None:
            fields = {**about, "WARC-Concurrent-To": asked, "Content-Type": "application/warc-fields"}
            block = f"error: {exchange.error or 'no answer'}\r\nended: {exchange.ended_at.isoformat()}\r\n".encode()
            return self._put("metadata", fields, block, at, answer, None)
        fields = {**about, "WARC-Concurrent-To": asked, "Content-Type": "application/http; msgtype=response"}
        line = f"HTTP/1.1 {exchange.status} {exchange.reason_phrase}".rstrip()
        if exchange.status == 304:
            fields["WARC-Profile"] = NOT_MODIFIED
            return self._put("revisit", fields, http_block(line, exchange.headers, b"", UNCODED), at, answer, None)
        if exchange.error:
            fields["WARC-Truncated"] = "length" if exchange.error.startswith("too_large") else "unspecified"
        block = http_block(line, exchange.headers, exchange.payload, UNCODED)
        packed = any(name.lower() == "content-encoding" for name, _ in exchange.headers)
        return self._put("response", fields, block, at, answer, exchange.payload, packed=packed)

    def _from_file(self, page: Page) -> Place:
        self._begin()
        fields = {"WARC-Target-URI": page.final_url}
        plain = page.status == 200 and all(name.lower() == "content-type" for name, _ in page.headers)
        if page.medium != "text" and not plain:
            fields["Content-Type"] = "application/http; msgtype=response"
            block = http_block(f"HTTP/1.1 {page.status}", page.headers, page.payload, UNCODED)
            return self._put("response", fields, block, page.captured_at, _new_id(), page.payload)
        fields["Content-Type"] = page.header("Content-Type") or "application/octet-stream"
        kind = "conversion" if page.medium == "text" else "resource"
        return self._put(kind, fields, page.payload, page.captured_at, _new_id(), page.payload)

    def _put(
        self,
        kind: str,
        fields: dict[str, str],
        block: bytes,
        at: datetime,
        record_id: str,
        payload: bytes | None,
        *,
        packed: bool = False,
    ) -> Place:
        stream = self._stream
        if stream is None:
            raise RuntimeError("the WARC file is not open")
        if kind != "warcinfo":
            fields = {**fields, "WARC-Warcinfo-ID": self._info_id}
        digest = None if payload is None else digest_of(payload)
        data = member(kind, fields, block, date=at, record_id=record_id, payload_digest=digest, packed=packed)
        start = self._offset
        stream.write(data)
        self._offset += len(data)
        return start, len(data), digest or NO_PAYLOAD

    def _begin(self) -> None:
        if self._stream is not None and self._offset >= self._rotate:
            self.close()
        if self._stream is not None:
            return
        self._number += 1
        self._name = self._lake.warc_name(self._portal, self._run_id, self._mark, self._number)
        self._stream, self._offset, self._info_id = spooled(self._lake, self._name), 0, _new_id()
        about = f"software: City Portals\r\nformat: WARC File Format 1.1\r\nisPartOf: {self._run_id}\r\nvia: {self._via}\r\n"
        fields = {"WARC-Filename": self._name.rpartition("/")[2], "Content-Type": "application/warc-fields"}
        self._put("warcinfo", fields, about.encode(), datetime.now(UTC), self._info_id, None)


@contextmanager
def writer(lake: Lake, portal: str, run_id: str, via: Via, *, rotate_bytes: int = ROTATE_BYTES) -> Iterator[Writer]:
    """A Writer whose file is sealed at the end of the block, also when the block is left by an exception."""
    keeper = Writer(lake, portal, run_id, via, rotate_bytes)
    try:
        yield keeper
    finally:
        keeper.close()


def _target(url: str) -> str:
    behind = url.partition("://")[2].partition("#")[0]
    host = behind.partition("?")[0].partition("/")[0]
    target = behind[len(host) :]
    return target if target.startswith("/") else f"/{target}"


def _new_id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"
