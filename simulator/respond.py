"""What a portal answers to a request, faults of the wire aside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from simulator import channels, feeds
from simulator.address import slug_of
from simulator.answer import Answer, words
from simulator.eras import CITY_FIELDS, Site
from simulator.files import TYPES, file_of
from simulator.index import Entry
from simulator.render import article_html
from simulator.story import Story

if TYPE_CHECKING:
    from simulator.world import World

HAIPHONG_LISTS = {"/tin-tuc-su-kien": "Tin tức - Sự kiện", "/thong-bao": "Thông báo", "/van-ban": "Văn bản"}
API = re.compile(r"/api/category/\d+/paging/(\d+)")
WORDPRESS_PAGE = re.compile(r"/page/(\d+)/?")
NOT_FOUND = '<!DOCTYPE html><html lang="vi"><head><title>Không tìm thấy trang</title></head><body><h1>404</h1><p>Trang không tồn tại.</p></body></html>'
CACHED = 4096


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdigit() and len(text) < 7 else default


class Responder:
    """Answers for a world; keeps the pages that it has made (they change only with their article)."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._pages: dict[tuple[str, int, int, str], str] = {}
        self._asked = 0

    def answer(self, site: Site, method: str, host: str, target: str, form: Mapping[str, str]) -> Answer:
        """`target` is path and query as sent; `form` the fields of a POST."""
        parts = urlsplit("//" + host + target)
        path = unquote(parts.path) or "/"
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        found = self._channel(site, method, host, path, query, form)
        if found is not None:
            return found
        key = host.removeprefix("www.") + path
        entry = self.world.index.at(f"{key}?{parts.query}" if parts.query else key)
        if entry is None or entry.portal != site.slug:
            return self._missing(site, path)
        return self._entry(site, entry)

    def _missing(self, site: Site, path: str) -> Answer:
        if path.startswith("/static/"):
            return (
                Answer(200, file_of("png", ""), TYPES["png"], coded=False)
                if path.endswith(".png")
                else Answer(200, b"", "text/css")
            )
        if path.strip("/") in {slug_of(name) for name in CITY_FIELDS.values()}:
            return self._listed(site, "Chuyên mục", f"{path}?page=", {})
        return Answer(404, NOT_FOUND.encode())

    def _channel(
        self, site: Site, method: str, host: str, path: str, query: Mapping[str, str], form: Mapping[str, str]
    ) -> Answer | None:
        """robots.txt, feed, sitemaps, listings; None for any other path."""
        lies = self.world.faults.lies(site.slug, host + path)
        if path == "/robots.txt":
            return channels.robots(site, lies)
        listed = self.world.listed(site.slug)
        if path.rstrip("/") == site.feed:
            return feeds.feed(site, [story for story in listed if story.state == "live"], lies)
        if path == "/":
            return self._listed(site, site.name, "/?page=", lies)
        if site.slug == "hanoi" and path == "/api/NewsZone/NewsZone":
            if method != "POST":
                return words(405, "Method Not Allowed", Allow="POST")
            return channels.fragment(site, listed, _number(form.get("PageIndex"), 0), lies)
        if site.slug == "kinhtedothi" and (match := API.fullmatch(path)):
            return channels.paging_json(site, listed, _number(match[1], 1), lies)
        if site.slug == "thanhphohaiphong" and (match := WORDPRESS_PAGE.fullmatch(path)):
            return self._listed(site, site.name, "/page/", lies, _number(match[1], 1))
        if site.slug == "halong" and path == "/tin-tuc-thanh-pho":
            return self._listed(site, "Tin tức thành phố", f"{path}?page=", lies, _number(query.get("page"), 1))
        if site.slug == "haiphong" and path in HAIPHONG_LISTS:
            return self._listed(site, HAIPHONG_LISTS[path], f"{path}?page=", lies, _number(query.get("page"), 1))
        return feeds.sitemap(site, path, listed, lies)

    def _listed(self, site: Site, heading: str, base: str, lies: channels.Lies, number: int = 1) -> Answer:
        listed = self.world.listed(site.slug)
        stories = listed
        if site.slug == "haiphong" and heading in HAIPHONG_LISTS.values():
            stories = [story for story in listed if _haiphong_list(story) == heading]
        return channels.listing(site, heading, base, stories, listed, number, self.world.seed, lies)

    def _entry(self, site: Site, entry: Entry) -> Answer:
        story = self.world.stories(entry.portal)[entry.number]
        if entry.role in ("image", "file"):
            made = file_of(entry.type, entry.name)
            return Answer(200, made, TYPES[entry.type], modified=story.published, coded=False)
        if story.state == "removed":
            return Answer(410 if site.slug == "hanoi" else 404, NOT_FOUND.encode())
        if entry.role == "former":
            return Answer(301, b"", headers={"Location": story.url})
        return self._page(site, story, entry.role)

    def page_of(self, site: Site, number: int) -> Answer:
        """An article's page, whatever became of it since."""
        return self._page(site, self.world.stories(site.slug)[number], "article")

    def _page(self, site: Site, story: Story, role: str) -> Answer:
        template = {"amp": "wordpress-amp", "print": "haiphong-print"}.get(role)
        if role == "article" and site.slug in self.world.redesigned:
            template = "redesign"
        key = (site.slug, story.number, story.version, template or story.era)
        if key not in self._pages:
            if len(self._pages) >= CACHED:
                self._pages.clear()
            self._pages[key] = article_html(site, story, self.world.listed(site.slug), self.world.seed, template)
        self._asked += 1
        views = str(120 + story.number * 13 + self._asked)
        tag = f"{self.world.seed} {key}"
        return Answer(200, self._pages[key].replace("__VIEWS__", views).encode(), modified=story.modified, tag=tag)


def _haiphong_list(story: Story) -> str:
    return {"document": "Văn bản", "notice": "Thông báo", "table": "Thông báo"}.get(story.kind, "Tin tức - Sự kiện")
