"""Measures on identity and addresses of a reading. Each takes a Row."""

from __future__ import annotations

import re
from functools import lru_cache

from expectations.row import Row, host_at
from portals.registry import declares, portal_of

HEX32 = re.compile(r"[0-9a-f]{32}")
HEX64 = re.compile(r"[0-9a-f]{64}")
ADDRESS = re.compile(r"https?://[^\s/?#]+\.[^\s/?#]+(?:[/?][^\s]*)?", re.IGNORECASE)


@lru_cache(maxsize=10_000)
def _declaring(host: str) -> str | None:
    owner = portal_of(f"https://{host}/")
    return owner.slug if owner else None


def null_where_promised(row: Row) -> str | None:
    """A column that every reading has, and that is null."""
    return ", ".join(row.missing) or None


def bad_id(row: Row) -> str | None:
    """article_id or capture_id that is not 32 hex digits, or content_hash that is not 64."""
    for value in (row.article_id, row.capture_id):
        if not HEX32.fullmatch(value):
            return repr(value)
    return None if HEX64.fullmatch(row.content_hash) else repr(row.content_hash)


def bad_address(row: Row) -> str | None:
    """url or canonical_url that is no absolute http(s) address."""
    return next((repr(u) for u in (row.url, row.canonical_url) if not ADDRESS.fullmatch(u)), None)


def bad_file(row: Row) -> str | None:
    """An attachment whose address is not absolute."""
    return next((repr(u) for u in row.file_urls if not re.match(r"(?:https?|ftp)://[^\s/]", u, re.IGNORECASE)), None)


def bad_image(row: Row) -> str | None:
    """A picture whose address is not absolute."""
    return next((repr(u[:80]) for u in row.image_urls if not re.match(r"https?://[^\s/]", u, re.IGNORECASE)), None)


def other_portal(row: Row) -> str | None:
    """A row of another portal, or from a host that another portal declares."""
    if row.home is None:
        return None
    if row.portal != row.home.slug:
        return row.portal
    owner = row.host and _declaring(row.host)
    return owner if owner and owner != row.home.slug else None


def undeclared_host(row: Row) -> str | None:
    """A host that no portal declares: whoever gave the file said whose page it is."""
    if row.home is None:
        return None
    return row.host or row.url if row.host is None or not declares(row.home, row.host) else None


def other_canonical(row: Row) -> str | None:
    """A canonical address on a host that this portal does not declare: a re-posted article."""
    host = row.canonical_host
    return host if row.home and host and not declares(row.home, host) else None


def is_front_page(row: Row) -> str | None:
    """The portal's front page, which is no article."""
    return row.url if row.home and row.canonical_url.rstrip("/") == row.home.home.rstrip("/") else None


def stray_native_id(row: Row) -> str | None:
    """A native id that stands in neither address, though it is read from there."""
    there = not row.native_id or row.native_id in row.canonical_url or row.native_id in row.url
    return None if there else row.native_id


def file_of_another(row: Row) -> str | None:
    """An attachment on the host of another declared portal."""
    owners = ((url, _declaring(host)) for url in row.file_urls if (host := host_at(url)))
    return next((url for url, owner in owners if row.home and owner and owner != row.home.slug), None)


def unknown_reader(row: Row) -> str | None:
    """No layout, no parser version, or a medium that does not exist."""
    fine = row.layout and row.parser_version >= 1 and row.medium in ("html", "text")
    return None if fine else f"layout {row.layout!r}, parser {row.parser_version}, medium {row.medium!r}"


def views_off(row: Row) -> float | None:
    """Views as printed."""
    return None if row.view_count is None else float(row.view_count)
