"""Indexes of web archives: which addresses of a portal were captured, when, and where the record lies."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from portals.identity import is_article
from portals.portal import Portal
from portals.registry import portal_of
from schemas.page import Held, Link

FIELDS = {
    7: ("urlkey", "timestamp", "url", "mime", "status", "digest", "length"),
    9: ("urlkey", "timestamp", "url", "mime", "status", "digest", "redirect", "offset", "filename"),
    11: ("urlkey", "timestamp", "url", "mime", "status", "digest", "redirect", "meta", "length", "offset", "filename"),
}
"""Columns of a line of blank-separated fields, by their number (https://iipc.github.io/warc-specifications/specifications/cdx-format/cdx-2015/)."""
NAMES = {"original": "url", "mimetype": "mime", "statuscode": "status"}
"""The Wayback Machine's names for columns."""
LETTERS = {
    "N": "urlkey", "b": "timestamp", "a": "url", "m": "mime", "s": "status", "k": "digest", "r": "redirect", "M": "meta", "S": "length",
    "V": "offset", "g": "filename",
}  # fmt: skip
"""What the letters of a ` CDX …` line call the columns below it."""
REVISIT = "warc/revisit"
"""Type of a record that stands for an earlier capture of the same: that one is in the index too."""


def cdx_links(
    lines: bytes | Iterable[str], portal: Portal, *, source: str, found_at: datetime
) -> tuple[list[tuple[Link, Held]], tuple[str, ...]]:
    """Articles of a portal that an archive holds with status 200, each address once with its first capture, and what was passed over."""
    links: dict[str, tuple[Link, Held]] = {}
    passed: Counter[str] = Counter()
    for entry in wanted(cdx_entries(lines), portal, passed):
        if entry.url not in links:
            link = Link(
                url=entry.url, portal=portal.slug, channel="archive", source=source, place=len(links), found_at=found_at
            )
            links[entry.url] = (link, entry)
    return list(links.values()), told(passed)


def wanted(entries: Iterable[Held | None], portal: Portal | None, passed: Counter[str]) -> Iterator[Held]:
    """Captures of articles that were answered with status 200, of one portal or (None) of any; `passed` counts why others are none."""
    for entry in entries:
        if entry is None:
            passed["lines that are no CDX"] += 1
        elif entry.mime == REVISIT:
            passed["captures that repeat an earlier one"] += 1
        elif entry.status not in (200, None):
            passed[f"captures of status {entry.status}"] += 1
        elif (owner := portal or portal_of(entry.url)) is None or not is_article(entry.url, owner):
            passed[f"addresses that are no article of {portal.slug if portal else 'any portal'}"] += 1
        else:
            yield entry


def told(passed: Counter[str]) -> tuple[str, ...]:
    """What was passed over, in words."""
    return tuple(f"{number} {why}" for why, number in sorted(passed.items(), reverse=True))


def cdx_entries(lines: bytes | Iterable[str]) -> Iterator[Held | None]:
    """Captures of an index: CDXJ, JSON lines, blank-separated CDX, or the Wayback Machine's one array; None for a line that is none."""
    if isinstance(lines, bytes):
        if lines.lstrip().startswith(b"["):
            yield from _array(lines)
            return
        lines = lines.decode("utf-8", "replace").splitlines()
    columns: Sequence[str] = ()
    for line in lines:
        if line.lstrip().startswith("CDX "):
            columns = [LETTERS.get(letter, letter) for letter in line.split()[1:]]
        elif line.strip() and not line.startswith(("!meta", "@")):
            yield _entry(_fields(line.strip(), columns))


def _array(body: bytes) -> Iterator[Held | None]:
    try:
        rows = json.loads(body)
    except (ValueError, RecursionError):
        rows = [None, None]
    head = [NAMES.get(str(name), str(name)) for name in rows[0]] if rows and isinstance(rows[0], list) else []
    for row in rows[1:]:
        yield _entry(dict(zip(head, row, strict=False)) if isinstance(row, list) else None)


def _fields(line: str, columns: Sequence[str]) -> dict[str, Any] | None:
    """columns: as a ` CDX …` line named them; empty: told by their number."""
    if "{" in line:
        before, _, rest = line.partition("{")
        try:
            fields = json.loads("{" + rest)
        except ValueError:
            return None
        return {**(dict(zip(("urlkey", "timestamp"), before.split(), strict=False))), **fields}
    words = line.split(" ")
    names = columns if len(columns) == len(words) else FIELDS.get(len(words), ())
    return dict(zip(names, words, strict=True)) if names else None


def _entry(fields: dict[str, Any] | None) -> Held | None:
    """None where the address or the moment is missing or is none."""
    fields = {NAMES.get(name, name): value for name, value in (fields or {}).items()}
    try:
        at = datetime.strptime(str(fields.get("timestamp", "")), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    url = fields.get("url")
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        return None
    return Held(
        url=url, captured_at=at, status=_number(fields.get("status")), mime=fields.get("mime"),
        filename=fields.get("filename"), offset=_number(fields.get("offset")), length=_number(fields.get("length")),
    )  # fmt: skip


def _number(value: object) -> int | None:
    return int(str(value)) if str(value).isdigit() else None
