"""A node of the page as blocks: kinds, captions, files, and what is furniture."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portals.blocks import Content, blocks_of
from portals.tree import tree_of

BASE = "https://example.vn/tin/bai-1.html"
LONG = "Sáng 16-10, Ủy ban nhân dân thành phố họp bàn việc chỉnh trang các tuyến phố ven sông và trồng thêm cây xanh."


def read(markup: str, **asked: object) -> Content:
    node = tree_of(f"<div id=body>{markup}</div>").css_first("#body")
    assert node is not None
    return blocks_of(node, BASE, **asked)  # type: ignore[arg-type]


def told(content: Content) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in content.blocks]


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<p>Một.</p><p>Hai.</p>", [("paragraph", "Một."), ("paragraph", "Hai.")]),
        ("<p>   &nbsp; Thụt   đầu&nbsp;dòng. </p><p>&nbsp;</p>", [("paragraph", "Thụt đầu dòng.")]),
        ("Không có thẻ p.<br><br>Đoạn hai.", [("paragraph", "Không có thẻ p."), ("paragraph", "Đoạn hai.")]),
        (
            "<p>Quyết định của Chính phủ<br>về quỹ xã hội.</p>",
            [("paragraph", "Quyết định của Chính phủ về quỹ xã hội.")],
        ),
        ("<h2>Mục lớn</h2><p>Chữ.</p>", [("heading", "Mục lớn"), ("paragraph", "Chữ.")]),
        (
            f"<p>Mở.</p><p><b>Mục in đậm</b></p><p>{LONG}</p>",
            [("paragraph", "Mở."), ("heading", "Mục in đậm"), ("paragraph", LONG)],
        ),
        ("<ul><li>Một</li><li><p>Hai</p></li></ul>", [("list", "Một\nHai")]),
        ("<ol><li>Một<ul><li>Con</li></ul></li></ol>", [("list", "Một\nCon")]),
        ("<blockquote><p>“Lời nói.”</p></blockquote>", [("quote", "“Lời nói.”")]),
        ("<p>a<script>alert(1)</script>b</p><style>p{}</style><template><p>x</p></template>", [("paragraph", "ab")]),
        ("<p style='display:none'>ẩn</p><p hidden>ẩn</p><p>hiện.</p>", [("paragraph", "hiện.")]),
        ("<p>a<!-- chú thích -->b</p>", [("paragraph", "ab")]),
    ],
)
def test_words_become_blocks(markup: str, blocks: list[tuple[str, str]]) -> None:
    assert told(read(markup)) == blocks


@pytest.mark.parametrize(
    "furniture",
    [
        "<div class='box-related'><ul><li><a href='/a.html'>Tin liên quan một</a></li><li><a href='/b.html'>Tin hai</a></li></ul></div>",
        "<ul><li><a href='/a.html'>Thành phố thông qua nghị quyết mới</a></li></ul>",
        "<p><a href='/a.html'>Thành phố thông qua nghị quyết mới</a></p>",
        "<p>&gt;&gt; Xem thêm: <a href='/a.html'>Thành phố thông qua nghị quyết mới về phát triển cây xanh</a></p>",
        "<p>Chia sẻ</p>",
        "<p>Tin liên quan:</p>",
        "<p>Lễ hội hoa phượng đỏ - Ảnh 1</p>",
        "<div type='RelatedOneNews' class='VCSortableInPreviewMode'><a href='/a.html'>Tít khác</a><p>Sapo của bài khác ở đây.</p></div>",
        "<form><button>Gửi bình luận</button></form>",
    ],
)
def test_furniture_is_left_out(furniture: str) -> None:
    assert told(read(f"<p>{LONG}</p>{furniture}<p>Hết.</p>")) == [("paragraph", LONG), ("paragraph", "Hết.")]


def test_words_with_a_link_in_them_stay() -> None:
    paragraph = f"{LONG} Xem <a href='/nghi-dinh'>Nghị định 58</a>."
    assert told(read(f"<p>{paragraph}</p>")) == [("paragraph", f"{LONG} Xem Nghị định 58.")]


@pytest.mark.parametrize(
    ("markup", "caption", "credit"),
    [
        (
            "<figure><img src=a.jpg><figcaption>Đại biểu dự hội nghị. Ảnh: Viết Thành</figcaption></figure>",
            "Đại biểu dự hội nghị. Ảnh: Viết Thành",
            "Viết Thành",
        ),
        (
            "<table><tr><td><img src=a.jpg></td></tr><tr><td>Lễ hội (Ảnh: Thanh Vân/TTXVN)</td></tr></table>",
            "Lễ hội (Ảnh: Thanh Vân/TTXVN)",
            "Thanh Vân/TTXVN",
        ),
        ("<p><img src=a.jpg></p><p style='text-align:center'>Quang cảnh buổi lễ</p>", "Quang cảnh buổi lễ", None),
        ("<p><img src=a.jpg><br><em>Quang cảnh buổi lễ - Ảnh: V.D</em></p>", "Quang cảnh buổi lễ - Ảnh: V.D", "V.D"),
        ("<div><img src=a.jpg></div><div class='img-title'>Quang cảnh buổi lễ</div>", "Quang cảnh buổi lễ", None),
    ],
)
def test_captions_stand_apart_and_belong_to_their_picture(markup: str, caption: str, credit: str | None) -> None:
    content = read(f"<p>{LONG}</p>{markup}<p>{LONG}</p>")
    assert told(content) == [("paragraph", LONG), ("caption", caption), ("paragraph", LONG)]
    assert [(i.url, i.caption, i.credit) for i in content.images] == [("https://example.vn/tin/a.jpg", caption, credit)]


def test_a_paragraph_under_a_picture_stays_a_paragraph() -> None:
    content = read(f"<p><img data-src='/x.png' src='data:image/gif;base64,R0'></p><p>{LONG * 3}</p>")
    assert [kind for kind, _ in told(content)] == ["paragraph"]
    assert [(i.url, i.caption) for i in content.images] == [("https://example.vn/x.png", None)]


def test_an_empty_figcaption_is_no_caption() -> None:
    assert told(read(f"<figure><img src=a.jpg><figcaption><p></p></figcaption></figure><p>{LONG}</p>")) == [
        ("paragraph", LONG)
    ]


def test_a_table_keeps_its_cells() -> None:
    content = read("<table><tr><th>Tuyến</th><th>Giờ</th></tr><tr><td>Số 1</td><td>6h</td></tr></table>")
    assert told(content) == [("table", "Tuyến | Giờ\nSố 1 | 6h")]
    assert content.blocks[0].rows == (("Tuyến", "Giờ"), ("Số 1", "6h"))


def test_a_table_that_only_lays_out_is_read_through() -> None:
    assert told(read(f"<table><tr><td><p>{LONG}</p><p>Hai.</p></td></tr></table>")) == [
        ("paragraph", LONG),
        ("paragraph", "Hai."),
    ]


@pytest.mark.parametrize(
    ("link", "url", "name", "kind"),
    [
        (
            "<a href='/van-ban/12-QD.pdf'>Quyết định số 12</a>",
            "https://example.vn/van-ban/12-QD.pdf",
            "Quyết định số 12",
            "pdf",
        ),
        (
            "<a href='tai.aspx?f=Bao%20cao.DOCX&v=1'>Báo cáo</a>",
            "https://example.vn/tin/tai.aspx?f=Bao%20cao.DOCX&v=1",
            "Báo cáo",
            "docx",
        ),
        ("<a href='/tai/7' download='phu-luc.xls'>Phụ lục</a>", "https://example.vn/tai/7", "Phụ lục", "xls"),
    ],
)
def test_files_are_attachments_and_no_words(link: str, url: str, name: str, kind: str) -> None:
    content = read(f"<p>{LONG}</p><p>{link}</p>")
    assert told(content) == [("paragraph", LONG)]
    assert [(a.url, a.name, a.type) for a in content.attachments] == [(url, name, kind)]


def test_captions_of_a_layout_are_looked_for_within_the_node() -> None:
    content = read(
        f"<p>{LONG}</p><img src=a.jpg><span class=c></span><p class=chu>Chú giải ảnh</p>",
        caption="p.chu",
    )
    assert told(content) == [("paragraph", LONG), ("caption", "Chú giải ảnh")]


TAGS = st.sampled_from(
    [
        "p",
        "div",
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "figure",
        "figcaption",
        "img",
        "br",
        "b",
        "a",
        "h2",
        "blockquote",
        "span",
        "script",
    ]
)
WORDS = st.text(alphabet=st.characters(codec="utf-8"), max_size=40)


@st.composite
def markup(draw: st.DrawFn, depth: int = 4) -> str:
    parts = []
    for _ in range(draw(st.integers(0, 4))):
        tag = draw(TAGS)
        inner = draw(WORDS) if depth == 0 or draw(st.booleans()) else draw(markup(depth - 1))
        attribute = draw(
            st.sampled_from(
                [
                    "",
                    " href='/x.html'",
                    " src='//h/a.jpg'",
                    " style='text-align:center'",
                    " class='caption'",
                    " href='http://[bad'",
                ]
            )
        )
        parts.append(f"<{tag}{attribute}>{inner}" + draw(st.sampled_from(["", f"</{tag}>"])))
    return "".join(parts)


@settings(max_examples=120, deadline=None)
@given(markup())
def test_any_markup_gives_clean_blocks(text: str) -> None:
    content = read(text)
    for block in content.blocks:
        assert block.text.strip() == block.text != ""
        assert unicodedata.is_normalized("NFC", block.text)
        assert block.kind == "table" or block.kind == "list" or "\n" not in block.text
        block.text.encode()
    assert all(image.url.startswith(("http://", "https://")) for image in content.images)
    assert content == read(text)
