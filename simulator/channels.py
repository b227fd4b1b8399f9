"""robots.txt and listings, and the ways in which they lie."""

from __future__ import annotations

import json

from simulator.answer import Answer, words
from simulator.eras import Site
from simulator.faults import Fault
from simulator.render import fragment_html, list_html
from simulator.story import Story

Lies = dict[str, Fault]


def in_listing(story: Story) -> bool:
    """All but some: every eleventh is missed."""
    return story.number % 11 != 5


def robots(site: Site, lies: Lies) -> Answer:
    """The rules; how they fail is told by the faults robots_*."""
    if "robots_5xx" in lies:
        return words(503, "Service Unavailable")
    if "robots_404" in lies:
        return words(404, "Not Found")
    if "robots_html" in lies:
        return Answer(200, "<!DOCTYPE html><html><body><h1>Trang chủ</h1></body></html>".encode())
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in site.forbidden), "Allow: /"]
    if "robots_deny" in lies:
        lines = ["User-agent: *", "Disallow: /"]
    if "crawl_delay" in lies:
        lines.append(f"Crawl-delay: {lies['crawl_delay'].options.get('delay', 1)}")
    if "robots_huge" in lies:
        lines[1:1] = [f"Disallow: /khong-co-{number}/" for number in range(24_000)]
    lines += ["", f"Sitemap: {site.home}{site.sitemap}"]
    if site.slug == "kinhtedothi":
        lines.append(f"Sitemap: {site.home}/google-news-sitemap.xml")
    return words(200, "\n".join(lines) + "\n")


def _paged(stories: list[Story], number: int, size: int, lies: Lies) -> tuple[list[Story], int]:
    """The articles of page `number` (from 1) and the number of the last page."""
    last = max(1, -(-len(stories) // size))
    if "paging_duplicate" in lies:
        number = 1
    elif "paging_cycle" in lies:
        number = (number - 1) % min(2, last) + 1
    return stories[(number - 1) * size : number * size], last


def listing(
    site: Site, heading: str, base: str, stories: list[Story], others: list[Story], number: int, seed: int, lies: Lies
) -> Answer:
    """A page of a listing in HTML; WordPress answers 404 past the end, the others a page without entries."""
    if "listing_off" in lies:
        return words(404, "Not Found")
    shown = [] if "silence" in lies else [story for story in stories if in_listing(story)]
    page, last = _paged(shown, number, site.page_size, lies)
    status = 404 if not page and number > 1 and site.slug == "thanhphohaiphong" else 200
    endless = "paging_cycle" in lies or "paging_duplicate" in lies
    return Answer(
        status, list_html(site, heading, base, page, number, number + 9 if endless else last, others, seed).encode()
    )


def fragment(site: Site, stories: list[Story], number: int, lies: Lies) -> Answer:
    """hanoi's list API: page `number` from 0."""
    if "listing_off" in lies:
        return words(404, "Not Found")
    shown = [] if "silence" in lies else [story for story in stories if in_listing(story)]
    return Answer(200, fragment_html(_paged(shown, number + 1, site.page_size, lies)[0]).encode())


def paging_json(site: Site, stories: list[Story], number: int, lies: Lies) -> Answer:
    """kinhtedothi's list API: page `number` from 1, a bare list."""
    if "listing_off" in lies:
        return words(404, "Not Found")
    shown = [] if "silence" in lies else [story for story in stories if in_listing(story)]
    page, _ = _paged(shown, number, site.page_size, lies)
    rows = [
        {
            "Title": story.title,
            "Sapo": story.lead or "",
            "PublishedDate": f"{story.published:%Y-%m-%dT%H:%M:%S}",
            "Url": story.url,
        }
        for story in page
    ]
    return Answer(200, json.dumps(rows, ensure_ascii=False).encode(), "application/json; charset=utf-8")
