"""Addresses folded for comparison, so that any twin of an address finds its article. No portal's rules are known here."""

from __future__ import annotations

from urllib.parse import urlsplit


def folded(url: str) -> str:
    """Host and the rest, without scheme, `www.`, port of the scheme, fragment, and slash at the end; host in lower case."""
    parts = urlsplit(url.strip() if "://" in url else f"//{url.strip()}")
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if _port(parts.netloc) not in (None, 80, 443) else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"


def spellings(url: str) -> list[str]:
    """The addresses that fold to the same as this one in the usual ways: for tables that keep only whole addresses."""
    rest = folded(url)
    host, slash, path = rest.partition("/")
    ends = {f"{slash}{path}", f"{slash}{path}/"} if "?" not in path else {f"{slash}{path}"}
    return sorted(
        {f"{scheme}://{www}{host}{end}" for scheme in ("http", "https") for www in ("", "www.") for end in ends} | {url}
    )


def _port(netloc: str) -> int | None:
    digits = netloc.rpartition(":")[2]
    return int(digits) if ":" in netloc and digits.isdigit() else None
