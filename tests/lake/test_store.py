"""The same lake in an object store, over a real socket."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from data_lake.archive import captures_in, page_of, writer
from data_lake.hashing import canonical_hash
from data_lake.history import history
from data_lake.lake import Lake, open_lake
from data_lake.maintain import maintain
from data_lake.publish import publish
from data_lake.sealing import repair, seal
from data_lake.tables import append, read, versions
from data_lake.verify import verify
from data_lake.worlds import guard_world
from schemas.columns import table_of
from schemas.errors import CallError
from schemas.revision import LEDGER
from tests.lake_rows import NOW, all_good, captures_table, ledger_row, page_from_file, reading_of, table_of_rows
from tests.s3 import options_for, s3_server

if importlib.util.find_spec("moto") is None:
    pytest.skip("moto, the S3 server of these tests, is not installed", allow_module_level=True)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with s3_server() as address:
        yield address


@pytest.fixture
def options(endpoint: str) -> dict[str, str]:
    return options_for(endpoint)


@pytest.fixture
def store(options: dict[str, str], request: pytest.FixtureRequest) -> Lake:
    return open_lake(f"s3://bucket/{request.node.name}", options=options)


def fill(lake: Lake) -> None:
    with writer(lake, "halong", "r1", "live", rotate_bytes=2000) as out:
        pages = [page_from_file(f"https://halong.vn/{name}.html", name.encode() * 500) for name in "abc"]
        captures = [out.append(page, kind="article", channel="c", source="s", place=0) for page in pages[:2]]
        out.flush()
        assert page_of(lake, captures[0]) == pages[0]
        captures.append(out.append(pages[2], kind="article", channel="c", source="s", place=0))
    append(lake, "captures", captures_table(*captures))
    rows = [reading_of(name, capture_id=one.capture_id) for name, one in zip("abc", captures, strict=True)]
    publish(lake, table_of_rows(*rows), all_good(3), "r1", NOW)
    publish(lake, table_of_rows(reading_of("a", text="B", hour=4)), all_good(1), "r2", NOW)


def test_tables_and_archive_are_those_of_a_lake_on_disk(store: Lake, tmp_path: Path) -> None:
    disk = open_lake(str(tmp_path / "disk"))
    fill(store)
    fill(disk)
    assert canonical_hash(store) == canonical_hash(disk)
    assert versions(store) == versions(disk)
    assert [
        page_of(store, one).payload[:1] for one in captures_in(read(store, "captures")) if one.url.endswith("c.html")
    ] == [b"c"]
    assert len(history(store, "https://halong.vn/a.html").periods) == 2


def test_it_is_opened_again_sealed_and_verified(store: Lake, options: dict[str, str]) -> None:
    fill(store)
    again = open_lake(store.address, create=False, options=options)
    assert again == store
    assert repair(again) == []
    assert seal(again) > 10
    assert verify(again).damages == ()
    (path,) = [p for p in _paths(again, "archive") if "0001" in p]
    with again.files.open_output_stream(path, compression=None) as out:
        out.write(b"not what it was")
    assert path in {damage.path for damage in verify(again).damages}


def test_maintenance_changes_nothing_that_is_said_there_either(store: Lake) -> None:
    fill(store)
    before = canonical_hash(store)
    for _ in range(2):
        maintain(store)
        assert (canonical_hash(store), verify(store).damages) == (before, ())
    rows = table_of_rows(reading_of("new"))
    assert list(publish(store, rows, all_good(1), "later", NOW).fates.values()) == ["new"]


def _paths(lake: Lake, folder: str) -> list[str]:
    from data_lake.files import paths_under

    return [path for path, _ in paths_under(lake.files, folder)]


def test_worlds_do_not_mix_there_either(store: Lake) -> None:
    fill(store)
    with pytest.raises(CallError, match="holds pages of the live world"):
        guard_world(store, "simulator")


def test_the_options_may_stand_in_the_environment(
    store: Lake, options: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    for name, value in options.items():
        monkeypatch.setenv(name, value)
    assert read(open_lake(store.address, create=False), "articles").num_rows == 3


def test_a_bucket_that_is_not_there_is_a_wrong_call(options: dict[str, str]) -> None:
    with pytest.raises(CallError, match="s3://gone/lake cannot be used"):
        open_lake("s3://gone/lake", options=options)
    with pytest.raises(CallError, match="there is no lake at"):
        open_lake("s3://bucket/empty", create=False, options=options)


def test_writers_at_once_lose_and_double_nothing(store: Lake) -> None:
    def work(number: int) -> None:
        for step in range(3):
            rows = [ledger_row(f"{step}-{i}") for i in range(3)] + [ledger_row(f"{number}-{step}-own")]
            append(store, "ledger", table_of(rows, LEDGER))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    urls = read(store, "ledger", ["url"])["url"].to_pylist()
    assert len(urls) == len(set(urls)) == 3 * 3 + 4 * 3
