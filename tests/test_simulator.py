"""The simulator: its truth is on its pages, its channels lead to everything, and what it is told to do happens. Loopback sockets only."""

from __future__ import annotations

import ast
import gzip
import http.client
import itertools
import json
import re
import socket
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import brotli  # type: ignore[import-untyped]
import pytest
from bs4 import BeautifulSoup
from lxml import etree
from protego import Protego
from typer.testing import CliRunner

from simulator import Simulator, World
from simulator.__main__ import app
from simulator.compose import REPOST
from simulator.edits import KINDS
from simulator.faults import NAMES

SLUGS = ("haiphong", "halong", "hanoi", "kinhtedothi", "thanhphohaiphong")
SEED = 20261122
OURS = {"schemas", "portals", "data_lake", "expectations", "tasks", "flows"}


@dataclass(frozen=True)
class Got:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def asked(simulator: Simulator, url: str, method: str = "GET", body: str | None = None, **headers: str) -> Got:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = http.client.HTTPConnection(*simulator.address, timeout=10)
    try:
        connection.request(
            method,
            target,
            body,
            {"Host": parts.netloc, **{name.replace("_", "-"): value for name, value in headers.items()}},
        )
        response = connection.getresponse()
        return Got(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    finally:
        connection.close()


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def words_on(page: str) -> str:
    tree = BeautifulSoup(page, "lxml")
    for hidden in tree.find_all(["script", "style"]):
        hidden.decompose()
    return folded(tree.get_text())


def links_in(xml: bytes) -> list[str]:
    return [node.text or "" for node in etree.fromstring(xml).iter("{*}loc")]


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    """Only for tests that change nothing."""
    with Simulator(seed=SEED) as running:
        yield running


@pytest.fixture
def changing() -> Iterator[Simulator]:
    with Simulator(articles=46, seed=SEED) as running:
        yield running


def test_stock_is_large_and_every_title_and_address_its_own(simulator: Simulator) -> None:
    truth = simulator.world.truth()
    assert {slug: sum(row["portal"] == slug for row in truth) for slug in SLUGS} == dict.fromkeys(SLUGS, 52)
    assert len({row["title"] for row in truth}) == len(truth) == len({row["url"] for row in truth})
    text = json.dumps(truth, ensure_ascii=False)
    assert text == unicodedata.normalize("NFC", text)
    assert not re.search(r"[{}\[\]|]", " ".join(" ".join(row["body"]) for row in truth if row["kind"] != "table"))


def test_no_two_articles_are_near_duplicates(simulator: Simulator) -> None:
    shingles = []
    for row in simulator.world.truth():
        words = " ".join(row["body"]).split()
        shingles.append({tuple(words[at : at + 4]) for at in range(len(words) - 3)})
    assert max(len(one & two) / len(one | two) for one, two in itertools.combinations(shingles, 2)) < 0.75


def test_variety_that_the_readers_need_is_there(simulator: Simulator) -> None:
    truth = simulator.world.truth()
    assert {row["kind"] for row in truth} == {"news", "photo", "notice", "table", "document"}
    assert {len(row["captions"]) for row in truth if row["kind"] == "news"} >= {0, 1, 2, 3}
    assert {len(row["authors"]) for row in truth} >= {0, 1, 2}
    assert {row["published_at"][:4] for row in truth if row["published_at"]} == {
        str(year) for year in range(2020, 2027)
    }
    assert {row["dateline"] for row in truth} == {None, "HNP", "HPĐT", "Kinhtedothi"}
    assert sum(bool(row["attachments"]) for row in truth) >= 20
    assert all(
        len({row["era"] for row in truth if row["portal"] == slug}) >= 2 for slug in SLUGS if slug != "thanhphohaiphong"
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_truth_is_on_the_served_page(simulator: Simulator, slug: str) -> None:
    for row in simulator.world.truth(slug):
        page = asked(simulator, row["url"])
        assert page.status == 200
        text = words_on(page.text)
        lines = [
            row["title"],
            *row["captions"],
            *row["headings"],
            *row["tags"],
            *itertools.chain(*itertools.chain(*row["tables"])),
        ]
        lines += [] if row["kind"] == "table" else row["body"]
        lines += [row["byline"]] if row["byline"] else []
        assert [line for line in lines if folded(line) not in text] == []
        assert set(row["boilerplate"]) & set(row["body"]) == set()
        assert any(line in text for line in row["boilerplate"])


def test_event_days_lie_before_publication(simulator: Simulator) -> None:
    rows = [row for row in simulator.world.truth() if row["event_date"]]
    gaps = sorted(
        (date.fromisoformat(row["published_at"][:10]) - date.fromisoformat(row["event_date"])).days for row in rows
    )
    assert gaps[0] == 0
    assert gaps[-1] <= 2


def test_a_reposted_item_names_a_day_whose_year_nobody_can_vouch_for(simulator: Simulator) -> None:
    (row,) = [row for row in simulator.world.truth("thanhphohaiphong") if row["number"] == REPOST]
    assert row["lead"].startswith("Ngày ")
    assert row["event_date"] is None


def test_articles_are_the_same_at_each_start_and_markup_is_not() -> None:
    one, other, again = World(seed=1), World(seed=2), World(seed=1)
    assert one.truth() == other.truth() == again.truth()
    with Simulator(seed=1) as first, Simulator(seed=2) as second, Simulator(seed=1) as third:
        url = one.truth("hanoi")[40]["url"]
        pages = [asked(running, url).body for running in (first, second, third)]
    assert pages[0] != pages[1]
    assert pages[0] == pages[2]
    assert World().seed != World().seed


@pytest.mark.parametrize("slug", SLUGS)
def test_robots_forbid_one_article_and_name_the_sitemaps(simulator: Simulator, slug: str) -> None:
    rows = simulator.world.truth(slug)
    home = "{0.scheme}://{0.netloc}".format(urlsplit(rows[-1]["url"]))
    rules = Protego.parse(asked(simulator, home + "/robots.txt").text)
    assert [row["state"] for row in rows if not rules.can_fetch(row["url"], "CityPortals")] == (
        ["refused"] if slug != "halong" else []
    )
    assert list(rules.sitemaps)


def sitemap_links(simulator: Simulator, home: str) -> set[str]:
    found: set[str] = set()
    for index in Protego.parse(asked(simulator, home + "/robots.txt").text).sitemaps:
        for child in links_in(asked(simulator, index).body):
            if child.endswith((".xml", ".gz")):
                body = asked(simulator, child).body
                found |= set(links_in(gzip.decompress(body) if child.endswith(".gz") else body))
    return found


def listing_pages(simulator: Simulator, slug: str) -> Iterator[list[str]]:
    """Links of each page, until one is empty or not there."""
    bases = {
        "haiphong": [
            "https://haiphong.gov.vn/tin-tuc-su-kien?page=%d",
            "https://haiphong.gov.vn/thong-bao?page=%d",
            "https://haiphong.gov.vn/van-ban?page=%d",
        ],
        "halong": ["http://halongcity.gov.vn/tin-tuc-thanh-pho?page=%d"],
        "hanoi": ["https://hanoi.gov.vn/api/NewsZone/NewsZone"],
        "kinhtedothi": ["https://kinhtedothi.vn/api/category/1/paging/%d"],
        "thanhphohaiphong": ["https://thanhphohaiphong.gov.vn/page/%d"],
    }
    items = {
        "haiphong": ".news-item",
        "halong": ".asset-abstract",
        "hanoi": "div.news-item",
        "thanhphohaiphong": "article.post",
    }
    for base in bases[slug]:
        for number in range(1, 30):
            if slug == "hanoi":
                form = urlencode({"PageIndex": number - 1, "PageSize": "TwNsaMrfVrU="})
                got = asked(simulator, base, "POST", form, Content_Type="application/x-www-form-urlencoded")
            else:
                got = asked(simulator, base % number)
            if slug == "kinhtedothi":
                links = [row["Url"] for row in json.loads(got.body)]
            elif not got.body.strip() or got.status == 404:
                links = []
            else:
                heads = BeautifulSoup(got.text, "lxml").select(f"{items[slug]} :is(h2, h3) a")
                links = [str(head["href"]) for head in heads]
            if not links:
                break
            yield links
        else:
            pytest.fail(f"{base} never ends")


@pytest.mark.parametrize("slug", SLUGS)
def test_channels_together_list_every_article_and_none_alone(simulator: Simulator, slug: str) -> None:
    truth = simulator.world.truth(slug)
    urls = {row["url"] for row in truth}
    home = "{0.scheme}://{0.netloc}".format(urlsplit(next(row["url"] for row in truth if row["era"] != "halong-ward")))
    by_map = sitemap_links(simulator, home) & urls
    absolute = [
        link if "://" in link else "https://hanoi.gov.vn" + link
        for page in listing_pages(simulator, slug)
        for link in page
    ]
    assert len(absolute) == len(set(absolute))
    assert by_map | set(absolute) == urls
    assert by_map < urls
    assert set(absolute) < urls


@pytest.mark.parametrize(
    ("slug", "url"),
    [
        ("haiphong", "https://haiphong.gov.vn/rss"),
        ("halong", "http://halongcity.gov.vn/rss"),
        ("hanoi", "https://hanoi.gov.vn/rss/home.rss"),
        ("kinhtedothi", "https://kinhtedothi.vn/rss/home.rss"),
        ("thanhphohaiphong", "https://thanhphohaiphong.gov.vn/feed"),
    ],
)
def test_feed_has_the_newest(simulator: Simulator, slug: str, url: str) -> None:
    entries = etree.fromstring(asked(simulator, url).body).iterfind(".//{*}item") if slug != "halong" else ()
    atom = etree.fromstring(asked(simulator, url).body).iterfind(".//{*}entry/{*}link")
    links = [entry.findtext("link", "").partition("?")[0] for entry in entries] or [
        link.get("href", "") for link in atom
    ]
    newest = sorted(simulator.world.stories(slug), key=lambda story: story.published, reverse=True)[:15]
    assert links == [story.url for story in newest]


def test_a_page_not_changed_is_answered_304(simulator: Simulator) -> None:
    for url in (
        simulator.world.truth("haiphong")[-1]["url"],
        "https://haiphong.gov.vn/rss",
        "https://haiphong.gov.vn/tin-tuc-su-kien?page=2",
    ):
        first = asked(simulator, url)
        again = asked(simulator, url, If_None_Match=first.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        assert asked(simulator, url, If_None_Match='"other"').status == 200
        if "last-modified" in first.headers:
            assert asked(simulator, url, If_Modified_Since=first.headers["last-modified"]).status == 304


def test_content_codings_of_pages(simulator: Simulator) -> None:
    paper, city = simulator.world.truth("kinhtedothi")[-1]["url"], simulator.world.truth("hanoi")[-1]["url"]
    small = asked(simulator, paper, Accept_Encoding="gzip, br")
    assert small.headers["content-encoding"] == "br"
    assert brotli.decompress(small.body) == asked(simulator, paper).body
    assert gzip.decompress(asked(simulator, city, Accept_Encoding="gzip").body) == asked(simulator, city).body


def test_views_change_with_each_request(simulator: Simulator) -> None:
    url = next(row["url"] for row in simulator.world.truth("halong") if row["prints_views"])
    counts = [re.findall(r"View count: (\d+)", asked(simulator, url).text) for _ in range(2)]
    assert [len(found) for found in counts] == [1, 1]
    assert counts[0] != counts[1]


def test_twins_files_and_pictures(simulator: Simulator) -> None:
    row = simulator.world.truth("thanhphohaiphong")[0]
    amp = asked(simulator, row["url"] + "/amp")
    assert f'<link rel="canonical" href="{row["url"]}">' in amp.text
    assert row["title"] in words_on(amp.text)
    for row in simulator.world.truth():
        for file in row["attachments"]:
            got = asked(simulator, file["url"])
            assert got.body.startswith({"pdf": b"%PDF-1.4", "docx": b"PK"}[file["type"]])
        for image in row["images"][:1]:
            assert asked(simulator, image["url"]).body.startswith(b"\x89PNG")


def test_other_hosts_and_addresses_are_not_found(simulator: Simulator) -> None:
    other = asked(simulator, "http://example.org/")
    assert (other.status, "example.org" in other.text) == (404, True)
    assert asked(simulator, "https://hanoi.gov.vn/khong-co.htm").status == 404
    assert (
        asked(simulator, simulator.world.truth("hanoi")[-1]["url"].replace("hanoi.gov.vn", "haiphong.gov.vn")).status
        == 404
    )
    assert asked(simulator, "https://www.haiphong.gov.vn/robots.txt").status == 200
    assert asked(simulator, "https://hanoi.gov.vn/", "DELETE").status == 405


def test_publish(changing: Simulator) -> None:
    new = changing.world.publish("hanoi", 3)
    assert len(new) == 3
    assert all(asked(changing, row["url"]).status == 200 for row in new)
    assert set(next(listing_pages(changing, "hanoi"))[:3]) == {urlsplit(row["url"]).path for row in new}
    assert len(changing.world.truth("hanoi")) == 49
    assert len({row["title"] for row in changing.world.truth("hanoi")}) == 49


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("slug", ["hanoi", "thanhphohaiphong"])
def test_edit_changes_truth_page_and_validators(changing: Simulator, slug: str, kind: str) -> None:
    before = {row["url"]: row for row in changing.world.truth(slug)}
    tags = {url: asked(changing, url).headers["etag"] for url in before}
    (after,) = changing.world.edit(slug, 1, kind)  # type: ignore[arg-type]
    field = {
        "headline": "title",
        "number": "body",
        "name": "body",
        "body": "body",
        "caption": "captions",
        "attachment": "attachments",
    }[kind]
    assert after[field] != before[after["url"]][field]
    page = asked(changing, after["url"], If_None_Match=tags[after["url"]])
    assert page.status == 200
    text = words_on(page.text)
    assert all(
        folded(line) in text for line in [after["title"], *after["captions"], *after["body"]] if " | " not in line
    )
    assert sum(before[row["url"]] != row for row in changing.world.truth(slug)) == 1


def test_remove_and_move(changing: Simulator) -> None:
    (gone,) = changing.world.remove("kinhtedothi", changing.world.truth("kinhtedothi")[-1]["url"])
    assert asked(changing, gone["url"]).status == 404
    assert asked(changing, changing.world.remove("hanoi")[0]["url"]).status == 410
    assert gone["url"] not in {link for page in listing_pages(changing, "kinhtedothi") for link in page}
    (new,) = changing.world.move("kinhtedothi", changing.world.truth("kinhtedothi")[-2]["url"])
    old = asked(changing, new["former_urls"][0])
    assert (old.status, old.headers["location"]) == (301, new["url"])
    assert asked(changing, new["url"]).status == 200
    assert new["native_id"] in new["url"]


def test_redesign_leaves_no_known_class(changing: Simulator) -> None:
    row = changing.world.truth("hanoi")[-1]
    assert 'data-role="content"' in asked(changing, row["url"]).text
    changing.world.redesign("hanoi")
    page = asked(changing, row["url"]).text
    assert 'data-role="content"' not in page
    assert all(folded(line) in words_on(page) for line in row["body"])


def test_events_are_replayed_from_a_file(tmp_path: Path) -> None:
    state = tmp_path / "deep" / "events.jsonl"
    first = World(46, state=state)
    first.publish("halong", 2)
    first.edit("halong", 5)
    first.edit("haiphong", 1, "headline")
    first.remove("hanoi", n=2)
    first.move("kinhtedothi")
    first.redesign("kinhtedothi")
    again = World(46, state=state)
    assert again.truth() == first.truth()
    assert again.redesigned == {"kinhtedothi"}


def test_control_over_http(changing: Simulator) -> None:
    base = "http://anything/_simulator/"
    assert len(json.loads(asked(changing, base + "truth?portal=halong").body)) == 46
    assert len(json.loads(asked(changing, base + "publish?portal=halong&n=2", "POST").body)) == 2
    assert json.loads(asked(changing, base + "edit?portal=halong&n=1&kind=headline", "POST").body)[0]["version"] == 2
    assert json.loads(asked(changing, base + "status").body)["articles"]["halong"] == 48
    asked(changing, base + "fault?portal=halong&name=429&retry_after=7&times=1", "POST")
    refused = asked(changing, "http://halongcity.gov.vn/")
    assert (refused.status, refused.headers["retry-after"]) == (429, "7")
    assert asked(changing, "http://halongcity.gov.vn/").status == 200
    assert [hit["status"] for hit in json.loads(asked(changing, base + "requests").body)] == [429, 200]


@pytest.mark.parametrize(
    ("method", "call", "word"),
    [
        ("POST", "publish?portal=saigon", "saigon"),
        ("POST", "publish", "portal"),
        ("POST", "edit?portal=hanoi&kind=colour", "colour"),
        ("POST", "remove?portal=hanoi&url=http://hanoi.gov.vn/x", "/x"),
        ("POST", "fault?portal=hanoi&name=meteor", "meteor"),
        ("POST", "fault?portal=hanoi&name=reset&url=(", "regular"),
        ("POST", "explode", "explode"),
        ("GET", "truth?portal=saigon", "saigon"),
    ],
)
def test_wrong_calls_are_refused_with_a_word(simulator: Simulator, method: str, call: str, word: str) -> None:
    got = asked(simulator, f"http://anything/_simulator/{call}", method)
    assert got.status == 400
    assert word in json.loads(got.body)["error"]


def test_requests_are_logged(changing: Simulator) -> None:
    began = time.time()
    asked(changing, "https://hanoi.gov.vn/robots.txt", User_Agent="Tester/1")
    (hit,) = changing.requests
    assert (hit.method, hit.host, hit.path, hit.status, hit.agent) == (
        "GET",
        "hanoi.gov.vn",
        "/robots.txt",
        200,
        "Tester/1",
    )
    assert began - 1 < hit.time < time.time() + 1


def test_command_line(changing: Simulator) -> None:
    port = str(changing.address[1])
    done = CliRunner().invoke(app, ["publish", "hanoi", "-n", "2", "--port", port])
    assert done.exit_code == 0
    assert len(json.loads(done.stdout)) == 2
    wrong = CliRunner().invoke(app, ["publish", "saigon", "--port", port])
    assert (wrong.exit_code, "saigon" in wrong.stderr) == (2, True)
    assert CliRunner().invoke(app, ["truth", "--port", "1"]).exit_code == 2


def test_a_broken_file_of_events_is_refused(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").write_text('{"verb": "publish"', encoding="utf-8")
    done = CliRunner().invoke(app, ["serve", "--port", "0", "--state", str(tmp_path / "events.jsonl")])
    assert (done.exit_code, "events.jsonl" in done.stderr) == (2, True)


def test_nothing_of_ours_is_imported() -> None:
    for file in (Path(__file__).resolve().parent.parent / "simulator").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            assert not {name.split(".")[0] for name in names} & OURS


def raw(simulator: Simulator, url: str, seconds: float, most: int = 3_000_000) -> tuple[bytes, str]:
    """Bytes that came in so many seconds, and how it ended: closed, reset, open."""
    parts = urlsplit(url)
    with socket.create_connection(simulator.address, timeout=seconds) as wire:
        wire.sendall(
            f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept-Encoding: gzip, br, zstd\r\n\r\n".encode()
        )
        came, until = b"", time.monotonic() + seconds
        while len(came) < most and (left := until - time.monotonic()) > 0:
            wire.settimeout(left)
            try:
                piece = wire.recv(65536)
            except ConnectionResetError:
                return came, "reset"
            except TimeoutError:
                break
            if not piece:
                return came, "closed"
            came += piece
        return came, "open"


def article(simulator: Simulator, slug: str = "haiphong") -> str:
    return str(simulator.world.truth(slug)[-1]["url"])


def length_of(came: bytes) -> tuple[int, int]:
    """Promised and sent length of a body."""
    head, _, body = came.partition(b"\r\n\r\n")
    found = re.search(rb"Content-Length: (\d+)", head)
    assert found
    return int(found[1]), len(body)


def test_faults_that_break_the_connection(changing: Simulator) -> None:
    url, world = article(changing), changing.world
    whole = len(asked(changing, url).body)
    world.fault("haiphong", "reset", times=1)
    came, end = raw(changing, url, 5)
    assert end == "reset"
    assert len(came) < whole
    world.fault("haiphong", "hang_up", times=1)
    assert raw(changing, url, 5) == (b"", "reset")
    world.fault("haiphong", "short", times=1)
    promised, sent = length_of(raw(changing, url, 5)[0])
    assert promised > sent
    world.fault("haiphong", "long", times=1)
    promised, sent = length_of(raw(changing, url, 5)[0])
    assert promised < sent == whole
    assert asked(changing, url).status == 200
    assert [hit.status for hit in changing.requests] == [200, 0, 0, 0, 0, 200]


@pytest.mark.parametrize("name", ["slow_body", "slow_headers"])
def test_faults_that_drip(changing: Simulator, name: str) -> None:
    changing.world.fault("haiphong", name, seconds=0.05)
    came, end = raw(changing, article(changing), 2)
    assert end == "open"
    assert 2 < len(came) < 300
    assert (b"\r\n\r\n" in came) == (name == "slow_body")
    assert asked(changing, "https://hanoi.gov.vn/").status == 200


@pytest.mark.parametrize(("coding", "magic"), [("gzip", b"\x1f\x8b"), ("br", b""), ("zstd", b"\x28\xb5\x2f\xfd")])
def test_bombs_are_small_on_the_wire(changing: Simulator, coding: str, magic: bytes) -> None:
    changing.world.fault("haiphong", "bomb", coding=coding, megabytes=30)
    came, end = raw(changing, article(changing), 20)
    head, _, body = came.partition(b"\r\n\r\n")
    assert end == "closed"
    assert f"Content-Encoding: {coding}".encode() in head
    assert body.startswith(magic)
    assert len(body) < 300_000


def test_endless_body(changing: Simulator) -> None:
    changing.world.fault("haiphong", "endless")
    came, end = raw(changing, article(changing), 5, most=2_000_000)
    assert (end, len(came) >= 2_000_000) == ("open", True)


@pytest.mark.parametrize(
    ("name", "options", "status", "word"),
    [
        ("503", {"retry_after": 3}, 503, ""),
        ("429", {"retry_after": True}, 429, "GMT"),
        ("status", {"status": 451}, 451, ""),
        ("challenge", {}, 200, "challenge-platform"),
        ("soft_404", {}, 200, "không tồn tại"),
        ("login_wall", {}, 200, 'type="password"'),
        ("redirect_to", {"to": "http://10.0.0.1/"}, 302, "http://10.0.0.1/"),
        ("charset", {"charset": "windows-1258"}, 200, "windows-1258"),
    ],
)
def test_faults_that_answer(changing: Simulator, name: str, options: dict[str, object], status: int, word: str) -> None:
    url = article(changing)
    changing.world.fault("haiphong", name, url=re.escape(urlsplit(url).path), **options)
    got = asked(changing, url)
    assert got.status == status
    assert word in " ".join(got.headers.values()) + got.text
    assert asked(changing, "https://haiphong.gov.vn/").status == 200
    changing.world.clear("haiphong")
    assert "tandan" in asked(changing, url).text


def test_redirect_loop_goes_round(changing: Simulator) -> None:
    url = article(changing)
    changing.world.fault("haiphong", "redirect_loop")
    seen = [url]
    for _ in range(4):
        location = asked(changing, seen[-1]).headers["location"]
        seen.append("https://haiphong.gov.vn" + location)
    assert seen[0] == seen[2] == seen[4]


def test_bytes_under_a_false_charset(changing: Simulator) -> None:
    changing.world.fault("haiphong", "bytes_as", charset="utf-16")
    got = asked(changing, article(changing))
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    assert got.body.decode("utf-16")


@pytest.mark.parametrize(
    ("name", "status", "word"),
    [
        ("robots_5xx", 503, ""),
        ("robots_404", 404, ""),
        ("robots_deny", 200, "Disallow: /\n"),
        ("robots_html", 200, "<html>"),
        ("crawl_delay", 200, "Crawl-delay: 1"),
    ],
)
def test_robots_that_fail(changing: Simulator, name: str, status: int, word: str) -> None:
    changing.world.fault("hanoi", name)
    got = asked(changing, "https://hanoi.gov.vn/robots.txt")
    assert got.status == status
    assert word in got.text
    assert "Disallow" in asked(changing, "https://haiphong.gov.vn/robots.txt").text


def test_robots_beyond_500_kib_still_end_with_sitemaps(changing: Simulator) -> None:
    changing.world.fault("hanoi", "robots_huge")
    got = asked(changing, "https://hanoi.gov.vn/robots.txt")
    assert len(got.body) > 500 * 1024
    assert got.text.rstrip().endswith("sitemap.xml")


def test_channels_that_lie(changing: Simulator) -> None:
    world, feed, page = changing.world, "https://haiphong.gov.vn/rss", "https://haiphong.gov.vn/tin-tuc-su-kien?page=%d"
    world.fault("haiphong", "feed_malformed")
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(asked(changing, feed).body)
    world.clear()
    world.fault("haiphong", "feed_dates")
    assert "2031" in asked(changing, feed).text
    world.clear()
    world.fault("haiphong", "feed_dead_links")
    link = re.search(r"https://haiphong\.gov\.vn/tin-khong[^<]+", asked(changing, feed).text)
    assert link
    assert asked(changing, link[0]).status == 404
    world.clear()
    first = asked(changing, page % 1).text
    world.fault("haiphong", "paging_cycle")
    titles = [
        re.findall(r'class="news-title"><a href="([^"]+)', asked(changing, page % number).text)
        for number in (1, 2, 3, 40)
    ]
    assert titles[0] == titles[2] == re.findall(r'class="news-title"><a href="([^"]+)', first)
    assert titles[1] == titles[3] != titles[0]
    world.clear()
    for name, url in (
        ("feed_off", feed),
        ("listing_off", page % 1),
        ("sitemap_off", "https://haiphong.gov.vn/sitemap.xml"),
    ):
        world.fault("haiphong", name)
        assert asked(changing, url).status == 404
        world.clear()
    world.fault("haiphong", "silence")
    assert "<item>" not in asked(changing, feed).text
    world.clear()
    world.fault("haiphong", "sitemap_malformed")
    with pytest.raises(etree.XMLSyntaxError):
        links_in(asked(changing, "https://haiphong.gov.vn/sitemaps/bai-viet-1.xml").body)


def test_every_fault_has_a_name_that_works() -> None:
    world = World(1, seed=1)
    assert [world.fault("hanoi", name).name for name in NAMES] == list(NAMES)


def test_it_stops_while_faults_hold_connections() -> None:
    running = Simulator(articles=5, seed=1)
    running.start()
    running.world.fault("haiphong", "slow_body", seconds=5)
    parts = urlsplit(article(running))
    with socket.create_connection(running.address, timeout=5) as wire:
        wire.sendall(f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
        wire.recv(10)
        began = time.monotonic()
        running.stop()
        assert time.monotonic() - began < 5
    with pytest.raises(OSError, match=r".*"):
        socket.create_connection(running.address, timeout=1)
