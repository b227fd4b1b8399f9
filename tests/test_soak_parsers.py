"""No input crashes a parser: many thousand examples each, grown from the forms that real pages print, anew in each run.

SOAK_SEED repeats a run (its seed is printed); SOAK_EXAMPLES sets the number of examples of each parser.
"""

from __future__ import annotations

import json
import os
import random
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from portals.blocks import blocks_of
from portals.encoding import clean, repaired, text_of
from portals.read import article_on
from portals.registry import portal_of, portals
from portals.saved import plain
from portals.structured import statements_of
from portals.tree import capped, tree_of
from portals.vietnamese import (
    dateline_of,
    event_date,
    fold,
    is_person,
    looks_like_byline,
    looks_like_caption,
    moment_in,
    moments_in,
    people_in,
)
from schemas.errors import FieldMissing, NotAnArticle
from schemas.page import Medium, Page

pytestmark = pytest.mark.soak

SEED = int(os.environ.get("SOAK_SEED") or random.randrange(2**32))
EXAMPLES = int(os.environ.get("SOAK_EXAMPLES") or 10_000)
NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
GOLDENS = [
    (json.loads(path.read_text("utf-8"))["url"], path.with_suffix(".html").read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "portals").glob("*/*.json"))
]

many = settings(
    max_examples=EXAMPLES, deadline=None, database=None, derandomize=False, suppress_health_check=list(HealthCheck)
)

DATES = (
    *(
        "Thứ Ba, 24/08/2021 21:30",
        "Ngày đăng 11/10/2021 | 07:28  | View count: 1984",
        "29-08-2020 - 10:05 AM",
        "9:51",
        "(GMT+7)",
    ),
    *(
        "2026-03-01T09:51:00&#x2B;07:00",
        "2026-03-07T08:52:11.000 +07:00",
        "ngày 17 tháng 10 năm 2025",
        "31/02/2020",
        "00/00/0000",
    ),
    *(
        "8 giờ trước",
        "hôm qua",
        "Chiều 24/8",
        "Sáng 16-10",
        "Cập nhật:",
        "dịp 8-3",
        "0945.54.03.03",
        "２２/１０/２０２５",
        "24:60:61",
    ),
)
NAMES = (
    *(
        "Hồng Phương- Ngọc Khánh",
        "LÊ MAI",
        "H. Hạnh",
        "Theo Hồ Hương",
        "Nhóm PV HNMO - Ảnh: Viết Thành| 29/09/2017 08:20",
    ),
    *(
        "Tin-ảnh: Ngọc Ánh",
        "Hà Thu (tổng hợp)",
        "NHẬT XUÂN và 1 tác giả khác",
        "TTXVN",
        "(Ảnh: Thanh Vân/TTXVN)",
        "Bài và ảnh:",
    ),
)
WORDS = (
    *(
        "HNP -",
        "(HPĐT)-",
        "Kinhtedothi –",
        "Đồng chí",
        "phát biểu tại hội nghị.",
        "QR CODE:",
        "Tin khác",
        "File đính kèm",
        "…",
        "»",
    ),
    *(
        "Ủy ban nhân dân thành phố tổ chức hội nghị triển khai kế hoạch phòng, chống lụt bão trong năm nay, ",
        "\xa0\xa0\xa0",
        "\u200b",
    ),
    *(
        "khÃ´ng",
        "®¹i häc",
        "beänh nhaân",
        "&amp;nbsp;",
        "&#xD800;",
        "\x00",
        "\ud800",
        "​",
        "–",
        "(",
        ")",
        '"',
        "\n",
        "\n\n",
        " ",
        ", ",
        ": ",
    ),
)
TAGS = (
    "p",
    "div",
    "b",
    "h1",
    "h2",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "figure",
    "figcaption",
    "img",
    "br",
    "a",
    "span",
    "article",
    "time",
)
ATTRIBUTES = (
    *(
        "",
        " class=sapo",
        " id=content",
        ' href="/a.pdf"',
        ' src="x.jpg"',
        " style='display:none'",
        ' datetime="2024-05-06T07:08"',
    ),
    *(
        ' itemprop="articleBody"',
        " rowspan=99999",
        ' class="author"',
        " hidden",
        ' href="http://[bad"',
        " data-role=content",
        " =<",
    ),
)
JSON_LD = (
    *(
        '{"@type":"NewsArticle",',
        '"headline":"',
        '"datePublished":"2026-03-01T09:51:00+07:00"',
        '"author":[{"name":"Lê Mai"},null,7]',
    ),
    *(
        "[",
        "]",
        "{",
        "}",
        ",",
        '"',
        "\\u12",
        "\n",
        "//x",
        '"@graph":[',
        '"@id":"#a"',
        "1e999",
        "null",
        '"articleBody":"',
    ),
)

lines = st.lists(st.sampled_from(DATES + NAMES + WORDS) | st.text(max_size=20), max_size=12).map("".join)
opened = st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES))
closed = st.builds("</{}>".format, st.sampled_from(TAGS))
scripts = st.lists(st.sampled_from(JSON_LD), max_size=15).map(
    lambda parts: f'<script type="application/ld+json">{"".join(parts)}</script>'
)
metas = st.builds(
    '<meta property="{}" content="{}">'.format,
    st.sampled_from(["og:title", "article:published_time", "author", "keywords", "og:site_name"]),
    lines,
)
markup = st.lists(opened | closed | lines | scripts | metas | st.just("<!-- x "), max_size=40).map("".join)


@pytest.fixture(autouse=True)
def say_the_seed(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{request.node.name}: {EXAMPLES} examples, SOAK_SEED={SEED}", flush=True)


def page_of(payload: bytes, url: str, medium: Medium, content_type: str = "text/html") -> Page:
    headers = (("content-type", content_type),)
    return Page(url=url, final_url=url, status=200, headers=headers, payload=payload, captured_at=NOW, medium=medium)


def judged(page: Page) -> None:
    """A page is read, or refused by one of the two errors; a reading is the same each time, clean, and not of the future."""
    portal = portal_of(page.url)
    try:
        article = article_on(page, portal)
    except (NotAnArticle, FieldMissing):
        return
    printed = json.dumps(plain(article), ensure_ascii=False).encode()
    assert printed == json.dumps(plain(article_on(page, portal)), ensure_ascii=False).encode()
    for text in (article.title, article.body, article.lead or "", *(block.text for block in article.blocks)):
        assert unicodedata.is_normalized("NFC", text)
        assert not any(unicodedata.category(letter) in ("Cc", "Cs") and letter != "\n" for letter in text)
    assert article.published_at is None or article.published_at <= NOW + timedelta(days=1)
    assert article.body.strip()


@seed(SEED)
@many
@given(lines, st.sampled_from([None, NOW]))
def test_dates(text: str, captured_at: datetime | None) -> None:
    moment = moment_in(text, captured_at)
    for found in [moment] if moment else []:
        assert found.at.utcoffset() == timedelta(0)
        assert captured_at is None or found.at <= captured_at + timedelta(days=1)
    composed = unicodedata.normalize("NFC", text)
    for found, (start, end) in moments_in(composed, captured_at):
        assert 0 <= start < end <= len(composed)
        assert found.precision in ("second", "minute", "day")
    event_date(text, moment.at if moment else None)


@seed(SEED)
@many
@given(lines)
def test_bylines(text: str) -> None:
    byline = people_in(text)
    assert all(name.strip() == name != "" for name in byline.authors)
    assert len(set(byline.authors)) == len(byline.authors)
    assert people_in(text) == byline
    assert not (looks_like_byline(text) and text.endswith("…"))
    assert looks_like_caption(text) == looks_like_caption(f" {text}\n")
    assert not is_person(f"{text} 1")
    dateline_of(text, ("HNP", "HPĐT"))
    assert fold(fold(text)) == fold(text)


CODECS = ("utf-8", "utf-16", "utf-16-le", "cp1258", "cp1252", "shift_jis", "gb18030", "latin-1", "utf-8-sig")


@seed(SEED)
@many
@given(
    st.binary(max_size=200)
    | st.builds(lambda text, codec: text.encode(codec, "ignore"), lines | markup, st.sampled_from(CODECS)),
    st.none()
    | st.sampled_from([*CODECS, "viscii", "tcvn", "x-no", "utf-7", "hex"]).map(
        lambda name: f"text/html; charset={name}"
    ),
)
def test_encoding(body: bytes, content_type: str | None) -> None:
    try:
        text, _ = text_of(body, content_type)
        whole, _ = repaired(text)
    except NotAnArticle:
        return
    kept = clean(whole)
    kept.encode()
    assert unicodedata.is_normalized("NFC", kept)
    assert "\x00" not in text


@seed(SEED)
@many
@given(markup, st.sampled_from(["https://example.vn/a/b.html", "http://x/", "https://example.vn"]))
def test_blocks(page: str, url: str) -> None:
    root = tree_of(capped(f"<div>{page}</div>")[0]).css_first("div")
    if root is None:
        return
    content = blocks_of(root, url)
    assert all(block.text.strip() == block.text for block in content.blocks)
    assert all(image.url for image in content.images)


@seed(SEED)
@many
@given(st.lists(scripts | metas | opened | lines, max_size=20).map("".join))
def test_structured(page: str) -> None:
    tree = tree_of(capped(f"<html><head>{page}</head></html>")[0])
    assert statements_of(tree) == statements_of(tree)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, str]:
    """A golden page with pieces cut out, doubled, moved, or put in."""
    url, page = draw(st.sampled_from(GOLDENS))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(page)))
        end = min(len(page), start + draw(st.integers(0, 400)))
        piece = draw(st.just("") | st.just(page[start:end] * 2) | markup)
        page = page[:start] + piece + page[end:]
    return url, page


@seed(SEED)
@many
@given(damaged())
def test_layouts(example: tuple[str, str]) -> None:
    url, page = example
    judged(page_of(page.encode("utf-8", "replace"), url, "html"))


@seed(SEED)
@many
@given(markup)
def test_unknown_markup(page: str) -> None:
    judged(
        page_of(f"<html><body>{page}</body></html>".encode("utf-8", "replace"), "https://example.vn/a-1.html", "html")
    )


@seed(SEED)
@many
@given(
    st.lists(lines, max_size=25).map("\n".join),
    st.sampled_from(
        [f"https://{portal.hosts[0].lstrip('*.')}/mot-bai.html" for portal in portals().values()]
        + ["https://example.vn/a.html"]
    ),
)
def test_text(text: str, url: str) -> None:
    judged(page_of(text.encode("utf-8", "replace"), url, "text", "text/plain"))
