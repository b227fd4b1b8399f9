"""What feeds, sitemaps and listings have in common: addresses said to be articles, where to read on, and what could not be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from bs4 import BeautifulSoup

from portals.content import body_of
from portals.encoding import clean, text_of
from portals.vietnamese import moment_in
from schemas.page import Page

INDEX_BYTES = 64 * 2**20
"""Most bytes of an index page when decoded; the sitemap protocol allows 50 MiB."""
MOST_ENTRIES = 100_000
"""Entries read of one index page; twice what the sitemap protocol allows."""
MARKED = re.compile(r"[<&]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One address as an index page gives it, made absolute; lastmod in UTC, None where it says none that can be read."""

    url: str
    title: str | None = None
    lastmod: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An index page as read.

    entries: in order, repeated addresses too. more: further index pages that it names (sitemaps of an index, the next page of a listing).
    carried: values that the next page is to be asked with. errors: what could not be read, each a sentence for the report.
    whole: False where the page stops in the middle or is broken, so that what does not stand on it may be on the portal all the same.
    """

    entries: tuple[Entry, ...] = ()
    more: tuple[Entry, ...] = ()
    carried: tuple[tuple[str, str], ...] = ()
    errors: tuple[str, ...] = ()
    whole: bool = True


def body_in(page: Page) -> bytes:
    """The decoded body of an index page. Raises Permanent `too_large` or `bad_coding`."""
    return body_of(page, INDEX_BYTES)


def text_in(page: Page) -> str:
    """The words of an HTML or JSON index page. Raises Permanent as `body_in`, NotAnArticle for bytes that are no text."""
    return text_of(body_in(page), page.header("Content-Type"))[0]


def absolute(href: str | None, base: str) -> str | None:
    """An http(s) address made absolute, without fragment; None for anything else."""
    try:
        url = urljoin(base, (href or "").strip())
    except ValueError:
        return None
    return url.partition("#")[0] if href and url.startswith(("http://", "https://")) else None


def title_of(printed: str | None) -> str | None:
    return clean(printed) or None if printed else None


def title_in_markup(fragment: str | None) -> str | None:
    """A title given as a piece of markup (RSS 2.0, `title.rendered` of WordPress) as its words, without elements and entities."""
    if fragment is None or not MARKED.search(fragment):
        return title_of(fragment)
    return title_of(BeautifulSoup(f"<p>{fragment}</p>", "html.parser").get_text(" "))


def lastmod_of(printed: object, page: Page) -> datetime | None:
    """A moment as an index prints it, ISO, RFC 822 or a Vietnamese date line; None where it is none, or lies in the future."""
    found = moment_in(clean(printed), page.captured_at) if isinstance(printed, str) and printed.strip() else None
    return found.at if found else None


def counted(number: int, what: str) -> tuple[str, ...]:
    return (f"{number} {what}",) if number else ()
