"""Our reader as benchmarks call one: bytes and address in, plain fields out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from portals.read import article_on
from schemas.errors import ReadingFailed
from schemas.page import Page


def ours(page: bytes, url: str) -> dict[str, Any]:
    """The generic reading, as of a page of an unknown host; no fields where the reader refuses the page."""
    address = url or "https://unknown.invalid/"
    unsaid = datetime(1970, 1, 1, tzinfo=UTC)
    answer = Page(url=address, final_url=address, status=200, headers=(), payload=page, captured_at=unsaid)
    try:
        article = article_on(answer, None)
    except ReadingFailed:
        return {}
    return {"title": article.title, "authors": list(article.authors), "published_at": article.published_at, "body": article.body}
