"""Pages from files: WARC and WET files, and folders of pages or texts with a manifest of their addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from data_lake.foreign import records_of
from data_lake.items import BadItem, Unfit, medium_of, moment_of, url_of
from data_lake.listed import MANIFEST, in_manifest
from data_lake.warc import Record
from schemas.errors import CallError, RecordDamaged
from schemas.page import Page

ENDINGS = (".warc", ".warc.gz", ".wet", ".wet.gz")
NO_PAGE = ("warcinfo", "request", "metadata", "revisit")
"""Kinds of records that hold no page of their own. A revisit says that a page was as before; that one is in the archive."""


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
        return in_manifest(folder)
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
    except Unfit as bad:
        return BadItem(f"{name} {record.url}" if record.url else name, str(bad))


def _page(record: Record) -> Page | None:
    if record.kind in NO_PAGE or record.status == 304:
        return None
    if record.kind not in ("response", "resource", "conversion"):
        raise Unfit(f"bad_record: a record of kind {record.kind}")
    if record.url is None:
        raise Unfit("no_url")
    if urlsplit(record.url).scheme not in ("http", "https"):
        return None
    url = url_of(record.url)
    if "warc-truncated" in record.fields:
        raise Unfit(f"truncated: {record.fields['warc-truncated']}")
    if record.kind == "response" and record.status is None:
        raise Unfit("bad_record: the answer has no HTTP status")
    headers = record.http
    if record.kind != "response":
        headers = (("Content-Type", record.content_type),) if record.content_type else ()
    page = Page(
        url=url,
        final_url=url,
        status=record.status or 200,
        headers=headers,
        payload=record.payload,
        captured_at=moment_of(record.date),
    )
    medium = medium_of(page.header("Content-Type"), "text" if record.kind == "conversion" else "other")
    return replace(page, medium=medium)
