"""What stands alike on page after page, places that fall silent, and single kinds of redesigns that only these signs see."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from expectations.drift import broken_since, emptied_since
from expectations.edges import MOST_UNLIKE, Texts, alike_of, apart_of
from expectations.rot import beside
from expectations.traits import fits_of, rows_of, usual_of
from portals.witnesses import text_beside
from schemas.article import READINGS
from schemas.columns import table_of
from tests.gate.drill import LAYOUTS
from tests.gate.eras import pages_of
from tests.gate.redesigns import Redesign, read, undergone

WORDS = (
    "Chợ",
    "Cầu",
    "Trường",
    "Bệnh viện",
    "Công viên",
    "Nhà máy",
    "Bến xe",
    "Thư viện",
    "Sân vận động",
    "Đường ven sông",
)


def row(i: int, **change: Any) -> dict[str, Any]:
    """A row whose every text differs from those around it."""
    one = WORDS[i % 10]
    texts = Texts(
        title=f"{one} mở cửa, lần {i} {one[::-1]}",
        lead=f"{one} vừa mở cửa đón người dân {one[::-1]}",
        byline=f"{one[::-1]} {one}",
        section="Đô thị",
        path=("Tin tức", "Đô thị"),
        tags=(one,),
        published_at=datetime(2026, 11, 1 + i % 28, 8, i % 60, tzinfo=UTC),
        body=f"{one} vừa mở cửa.\n\nNgười dân đến {one}.\n\nHết phần {one}",
    )
    return {"texts": texts._replace(**change)}


@pytest.mark.parametrize(
    ("sign", "change"),
    [
        ("title begins", {"title": "Tin nóng {}"}),
        ("title ends", {"title": "{} 12{} lượt xem"}),
        ("byline ends", {"byline": "Ban Biên tập"}),
        ("body ends", {"body": "Chợ {} mở cửa 0{}:1{}"}),
        ("section", {"path": ("Tin tức", "Giới thiệu")}),
        ("tags", {"tags": ("{}", "Xem thêm")}),
        ("body lines", {"body": "Mở đầu {}.\n\nXin mời theo dõi trang của chúng tôi.\n\nHết {}."}),
        ("published_at", {"published_at": datetime(2026, 11, 1, tzinfo=UTC)}),
    ],
)
def test_what_ten_pages_in_a_row_have_alike_is_told_and_nothing_else(sign: str, change: dict[str, Any]) -> None:
    def filled(value: Any, i: int) -> Any:
        text = WORDS[i % 10] if i % 2 else WORDS[i % 10][::-1]
        if isinstance(value, str):
            return value.format(text, i % 10, i % 7)
        return tuple(filled(one, i) for one in value) if isinstance(value, tuple) else value

    rows = [row(i) for i in range(40)]
    bad = [row(i, **{name: filled(value, i) for name, value in change.items()}) for i in range(40, 54)]
    assert alike_of(rows, 30) == {}
    told = alike_of([*rows, *bad], 30)
    assert sign in told
    assert broken_since(told[sign][:30], told[sign][30:], most=MOST_UNLIKE) in (10, 11)


def test_a_text_that_ends_in_anothers_words_is_told() -> None:
    good, bad = row(1), row(2, lead="Cầu mới thông xe: Trường học mở cửa", title="Trường học mở cửa")
    assert apart_of([good, bad]) == {"title": [True, True], "lead": [True, False], "body": [True, True]}


def test_words_that_leads_have_alike_near_their_ends_are_told() -> None:
    leads = [" ".join(f"{one} {i * place}" for place, one in enumerate(WORDS[:8])) for i in range(1, 55)]
    remarks = [f"{lead} Lan Anh mong thành phố sớm làm việc này, {i}." for i, lead in enumerate(leads[40:])]
    good, bad = (
        [row(i, lead=lead) for i, lead in enumerate(leads)],
        [row(i, lead=lead) for i, lead in enumerate(remarks)],
    )
    assert "lead phrases" not in alike_of(good, 30)
    told = alike_of([*good[:40], *bad], 30)["lead phrases"]
    assert broken_since(told[:30], told[30:], most=MOST_UNLIKE) in (10, 11)


def test_a_body_that_goes_on_and_ends_in_its_lead_is_told() -> None:
    lead = "Cầu mới vừa thông xe sáng nay."
    bodies = (lead, f"{lead}\n\nNgười dân vui mừng.", f"{lead}\n\nNgười dân vui mừng.\n\n{lead}")
    assert apart_of([row(i, lead=lead, body=body) for i, body in enumerate(bodies)])["body"] == [True, True, False]


@pytest.mark.parametrize(("tag", "told"), [("Nhiệm kỳ 2025-2030", True), ("Cầu mới 12/03/2026 08:15", False)])
def test_a_time_of_day_in_a_tag_is_told(tag: str, told: bool) -> None:
    pages = [a for pair in pages_of(9, 4, "hanoi-vccorp")["hanoi-vccorp"] if (a := read(*pair))]
    rows = rows_of(table_of([replace(a, tags=(tag,)) for a in pages], READINGS))
    assert set(fits_of(rows, usual_of(rows, 1), frozenset())["tags"]) == {told}


@pytest.mark.parametrize(("after", "told"), [(["b", "", "", "b", ""] * 5, True), (["a", "b", ""] * 8, False)])
def test_a_place_that_falls_silent_is_told(after: list[str], told: bool) -> None:
    assert (emptied_since("a", ["a", "b", ""] * 20, after) is not None) is told


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        (
            '<div class="phan-2"><p>' + "Người dân hai bên bờ sông mong cây cầu sớm hoàn thành. " * 2 + "</p></div>",
            True,
        ),
        (
            '<div class="tin-khac"><p><a href="/1.html">' + "Tin khác cùng chuyên mục hôm nay " * 4 + "</a></p></div>",
            False,
        ),
        ("<p>Ngắn.</p>", False),
        ("", False),
    ],
)
def test_paragraphs_right_behind_the_text_are_seen(behind: str, told: bool) -> None:
    page = LexborHTMLParser(f'<main><div class="bai"><p>Mở đầu.</p></div>\n{behind}</main>')
    holder = page.css_first(".bai")
    assert holder is not None
    assert text_beside(holder) is told


def test_rows_beside_many_pages_that_miss_a_field_are_told() -> None:
    articles = [a for pair in pages_of(9, 12, "halong-city")["halong-city"] if (a := read(*pair))]
    table = table_of(articles, READINGS)
    (rot,) = beside(table, ["missing_published_at"] * 8 + ["soft_404"] * 30)
    assert (rot.field, rot.severity, rot.rows) == ("published_at", "SHOULD", tuple(range(12)))
    assert beside(table, ["missing_published_at"] * 3 + ["soft_404"] * 30) == []


@pytest.mark.parametrize(
    ("layout", "redesign"),
    [
        ("halong-city", Redesign("preceded", "published")),
        ("halong-city", Redesign("redated", "published")),
        ("haiphong-2018", Redesign("advertised", "content")),
        ("haiphong-2018", Redesign("counted", "byline")),
        ("haiphong-2018", Redesign("remarked", "lead")),
        ("halong-ward", Redesign("joined", "content", "lead")),
        ("haiphong-2020", Redesign("joined", "lead", "title")),
        ("kinhtedothi-k2", Redesign("shuffled", "section")),
        ("hanoi-vccorp", Redesign("uncaptioned", "content")),
        ("halong-ward", Redesign("split", "content")),
        ("kinhtedothi-k1", Redesign("teased", "tags")),
        ("kinhtedothi-k2", Redesign("backwards", "content")),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_no_wrong_value_of_these_lands_without_a_flag(layout: str, redesign: Redesign) -> None:
    pages = pages_of(4, 100, layout)[layout]
    outcome = undergone(pages, [read(*pair) for pair in pages], {}, LAYOUTS[layout], redesign, 20)
    assert outcome.wrong >= 5
    assert outcome.flagged
    assert [field for field in outcome.fields if not field.startswith("-")] == []
