"""What was when: periods, going back in time, and the whole story of an address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from data_lake.archive import writer
from data_lake.explain import explain
from data_lake.history import as_of, history
from data_lake.lake import Lake
from data_lake.publish import publish
from data_lake.tables import append, read
from schemas.columns import table_of
from schemas.errors import CallError
from schemas.revision import LEDGER
from tests.lake_rows import (
    NOW,
    START,
    all_good,
    captures_table,
    ledger_row,
    one_broken,
    page_from_file,
    reading_of,
    table_of_rows,
)


def put(lake: Lake, *rows: dict[str, Any]) -> None:
    publish(lake, table_of_rows(*rows), all_good(len(rows)), "r1", NOW)


def hours(count: float) -> Any:
    return START + timedelta(hours=count)


def test_a_b_a_is_told_with_its_dates(lake: Lake) -> None:
    put(lake, reading_of(text="Một hai"), reading_of(text="Một hai", hour=2), reading_of(text="Một ba", hour=3))
    put(lake, reading_of(text="Một hai", hour=9))
    told = history(lake, "https://halong.vn/a.html")
    assert [(p.reading["body"], p.valid_from, p.seen_until, len(p.captures)) for p in told.periods] == [
        ("Một hai", hours(0), hours(2), 2),
        ("Một ba", hours(3), hours(3), 1),
        ("Một hai", hours(9), hours(9), 1),
    ]
    assert [[(c.kind, c.before, c.after) for c in p.changes] for p in told.periods] == [
        [],
        [("lead", "hai", "ba")],
        [("lead", "ba", "hai")],
    ]


def test_a_late_backfill_is_told_where_it_belongs(lake: Lake) -> None:
    put(lake, reading_of(text="C", hour=5))
    put(lake, reading_of(text="A", hour=1))
    put(lake, reading_of(text="C", hour=3))
    told = history(lake, "https://halong.vn/a.html")
    assert [(p.reading["body"], p.valid_from, p.seen_until) for p in told.periods] == [
        ("A", hours(1), hours(1)),
        ("C", hours(3), hours(5)),
    ]


def test_the_latest_parser_tells_of_each_capture(lake: Lake) -> None:
    put(lake, reading_of(text="Sai", capture_id="1" * 32))
    put(lake, reading_of(text="Đúng", capture_id="1" * 32, parser=2))
    (period,) = history(lake, "https://halong.vn/a.html").periods
    assert (period.reading["body"], period.parser_version) == ("Đúng", 2)


def test_a_text_that_says_the_same_is_no_period(lake: Lake) -> None:
    put(lake, reading_of(text="Một hai"), reading_of(text="Một hai", hour=4))
    put(lake, reading_of(text="Một  hai", hour=2, medium="text", published=None))
    assert len(history(lake, "https://halong.vn/a.html").periods) == 1
    put(lake, reading_of(text="Một khác", hour=3, medium="text", published=None))
    assert [p.medium for p in history(lake, "https://halong.vn/a.html").periods] == ["html", "text", "html"]


@pytest.mark.parametrize(
    "url",
    [
        "https://halong.vn/a.html",
        "http://halong.vn/a.html",
        "HTTPS://WWW.halong.vn/a.html/",
        "halong.vn/a.html#x",
        "https://halong.vn/amp/a",
    ],
)
def test_any_twin_finds_the_article(lake: Lake, url: str) -> None:
    put(lake, reading_of(url="https://halong.vn/amp/a"))
    assert history(lake, url).article_id == reading_of()["article_id"]


def test_an_unknown_address_is_a_wrong_call(lake: Lake) -> None:
    with pytest.raises(CallError, match=r"no article was landed from https://halong\.vn/zzz"):
        history(lake, "https://halong.vn/zzz")


def test_as_of_gives_the_exact_text_of_every_past_moment(lake: Lake) -> None:
    story = [(0, "Một"), (1, "Hai"), (4, "Ba"), (6, "Một")]
    put(lake, *(reading_of(text=text, hour=hour) for hour, text in story))
    put(lake, reading_of("b", text="B", hour=3, portal="hanoi"))
    assert as_of(lake, START - timedelta(seconds=1)).num_rows == 0
    for hour in range(9):
        rows = {row["portal"]: row for row in as_of(lake, hours(hour)).to_pylist()}
        seen, said = max((when, text) for when, text in story if when <= hour)
        assert (rows["halong"]["body"], rows["halong"]["seen_at"]) == (said, hours(seen))
        assert ("hanoi" in rows) == (hour >= 3)
    narrow = as_of(lake, hours(9), portal="hanoi", columns=["title"])
    assert (narrow.num_rows, narrow.column_names) == (1, ["title", "seen_at"])


def test_explain_tells_the_whole_story(lake: Lake) -> None:
    url = "https://halong.vn/a.html"
    with writer(lake, "halong", "r1", "live") as out:
        capture = out.append(page_from_file(url, b"x"), kind="article", channel="rss", source="s", place=0)
    append(lake, "captures", captures_table(capture))
    put(lake, reading_of(capture_id=capture.capture_id))
    publish(lake, table_of_rows(reading_of(hour=3, capture_id="7" * 32)), one_broken(0), "r2", NOW)
    rows = [
        ledger_row(url, capture_id=capture.capture_id),
        ledger_row("http://halong.vn/a.html", "failed", run_id="r2", hour=1, reason="http_503"),
    ]
    append(lake, "ledger", table_of(rows, LEDGER))
    told = explain(lake, "http://www.halong.vn/a.html/")
    assert told.known
    assert [row["fate"] for row in told.ledger] == ["new", "failed"]
    assert [row["capture_id"] for row in told.captures] == [capture.capture_id]
    assert [(row["layout"], row["origins"][0]["origin"]) for row in told.readings] == [("h1", "layout:h1")]
    assert [row["row"]["title"] for row in told.quarantine] == ["Hạ Long đón 12.000 lượt khách"]
    assert [row["title"] for row in told.articles] == ["Hạ Long đón 12.000 lượt khách"]


def test_explain_knows_an_address_that_never_landed(lake: Lake) -> None:
    append(
        lake,
        "ledger",
        table_of([ledger_row("https://halong.vn/x.html", "blocked", stage="collect", reason="http_403")], LEDGER),
    )
    told = explain(lake, "http://halong.vn/x.html")
    assert (told.known, told.articles, [row["reason"] for row in told.ledger]) == (True, [], ["http_403"])
    assert not explain(lake, "https://halong.vn/y.html").known


def test_a_section_that_is_only_spelled_otherwise_is_the_same(lake: Lake) -> None:
    for hour, section in enumerate(("Văn hóa", "Văn hoá", None, "Xã hội", "Xã  hội")):
        row = reading_of(hour=hour, section=section, section_path=[section] if section else [])
        publish(lake, table_of_rows(row), all_good(1), f"r{hour}", NOW)
    told = history(lake, "https://halong.vn/a.html")
    assert [one.reading["section"] for one in told.periods] == ["Văn hóa", "Xã hội"]
    assert [[change.kind for change in one.changes] for one in told.periods] == [[], ["section"]]
    assert [len(one.captures) for one in told.periods] == [3, 2]
    for hour, section in ((2.5, "Văn hóa"), (4.5, "Xã hội")):
        (row,) = as_of(lake, START + timedelta(hours=hour)).to_pylist()
        assert (row["section"], row["section_path"]) == (section, [section])
    assert read(lake, "revisions").num_rows == 1
