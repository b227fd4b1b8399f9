"""What one archived request is to be judged by: where it went, and what robots.txt its sender had. The words of the receipts.

Shares no code with what fetches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from protego import Protego

Kind = Literal[
    "robots_disallowed",
    "robots_missing",
    "robots_stale",
    "robots_unreachable",
    "too_close",
    "crawl_delay",
    "overlapping",
    "retry_after",
    "undeclared_host",
    "private_address",
    "bad_address",
    "too_many_redirects",
    "disguised",
    "bad_times",
]

DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One archived request and what the verifier needs of its answer. Moments are UTC with microseconds.

    status: None where no answer came. location and retry_after: headers as sent. robots: the decoded body where this is the answer to a
    robots.txt (or to a redirect of one), None otherwise. agent: the User-Agent header. via: `live` or `simulator`.
    worker: whose request it was (a WARC file stands for one); its own robots.txt counts before that of others. record: where it lies.
    """

    url: str
    started_at: datetime
    ended_at: datetime
    status: int | None
    worker: str
    record: str
    via: str = "live"
    ip: str | None = None
    agent: str = ""
    location: str | None = None
    retry_after_s: float | None = None
    robots: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What was promised of a run: hosts (`*.host` admits what is below it), least pause, and the product token of the User-Agent.

    delay_s: a pause of 0 (the simulator) makes no promise that requests do not overlap.
    """

    hosts: tuple[str, ...]
    delay_s: float
    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    kind: Kind
    record: str
    url: str
    at: datetime
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was asked of one host, and every rule that was broken. closest_s: shortest pause between the end of a request and the next one's start."""

    host: str
    requests: int
    first_at: datetime
    last_at: datetime
    limit_s: float
    closest_s: float | None
    robots_read: int
    violations: tuple[Violation, ...]

    @property
    def clean(self) -> bool:
        return not self.violations


@dataclass(frozen=True, slots=True)
class Known:
    """The robots.txt of one origin as one worker got it. rules: None where none could be had; an empty file allows all."""

    at: datetime
    rules: Protego | None


def parts_of(url: str) -> SplitResult | None:
    """An http(s) address on its usual port in its parts; None for any other."""
    try:
        parts = urlsplit(url)
        return parts if parts.scheme in ("http", "https") and parts.hostname and parts.port in (None, 80, 443) else None
    except ValueError:
        return None


def misaddressed(row: Sent, parts: SplitResult | None, promise: Promise) -> Iterator[Violation]:
    """What is wrong with a request by itself: its times, its User-Agent, its address."""
    if row.ended_at < row.started_at or row.started_at.utcoffset() is None:
        yield violation(
            "bad_times", row, f"ended {(row.started_at - row.ended_at).total_seconds():g} s before it began"
        )
    if promise.agent.lower() != row.agent.partition("/")[0].strip().lower():
        yield violation("disguised", row, f"User-Agent {row.agent!r}")
    if parts is None or "@" in parts.netloc:
        yield violation("bad_address", row, "no plain http(s) address")
        return
    name = parts.hostname or ""
    if not any(name == host or (host.startswith("*.") and name.endswith(host[1:])) for host in promise.hosts):
        yield violation("undeclared_host", row, f"{name} is not declared")
    if row.via == "live" and row.ip is not None and not _public(row.ip):
        yield violation("private_address", row, f"{name} was reached at {row.ip}")


def _public(address: str) -> bool:
    ip = ip_address(address)
    mapped = getattr(ip, "ipv4_mapped", None)
    return bool((mapped or ip).is_global and not (mapped or ip).is_multicast)


def disobeyed(row: Sent, known: Known | None, promise: Promise) -> Iterator[Violation]:
    """Whether a request went against the robots.txt that its sender had, or had none that counts."""
    if known is None:
        yield violation("robots_missing", row, "robots.txt had not been asked for")
    elif row.started_at - known.at > DAY:
        yield violation("robots_stale", row, f"robots.txt was {row.started_at - known.at} old")
    elif known.rules is None:
        yield violation("robots_unreachable", row, "robots.txt could not be had, which forbids everything")
    elif not known.rules.can_fetch(row.url, promise.agent):
        yield violation("robots_disallowed", row, "robots.txt forbids it")


def violation(kind: Kind, row: Sent, detail: str) -> Violation:
    return Violation(kind=kind, record=row.record, url=row.url, at=row.started_at, detail=detail)
