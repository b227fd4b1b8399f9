"""From what the archive tells of a request to what a receipt judges it by. Shares no code with what fetches but the content codings."""

from __future__ import annotations

import email.utils
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from urllib.parse import urljoin

from portals.content import CodingError, codings_of, decoded
from portals.proof import Sent, parts_of
from schemas.receipt import Requested


def sent_in(requests: Iterable[Requested]) -> Iterator[Sent]:
    """The rows of a run, in the order in which each worker asked. A robots.txt that is cut off or cannot be decoded was not had."""
    chased: set[tuple[str, str]] = set()
    for request in requests:
        answered = {name.lower(): value for name, value in request.answered}
        asked = {name.lower(): value for name, value in request.asked}
        parts = parts_of(request.url)
        is_robots = (parts is not None and parts.path == "/robots.txt") or (request.worker, request.url) in chased
        location = answered.get("location")
        if is_robots and location is not None:
            chased.add((request.worker, _joined(request.url, location)))
        robots = _plain(request) if is_robots else None
        yield Sent(
            url=request.url,
            started_at=request.started_at,
            ended_at=request.ended_at,
            status=None if is_robots and robots is None else request.status,
            worker=request.worker,
            record=request.record,
            via=request.via,
            ip=request.ip,
            agent=asked.get("user-agent", ""),
            location=location,
            retry_after_s=_seconds(answered.get("retry-after"), answered.get("date"), request.ended_at),
            robots=robots,
        )


def _plain(request: Requested) -> bytes | None:
    try:
        return b"".join(decoded((request.payload,), codings_of(request.answered))) if request.whole else None
    except CodingError:
        return None


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location).partition("#")[0]
    except ValueError:
        return ""


def _seconds(said: str | None, sent_at: str | None, ended_at: datetime) -> float | None:
    """Retry-After in seconds or as a date, the latter by the server's own clock where it tells it."""
    said = (said or "").strip()
    if said.replace(".", "", 1).isdecimal():
        return float(said)
    until = _date(said)
    return None if until is None else max((until - (_date(sent_at or "") or ended_at)).total_seconds(), 0.0)


def _date(said: str) -> datetime | None:
    try:
        found = email.utils.parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
