"""A web archive of the portals' pages: its index in the Wayback Machine's manner, and its captures as they were sent."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from simulator.answer import Answer, words
from simulator.sites import site_of

if TYPE_CHECKING:
    from simulator.respond import Responder

HOST = "web.archive.org"
INDEX = "/cdx/search/cdx"
REPLAY = re.compile(r"/web/(\d{14})id_/(https?:/{1,2}.+)")
JSON = "application/json; charset=utf-8"
ROWS = 40
"""Captures on one page of the index."""
AFTER = timedelta(days=3)
"""When the archive came by after an article was published."""
HEAD = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
MISSES = 13
"""Every so manyth article was never captured."""
NEAREST = 9
"""Every so manyth capture is kept a second beside the moment that the index tells."""


def bygone(responder: Responder, target: str) -> Answer:
    """What the archive answers to a path with its query."""
    parts = urlsplit(target)
    if parts.path == "/robots.txt":
        return words(200, "User-agent: *\nDisallow: /save/\n")
    if parts.path == INDEX:
        return _index(responder, {name: values[-1] for name, values in parse_qs(parts.query).items()})
    match = REPLAY.fullmatch(unquote(target))
    return _replayed(responder, match[1], match[2]) if match else words(404, "Not Found")


def _captures(responder: Responder, domain: str) -> dict[str, str]:
    """Address -> moment of every capture of a domain."""
    site = site_of(domain)
    stories = responder.world.stories(site.slug) if site else ()
    return {
        story.url: f"{(story.published + AFTER).astimezone(UTC):%Y%m%d%H%M%S}"
        for story in stories
        if story.number % MISSES != 5
    }


def _index(responder: Responder, query: Mapping[str, str]) -> Answer:
    rows = sorted(_captures(responder, query.get("url", "")).items())
    start = int(query.get("page", "0")) * ROWS
    found = [
        [f"{urlsplit(url).netloc}){urlsplit(url).path}", at, url, "text/html", "200", "A" * 32, "9000"]
        for url, at in rows[start : start + ROWS]
    ]
    return Answer(200, json.dumps([list(HEAD), *found] if found else []).encode(), JSON)


def _replayed(responder: Responder, stamp: str, url: str) -> Answer:
    parts = urlsplit(url)
    site = site_of(parts.netloc)
    kept = _captures(responder, parts.netloc).get(url)
    if site is None or kept is None:
        return words(404, "The archive has not got that address")
    number = next(story.number for story in responder.world.stories(site.slug) if story.url == url)
    true = f"{int(kept) + 1}" if number % NEAREST == 2 and not kept.endswith("59") else kept
    if stamp != true:
        return Answer(302, b"", headers={"Location": f"/web/{true}id_/{url}"})
    page = responder.page_of(site, number)
    return Answer(200, page.body, headers={"X-Archive-Orig-Content-Type": page.type, "Memento-Datetime": true})
