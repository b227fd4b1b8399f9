"""What a file states of one of its items before it is a page: address, moment and kind, each checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from schemas.page import Medium

HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class BadItem:
    """An item of a file or folder that cannot become a page. reason: a stable code, and detail after a colon."""

    name: str
    reason: str


class Unfit(Exception):
    """Ends the reading of one item, as the BadItem of this reason; caught where items are read."""


def url_of(said: object) -> str:
    """An http(s) address. Raises Unfit."""
    if not isinstance(said, str):
        raise Unfit("bad_url: not a text")
    url = said.strip()
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good or any(mark.isspace() for mark in url):
        raise Unfit(f"bad_url: {said}")
    return url


def moment_of(said: object) -> datetime:
    """A moment in ISO 8601 with its zone, in UTC. Raises Unfit."""
    if not isinstance(said, str):
        raise Unfit("bad_date: none is given")
    try:
        moment = datetime.fromisoformat(said.strip())
    except ValueError as error:
        raise Unfit(f"bad_date: {said}") from error
    if moment.tzinfo is None:
        raise Unfit(f"bad_date: {said} has no zone")
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise Unfit(f"bad_date: {said}") from error


def essence(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def medium_of(content_type: str | None, otherwise: Medium) -> Medium:
    """What a page of this type is; `otherwise` where it is no markup. Without a type only words (`text`) are not taken for markup."""
    if content_type is None:
        return "text" if otherwise == "text" else "html"
    return "html" if essence(content_type) in HTML else otherwise
