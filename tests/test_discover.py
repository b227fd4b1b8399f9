"""Channels read whole or as far as they can be, joined and stopped where nothing is new; on real sockets."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portals.cdx import cdx_entries, cdx_links
from portals.discover import ChannelFailed, Found, broke_off, links_on, walk
from portals.fetch import Limits, Session
from portals.portal import Channel, Listing, Portal, Rss, Sitemap
from schemas.page import Page
from tests.loopback import AGENT, Loopback, Script, answer, loopback, portal_with

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
HOME = "http://tin.example.vn"
LISTING = Listing(url=f"{HOME}/tin?trang={{page}}", items=".tin", link="a", title="a", time=".gio@title", pages=9)


def bai(number: int) -> str:
    return f"{HOME}/bai/ban-tin-{number}.html"


def feed(*numbers: int, kind: str = "rss") -> str:
    if kind == "atom":
        entries = "".join(
            f"<entry><title>Bản tin {n}</title><link href='{bai(n)}'/><updated>2026-03-01T09:{n % 60:02}:00+07:00</updated></entry>"
            for n in numbers
        )
        return f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>x</title>{entries}</feed>"
    items = "".join(
        f"<item><title>Bản tin {n}</title><link>{bai(n)}</link><pubDate>Sun, 01 Mar 2026 09:{n % 60:02}:00 +0700</pubDate></item>"
        for n in numbers
    )
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>x</title>{items}</channel></rss>"


def sitemap(*numbers: int, lastmod: str = "2026-03-01") -> str:
    urls = "".join(f"<url><loc>{bai(n)}</loc><lastmod>{lastmod}</lastmod></url>" for n in numbers)
    return f"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>"


def index_of(*paths: str, lastmod: str = "") -> str:
    stamp = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    maps = "".join(f"<sitemap><loc>{HOME}{path}</loc>{stamp}</sitemap>" for path in paths)
    return f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{maps}</sitemapindex>"


def rows(*numbers: int, after: str = "") -> str:
    found = "".join(
        f"<div class='tin'><a href='/bai/ban-tin-{n}.html'><img></a><a href='/bai/ban-tin-{n}.html'>Bản tin {n}</a>"
        f"<span class='gio' title='09:{n % 60:02}, 01/03/2026'>8 giờ trước</span></div>"
        for n in numbers
    )
    return f"<html><head><title>Tin</title></head><body><a href='/lien-he'>Liên hệ</a>{found}{after}</body></html>"


def page(body: str | bytes, url: str = f"{HOME}/x", kind: str = "text/html") -> Page:
    data = body.encode() if isinstance(body, str) else body
    return Page(url=url, final_url=url, status=200, headers=(("Content-Type", kind),), payload=data, captured_at=NOW)


def numbers(found: list[Found]) -> list[int]:
    return [int(re.findall(r"-(\d+)\.html", link.url)[-1]) for step in found for link in step.links]


def walked(
    portal: Portal,
    routes: dict[str, Script],
    known: Callable[[str], bool] = lambda _url: False,
    earlier: Callable[[str], Page | None] = lambda _url: None,
    *,
    thorough: bool = False,
) -> tuple[list[Found], list[ChannelFailed], Loopback]:
    limits = Limits(tries=1, total_s=5, silence_s=3, connect_s=2)
    with (
        loopback(routes) as server,
        Session(portal, user_agent=AGENT, gateway=server.address, limits=limits) as session,
    ):
        steps = list(walk(portal, session, known, NOW, earlier=earlier, thorough=thorough))
    return [s for s in steps if isinstance(s, Found)], [s for s in steps if isinstance(s, ChannelFailed)], server


# --- pure reading


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_a_feed_gives_address_title_time_and_place(kind: str) -> None:
    links = links_on(page(feed(7, 8, kind=kind), kind="text/xml"), portal_with(), Rss(url=f"{HOME}/rss"))
    assert [(link.url, link.title, link.place, link.channel) for link in links] == [
        (bai(7), "Bản tin 7", 0, "rss"),
        (bai(8), "Bản tin 8", 1, "rss"),
    ]
    assert links[0].lastmod == datetime(2026, 3, 1, 2, 7, tzinfo=UTC)
    assert {(link.portal, link.source, link.found_at) for link in links} == {("example", f"{HOME}/x", NOW)}


def test_a_body_is_never_taken_for_the_name_of_a_file() -> None:
    assert links_on(page(__file__.encode()), portal_with(), Rss(url=f"{HOME}/rss")) == []


@pytest.mark.parametrize("packed", [False, True])
def test_a_sitemap_is_read_plain_or_gzipped(packed: bool) -> None:
    body = sitemap(1, 2, 3).encode()
    links = links_on(page(gzip.compress(body) if packed else body), portal_with(), Sitemap(url=f"{HOME}/sitemap.xml"))
    assert [link.url for link in links] == [bai(1), bai(2), bai(3)]
    assert links[0].lastmod == datetime(2026, 2, 28, 17, 0, tzinfo=UTC)


def test_a_news_sitemap_gives_title_and_time_and_no_picture() -> None:
    body = f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
      xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc> {bai(4)} </loc>
      <image:image><image:loc>{bai(99)}</image:loc></image:image>
      <news:news><news:publication><news:name>Báo</news:name></news:publication><news:publication_date>2026-03-01T10:00:00+07:00</news:publication_date>
      <news:title>Đường mới &amp; cầu mới</news:title></news:news></url></urlset>"""
    links = links_on(page(body), portal_with(), Sitemap(url=f"{HOME}/news.xml"))
    assert [(link.url, link.title, link.lastmod) for link in links] == [
        (bai(4), "Đường mới & cầu mới", datetime(2026, 3, 1, 3, 0, tzinfo=UTC))
    ]


def test_a_listing_gives_the_title_of_the_link_that_has_words_and_the_time_of_the_attribute() -> None:
    links = links_on(page(rows(5, 6)), portal_with(), LISTING)
    assert [(link.url, link.title) for link in links] == [(bai(5), "Bản tin 5"), (bai(6), "Bản tin 6")]
    assert links[0].lastmod == datetime(2026, 3, 1, 2, 5, tzinfo=UTC)


def test_a_json_answer_is_read_by_dotted_paths() -> None:
    listing = Listing(url=f"{HOME}/api", answer="json", items="data.rows", link="Url", title="Head.Title", time="At")
    body = {
        "data": {
            "rows": [{"Url": "/bai/a-1.html", "Head": {"Title": "Một"}, "At": "2026-03-01T09:51:00"}, {"Url": None}]
        }
    }
    links = links_on(page(json.dumps(body), kind="application/json"), portal_with(), listing)
    assert [(link.url, link.title, link.lastmod) for link in links] == [
        (f"{HOME}/bai/a-1.html", "Một", datetime(2026, 3, 1, 2, 51, tzinfo=UTC))
    ]


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Mở &#8220;cửa&#8221; phố đi bộ &amp; chợ đêm", "Mở “cửa” phố đi bộ & chợ đêm"),
        ("<b>Hạ Long</b> đón khách<br/>đầu năm", "Hạ Long đón khách đầu năm"),
        ("Giá điện < 2.000 đồng", "Giá điện < 2.000 đồng"),
        ("https://thanhpho.vn/bai", "https://thanhpho.vn/bai"),
        ("<i></i>", None),
    ],
)
def test_a_title_given_as_markup_is_its_words(printed: str, title: str | None) -> None:
    listing = Listing(url=f"{HOME}/api", answer="json", items="", link="link", title="title.rendered")
    body = [{"link": "/bai/a-1.html", "title": {"rendered": printed}}]
    links = links_on(page(json.dumps(body), kind="application/json"), portal_with(), listing)
    assert [link.title for link in links] == [title]


def test_only_articles_on_declared_hosts_count_and_each_once() -> None:
    body = rows(1, 1).replace("</body>", "<div class='tin'><a href='https://khac.vn/bai/x-2.html'>x</a></div>"
        "<div class='tin'><a href='/lien-he'>y</a></div><div class='tin'><a href='javascript:z()'>z</a></div></body>")  # fmt: skip
    found, _, _ = walked(
        portal_with(replace(LISTING, url=f"{HOME}/tin"), Rss(url=f"{HOME}/rss")),
        {"/tin": answer(body), "/rss": answer(feed())},
    )
    step = next(step for step in found if step.kind == "listing")
    assert numbers([step]) == [1]
    assert dict(step.ignored) == {"undeclared_host": 1, "not_an_article": 1}
    assert step.errors == ("1 entries without an address",)


# --- malformed


BROKEN_FEED = (
    feed(1, 2, 3)
    .replace("Bản tin 1", "Bản &nbsp; tin & <b>1")
    .replace("</channel></rss>", f"<item><title>cut</title><link>{bai(9)}")
)


def test_a_malformed_feed_is_read_as_far_as_it_can_be_and_says_so() -> None:
    found, failures, _ = walked(
        portal_with(Rss(url=f"{HOME}/rss"), LISTING), {"/rss": answer(BROKEN_FEED, Content_Type="text/xml")}
    )
    step = next(step for step in found if step.kind == "feed")
    assert set(numbers([step])) >= {1, 2, 3}
    assert any("malformed feed" in error for error in step.errors)
    assert [failure.channel for failure in failures] == ["sitemap", "listing"]


@pytest.mark.parametrize(
    ("body", "expected", "error"),
    [
        (sitemap(1, 2, 3).replace("ban-tin-2.html<", "ban-tin-2.html?a=1&b=2<"), {1, 2, 3}, "1 bare ampersands"),
        (sitemap(1, 2, 3)[:-40], {1, 2, 3}, "malformed sitemap"),
        (sitemap(1, 2, 3).replace("</url><url>", "</ur><url>", 1), {1, 2, 3}, "malformed sitemap"),
        (sitemap(1) + sitemap(2), {1, 2}, "malformed sitemap"),
        (sitemap(1, 2).replace(bai(2), ""), {1}, "1 entries without an address"),
        ("<html><body>Không tìm thấy</body></html>", set(), "not a sitemap"),
        (f"{bai(1)}\n{bai(2)}\nxin chào các bạn\n", {1, 2}, "1 lines that are no address"),
        ("﻿\n " + sitemap(1), {1}, None),
    ],
)  # fmt: skip
def test_a_malformed_sitemap_is_read_as_far_as_it_can_be_and_says_so(
    body: str, expected: set[int], error: str | None
) -> None:
    found, _, _ = walked(
        portal_with(Sitemap(url=f"{HOME}/s.xml"), Rss(url=f"{HOME}/rss"), LISTING), {"/s.xml": answer(body)}
    )
    step = next(step for step in found if step.kind == "sitemap")
    assert set(numbers([step])) == expected
    assert [e for e in step.errors if error and error in e] or (error is None and step.errors == ())


def test_what_xml_entities_stand_for_is_not_fetched_nor_blown_up() -> None:
    body = f"""<!DOCTYPE u [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file://{__file__}">]>
      <urlset><url><loc>{bai(1)}</loc><lastmod>&f;</lastmod></url><url><loc>{HOME}/bai/&b;-2.html</loc></url></urlset>"""
    links = links_on(page(body), portal_with(), Sitemap(url=f"{HOME}/s.xml"))
    assert links[0].url == bai(1)
    assert all("aaaaaaaaaa" not in link.url and link.lastmod is None for link in links)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2000), st.integers(0, 60), st.binary(max_size=12), st.sampled_from(["rss", "atom", "sitemap"]))
def test_damage_at_any_place_never_raises(at: int, length: int, junk: bytes, kind: str) -> None:
    whole = (sitemap(1, 2, 3, 4) if kind == "sitemap" else feed(1, 2, 3, 4, kind=kind)).encode()
    at %= len(whole)
    source: Channel = Sitemap(url=f"{HOME}/s.xml") if kind == "sitemap" else Rss(url=f"{HOME}/rss")
    links = links_on(page(whole[:at] + junk + whole[at + length :], kind="text/xml"), portal_with(), source)
    assert all(link.url.startswith(HOME) for link in links)


# --- walking


def test_all_channels_are_walked_and_a_failing_one_stops_no_other() -> None:
    portal = portal_with(
        Rss(url=f"{HOME}/rss"), Sitemap(url=f"{HOME}/sitemap.xml"), replace(LISTING, url=f"{HOME}/tin")
    )
    routes: dict[str, Script] = {
        "/robots.txt": answer(
            f"User-agent: *\nDisallow: /kin\nSitemap: {HOME}/tin-tuc.xml\nSitemap: https://khac.vn/s.xml"
        ),
        "/rss": answer(feed(1, 2)),
        "/sitemap.xml": answer("xin lỗi", "500 Internal Server Error"),
        "/tin-tuc.xml": answer(sitemap(2, 3)),
        "/tin": answer(rows(4)),
    }
    found, failures, _ = walked(portal, routes)
    assert [(step.kind, step.channel) for step in found] == [
        ("robots", "robots"), ("sitemap", "sitemap"), ("feed", "rss"), ("listing", "listing")]  # fmt: skip
    assert found[0].errors == ("undeclared sitemap https://khac.vn/s.xml",)
    assert numbers(found) == [2, 3, 1, 2, 4]
    assert [(f.source, f.reason, f.transient, f.expected, len(f.exchanges)) for f in failures] == [
        (f"{HOME}/sitemap.xml", "http_500", True, False, 1)]  # fmt: skip


def test_every_exchange_belongs_to_exactly_one_step() -> None:
    portal = portal_with(Rss(url=f"{HOME}/rss"), Sitemap(url=f"{HOME}/sitemap.xml"), LISTING)
    found, failures, server = walked(
        portal, {"/rss": answer("", "302 Found", Location="/rss2"), "/rss2": answer(feed(1))}
    )
    exchanges = [e for step in found for e in step.page.exchanges] + [e for step in failures for e in step.exchanges]
    assert sorted(e.url.removeprefix("http://") for e in exchanges) == sorted(server.paths())


def test_a_sitemap_index_is_followed_once_each_and_not_off_the_portal() -> None:
    routes: dict[str, Script] = {
        "/sitemap.xml": answer(index_of("/a.xml", "/b.xml.gz", "/sitemap.xml", "/a.xml").replace("</sitemapindex>",
            "<sitemap><loc>https://khac.vn/c.xml</loc></sitemap></sitemapindex>")),
        "/a.xml": answer(sitemap(1)), "/b.xml.gz": answer(gzip.compress(sitemap(2).encode()), Content_Type="application/x-gzip"),
    }  # fmt: skip
    found, _, server = walked(portal_with(Sitemap(url=f"{HOME}/sitemap.xml"), Rss(url=f"{HOME}/rss"), LISTING), routes)
    assert numbers([step for step in found if step.kind == "sitemap"]) == [1, 2]
    assert server.paths().count("tin.example.vn/sitemap.xml") == 1
    assert dict(found[1].ignored) == {"undeclared_sitemap": 1}


def test_customary_addresses_are_tried_in_order_and_their_absence_is_no_error() -> None:
    found, failures, server = walked(portal_with(), {"/": answer(rows(1, 2)), "/feed": answer(feed(3))})
    assert [p.removeprefix("tin.example.vn") for p in server.paths()] == [
        "/robots.txt",
        "/sitemap.xml",
        "/",
        "/rss",
        "/feed",
    ]
    assert numbers(found) == [1, 2, 3]
    assert [(f.source, f.expected) for f in failures] == [(f"{HOME}/sitemap.xml", True), (f"{HOME}/rss", True)]


def test_feeds_that_the_front_page_links_are_taken_instead_of_guesses() -> None:
    head = "<link rel='alternate' type='application/rss+xml' href='/rss/moi.rss'><link rel=alternate type=application/atom+xml href=https://khac.vn/f>"
    found, _, server = walked(
        portal_with(LISTING), {"/": answer(f"<html><head>{head}</head>"), "/rss/moi.rss": answer(feed(5))}
    )
    assert numbers([step for step in found if step.kind == "feed"]) == [5]
    assert "tin.example.vn/feed" not in server.paths()


def test_a_soft_404_at_a_customary_address_is_no_error() -> None:
    found, failures, _ = walked(
        portal_with(LISTING, Rss(url=f"{HOME}/r")), {"/sitemap.xml": answer("<html>Không tìm thấy trang</html>")}
    )
    assert [step.errors for step in found if step.kind == "sitemap"] == [()]
    assert not [f for f in failures if f.kind == "sitemap"]


def test_channels_of_a_portal_that_has_ended_are_expected_to_fail() -> None:
    portal = portal_with(Rss(url=f"{HOME}/rss"), Sitemap(url=f"{HOME}/s.xml"), LISTING, ended_on=date(2025, 7, 1))
    _, failures, _ = walked(portal, {})
    assert len(failures) == 3
    assert all(failure.expected for failure in failures)


def test_robots_that_cannot_be_had_stop_every_channel_without_a_request() -> None:
    portal = portal_with(Rss(url=f"{HOME}/rss"), Sitemap(url=f"{HOME}/s.xml"), LISTING)
    _, failures, server = walked(
        portal, {"/robots.txt": answer("", "503 Service Unavailable"), "/rss": answer(feed(1))}
    )
    assert [f.reason for f in failures] == ["http_503", "robots", "robots", "robots"]
    assert server.paths() == ["tin.example.vn/robots.txt"]


# --- paging


def pages_of(*bodies: str) -> dict[str, Script]:
    return {f"/tin?trang={number}": answer(body) for number, body in enumerate(bodies, 1)} | {"/rss": answer(feed())}


def listed(routes: dict[str, Script], listing: Listing = LISTING, known: Callable[[str], bool] = lambda _url: False, *, thorough: bool = False
) -> tuple[list[Found], list[ChannelFailed]]:  # fmt: skip
    portal = portal_with(Rss(url=f"{HOME}/rss"), Sitemap(url=f"{HOME}/s.xml"), listing)
    found, failures, _ = walked(portal, routes, known, thorough=thorough)
    return [s for s in found if s.kind == "listing"], [s for s in failures if s.kind == "listing"]


def test_paging_ends_at_an_empty_page() -> None:
    found, _ = listed(pages_of(rows(1, 2), rows(3, 4), rows()))
    assert (numbers(found), [s.ended for s in found]) == ([1, 2, 3, 4], [None, None, "empty"])


def test_paging_ends_where_the_last_page_is_served_for_ever() -> None:
    found, _ = listed(pages_of(rows(1, 2), rows(3), rows(3), rows(9)))
    assert (numbers(found), found[-1].ended) == ([1, 2, 3, 3], "repeated")


def test_paging_ends_at_a_cycle() -> None:
    found, _ = listed(pages_of(rows(1, 2), rows(3, 4), rows(2, 1), rows(3, 4)))
    assert (numbers(found), found[-1].ended) == ([1, 2, 3, 4, 2, 1], "repeated")


def test_paging_ends_at_a_page_of_known_links_and_not_at_the_first_of_them() -> None:
    known = {bai(n) for n in (90, 80, 70, 60)}
    found, _ = listed(pages_of(rows(90, 5), rows(80, 4), rows(70, 60), rows(3)), known=known.__contains__)
    assert (numbers(found), found[-1].ended) == ([90, 5, 80, 4, 70, 60], "known")


def test_a_thorough_walk_reads_on_behind_what_is_known() -> None:
    found, _ = listed(pages_of(rows(1), rows(2), rows()), known=lambda _url: True, thorough=True)
    assert numbers(found) == [1, 2]


def test_the_most_pages_are_said_to_be_the_reason() -> None:
    found, _ = listed(pages_of(*(rows(n) for n in range(1, 12))), replace(LISTING, pages=3))
    assert (numbers(found), found[-1].ended) == ([1, 2, 3], "max_pages")


def test_the_404_behind_the_last_page_is_expected_and_one_in_its_place_is_not() -> None:
    _, behind = listed(pages_of(rows(1)))
    _, first = listed({"/rss": answer(feed())})
    assert [(f.reason, f.expected) for f in behind + first] == [("http_404", True), ("http_404", False)]


def test_a_failure_in_the_middle_keeps_what_came_before() -> None:
    found, failures = listed({**pages_of(rows(1), rows(2)), "/tin?trang=3": answer("", "502 Bad Gateway")})
    assert numbers(found) == [1, 2]
    assert [(f.reason, f.expected, f.source) for f in failures] == [("http_502", False, f"{HOME}/tin?trang=3")]


def test_paging_by_link() -> None:
    listing = Listing(url=f"{HOME}/tin", items=".tin", next="a.tiep")
    routes: dict[str, Script] = {
        "/tin": answer(rows(1, after="<a class=tiep href='/tin/2'>»</a>")),
        "/tin/2": answer(rows(2, after="<a class=tiep href='/tin/3'>»</a>")),
        "/tin/3": answer(rows(3)), "/rss": answer(feed()),
    }  # fmt: skip
    found, _ = listed(routes, listing)
    assert (numbers(found), found[-1].ended) == ([1, 2, 3], "end")


def test_paging_by_a_form_that_carries_what_was_shown() -> None:
    def api(_connection: object, request: object) -> bytes:
        body = request.body.decode()  # type: ignore[attr-defined]
        number = int(body.split("PageIndex=")[1].split("&")[0])
        shown = body.count("DataIds")
        return answer(
            rows(number * 10 + shown).replace("class='tin'", f"class='tin' data-id='i{number}'") if number < 3 else ""
        )

    listing = Listing(
        url=f"{HOME}/api", method="POST", form=(("PageIndex", "{page}"), ("Site", "x=/")), first=0,
        items="div.tin", link="a", title="a", carries=(("DataIds[]", "div.tin@data-id"),),
    )  # fmt: skip
    found, _ = listed({"/api": api, "/rss": answer(feed())}, listing)
    assert (numbers(found), found[-1].ended) == ([0, 11, 22], "empty")


def test_a_first_page_without_entries_is_reported() -> None:
    found, _ = listed(pages_of("<html><body><p>Giao diện mới</p></body></html>"))
    assert found[0].errors == ("no entry on the first page: its markup may have changed",)


# --- again


def test_an_unchanged_index_is_answered_304_and_still_gives_its_links() -> None:
    def conditional(body: str) -> Script:
        def say(_connection: object, request: object) -> bytes:
            same = request.headers.get("if-none-match") == '"v1"'  # type: ignore[attr-defined]
            return b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n' if same else answer(body, ETag='"v1"')

        return say

    routes = {
        "/rss": conditional(feed(1, 2)),
        "/s.xml": conditional(index_of("/a.xml")),
        "/a.xml": conditional(sitemap(3)),
        "/tin": conditional(rows(4)),
    }
    portal = portal_with(Rss(url=f"{HOME}/rss"), Sitemap(url=f"{HOME}/s.xml"), replace(LISTING, url=f"{HOME}/tin"))
    first, _, _ = walked(portal, routes)
    copies = {step.page.url: step.page for step in first if step.kind != "robots"}
    second, _, _ = walked(portal, routes, earlier=copies.get)
    assert [step.page.status for step in second if step.kind != "robots"] == [304] * 4
    assert numbers(second) == numbers(first) == [3, 1, 2, 4]
    assert all(link.found_at == step.page.captured_at for step in second for link in step.links)


@pytest.mark.parametrize(
    ("lastmod", "known", "asked"),
    [("2026-02-01", True, 0), ("2026-02-01", False, 1), ("2026-03-02", True, 1), ("", True, 1)],
)
def test_a_sitemap_older_than_our_copy_is_not_asked_for_where_all_of_it_is_known(
    lastmod: str, known: bool, asked: int
) -> None:
    copies = {f"{HOME}/a.xml": page(sitemap(1, 2), f"{HOME}/a.xml")}
    portal = portal_with(Sitemap(url=f"{HOME}/s.xml"), Rss(url=f"{HOME}/rss"), LISTING)
    routes: dict[str, Script] = {"/s.xml": answer(index_of("/a.xml", lastmod=lastmod)), "/a.xml": answer(sitemap(1, 2))}
    _, _, server = walked(portal, routes, known=lambda _url: known, earlier=copies.get)
    assert server.paths().count("tin.example.vn/a.xml") == asked


@pytest.mark.parametrize("copy", ["", "<url><loc>http://tin.example.vn/bai/tin-1.html</loc>", "not a sitemap"])
def test_a_copy_that_is_empty_or_broken_settles_nothing(copy: str) -> None:
    body = (
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{copy}</urlset>'
        if "<" in copy or not copy
        else copy
    )
    earlier = {f"{HOME}/a.xml": page(body.replace("</loc></urlset>", "</loc>"), f"{HOME}/a.xml")}
    portal = portal_with(Sitemap(url=f"{HOME}/s.xml"), Rss(url=f"{HOME}/rss"), LISTING)
    routes: dict[str, Script] = {
        "/s.xml": answer(index_of("/a.xml", lastmod="2020-01-01")),
        "/a.xml": answer(sitemap(1, 2)),
    }
    found, _, _ = walked(portal, routes, known=lambda _url: True, earlier=earlier.get)
    assert {1, 2} <= set(numbers(found))


@pytest.mark.parametrize(
    ("path", "half"),
    [
        ("/rss", feed(1, 2, 3)[:-80]),
        ("/a.xml", sitemap(1, 2, 3)[:-80]),
        ("/tin?trang=1", f"<div>{rows(1, 2, 3)[:-60]}"),
    ],
)
def test_half_a_copy_is_not_asked_for_conditionally(path: str, half: str) -> None:
    channel: Channel = Rss(url=f"{HOME}/rss") if path == "/rss" else Sitemap(url=f"{HOME}/a.xml") if path == "/a.xml" else LISTING  # fmt: skip
    copy = replace(page(half, f"{HOME}{path}"), headers=(("Content-Type", "text/html"), ("ETag", '"v1"')))
    whole = {"/rss": feed(1, 2, 3), "/a.xml": sitemap(1, 2, 3), "/tin?trang=1": rows(1, 2, 3)}[path]

    def conditional(_connection: object, request: object) -> bytes:
        same = "if-none-match" in request.headers  # type: ignore[attr-defined]
        return b"HTTP/1.1 304 Not Modified\r\n\r\n" if same else answer(whole, ETag='"v1"')

    found, _, _ = walked(portal_with(channel), {path: conditional}, earlier={f"{HOME}{path}": copy}.get)
    assert {1, 2, 3} <= set(numbers(found))


def test_half_a_page_of_a_listing_ends_nothing() -> None:
    half = f"<div>{rows(1, 2)[:-60]}"
    routes: dict[str, Script] = {"/tin?trang=1": answer(half), "/tin?trang=2": answer(rows(9)), "/tin?trang=3": answer(rows())}  # fmt: skip
    found, _, _ = walked(portal_with(LISTING), routes, known=lambda url: url != bai(9))
    pages = [step for step in found if step.source.startswith(f"{HOME}/tin?")]
    assert 9 in numbers(pages)
    assert broke_off(pages[0]) == f"{HOME}/tin?trang=1: the page stops in the middle"
    assert [broke_off(step) for step in pages[1:]] == [None] * (len(pages) - 1)


def test_twenty_new_articles_are_found_by_whichever_channels_are_left() -> None:
    fresh = random.Random(7).sample(range(100, 999), 20)
    channels: tuple[Channel, ...] = (Rss(url=f"{HOME}/rss"), Sitemap(url=f"{HOME}/s.xml"), LISTING)
    routes: dict[str, Script] = {"/rss": answer(feed(*fresh)), "/s.xml": answer(sitemap(*range(1, 40), *fresh)), "/robots.txt": answer(""),
        "/tin?trang=1": answer(rows(*fresh[:10])), "/tin?trang=2": answer(rows(*fresh[10:], 1)), "/tin?trang=3": answer(rows(2, 3))}  # fmt: skip
    known = {bai(n) for n in range(1, 40)}
    for off in range(3):
        left = channels[:off] + channels[off + 1 :]
        found, _, _ = walked(portal_with(*left), routes, known=known.__contains__)
        assert set(numbers(found)) >= set(fresh)


# --- web archives


CDX = [
    'vn,x)/a 20240102030405 {"url": "http://tin.example.vn/bai/a-1.html", "status": "200", "filename": "c/x.warc.gz", "offset": "12", "length": "345"}',
    '{"urlkey": "vn,example,tin)/bai/b-2.html", "timestamp": "20240102030406", "url": "http://tin.example.vn/bai/b-2.html", "status": "200"}',
    "vn,example,tin)/bai/c-3.html 20240102030407 http://tin.example.vn/bai/c-3.html text/html 200 ABC - - 99 7 y.warc.gz",
    "vn,example,tin)/bai/d-4.html 20240102030408 http://tin.example.vn/bai/d-4.html text/html 404 ABC 99",
    "vn,khac)/x 20240102030408 http://khac.vn/x text/html 200 ABC 99",
    " CDX N b a m s k r M S V g",
    '{"broken": ',
]  # fmt: skip


def test_cdx_lines_of_every_form_are_links_of_the_archive() -> None:
    links, errors = cdx_links(CDX, portal_with(), source="index.cdx", found_at=NOW)
    assert [(link.url.rpartition("/")[2], link.channel, link.source, link.place) for link, _ in links] == [
        ("a-1.html", "archive", "index.cdx", 0), ("b-2.html", "archive", "index.cdx", 1), ("c-3.html", "archive", "index.cdx", 2)]  # fmt: skip
    assert errors == (
        "1 lines that are no CDX",
        "1 captures of status 404",
        "1 addresses that are no article of example",
    )


def test_a_cdx_entry_says_where_the_record_lies() -> None:
    first, _, third, *_ = (entry for entry in cdx_entries(CDX) if entry is not None)
    assert (first.captured_at, first.filename, first.offset, first.length) == (
        datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC),
        "c/x.warc.gz",
        12,
        345,
    )
    assert (third.filename, third.offset, third.length) == ("y.warc.gz", 7, 99)


def test_a_wayback_answer_is_one_array_of_rows() -> None:
    body = json.dumps([["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"],
        ["vn,example,tin)/bai/a-1.html", "20240102030405", "http://tin.example.vn/bai/a-1.html", "text/html", "200", "ABC", "9"]], indent=0)  # fmt: skip
    links, errors = cdx_links(body.encode(), portal_with(), source="wayback", found_at=NOW)
    assert ([link.url for link, _ in links], errors) == ([f"{HOME}/bai/a-1.html"], ())
