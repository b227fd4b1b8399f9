"""Pages that break naive code, kin of the hostile ones: one article, read whole each time, or refused by name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portals.read import UNKNOWN_MOMENT, article_on
from schemas.article import Article
from schemas.errors import ReadingFailed
from schemas.page import Page

TITLE = "Thành phố mở lại chợ nổi sau ba năm tạm dừng"
WORDS = (
    "Chợ nổi trên sông Cấm họp lại từ sáng chủ nhật, thu hút hơn hai trăm ghe thuyền của bà con các xã ven sông.",
    "Theo ban quản lý, mỗi ghe được cấp một số hiệu và phải neo đúng ô đã kẻ trên mặt nước, để tàu hàng đi lại an toàn.",
    "Bà Phạm Thị Nụ, bán trái cây, nói rằng khách mua đông hơn bà nghĩ, mới chín giờ sáng đã hết sạch hai sọt nhãn.",
    "Phí neo đậu được miễn đến hết năm; từ năm sau mỗi ghe đóng ba mươi nghìn đồng một tháng cho công tác vệ sinh.",
)
MOMENT = "2025-10-22T19:25"
LINE = "<p>22/10/2025 19:25</p>"


def page(
    *,
    head: str = "",
    named: str = f"<title>{TITLE} - Báo Ví Dụ</title>",
    above: str = "",
    heading: str = f"<h1>{TITLE}</h1>",
    line: str = LINE,
    inside: str = "",
    foot: str = "<p style='text-align:right'><b>Lê Phương</b></p>",
    below: str = "",
) -> str:
    words = "".join(f"<p>{text}</p>" for text in WORDS[:3])
    return (
        f"<!doctype html><html lang=vi><head><meta charset=utf-8>{named}{head}</head><body>{above}<ul><li><a href=/>Trang chủ</a></li></ul>"
        f"<div>{heading}{line}{words}{inside}<p>{WORDS[3]}</p>{foot}</div>{below}</body></html>"
    )


def read(payload: bytes) -> Article:
    url = "https://vidu.vn/cho-noi-123456.html"
    headers = (("Content-Type", "text/html"),)
    return article_on(
        Page(url=url, final_url=url, status=200, headers=headers, payload=payload, captured_at=UNKNOWN_MOMENT), None
    )


def minute(article: Article) -> str | None:
    at = article.published_at
    return (at + timedelta(hours=7)).strftime("%Y-%m-%dT%H:%M") if at else None


def ld_json(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


WHOLE = {
    "utf-16 that reads from the other end": ("\ufeff" + page()).encode("utf-16-be"),
    "a mark of utf-8 against the label": b"\xef\xbb\xbf" + page().replace("=utf-8>", "=windows-1252>").encode(),
    "a drawing's title": page(above="<svg><title>Biểu trưng</title></svg>").encode(),
    "a drawing's title in the head": page(named=f"<svg><title>x</title></svg><title>{TITLE}</title>").encode(),
    "a page within the page": page(above="<iframe srcdoc='<h1>Khác</h1><p>Lời khác hẳn</p>'></iframe>").encode(),
    "statements of odd kinds": page(
        head=ld_json('{"@graph":[null,1,{"@type":["NewsArticle"],"headline":12,"author":[null,5,{"name":["Lê Phương"]}]}]}')
    ).encode(),
    "a stated day zero": page(head=ld_json('{"@type":"NewsArticle","datePublished":"0000-00-00T00:00:00"}')).encode(),
    "a stated month thirteen": page(
        head="<meta property=article:published_time content='2025-13-45T99:99'>"
    ).encode(),
    "a span for a stamp": page(line="<time datetime=PT5M>22/10/2025 19:25</time>").encode(),
    "characters of no width": page(heading=f"<h1>{TITLE.replace('c', 'c' + chr(0x200B))}\u202e</h1>").encode(),
    "a base that is code": page(head="<base href='javascript:alert(1)'>").encode(),
    "an empty heading": page(heading="<h1></h1><h2>" + TITLE + "</h2>").encode(),
    "references coded twice": page(heading=f"<h1>{TITLE.replace('ố', '&amp;#7889;')}</h1>").encode(),
    "thousands of open tables": page(above="<table><tr><td>" * 3000).encode(),
    "a picture of eight million letters": page(inside=f"<img src='data:image/png;base64,{'A' * 8_000_000}'>").encode(),
    "a NUL within a word": page().replace("Theo ban", "Theo\x00 ban").encode(),
    "a hidden heading": page(above="<h1 style='display:none'>Báo Ví Dụ</h1>").encode(),
    "a year of two figures": page(line="<p>22/10/25 19:25</p>").encode(),
    "a second body": page(below="</body><body><p>Phần thừa của hệ thống cũ, không liên quan gì đến bài ở trên.</p>").encode(),
    "a hotline and a null": page(below="<p>Đường dây nóng: 0225.3.842.901</p>", inside="<p>null</p>").encode(),
}  # fmt: skip

UNDATED = ("22/10/2025 24:00", "10/22/2025 19:25", "22/10/2568 19:25", "2 giờ trước", "Hôm nay, 19:25",
           "22/10/2025 19:25 - 25/10/2025 08:00", "Thứ Tư, 31/02/2025", "00/00/0000 00:00")  # fmt: skip

REFUSED = {
    "Trang bạn tìm kiếm không tồn tại": "soft_404",
    "Bài viết đã bị gỡ hoặc không tồn tại": "soft_404",
    "Hệ thống đang bảo trì, vui lòng quay lại sau": "soft_404",
    "Bạn không có quyền truy cập trang này": "soft_404",
    "Just a moment...": "challenge",
    "Vui lòng đăng nhập để xem nội dung này": "login_wall",
}

FILES = {
    b'[{"a": 1}]': "json",
    b"<?xml version='1.0'?><rss><channel><title>Tin</title></channel></rss>": "feed",
    b"<?xml version='1.0'?><urlset><url><loc>https://vidu.vn/x</loc></url></urlset>": "feed",
    b"\x89PNG\r\n\x1a\n" + bytes(range(256)): "image",
    b"PK\x03\x04" + bytes(range(256)): "office_file",
    b"<html><head><title>Cong</title></head><frameset cols='20%,80%'><frame src='a.htm'></frameset></html>": "empty",
    b'<HTML><META HTTP-EQUIV="Refresh" CONTENT="0; URL=\'https://vidu.vn/b\'"><BODY></BODY></HTML>': "meta_refresh",
}


@pytest.mark.parametrize("name", WHOLE)
def test_an_odd_page_is_read_whole(name: str) -> None:
    article = read(WHOLE[name])
    assert (article.title, minute(article), article.authors) == (TITLE, MOMENT, ("Lê Phương",))
    assert article.body == "\n\n".join(WORDS)


@pytest.mark.parametrize("line", UNDATED)
def test_a_date_that_cannot_be_known_is_none_and_no_words(line: str) -> None:
    article = read(page(line=f"<p>{line}</p>").encode())
    assert minute(article) is None
    assert article.body == "\n\n".join(WORDS)


@pytest.mark.parametrize(("words", "reason"), REFUSED.items())
def test_a_page_that_says_it_is_none_is_refused(words: str, reason: str) -> None:
    markup = f"<html><head><title>{words}</title></head><body><a href=/>Trang chủ</a><h1>{words}</h1><p>{words}. Quay về trang chủ.</p></body></html>"
    with pytest.raises(ReadingFailed) as refused:
        read(markup.encode())
    assert refused.value.reason == reason


@pytest.mark.parametrize(("payload", "reason"), FILES.items(), ids=FILES.values())
def test_what_is_no_page_is_refused_by_name(payload: bytes, reason: str) -> None:
    with pytest.raises(ReadingFailed) as refused:
        read(payload)
    assert refused.value.reason == reason


def test_a_heading_that_the_page_states_otherwise_is_flagged_and_a_site_s_name_behind_it_is_not() -> None:
    other = "<meta property='og:title' content='Tít viết lại cho máy tìm kiếm'>"
    assert "title_conflict" in read(page(head=other).encode()).flags
    same = f"<meta property='og:title' content='{TITLE} | Báo Ví Dụ'>"
    assert "title_conflict" not in read(page(head=same).encode()).flags
