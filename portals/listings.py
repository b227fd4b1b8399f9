"""HTML and JSON pages that list articles, and how the next page is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portals.indexes import (
    MOST_ENTRIES,
    Entry,
    Index,
    absolute,
    counted,
    lastmod_of,
    text_in,
    title_in_markup,
    title_of,
)
from portals.pages import stops_short
from portals.portal import Listing
from portals.tree import capped
from schemas.page import Page

STOPS = "the page stops in the middle"
ATTRIBUTE = re.compile(r"(?P<css>.*)@(?P<attribute>[\w-]+)", re.S)


def asked(
    listing: Listing, number: int, carried: tuple[tuple[str, str], ...]
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Address and form of a listing's page; `carried` are values that earlier pages printed."""
    page = str(number)
    form = tuple((name, value.replace("{page}", page)) for name, value in listing.form)
    return listing.url.replace("{page}", page), (*form, *carried)


def is_numbered(listing: Listing) -> bool:
    return "{page}" in listing.url or any("{page}" in value for _, value in listing.form)


def listing_in(page: Page, listing: Listing) -> Index:
    """The entries of a listing page, and the next page where a link names it.

    Raises Permanent or NotAnArticle where the page is no text at all.
    """
    text = text_in(page)
    return _json(text, page, listing) if listing.answer == "json" else _html(text, page, listing)


def every_link(page: Page) -> Index:
    """All links of a page as entries, for a portal of which no listing is known."""
    text = text_in(page)
    links = _tree(text).css("a[href]")
    found = ((absolute(link.attributes.get("href"), page.final_url), link) for link in links[:MOST_ENTRIES])
    entries = tuple(Entry(url, title_of(link.text())) for url, link in found if url)
    return Index(entries=entries) if not stops_short(text) else Index(entries=entries, errors=(STOPS,), whole=False)


def _tree(text: str) -> LexborHTMLParser:
    return LexborHTMLParser(capped(text)[0])


def _html(text: str, page: Page, listing: Listing) -> Index:
    tree = _tree(text)
    items = tree.css(listing.items)[:MOST_ENTRIES]
    entries = [entry for item in items if (entry := _entry(item, page, listing))]
    further = absolute(_value(tree.body, listing.next, "href"), page.final_url) if listing.next and tree.body else None
    errors = counted(len(items) - len(entries), "entries without an address")
    whole = not stops_short(text)
    return Index(
        entries=tuple(entries),
        more=(Entry(further),) if further else (),
        carried=tuple((name, value) for name, css in listing.carries for value in _values(tree.body, css, "value")),
        errors=errors if whole else (STOPS, *errors),
        whole=whole,
    )


def _entry(item: LexborNode, page: Page, listing: Listing) -> Entry | None:
    url = absolute(_value(item, listing.link, "href"), page.final_url) or absolute(
        item.attributes.get("href"), page.final_url
    )
    if url is None:
        return None
    title = _value(item, listing.title or listing.link, None)
    return Entry(url, title_of(title), lastmod_of(_value(item, listing.time, None), page) if listing.time else None)


def _value(node: LexborNode | None, selector: str, attribute: str | None) -> str | None:
    """The first value that is not empty."""
    return next(_values(node, selector, attribute), None)


def _values(node: LexborNode | None, selector: str, attribute: str | None) -> Iterator[str]:
    """Of all matches of `css` or `css@attr`: the attribute, or else the words."""
    named = ATTRIBUTE.fullmatch(selector)
    css, name = (named["css"], named["attribute"]) if named else (selector, attribute)
    for found in node.css(css) if node is not None else ():
        value = (found.attributes.get(name) or "") if name else found.text(separator=" ")
        if value.strip():
            yield value.strip()


def _json(text: str, page: Page, listing: Listing) -> Index:
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Index(errors=(f"not JSON: {str(error)[:200]}",), whole=False)
    items = _at(answer, listing.items)
    if not isinstance(items, list):
        return Index(errors=(f"no list at {listing.items or 'the root'!r}",))
    found = [(absolute(_string(item, listing.link), page.final_url), item) for item in items[:MOST_ENTRIES]]
    entries = [
        Entry(url, title_in_markup(_string(item, listing.title)), lastmod_of(_string(item, listing.time), page))
        for url, item in found
        if url
    ]
    further = absolute(_string(answer, listing.next), page.final_url)
    return Index(
        entries=tuple(entries),
        more=(Entry(further),) if further else (),
        errors=counted(len(items) - len(entries), "entries without an address"),
    )


def _at(value: Any, path: str) -> Any:
    """What stands at a dotted path of an answer; None where the path breaks off."""
    for step in path.split(".") if path else ():
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def _string(value: Any, path: str | None) -> str | None:
    found = _at(value, path) if path else None
    return found if isinstance(found, str) else None
