"""Every channel of a portal, read as far as there is anything new; each link keeps how, where, at which place and when it was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from urllib.parse import urljoin

from portals.feeds import feed_in, feeds_linked
from portals.fetch import page_of, robots_at
from portals.indexes import Entry, Index, text_in
from portals.listings import every_link
from portals.paging import paged
from portals.portal import Channel, Listing, Portal, Rss, Sitemap
from portals.registry import declares, host_of
from portals.session import Session
from portals.sitemaps import sitemap_in
from portals.steps import (
    ChannelFailed,
    Earlier,
    Fetched,
    Found,
    Walk,
    article_links,
    broke_off,
    failed,
    fetched,
    found,
    read_index,
)
from schemas.errors import FetchError, Permanent, ReadingFailed, Transient
from schemas.page import Link, Page

__all__ = ["ChannelFailed", "Found", "broke_off", "links_on", "walk"]

MOST_SITEMAPS = 5_000
"""Sitemaps of one portal read in one run."""
SETTLED = timedelta(days=1)
"""A sitemap whose lastmod is older than our copy by less than this may have changed since: many print the day only."""
CUSTOMARY_FEEDS = ("/rss", "/feed")


def links_on(page: Page, portal: Portal, source: Channel) -> list[Link]:
    """The article links on an index page in order, each address once. Raises Permanent or NotAnArticle for what is no text."""
    return list(article_links(read_index(page, source), page, portal, source)[0])


def walk(
    portal: Portal,
    session: Session,
    known: Callable[[str], bool],
    now: datetime,
    *,
    earlier: Earlier = lambda _url: None,
    thorough: bool = False,
) -> Iterator[Found | ChannelFailed]:
    """All channels of a portal: robots.txt and its Sitemap lines, declared channels, and customary ones for kinds that are not declared.

    known: whether an article address needs no fetching any more; a page of a listing that has only such ends its paging.
    """
    way = Walk(portal=portal, session=session, known=known, now=now, earlier=earlier, thorough=thorough)
    sitemaps = [Entry(channel.url) for channel in portal.channels if isinstance(channel, Sitemap)]
    robots, named = _robots(way)
    if robots is not None:
        yield robots
    sitemaps += [Entry(url) for url in named]
    yield from _sitemaps(way, sitemaps or [Entry(urljoin(portal.home, "/sitemap.xml"))], expected=not sitemaps)
    feeds = [channel for channel in portal.channels if isinstance(channel, Rss)]
    listings = [channel for channel in portal.channels if isinstance(channel, Listing)]
    linked: tuple[str, ...] = ()
    if not feeds or not listings:
        front, linked = _front(way, read_links=not listings)
        yield front
    for feed in feeds:
        yield _one(way, feed, expected=False)
    if not feeds:
        yield from _customary_feeds(way, linked)
    for listing in listings:
        yield from paged(way, listing)


def _robots(way: Walk) -> tuple[Found | ChannelFailed | None, tuple[str, ...]]:
    """robots.txt, if it was not known yet, and the declared sitemaps that it names."""
    source = urljoin(way.portal.home, "/robots.txt")
    try:
        rules, exchanges = robots_at(source, way.session)
    except FetchError as error:
        return failed(error, way, "robots", "robots", source, expected=False), ()
    named = tuple(url for url in rules.sitemaps() if (host := host_of(url)) and declares(way.portal, host))
    if not exchanges:
        return None, named
    if rules.access == "none":
        failure = rules.failure or Transient(rules.reason)
        failure.exchanges = exchanges
        return failed(failure, way, "robots", "robots", source, expected=False), ()
    errors = tuple(f"undeclared sitemap {url[:200]}" for url in rules.sitemaps() if url not in named)
    page = page_of(source, list(exchanges))
    return Found(page=page, kind="robots", channel="robots", source=source, errors=errors), named


def _sitemaps(way: Walk, first: list[Entry], *, expected: bool) -> Iterator[Found | ChannelFailed]:
    """Sitemaps and those that they name; one whose lastmod is older than our copy, with nothing unknown in it, is not asked for."""
    queue, seen = list(first), set[str]()
    while queue and len(seen) < MOST_SITEMAPS:
        entry = queue.pop(0)
        if entry.url in seen:
            continue
        seen.add(entry.url)
        got: Fetched | None = None
        try:
            got = fetched(way, entry.url, sitemap_in)
            index = sitemap_in(got.read)
        except (FetchError, ReadingFailed) as error:
            yield failed(error, way, "sitemap", "sitemap", entry.url, expected=expected, got=got)
            continue
        declared = [more for more in index.more if (host := host_of(more.url)) and declares(way.portal, host)]
        children = [more for more in declared if not _settled(way, more)]
        queue += children
        passed = {
            "undeclared_sitemap": len(index.more) - len(declared),
            "unchanged_sitemap": len(declared) - len(children),
        }
        yield found(way, got, _forgiven(index, expected), Sitemap(url=entry.url), skipped=passed)
    for entry in queue:
        over = Permanent("max_sitemaps", f"{MOST_SITEMAPS} were read in this run")
        yield failed(over, way, "sitemap", "sitemap", entry.url, expected=False)


def _forgiven(index: Index, expected: bool) -> Index:
    """A customary address that answers with something else is no error."""
    other = expected and any(error.startswith("not a ") for error in index.errors)
    return Index() if other else index


def _settled(way: Walk, entry: Entry) -> bool:
    if way.thorough or entry.lastmod is None:
        return False
    copy = way.earlier(entry.url)
    if copy is None or entry.lastmod + SETTLED > copy.captured_at:
        return False
    # A copy that is empty or could not be read whole says nothing of what the sitemap holds: the portal may have been silent that day.
    source = Sitemap(url=entry.url)
    index = read_index(copy, source)
    links, _ = article_links(index, copy, way.portal, source)
    return bool(links) and not index.errors and all(way.known(link.url) for link in links)


def _front(way: Walk, *, read_links: bool) -> tuple[Found | ChannelFailed, tuple[str, ...]]:
    """The front page and the feeds that it links; read as a listing where the portal declares none."""
    home = way.portal.home
    got: Fetched | None = None
    try:
        got = fetched(way, home, every_link)
        index = every_link(got.read) if read_links else Index()
        linked = feeds_linked(text_in(got.read), got.read.final_url)
    except (FetchError, ReadingFailed) as error:
        return failed(error, way, "listing", "listing", home, expected=False, got=got), ()
    return found(way, got, index, Listing(url=home, items="a"), ended="end"), linked


def _customary_feeds(way: Walk, linked: tuple[str, ...]) -> Iterator[Found | ChannelFailed]:
    """Feeds that the front page links, or else the first customary address that answers as one."""
    declared = [url for url in linked if (host := host_of(url)) and declares(way.portal, host)]
    for url in declared or [urljoin(way.portal.home, path) for path in CUSTOMARY_FEEDS]:
        step = _one(way, Rss(url=url), expected=not declared)
        yield step
        if not declared and isinstance(step, Found) and step.links:
            return


def _one(way: Walk, feed: Rss, *, expected: bool) -> Found | ChannelFailed:
    got: Fetched | None = None
    try:
        got = fetched(way, feed.url, feed_in)
        index = feed_in(got.read)
    except (FetchError, ReadingFailed) as error:
        return failed(error, way, "feed", "rss", feed.url, expected=expected, got=got)
    return found(way, got, _forgiven(index, expected), feed)
