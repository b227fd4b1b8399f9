"""Publishing: what becomes new, edited, unchanged or quarantined, and that the order of coming in does not matter."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_lake.hashing import canonical_hash
from data_lake.lake import Lake, open_lake
from data_lake.publish import publish, waiting
from data_lake.tables import append, read, versions
from schemas.article import ARTICLES
from schemas.outcome import Report
from tests.conftest import LOAD
from tests.lake_rows import (
    NOW,
    START,
    all_good,
    captures_table,
    one_broken,
    page_from_file,
    reading_of,
    stopped,
    table_of_rows,
)


def put(lake: Lake, *rows: dict[str, Any], report: Report | None = None, run: str = "r1") -> list[str | None]:
    snapshot = publish(lake, table_of_rows(*rows), report or all_good(len(rows)), run, NOW)
    assert snapshot.versions == versions(lake)
    return [snapshot.fates.get(row["capture_id"]) for row in rows]


def article(lake: Lake, name: str = "a") -> dict[str, Any]:
    wanted = reading_of(name)["article_id"]
    (row,) = read(lake, "articles", where=[("article_id", "=", wanted)]).to_pylist()
    return row


def count(lake: Lake, name: str) -> int:
    return read(lake, name).num_rows


def test_a_batch_lands_and_the_same_again_adds_nothing(lake: Lake) -> None:
    batch = [reading_of("a"), reading_of("b"), reading_of("c", portal="hanoi")]
    assert put(lake, *batch) == ["new", "new", "new"]
    before = versions(lake)
    assert put(lake, *batch) == ["unchanged"] * 3
    assert versions(lake) == before
    assert read(lake, "articles").schema == ARTICLES
    assert count(lake, "revisions") == count(lake, "sightings") == count(lake, "articles") == 3


def test_an_edit_makes_a_revision_and_the_newest_stands(lake: Lake) -> None:
    put(lake, reading_of(text="A"))
    assert put(lake, reading_of(text="B", hour=5)) == ["edited"]
    row = article(lake)
    assert (row["body"], row["first_seen_at"], row["last_seen_at"]) == ("B", START, START + timedelta(hours=5))
    assert count(lake, "revisions") == 2


def test_back_to_an_earlier_content_is_an_edit_without_a_revision(lake: Lake) -> None:
    fates = [put(lake, reading_of(text=text, hour=hour)) for hour, text in enumerate("ABA")]
    assert fates == [["new"], ["edited"], ["edited"]]
    assert article(lake)["body"] == "A"
    assert (count(lake, "revisions"), count(lake, "sightings")) == (2, 3)


def test_an_older_capture_does_not_replace_a_newer_one(lake: Lake) -> None:
    put(lake, reading_of(text="B", hour=5))
    assert put(lake, reading_of(text="A", hour=1)) == ["edited"]
    row = article(lake)
    assert (row["body"], row["first_seen_at"]) == ("B", START + timedelta(hours=1))
    assert row["captured_at"] == row["last_seen_at"] == START + timedelta(hours=5)


def test_a_newer_parser_counts_for_the_same_capture_only(lake: Lake) -> None:
    put(lake, reading_of(text="A", hour=1, capture_id="1" * 32))
    put(lake, reading_of(text="A'", hour=1, capture_id="1" * 32, parser=2))
    assert article(lake)["body"] == "A'"
    put(lake, reading_of(text="B", hour=2, capture_id="2" * 32))
    put(lake, reading_of(text="A''", hour=1, capture_id="1" * 32, parser=3))
    assert article(lake)["body"] == "B"


@pytest.mark.parametrize("order", ["text first", "html first", "together"])
@pytest.mark.parametrize("text_hour", [0, 5])
def test_a_text_never_replaces_html_and_makes_no_revision_beside_it(lake: Lake, order: str, text_hour: int) -> None:
    html, text = reading_of(text="H"), reading_of(text="T", medium="text", hour=text_hour, published=None)
    if order == "together":
        put(lake, text, html)
    else:
        for row in (text, html) if order == "text first" else (html, text):
            put(lake, row)
    assert article(lake)["body"] == "H"
    assert count(lake, "revisions") == (1 if text_hour == 0 else 2)
    assert count(lake, "sightings") == 2


def test_a_text_stands_where_there_is_nothing_better(lake: Lake) -> None:
    assert put(lake, reading_of(text="T", medium="text", published=None)) == ["new"]
    row = article(lake)
    assert (row["body"], row["published_at"], row["month"]) == ("T", None, "unknown")


def test_the_month_stays_when_the_date_is_corrected(lake: Lake) -> None:
    put(lake, reading_of(text="A"))
    assert put(lake, reading_of(text="A", hour=2, published=START - timedelta(days=200))) == ["edited"]
    row = article(lake)
    assert row["month"] == "2024-05"
    assert row["published_at"] == START - timedelta(days=200)


def test_twins_are_aliases_and_every_address_is_kept(lake: Lake) -> None:
    page = page_from_file("http://halong.vn/a.html", b"x")
    from data_lake.archive import writer

    with writer(lake, "halong", "r1", "file") as out:
        capture = out.append(page, kind="article", channel="c", source="s", place=0)
    import dataclasses

    moved = dataclasses.replace(capture, final_url="https://halong.vn/moved.html")
    append(lake, "captures", captures_table(moved))
    row = reading_of(url=page.url, capture_id=moved.capture_id)
    assert put(lake, row, reading_of(hour=1, url="https://www.halong.vn/a.html")) == ["new", "alias"]
    assert put(lake, reading_of(hour=2, url="https://www.halong.vn/a.html")) == ["unchanged"]
    assert sorted(read(lake, "aliases", ["url"])["url"].to_pylist()) == [
        "http://halong.vn/a.html", "https://halong.vn/a.html", "https://halong.vn/moved.html", "https://www.halong.vn/a.html",
    ]  # fmt: skip


def test_a_rejected_row_goes_to_quarantine_whole_with_all_it_broke(lake: Lake) -> None:
    bad = reading_of("b", text="Nội dung thứ hai")
    assert put(lake, reading_of("a"), bad, report=one_broken(1)) == ["new", None]
    (row,) = waiting(lake).to_pylist()
    assert row["capture_id"] == bad["capture_id"]
    assert [broken["expectation"] for broken in row["broken"]] == ["title_present"]
    kept = json.loads(row["row"])
    assert {name: kept[name] for name in ("title", "body", "blocks", "content_hash")} == {
        name: bad[name] for name in ("title", "body", "blocks", "content_hash")
    }
    assert "Nội dung" in row["row"]
    assert count(lake, "articles") == 1


def test_what_lands_later_is_no_longer_in_quarantine(lake: Lake) -> None:
    put(lake, reading_of("a", capture_id="1" * 32), report=one_broken(0))
    assert waiting(lake, "halong").num_rows == 1
    assert waiting(lake, "hanoi").num_rows == 0
    assert put(lake, reading_of("a", capture_id="1" * 32, parser=2), run="r2") == ["new"]
    assert waiting(lake).num_rows == 0
    assert [row["resolution"] for row in read(lake, "quarantine").to_pylist()].count("landed") == 1
    put(lake, reading_of("a", capture_id="1" * 32, parser=2), run="r3")
    assert count(lake, "quarantine") == 2


def test_a_broken_should_is_a_flag_and_lands(lake: Lake) -> None:
    report = one_broken(0, "SHOULD", "short_body")
    assert put(lake, reading_of(flags=["text"]), report=report) == ["new"]
    assert article(lake)["flags"] == ["text", "short_body"]
    assert count(lake, "quarantine") == 0


def test_a_stopped_batch_leaves_everything_as_it_was(lake: Lake) -> None:
    put(lake, reading_of("a"))
    before = versions(lake)
    assert put(lake, reading_of("b"), reading_of("c"), report=stopped(2)) == [None, None]
    assert versions(lake) == before


def test_a_reading_that_does_not_fit_is_refused_before_anything_is_written(lake: Lake) -> None:
    table = table_of_rows(reading_of())
    place = table.schema.get_field_index("title")
    broken = table.set_column(place, "title", pa.array([None], pa.string()))
    with pytest.raises(ValueError, match="title may not be null"):
        publish(lake, broken, all_good(1), "r1", NOW)
    assert versions(lake) == {}


def test_an_empty_batch_publishes_nothing(lake: Lake) -> None:
    assert put(lake) == []
    assert versions(lake) == {}


STORY = [
    reading_of("a", text="A", hour=0),
    reading_of("a", text="A", hour=0, medium="text", published=None),
    reading_of("a", text="B", hour=1),
    reading_of("a", text="A", hour=2),
    reading_of("a", text="C", hour=3, medium="text", published=None),
    reading_of("a", text="A", hour=2, parser=2, capture_id="9" * 32),
    reading_of("b", text="T", hour=1, medium="text", published=None),
    reading_of("b", text="B", hour=4, published=START - timedelta(days=90)),
    reading_of("b", text="B", hour=0),
    reading_of("c", text="C", hour=5, view_count=3),
    reading_of("c", text="C", hour=6, view_count=9, url="http://halong.vn/c.html"),
]


@settings(max_examples=8, deadline=None, suppress_health_check=[LOAD, HealthCheck.function_scoped_fixture])
@given(order=st.permutations(STORY), cuts=st.sets(st.integers(1, len(STORY) - 1), max_size=3))
def test_any_order_and_any_batches_give_the_same_lake(
    tmp_path_factory: pytest.TempPathFactory, order: list[dict[str, Any]], cuts: set[int]
) -> None:
    straight = open_lake(str(tmp_path_factory.mktemp("straight")))
    shuffled = open_lake(str(tmp_path_factory.mktemp("shuffled")))
    put(straight, *STORY)
    edges = [0, *sorted(cuts), len(order)]
    for number, (start, end) in enumerate(pairwise(edges)):
        put(shuffled, *order[start:end], run=f"run{number}")
    assert canonical_hash(shuffled) == canonical_hash(straight)
    assert count(shuffled, "revisions") == count(straight, "revisions")


def test_the_canonical_hash_sees_every_word_and_no_run(lake: Lake, tmp_path: Any) -> None:
    other = open_lake(str(tmp_path / "other"))
    put(lake, reading_of(text="A"), run="r1")
    put(other, reading_of(text="A"), run="r2")
    assert canonical_hash(lake) == canonical_hash(other)
    put(other, reading_of(text="A", hour=1), run="r3")
    assert canonical_hash(lake) != canonical_hash(other)
    assert canonical_hash(lake, moments=False) == canonical_hash(other, moments=False)
    put(other, reading_of(text="B", hour=2), run="r4")
    assert canonical_hash(lake, moments=False) != canonical_hash(other, moments=False)
