"""Pages of a folder whose manifest gives the address of each file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data_lake.foreign import LIMIT
from data_lake.items import BadItem, Unfit, essence, medium_of, moment_of, url_of
from schemas.page import Page

MANIFEST = "manifest.jsonl"
ITEM_ENDINGS = (".txt", ".html", ".htm")


def in_manifest(folder: Path) -> Iterator[Page | BadItem]:
    """The items of a manifest in its order, then as BadItem what lies in the folder and is not in it."""
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
            except Unfit as bad:
                yield BadItem(name, str(bad))
    for one in sorted(folder.rglob("*")):
        name = one.relative_to(folder).as_posix()
        if one.is_file() and one.suffix.lower() in ITEM_ENDINGS and name not in named:
            yield BadItem(name, f"no_url: not in {MANIFEST}")


def _item(line: bytes) -> dict[str, Any]:
    try:
        item = json.loads(line)
    except ValueError as error:
        raise Unfit(f"bad_manifest_line: {error}") from error
    if not isinstance(item, dict):
        raise Unfit("bad_manifest_line: not an object")
    return item


def _from_file(folder: Path, item: dict[str, Any]) -> Page:
    if not isinstance(item.get("file"), str) or not item["file"]:
        raise Unfit("bad_manifest_line: no file is named")
    if not item.get("url"):
        raise Unfit("no_url")
    url, captured_at = url_of(item["url"]), moment_of(item.get("captured_at"))
    kind = item.get("content_type")
    if not isinstance(kind, str):
        raise Unfit("bad_manifest_line: no content_type")
    medium = medium_of(kind, "other")
    if medium == "other" and essence(kind) == "text/plain":
        medium = "text"
    return Page(
        url=url,
        final_url=url,
        status=200,
        headers=(("Content-Type", kind),),
        payload=_bytes(folder, item["file"]),
        captured_at=captured_at,
        medium=medium,
    )


def _bytes(folder: Path, name: str) -> bytes:
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise Unfit("outside_folder")
        if path.stat().st_size > LIMIT:
            raise Unfit(f"too_large: more than {LIMIT} bytes")
        return path.read_bytes()
    except OSError as error:
        raise Unfit(f"missing_file: {error.strerror or error}") from error
    except ValueError as error:
        raise Unfit(f"missing_file: {error}") from error
