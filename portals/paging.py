"""Listings, page after page, until there is nothing new."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portals.indexes import Index
from portals.listings import asked, is_numbered, listing_in
from portals.portal import Listing
from portals.steps import ChannelFailed, Ended, Fetched, Found, Walk, article_links, failed, fetched, found
from schemas.errors import FetchError, Permanent, ReadingFailed

Form = tuple[tuple[str, str], ...]


def paged(way: Walk, listing: Listing) -> Iterator[Found | ChannelFailed]:
    """A listing's pages; the last one says why it is the last (`Found.ended`).

    A page on which everything is known ends it, the first known link does not: listings pin old articles and sort by other clocks.
    """
    seen: set[str] = set()
    carried: Form = ()
    if listing.opens:
        opening = _opened(way, listing)
        yield opening[0]
        carried = opening[1]
    address, form = asked(listing, listing.first, carried)
    for count in range(listing.pages):
        got: Fetched | None = None
        try:
            got = fetched(way, address, partial(listing_in, listing=listing), listing.method, form)
            index = listing_in(got.read, listing)
        except (FetchError, ReadingFailed) as error:
            yield _failed_at(count, error, way, address, got)
            return
        ended = _ended(way, listing, got, index, seen, count)
        if count == 0 and not index.entries:
            index = Index(errors=(*index.errors, "no entry on the first page: its markup may have changed"))
        yield found(way, got, index, listing, ended=ended)
        if ended:
            return
        seen.update(entry.url for entry in index.entries)
        seen.add(address)
        carried = tuple(dict.fromkeys(carried + index.carried))
        address, form = asked(listing, listing.first + count + 1, carried)
        if index.more:
            address = index.more[0].url


def _opened(way: Walk, listing: Listing) -> tuple[Found | ChannelFailed, Form]:
    opens = listing.opens or listing.url
    got: Fetched | None = None
    try:
        got = fetched(way, opens, partial(listing_in, listing=listing))
        index = listing_in(got.read, listing)
    except (FetchError, ReadingFailed) as error:
        return failed(error, way, "listing", "listing", opens, expected=False, got=got), ()
    return found(way, got, index, listing), index.carried


def _failed_at(
    count: int, error: FetchError | ReadingFailed, way: Walk, address: str, got: Fetched | None
) -> ChannelFailed:
    behind_the_last = count > 0 and isinstance(error, Permanent) and error.fate == "gone"
    return failed(error, way, "listing", "listing", address, expected=behind_the_last, got=got)


def _ended(way: Walk, listing: Listing, got: Fetched, index: Index, seen: set[str], count: int) -> Ended | None:
    urls = {entry.url for entry in index.entries}
    links, _ = article_links(index, got.page, way.portal, listing)
    if not urls:
        return "empty"
    if urls <= seen:
        return "repeated"
    if not index.more and (listing.next or not is_numbered(listing)):
        return "end"
    if index.more and index.more[0].url in seen | {got.page.url}:
        return "repeated"
    if links and index.whole and not way.thorough and all(way.known(link.url) for link in links):
        return "known"
    return "max_pages" if count == listing.pages - 1 else None
