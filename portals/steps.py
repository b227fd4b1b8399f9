"""One step of a walk over a portal's channels: an index page fetched and read, or the failure to have it, as a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from portals.feeds import feed_in
from portals.fetch import page_at
from portals.identity import is_article
from portals.indexes import Entry, Index
from portals.listings import listing_in
from portals.portal import Channel, Portal, Rss, Sitemap
from portals.registry import declares, host_of
from portals.session import Session
from portals.sitemaps import sitemap_in
from schemas.errors import FetchError, Permanent, ReadingFailed, Transient
from schemas.page import Exchange, Link, Page

Kind = Literal["robots", "feed", "sitemap", "listing"]
Ended = Literal["known", "empty", "repeated", "max_pages", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An index page that was fetched, and the article links on it.

    ignored: (why, how many) of addresses on it that are no articles of the portal. errors: what of it could not be read.
    ended: why this was the last page of a listing; `max_pages` means that there may be more. whole: as of the index that was read.
    With status 304 the links are those of the earlier copy.
    """

    page: Page
    kind: Kind
    channel: str
    source: str
    links: tuple[Link, ...] = ()
    errors: tuple[str, ...] = ()
    ignored: tuple[tuple[str, int], ...] = ()
    ended: Ended | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelFailed:
    """An index page that could not be had; the other channels go on.

    expected: nothing is wrong with that: a customary address that the portal does not have, the 404 behind a listing's last page,
    or a portal that has ended. Its exchanges belong into the archive all the same.
    """

    kind: Kind
    channel: str
    source: str
    reason: str
    detail: str
    transient: bool
    expected: bool
    exchanges: tuple[Exchange, ...]


Earlier = Callable[[str], Page | None]
"""Address of an index page -> the newest archived copy of it with status 200, from which a 304 is answered; None if there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """What all steps of one walk share. thorough: read to the end of every channel, whatever is known."""

    portal: Portal
    session: Session
    known: Callable[[str], bool]
    now: datetime
    earlier: Earlier
    thorough: bool


@dataclass(frozen=True, slots=True)
class Fetched:
    """read: the page to read, which is the page itself, or the earlier copy that its 304 stands for (with the moment of the 304)."""

    page: Page
    read: Page


def fetched(
    way: Walk,
    url: str,
    read: Callable[[Page], Index],
    method: Literal["GET", "POST"] = "GET",
    form: tuple[tuple[str, str], ...] = (),
) -> Fetched:
    """An index page, asked for conditionally where an earlier copy can answer a 304: one that `read` finds whole. Raises FetchError."""
    copy = way.earlier(url) if method == "GET" else None
    if copy is None or not _is_whole(copy, read):
        page = page_at(url, way.session, method=method, form=form)
        return Fetched(page, page)
    page = page_at(url, way.session, etag=copy.header("ETag"), last_modified=copy.header("Last-Modified"))
    return Fetched(page, replace(copy, captured_at=page.captured_at) if page.status == 304 else page)


def _is_whole(copy: Page, read: Callable[[Page], Index]) -> bool:
    try:
        return read(copy).whole
    except (FetchError, ReadingFailed):
        return False


def read_index(page: Page, source: Channel) -> Index:
    """An index page read as what its channel says it is. Raises Permanent or NotAnArticle for what is no text."""
    if isinstance(source, Rss):
        return feed_in(page)
    return sitemap_in(page) if isinstance(source, Sitemap) else listing_in(page, source)


def article_links(
    index: Index, page: Page, portal: Portal, source: Channel
) -> tuple[tuple[Link, ...], tuple[tuple[str, int], ...]]:
    """The articles among an index's entries, each address once and with the first title it has; and why the others are none."""
    entries: dict[str, tuple[int, Entry]] = {}
    ignored: Counter[str] = Counter()
    for place, entry in enumerate(index.entries):
        host = host_of(entry.url)
        if entry.url in entries:
            first = entries[entry.url]
            entries[entry.url] = (first[0], replace(first[1], title=first[1].title or entry.title))
        elif not host or not declares(portal, host):
            ignored["undeclared_host"] += 1
        elif not is_article(entry.url, portal):
            ignored["not_an_article"] += 1
        else:
            entries[entry.url] = (place, entry)
    links = tuple(
        Link(
            url=entry.url, portal=portal.slug, channel=channel_of(source), source=page.url, place=place,
            found_at=page.captured_at, title=entry.title, lastmod=entry.lastmod,
        )
        for place, entry in entries.values()
    )  # fmt: skip
    return links, tuple(sorted(ignored.items()))


def channel_of(source: Channel) -> str:
    return "rss" if isinstance(source, Rss) else "sitemap" if isinstance(source, Sitemap) else "listing"


def found(
    way: Walk,
    got: Fetched,
    index: Index,
    source: Channel,
    *,
    ended: Ended | None = None,
    skipped: dict[str, int] | None = None,
) -> Found:
    """skipped: further addresses that were passed over, by reason."""
    links, ignored = article_links(index, got.page, way.portal, source)
    passed = tuple((why, number) for why, number in (skipped or {}).items() if number)
    return Found(
        page=got.page, kind=kind_of(source), channel=channel_of(source), source=got.page.url,
        links=links, errors=index.errors, ignored=ignored + passed, ended=ended, whole=index.whole,
    )  # fmt: skip


def broke_off(step: Found | ChannelFailed) -> str | None:
    """Why a listing was not read to where it is known or ends (what is behind may be new), in words; None where it was."""
    if isinstance(step, ChannelFailed):
        failed_there = step.kind == "listing" and not step.expected
        return f"{step.source}: {step.reason}" if failed_there else None
    unread = step.kind == "listing" and bool(step.errors) and (step.ended == "empty" or not step.whole)
    return f"{step.source}: {step.errors[0]}" if unread else None


def kind_of(source: Channel) -> Kind:
    return "feed" if isinstance(source, Rss) else "sitemap" if isinstance(source, Sitemap) else "listing"


def failed(
    error: FetchError | ReadingFailed,
    way: Walk,
    kind: Kind,
    channel: str,
    source: str,
    *,
    expected: bool,
    got: Fetched | None = None,
) -> ChannelFailed:
    """got: the page that was fetched, where it is the reading that failed. A guess (`expected`) may fail by not being there or not allowed, no more."""
    portal = way.portal
    absent = isinstance(error, Permanent) and (error.fate in ("gone", "refused") or error.reason.startswith("http_4"))
    over = portal.ended_on is not None and portal.ended_on < way.now.date()
    return ChannelFailed(
        kind=kind, channel=channel, source=source, reason=error.reason, detail=error.detail,
        transient=isinstance(error, Transient), expected=over or (expected and absent),
        exchanges=error.exchanges if isinstance(error, FetchError) and error.exchanges else got.page.exchanges if got else (),
    )  # fmt: skip
