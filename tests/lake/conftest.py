"""A lake of its own for each test, and readings made by hand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from data_lake.lake import Lake, open_lake
from schemas.article import READINGS
from schemas.outcome import Broken, Report

START = datetime(2024, 5, 1, 3, 0, tzinfo=UTC)
NOW = datetime(2024, 6, 1, tzinfo=UTC)

Reading = Callable[..., dict[str, Any]]


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


@pytest.fixture()
def reading() -> Reading:
    return reading_of


@pytest.fixture()
def lake(tmp_path: Path) -> Lake:
    return open_lake(str(tmp_path / "lake"))
