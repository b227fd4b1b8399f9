"""Bylines, names, captions and comparison: who wrote it, who else is named, and what is no person."""

from __future__ import annotations

import json
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portals.vietnamese import fold, is_person, looks_like_byline, looks_like_caption, people_in, unaccented

NAMES = (
    "Nguyễn Thị Minh Khai",
    "Trần Văn Ơn",
    "Lê Phương",
    "H. Hạnh",
    "Vũ Lê",
    "Thái Bình",
    "Dương Mai Bảo Vũ",
    "V.D",
    "Nguyễn V. Anh",
    "Bùi Ánh",
)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Hoàng Tùng", ["Hoàng Tùng"]),
        ("Hồng Phương- Ngọc Khánh", ["Hồng Phương", "Ngọc Khánh"]),
        ("Hồng Phương-Ngọc Khánh", ["Hồng Phương", "Ngọc Khánh"]),
        ("VĂN HÀO - TRẦN HỮU 30/04/2016 11:39", ["Văn Hào", "Trần Hữu"]),
        ("NHẬT XUÂN và 1 tác giả khác", ["Nhật Xuân"]),
        ("Nguyễn Thị Minh Khai và Trần Văn Ơn", ["Nguyễn Thị Minh Khai", "Trần Văn Ơn"]),
        ("Theo Hồ Hương", ["Hồ Hương"]),
        ("THEO HỒ HƯƠNG", ["Hồ Hương"]),
        ("Bài, ảnh: Lê Phương", ["Lê Phương"]),
        ("Tin-ảnh: Ngọc Ánh", ["Ngọc Ánh"]),
        ("Bài và ảnh Vũ Hồng", ["Vũ Hồng"]),
        ("Nhóm PV: Vũ Châu - Trần Lan - Vũ Bảo Tú", ["Vũ Châu", "Trần Lan", "Vũ Bảo Tú"]),
        ("Vũ Mai/Bùi Đức Lan", ["Vũ Mai", "Bùi Đức Lan"]),
        ("Lê Phương, Hồng Hà và Minh Đức", ["Lê Phương", "Hồng Hà", "Minh Đức"]),
        ("ĐBQH Nguyễn Văn Anh", ["Nguyễn Văn Anh"]),
        ("PGS, TS Trần Văn Cường", ["Trần Văn Cường"]),
        ("Thượng tá Lê Văn B", ["Lê Văn B"]),
        ("Nguyễn văn Anh", ["Nguyễn Văn Anh"]),
        ("nguyễn văn anh", ["Nguyễn Văn Anh"]),
        ("alert(1)Lê Phương", ["Lê Phương"]),
        ("<b>Lê Phương</b> {{author}}", ["Lê Phương"]),
        ("Lê Phương - lephuong@example.vn - 0912345678", ["Lê Phương"]),
        ("Nguyên Minh - 07/03/2026 08:47", ["Nguyên Minh"]),
        ("Minh Hà | Thứ Ba, 24/08/2021 21:30", ["Minh Hà"]),
        ("Hà Thu (tổng hợp)", ["Hà Thu"]),
        ("Bùi Phú Thảo (thực hiện)", ["Bùi Phú Thảo"]),
        ("Khánh An ghi", ["Khánh An"]),
        ("Mai Phương Báo Hải Phòng", ["Mai Phương"]),
        ("Nguyễn Văn A - Phó Chủ tịch UBND", ["Nguyễn Văn A"]),
        ("Ng.Hà", ["Ng.Hà"]),
        ("Trần Thị B.", ["Trần Thị B."]),
        ("H'Linh Niê", ["H'Linh Niê"]),
        ("Käthe Müller", ["Käthe Müller"]),
        ("Prof. Dr. Ada Cornelia César Martín von Brühl jr, MD DDS", ["Ada Cornelia César Martín von Brühl"]),
        ("Jean-Pierre Dupont", ["Jean-Pierre Dupont"]),
        ("Trường Giang", ["Trường Giang"]),
        ("Hoàng Tùng Hoàng Tùng", ["Hoàng Tùng"]),
        ("(Hoàng Tùng)", ["Hoàng Tùng"]),
        ("Hoàng Tùng . Lê Phương", ["Hoàng Tùng", "Lê Phương"]),
        ("Phóng sự của Hoàng Tùng", ["Hoàng Tùng"]),
        ("K'Tiếp", ["K'Tiếp"]),
        ("Trần Như Ý", ["Trần Như Ý"]),
        ("Lê Thị Trường", ["Lê Thị Trường"]),
        ("Đài Trang", ["Đài Trang"]),
        ("PGS-TS Hoàng Tùng", ["Hoàng Tùng"]),
        ("Đại úy QNCN Hoàng Tùng", ["Hoàng Tùng"]),
        ("Nhạc sĩ Hoàng Tùng", ["Hoàng Tùng"]),
        ("Hoàng Tùng và 2 cộng sự", ["Hoàng Tùng"]),
        ("Hoàng Tùng, Theo Trí Thức Trẻ", ["Hoàng Tùng"]),
        ("Hoàng Tùng, Hoàng Tùng", ["Hoàng Tùng"]),
    ],
)
def test_persons_come_split_and_in_normal_case(line: str, authors: list[str]) -> None:
    assert list(people_in(line).authors) == authors


@pytest.mark.parametrize(
    "line",
    [
        "",
        "TUOI TRE ONLINE",
        "VCCorp.vn",
        "https://www.facebook.com/baodantridientu",
        "lephuong@example.vn",
        "BBT Cổng TTĐT thành phố",
        "Theo TTXVN",
        "Theo Dân trí",
        "VnExpress",
        "Báo Hải Phòng",
        "Sở Y tế",
        "Trung tâm Truyền thông và Văn hóa",
        "PV",
        "Nhóm phóng viên",
        "P.V",
        "admin",
        "Super User",
        "undefined",
        "Hà Nội",
        "Hải Phòng",
        "Tin khác",
        "Gốc",
        "Trang Chủ",
        "Chính Quyền",
        "Ảnh: Viết Thành",
        "Biên tập: Mai Linh",
        "VOV-Đông Bắc",
        "Theo The Guardian",
        "Theo Washington Post",
        "Tổng Biên tập: Viết Thành",
        "Chịu trách nhiệm nội dung: Viết Thành",
        "Chùm ảnh: Viết Thành",
        "Bộ Y tế",
        "0945.54.03.03",
        "Quang cảnh hội nghị",
    ],
)
def test_what_is_no_person_is_no_author(line: str) -> None:
    assert people_in(line).authors == ()


@pytest.mark.parametrize(
    ("line", "contributors"),
    [
        ("Nhóm PV HNMO - Ảnh: Viết Thành| 29/09/2017 08:20", {("HNMO", "organisation"), ("Viết Thành", "photo")}),
        ("Bài: Thu Hà - Ảnh: V.D", {("V.D", "photo")}),
        ("Tuấn Lương; Ảnh: Phạm Hùng; Video: Trung Kiên", {("Phạm Hùng", "photo"), ("Trung Kiên", "photo")}),
        ("Hà Thu (tổng hợp)", {("Hà Thu", "compiler")}),
        ("Minh Anh (t/h)", {("Minh Anh", "compiler")}),
        ("Biên tập: Mai Linh", {("Mai Linh", "editor")}),
        ("Theo TTXVN", {("TTXVN", "source")}),
        ("Kim Ngân (Theo VOV)", {("VOV", "source")}),
        ("Nguồn: Cổng thông tin điện tử Chính phủ", {("Cổng thông tin điện tử Chính phủ", "source")}),
        ("Thanh Vân/TTXVN", {("TTXVN", "organisation")}),
        ("Hoàng Yến - Trung tâm TTVH", {("Trung tâm TTVH", "organisation")}),
        ("Theo Sức khỏe và Đời sống", {("Sức khỏe và Đời sống", "source")}),
        ("Nguồn tin: Tuổi Trẻ", {("Tuổi Trẻ", "source")}),
        ("Trung tâm Văn hóa & Thể thao", {("Trung tâm Văn hóa & Thể thao", "organisation")}),
        ("Tổ chức sản xuất: Viết Thành", {("Viết Thành", "editor")}),
        ("Theo Hồ Hương", set()),
        ("Lê Phương", set()),
    ],
)
def test_parts_and_organisations_stand_beside_the_authors(line: str, contributors: set[tuple[str, str]]) -> None:
    assert {(c.name, c.role) for c in people_in(line).contributors} == contributors


@pytest.mark.parametrize(
    "template", ["{}", "Tác giả: {}", "Tin, ảnh: {}", "PV {}", "{} (TTXVN)", "Theo {}", "Thực hiện: {}", "{}/VOV"]
)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_found_in_every_frame(template: str, name: str) -> None:
    assert people_in(template.format(name)).authors == (name,)


@pytest.mark.parametrize("between", [" - ", "- ", " – ", ", ", "; ", "/", " & ", " và ", " + ", " | "])
def test_two_names_are_split_at_every_mark(between: str) -> None:
    assert people_in(f"Lê Phương{between}Trần Văn Ơn").authors == ("Lê Phương", "Trần Văn Ơn")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_a_person_and_its_capitals_are_the_same_person(name: str) -> None:
    assert is_person(name)
    assert is_person(name.upper())


@pytest.mark.parametrize(
    "words",
    [
        "Hà Nội",
        "Báo Hải Phòng",
        "TTXVN",
        "Tuổi Trẻ",
        "tin tức",
        "Lê Phương 2",
        "a@b.vn",
        "phòng",
        "Công an thành phố",
        "Bóng Chuyền",
        "CHÍNH SÁCH",
        "Nông Thôn Mới",
        "Phó Giám Đốc",
        "Nữ miền Bắc",
        "Đống Đa",
        "",
        "  ",
        ".",
    ],
)
def test_other_words_are_no_person(words: str) -> None:
    assert not is_person(words)


@pytest.mark.parametrize(
    "line",
    [
        "Hoàng Tùng",
        "H. Hạnh",
        "Hồng Phương- Ngọc Khánh",
        "Tin, ảnh: Ban Tuyên giáo",
        "Theo TTXVN",
        "PV",
        "(Theo Hanoimoi.com.vn)",
        "Nguồn: VOV",
        "PV/VOV",
        "Nhóm PV (tổng hợp)",
        "H'Linh Niê",
        "Thiếu tướng, TS Hoàng Tùng",
    ],
)
def test_a_whole_line_is_seen_to_be_a_byline(line: str) -> None:
    assert looks_like_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "Tin khác",
        "Chia sẻ Zalo",
        "Sign In",
        "Hải Phòng",
        "lương hưu",
        "Quang cảnh hội nghị",
        "Đồng chí Vũ Văn Diện, Bí thư Thành ủy kết luận hội nghị",
        "BTV Thành ủy làm việc với Đảng ủy các xã Dân Chủ, Quảng La, Bằng Cả, Vũ Oai, Hòa Bình",
        "Theo quy định mới",
        "Theo Quyết định số 15",
        "Hoàn thành toàn diện 9 chỉ tiêu",
        "Jean-Pierre Dupont",
        "Theo Dõi",
        "Độc Lập - Tự Do - Hạnh Phúc",
    ],
)
def test_other_lines_are_no_bylines(line: str) -> None:
    assert not looks_like_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "Quang cảnh hội nghị",
        "Toàn cảnh Hội nghị.",
        "Đại biểu phát biểu tại Hội nghị.",
        "Các xã dự họp qua đường truyền trực tuyến",
        "Đồng chí Vũ Văn Diện, Bí thư Thành ủy kết luận hội nghị",
        "Bí thư Quận ủy Hoàng Mai Nguyễn Quang Hiếu phát biểu chỉ đạo Hội nghị.",
        "Ông Lê Tiến Châu, Bí thư Thành ủy Hải Phòng, phát biểu tại hội nghị (Ảnh: Duy Thính).",
        "Y bác sĩ nội soi cho bệnh nhân. Ảnh: Bệnh viện cung cấp",
        "Người dân làm thủ tục tại bộ phận một cửa xã Thống Nhất.",
    ],
)
def test_a_scene_or_a_credit_is_a_caption(line: str) -> None:
    assert looks_like_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Hoàn thành toàn diện 9 chỉ tiêu",
        "Nắm tình hình tư tưởng, lãnh đạo, chỉ đạo sắc nét",
        "Phòng, chống dịch tại cơ sở",
        "Người tiếp",
        "Cùng dự có các đồng chí lãnh đạo thành phố.",
        "Đồng chí Bí thư Thành ủy nhấn mạnh: các ý kiến cơ bản phù hợp.",
        "Đồng chí Bí thư Thành ủy dự hội nghị. Cùng dự có lãnh đạo các ban.",
        "Tại Hội nghị, Quận ủy đã công bố quyết định thành lập Ban chỉ đạo.",
        "Bà Lê Minh Khánh (65 tuổi) mất 363 triệu đồng chỉ sau 23 phút làm theo hướng dẫn.",
    ],
)
def test_what_reports_or_heads_is_no_caption(line: str) -> None:
    assert not looks_like_caption(line)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("Uỷ", "Ủy"), ("quý", "qúy"), ("THUỶ", "THỦY"), ("khoẻ", "khỏe"), ("toàn", "tòan")],
)
def test_the_place_of_the_tone_does_not_matter_when_folded(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert fold(unicodedata.normalize("NFD", one)) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("của", "cúa"), ("má", "mà"), ("hoa", "hòa"), ("Hòa", "hòa")])
def test_words_that_differ_stay_different_when_folded(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_unaccented_writes_as_slugs_do() -> None:
    assert unaccented("Đường Láng ở Uỷ ban") == "duong lang o uy ban"


def test_the_real_bylines_are_read_as_lists(real: Path) -> None:
    rows = [json.loads(line) for line in (real / "text" / "vi_bylines.jsonl").read_text("utf-8").splitlines()]
    wrong = [
        (row["text"], people_in(row["text"]).authors)
        for row in rows
        if list(people_in(row["text"]).authors) != row["gold"]
    ]
    covered = sum(bool(people_in(row["text"]).authors) for row in rows if row["gold"])
    print(
        f"{len(rows)} bylines: {len(rows) - len(wrong)} exact, coverage {covered}/{sum(bool(row['gold']) for row in rows)}"
    )
    assert len(wrong) <= len(rows) * 0.04, wrong


PIECES = st.lists(
    st.sampled_from(
        [
            *"AaĐđ.-–/,;:()[]&|'\"@ ",
            "Nguyễn",
            "LÊ",
            "ảnh",
            "Ảnh:",
            "Theo ",
            " và ",
            "PV ",
            "TS. ",
            "(tổng hợp)",
            "12/3/2026",
            "<b>",
            "Báo ",
        ]
    ),
    max_size=20,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=150), PIECES))
def test_no_line_crashes_and_authors_are_persons(line: str) -> None:
    byline = people_in(line)
    assert byline == people_in(line)
    assert all(is_person(name) for name in byline.authors)
    assert len(set(byline.authors)) == len(byline.authors)
    assert not (looks_like_byline(line) and line.endswith("…"))
    assert looks_like_caption(line) == looks_like_caption(f" {line}\n")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=100))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "piece", ["a", "A.", "(", " - ", "tin và ", "bài, ảnh ", "TS. ", "@a", "ông ", "Ảnh: ", "0.", "<"]
)
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    started = time.process_time()
    for length in (110, 230, 300, 100_000):
        people_in(text[:length])
        looks_like_byline(text[:length])
        looks_like_caption(text[:length])
        fold(text[:length])
    assert time.process_time() - started < 5
