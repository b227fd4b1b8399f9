"""The generic reader as a plug-in of an offline scorer: `function(html, url) -> title, authors, published_at, body`.

The pages come without the moment of their capture, so nothing is read against a clock.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from portals.letters import in_vietnamese
from portals.read import UNKNOWN_MOMENT, article_on
from schemas.article import Article
from schemas.errors import ReadingFailed
from schemas.page import Page

HANOI = timezone(timedelta(hours=7))


def ours(html: bytes, url: str) -> dict[str, Any]:
    """What the generic reader takes from a page; an empty answer where it refuses the page."""
    address = url or "https://unknown.invalid/"
    page = Page(url=address, final_url=address, status=200, headers=(), payload=html, captured_at=UNKNOWN_MOMENT)
    try:
        article = article_on(page, None)
    except ReadingFailed:
        return {}
    return {
        "title": article.title,
        "authors": signing(article),
        "published_at": printed(article),
        "body": words(article),
    }


def printed(article: Article) -> datetime | None:
    """The moment as the page prints it: without a zone where the page has none, so that the scorer takes it as local time."""
    if article.published_at is None or article.published_zone == "printed":
        return article.published_at
    return article.published_at.astimezone(HANOI).replace(tzinfo=None)


def signing(article: Article) -> list[str]:
    """Who signs, as the gold of the sets has it: other languages' sets count agencies and papers, which are contributors of ours."""
    if in_vietnamese(article.body):
        return list(article.authors)
    return [*article.authors, *(one.name for one in article.contributors if one.role == "organisation")]


def words(article: Article) -> str:
    """The body as the gold of the sets has it: other languages' sets count headings and tables, the Vietnamese ones do not."""
    if in_vietnamese(article.body):
        return article.body
    return "\n\n".join(block.text for block in article.blocks if block.kind != "caption")
