"""The generic reader on small pages: each field where a site may put it, and the decoys beside."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portals.fields import Fields
from portals.generic import read_generic
from portals.tree import capped, tree_of
from portals.vietnamese import people_in
from schemas.errors import NotAnArticle

TITLE = "Thành phố trồng thêm mười nghìn cây xanh ven sông"
LEAD = "Ủy ban nhân dân thành phố vừa thông qua kế hoạch trồng cây xanh dọc hai bờ sông trong ba năm tới."
WORDS = (
    "Theo kế hoạch, mỗi năm thành phố trồng hơn ba nghìn cây, ưu tiên các tuyến phố chưa có bóng mát và khu dân cư đông người.",
    "Kinh phí lấy từ ngân sách và nguồn xã hội hóa; các quận chịu trách nhiệm chăm sóc cây trong hai năm đầu sau khi trồng.",
    "Người dân có thể góp ý về loại cây và vị trí trồng qua cổng thông tin của thành phố cho đến hết tháng sau.",
)
NAV = "<nav><ul><li><a href='/'>Trang chủ</a></li><li><a href='/xa-hoi'>Xã hội</a></li></ul></nav>"
FOOTER = "<footer><p>Báo Ví Dụ. Giấy phép số 548/GP-BTTTT ngày 24/08/2021. © 2025</p></footer>"
URL = "https://baovidu.vn/trong-cay-123456.html"
AFTER = datetime(2025, 12, 1, tzinfo=UTC)


def page(
    *,
    head: str = "",
    above: str = "",
    heading: str = f"<h1>{TITLE}</h1>",
    line: str = "",
    foot: str = "",
    inside: str = "",
    below: str = "",
) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in WORDS[:2])
    return (
        f"<html lang=vi><head><title>{TITLE} - Báo Ví Dụ</title>{head}</head><body>{NAV}<div class=k1>{above}{heading}{line}"
        f"<p class=k2>{LEAD}</p><div class=k3>{paragraphs}{inside}<p>{WORDS[2]}</p>{foot}</div>{below}</div>{FOOTER}</body></html>"
    )


def read(markup: str, captured_at: datetime | None = AFTER) -> Fields:
    return read_generic(tree_of(capped(markup)[0]), URL, captured_at)


def lines(fields: Fields) -> list[str]:
    """The words in order, the lead first wherever it was found."""
    assert fields.content is not None
    words = [block.text for block in fields.content.value.blocks if block.kind != "caption"]
    return [fields.lead.value, *words] if fields.lead and fields.lead.value not in words else words


def minute(fields: Fields) -> str | None:
    return fields.moment.value.at.strftime("%Y-%m-%dT%H:%M") if fields.moment else None


def test_the_words_are_read_whole_and_nothing_else() -> None:
    fields = read(page(line="<span>22/10/2025 19:25</span>", foot="<p><b>Lê Phương</b></p>"))
    assert fields.title is not None
    assert fields.title.value == TITLE
    assert lines(fields) == [LEAD, *WORDS]
    assert fields.byline is not None
    assert fields.byline.value == "Lê Phương"


@pytest.mark.parametrize(
    ("heading", "head"),
    [
        (f"<h1>{TITLE}</h1>", "<meta property='og:title' content='Tít viết lại cho máy tìm kiếm'>"),
        (f"<h1><a href='/'>Báo Ví Dụ</a></h1><h1>{TITLE}</h1>", ""),
        (f"<h1>Xã hội</h1><h2>{TITLE}</h2>", ""),
        (f"<div class=t>{TITLE}</div>", f"<meta property='og:title' content='{TITLE}'>"),
        (f"<div class=t>{TITLE}</div>", ""),
        (f"<h1>{TITLE} (14:02 09/07/2025)</h1>", ""),
        ("", f"<meta property='og:title' content='{TITLE}'>"),
        ("", ""),
    ],
)
def test_the_heading_is_the_articles(heading: str, head: str) -> None:
    fields = read(page(heading=heading, head=head))
    assert fields.title is not None
    assert fields.title.value == TITLE


@pytest.mark.parametrize(
    "line",
    [
        "<span>Thứ tư, 22/10/2025, 19:25 (GMT+7)</span>",
        "<div>22/10/2025 <i></i> 19:25</div>",
        "<div><div>22/10/2025</div><div>19:25</div></div>",
        "<p>Lê Phương - 22/10/2025 19:25</p>",
        "<p>Cập nhật: 23/10/2025 09:00 | Đăng: 22/10/2025 19:25</p>",
        "<p><time datetime='2025-10-22T19:25:00+07:00'>hôm kia</time></p>",
    ],
)
def test_the_date_is_read_under_the_heading(line: str) -> None:
    fields = read(page(line=line))
    assert minute(fields) == "2025-10-22T12:25"
    assert fields.moment is not None
    assert fields.moment.origin == "visible"
    assert not any("22/10/2025" in text for text in lines(fields))


def test_a_date_above_the_heading_counts_in_the_headings_own_box() -> None:
    assert minute(read(page(above="<div>Thời gian: 22/10/2025 19:25</div>"))) == "2025-10-22T12:25"
    clock = page().replace(NAV, f"{NAV}<span>Thứ sáu, 21/11/2025 10:00:00</span>")
    assert minute(read(clock)) is None


@pytest.mark.parametrize(
    "decoy",
    [
        {"below": "<div class=comment><b>An</b> <time datetime='2025-11-01T00:00:00+07:00'>01/11/2025</time></div>"},
        {
            "inside": "<p>Văn bản số 12 ngày 22/10/2025 của thành phố quy định chi tiết việc trồng cây và chăm sóc cây xanh.</p>"
        },
        {"line": "<span>31/02/2025 10:00</span>"},
        {"line": "<span>22/10/2027 10:00</span>"},
        {"below": "<p>In ngày 01/12/2025 lúc 10:00 từ trang web của báo, mọi quyền được bảo lưu theo giấy phép.</p>"},
    ],
)
def test_a_decoy_is_no_date(decoy: dict[str, str]) -> None:
    assert minute(read(page(**decoy))) is None


def test_relative_dates_need_the_moment_of_capture() -> None:
    markup = page(line="<span>2 giờ trước</span>")
    assert minute(read(markup, datetime(2025, 10, 22, 14, 25, tzinfo=UTC))) == "2025-10-22T12:25"
    assert minute(read(markup, None)) is None


@pytest.mark.parametrize(
    ("stated", "shown", "moment", "flags"),
    [
        ("2025-10-22T19:25:52+07:00", "22/10/2025 19:25", "2025-10-22T12:25", ()),
        ("2025-10-22T19:25:00Z", "22/10/2025 19:25 (GMT+7)", "2025-10-22T12:25", ("zone_conflict",)),
        ("2025-10-20T08:00:00+07:00", "22/10/2025 19:25", "2025-10-22T12:25", ("date_conflict",)),
        ("2025-10-22T19:25:00+07:00", "", "2025-10-22T12:25", ()),
    ],
)
def test_stated_and_shown_dates_are_compared(stated: str, shown: str, moment: str, flags: tuple[str, ...]) -> None:
    fields = read(
        page(head=f"<meta property='article:published_time' content='{stated}'>", line=f"<span>{shown}</span>")
    )
    assert (minute(fields), fields.flags) == (moment, flags)
    assert fields.moment is not None
    assert fields.moment.agrees is (None if not shown else not flags)


def test_a_line_that_shows_the_last_change_is_no_conflict() -> None:
    head = "<meta property='article:published_time' content='2025-10-22T19:25:00+07:00'><meta property='article:modified_time' content='2025-10-23T09:00:00+07:00'>"
    fields = read(page(head=head, line="<span>23/10/2025 09:00</span>"))
    assert (minute(fields), fields.flags) == ("2025-10-22T12:25", ())


@pytest.mark.parametrize("author", ["Báo Ví Dụ", "baovidu.vn", "BAOVIDU.VN", "BBT Cổng thông tin", "admin"])
def test_the_site_is_never_an_author(author: str) -> None:
    fields = read(
        page(
            head=f"<meta name=author content='{author}'><meta property='og:site_name' content='Báo Ví Dụ'>",
            foot=f"<p>{author}</p>",
        )
    )
    assert fields.authors is None
    assert fields.byline is None or "Ví Dụ" not in fields.byline.value


def test_a_byline_shown_wins_over_a_stated_name() -> None:
    fields = read(
        page(head="<meta name=author content='Biên tập viên Web'>", line="<p>Nguyễn Thị Minh Khai và Trần Văn Ơn</p>")
    )
    assert fields.byline is not None
    assert fields.byline.value == "Nguyễn Thị Minh Khai và Trần Văn Ơn"


@pytest.mark.parametrize(
    "inside",
    [
        "<ul><li><a href='/a.html'>Tin liên quan số một không thuộc bài</a></li><li><a href='/b.html'>Tin liên quan số hai</a></li></ul>",
        "<div><strong>TIN LIÊN QUAN</strong><p><a href='/a.html'>Tin liên quan số một không thuộc bài</a></p></div>",
        f"<h1>{TITLE}</h1>",
    ],
)
def test_what_is_not_the_articles_is_left_out_of_the_middle(inside: str) -> None:
    assert lines(read(page(inside=inside))) == [LEAD, *WORDS]


def test_it_reads_the_same_twice() -> None:
    assert read(page(line="<p>22/10/2025 19:25</p>")) == read(page(line="<p>22/10/2025 19:25</p>"))


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<html><body></body></html>", "empty"),
        (
            "<html><head><title>Không tìm thấy trang</title></head><body><h1>404</h1><p>Trang không tồn tại.</p></body></html>",
            "soft_404",
        ),
        ("<html><body><div id=__next></div><script id=__NEXT_DATA__>{}</script></body></html>", "needs_javascript"),
        (
            "<html><body><div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript></body></html>",
            "needs_javascript",
        ),
    ],
)
def test_a_page_without_words_is_refused_by_name(markup: str, reason: str) -> None:
    with pytest.raises(NotAnArticle) as refused:
        read(markup)
    assert refused.value.reason == reason


def test_a_short_notice_about_something_not_found_is_read() -> None:
    markup = page().replace(TITLE, "Không tìm thấy thêm nạn nhân trong vụ chìm tàu")
    assert read(markup).title is not None


SNIPPETS = st.sampled_from(
    [NAV, FOOTER, f"<h1>{TITLE}</h1>", "<h1></h1>", f"<p>{LEAD}</p>", f"<p>{WORDS[0]}</p>", "<p>22/10/2025 19:25</p>", "<table><tr><td>", "</div>", "<div>",
     "<a href='/x'>", "<time datetime='x'>", "<span class=author>", "Lê Phương", "<ul><li>", "<br>", "<meta name=author content='<b>'>", "<title>", "<!--", "<svg>"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(SNIPPETS | st.text(max_size=30), max_size=14).map("".join))
def test_any_page_is_read_or_refused_by_name(markup: str) -> None:
    with suppress(NotAnArticle):
        fields = read(markup, None)
        assert fields.title is None or 0 < len(fields.title.value) <= 401


@pytest.mark.parametrize(
    "kind", ["UBND thành phố Ví Dụ", "In bài viết", "Báo Ví Dụ điện tử", "Tin tức - Cổng thông tin điện tử"]
)
def test_a_page_titled_after_its_site_has_the_line_above_its_words_as_heading(kind: str) -> None:
    markup = page(heading=f"<div>{TITLE}</div><div>22/10/2025 - 19:25</div>").replace(f"{TITLE} - Báo Ví Dụ", kind)
    fields = read(markup)
    assert fields.title is not None
    assert fields.title.value == TITLE
    assert minute(fields) == "2025-10-22T12:25"
    assert lines(fields) == [LEAD, *WORDS]


def test_a_date_in_a_block_right_above_the_headings_box_counts() -> None:
    dated = page().replace("<div class=k1>", "<div>22/10/2025 19:25</div><div class=k1>")
    assert minute(read(dated)) == "2025-10-22T12:25"


def test_names_in_like_elements_are_apart() -> None:
    fields = read(page(line="<div><span class=a>Khánh Huy</span> <span class=a>Vân Nhi</span></div>"))
    assert fields.byline is not None
    assert fields.byline.value == "Khánh Huy, Vân Nhi"


def test_names_set_alike_one_under_another_are_one_byline() -> None:
    fields = read(page(line="<div><div class=x1>LÊ PHƯƠNG</div><div class=x1>THU HÀ</div></div>"))
    assert fields.byline is not None
    assert fields.byline.value == "LÊ PHƯƠNG, THU HÀ"


@pytest.mark.parametrize(
    "line",
    [
        "<p><b>Lê Phương</b><i>-Cập nhật 19:25, Thứ Tư, 22/10/2025 (GMT+7)</i></p>",
        "<p>Posted on 22/10/2025 by Lê Phương</p>",
        "<div><a href='/lp'>Lê Phương</a><a href='mailto:x'>lephuong@baovidu.vn</a></div>",
        "<div><span>Lê Phương</span><span>22/10/2025 19:25</span><a href='#c'>3 bình luận</a></div>",
    ],
)
def test_a_name_is_told_from_what_stands_right_beside_it(line: str) -> None:
    byline = read(page(line=line)).byline
    assert byline is not None
    assert people_in(byline.value).authors == ("Lê Phương",)


def test_a_summary_set_as_a_heading_is_the_lead_and_a_bare_line_over_words_a_heading() -> None:
    summary = f"<h2>{LEAD}</h2>"
    words = f"<p>{WORDS[0]}</p><div>Người dân cùng góp ý</div><p>{WORDS[1]}</p><p>{WORDS[2]}</p>"
    fields = read(f"<html lang=vi><body>{NAV}<div><h1>{TITLE}</h1>{summary}{words}</div>{FOOTER}</body></html>")
    assert fields.content is not None
    assert [block.kind for block in fields.content.value.blocks if block.text in (LEAD, "Người dân cùng góp ý")] in (
        ["paragraph", "heading"],
        ["heading"],
    )
    assert lines(fields) == [LEAD, WORDS[0], "Người dân cùng góp ý", *WORDS[1:]]


def test_a_day_and_its_hour_in_elements_of_their_own_are_one_moment() -> None:
    assert minute(read(page(line="<p><span>22/10/2025</span><span>19:25</span></p>"))) == "2025-10-22T12:25"


def test_who_comments_is_no_author() -> None:
    comment = (
        "<h3>Bình luận (1)</h3><div><b>Trần Hùng</b><p>Mong thành phố làm sớm cho bà con được nhờ bóng mát.</p></div>"
    )
    fields = read(page(below=f"<section>{comment}</section>"))
    assert fields.byline is None
    assert fields.authors is None


def test_the_site_s_imprint_under_the_words_is_left_out() -> None:
    imprint = "<p>Đường dây nóng: 0912 345 678 - Email: toasoan@baovidu.vn</p><p>Mọi bài vở xin gửi về hòm thư của tòa soạn.</p>"
    assert lines(read(page(foot=imprint))) == [LEAD, *WORDS]


def test_words_that_only_markup_parts_are_parted() -> None:
    fields = read(page(inside="<p><span>Hải Phòng</span>Từ tháng này, các quận bắt đầu đào hố và đổ đất màu.</p>"))
    assert "Hải Phòng Từ tháng này, các quận bắt đầu đào hố và đổ đất màu." in lines(fields)


def test_names_in_a_table_are_no_byline() -> None:
    rows = "".join(f"<tr><td><p>{n}</p></td><td><p>Đồng chí Trần Văn Hiếu</p></td></tr>" for n in ("15/7", "15/8"))
    assert read(page(foot=f"<table>{rows}</table>")).byline is None


def test_section_tags_and_cut_summaries_under_the_words_are_left_out() -> None:
    cut = f"<p>{LEAD[:80]}…</p><p>{WORDS[0][10:100]}…</p>"
    fields = read(page(foot=f"<div>Chuyên mục: Xã hội</div><p>TAG: cây xanh, ven sông</p><div>{cut}</div>"))
    assert lines(fields) == [LEAD, *WORDS]


def test_two_statements_outweigh_one() -> None:
    head = "".join(
        f"<meta property='{name}' content='2025-10-22T{hour}:11:05+07:00'>"
        for name, hour in (("article:published_time", 19), ("datePublished", 15), ("publishdate", 15))
    )
    assert minute(read(page(head=head))) == "2025-10-22T08:11"


def test_in_other_languages_pen_names_count_and_agencies_do_not() -> None:
    words = "".join(
        f"<p>The council will plant trees along both banks of the river, said report number {n}.</p>" for n in "1234"
    )
    english = f"<html><head><title>Trees for the river</title>%s</head><body><h1>Trees for the river</h1>%s{words}</body></html>"
    pen = read(english % ("", "<div>Posted by <a rel=author>doumae</a></div>")).authors
    stated = read(
        english % ("<meta name=author content='Ann Lee,Kyle Bow at Elm Models,Ed Fry using Gloss'>", "")
    ).authors
    assert pen is not None
    assert pen.value == ("doumae",)
    assert stated is not None
    assert stated.value == ("Ann Lee",)
