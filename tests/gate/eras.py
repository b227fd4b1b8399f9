"""The simulator's stories on pages of every layout that the portals' files name, as many of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from selectolax.lexbor import LexborHTMLParser

from portals.layouts import layout_of
from portals.portal import Portal
from portals.registry import portals
from schemas.page import Page
from simulator.render import article_html
from simulator.sites import SITES
from simulator.world import World

START = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cast:
    """All stories of a site told in one of its eras. names: (class or id of the template, that of the layout) where no template is the layout's own."""

    site: str
    era: str
    template: str | None = None
    names: tuple[tuple[str, str], ...] = ()
    portal: str = ""


CASTS = (
    Cast("hanoi", "hanoi-vccorp"),
    Cast("hanoi", "hanoi-fpt"),
    Cast("haiphong", "haiphong-tandan"),
    Cast("haiphong", "haiphong-2020"),
    Cast("haiphong", "haiphong-2018"),
    Cast("haiphong", "haiphong-2018", "haiphong-print"),
    Cast("haiphong", "haiphong-2020", "haiphong-2020", (
        ("article-detail", "news-detail"), ("article-content", "ms-rtestate-field"), ("article-time", "news-detail-date"),
        ("article-title", "news-detail-title"), ("article-author", "news-detail-author"), ("article-category", "news-detail-category"),
        ("article-files", "news-detail-files"), ("article-other", "news-detail-other"),
    )),
    Cast("halong", "halong-city"),
    Cast("halong", "halong-ward"),
    Cast("kinhtedothi", "kinhtedothi-k3"),
    Cast("kinhtedothi", "kinhtedothi-k2"),
    Cast("kinhtedothi", "kinhtedothi-k1"),
    Cast("kinhtedothi", "kinhtedothi-k1", None, (
        ('<h1 class="title_detail_news', '<div id="newsContent"><h1 class="title'), ("time_detail_news", "row1 creatdate"),
        ("sapo_detail", "head"), ("name_author", "author"), ("breadcump", "breadcrumb"), ("tag_detail", "otherNews"),
        ("box_guests", "otherNews"), ("binhluan", "otherNews"),
    ), "haiphong"),
    Cast("kinhtedothi", "kinhtedothi-k3", "kinhtedothi-k3", (
        ("article-title", "c-detail-head__title"), ("article-published-on", "c-detail-head__time"), ("article-body", "b-maincontent"),
        ("article-author", "c-author-page"), ("article-breadcrumb", "c-breadcrumb"), ("article-tags", "c-tags"), ("article-related", "c-box"),
    ), "haiphong"),
    Cast("thanhphohaiphong", "wordpress"),
    Cast("thanhphohaiphong", "wordpress", "wordpress-amp"),
)  # fmt: skip


def pages_of(seed: int, each: int, era: str | None = None) -> dict[str, list[tuple[Portal, Page]]]:
    """The simulator's pages by the layout that knows them, in order of capture; era: of one template only."""
    world, found = World(articles=each, seed=seed), dict[str, list[tuple[Portal, Page]]]()
    casts = [cast for cast in CASTS if era in (None, cast.era)]
    for portal, url, html in (page for cast in casts for page in _told(world, seed, cast)):
        layout = layout_of(LexborHTMLParser(html), portal)
        assert layout is not None, html
        pages = found.setdefault(layout.name, [])
        pages.append((portal, page_of(url, html, len(pages))))
    return found


def page_of(url: str, html: str, place: int) -> Page:
    at = START + timedelta(minutes=place)
    headers = (("content-type", "text/html"),)
    return Page(url=url, final_url=url, status=200, headers=headers, payload=html.encode(), captured_at=at)


def _told(world: World, seed: int, cast: Cast) -> Iterator[tuple[Portal, str, str]]:
    portal = portals()[cast.portal or cast.site]
    stories = [replace(story, era=cast.era) for story in world.stories(cast.site)]
    for story in stories:
        html = article_html(SITES[cast.site], story, stories, seed, cast.template)
        for name, other in cast.names:
            html = html.replace(name, other)
        yield portal, story.url, html.replace("__VIEWS__", str(1000 + story.number))
