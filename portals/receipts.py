"""Proof of politeness from the archive alone: who was asked, when, and against which rule, if any.

Shares no code with what fetches, so that a mistake there cannot hide here: addresses, robots rules (protego) and pauses are judged anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import SplitResult, urljoin

from protego import Protego

from portals.proof import DAY, Known, Promise, Receipt, Sent, Violation, disobeyed, misaddressed, parts_of, violation

__all__ = ["Promise", "Receipt", "Sent", "Violation", "receipts"]

MOST_REDIRECTS = 5
ROBOTS_BYTES = 2**20


@dataclass(slots=True)
class _Host:
    rows: list[Sent] = field(default_factory=list)
    broken: list[Violation] = field(default_factory=list)
    limit_s: float = 0.0
    closest_s: float | None = None
    robots_read: int = 0
    busy_until: datetime | None = None
    not_before: datetime | None = None


def receipts(rows: Iterable[Sent], promise: Promise) -> list[Receipt]:
    """One receipt for each host that was asked, by name. The rows of all workers and runs, in any order."""
    hosts: dict[str, _Host] = defaultdict(_Host)
    robots: dict[tuple[str, str], list[Known]] = defaultdict(list)
    chasing: dict[tuple[str, str], str] = {}
    hops: dict[tuple[str, str], int] = {}
    for row in sorted(rows, key=lambda row: (row.started_at, row.ended_at)):
        parts = parts_of(row.url)
        host = hosts[(parts.hostname if parts else None) or row.url]
        host.rows.append(row)
        host.broken += misaddressed(row, parts, promise)
        origin = chasing.pop((row.worker, row.url), None) or _robots_origin(parts)
        known = _in_force(robots, row, parts)
        if origin is None:
            host.broken += disobeyed(row, known, promise)
        host.broken += _hurried(row, host, known, promise)
        host.broken += _hopped(row, hops)
        if origin is not None:
            host.robots_read += 1
            _learn(row, origin, robots, chasing)
    return [_receipt(name, host) for name, host in sorted(hosts.items())]


def _robots_origin(parts: SplitResult | None) -> str | None:
    return f"{parts.scheme}://{parts.netloc}" if parts and parts.path == "/robots.txt" and not parts.query else None


def _in_force(robots: dict[tuple[str, str], list[Known]], row: Sent, parts: SplitResult | None) -> Known | None:
    """The newest robots.txt of the row's origin that its worker had when it asked, or else the newest that any had."""
    origin = f"{parts.scheme}://{parts.netloc}" if parts else ""
    own = [known for known in robots[(origin, row.worker)] if known.at <= row.started_at]
    seen = own or [known for known in robots[(origin, "")] if known.at <= row.started_at]
    return max(seen, key=lambda known: known.at, default=None)


def _hurried(row: Sent, host: _Host, known: Known | None, promise: Promise) -> Iterator[Violation]:
    asked = (known.rules.crawl_delay(promise.agent) or 0.0) if known and known.rules else 0.0
    limit = max(promise.delay_s, asked)
    host.limit_s = max(host.limit_s, limit)
    if host.busy_until is not None:
        pause = (row.started_at - host.busy_until).total_seconds()
        host.closest_s = pause if host.closest_s is None else min(host.closest_s, pause)
        if limit > 0 > pause:
            yield violation("overlapping", row, f"asked {-pause:g} s before the one before had ended")
        elif 0 <= pause < promise.delay_s:
            yield violation("too_close", row, f"{pause:g} s after the one before, the limit is {promise.delay_s:g} s")
        elif 0 <= pause < limit:
            yield violation("crawl_delay", row, f"{pause:g} s after the one before, robots.txt asks for {asked:g} s")
    if host.not_before is not None and row.started_at < host.not_before:
        early = (host.not_before - row.started_at).total_seconds()
        yield violation("retry_after", row, f"{early:g} s before the host's Retry-After was over")
    host.busy_until = max(filter(None, (host.busy_until, row.ended_at)))
    if row.retry_after_s is not None and row.status in (429, 503):
        until = row.ended_at + min(timedelta(seconds=row.retry_after_s), DAY)
        host.not_before = max(filter(None, (host.not_before, until)))


def _hopped(row: Sent, hops: dict[tuple[str, str], int]) -> Iterator[Violation]:
    """Counts the redirects that led to a request of the same worker."""
    led = hops.pop((row.worker, row.url), 0)
    if led > MOST_REDIRECTS:
        yield violation("too_many_redirects", row, f"redirect {led} in a row was followed")
    if row.location is not None and row.status is not None and 300 <= row.status < 400:
        hops[(row.worker, _next(row))] = led + 1


def _learn(
    row: Sent, origin: str, robots: dict[tuple[str, str], list[Known]], chasing: dict[tuple[str, str], str]
) -> None:
    """What a robots.txt exchange taught its worker, and all who had none of their own."""
    status = row.status
    if status is not None and 300 <= status < 400 and row.location is not None:
        chasing[(row.worker, _next(row))] = origin
        return
    rules: Protego | None = None
    if status is not None and 200 <= status < 300:
        text = (row.robots or b"")[:ROBOTS_BYTES].decode("utf-8-sig", "replace")
        rules = Protego.parse(text)
    elif status is not None and 400 <= status < 500 and status != 429:
        rules = Protego.parse("")
    for whose in (row.worker, ""):
        robots[(origin, whose)].append(Known(row.ended_at, rules))


def _next(row: Sent) -> str:
    try:
        return urljoin(row.url, row.location or "").partition("#")[0]
    except ValueError:
        return ""


def _receipt(name: str, host: _Host) -> Receipt:
    return Receipt(
        host=name, requests=len(host.rows), first_at=host.rows[0].started_at, last_at=max(row.ended_at for row in host.rows),
        limit_s=host.limit_s, closest_s=host.closest_s, robots_read=host.robots_read, violations=tuple(host.broken),
    )  # fmt: skip
