"""What differs between two releases is told row by row and field by field."""

from __future__ import annotations

import pytest

from data_lake.difference import NOW as PRESENT
from data_lake.difference import difference
from data_lake.lake import Lake
from data_lake.maintain import maintain
from data_lake.publish import publish
from data_lake.releases import release
from data_lake.tables import take_out
from schemas.errors import CallError
from tests.lake_rows import NOW, all_good, reading_of, table_of_rows


@pytest.fixture
def filled(lake: Lake) -> Lake:
    rows = [reading_of("a", text="A"), reading_of("b", text="B"), reading_of("c", text="C")]
    publish(lake, table_of_rows(*rows), all_good(3), "r1", NOW)
    release(lake, "one", NOW)
    more = [reading_of("a", text="A", title="Tên khác", hour=1), reading_of("d", portal="hanoi", text="D")]
    publish(lake, table_of_rows(*more), all_good(2), "r2", NOW)
    take_out(lake, "articles", [("portal", "=", "halong"), ("article_id", "=", reading_of("c")["article_id"])])
    release(lake, "two", NOW)
    return lake


def test_rows_added_changed_and_removed_by_field(filled: Lake) -> None:
    found = {one.table: one for one in difference(filled, "one", "two").tables}
    articles = found["articles"]
    assert articles.added == ((reading_of("d", portal="hanoi")["article_id"],),)
    assert articles.removed == ((reading_of("c")["article_id"],),)
    assert set(articles.changed) == {(reading_of("a")["article_id"],)}
    assert set(articles.fields) == {"title", "content_hash", "capture_id", "captured_at", "last_seen_at"}
    assert (len(found["revisions"].added), len(found["revisions"].removed)) == (2, 0)


def test_the_other_way_round_and_against_itself(filled: Lake) -> None:
    back = {one.table: one for one in difference(filled, "two", "one").tables}["articles"]
    assert (len(back.added), len(back.removed), len(back.changed)) == (1, 1, 1)
    for name in ("two", PRESENT):
        assert all(not (t.added or t.removed or t.changed) for t in difference(filled, "two", name).tables)


def test_an_unknown_release_is_a_wrong_call(filled: Lake) -> None:
    with pytest.raises(CallError, match="there is no release three; the releases are: one, two"):
        difference(filled, "one", "three")


def test_a_compacted_table_says_what_it_said(lake: Lake) -> None:
    for name in "abc":
        publish(lake, table_of_rows(reading_of(name)), all_good(1), name, NOW)
    release(lake, "spring", NOW)
    maintain(lake)
    publish(lake, table_of_rows(reading_of("d")), all_good(1), "r2", NOW)
    found = {one.table: one for one in difference(lake, "spring").tables}
    assert {name: (len(one.added), len(one.removed), len(one.changed)) for name, one in found.items() if one.added} == {
        "sightings": (1, 0, 0),
        "revisions": (1, 0, 0),
        "articles": (1, 0, 0),
        "aliases": (1, 0, 0),
    }
    assert all(not one.removed and not one.changed for one in found.values())
