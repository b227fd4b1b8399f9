"""Every request that the archive holds, with what came back: what receipts are made from. Reads WARC files and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO, cast

from data_lake.files import paths_under
from data_lake.foreign import LIMIT, member_at, members_in
from data_lake.lake import ARCHIVE, OPEN_ENDING, Lake
from data_lake.warc import Record, records_in
from schemas.errors import RecordDamaged
from schemas.receipt import Requested

TIED = "warc-concurrent-to"
CUT_BY_US = "length"
"""Why an answer is cut off that was larger than we read: its beginning is what it was judged by."""


def requests_of(lake: Lake, run_id: str, portal: str) -> Iterator[Requested]:
    """Every request of a portal in a run, file by file. A file, being one writer's, stands for its worker.

    Raises RecordDamaged for a record that cannot be read, a request without an answer, and an answer to no request.
    """
    for path, _ in paths_under(lake.files, lake.archive(portal)):
        if path.removesuffix(OPEN_ENDING).endswith(".warc.gz"):
            with lake.files.open_input_file(path) as stream:
                name = path.removesuffix(OPEN_ENDING).removeprefix(f"{ARCHIVE}/")
                yield from _in_file(cast(BinaryIO, stream), name, run_id)


def asked_in(lake: Lake, run_id: str, portal: str) -> set[str]:
    """Every address of a portal that a run sent a request to, as far as the archive can be read: damaged records are passed over."""
    asked: set[str] = set()
    for path, _ in paths_under(lake.files, lake.archive(portal)):
        if path.removesuffix(OPEN_ENDING).endswith(".warc.gz"):
            with lake.files.open_input_file(path) as stream:
                asked |= _asked_in_file(cast(BinaryIO, stream), run_id)
    return asked


def _asked_in_file(stream: BinaryIO, run_id: str) -> set[str]:
    asked: set[str] = set()
    for _, record in members_in(stream):
        if isinstance(record, RecordDamaged):
            continue
        if record.kind == "warcinfo" and _named(record.payload).get("isPartOf") != run_id:
            return set()
        if record.kind == "request" and record.url:
            asked.add(record.url)
    return asked


def _in_file(stream: BinaryIO, name: str, run_id: str) -> Iterator[Requested]:
    via = ""
    waiting: dict[str, tuple[int, Record]] = {}
    for offset, record in _records(stream, name):
        if record.kind == "warcinfo":
            about = _named(record.payload)
            if about.get("isPartOf") != run_id:
                return
            via = about.get("via", "")
        elif TIED in record.fields:
            other = waiting.pop(record.fields[TIED], None)
            if other is None:
                waiting[record.record_id] = (offset, record)
            else:
                ends = sorted((other, (offset, record)), key=lambda end: end[1].kind != "request")
                yield _requested(ends[0][1], ends[1][1], via, f"{name}@{ends[0][0]}")
    for offset, record in waiting.values():
        raise RecordDamaged(f"{name}@{offset}: the {record.kind} record is tied to none")


def _records(stream: BinaryIO, name: str) -> Iterator[tuple[int, Record]]:
    size = stream.seek(0, 2)
    offset: int | None = 0
    while offset is not None and offset < size:
        try:
            plain, end = member_at(stream, offset, LIMIT)
            found = records_in(plain)
        except RecordDamaged as error:
            raise RecordDamaged(f"{name}@{offset}: {error}") from error
        yield from ((offset, record) for record in found)
        offset = end


def _requested(request: Record, answer: Record, via: str, where: str) -> Requested:
    failed = answer.kind == "metadata"
    return Requested(
        url=request.url or "",
        started_at=_moment(request.date, where),
        ended_at=_moment(_named(answer.payload).get("ended") if failed else answer.date, where),
        status=answer.status,
        asked=request.http,
        answered=answer.http,
        payload=b"" if failed else answer.payload,
        whole=answer.fields.get("warc-truncated", CUT_BY_US) == CUT_BY_US,
        ip=request.fields.get("warc-ip-address"),
        via=via,
        worker=where.rpartition("@")[0].rpartition("-")[0],
        record=where,
    )


def _named(block: bytes) -> dict[str, str]:
    """The fields of a block of application/warc-fields."""
    pairs = (line.partition(":") for line in block.decode("utf-8", "replace").splitlines())
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}


def _moment(said: str | None, where: str) -> datetime:
    try:
        return datetime.fromisoformat(said or "").astimezone(UTC)
    except ValueError as error:
        raise RecordDamaged(f"{where}: the record has no date") from error
