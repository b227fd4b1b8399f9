"""robots.txt, feeds, sitemaps and listings, and the ways in which they lie."""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from simulator.answer import XML, Answer, words
from simulator.eras import Site
from simulator.faults import Fault
from simulator.render import fragment_html, list_html
from simulator.story import HANOI_TIME, Story

Lies = dict[str, Fault]
FEED_LENGTH = 15
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
WRONG_DATE = datetime(2031, 2, 28, tzinfo=HANOI_TIME)
DEAD = "tin-khong-con-ton-tai"


def in_listing(story: Story) -> bool:
    """All but some: every eleventh is missed."""
    return story.number % 11 != 5


def in_sitemap(story: Story) -> bool:
    """Most: every seventh is missed, unless the listing misses it too."""
    return story.number % 7 != 3 or not in_listing(story)


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


def _link(site: Site, story: Story, lies: Lies) -> str:
    if "feed_dead_links" in lies:
        return f"{site.home}/{DEAD}-{story.number}.html"
    return story.url + ("?utm_source=rss&utm_medium=feed" if site.slug == "kinhtedothi" else "")


def feed(site: Site, stories: list[Story], lies: Lies) -> Answer:
    """The newest articles, as Atom on halong and RSS elsewhere."""
    if "feed_off" in lies:
        return words(404, "Not Found")
    newest = [] if "silence" in lies else stories[:FEED_LENGTH]
    moment = (lambda _: WRONG_DATE) if "feed_dates" in lies else (lambda story: story.published)
    entries = []
    for story in newest:
        title, link, lead = escape(story.title), escape(_link(site, story, lies)), escape(story.lead or "")
        when = moment(story)
        if site.slug == "halong":
            entries.append(
                f'<entry><title>{title}</title><link href="{link}"/><id>{link}</id><updated>{when.isoformat()}</updated><summary>{lead}</summary></entry>'
            )
        else:
            entries.append(f"<item><title>{title}</title><link>{link}</link><guid isPermaLink=\"false\">{site.slug}-{story.number}</guid>"
                           f"<pubDate>{format_datetime(when)}</pubDate><description><![CDATA[{story.lead or ''}]]></description></item>")  # fmt: skip
    if site.slug == "halong":
        top, end, kind = (
            f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(site.name)}</title><id>{site.home}</id>',
            "</feed>",
            "application/atom+xml",
        )
    else:
        top, end, kind = (
            f'<rss version="2.0"><channel><title>{escape(site.name)}</title><link>{site.home}</link>',
            "</channel></rss>",
            "application/rss+xml",
        )
    text = '<?xml version="1.0" encoding="utf-8"?>\n' + top + "\n".join(entries) + end
    if "feed_malformed" in lies:
        text = text.replace("</title>", "</titel>&nbsp;", 3)[: len(text) * 3 // 4]
    return Answer(
        200, text.encode(), f"{kind}; charset=utf-8", modified=max((story.modified for story in newest), default=None)
    )


def _urlset(stories: list[Story], lies: Lies, *, news: str = "") -> str:
    now = datetime.now(HANOI_TIME)
    rows = []
    for story in stories:
        lastmod = now if "lastmod_lies" in lies else story.modified
        extra = (
            f"<news:news><news:publication><news:name>{escape(news)}</news:name><news:language>vi</news:language></news:publication><news:publication_date>{story.published.isoformat()}</news:publication_date><news:title>{escape(story.title)}</news:title></news:news>"
            if news
            else ""
        )
        rows.append(
            f"<url><loc>{escape(story.url)}</loc><lastmod>{lastmod.isoformat(timespec='seconds')}</lastmod>{extra}</url>"
        )
        if story.era == "wordpress" and story.number % 25 == 6:
            rows.append(f"<url><loc>{escape(story.url)}/amp</loc></url>")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{SITEMAP}" xmlns:news="{NEWS}">'
        + "\n".join(rows)
        + "</urlset>"
    )


def sitemap(site: Site, path: str, stories: list[Story], lies: Lies) -> Answer | None:
    """The index, its parts (plain, gzipped, one of sections), kinhtedothi's news sitemap; None for another path."""
    children = ("/sitemaps/bai-viet-1.xml", "/sitemaps/bai-viet-2.xml.gz", "/sitemaps/chuyen-muc.xml")
    known = (site.sitemap, *children, *(("/google-news-sitemap.xml",) if site.slug == "kinhtedothi" else ()))
    if path not in known:
        return None
    if "sitemap_off" in lies:
        return words(404, "Not Found")
    shown = [] if "silence" in lies else [story for story in stories if in_sitemap(story)]
    half = (len(shown) + 1) // 2
    newest = max((story.modified for story in shown), default=None)
    if path == site.sitemap:
        rows = "".join(f"<sitemap><loc>{site.home}{child}</loc></sitemap>" for child in children)
        text = f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{SITEMAP}">{rows}</sitemapindex>'
    elif path == children[2]:
        rows = "".join(
            f"<url><loc>{site.home}/{name}</loc></url>" for name in ("", "gioi-thieu", "lien-he", "so-do-cong")
        )
        text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{SITEMAP}">{rows}</urlset>'
    elif path == "/google-news-sitemap.xml":
        text = _urlset(shown[:10], lies, news=site.name)
    else:
        text = _urlset(shown[:half] if path == children[0] else shown[half:], lies)
    if "sitemap_malformed" in lies and path != site.sitemap:
        text = text.replace("</loc>", "</lok>", 2)[: len(text) * 4 // 5]
    if path.endswith(".gz"):
        return Answer(200, gzip.compress(text.encode(), mtime=0), "application/gzip", modified=newest, coded=False)
    return Answer(200, text.encode(), XML, modified=newest)


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
