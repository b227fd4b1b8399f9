"""Pages that are words only: our own texts of many sites, the real seeds, and lines that recur."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portals.clock import HANOI
from portals.encoding import clean
from portals.portal import Markers, Portal
from portals.registry import portal_named
from portals.text import Parts, recurring_lines, text_parts
from portals.vietnamese import fold

HERE = Path(__file__).parent / "text"
CASES = sorted(path.stem for path in HERE.glob("*.json"))
NOW = datetime(2026, 11, 20, 13, tzinfo=UTC)
FIELDS = (
    *("title", "published_at", "authors", "dateline", "section", "lead", "body", "headings", "captions"),
    *("view_count", "event_date", "tags"),
)


def fields_of(parts: Parts) -> dict[str, Any]:
    """The parts as the gold files write them."""
    kinds = {kind: [b.text for b in parts.blocks if b.kind == kind] for kind in ("heading", "caption")}
    words = [text for b in parts.blocks if b.kind in ("paragraph", "list", "quote") for text in b.text.split("\n")]
    return {
        "title": parts.title,
        "published_at": parts.moment and parts.moment.at.astimezone(HANOI).isoformat(),
        "authors": list(parts.authors),
        "dateline": parts.dateline,
        "section": parts.section,
        "lead": parts.lead,
        "body": words,
        "headings": kinds["heading"],
        "captions": kinds["caption"],
        "view_count": parts.view_count,
        "event_date": parts.event_date and parts.event_date.isoformat(),
        "tags": list(parts.tags),
    }


def stored(parts: Parts) -> Iterator[str]:
    """Every line of words that would be stored."""
    yield from filter(None, (parts.title, parts.lead, parts.source_name))
    yield from (parts.byline or "").split("\n")
    yield from (line for block in parts.blocks for line in block.text.split("\n"))


def read(case: str, *, known: bool) -> tuple[dict[str, Any], Parts]:
    gold = json.loads((HERE / f"{case}.json").read_text("utf-8"))
    portal = portal_named(gold["portal"]) if known and gold["portal"] else None
    text = (HERE / f"{case}.txt").read_text("utf-8")
    return gold, text_parts(text, gold["url"], datetime.fromisoformat(gold["captured_at"]), portal)


@pytest.mark.parametrize("known", [True, False], ids=["with markers", "markers left out"])
@pytest.mark.parametrize("case", CASES)
def test_every_field_of_a_text_is_as_its_gold(case: str, known: bool) -> None:
    gold, parts = read(case, known=known)
    gold["lead"] = gold["body"][0]
    got = fields_of(parts)
    assert {field: got[field] for field in FIELDS} == {field: gold[field] for field in FIELDS}


@pytest.mark.parametrize("known", [True, False], ids=["with markers", "markers left out"])
@pytest.mark.parametrize("case", CASES)
def test_no_line_of_the_site_is_stored(case: str, known: bool) -> None:
    gold, parts = read(case, known=known)
    assert set(map(fold, stored(parts))).isdisjoint(map(fold, gold["furniture"]))


def test_there_are_texts_of_every_portal_and_of_others() -> None:
    portals = [json.loads((HERE / f"{case}.json").read_text("utf-8"))["portal"] for case in CASES]
    assert len(CASES) >= 20
    assert all(
        portals.count(slug) >= 2 for slug in ("thanhphohaiphong", "halong", "haiphong", "hanoi", "kinhtedothi", None)
    )


@pytest.mark.parametrize("known", [True, False], ids=["with markers", "markers left out"])
def test_the_real_seeds_equal_their_gold(real: Path, known: bool) -> None:
    seeds = real / "seeds"
    manifest = {row["file"]: row for row in map(json.loads, (seeds / "manifest.jsonl").read_text("utf-8").splitlines())}
    for gold in json.loads((seeds / "gold.json").read_text("utf-8")):
        row = manifest[gold["file"]]
        portal = portal_named(gold["portal"]) if known else None
        text = (seeds / gold["file"]).read_text("utf-8")
        parts = text_parts(text, row["url"], datetime.fromisoformat(row["captured_at"]), portal)
        got = fields_of(parts)
        assert {field: got[field] for field in FIELDS if field in gold} == {
            field: gold[field] for field in FIELDS if field in gold
        }
        assert set(stored(parts)).isdisjoint(gold["boilerplate"])


LEAD = "Sáng 5/6, UBND phường tổ chức lễ ra quân tổng vệ sinh môi trường tại các khu dân cư trên địa bàn phường."
MORE = "Ngay sau lễ phát động, hơn hai trăm đoàn viên, hội viên đã quét dọn các tuyến phố, khơi thông cống rãnh và trồng thêm hoa."
TITLE = "Phường ra quân tổng vệ sinh môi trường"


def page(*lines: str) -> str:
    return "\n".join(lines)


def parts_of(
    *lines: str, url: str = "https://x.vn/tin/1", portal: Portal | None = None, furniture: frozenset[str] = frozenset()
) -> Parts:
    return text_parts(page(*lines), url, NOW, portal, furniture)


def test_the_slug_of_the_address_tells_the_heading_among_other_lines() -> None:
    lines = (
        "Hội thi tiếng hát công nhân viên chức lao động",
        TITLE,
        "Thông báo về việc nghỉ lễ Quốc khánh năm nay",
        LEAD,
        MORE,
    )
    assert parts_of(*lines, url="https://x.vn/phuong-ra-quan-tong-ve-sinh-moi-truong-123456.html").title == TITLE
    assert parts_of(*lines).title != TITLE


def test_the_line_of_the_page_s_title_tells_the_heading() -> None:
    parts = parts_of(f"{TITLE} - Cổng thông tin điện tử", "Trang chủ", TITLE, LEAD, MORE, "Tin khác", TITLE)
    assert (parts.title, parts.lead) == (TITLE, LEAD)


def test_a_heading_that_stands_only_after_a_mark_is_found_by_the_portal_s_marker() -> None:
    portal = Portal(
        slug="x",
        name="X",
        hosts=("x.vn",),
        home="https://x.vn/",
        channels=(),
        articles=(),
        markers=Markers(title_after="Mã bài:"),
    )
    lines = ("05/06/2024 08:00", LEAD, MORE, "Tiện ích thông tin", f"Mã bài: {TITLE}")
    assert parts_of(*lines, portal=portal).title == TITLE
    assert parts_of(*lines).title is None


def test_a_text_without_a_date_has_none_even_among_dated_items() -> None:
    parts = parts_of(
        TITLE, LEAD, MORE, "Tin khác", "Khai giảng năm học mới (05/09/2024 07:00)", "Lễ hội làng 01/02/2024"
    )
    assert parts.moment is None
    assert parts.event_date is None
    assert parts.flags == ("event_year_unknown",)


def test_the_clock_of_the_site_is_no_publication() -> None:
    assert parts_of("Thứ sáu, 20/11/2026", TITLE, LEAD, MORE).moment is None
    assert parts_of("Hôm nay, 03/02/2026", TITLE, LEAD, MORE).moment is None
    assert parts_of("Thứ ba, 03/02/2026 08:00", TITLE, LEAD, MORE).moment is not None


def test_the_day_of_printing_is_no_publication() -> None:
    lines = ("Hải Phòng, ngày 27 tháng 02 năm 2020", LEAD, MORE)
    assert parts_of(*lines, url="http://x.vn/Portal/PrintItem.aspx?ContentID=1").moment is None
    assert parts_of(*lines).moment is not None


def test_publication_and_update_of_the_head_are_both_read() -> None:
    parts = parts_of(TITLE, "Cập nhật: 07/06/2026 09:00", "Đăng ngày 05/06/2026 08:00", LEAD, MORE)
    assert parts.moment is not None
    assert parts.modified is not None
    assert (parts.moment.at.day, parts.modified.at.day) == (5, 7)


def test_a_box_of_related_items_is_taken_out_of_the_middle() -> None:
    parts = parts_of(
        TITLE,
        LEAD,
        MORE,
        "Tin liên quan",
        "Khai giảng năm học mới ở các trường",
        MORE + " Bà con rất vui.",
        MORE + " Ai cũng góp sức.",
    )
    assert [b.kind for b in parts.blocks] == ["paragraph"] * 4
    assert "Khai giảng" not in page(*stored(parts))


def test_teasers_under_a_sign_off_are_not_the_article() -> None:
    parts = parts_of(
        TITLE,
        LEAD,
        MORE,
        "Hoàng Tùng",
        "Sáng 1/12, thành phố họp bàn về kế hoạch phát triển kinh tế - xã hội và những nội dung…",
        "Lễ hội làng Đồng",
    )
    assert (parts.authors, len(parts.blocks)) == (("Hoàng Tùng",), 2)


def test_a_line_printed_again_among_other_items_is_a_link() -> None:
    link = "Trường mầm non đón trẻ trở lại lớp"
    parts = parts_of(TITLE, LEAD, link, MORE, "Tin khác", f"{link} (01/02/2026)")
    assert link not in list(stored(parts))
    assert [b.text for b in parts_of(TITLE, LEAD, link, MORE, "Tin khác").blocks if b.kind == "heading"] == [link]


def test_generated_alternative_text_is_never_text() -> None:
    parts = parts_of(TITLE, LEAD, f"{TITLE} - Ảnh 1", "Các tổ dân phố cùng góp sức", MORE)
    assert [b.text for b in parts.blocks if b.kind == "caption"] == ["Các tổ dân phố cùng góp sức"]
    assert f"{TITLE} - Ảnh 1" not in list(stored(parts))


def test_a_table_s_cells_are_no_paragraphs() -> None:
    cells = ("Ngày", "Người trực", "5/6", "Lê Minh Hà", "6/6", "Trần Văn Bình")
    parts = parts_of(TITLE, LEAD, *cells, MORE)
    table = next(b for b in parts.blocks if b.kind == "table")
    assert table.rows == tuple((cell,) for cell in cells)
    assert fields_of(parts)["body"] == [LEAD, MORE]


def test_an_article_without_prose_keeps_its_lines_and_says_so() -> None:
    parts = parts_of(
        TITLE,
        "05/06/2026 08:00",
        "Tổ 1",
        "7 giờ",
        "Tổ 2",
        "8 giờ",
        "Các tin khác",
        "Chiều 1/2, một hội nghị khác đã diễn ra tại hội trường lớn.",
    )
    assert parts.lead is None
    assert [b.text for b in parts.blocks] == ["Tổ 1", "7 giờ", "Tổ 2", "8 giờ"]
    assert parts.flags == ("no_prose",)


def test_an_empty_text_reads_as_nothing() -> None:
    parts = text_parts("", "https://x.vn/", NOW, None)
    assert (parts.title, parts.lead, parts.blocks, parts.moment, parts.authors) == (None, None, (), None, ())


def host(pages: int) -> list[str]:
    """Pages of one host: its menu and imprint on all of them, a reporter's byline and a caption on all of them, too."""
    letters = "abcdefghij"
    return [
        page(
            "Góc quê hương",
            f"Chuyện ở làng {letters[i]}",
            f"{LEAD} {letters[i] * 9}",
            "Quang cảnh hội nghị",
            "Hoàng Tùng",
            "Liên lạc phòng trực ban",
        )
        for i in range(pages)
    ]


def test_lines_that_recur_are_learnt_but_not_bylines_or_captions() -> None:
    learnt = recurring_lines(host(5))
    assert learnt == {"góc quê hương", fold("liên lạc phòng trực ban")}


def test_two_pages_or_one_page_captured_often_teach_nothing() -> None:
    assert recurring_lines(host(2)) == frozenset()
    assert recurring_lines(host(1) * 10) == frozenset()


def test_learnt_lines_are_left_out_of_the_article() -> None:
    lines = (TITLE, LEAD, "Liên lạc phòng trực ban", MORE)
    assert "Liên lạc phòng trực ban" in list(stored(parts_of(*lines)))
    assert "Liên lạc phòng trực ban" not in list(stored(parts_of(*lines, furniture=recurring_lines(host(4)))))


LINES = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            TITLE,
            LEAD,
            MORE,
            "Tin khác",
            "Tin liên quan",
            "05/06/2026 08:00",
            "Hoàng Tùng",
            "Trang chủ",
            "- một;",
            f"{TITLE} - Ảnh 1",
            "Quang cảnh",
            "…",
        ]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=25), st.text(max_size=60))
def test_no_text_crashes_and_every_stored_word_stands_on_the_page(lines: list[str], address: str) -> None:
    text = page(*lines)
    parts = text_parts(text, f"https://x.vn/{address}", NOW, None)
    assert parts == text_parts(text, f"https://x.vn/{address}", NOW, None)
    assert parts.moment is None or parts.moment.at <= datetime(2026, 11, 21, 13, tzinfo=UTC)
    whole = fold(" ".join(clean(line) for line in text.splitlines()))
    assert all(fold(line) in whole for line in stored(parts) if line)


@pytest.mark.parametrize(
    "line",
    [
        "Tin khác",
        "Nguyễn Văn A",
        f"{TITLE} - Ảnh 1",
        TITLE,
        LEAD,
        "Tin liên quan\n" + LEAD,
        "abc…",
        "05/06/2026 08:00",
        "- a;",
        "Tag: a, b",
        "x" * 300,
    ],
)
def test_time_grows_with_length_and_no_faster(line: str) -> None:
    text = f"{line}\n" * (200_000 // (len(line) + 1))
    started = time.process_time()
    text_parts(text, "https://x.vn/phuong-ra-quan-tong-ve-sinh-moi-truong.html", NOW, None)
    recurring_lines([text, text, text])
    assert time.process_time() - started < 20


PAGE = "https://ubnd.baovidu.vn/thong-bao/lich-tiep-dan-thang-nay-cua-lanh-dao-xa-881020"
HEAD = "Lịch tiếp dân tháng này của lãnh đạo xã\n05/11/2026 08:30\n"
CELLS = "STT\nHọ và tên\nNgày\n1\nĐoàn Hữu Nghĩa\n12/11\n2\nPhùng Thị Lý\n19/11\n"
SAID = (
    "Xã tiếp dân vào sáng thứ Năm hằng tuần tại trụ sở, mỗi lượt không quá ba mươi phút, có cán bộ ghi biên bản và hẹn ngày trả lời.",
    "Người đến sau mười giờ được hẹn sang tuần kế tiếp; trường hợp khẩn cấp thì báo qua đường dây nóng của xã để được bố trí riêng.",
)
LIST = "Tin cùng chuyên mục\nBản tin nông vụ tuần đầu tháng\nXã có thêm hai lớp mẫu giáo\n"


def taken(text: str, portal: Portal | None = None, furniture: frozenset[str] = frozenset()) -> Parts:
    return text_parts(text, PAGE, NOW, portal, furniture)


def test_a_column_of_names_ends_no_article() -> None:
    body = fields_of(taken(f"{HEAD}{SAID[0]}\n{CELLS}{SAID[1]}\n{LIST}"))["body"]
    assert body == list(SAID)


def test_a_table_alone_ends_where_other_items_begin_and_keeps_its_numbers() -> None:
    summaries = f"Tags\nTin mới\nXã có thêm hai lớp mẫu giáo\n{SAID[0]}\n© Xã Ví Dụ. Giấy phép số 12/GP-TTĐT cấp ngày 02/3/2021.\n"
    assert [block.text for block in taken(f"{HEAD}{CELLS}{summaries}").blocks] == CELLS.splitlines()


def test_a_lead_that_recurs_as_a_teaser_is_still_the_lead() -> None:
    teasers = recurring_lines(f"Bản tin số {n}\n{SAID[0]}\nThời tiết ngày thứ {n} trong tuần" for n in range(5))
    assert taken(f"{HEAD}{SAID[0]}\n{SAID[1]}\n{LIST}", furniture=teasers).lead == SAID[0]


def test_an_article_is_signed_under_a_list_of_related_items() -> None:
    parts = taken(
        f"{HEAD}{SAID[0]}\n{SAID[1]}\nTin liên quan\nXã có thêm hai lớp mẫu giáo 03/11/2026\nĐoàn Nghĩa\n{LIST}"
    )
    assert parts.authors == ("Đoàn Nghĩa",)


@pytest.mark.parametrize(
    ("line", "kept"),
    [("Xem toàn văn tại tệp đính kèm: Lịch tiếp dân quý IV", True), ("Tải về: Lịch tiếp dân quý IV", False)],
)
def test_a_link_to_a_file_is_no_text_and_a_sentence_about_it_is(line: str, kept: bool) -> None:
    assert (line in fields_of(taken(f"{HEAD}{SAID[0]}\n{SAID[1]}\n{line}\n{LIST}"))["body"]) == kept


def test_a_table_over_a_lone_link_to_another_item_is_read_as_its_cells() -> None:
    link = "Thông báo lịch khám sàng lọc cho người cao tuổi ở các thôn ven sông và trên đê trong tháng tới 25/02/2026 17:34"
    parts = taken(f"{HEAD}{CELLS}{link}\nTin cùng chuyên mục\nXã có thêm hai lớp mẫu giáo\n")
    assert [block.text for block in parts.blocks][:8] == CELLS.splitlines()[:8]
