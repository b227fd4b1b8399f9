"""Dates: every form met, day first, +07:00 where no zone is printed; what cannot be known is nothing."""

from __future__ import annotations

import itertools
import json
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portals.clock import HANOI
from portals.vietnamese import Moment, dateline_of, event_date, moment_in, moments_in, updated_in

NOW = datetime(2026, 11, 20, 20, tzinfo=HANOI)


def told(moment: Moment | None) -> str | None:
    """The wall time in Hà Nội, to the printed precision."""
    if moment is None:
        return None
    length = {"day": 10, "minute": 16, "second": 19}[moment.precision]
    return moment.at.astimezone(HANOI).isoformat()[:length]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("24/08/2021 21:30", "2021-08-24T21:30"),
        ("07:56 16/10/2024", "2024-10-16T07:56"),
        ("07/03/2026 08:01 GMT+7", "2026-03-07T08:01"),
        ("Thứ Hai, 01/03/2026 09:51 (GMT+7)", "2026-03-01T09:51"),
        ("Thứ tư, 2/11/2023, 19:20 (GMT+7)", "2023-11-02T19:20"),
        ("Chủ Nhật, 12/01/2020, 12:40 [GMT+7]", "2020-01-12T12:40"),
        ("Thứ sáu, 13/03/2020 - 20:03", "2020-03-13T20:03"),
        ("07-03-2026 - 00:01 AM", "2026-03-07T00:01"),
        ("07-03-2026 - 19:25 PM", "2026-03-07T19:25"),
        ("23:02 , 06/03/2026", "2026-03-06T23:02"),
        ("11/10/2021 | 07:28", "2021-10-11T07:28"),
        ("08:00 | 01/03/2026", "2026-03-01T08:00"),
        ("09:51:07 01/03/2026", "2026-03-01T09:51:07"),
        ("Ngày đăng 11/10/2021 | 07:28  | View count: 1984", "2021-10-11T07:28"),
        ("Print Thứ Ba, 24/08/2021 21:30 Gốc", "2021-08-24T21:30"),
        ("(14:02 09/07/2020)", "2020-07-09T14:02"),
        ("Thứ 2, Ngày 23.03.2015", "2015-03-23"),
        ("Hải Phòng, ngày 17 tháng 10 năm 2025", "2025-10-17"),
        ("01/03/2026\n09:51", "2026-03-01T09:51"),
        ("Nguyên Minh - 07/03/2026 08:47", "2026-03-07T08:47"),
        ("19:25' - 22/10/2025", "2025-10-22T19:25"),
        ("14h05 1/2/2020", "2020-02-01T14:05"),
        ("Cập nhật lúc 10h30 ngày 5/6/2022", "2022-06-05T10:30"),
        ("9 giờ 30 phút ngày 5/6/2022", "2022-06-05T09:30"),
        ("lúc 14h ngày 5/6/2022", "2022-06-05T14:00"),
        ("1 tháng 3, 2026 9:51 SA", "2026-03-01T09:51"),
        ("22/10/2025 12:05 SA", "2025-10-22T00:05"),
        ("22/10/2025 12:05 CH", "2025-10-22T12:05"),
        ("22/10/2025 07:05 CH", "2025-10-22T19:05"),
        ("8 giờ tối 5/6/2022", "2022-06-05T20:00"),
        ("Tháng Mười Hai 29, 2013, 14:14", "2013-12-29T14:14"),
        ("12 Tháng Năm, 2020", "2020-05-12"),
        ("Th3 13, 2020", "2020-03-13"),
        ("13 thg 3, 2020", "2020-03-13"),
        ("20:03 13/3/20", "2020-03-13T20:03"),
        ("20:03:05 Giờ Đông Dương Thứ Sáu, 13 tháng 3, 2020", "2020-03-13T20:03:05"),
        ("1/1/1940", "1940-01-01"),
        ("13/03/2020-20:03", "2020-03-13T20:03"),
        ("Sat, 07 Mar 2026 08:47:00 +0700", "2026-03-07T08:47:00"),
        ("March 7, 2026 8:47 pm", "2026-03-07T20:47"),
        ("09/11/2025,16:40", "2025-11-09T16:40"),
        ("Th 6, 13 thg 3, 2020", "2020-03-13"),
        ("T6, 13/03/2020", "2020-03-13"),
        ("16:40 Th 3, 11/11/2025", "2025-11-11T16:40"),
        ("16:40 / 09/11/2025", "2025-11-09T16:40"),
        ("10 giờ đêm 9/11/2025", "2025-11-09T22:00"),
        ("16:40-09-11-2025", "2025-11-09T16:40"),
        ("Công văn số 88/UBND-VX ngày 3/11/2025 | 09/11/2025 16:40", "2025-11-09T16:40"),
    ],
)
def test_a_printed_date_is_read_to_its_precision(line: str, expected: str) -> None:
    assert told(moment_in(line, NOW)) == expected


@pytest.mark.parametrize(
    ("line", "instant", "zone"),
    [
        ("2026-03-01T09:51:00&#x2B;07:00", "2026-03-01T02:51:00+00:00", "printed"),
        ("2026-03-07T08:52:11.000 +07:00", "2026-03-07T01:52:11+00:00", "printed"),
        ("2026-03-07T08:52:11.0000000+07:00", "2026-03-07T01:52:11+00:00", "printed"),
        ("2026-03-07T08:52:11", "2026-03-07T01:52:11+00:00", "assumed"),
        ("2026-03-07T08:52:11Z", "2026-03-07T08:52:11+00:00", "printed"),
        ("2026-03-07T08:52:11-05:00", "2026-03-07T13:52:11+00:00", "printed"),
        ("2026-03-01T09:51+0700", "2026-03-01T02:51:00+00:00", "printed"),
        ("20260301T095100Z", "2026-03-01T09:51:00+00:00", "printed"),
        ("2026-03-01 09:51", "2026-03-01T02:51:00+00:00", "assumed"),
        ("07/03/2026 08:01 UTC", "2026-03-07T08:01:00+00:00", "printed"),
        ("07/03/2026 08:01 EST", "2026-03-07T13:01:00+00:00", "printed"),
        ("07/03/2026 08:01 +09:00", "2026-03-06T23:01:00+00:00", "printed"),
        ("9:30 CH +07:00, 06/03/2026", "2026-03-06T14:30:00+00:00", "printed"),
    ],
)
def test_a_printed_zone_is_honoured_and_plus_seven_assumed(line: str, instant: str, zone: str) -> None:
    moment = moment_in(line, NOW)
    assert moment is not None
    assert (moment.at, moment.zone) == (datetime.fromisoformat(instant), zone)
    assert moment.at.tzinfo is UTC


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Tuyến 12/3",
        "31/02/2025 10:00",
        "29/02/2023",
        "22/10/2099 10:00",
        "22/11/2026",
        "3/24/2026 8:52:11 AM",
        "00/00/0000",
        "01/03/1850",
        "25:61 01/03/2026",
        "13:00 AM 01/03/2026",
        "0:10 PM 01/03/2026",
        "07/03/2026 08:01 IST",
        "07/03/2026 08:01 +23:00",
        "0945.54.03.03",
        "tháng 8 năm 2024",
        "Nghị định 12/03/2021/NĐ-CP",
        "Giấy phép số 12/GP-TTĐT cấp ngày 05/06/2019",
        "© 01/03/2026 Báo Ví Dụ",
        "Từ ngày 01/03 đến 05/03/2026",
        "01/03 - 05/03/2026",
        "Từ 1 - 5/3/2026",
        "10:30-11:30 01/03/2026",
        "7h30-9h00 ngày 01/03/2026",
        "từ 7h đến 17h ngày 01/03/2026",
        "7h và 14h ngày 01/03/2026",
        "01/03/2026 07:00 đến 17:00",
        "Ngày 15/7/2025 âm lịch",
        "15/7/2025 (âm lịch)",
        "Mồng 3 tháng Giêng năm 2025",
        "Hạn nộp hồ sơ: 01/03/2026",
        "Ngày hiệu lực: 01/03/2026",
        "Quyết định số 45/QĐ-UBND ngày 01/03/2026",
        "ISBN 978-604-12-3-2020",
        "Tuyến 7/3/20",
        "QL.5/12/2024",
        "08:00 01/03/2026 17:00",
        "01/03/2026 và 05/03/2026",
        "2 tuần trước",
        "1 năm trước",
        "Hôm nay 23:30",
        "Tour đêm qua huyện Kiến Thụy",
        "Không nên ăn no quá 2 giờ trước khi đi ngủ",
        "x" * 2000 + " 01/03/2026",
    ],
)
def test_what_is_no_certain_moment_gives_nothing(line: str) -> None:
    assert moment_in(line, NOW) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Hôm qua 08:16", "2026-11-19T08:16"),
        ("08:16 hôm qua", "2026-11-19T08:16"),
        ("Hôm nay, lúc 7h", "2026-11-20T07:00"),
        ("Hôm kia", "2026-11-18"),
        ("2 giờ trước", "2026-11-20T18:00"),
        ("45 phút trước", "2026-11-20T19:15"),
        ("1 ngày 3 giờ trước", "2026-11-19T17:00"),
        ("2 tuần 3 ngày trước", "2026-11-03"),
        ("Cập nhật 3 ngày trước", "2026-11-17"),
        ("Vừa xong", "2026-11-20T20:00"),
    ],
)
def test_relative_forms_count_from_the_capture_and_only_from_it(line: str, expected: str) -> None:
    assert told(moment_in(line, NOW)) == expected
    assert moment_in(line, None) is None


def test_without_a_capture_time_the_far_future_is_refused() -> None:
    assert moment_in("22/10/2099 10:00", None) is None
    assert told(moment_in("22/10/2025 10:00", None)) == "2025-10-22T10:00"


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("Cập nhật: 23/10/2025 09:00 | Đăng: 22/10/2025 19:25", "2025-10-22T19:25", "2025-10-23T09:00"),
        ("22/10/2025 19:25 (cập nhật 23/10/2025 09:00)", "2025-10-22T19:25", "2025-10-23T09:00"),
        ("Cập nhật: 23/10/2025 09:00", "2025-10-23T09:00", "2025-10-23T09:00"),
        ("Đăng lúc 22/10/2025 19:25", "2025-10-22T19:25", None),
        ("22/10/2025 19:25 - 22/10/2025 19:25", "2025-10-22T19:25", None),
        ("Họp ngày 20/10/2025 · 22/10/2025 19:25", "2025-10-22T19:25", None),
    ],
)
def test_publication_and_update_are_told_apart(line: str, published: str, updated: str | None) -> None:
    assert told(moment_in(line, NOW)) == published
    assert told(updated_in(line, NOW)) == updated


def test_every_order_of_day_and_hour_with_every_mark_between() -> None:
    days = (
        "{d:02}/{m:02}/{y}",
        "{d}/{m}/{y}",
        "{d:02}-{m:02}-{y}",
        "{d:02}.{m:02}.{y}",
        "ngày {d} tháng {m} năm {y}",
        "{y}-{m:02}-{d:02}",
    )
    hours = ("{H:02}:{M:02}", "{H}h{M:02}", "{H:02}:{M:02}'", "{H} giờ {M} phút")
    joins = (" ", ", ", " - ", " | ", " lúc ")
    weekdays = ("", "Thứ bảy, ", "Thứ 7 ngày ", "T7, ")
    numbers = {"d": 7, "m": 3, "y": 2026, "H": 8, "M": 5}
    wrong = []
    for day, hour, join, weekday in itertools.product(days, hours, joins, weekdays):
        printed_day, printed_hour = day.format(**numbers), hour.format(**numbers)
        after = f"{weekday}{printed_day}{join}{printed_hour}"
        before = f"{printed_hour}{join.replace('lúc', 'ngày')}{weekday}{printed_day} GMT+7"
        wrong += [line for line in (after, before) if told(moment_in(line, NOW)) != "2026-03-07T08:05"]
    assert wrong == []


def test_moments_within_longer_text_come_with_their_places() -> None:
    text = "Quyết định ký ngày 05/03/2026 có hiệu lực từ 10:00 ngày 01/04/2026 tại 12/3."
    found = moments_in(text, NOW)
    assert [told(moment) for moment, _ in found] == ["2026-03-05", "2026-04-01T10:00"]
    assert [text[start:stop] for _, (start, stop) in found] == ["05/03/2026", "10:00 ngày 01/04/2026"]


PUBLISHED = datetime(2021, 8, 24, 21, 30, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("Chiều 24/8, đồng chí Bí thư chủ trì hội nghị.", date(2021, 8, 24)),
        ("(HPĐT)- Sáng 16-8, đồng chí Bí thư làm việc.", date(2021, 8, 16)),
        ("HNP - Ngày 8/8, Thành ủy có báo cáo.", date(2021, 8, 8)),
        ("Chiều 24 tháng 8, hội nghị diễn ra.", date(2021, 8, 24)),
        ("Tối qua, lễ hội khai mạc.", date(2021, 8, 23)),
        ("Chiều nay, đoàn đến thăm.", date(2021, 8, 24)),
        ("Hôm nay (24/8), kỳ họp bế mạc.", date(2021, 8, 24)),
        ("Sáng thứ Hai (23/8), học sinh tựu trường.", date(2021, 8, 23)),
        ("Thực hiện Kế hoạch số 12/KH-UBND ngày 5/3/2021, sáng 23/8, quận ra quân.", date(2021, 8, 23)),
        ("Vào lúc 8h30 ngày 5/8, tàu cập cảng.", date(2021, 8, 5)),
        ("Ngày 22-8-2018, hội thảo được tổ chức.", date(2018, 8, 22)),
        ("Trong ngày 22/8, cả tỉnh trồng thêm hai vạn cây.", date(2021, 8, 22)),
        ("Sáng 21 và chiều 22/8, hội diễn được tổ chức.", None),
        ("Ngày 10/9 tới, thành phố sẽ tổ chức lễ hội.", date(2021, 9, 10)),
        ("Ngày 10/9, thành phố tổ chức lễ hội.", None),
        ("Ngày 22-3, hội thảo được tổ chức.", None),
        ("Sáng 30/2, hội nghị khai mạc.", None),
        ("Ngày 21 và 22/8, hội nghị diễn ra.", None),
        ("Ngày 5-6/8, hội thi diễn ra.", None),
        ("Từ ngày 20/8 đến 25/8, trạm tiêm chủng mở cửa.", None),
        ("Kỷ niệm ngày 27/7, nhiều đoàn đi thăm.", None),
        ("Rằm tháng Bảy, ngày 15/7 âm lịch, chùa mở hội.", None),
        ("Thời gian qua, công tác dân vận có nhiều đổi mới.", None),
    ],
)
def test_the_day_of_the_lead_gets_the_year_that_the_page_vouches_for(lead: str, expected: date | None) -> None:
    assert event_date(lead, PUBLISHED) == expected


def test_a_day_without_year_stays_unknown_without_a_publication() -> None:
    assert event_date("Kinhtedothi - Sáng 7/1, hội nghị khai mạc.", None) is None
    assert event_date("Tối qua, lễ hội khai mạc.", None) is None


def test_the_turn_of_the_year_lies_between_event_and_publication() -> None:
    assert event_date("Sáng 31/12, cầu thông xe.", datetime(2020, 1, 1, 0, 5, tzinfo=HANOI)) == date(2019, 12, 31)
    assert event_date("Sáng 1/1, cầu thông xe.", datetime(2019, 12, 31, 23, 50, tzinfo=HANOI)) == date(2020, 1, 1)


def test_an_item_posted_again_months_later_names_no_known_day() -> None:
    assert (
        event_date("Ngày 22-8, tại Trung tâm hội nghị thành phố", datetime(2019, 1, 26, 19, 26, tzinfo=HANOI)) is None
    )


@pytest.mark.parametrize(
    ("lead", "known", "expected"),
    [
        ("HNP - Ngày 8/7, Thành ủy", (), "HNP"),
        ("(HPĐT)- Sáng 16-10, đồng chí", (), "HPĐT"),
        ("Kinhtedothi - Sáng 7/1, Ban", (), "Kinhtedothi"),
        ("Kinhtedothi- Sáng 7/1, Ban", ("Kinhtedothi",), "Kinhtedothi"),
        ("(NLĐO) – Không ít hộ", (), "NLĐO"),
        ("(Chinhphu.vn) - Tháng 3", (), "Chinhphu.vn"),
        ("TT - Ông nói", (), "TT"),
        ("NDĐT- Ngày 5/3", (), "NDĐT"),
        ("VOV.VN - Hơn 2.000", (), "VOV.VN"),
        ("(Xây dựng) - Ngày 4/2", (), "Xây dựng"),
        ("Dân trí - Sáng nay", (), "Dân trí"),
        ("(ĐCSVN) Sáng nay", (), "ĐCSVN"),
        ("Cổng TTĐT - Sáng nay", ("Cổng TTĐT",), "Cổng TTĐT"),
        ("UBND - HĐND thành phố họp", (), None),
        ("Covid-19 - mối lo của năm", (), None),
        ("Hà Nội - Sáng nay", (), None),
        ("GD&TĐ - Sáng nay", (), "GD&TĐ"),
        ("HNP - sáng nay", (), "HNP"),
        ("GDP - thước đo quen thuộc", (), None),
        ("ASEAN - Nhật Bản bàn hợp tác", (), None),
        ("(Ảnh minh họa) - Sáng nay", (), None),
        ("Sáng 24/8, đồng chí", (), None),
    ],
)
def test_an_agency_s_mark_is_told_from_a_lead_s_first_words(
    lead: str, known: tuple[str, ...], expected: str | None
) -> None:
    assert dateline_of(lead, known) == expected


def test_the_real_date_lines_are_read_without_a_wrong_one(real: Path) -> None:
    rows = [json.loads(line) for line in (real / "text" / "vi_dates.jsonl").read_text("utf-8").splitlines()]
    wrong, missed = [], []
    for row in rows:
        moment = moment_in(row["text"], datetime.fromisoformat(row["now"]).replace(tzinfo=HANOI))
        if row["gold"] is None or moment is None:
            (wrong if moment else missed if row["gold"] else []).append(row["text"])
        elif told(moment) != row["gold"]:
            wrong.append(row["text"])
    dated = sum(row["gold"] is not None for row in rows)
    print(f"{len(rows)} date lines: {len(wrong)} wrong, coverage {dated - len(missed)}/{dated}")
    assert wrong == []
    assert len(missed) <= len(rows) * 0.01


BOUNDS = [datetime(year, 1, 1, tzinfo=HANOI).replace(tzinfo=None) for year in (1990, 2026)]
WALL_TIMES = st.datetimes(*BOUNDS, timezones=st.just(HANOI))
DATE_PIECES = st.lists(
    st.sampled_from(
        [
            *"0123456789/:-. ,|()+'",
            "12/3/2026",
            "ngày ",
            "tháng ",
            "năm ",
            " giờ ",
            "SA",
            "GMT+7",
            "trước",
            "hôm qua",
            "T",
            "Z",
            "thứ ",
        ]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=120), DATE_PIECES), st.one_of(st.none(), st.just(NOW)))
def test_no_line_crashes_and_no_moment_lies_in_the_future(line: str, captured_at: datetime | None) -> None:
    moment = moment_in(line, captured_at)
    assert moment == moment_in(line, captured_at)
    for found in [moment] if moment else []:
        assert found.at.tzinfo is UTC
        assert (
            datetime(1899, 12, 30, tzinfo=UTC)
            < found.at
            <= (captured_at or datetime(2028, 1, 1, tzinfo=UTC)) + timedelta(days=1)
        )
    for _, (start, stop) in moments_in(line, captured_at):
        assert 0 <= start < stop <= len(line)


@settings(max_examples=200, deadline=None)
@given(
    WALL_TIMES,
    st.sampled_from(
        [
            "%d/%m/%Y %H:%M",
            "%H:%M, %d/%m/%Y",
            "%d-%m-%Y | %H:%M",
            "%Y-%m-%dT%H:%M:%S+07:00",
            "%Hh%M ngày %d tháng %m năm %Y",
        ]
    ),
)
def test_a_moment_survives_being_printed(moment: datetime, form: str) -> None:
    read = moment_in(moment.strftime(form), NOW)
    assert read is not None
    assert read.at.astimezone(HANOI).strftime(form) == moment.strftime(form)


@settings(max_examples=200, deadline=None)
@given(DATE_PIECES, WALL_TIMES)
def test_an_event_day_without_its_year_lies_near_the_publication(opening: str, published: datetime) -> None:
    found = event_date(f"Sáng {opening}", published)
    if found is not None and str(found.year) not in opening:
        assert abs((found - published.date()).days) <= 32


@pytest.mark.parametrize(
    "piece",
    ["1/", "12:30 ", "12/3/2026 ", "12:30 12/3/2026 ", "1 giờ 2 phút ", "ngày ", "Sáng 12/3, ", "(", "tháng 3 "],
)
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    started = time.process_time()
    moments_in(text, NOW)
    moment_in(text, NOW)
    event_date(text, NOW)
    dateline_of(text, ("HNP",))
    assert time.process_time() - started < 5
