"""Feeds and sitemaps, and the ways in which they lie."""

from __future__ import annotations

import gzip
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from simulator.answer import XML, Answer, words
from simulator.channels import Lies, in_listing
from simulator.eras import Site
from simulator.story import HANOI_TIME, Story

FEED_LENGTH = 15
NEWS_LENGTH = 10
PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
FIRST, SECOND, SECTIONS = "/sitemaps/bai-viet-1.xml", "/sitemaps/bai-viet-2.xml.gz", "/sitemaps/chuyen-muc.xml"
NEWS_MAP = "/google-news-sitemap.xml"
WRONG_DATE = datetime(2031, 2, 28, tzinfo=HANOI_TIME)
DEAD = "tin-khong-con-ton-tai"


def in_sitemap(story: Story) -> bool:
    """Most: every seventh is missed, unless the listing misses it too."""
    return story.number % 7 != 3 or not in_listing(story)


def _newest(stories: list[Story]) -> datetime | None:
    return max((story.modified for story in stories), default=None)


def _link(site: Site, story: Story, lies: Lies) -> str:
    if "feed_dead_links" in lies:
        return f"{site.home}/{DEAD}-{story.number}.html"
    return story.url + ("?utm_source=rss&utm_medium=feed" if site.slug == "kinhtedothi" else "")


def _item(site: Site, story: Story, link: str, when: datetime) -> str:
    return (
        f'<item><title>{escape(story.title)}</title><link>{escape(link)}</link><guid isPermaLink="false">{site.slug}-{story.number}</guid>'
        f"<pubDate>{format_datetime(when)}</pubDate><description><![CDATA[{story.lead or ''}]]></description></item>\n"
    )


def _entry(story: Story, link: str, when: datetime) -> str:
    return (
        f'<entry><title>{escape(story.title)}</title><link href="{escape(link)}"/><id>{escape(link)}</id>'
        f"<updated>{when.isoformat()}</updated><summary>{escape(story.lead or '')}</summary></entry>\n"
    )


def feed(site: Site, stories: list[Story], lies: Lies) -> Answer:
    """The newest articles, as Atom on halong and RSS elsewhere."""
    if "feed_off" in lies:
        return words(404, "Not Found")
    newest = [] if "silence" in lies else stories[:FEED_LENGTH]
    rows = [
        (story, _link(site, story, lies), WRONG_DATE if "feed_dates" in lies else story.published) for story in newest
    ]
    name = escape(site.name)
    if site.slug == "halong":
        entries = "".join(_entry(*row) for row in rows)
        text = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{name}</title><id>{site.home}</id>{entries}</feed>'
    else:
        items = "".join(_item(site, *row) for row in rows)
        text = f'<rss version="2.0"><channel><title>{name}</title><link>{site.home}</link>{items}</channel></rss>'
    if "feed_malformed" in lies:
        text = text.replace("</title>", "</titel>&nbsp;", 3)[: len(text) * 3 // 4]
    kind = "application/atom+xml" if site.slug == "halong" else "application/rss+xml"
    return Answer(200, (PROLOGUE + text).encode(), f"{kind}; charset=utf-8", modified=_newest(newest))


def _urlset(stories: list[Story], lies: Lies, *, news: str = "") -> str:
    now = datetime.now(HANOI_TIME)
    rows = []
    for story in stories:
        lastmod = now if "lastmod_lies" in lies else story.modified
        extra = _news(story, news) if news else ""
        rows.append(
            f"<url><loc>{escape(story.url)}</loc><lastmod>{lastmod.isoformat(timespec='seconds')}</lastmod>{extra}</url>"
        )
        if story.era == "wordpress" and story.number % 25 == 6:
            rows.append(f"<url><loc>{escape(story.url)}/amp</loc></url>")
    return f'{PROLOGUE}<urlset xmlns="{SITEMAP}" xmlns:news="{NEWS}">' + "\n".join(rows) + "</urlset>"


def _news(story: Story, name: str) -> str:
    return (
        f"<news:news><news:publication><news:name>{escape(name)}</news:name><news:language>vi</news:language></news:publication>"
        f"<news:publication_date>{story.published.isoformat()}</news:publication_date><news:title>{escape(story.title)}</news:title></news:news>"
    )


def _index(site: Site, parts: dict[str, list[Story]]) -> str:
    rows = [f"<sitemap><loc>{site.home}{SECTIONS}</loc></sitemap>"]
    for path, stories in parts.items():
        newest = _newest(stories)
        lastmod = f"<lastmod>{newest.isoformat(timespec='seconds')}</lastmod>" if newest else ""
        rows.append(f"<sitemap><loc>{site.home}{path}</loc>{lastmod}</sitemap>")
    return f'{PROLOGUE}<sitemapindex xmlns="{SITEMAP}">' + "".join(rows) + "</sitemapindex>"


def _sections(site: Site) -> str:
    rows = "".join(f"<url><loc>{site.home}/{name}</loc></url>" for name in ("", "gioi-thieu", "lien-he", "so-do-cong"))
    return f'{PROLOGUE}<urlset xmlns="{SITEMAP}">{rows}</urlset>'


def sitemap(site: Site, path: str, stories: list[Story], lies: Lies) -> Answer | None:
    """The index, its parts (plain, gzipped, one of sections), kinhtedothi's news sitemap; None for another path."""
    if path not in (site.sitemap, FIRST, SECOND, SECTIONS) and (site.slug, path) != ("kinhtedothi", NEWS_MAP):
        return None
    if "sitemap_off" in lies:
        return words(404, "Not Found")
    shown = [] if "silence" in lies else [story for story in stories if in_sitemap(story)]
    half = (len(shown) + 1) // 2
    parts = {FIRST: shown[:half], SECOND: shown[half:]}
    if path == site.sitemap:
        return Answer(200, _index(site, parts).encode(), XML, modified=_newest(shown))
    if path == SECTIONS:
        return Answer(200, _sections(site).encode(), XML)
    text = _urlset(shown[:NEWS_LENGTH], lies, news=site.name) if path == NEWS_MAP else _urlset(parts[path], lies)
    if "sitemap_malformed" in lies:
        text = text.replace("</loc>", "</lok>", 2)[: len(text) * 4 // 5]
    if path == SECOND:
        return Answer(
            200, gzip.compress(text.encode(), mtime=0), "application/gzip", modified=_newest(parts[path]), coded=False
        )
    return Answer(200, text.encode(), XML, modified=_newest(shown))
