"""What a host's robots.txt allows, by RFC 9309; protego reads it."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from protego import Protego

from schemas.errors import FetchError

READ_BYTES = 2**20
"""Most of a robots.txt that is read; RFC 9309 §2.5 asks for at least 500 KiB."""
KEPT = timedelta(hours=24)
"""RFC 9309 §2.4: a robots.txt is not used for longer."""
KEPT_UNREACHABLE = timedelta(minutes=5)
"""After this a robots.txt that could not be had is asked for again."""

Access = Literal["rules", "all", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one origin (scheme, host, port).

    access: `rules` as parsed, `all` (there is no robots.txt), `none` (it could not be had, so nothing may be asked).
    reason: why there are no rules: `http_404`, `http_503`, `dns` …; failure: what kept it from being had, other than the server's answer.
    """

    origin: str
    access: Access
    fetched_at: datetime
    reason: str = ""
    failure: FetchError | None = None
    parsed: Protego | None = None

    def allows(self, url: str, agent: str) -> bool:
        """agent: product token of our User-Agent, without version."""
        if self.access != "rules" or self.parsed is None:
            return self.access == "all"
        return self.parsed.can_fetch(url, agent)

    def delay_s(self, agent: str) -> float:
        """Seconds between requests by Crawl-delay or Request-rate, the longer one; 0 where none is asked for."""
        if self.parsed is None:
            return 0.0
        rate = self.parsed.request_rate(agent)
        by_rate = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(self.parsed.crawl_delay(agent) or 0.0, by_rate)

    def sitemaps(self) -> tuple[str, ...]:
        """Addresses of its Sitemap lines as written, in order."""
        return tuple(dict.fromkeys(self.parsed.sitemaps)) if self.parsed else ()

    def fresh(self, now: datetime) -> bool:
        return now < self.fetched_at + (KEPT_UNREACHABLE if self.access == "none" else KEPT)


def rules_of(origin: str, status: int, body: bytes, fetched_at: datetime) -> Rules:
    """Rules from an answer: 2xx is parsed, 4xx allows all but 429 (which is a host asking for rest), 5xx allows nothing.

    body: decoded, whole or its beginning. A redirect that was not followed to its end is `unreachable` instead.
    """
    if 200 <= status < 300:
        return Rules(origin=origin, access="rules", fetched_at=fetched_at, parsed=Protego.parse(_text(body)))
    access: Access = "all" if 400 <= status < 500 and status != 429 else "none"
    return Rules(origin=origin, access=access, fetched_at=fetched_at, reason=f"http_{status}")


def unreachable(origin: str, failure: FetchError, fetched_at: datetime) -> Rules:
    """No robots.txt could be had for a reason other than the server's answer: nothing may be asked (RFC 9309 §2.3.1.4)."""
    return Rules(origin=origin, access="none", fetched_at=fetched_at, reason=failure.reason, failure=failure)


def endless_redirects(origin: str, fetched_at: datetime) -> Rules:
    """More than five redirects are as good as no robots.txt (RFC 9309 §2.3.1.2)."""
    return Rules(origin=origin, access="all", fetched_at=fetched_at, reason="redirect_loop")


def _text(body: bytes) -> str:
    """Up to READ_BYTES as text; a line that was cut at the limit is left out, as half a rule is another rule."""
    if len(body) >= READ_BYTES:
        body = body[:READ_BYTES].rpartition(b"\n")[0]
    return body.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
