"""What one visit to a landed article met: is it there, somewhere else, gone, or can nothing be said? Pure."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from portals.identity import identity_of
from portals.portal import Portal
from portals.read import article_on
from portals.vietnamese import fold
from schemas.errors import FetchError, NotAnArticle, Permanent, ReadingFailed
from schemas.page import Page

ABSENT = ("soft_404", "listing")
"""Readings that mean, at the address of an article, that the article is not there."""


class Met(NamedTuple):
    """outcome: live, gone, moved or failed. reason: a stable code. moved_to: where it answered instead."""

    outcome: str
    reason: str
    moved_to: str | None = None


def met_page(page: Page, portal: Portal, title: str) -> Met:
    """What an answer says of the article that was landed under the headline `title`.

    A redirect counts as a move only when the page behind it has that article, by its id or its headline; a redirect to
    the home page or to another article means that it is gone.
    """
    if page.status == 304:
        return Met("live", "http_304")
    elsewhere = _place(page.final_url) != _place(page.url)
    try:
        article = article_on(page, portal)
    except NotAnArticle as error:
        if error.reason in ABSENT:
            return Met("gone", "redirect_elsewhere" if elsewhere else error.reason)
        return Met("failed", error.reason)
    except ReadingFailed as error:
        return Met("failed", error.reason)
    if not elsewhere:
        return Met("live", f"http_{page.status}")
    same = article.article_id == identity_of(page.url, portal).article_id
    if same or fold(article.title).casefold() == fold(title).casefold():
        return Met("moved", "redirect", page.final_url)
    return Met("gone", "redirect_elsewhere")


def met_error(error: FetchError) -> Met:
    """What a failed visit says: only 404 and 410 say that the article is gone."""
    gone = isinstance(error, Permanent) and error.fate == "gone"
    return Met("gone" if gone else "failed", error.reason)


def _place(url: str) -> str:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"
