"""The suites and the judge: what is found, how it is told, what is never rejected."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from expectations.articles import ROW_EXPECTATIONS, rows_suite
from expectations.batch import batch_suite
from expectations.check import check, check_batch
from expectations.faults import FAULTS
from expectations.fits import FITS
from expectations.suite import Context, Expectation, Measures, Suite, SuiteError
from expectations.wholes import BATCH_EXPECTATIONS
from portals.portal import Expect
from schemas.article import READINGS
from schemas.outcome import Report
from tests.gate.clean import PORTALS, Batch, batch, sealed, sized_batch

NOW = datetime(2025, 9, 18, 12, tzinfo=UTC)


def judged(rows: list[dict[str, Any]], context: Context) -> Report:
    return check_batch(Batch(rows, context).table(), context)


def one_row(**changes: Any) -> tuple[dict[str, Any], Context]:
    made = sized_batch(3, 1)
    return {**made.rows[0], **changes}, made.context


def broken_by(row: dict[str, Any], context: Context) -> set[str]:
    return {b.expectation for b in judged([row], context).broken.get(0, ())}


def paragraphs(*texts: str, kind: str = "paragraph") -> list[dict[str, Any]]:
    return [{"kind": kind, "text": text, "rows": None} for text in texts]


def test_a_row_carries_everything_that_it_broke() -> None:
    row, context = one_row(
        title="", article_id="x", published_at=datetime(1970, 1, 1, tzinfo=UTC), authors=["Ban Biên tập"]
    )
    assert broken_by(row, context) >= {"title_has_words", "no_bad_id", "published_since_1990", "no_organisation"}


def test_indexes_are_those_of_the_table_also_beyond_the_first_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("expectations.check.CHUNK", 15)
    made = sized_batch(5, 40)
    rows = [{**row, "title": ""} if i in (7, 15, 39) else row for i, row in enumerate(made.rows)]
    report = check(Batch(rows, made.context).table(), rows_suite(made.context.portal), made.context)
    assert report.rejected == {7, 15, 39}
    assert next(c for c in report.checked if c.expectation == "title_has_words").unexpected == 3


def test_a_should_reports_and_does_not_reject() -> None:
    row, context = one_row(title="Sở Xây dựng rà soát…")
    report = judged([row], context)
    assert "no_cut_title" in {b.expectation for b in report.broken[0]}
    assert not report.rejected


def test_what_was_met_is_shown_to_a_person() -> None:
    row, context = one_row()
    row = sealed({**row, "blocks": [*row["blocks"], *paragraphs("Chia sẻ Zalo")]})
    (met,) = [b for b in judged([row], context).broken[0] if b.expectation == "no_furniture_line"]
    assert met.value == "Chia sẻ Zalo"


def test_every_expectation_is_told_once_with_level_owner_and_reason() -> None:
    made = sized_batch(3, 12)
    checked = check_batch(made.table(), made.context).checked
    assert Counter(c.suite for c in checked) == {"articles": len(ROW_EXPECTATIONS), "batch": len(BATCH_EXPECTATIONS)}
    assert all(c.reason.endswith(".") and c.owner and c.success for c in checked)


def test_names_are_unique_and_every_fault_function_is_used() -> None:
    for expectations in (ROW_EXPECTATIONS, BATCH_EXPECTATIONS):
        assert max(Counter(e.name for e in expectations).values()) == 1
    assert len({find for _, find in FAULTS}) == len(FAULTS)
    assert {"no_mojibake", "no_organisation", "no_exchanged", "no_teaser"} <= {e.name for e, _ in FAULTS}
    assert len(FAULTS) + len(FITS) == len(ROW_EXPECTATIONS)


def test_no_rows_and_one_row_are_batches_too() -> None:
    made = sized_batch(3, 1)
    assert check_batch(READINGS.empty_table(), made.context).evaluated == 0
    assert not check_batch(made.table(), made.context).stopped_by


def test_an_expectation_that_cannot_be_evaluated_is_our_fault() -> None:
    context = Context(portal=None, now=NOW)
    table = pa.table({"a": [1]})
    nothing = Suite(
        name="none",
        level="row",
        expectations=(Expectation(name="a", column=None, severity="MUST", reason="", at_most=0),),
        measured=lambda _table, _context: pd.DataFrame({"b": [1.0]}),
    )
    with pytest.raises(SuiteError, match="no measure for a"):
        check(table, nothing, context)
    words = replace(nothing, measured=lambda _table, _context: pd.DataFrame({"a": [1.0, 2.0], "b": ["x", "y"]}))
    assert not check(table, words, context).checked[0].success


def test_an_error_within_the_judge_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    import expectations.check as judge

    told = {"metric": {"raised_exception": True, "exception_message": "no such column"}}
    failing = SimpleNamespace(success=False, exception_info=told, expectation_config=None)
    with pytest.raises(SuiteError, match="no such column"):
        judge._refuse_errors(rows_suite(None), [failing])  # type: ignore[list-item]


def test_a_null_measure_is_not_judged() -> None:
    suite = Suite(
        name="lake",
        level="lake",
        expectations=(Expectation(name="a", column=None, severity="MUST", reason="", at_most=0),),
        measured=lambda _table, _context: Measures(values={"a": None}).frame(),
    )
    (checked,) = check(pa.table({}), suite, Context(portal=None, now=NOW)).checked
    assert checked.success
    assert checked.observed is None


@pytest.mark.parametrize("column", ["title", "body", "url", "captured_at", "word_count", "layout"])
def test_a_null_that_the_schema_forbids_is_a_finding_and_no_crash(column: str) -> None:
    row, context = one_row(**{column: None})
    assert "no_null_where_promised" in broken_by(row, context)


SHORT_NOTICE = "Sở Y tế thông báo tạm ngừng tiếp công dân ngày 17/9/2025 để tập huấn."


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Thông báo", "lead": SHORT_NOTICE, "blocks": paragraphs(SHORT_NOTICE)},
        {"title": "Chúc Tết", "lead": None, "blocks": paragraphs("Chùm ảnh do phóng viên thực hiện.", kind="caption")},
        {"lead": None, "blocks": [], "attachments": [{"url": "https://hanoi.gov.vn/a.pdf", "name": None, "type": "pdf"}]},
        {"authors": ["Nguyễn Văn Phòng", "Trần Báo", "H. Hạnh", "Lò Thị Công", "Nguyễn V. Anh", "Trường Giang"]},
        {"title": "Cổng thông tin điện tử thành phố ra mắt giao diện mới"},
        {"title": "BÁO CÁO TÌNH HÌNH KINH TẾ - XÃ HỘI THÁNG 9 NĂM 2025"},
        {"title": "COVID-19: 5 điều cần biết"},
        {"title": "Đăng nhập hệ thống dịch vụ công bằng VNeID như thế nào?"},
        {"published_precision": "day", "published_at": datetime(2025, 9, 16, 17, tzinfo=UTC)},
    ],
)  # fmt: skip
def test_honest_forms_are_not_rejected(changes: dict[str, Any]) -> None:
    row, context = one_row(attachments=[], images=[], byline=None)
    report = judged(
        [
            sealed(
                {
                    **row,
                    **changes,
                    "url": "https://hanoi.gov.vn/a-1.htm",
                    "canonical_url": "https://hanoi.gov.vn/a-1.htm",
                }
            )
        ],
        context,
    )
    assert not [b for b in report.broken.get(0, ()) if b.severity == "MUST" and b.expectation != "no_other_portal"]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "iPhone và những món quà Tết của học sinh vùng cao"},
        {"title": "Rộn ràng, rộn ràng mùa lễ hội hoa phượng đỏ ở đất cảng"},
        {"lead": None, "blocks": paragraphs("iPhone, máy tính bảng là quà tặng học sinh nghèo vượt khó trong dịp khai giảng năm học mới.")},
        {"lead": None, "blocks": paragraphs("Nghị quyết gồm các điều sau:", "- Điều một về đất ở của người dân sau khi thu hồi", "- Điều hai về việc làm và học nghề của lao động", "- Điều ba về trường học và trạm y tế của khu mới")},
        {"lead": None, "blocks": paragraphs("Giá vé: người lớn 50.000 đồng | trẻ em 20.000 đồng | học sinh 15.000 đồng | đoàn 40.000 đồng.", "Khách mua vé tại cổng bảo tàng hoặc trên mạng, đổi vé tại quầy số hai trước giờ mở cửa.")},
        {"lead": None, "blocks": paragraphs("“Chúng tôi mong cầu sớm xong”, bà Hoa nói với đoàn giám sát của thành phố sáng nay.", "Theo tờ trình, cây cầu dài 120 m và rộng 12 m, được khởi công vào quý sau bằng vốn của thành phố.")},
        {"lead": None, "blocks": paragraphs("Hà Nội › Hạ Long › Cát Bà › Đồ Sơn", "Hành trình bốn ngày nối các bãi biển phía bắc, khởi hành thứ sáu hằng tuần từ bến xe phía nam.")},
        {"title": "Thông báo", "section": "Thông báo", "section_path": ["Thông báo"]},
        {"title": "Triển lãm 日本の文化 khai mạc tại bảo tàng thành phố"},
        {"section": "Tin nổi bật", "section_path": ["Tin tức", "Tin nổi bật"]},
        {"authors": ["Ngọc Vân", "Vũ Thị Va", "Và Bá Chư"], "byline": None},
        {"attachments": [{"url": "https://vanban.chinhphu.vn/a.pdf", "name": "Nghị định", "type": "pdf"}]},
    ],
)  # fmt: skip
def test_honest_oddities_break_none_of_the_later_rules(changes: dict[str, Any]) -> None:
    row, context = one_row(attachments=[], images=[], byline=None)
    later = {
        "no_title_twice", "no_title_is_the_section", "no_flat_title", "no_lead_is_the_body", "no_lead_cut_in_a_word", "no_empty_text",
        "no_open_beginning", "no_headlines_behind", "no_bare_paragraph", "no_flat_body", "no_menu_line", "no_stray_section", "no_blob",
        "no_file_of_another", "title_letters_are_vietnamese", "no_line_for_a_name", "no_code", "no_furniture_line", "no_odd_label",
    }  # fmt: skip
    assert not broken_by(sealed({**row, **changes}), context) & later


def test_a_text_without_a_date_is_flagged_and_a_page_without_one_is_rejected() -> None:
    undated = {"published_at": None, "published_precision": None, "published_zone": None}
    text, context = one_row(**undated, medium="text")
    page, _ = one_row(**undated)
    assert not judged([text], context).rejected
    assert "no_undated_text" in broken_by(text, context)
    assert judged([page], context).rejected == {0}


def test_a_first_batch_and_a_small_one_raise_no_alarm() -> None:
    for rows in (1, 2, 4, 5, 6):
        made = sized_batch(11, rows)
        assert all(c.success for c in check_batch(made.table(), made.context).checked if c.level == "batch")


def test_a_backfill_may_hold_one_article_many_times() -> None:
    made = sized_batch(3, 8)
    again = [
        {**row, "capture_id": row["capture_id"][::-1], "captured_at": row["captured_at"] + timedelta(days=n)}
        for n in range(5)
        for row in made.rows
    ]
    assert check_batch(Batch(again, made.context).table(), replace(made.context, listed=None)).stopped_by
    backfill = replace(made.context, listed=None, purpose="backfill", now=NOW + timedelta(days=9))
    assert not check_batch(Batch(again, made.context).table(), backfill).stopped_by


def test_volume_is_judged_against_weekday_and_hour() -> None:
    made = batch(8, datetime(2025, 11, 19, 11, tzinfo=UTC), mean=60.0)
    few = replace(made, rows=made.rows[:6], context=replace(made.context, listed=6))
    observed = {c.expectation: c.success for c in check_batch(few.table(), few.context).checked}
    assert not observed["volume_is_not_low"]
    sunday = batch(8, datetime(2025, 11, 23, 16, tzinfo=UTC), mean=60.0)
    assert {c.expectation: c.success for c in check_batch(sunday.table(), sunday.context).checked}["volume_is_not_low"]


def tightened(*rules: Expect) -> Context:
    return replace(sized_batch(3, 1).context, portal=replace(PORTALS[3], expects=rules))


def test_a_portal_tightens_a_row_rule() -> None:
    made = sized_batch(3, 3, portal=PORTALS[3])
    context = tightened(
        Expect(
            name="section_is_known",
            column="section",
            matches="Tin tức",
            filled=True,
            severity="MUST",
            reason="Another section.",
        ),
        Expect(name="no_cut_title"),
    )
    rows = [
        {**made.rows[0], "section": "Tin tức"},
        {**made.rows[1], "section": "Menu"},
        {**made.rows[2], "section": "Tin tức", "title": "Sở Xây dựng…"},
    ]
    report = check_batch(Batch(rows, context).table(), context)
    assert {
        i: {b.expectation for b in broken if b.severity == "MUST"}
        for i, broken in report.broken.items()
        if i in report.rejected
    } == {
        1: {"section_is_known"},
        2: {"no_cut_title"},
    }


def test_a_portal_asks_a_share_of_the_batch() -> None:
    made = sized_batch(3, 10, portal=PORTALS[3])
    context = tightened(
        Expect(
            name="authors_are_told", column="authors", filled=True, share=0.9, severity="MUST", reason="Few are signed."
        )
    )
    report = check_batch(Batch([{**row, "authors": []} for row in made.rows], context).table(), context)
    assert [c.expectation for c in report.stopped_by] == ["authors_are_told"]


def test_a_portal_that_names_no_column_is_told() -> None:
    with pytest.raises(SuiteError, match="no column"):
        rows_suite(replace(PORTALS[0], expects=(Expect(name="x", column="headline"),)))
    with pytest.raises(SuiteError, match="no expectation"):
        batch_suite(replace(PORTALS[0], expects=(Expect(name="no_such_rule"),)))
