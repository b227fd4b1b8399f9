"""From a capture to an article: assembly, refusals, flags, origins."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from portals.assembly import body_from, led, people_of
from portals.blocks import Content
from portals.fields import Fields, Reading
from portals.pages import stops_short
from portals.read import MOST_BYTES, PARSER_VERSION, UNKNOWN_MOMENT, article_on
from portals.registry import portal_named
from schemas.article import Article, Block
from schemas.errors import FieldMissing, NotAnArticle
from schemas.page import Page

URL = "https://baovidu.vn/trong-cay-123456.html"
TITLE = "Thành phố trồng thêm mười nghìn cây xanh ven sông"
LEAD = "Sáng 22-10, Ủy ban nhân dân thành phố thông qua kế hoạch trồng cây xanh dọc hai bờ sông trong ba năm tới."
WORDS = "Theo kế hoạch, mỗi năm thành phố trồng hơn ba nghìn cây, ưu tiên các tuyến phố chưa có bóng mát và khu dân cư đông người."
MARKUP = (
    f"<html lang=vi><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><span>22/10/2025 19:25</span><p class=sapo>{LEAD}</p>"
    f"<div class=b><figure><img src=/a.jpg><figcaption>Cây mới trồng. Ảnh: Viết Thành</figcaption></figure><p>{WORDS}</p><p>{WORDS[::-1]}</p>"
    "<p><b>Lê Phương</b></p></div></body></html>"
)


def captured(
    payload: bytes | str, *, headers: tuple[tuple[str, str], ...] = (), status: int = 200, at: datetime = UNKNOWN_MOMENT
) -> Page:
    body = payload.encode() if isinstance(payload, str) else payload
    return Page(url=URL, final_url=URL, status=status, headers=headers, payload=body, captured_at=at)


def read(payload: bytes | str, **asked: object) -> Article:
    return article_on(captured(payload, **asked), None)  # type: ignore[arg-type]


def test_an_article_carries_every_part_of_its_page() -> None:
    article = read(MARKUP, at=datetime(2025, 10, 23, tzinfo=UTC))
    assert (article.portal, article.canonical_url, article.layout) == ("baovidu.vn", URL, "generic")
    assert (article.title, article.lead, article.body.split("\n\n")[:2]) == (TITLE, LEAD, [LEAD, WORDS])
    assert (article.authors, article.byline) == (("Lê Phương",), "Lê Phương")
    assert article.published_at == datetime(2025, 10, 22, 12, 25, tzinfo=UTC)
    assert (article.published_precision, article.published_zone) == ("minute", "assumed")
    assert article.event_date is not None
    assert article.event_date.isoformat() == "2025-10-22"
    assert [(b.kind, b.text[:20]) for b in article.blocks[:2]] == [
        ("paragraph", LEAD[:20]),
        ("caption", "Cây mới trồng. Ảnh: "),
    ]
    assert [(i.url, i.credit) for i in article.images] == [("https://baovidu.vn/a.jpg", "Viết Thành")]
    assert {o.field for o in article.origins} >= {"title", "published_at", "body", "byline"}
    assert (article.parser_version, article.flags, article.word_count) == (
        PARSER_VERSION,
        (),
        len(article.body.split()),
    )


def test_the_same_page_gives_the_same_article() -> None:
    assert repr(read(MARKUP)) == repr(read(MARKUP))


def test_the_moment_of_capture_changes_nothing_but_itself_where_dates_are_absolute() -> None:
    one, other = read(MARKUP, at=datetime(2025, 11, 1, tzinfo=UTC)), read(MARKUP, at=datetime(2026, 11, 1, tzinfo=UTC))
    assert (one.published_at, one.body, one.content_hash) == (other.published_at, other.body, other.content_hash)


def test_a_coded_body_is_read() -> None:
    assert read(gzip.compress(MARKUP.encode()), headers=(("content-encoding", "gzip"),)).title == TITLE


@pytest.mark.parametrize(
    ("payload", "asked", "reason"),
    [
        (b"", {}, "empty"),
        (b" \n\x00 ", {}, "empty"),
        (b"%PDF-1.7 x", {}, "pdf"),
        (b"PK\x03\x04word/document.xml", {}, "office_file"),
        (b'{"title": "x", "content": ["y"]}', {}, "json"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel><item><title>x</title></item></channel></rss>", {}, "feed"),
        (b"<html><head><meta http-equiv=Refresh content='0; URL=/x'></head><body></body></html>", {}, "meta_refresh"),
        (
            b"<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>",
            {},
            "challenge",
        ),
        (b'<html><body><script>document.cookie="D1N=f3a";location.reload()</script></body></html>', {}, "challenge"),
        (MARKUP, {"status": 404}, "http_404"),
        (b"\x1f\x8b\x08\x00 not gzip", {"headers": (("content-encoding", "gzip"),)}, "bad_coding"),
        (gzip.compress(bytes(MOST_BYTES + 1)), {"headers": (("content-encoding", "gzip"),)}, "too_large"),
    ],
)
def test_what_is_no_article_is_refused_by_name(payload: bytes, asked: dict[str, object], reason: str) -> None:
    with pytest.raises(NotAnArticle) as refused:
        read(payload, **asked)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("markup", "short"),
    [
        (f"<html><body><div><p>{WORDS}", True),
        (f"<html><body><div><p>{WORDS}</p></div><div class='tin-li", True),
        (f"<!doctype html><html lang=vi><body><div><p>{WORDS}</div>", False),
        (f"<!doctype html><html lang=vi><body><div><p>{WORDS}</div></BODY >", False),
        (f"<div><p>{WORDS}", False),
        (f"{MARKUP}{'<!-- x -->' * 400}", False),
    ],
)
def test_a_page_that_stops_in_the_middle_is_told_from_one_that_leaves_tags_out(markup: str, short: bool) -> None:
    assert stops_short(markup) is short


def test_half_a_page_of_a_portal_is_refused_and_one_of_an_unknown_host_is_flagged() -> None:
    half = f"<div>{MARKUP.replace('</body>', '').replace('</html>', '')}"
    with pytest.raises(NotAnArticle) as refused:
        article_on(captured(half), portal_named("haiphong"))
    assert refused.value.reason == "truncated"
    assert "truncated" in read(half).flags


def test_a_page_without_heading_lacks_a_field() -> None:
    with pytest.raises(FieldMissing) as missing:
        read(f"<html><body><p>{WORDS}</p><p>{LEAD}</p></body></html>")
    assert missing.value.field == "title"


def test_a_page_without_date_is_flagged() -> None:
    article = read(MARKUP.replace("22/10/2025 19:25", ""))
    assert (article.published_at, article.flags) == (None, ("no_published_at",))


def test_a_wall_makes_the_article_partial() -> None:
    article = read(MARKUP.replace(WORDS[::-1], "Vui lòng đăng nhập để đọc tiếp bài viết."))
    assert "partial" in article.flags
    assert "đăng nhập" not in article.body


def test_repairs_and_cuts_are_flagged() -> None:
    assert "second_document" in read(MARKUP + "<!DOCTYPE html>" + MARKUP.replace(TITLE, "Bài thứ hai của trang")).flags
    assert "markup_cut" in read(MARKUP.replace("<h1>", f"<div data-x='{'a' * 40_000}'></div><h1>")).flags


PARAGRAPHS = (Block("paragraph", "Một."), Block("list", "Hai\nBa"), Block("quote", "Bốn"))


@pytest.mark.parametrize(
    ("blocks", "body", "flags"),
    [
        ((*PARAGRAPHS, Block("heading", "Mục"), Block("caption", "Chú")), "Một.\n\nHai\n\nBa\n\nBốn", ()),
        ((Block("caption", "Một"), Block("caption", "Hai")), "Một\n\nHai", ("caption_body",)),
        (
            (Block("paragraph", "Lịch:"), Block("table", "a | b\nc | d", (("a", "b"), ("c", "d")))),
            "Lịch:\n\na | b\n\nc | d",
            ("table_body",),
        ),
        ((Block("paragraph", "Mở."), Block("paragraph", "x" * 90), Block("table", "a | b")), "Mở.\n\n" + "x" * 90, ()),
        ((Block("heading", "Mục"),), "", ()),
    ],
)
def test_the_body_is_joined_from_its_blocks(blocks: tuple[Block, ...], body: str, flags: tuple[str, ...]) -> None:
    assert body_from(blocks) == (body, flags)


@pytest.mark.parametrize(
    ("lead", "kinds", "expected"),
    [
        (None, (("caption", "Ảnh"), ("paragraph", "Mở.")), ("Mở.", ["Mở.", "Ảnh"])),
        (None, (("heading", "Mục"), ("paragraph", "Mở.")), (None, ["Mục", "Mở."])),
        ("Sapo.", (("paragraph", "Mở."),), ("Sapo.", ["Sapo.", "Mở."])),
        ("Sapo.", (("paragraph", "(VD) Sapo."),), ("Sapo.", ["Sapo.", "(VD) Sapo."])),
        ("Sapo.", (("paragraph", "Sapo"), ("paragraph", "Mở.")), ("Sapo", ["Sapo", "Mở."])),
        ("Sapo.", (), ("Sapo.", ["Sapo."])),
    ],
)
def test_the_lead_is_the_first_block(
    lead: str | None, kinds: tuple[tuple[str, str], ...], expected: tuple[str | None, list[str]]
) -> None:
    found, blocks = led(lead, tuple(Block(kind, text) for kind, text in kinds))  # type: ignore[arg-type]
    assert (found, [block.text for block in blocks]) == expected


def test_people_come_from_the_byline_and_else_from_statements() -> None:
    assert people_of(Fields(layout="x", byline=Reading("Theo Hồ Hương", "visible")))[0] == ("Hồ Hương",)
    assert people_of(Fields(layout="x", authors=Reading(("Jane Doe",), "json-ld")))[0] == ("Jane Doe",)
    both = Fields(
        layout="x",
        byline=Reading("Theo Hồ Hương", "visible"),
        authors=Reading((), "text"),
        content=Reading(Content(()), "text"),
    )
    assert people_of(both)[0] == ()
