"""What a layout does when the markup it knows is damaged: it says which field is gone, and never fills it from elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from benchmarks.chrome import dressed
from portals import located
from portals.layouts import layout_of, read_layout
from portals.portal import Layout, Portal
from portals.read import article_on
from portals.registry import portal_named, portals
from portals.saved import read_golden
from schemas.errors import FieldMissing
from schemas.page import Page

PAGES = Path(__file__).parent / "portals"
PROMISES = {"title": "title", "body": "content", "published_at": "published"}
LAYOUTS = [(portal, layout) for portal in portals().values() for layout in portal.layouts]


def page_of(portal: Portal, layout: Layout) -> Page:
    """The first good golden of a layout."""
    goldens = (read_golden(file) for file in sorted((PAGES / portal.slug).glob("*.json")))
    return next(page for golden, page in goldens if golden.get("article", {}).get("layout") == layout.name)


def without(page: Page, selector: str) -> Page:
    tree = LexborHTMLParser(page.payload.decode())
    for css in located.alternatives(selector):
        for node in tree.css(css):
            node.decompose()
    return replace(page, payload=(tree.html or "").encode())


@pytest.mark.parametrize("field", PROMISES)
@pytest.mark.parametrize(("portal", "layout"), LAYOUTS, ids=[layout.name for _, layout in LAYOUTS])
def test_a_lost_field_is_named(portal: Portal, layout: Layout, field: str) -> None:
    selector = getattr(layout, PROMISES[field])
    if selector is None:
        assert field in layout.lacks or layout.structured
        return
    page = without(page_of(portal, layout), selector)
    if LexborHTMLParser(page.payload.decode()).css_first(layout.signature) is None:
        assert layout_of(LexborHTMLParser(page.payload.decode()), portal) is None
        return
    if field == "published_at" and layout.structured and b"published_time" in page.payload:
        origins = {origin.field: origin.origin for origin in article_on(page, portal).origins}
        assert origins["published_at"] in ("json-ld", "meta:article:published_time")
        return
    with pytest.raises(FieldMissing) as raised:
        article_on(page, portal)
    assert (raised.value.field, raised.value.layout) == (field, layout.name)


@pytest.mark.parametrize(("portal", "layout"), LAYOUTS, ids=[layout.name for _, layout in LAYOUTS])
def test_every_selector_of_a_layout_is_valid_css(portal: Portal, layout: Layout) -> None:
    tree = LexborHTMLParser("<p></p>")
    fields = (
        layout.signature, layout.article, layout.title, layout.content, layout.published, layout.modified, layout.lead, layout.byline,
        layout.source, layout.section, layout.tags, layout.views, layout.caption, layout.attachments, *layout.drop,
    )  # fmt: skip
    for selector in fields:
        for css in located.alternatives(selector):
            tree.css(css.partition("@")[0])


def read(html: str, **fields: object) -> dict[str, object]:
    layout = Layout(
        **({"name": "x", "signature": "h1", "title": "h1", "content": ".c", "lacks": ("published_at",)} | fields)
    )  # type: ignore[arg-type]
    read = read_layout(LexborHTMLParser(html), layout, "https://vi-du.vn/a/b.html", None)
    return {
        name: value.value if (value := getattr(read, name)) is not None else None
        for name in (
            "title",
            "byline",
            "moment",
            "section_path",
            "tags",
            "view_count",
            "source_name",
            "attachments",
            "content",
        )
    }


TEXT = (
    "<p>Ngày hội đọc sách thu hút hơn hai nghìn học sinh của mười hai trường trên địa bàn tham gia trong hai ngày.</p>"
)


def test_the_preferred_alternative_wins_wherever_it_stands() -> None:
    html = f'<h1>Phụ</h1><h1 class="t">Tựa <b>ch</b>ính</h1><div class="c">{TEXT}</div>'
    assert read(html, title="h1.t, h1")["title"] == "Tựa chính"


def test_an_attribute_can_be_read() -> None:
    html = f'<h1>A</h1><time title="15:28, 28/08/2026">8 giờ trước</time><div class="c">{TEXT}</div>'
    moment = read(html, published="time@title")["moment"]
    assert str(getattr(moment, "at", None)) == "2026-08-28 08:28:00+00:00"


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("View count: 1984", 1984),
        ("Lượt xem: 10.452", 10452),
        ("732 lượt", 732),
        ("Ngày đăng 11/10/2021 | View count: 5", 5),
        ("nhiều", None),
    ],
)
def test_views(printed: str, number: int | None) -> None:
    assert read(f'<h1>A</h1><i class="v">{printed}</i><div class="c">{TEXT}</div>', views=".v")["view_count"] == number


def test_names_come_once_without_home_and_marks() -> None:
    html = f'<h1>A</h1><p class="s"><a>Trang chủ</a> » <a>Tin tức »</a><a>Xã hội</a><a>Xã hội</a></p><div class="c">{TEXT}</div>'
    assert read(html, section=".s a")["section_path"] == ("Tin tức", "Xã hội")


@pytest.mark.parametrize(
    ("href", "name", "type_"),
    [
        ("/f/QD.PDF", "Quyết định", "pdf"),
        ("/documents/1/QD-12.docx/5b1c?version=1.0", "Tải về", "docx"),
        ("/tai?id=7", "Biểu mẫu.xls", "xls"),
        ("/tai?id=7", "Biểu mẫu", None),
    ],
)
def test_files_of_a_layout(href: str, name: str, type_: str | None) -> None:
    html = f'<h1>A</h1><div class="c">{TEXT}</div><ul class="f"><li><a href="{href}">{name}</a></li></ul>'
    (file,) = read(html, attachments=".f a")["attachments"]  # type: ignore[misc]
    assert (file.url, file.name, file.type) == (f"https://vi-du.vn{href}", name, type_)


def test_a_byline_at_the_foot_is_taken_out_of_the_text() -> None:
    body = read(f'<h1>A</h1><div class="c">{TEXT}{TEXT}<p><b>Hồng Phương- Ngọc Khánh</b></p></div>')
    assert body["byline"] == "Hồng Phương- Ngọc Khánh"
    assert [block.kind for block in body["content"].blocks] == ["paragraph", "paragraph"]  # type: ignore[attr-defined]


def test_newest_layout_first() -> None:
    portal = portal_named("kinhtedothi")
    html = '<h1 class="title_detail_news">A</h1><div itemprop="articleBody mainEntity"><p>B</p></div>'
    chosen = layout_of(LexborHTMLParser(html), portal)
    assert chosen is not None
    assert chosen.name == "kinhtedothi-k2"
    assert layout_of(LexborHTMLParser("<h1>A</h1>"), portal) is None


def test_a_layout_reads_the_same_in_chrome_of_live_size() -> None:
    for portal, layout in LAYOUTS:
        page = page_of(portal, layout)
        dressed_page = replace(page, payload=dressed(page.payload.decode(), 7).encode())
        assert len(dressed_page.payload) > 60_000
        bare, found = article_on(page, portal), article_on(dressed_page, portal)
        assert replace(found, capture_id=bare.capture_id) == bare, layout.name


def test_a_body_that_a_script_shows_is_read_and_what_is_hidden_in_it_is_not() -> None:
    hidden = "<noscript><iframe></iframe><p>Bật JavaScript.</p></noscript><p hidden>Ẩn.</p>"
    html = f'<body style="display:none"><h1>A</h1><div class="c">{TEXT}{hidden}</div></body>'
    content = read(html)["content"]
    assert [block.text for block in getattr(content, "blocks", ())] == [TEXT[3:-4]]


def test_a_title_agrees_with_what_the_page_states_or_its_window_shows() -> None:
    def agrees(head: str, *, structured: bool) -> bool | None:
        tree = LexborHTMLParser(f'<head>{head}</head><body><h1>Phố đi bộ</h1><div class="c">{TEXT}</div>')
        layout = Layout(
            name="x", signature="h1", title="h1", content=".c", lacks=("published_at",), structured=structured
        )
        title = read_layout(tree, layout, "https://vi-du.vn/a.html", None).title
        return title.agrees if title else None

    same, other = "<meta property='og:title' content='PHỐ đi bộ!'>", "<meta property='og:title' content='Chợ đêm'>"
    assert agrees(same, structured=True) is True
    assert agrees(same, structured=False) is True
    assert agrees(other, structured=True) is False
    assert agrees(other, structured=False) is None
    assert agrees(f"<title>Phố đi bộ - Cổng</title>{other}", structured=True) is True


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ('<meta name="description" content="Thành phố mở hội sách.">', {"title": None, "lead": True}),
        ('<meta name="description" content="Thành phố mở hội sách. Tin khác">', {"title": None, "lead": False}),
        ('<meta property="og:title" content="Hội sách Lê Mai">', {"title": True, "lead": None}),
        ('<meta property="og:title" content="Hội sách">', {"title": False, "lead": None}),
    ],
)
def test_what_the_page_says_of_itself_is_told_beside_the_reading(markup: str, told: dict[str, bool | None]) -> None:
    """Not by the heading's own microdata, which say whatever stands in it."""
    heading = '<h1 itemprop="headline">Hội sách Lê Mai</h1><p class="sapo">Thành phố mở hội sách.</p>'
    html = f'<head>{markup}</head><body itemscope itemtype="https://schema.org/NewsArticle">{heading}<div class="c">{TEXT}</div></body>'
    layout = Layout(
        name="x", signature="h1", title="h1", lead=".sapo", content=".c", structured=True, lacks=("published_at",)
    )
    read = read_layout(LexborHTMLParser(html), layout, "https://vi-du.vn/a/b.html", None)
    assert {name: getattr(read, name).agrees for name in told} == told
