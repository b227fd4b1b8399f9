"""Saved pages: a file as a page, an article as JSON, and both together as a golden (`<case>.html` beside `<case>.json`)."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from portals.portal import Portal
from portals.read import UNKNOWN_MOMENT, article_on
from portals.registry import host_of
from schemas.article import Article
from schemas.errors import CallError, ReadingFailed
from schemas.page import Medium, Page

UNJUDGED = frozenset(
    (
        "article_id",
        "url",
        "capture_id",
        "captured_at",
        "parser_version",
        "content_hash",
        "origins",
        "flags",
        "word_count",
    )
)
"""Fields that a golden leaves out: they follow from the others, or say how it was read."""

CONTENT_TYPES: dict[Medium, str] = {"html": "text/html", "text": "text/plain", "other": "application/octet-stream"}


def page_in(file: Path, url: str, captured_at: datetime | None, medium: Medium = "html") -> Page:
    """A saved file as the page that answered at `url`; `captured_at` None: nobody knows when.

    Raises CallError where the file cannot be read or the address is none.
    """
    if host_of(url) is None:
        raise CallError(f"{url!r} is no http(s) address; give the address that the page was saved from with --url")
    try:
        payload = file.read_bytes()
    except OSError as error:
        raise CallError(f"cannot read {file}: {error.strerror}; give a saved page") from None
    moment = captured_at.astimezone(UTC) if captured_at else UNKNOWN_MOMENT
    headers = (("content-type", CONTENT_TYPES[medium]),)
    return Page(url=url, final_url=url, status=200, headers=headers, payload=payload, captured_at=moment, medium=medium)


def moment_of(text: str | None) -> datetime | None:
    """A moment given in ISO 8601 with its zone. Raises CallError on anything else."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CallError(f"{text!r} is no moment; write it as 2024-12-01T00:00:00Z") from None
    if moment.tzinfo is None:
        raise CallError(f"{text!r} has no zone; write it as {text}Z or {text}+07:00")
    return moment


def plain(article: Article) -> dict[str, Any]:
    """An article as JSON has it: every field of the schema, moments in UTC with `Z`, days as YYYY-MM-DD."""
    return {name: _plain(value) for name, value in dataclasses.asdict(article).items()}


def judged(article: Article) -> dict[str, Any]:
    """What a golden holds of an article: the fields that a person can check against the page."""
    fields = {name: value for name, value in plain(article).items() if name not in UNJUDGED}
    fields["blocks"] = [{k: v for k, v in block.items() if v is not None} for block in fields["blocks"]]
    return fields


def golden_of(page: Page, portal: Portal | None) -> dict[str, Any]:
    """What the golden of a page holds now: its article, or the reason why it is refused."""
    known = {"url": page.url, "captured_at": _plain(page.captured_at)}
    try:
        return known | {"article": judged(article_on(page, portal))}
    except ReadingFailed as failure:
        return known | {"fails": failure.reason}


def read_golden(file: Path) -> tuple[dict[str, Any], Page]:
    """The golden of a `.json` file and the page beside it. Raises CallError where either is missing or broken."""
    try:
        golden: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        url, captured_at = golden["url"], moment_of(golden["captured_at"])
    except (OSError, ValueError, KeyError) as error:
        raise CallError(f"{file} is no golden: {error}") from None
    return golden, page_in(file.with_suffix(".html"), url, captured_at)


def save_golden(page: Page, portal: Portal, case: str, folder: Path) -> Path:
    """Writes `<folder>/<slug>/<case>.html` and `.json`, and answers the latter; a person reviews it before it is committed.

    Raises CallError where the case exists already.
    """
    file = folder / portal.slug / f"{case}.json"
    if file.exists():
        raise CallError(f"{file} exists; give another --case, or remove it first")
    golden = golden_of(page, portal)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.with_suffix(".html").write_bytes(page.payload)
    file.write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return file


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value
