"""The archive: what crossed the network, kept as WARC files before anybody reads it, and read back by its capture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pyarrow as pa
from pyarrow import fs as pafs

from data_lake.lake import OPEN_ENDING, Lake
from data_lake.warc import Headers, Record, digest_of, records_in, unzipped
from data_lake.writer import Via, Writer, writer
from schemas.errors import RecordDamaged
from schemas.page import Capture, Page

__all__ = ["Via", "Writer", "captures_in", "page_of", "pages_of", "writer"]

SPARE_BYTES = 1 << 20
"""Room for the heads of a record besides its payload."""
KEPT_KINDS = ("response", "revisit", "resource", "conversion")


def page_of(lake: Lake, capture: Capture) -> Page:
    """The page that a capture points to, read back and held against its digest. Raises RecordDamaged."""
    where = f"capture {capture.capture_id} ({capture.warc_file} at {capture.warc_offset})"
    try:
        data = _slice(lake, capture.warc_file, capture.warc_offset, capture.warc_length)
        record = records_in(unzipped(data, capture.length + SPARE_BYTES))[0]
    except (RecordDamaged, OSError) as error:
        raise RecordDamaged(f"{where} cannot be read back: {error}") from error
    if record.kind not in KEPT_KINDS:
        raise RecordDamaged(f"{where} points to a {record.kind} record")
    if digest_of(record.payload) != capture.digest:
        raise RecordDamaged(f"{where} does not match its digest {capture.digest}")
    page = Page(
        url=capture.url,
        final_url=capture.final_url,
        status=capture.status,
        headers=_headers(record, capture),
        payload=record.payload,
        captured_at=capture.captured_at,
        medium=capture.medium,  # type: ignore[arg-type]  # a column is text, its values are those of Medium
    )
    return page if page.capture_id == capture.capture_id else replace(page, kept_as=capture.capture_id)


def captures_in(table: pa.Table) -> list[Capture]:
    """Rows of the table captures as Captures."""
    return [Capture(**row) for row in table.select(list(Capture.__dataclass_fields__)).to_pylist()]


def pages_of(lake: Lake, captures: Iterable[Capture]) -> Iterator[tuple[Capture, Page | RecordDamaged]]:
    """Each capture with its page, or with the reason why it cannot be had; one damaged record does not end the rest."""
    for capture in captures:
        try:
            yield capture, page_of(lake, capture)
        except RecordDamaged as error:
            yield capture, error


def _slice(lake: Lake, name: str, offset: int, length: int) -> bytes:
    try:
        return _read(lake, name, offset, length)
    except FileNotFoundError:
        raise
    except OSError:
        # A store that stumbles once has damaged nothing; what it refuses twice is told.
        return _read(lake, name, offset, length)


def _read(lake: Lake, name: str, offset: int, length: int) -> bytes:
    files, path = lake.files, lake.archive(name)
    # Rows are committed while their file is still open; only then does it carry the other name.
    if files.get_file_info([path])[0].type == pafs.FileType.NotFound:
        path += OPEN_ENDING
    with files.open_input_file(path) as stream:
        stream.seek(offset)
        return bytes(stream.read(length))


def _headers(record: Record, capture: Capture) -> Headers:
    if record.kind in ("resource", "conversion"):
        return (("Content-Type", capture.content_type),) if capture.content_type else ()
    return record.http
