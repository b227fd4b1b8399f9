"""Damage anywhere is found, and the rows it concerns are named; an undamaged lake raises no alarm."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from data_lake.archive import writer
from data_lake.lake import Lake
from data_lake.publish import publish
from data_lake.sealing import seal
from data_lake.tables import append
from data_lake.verify import Verified, verify
from schemas.page import Capture
from tests.lake_rows import NOW, all_good, captures_table, page_from_file, reading_of, table_of_rows


@pytest.fixture
def captures(lake: Lake) -> list[Capture]:
    """Three captures whose articles have landed, and every file sealed."""
    with writer(lake, "halong", "r1", "live") as out:
        pages = [page_from_file(f"https://halong.vn/{name}.html", name.encode() * 300) for name in "abc"]
        kept = [out.append(page, kind="article", channel="c", source="s", place=i) for i, page in enumerate(pages)]
    append(lake, "captures", captures_table(*kept))
    rows = [reading_of(name, capture_id=one.capture_id) for name, one in zip("abc", kept, strict=True)]
    publish(lake, table_of_rows(*rows), all_good(3), "r1", NOW)
    seal(lake)
    return kept


def files(lake: Lake, pattern: str) -> list[Path]:
    return sorted(path for path in Path(lake.address).glob(pattern) if path.is_file())


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1 << (place % 8)
    path.write_bytes(content)


def named(found: Verified) -> set[str]:
    return {damage.path for damage in found.damages}


def test_a_whole_lake_raises_no_alarm(lake: Lake, captures: list[Capture]) -> None:
    found = verify(lake)
    assert (found.damages, found.records, found.unsealed) == ((), 3, 0)
    assert found.files > 12
    assert seal(lake) == 0, "what is sealed is not sealed again"
    publish(lake, table_of_rows(reading_of("d")), all_good(1), "r2", NOW)
    later = verify(lake)
    assert (later.damages, later.unsealed > 0) == ((), True)
    seal(lake)
    assert verify(lake).unsealed == 0


def test_a_byte_flipped_anywhere_is_found(lake: Lake, captures: list[Capture]) -> None:
    rng, everything = random.Random(5), files(lake, "**/*")
    for _ in range(60):
        path = rng.choice(everything)
        place = rng.randrange(path.stat().st_size)
        flip(path, place)
        assert path.relative_to(lake.address).as_posix() in named(verify(lake)), (path, place)
        flip(path, place)
    assert verify(lake).damages == ()


@pytest.mark.parametrize("place", range(10))
def test_a_byte_of_the_gzip_head_counts_as_well(lake: Lake, captures: list[Capture], place: int) -> None:
    (path,) = files(lake, "archive/**/*.warc.gz")
    flip(path, captures[0].warc_offset + place)
    assert "does not match its sha256" in {damage.what for damage in verify(lake).damages}


def test_the_captures_and_articles_of_a_damaged_record_are_named(lake: Lake, captures: list[Capture]) -> None:
    (path,) = files(lake, "archive/**/*.warc.gz")
    flip(path, captures[1].warc_offset + captures[1].warc_length - 20)
    (damage,) = verify(lake).damages
    assert damage.concerned.captures == (captures[1].capture_id,)
    assert damage.concerned.articles == (reading_of("b")["article_id"],)


def test_a_damaged_table_file_names_its_partition_and_articles(lake: Lake, captures: list[Capture]) -> None:
    (path,) = files(lake, "articles/portal=*/month=*/*.parquet")
    flip(path, path.stat().st_size // 2)
    (damage,) = verify(lake).damages
    assert damage.concerned.sentence == "rows of articles in portal=halong, month=2024-05"
    assert set(damage.concerned.articles) == {reading_of(name)["article_id"] for name in "abc"}


@pytest.mark.parametrize(
    "pattern", ["archive/**/*.warc.gz", "articles/portal=*/**/*.parquet", "revisions/_delta_log/*0.json", "_lake.json"]
)
def test_a_file_that_is_gone_is_missed(lake: Lake, captures: list[Capture], pattern: str) -> None:
    path = files(lake, pattern)[0]
    path.unlink()
    if pattern == "_lake.json":
        path.write_bytes(b"")
    assert path.relative_to(lake.address).as_posix() in named(verify(lake))


def test_what_is_not_sealed_yet_is_read_through(lake: Lake, captures: list[Capture]) -> None:
    for seals in files(lake, "_seals/*"):
        seals.unlink()
    assert verify(lake).damages == ()
    (warc,), (parquet, *_) = files(lake, "archive/**/*.warc.gz"), files(lake, "revisions/portal=*/**/*.parquet")
    flip(warc, captures[0].warc_offset + 50)
    parquet.write_bytes(parquet.read_bytes()[:-30])
    assert {warc.relative_to(lake.address).as_posix(), parquet.relative_to(lake.address).as_posix()} <= named(
        verify(lake)
    )


def test_a_sample_looks_at_so_many_and_is_repeated_by_its_seed(lake: Lake, captures: list[Capture]) -> None:
    found = verify(lake, sample=2, seed=3)
    assert (found.files, found.records, found.damages) == (2, 2, ())
    assert verify(lake, sample=999).records == 3
    for path in files(lake, "**/*.parquet"):
        if "archive" not in path.parts:
            flip(path, 40)
    assert verify(lake, sample=5, seed=3) == verify(lake, sample=5, seed=3)


def test_an_empty_lake_is_whole(lake: Lake) -> None:
    assert verify(lake).damages == ()
