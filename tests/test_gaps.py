"""Numbers missing between known ones: few, near, never twice; what stands behind them is landed, and nothing else is said of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portals.gaps import guesses, missing, nobody_there, numbers_in
from portals.identity import identity_of, is_article
from portals.portal import NativeIds
from portals.registry import portals
from schemas.page import Page
from tests.loopback import portal_with

NOW = datetime(2026, 11, 1, tzinfo=UTC)
RULE = NativeIds(url="http://tin.example.vn/bai/so-{id}.html", most=4, widest=3)
PORTAL = portal_with(native_ids=RULE)


def guessed(*known: int | str, tried: tuple[str, ...] = ()) -> list[int]:
    links = guesses(PORTAL, map(str, known), tried, NOW)
    assert [link.place for link in links] == list(range(len(links)))
    assert {link.channel for link in links} <= {"native_id"}
    return [int(link.url.rpartition("-")[2].partition(".")[0]) for link in links]


def test_gaps_are_filled_from_the_newest_on_within_bounds() -> None:
    assert guessed(10, 12, 16, 21) == [15, 14, 13, 11], "the gap of four numbers is too wide"
    assert guessed(10, 14, 18) == [17, 16, 15, 13], "four in one run"
    assert guessed(10, 12, tried=("http://tin.example.vn/bai/so-11.html",)) == []
    assert guessed(*["p13n5", "p13n7", "250407154648115250", "٣", "٥"]) == guessed(7) == guessed() == []


def test_numbers_of_a_later_era_are_left_alone() -> None:
    rule = NativeIds(url=RULE.url, last=100)
    assert list(missing(["98", "100", "102", "104"], rule)) == [99]


@given(st.sets(st.integers(1, 400)))
def test_a_guess_is_never_known_and_always_between(known: set[int]) -> None:
    rule = NativeIds(url=RULE.url, widest=5)
    found = list(missing(map(str, known), rule))
    assert not known & set(found)
    assert found == sorted(set(found), reverse=True)
    assert all(any(below < one < above and above - below <= 6 for below in known for above in known) for one in found)


def test_a_portal_that_declares_no_numbers_is_asked_for_none() -> None:
    assert guesses(portal_with(), ["1", "3"], (), NOW) == []


@pytest.mark.parametrize("portal", [p for p in portals().values() if p.native_ids], ids=lambda p: p.slug)
def test_a_guessed_address_is_the_articles_own_by_its_number(portal: object) -> None:
    (link,) = guesses(portal, ["57288", "57290"], (), NOW)  # type: ignore[arg-type]
    assert is_article(link.url, portal)  # type: ignore[arg-type]
    true = "https://haiphong.gov.vn/Kinh-Te/Cang-Hai-Phong-Don-Tau-Lon-57289.html"
    assert identity_of(link.url, portal).article_id == identity_of(true, portal).article_id  # type: ignore[arg-type]
    assert numbers_in([link.url, true], portal) == {"57289"}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "final", "absent"),
    [
        ("<h1>Thông báo</h1><p>Trang bạn yêu cầu không tồn tại hoặc đã bị xóa.</p>", None, True),
        ("<h1>Cảng biển đón tàu lớn</h1>" + "<p>Chiều 3/4, cảng đón chuyến tàu đầu tiên của năm.</p>" * 9, None, False),
        ("<h1>Tin khác</h1>" + "<p>Chiều 3/4, cảng đón chuyến tàu đầu tiên của năm.</p>" * 9, "bai/khac-99.html", True),
    ],
    ids=["error page", "article", "another article"],
)
def test_what_answers_a_guess_is_looked_at(text: str, final: str | None, absent: bool) -> None:
    url = "http://tin.example.vn/bai/so-7.html"
    page = Page(
        url=url, final_url=f"http://tin.example.vn/{final}" if final else url, status=200, headers=(),
        payload=f"<html><body>{text}</body></html>".encode(), captured_at=NOW,
    )  # fmt: skip
    assert (nobody_there(page, PORTAL) is not None) == absent
