"""The narrow index of aliases: it leads to what is there, costs a landing little, and an older lake gets it at its next landing."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from deltalake import DeltaTable, write_deltalake

from data_lake import marks
from data_lake.difference import difference
from data_lake.explain import explain
from data_lake.hashing import canonical_hash
from data_lake.history import as_of, history
from data_lake.lake import Lake
from data_lake.maintain import maintain
from data_lake.marks import mark_of
from data_lake.publish import publish
from data_lake.releases import release
from data_lake.rows import keys_of
from data_lake.sealing import seal
from data_lake.shapes import SHAPES
from data_lake.tables import read, take_out
from data_lake.verify import verify
from data_lake.whereabouts import articles_at
from tests.lake_rows import NOW, START, all_good, reading_of, table_of_rows


def landed(lake: Lake, *rows: dict[str, object], run_id: str = "r1") -> dict[str, str]:
    return publish(lake, table_of_rows(*rows), all_good(len(rows)), run_id, NOW).fates


def test_every_alias_has_its_mark_and_no_more(lake: Lake) -> None:
    landed(lake, reading_of("a"), reading_of("b", published=None))
    landed(lake, reading_of("a", hour=2, url="https://halong.vn/twin.html"), run_id="r2")
    kept = {
        (mark_of(a), m) for a, m in keys_of(read(lake, "aliases", ["article_id", "month"]), ("article_id", "month"))
    }
    assert set(keys_of(read(lake, "marks"), ("mark", "kept_in"))) == kept
    assert read(lake, "marks").num_rows == read(lake, "aliases").num_rows == 3
    landed(lake, reading_of("a", hour=2), run_id="r2")
    assert read(lake, "marks").num_rows == 3


def test_an_article_whose_date_was_corrected_stays_in_its_month(lake: Lake) -> None:
    landed(lake, reading_of("a"))
    later = reading_of("a", hour=5, published=START.replace(month=8))
    assert list(landed(lake, later, run_id="r2").values()) == ["edited"]
    (row,) = read(lake, "articles").to_pylist()
    assert (row["month"], row["published_at"].month) == ("2024-05", 8)


def test_articles_that_share_a_mark_are_told_apart(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "mark_of", lambda article_id: 7)
    monkeypatch.setattr(marks, "address_mark_of", lambda address: 7)
    landed(lake, reading_of("a"), reading_of("b", published=START.replace(month=3)))
    assert list(landed(lake, reading_of("c", published=START.replace(month=4)), run_id="r2").values()) == ["new"]
    assert sorted(read(lake, "articles", ["month"])["month"].to_pylist()) == ["2024-03", "2024-04", "2024-05"]
    assert articles_at(lake, "https://halong.vn/b.html") == [("halong", reading_of("b")["article_id"])]
    assert articles_at(lake, "https://halong.vn/nothing.html") == []


@pytest.mark.parametrize("emptied", [False, True])
def test_a_lake_of_the_first_schema_is_read_without_marks_and_gets_them_at_its_next_landing(
    lake: Lake, emptied: bool
) -> None:
    landed(lake, reading_of("a"), reading_of("b", portal="hanoi"))
    shutil.rmtree(Path(lake.address) / "marks")
    if emptied:
        # A run that was killed between making the table and filling it.
        marks.opened(lake, "marks")
    assert history(lake, "http://www.halong.vn/a.html").article_id == reading_of("a")["article_id"]
    assert explain(lake, "https://hanoi.vn/b.html").articles
    fates = landed(lake, reading_of("a", hour=3, published=START.replace(month=9)), reading_of("c"), run_id="r2")
    assert sorted(fates.values()) == ["edited", "new"]
    assert read(lake, "marks").num_rows == read(lake, "aliases").num_rows == 3
    assert read(lake, "articles").num_rows == 3


def test_new_articles_open_no_file_of_aliases(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    landed(lake, reading_of("a"), reading_of("b"))
    for uri in DeltaTable(lake.table("aliases")).file_uris():
        Path(uri).write_bytes(b"")
    assert list(landed(lake, reading_of("c"), run_id="r2").values()) == ["new"]


def test_a_damaged_index_is_taken_away_and_made_anew(lake: Lake) -> None:
    landed(lake, reading_of("a"), reading_of("b"))
    release(lake, "spring", NOW)
    maintain(lake)
    (uri,) = DeltaTable(lake.table("marks")).file_uris()
    content = bytearray(Path(uri).read_bytes())
    content[len(content) // 2] ^= 1
    Path(uri).write_bytes(content)
    assert [damage.path.split("/")[0] for damage in verify(lake).damages] == ["marks"]
    maintain(lake)
    assert verify(lake).damages == ()
    landed(lake, reading_of("c"), run_id="r2")
    seal(lake)
    assert (verify(lake).damages, read(lake, "marks").num_rows) == ((), 3)
    assert "marks" not in {table.table for table in difference(lake, "spring").tables}


def test_a_lake_of_the_first_schema_goes_on_whole(lake: Lake) -> None:
    landed(lake, reading_of("a"))
    landed(lake, reading_of("a", hour=1, text="Nội dung thứ hai.", section="Xã hội"), run_id="r2")
    before, now = canonical_hash(lake), read(lake, "sightings", SHAPES["sightings"].stored.names)
    write_deltalake(
        lake.table("sightings"),
        now.drop_columns(["section", "section_path"]),
        mode="overwrite",
        schema_mode="overwrite",
        partition_by=SHAPES["sightings"].partitions,
    )
    shutil.rmtree(Path(lake.address) / "marks")
    old = canonical_hash(lake)
    assert old != before
    told = history(lake, "https://halong.vn/a.html").periods
    assert [one.reading["section"] for one in told] == ["Tin tức", "Xã hội"]
    (row,) = as_of(lake, START + timedelta(minutes=30)).to_pylist()
    assert (row["body"], row["section"]) == ("Nội dung thứ nhất.", "Tin tức")
    landed(lake, reading_of("b"), run_id="r3")
    assert read(lake, "sightings", ["section"])["section"].null_count == 2
    take_out(lake, "sightings", [("article_id", "=", reading_of("b")["article_id"])])
    for name in ("articles", "revisions"):
        take_out(lake, name, [("article_id", "=", reading_of("b")["article_id"])])
    assert canonical_hash(lake) == old
