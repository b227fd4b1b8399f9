"""What the archive tells of each request, and the receipt for each host: that it was asked politely."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import pyarrow as pa

from schemas.columns import MOMENT, Column, schema_of

VIOLATION = pa.struct(
    [
        pa.field("kind", pa.string(), nullable=False),
        pa.field("record", pa.string(), nullable=False),
        pa.field("url", pa.string(), nullable=False),
        pa.field("at", MOMENT, nullable=False),
        pa.field("detail", pa.string(), nullable=False),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """A request as the archive holds it, and what came back. Moments are UTC with microseconds.

    status: None where no answer came. payload: the answer's, content coding kept; whole: False where it was cut off on the way.
    worker: whose request it was; record: WARC file and offset of the request. via: live or simulator.
    """

    url: str
    started_at: datetime
    ended_at: datetime
    status: int | None
    asked: tuple[tuple[str, str], ...]
    answered: tuple[tuple[str, str], ...]
    payload: bytes
    whole: bool
    ip: str | None
    via: str
    worker: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptRow:
    """What was asked of one host in one run, proved from the archive alone."""

    run_id: Annotated[str, Column(pa.string(), "Run that is proved.")]
    portal: Annotated[str, Column(pa.string(), "Slug of the portal.")]
    host: Annotated[str, Column(pa.string(), "Host that was asked.")]
    requests: Annotated[int, Column(pa.int64(), "Requests to it: retries, redirects and robots.txt among them.")]
    first_at: Annotated[datetime, Column(MOMENT, "Start of the first request; UTC.")]
    last_at: Annotated[datetime, Column(MOMENT, "End of the last request; UTC.")]
    limit_s: Annotated[float, Column(pa.float64(), "Least pause promised, ours or that of robots.txt; seconds.")]
    closest_s: Annotated[
        float | None, Column(pa.float64(), "Shortest pause kept; null for a single request; negative: two at once.")
    ]
    robots_read: Annotated[int, Column(pa.int64(), "Requests for its robots.txt.")]
    violations: Annotated[
        tuple[dict[str, object], ...], Column(pa.list_(VIOLATION), "Every rule that a request broke, and its record.")
    ]
    proved_at: Annotated[datetime, Column(MOMENT, "Moment of the proof; UTC.")]


RECEIPTS = schema_of(ReceiptRow)
