"""Pages from files: WARC and WET files, and folders of pages or texts with a manifest of their addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from data_lake.foreign import LIMIT, records_of
from data_lake.warc import Record
from schemas.errors import CallError, RecordDamaged
from schemas.page import Medium, Page

MANIFEST = "manifest.jsonl"
ENDINGS = (".warc", ".warc.gz", ".wet", ".wet.gz")
ITEM_ENDINGS = (".txt", ".html", ".htm")
HTML = ("text/html", "application/xhtml+xml")
NO_PAGE = ("warcinfo", "request", "metadata", "revisit")
"""Kinds of records that hold no page of their own. A revisit says that a page was as before; that one is in the archive."""


@dataclass(frozen=True, slots=True)
class BadItem:
    """An item of a file or folder that cannot become a page. reason: a stable code, and detail after a colon."""

    name: str
    reason: str


class _Bad(Exception):
    """Ends the reading of one item; never leaves this module."""


def pages_in(path: str | Path) -> Iterator[Page | BadItem]:
    """Every page of a WARC or WET file (plain or gzip), of a folder of these, or of a folder with a manifest.jsonl.

    A manifest has one JSON object a line: file, url, captured_at (ISO 8601 with zone), content_type. What cannot be
    taken is a BadItem, and the rest goes on. Raises CallError, before anything is read, where nothing can be.
    """
    path = Path(path)
    if not path.exists():
        raise CallError(
            f"there is no file or folder {path}; give a WARC or WET file, a CDX index, or a folder with a {MANIFEST}"
        )
    if path.is_dir():
        return _in_folder(path)
    if not path.name.endswith(ENDINGS):
        raise CallError(
            f"{path} is neither WARC nor WET ({', '.join(ENDINGS)}) nor a CDX index; give such a file, or a folder with a {MANIFEST}"
        )
    return _in_warc(path)


def _in_folder(folder: Path) -> Iterator[Page | BadItem]:
    if (folder / MANIFEST).is_file():
        return _in_manifest(folder)
    archives = sorted(one for one in folder.rglob("*") if one.name.endswith(ENDINGS) and one.is_file())
    if not archives:
        raise CallError(
            f"the folder {folder} has no {MANIFEST} and no WARC or WET file; "
            f"a line of {MANIFEST} gives file, url, captured_at and content_type of one item"
        )
    return (item for one in archives for item in _in_warc(one))


def _in_warc(path: Path) -> Iterator[Page | BadItem]:
    empty = True
    for offset, record in records_of(path):
        empty = False
        item = item_of(f"{path.name}@{offset}", record)
        if item is not None:
            yield item
    if empty:
        yield BadItem(path.name, "bad_record: the file holds no record")


def item_of(name: str, record: Record | RecordDamaged) -> Page | BadItem | None:
    """What a record of that name is to a backfill; None where it holds no page."""
    if isinstance(record, RecordDamaged):
        return BadItem(name, f"bad_record: {record}")
    try:
        return _page(record)
    except _Bad as bad:
        return BadItem(f"{name} {record.url}" if record.url else name, str(bad))


def _page(record: Record) -> Page | None:
    if record.kind in NO_PAGE or record.status == 304:
        return None
    if record.kind not in ("response", "resource", "conversion"):
        raise _Bad(f"bad_record: a record of kind {record.kind}")
    if record.url is None:
        raise _Bad("no_url")
    if urlsplit(record.url).scheme not in ("http", "https"):
        return None
    url = _url(record.url)
    if "warc-truncated" in record.fields:
        raise _Bad(f"truncated: {record.fields['warc-truncated']}")
    if record.kind == "response" and record.status is None:
        raise _Bad("bad_record: the answer has no HTTP status")
    headers = record.http
    if record.kind != "response":
        headers = (("Content-Type", record.content_type),) if record.content_type else ()
    page = Page(
        url=url,
        final_url=url,
        status=record.status or 200,
        headers=headers,
        payload=record.payload,
        captured_at=_moment(record.date),
    )
    return _as_medium(page, _medium(page.header("Content-Type"), "text" if record.kind == "conversion" else "other"))


def _in_manifest(folder: Path) -> Iterator[Page | BadItem]:
    named: set[str] = set()
    with (folder / MANIFEST).open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            name = f"{MANIFEST}:{number}"
            try:
                item = _item(line)
                name = str(item.get("file") or name)
                named.add(name)
                yield _from_file(folder, item)
            except _Bad as bad:
                yield BadItem(name, str(bad))
    for one in sorted(folder.rglob("*")):
        name = one.relative_to(folder).as_posix()
        if one.is_file() and one.suffix.lower() in ITEM_ENDINGS and name not in named:
            yield BadItem(name, f"no_url: not in {MANIFEST}")


def _item(line: bytes) -> dict[str, Any]:
    try:
        item = json.loads(line)
    except ValueError as error:
        raise _Bad(f"bad_manifest_line: {error}") from error
    if not isinstance(item, dict):
        raise _Bad("bad_manifest_line: not an object")
    return item


def _from_file(folder: Path, item: dict[str, Any]) -> Page:
    if not isinstance(item.get("file"), str) or not item["file"]:
        raise _Bad("bad_manifest_line: no file is named")
    if not item.get("url"):
        raise _Bad("no_url")
    url, captured_at = _url(item["url"]), _moment(item.get("captured_at"))
    kind = item.get("content_type")
    if not isinstance(kind, str):
        raise _Bad("bad_manifest_line: no content_type")
    medium = _medium(kind, "other")
    if medium == "other" and _essence(kind) == "text/plain":
        medium = "text"
    page = Page(
        url=url,
        final_url=url,
        status=200,
        headers=(("Content-Type", kind),),
        payload=_bytes(folder, item["file"]),
        captured_at=captured_at,
    )
    return _as_medium(page, medium)


def _bytes(folder: Path, name: str) -> bytes:
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise _Bad("outside_folder")
        if path.stat().st_size > LIMIT:
            raise _Bad(f"too_large: more than {LIMIT} bytes")
        return path.read_bytes()
    except OSError as error:
        raise _Bad(f"missing_file: {error.strerror or error}") from error
    except ValueError as error:
        raise _Bad(f"missing_file: {error}") from error


def _url(said: object) -> str:
    if not isinstance(said, str):
        raise _Bad("bad_url: not a text")
    url = said.strip()
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good or any(mark.isspace() for mark in url):
        raise _Bad(f"bad_url: {said}")
    return url


def _moment(said: object) -> datetime:
    if not isinstance(said, str):
        raise _Bad("bad_date: none is given")
    try:
        moment = datetime.fromisoformat(said.strip())
    except ValueError as error:
        raise _Bad(f"bad_date: {said}") from error
    if moment.tzinfo is None:
        raise _Bad(f"bad_date: {said} has no zone")
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise _Bad(f"bad_date: {said}") from error


def _essence(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _medium(content_type: str | None, otherwise: Medium) -> Medium:
    if content_type is None:
        return "text" if otherwise == "text" else "html"
    return "html" if _essence(content_type) in HTML else otherwise


def _as_medium(page: Page, medium: Medium) -> Page:
    return Page(
        url=page.url,
        final_url=page.final_url,
        status=page.status,
        headers=page.headers,
        payload=page.payload,
        captured_at=page.captured_at,
        medium=medium,
    )
