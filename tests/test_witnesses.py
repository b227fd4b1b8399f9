"""What a page shows against its own reading."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from portals.witnesses import EMPTY_BOX, FILE_ELSEWHERE, borne_out, empty_boxes, files_elsewhere

BASE = "https://vi-du.vn/a/b.html"


@pytest.mark.parametrize(
    ("name", "href", "told"),
    [
        ("Giáo dục", "/giao-duc.htm", True),
        ("Quốc phòng – an ninh", "/tin-tuc/quoc-phong-an-ninh/", True),
        ("Đô thị", "/%C4%91%C3%B4-th%E1%BB%8B", True),
        ("Kế hoạch số 204/KH-UBND", "https://cdn.vi-du.vn/files/2020/ke-hoach-so-204-kh-ubnd-7.pdf", True),
        ("trường học", "/giao-duc.htm", False),
        ("Lê Mai", "/tag/nong-thon-moi.htm", False),
        ("Kinh tế", "/channel/4905/", None),
        ("Kinh tế", "#", None),
        ("Kinh tế", "", None),
        ("vỉa hè", "/", False),
        ("Trang chủ", "/", None),
        ("Trang chủ", "/vi/trang-chu.html", None),
        ("Trang chủ", "/tag/via-he", False),
        ("Kinh tế", "http://[", None),
        ("2026", "/nam-2026", None),
    ],
)
def test_the_link_of_a_name_bears_it_out(name: str, href: str, told: bool | None) -> None:
    assert borne_out([(name, href)]) is told


def test_one_link_that_says_otherwise_is_enough() -> None:
    assert borne_out([("Giáo dục", "/giao-duc"), ("vỉa hè", "/tag/via-he"), ("Lê Mai", "/tag/cap-nuoc")]) is False
    assert borne_out([("Giáo dục", "/giao-duc"), ("vỉa hè", "#")]) is True


@pytest.mark.parametrize(
    ("box", "told"),
    [
        ('<div class="files"><ul><li> </li></ul></div>', True),
        ('<div class="files"></div>', True),
        ('<div class="files">File đính kèm</div>', False),
        ("<div>Không có tệp nào.</div>", False),
    ],
)
def test_a_box_without_a_word(box: str, told: bool) -> None:
    body = LexborHTMLParser(f"<body><p>Chữ.</p>{box}</body>").body
    assert body is not None
    assert empty_boxes(body, (".papers a, .files li a, .files a", "h1")) == ((EMPTY_BOX,) if told else ())


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ('<div><a href="/tep/QD-12.PDF">Quyết định</a></div>', True),
        ('<div><a href="/tep/phu-luc.docx?v=2">Phụ lục</a></div>', True),
        ('<p><a href="/tep/da-doc.pdf">Đã đọc</a></p>', False),
        ('<aside><p><a href="/tep/QD-12.pdf">Văn bản mới</a></p></aside>', False),
        ('<a href="/xem.pdf.html">Một trang</a>', False),
        ("<p>Tệp QD-12.pdf không có liên kết.</p>", False),
    ],
)
def test_a_file_that_no_field_took(markup: str, told: bool) -> None:
    tree = LexborHTMLParser(f"<body>{markup}</body>")
    found = files_elsewhere(tree, lambda: {"https://vi-du.vn/tep/da-doc.pdf"}, BASE)
    assert found == ((FILE_ELSEWHERE,) if told else ())
