"""RSS and Atom feeds; feedparser reads them, broken ones as far as it can."""

from __future__ import annotations

import io
import re

import feedparser  # type: ignore[import-untyped]  # has no stubs
from bs4 import BeautifulSoup, SoupStrainer

from portals.indexes import MOST_ENTRIES, Entry, Index, absolute, body_in, counted, lastmod_of, title_in_markup
from portals.tree import capped
from schemas.page import Page

FEED_BYTES = 8 * 2**20
"""Most of a feed that is read: the tolerant parser needs time that grows with the square of some defects."""
ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.I)
KINDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
LINKS = SoupStrainer("link")
HARMLESS = ("CharacterEncodingOverride", "NonXMLContentType")
"""What feedparser calls malformed and reads in full all the same: labels that are wrong about a body that is right."""


def feed_in(page: Page) -> Index:
    """The entries of a feed. Raises Permanent where its content coding is broken or too large."""
    body = body_in(page)
    cut = body[:FEED_BYTES]
    # A stream, as feedparser takes bytes for the name of a file or an address to open.
    read = feedparser.parse(
        io.BytesIO(cut), sanitize_html=False, resolve_relative_uris=False, response_headers=_label(page)
    )
    items = list(read.entries)[:MOST_ENTRIES]
    entries = [entry for item in items if (entry := _entry(item, page))]
    errors = counted(len(items) - len(entries), "entries without an address")
    errors += counted(len(ITEM.findall(body)) - len(items), "entries that cannot be read")
    malformed = bool(read.bozo) and type(read.bozo_exception).__name__ not in HARMLESS
    if not read.version and not items:
        errors += ("not a feed",)
    elif malformed:
        errors += (f"malformed feed: {str(read.bozo_exception)[:200]}",)
    if len(cut) < len(body):
        errors += (f"only the first {FEED_BYTES} bytes of the feed were read",)
    return Index(entries=tuple(entries), errors=errors, whole=not malformed)


def feeds_linked(text: str, base: str) -> tuple[str, ...]:
    """Addresses of the feeds that a page's head links, in order."""
    links = BeautifulSoup(capped(text)[0], "lxml", parse_only=LINKS).select("link[rel~=alternate][type][href]")
    found = (absolute(str(link["href"]), base) for link in links if str(link["type"]).strip().lower() in KINDS)
    return tuple(dict.fromkeys(url for url in found if url))


def _label(page: Page) -> dict[str, str]:
    kind = page.header("Content-Type")
    return {"content-type": kind} if kind else {}


def _entry(item: feedparser.FeedParserDict, page: Page) -> Entry | None:
    url = absolute(item.get("link"), page.final_url) or absolute(
        item.get("id") if item.get("guidislink") else None, page.final_url
    )
    if url is None:
        return None
    printed = dict.get(item, "updated") or dict.get(item, "published")
    return Entry(url, title_in_markup(item.get("title")), lastmod_of(printed, page))
