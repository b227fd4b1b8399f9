"""The measures of the benchmark, against figures worked out by hand; the drill; and workers that die."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import pytest

from benchmarks import reading
from benchmarks.cases import SETS, Case, without_unprinted
from benchmarks.measures import f1, names, score, shares, shingles
from benchmarks.mutation import redesigned
from benchmarks.peers import READERS, Reading


def case(**known: object) -> Case:
    blank: dict[str, object] = {
        "id": "x",
        "url": "",
        "html": b"",
        "title": None,
        "authors": None,
        "published_at": None,
        "body": None,
    }
    return Case(**{**blank, **known})  # type: ignore[arg-type]


def read(**found: object) -> Reading:
    blank: dict[str, object] = {"title": None, "authors": (), "published_at": None, "body": "", "seconds": 0.1}
    return Reading(**{**blank, **found})  # type: ignore[arg-type]


def test_shingles_count_repeats_and_short_texts() -> None:
    assert shingles("a b c d, a b c d")[("a", "b", "c", "d")] == 2
    assert shingles("một hai") == {("một", "hai"): 1}
    assert shingles(" … ") == {}


def test_shares_of_a_page() -> None:
    assert shares("a b c d e", "a b c d e") == (1, 0, 0)
    # truth abcd bcde; read bcde cdef: one of both, one too many, one missing
    assert shares("a b c d e", "b c d e f") == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert shares("a b c d e", "b c d e f", optional="c d e f") == pytest.approx((1 / 2, 0, 1 / 2))
    assert shares("a b c d", "") == (0, 0, 1)


def test_body_is_the_harmonic_mean_of_mean_precision_and_mean_recall() -> None:
    cases = [case(body="a b c d e"), case(body="a b c d"), case(body="a b c d")]
    result = score(cases, [read(body="b c d e f"), read(body="a b c d"), read(body="")])
    assert (result.body_precision, result.body_recall) == pytest.approx((0.75, 0.5))
    assert result.body_f1 == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("printed", "minute", "wrong"),
    [
        ("2026-03-01T09:51:40+07:00", 1, 0),
        ("2026-03-01T02:51:00+00:00", 1, 0),
        ("2026-03-01T09:51:00", 1, 0),
        ("2026-03-01", 0, 0),
        ("2026-03-01T02:51:00", 0, 0),
        ("2026-01-03T09:51:00+07:00", 0, 1),
        ("hôm qua", 0, 0),
        (None, 0, 0),
    ],
)
def test_moments(printed: str | None, minute: int, wrong: int) -> None:
    truth = case(published_at=datetime.fromisoformat("2026-03-01T09:51:00+07:00"))
    result = score([truth], [read(published_at=printed)])
    assert (result.minute, result.wrong_day) == (minute, wrong)


def test_names_are_taken_apart_and_compared_as_letters() -> None:
    assert names(["Hồng Phương- Ngọc Khánh", "Theo Hồ Hương", "LÊ MAI và Vũ Lê"]) == {
        "hồngphươngngọckhánh",
        "hồhương",
        "lêmai",
        "vũlê",
    }
    truth = [case(authors=("Lê Mai", "Vũ Lê")), case(authors=())]
    assert score(truth, [read(authors=("Lê Mai",)), read(authors=("Cổng tin",))]).author_f1 == pytest.approx(
        f1(1, 1, 1)
    )


def test_titles_are_compared_letter_for_letter() -> None:
    truth = [case(title="Hòa Bình"), case(title="Hòa Bình")]
    assert score(truth, [read(title=" Hòa Bình"), read(title="Hoà Bình")]).title == 0.5


def test_the_drill_takes_names_and_statements_and_leaves_the_words() -> None:
    page = (
        '<html><head><meta property="og:title" content="x"><title>T</title><script type="application/ld+json">{}</script>'
        '<link rel="canonical" href="/a"></head><body><div class="bài chính" id="bài" data-role="content" itemprop="articleBody">'
        "<p>Một hai</p> ba</div></body></html>"
    ).encode()
    bare = redesigned(page, ("nometa", "noclass")).decode()
    assert "<p>Một hai</p> ba" in bare
    assert '<meta charset="utf-8">' in bare
    assert not any(
        name in bare for name in ("og:title", "ld+json", "canonical", "chính", "data-role", "itemprop", "content")
    )
    assert redesigned(page, ("nometa", "noclass")) == bare.encode()
    assert "ld+json" in redesigned(page, ("noclass",)).decode()
    assert redesigned(page, ()) == page


def test_a_reader_that_dies_of_a_page_goes_on_with_the_next(tmp_path: Path) -> None:
    files = [tmp_path / "0.html", tmp_path / "missing.html", tmp_path / "2.html"]
    page = (
        "<html><body><article><h1>Tin</h1>"
        + "<p>Một đoạn văn đủ dài để được coi là nội dung của bài.</p>" * 9
        + "</article></body></html>"
    )
    for file in (files[0], files[2]):
        file.write_text(page, "utf-8")
    cases = [case(id=str(at), url="https://example.org/a.html") for at in range(3)]
    found = reading.readings_by(sys.executable, "trafilatura", cases, files)
    assert [bool(one.body) for one in found] == [True, False, True]
    assert "FileNotFoundError" in (found[1].error or "")


def test_peers_that_are_not_installed_are_left_out_by_name(tmp_path: Path) -> None:
    found = list(reading.rows([case()], ["newspaper4k"], (), tmp_path / "none", 1))
    assert found == [("newspaper4k", f"not installed in {tmp_path / 'none'}", None)]


def test_every_set_and_reader_has_its_name() -> None:
    assert set(SETS) == {"goldens", "real", "scrapinghub", "postlight"}
    assert {"ours", "trafilatura", "newspaper4k", "readability-lxml", "goose3", "resiliparse"} <= set(READERS)
    assert len(SETS["goldens"]()) >= 10


def test_a_moment_that_no_word_of_the_page_prints_is_not_asked_of_it_without_metadata() -> None:
    at = datetime.fromisoformat("2022-03-07T11:05:00+07:00")
    stated = case(html=b"<head><meta content='2022-03-07T11:05'></head><p>Ng\xc3\xa0y 8/3</p>", published_at=at)
    printed = [case(html=f"<p>{day}</p>".encode(), published_at=at) for day in ("07/03/2022", "7-3-2022", "2022-03-07")]
    assert [found.published_at for found in without_unprinted([stated, *printed])] == [None, at, at, at]
