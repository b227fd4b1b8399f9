"""Readings, captures and pages made by hand, for tests of the lake."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from schemas.article import READINGS
from schemas.columns import table_of
from schemas.outcome import Broken, Checked, Report
from schemas.page import CAPTURES, Capture, Exchange, Page
from schemas.revision import LedgerRow

START = datetime(2024, 5, 1, 3, 0, tzinfo=UTC)
NOW = datetime(2024, 6, 1, tzinfo=UTC)


def reading_of(
    name: str = "a",
    *,
    hour: float = 0,
    text: str = "Nội dung thứ nhất.",
    title: str = "Hạ Long đón 12.000 lượt khách",
    medium: str = "html",
    portal: str = "halong",
    published: datetime | None = START,
    parser: int = 1,
    url: str | None = None,
    **more: Any,
) -> dict[str, Any]:
    """A reading of article `name` captured `hour` hours after the start; its content hash follows from what it says."""
    captured = START + timedelta(hours=hour)
    address = url or f"https://{portal}.vn/{name}.html"
    blocks = [{"kind": "paragraph", "text": part, "rows": None} for part in text.split("\n\n")]
    row: dict[str, Any] = {
        "portal": portal,
        "article_id": hashlib.sha256(f"{portal}{name}".encode()).hexdigest()[:32],
        "url": address,
        "canonical_url": f"https://{portal}.vn/{name}.html",
        "native_id": None,
        "title": title,
        "lead": blocks[0]["text"],
        "body": text,
        "blocks": blocks,
        "authors": ["Hoàng Tùng"],
        "byline": "Hoàng Tùng",
        "contributors": [],
        "dateline": None,
        "source_name": None,
        "published_at": published,
        "published_precision": "minute" if published else None,
        "published_zone": "assumed" if published else None,
        "modified_at": None,
        "event_date": None,
        "section": "Tin tức",
        "section_path": ["Tin tức"],
        "tags": [],
        "images": [],
        "attachments": [],
        "view_count": None,
        "word_count": len(text.split()),
        "captured_at": captured,
        "medium": medium,
        "layout": "h1",
        "parser_version": parser,
        "origins": [{"field": "title", "origin": "layout:h1", "agrees": None}],
        "flags": [],
    } | more
    said = [row["title"], row["blocks"], row["authors"], str(row["published_at"]), row["attachments"]]
    row["content_hash"] = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
    payload = f"{address}\n{captured.isoformat()}\n{medium}\n{row['content_hash']}"
    row.setdefault("capture_id", hashlib.sha256(payload.encode()).hexdigest()[:32])
    return row


def table_of_rows(*rows: dict[str, Any]) -> pa.Table:
    """Readings as the table that is published."""
    return pa.Table.from_pylist(list(rows), schema=READINGS)


def all_good(count: int) -> Report:
    """A report without a fault."""
    return Report(suite="articles", evaluated=count)


def one_broken(index: int, severity: str = "MUST", name: str = "title_present") -> Report:
    """A report in which one row broke one expectation."""
    broken = Broken(expectation=name, column="title", severity=severity, reason="there is no title")  # type: ignore[arg-type]
    return Report(suite="articles", evaluated=index + 1, broken={index: (broken,)})


def stopped(count: int) -> Report:
    """A report whose batch may not be published."""
    checked = Checked(
        suite="batch", expectation="volume", column=None, level="batch", severity="MUST", success=False,
        evaluated=count, unexpected=count, observed="1", reason="too few", owner="lake",
    )  # fmt: skip
    return Report(suite="batch", evaluated=count, checked=(checked,))


def exchange_of(
    url: str, status: int | None = 200, payload: bytes = b"", *, at: datetime = START, **more: Any
) -> Exchange:
    """One request and its answer; no answer where status is None."""
    return Exchange(
        method="GET",
        url=url,
        request_headers=(("Host", url.split("/")[2]), ("User-Agent", "CityPortals")),
        request_body=b"",
        started_at=at,
        ended_at=at + timedelta(seconds=1),
        ip="127.0.0.1",
        status=status,
        reason_phrase="OK" if status == 200 else "",
        payload=payload,
        **{"headers": (("Content-Type", "text/html; charset=utf-8"), ("ETag", '"1"')), **more},
    )


def page_of_exchanges(url: str, *exchanges: Exchange) -> Page:
    """A fetched page: the last exchange is its answer."""
    last = exchanges[-1]
    return Page(
        url=url,
        final_url=last.url,
        status=last.status or 0,
        headers=last.headers,
        payload=last.payload,
        captured_at=last.ended_at,
        exchanges=exchanges,
    )


def page_from_file(url: str, payload: bytes, kind: str = "text/html", *, medium: Any = "html", hour: float = 0) -> Page:
    """A page as a folder or a foreign archive gives it."""
    return Page(
        url=url,
        final_url=url,
        status=200,
        headers=(("Content-Type", kind),),
        payload=payload,
        captured_at=START + timedelta(hours=hour),
        medium=medium,
    )


def captures_table(*captures: Capture) -> pa.Table:
    """Captures as the table that is appended."""
    return table_of(captures, CAPTURES)


def ledger_row(url: str, fate: str = "new", *, run_id: str = "r1", hour: float = 0, **more: Any) -> LedgerRow:
    """A row of the ledger, found `hour` hours after the start."""
    at = START + timedelta(hours=hour)
    row: dict[str, Any] = {
        "run_id": run_id,
        "portal": "halong",
        "url": url,
        "article_id": None,
        "capture_id": None,
        "fate": fate,
        "stage": "land",
        "reason": None,
        "channel": "rss",
        "source": "https://halong.vn/rss",
        "place": 0,
        "found_at": at,
        "ended_at": at,
        "channels": ("rss",),
    }
    return LedgerRow(**(row | more))
