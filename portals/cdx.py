"""Indexes of web archives: which addresses of a portal were captured, when, and where the record lies."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from portals.identity import is_article
from portals.portal import Portal
from schemas.page import Link

FIELDS = {
    7: ("urlkey", "timestamp", "url", "mime", "status", "digest", "length"),
    9: ("urlkey", "timestamp", "url", "mime", "status", "digest", "redirect", "offset", "filename"),
    11: ("urlkey", "timestamp", "url", "mime", "status", "digest", "redirect", "meta", "length", "offset", "filename"),
}
"""Columns of a line of blank-separated fields, by their number (https://iipc.github.io/warc-specifications/specifications/cdx-format/cdx-2015/)."""
NAMES = {"original": "url", "mimetype": "mime", "statuscode": "status"}
"""The Wayback Machine's names for columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CdxEntry:
    """One capture in a web archive. filename, offset and length: the WARC file and the place of its record, where the index says so."""

    url: str
    captured_at: datetime
    status: int | None
    mime: str | None
    filename: str | None
    offset: int | None
    length: int | None


def cdx_links(
    lines: bytes | Iterable[str], portal: Portal, *, source: str, found_at: datetime
) -> tuple[list[Link], tuple[str, ...]]:
    """Articles of a portal that an archive holds with status 200, each address once, and what was passed over.

    A revisit record without status counts as held: it stands for an earlier capture of the same.
    """
    links: dict[str, Link] = {}
    passed: Counter[str] = Counter()
    place = 0
    for entry in cdx_entries(lines):
        if entry is None:
            passed["lines that are no CDX"] += 1
        elif entry.status not in (200, None):
            passed[f"captures of status {entry.status}"] += 1
        elif not is_article(entry.url, portal):
            passed[f"addresses that are no article of {portal.slug}"] += 1
        elif entry.url not in links:
            links[entry.url] = Link(
                url=entry.url, portal=portal.slug, channel="archive", source=source, place=place, found_at=found_at
            )
            place += 1
    return list(links.values()), tuple(f"{number} {why}" for why, number in sorted(passed.items(), reverse=True))


def cdx_entries(lines: bytes | Iterable[str]) -> Iterator[CdxEntry | None]:
    """Captures of an index: CDXJ, JSON lines, blank-separated CDX, or the Wayback Machine's one array; None for a line that is none."""
    if isinstance(lines, bytes):
        if lines.lstrip().startswith(b"["):
            yield from _array(lines)
            return
        lines = lines.decode("utf-8", "replace").splitlines()
    for line in lines:
        if line.strip() and not line.startswith((" CDX", "CDX ", "!meta", "@")):
            yield _entry(_fields(line.strip()))


def _array(body: bytes) -> Iterator[CdxEntry | None]:
    try:
        rows = json.loads(body)
    except ValueError:
        yield None
        return
    head = [NAMES.get(str(name), str(name)) for name in rows[0]] if rows else []
    for row in rows[1:]:
        yield _entry(dict(zip(head, row, strict=False)) if isinstance(row, list) else None)


def _fields(line: str) -> dict[str, Any] | None:
    if "{" in line:
        before, _, rest = line.partition("{")
        try:
            fields = json.loads("{" + rest)
        except ValueError:
            return None
        words = before.split()
        return {**(dict(zip(("urlkey", "timestamp"), words, strict=False))), **fields}
    words = line.split(" ")
    names: Sequence[str] = FIELDS.get(len(words), ())
    return dict(zip(names, words, strict=True)) if names else None


def _entry(fields: dict[str, Any] | None) -> CdxEntry | None:
    """None where the address or the moment is missing or is none."""
    fields = {NAMES.get(name, name): value for name, value in (fields or {}).items()}
    try:
        at = datetime.strptime(str(fields.get("timestamp", "")), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    url = fields.get("url")
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        return None
    return CdxEntry(
        url=url, captured_at=at, status=_number(fields.get("status")), mime=fields.get("mime"),
        filename=fields.get("filename"), offset=_number(fields.get("offset")), length=_number(fields.get("length")),
    )  # fmt: skip


def _number(value: object) -> int | None:
    return int(str(value)) if str(value).isdigit() else None
