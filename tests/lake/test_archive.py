"""What goes into the archive comes out of it, by any reader of WARC files."""

from __future__ import annotations

import base64
import fcntl
import hashlib
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from data_lake.archive import captures_in, page_of, pages_of, writer
from data_lake.importing import pages_in
from data_lake.lake import Lake
from data_lake.sealing import repair
from data_lake.tables import append, read
from schemas.errors import RecordDamaged
from schemas.page import Capture, Page
from tests.conftest import LOAD
from tests.lake_rows import START, captures_table, exchange_of, page_from_file, page_of_exchanges

URL = "https://halong.vn/a.html?x=1"
MOVED = exchange_of("http://halong.vn/a.html", 301, headers=(("Location", URL),))


def keep(lake: Lake, *pages: Page, rotate: int = 1 << 28) -> list[Capture]:
    with writer(lake, "halong", "r1", "file", rotate_bytes=rotate) as out:
        return [out.append(p, kind="article", channel="c", source="s", place=i) for i, p in enumerate(pages)]


def warc_files(lake: Lake) -> list[Path]:
    return sorted((Path(lake.address) / "archive").rglob("*.warc.gz"))


PAGES = [
    page_of_exchanges(URL, MOVED, exchange_of(URL, payload="<p>Hạ Long".encode())),
    page_of_exchanges(
        URL, exchange_of(URL, None, error="reset"), exchange_of(URL, payload=bytes(range(256)), at=START + timedelta(1))
    ),
    page_of_exchanges(URL, exchange_of(URL, 304, at=START + timedelta(2))),
    page_of_exchanges(URL, exchange_of(URL, 200, b"", at=START + timedelta(3))),
    page_of_exchanges(URL, exchange_of(URL, 503, b"busy", headers=(("Retry-After", "5"),), at=START + timedelta(4))),
    page_from_file(URL, "Tin tức".encode(), "text/plain", medium="text", hour=1),
    page_from_file(URL, b"<html>", "text/html", hour=2),
    page_from_file(URL, b"%PDF", "application/pdf", medium="other", hour=3),
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.status}-{page.medium}-{len(page.exchanges)}")
def test_a_page_comes_back_as_it_was(lake: Lake, page: Page) -> None:
    (capture,) = keep(lake, page)
    back = page_of(lake, capture)
    assert (back.payload, back.status, back.captured_at, back.medium) == (
        page.payload,
        page.status,
        page.captured_at,
        page.medium,
    )
    assert back.headers == page.headers
    assert back.capture_id == page.capture_id == capture.capture_id


def test_captures_read_from_the_table_find_their_pages(lake: Lake) -> None:
    append(lake, "captures", captures_table(*keep(lake, *PAGES)))
    back = list(pages_of(lake, captures_in(read(lake, "captures"))))
    assert {page.capture_id for _, page in back if isinstance(page, Page)} == {page.capture_id for page in PAGES}


def test_warcio_check_passes_and_finds_the_record_of_each_capture(lake: Lake) -> None:
    captures = keep(lake, *PAGES)
    (path,) = warc_files(lake)
    check = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)], capture_output=True, text=True
    )
    assert check.returncode == 0, check.stdout
    assert "digest pass" in check.stdout
    for capture, page in zip(captures, PAGES, strict=True):
        with path.open("rb") as stream:
            stream.seek(capture.warc_offset)
            record = next(iter(ArchiveIterator(stream)))
            payload = record.raw_stream.read()
            assert payload == page.payload
            assert capture.digest == "sha1:" + base64.b32encode(hashlib.sha1(payload).digest()).decode()
            if record.rec_type != "revisit":
                assert record.rec_headers.get_header("WARC-Payload-Digest") == capture.digest


def test_every_attempt_leaves_a_request_tied_to_its_answer(lake: Lake) -> None:
    keep(lake, *PAGES)
    with writer(lake, "halong", "r2", "live") as out:
        out.record([exchange_of(URL, None, error="timeout")])
    kinds, tied = [], 0
    for path in warc_files(lake):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                kinds.append(record.rec_type)
                tied += record.rec_headers.get_header("WARC-Concurrent-To") is not None
                if record.rec_type == "metadata":
                    assert record.content_stream().read().startswith(b"error: ")
    assert kinds.count("request") == 8
    assert (kinds.count("response"), kinds.count("revisit"), kinds.count("metadata")) == (5, 1, 2)
    assert (kinds.count("conversion"), kinds.count("resource"), kinds.count("warcinfo")) == (1, 2, 2)
    assert tied == 16


def test_the_transfer_coding_is_not_claimed_and_the_content_coding_is(lake: Lake) -> None:
    headers = (("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip"), ("Content-Type", "text/html"))
    (capture,) = keep(lake, page_of_exchanges(URL, exchange_of(URL, payload=b"\x1f\x8b", headers=headers)))
    assert page_of(lake, capture).headers == headers[1:]
    (path,) = warc_files(lake)
    with path.open("rb") as stream:
        stream.seek(capture.warc_offset)
        record = next(iter(ArchiveIterator(stream, no_record_parse=False)))
        assert record.http_headers.get_header("Transfer-Encoding") is None
        assert record.http_headers.get_header("Content-Encoding") == "gzip"


def test_a_header_cannot_start_a_header_of_its_own(lake: Lake) -> None:
    headers = (("X-Odd", "a\r\nX-Put-In: b"), ("Content-Type", "text/html"))
    (capture,) = keep(lake, page_of_exchanges(URL, exchange_of(URL, payload=b"x", headers=headers)))
    assert page_of(lake, capture).header("X-Put-In") is None


@settings(max_examples=25, deadline=None, suppress_health_check=[LOAD, HealthCheck.function_scoped_fixture])
@given(payload=st.binary(max_size=400), value=st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=30))
def test_any_payload_and_latin_header_come_back(lake: Lake, payload: bytes, value: str) -> None:
    exchange = exchange_of(URL, payload=payload, headers=(("X-Any", value), ("Content-Type", "text/html")))
    (capture,) = keep(lake, page_of_exchanges(URL, exchange))
    back = page_of(lake, capture)
    assert back.payload == payload
    assert back.header("x-any") == value.strip("\x20\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0").strip()


def test_files_are_rotated_by_size_and_all_found(lake: Lake) -> None:
    pages = [page_from_file(f"https://halong.vn/{i}", bytes([i]) * 50) for i in range(6)]
    captures = keep(lake, *pages, rotate=700)
    assert len(warc_files(lake)) > 2
    assert [page_of(lake, capture).payload for capture in captures] == [page.payload for page in pages]


def test_nothing_is_left_of_a_writer_that_wrote_nothing(lake: Lake) -> None:
    with writer(lake, "halong", "r1", "live"):
        pass
    assert not (Path(lake.address) / "archive").exists()


def test_rows_may_be_committed_after_flush_while_the_file_is_open(lake: Lake) -> None:
    with writer(lake, "halong", "r1", "live") as out:
        capture = out.append(PAGES[0], kind="article", channel="c", source="s", place=0)
        out.flush()
        assert warc_files(lake) == []
        assert page_of(lake, capture).payload == PAGES[0].payload
    assert len(warc_files(lake)) == 1


def test_an_exception_in_the_block_seals_what_was_written(lake: Lake) -> None:
    captures: list[Capture] = []

    def broken() -> None:
        with writer(lake, "halong", "r1", "live") as out:
            captures.append(out.append(PAGES[0], kind="article", channel="c", source="s", place=0))
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        broken()
    assert len(warc_files(lake)) == 1
    assert page_of(lake, captures[0]).payload == PAGES[0].payload


@pytest.mark.parametrize("place", ["head", "middle", "digest", "cut", "gone"])
def test_damage_is_named_and_never_returned_as_a_page(lake: Lake, place: str) -> None:
    (capture,) = keep(lake, page_from_file(URL, b"abc" * 1000))
    (path,) = warc_files(lake)
    content = bytearray(path.read_bytes())
    if place == "gone":
        path.unlink()
    elif place == "cut":
        path.write_bytes(content[: capture.warc_offset + 40])
    else:
        content[
            {"head": capture.warc_offset, "middle": capture.warc_offset + 60, "digest": len(content) - 6}[place]
        ] ^= 1
        path.write_bytes(content)
    with pytest.raises(RecordDamaged, match=capture.capture_id):
        page_of(lake, capture)


def test_a_store_that_stumbles_once_has_damaged_nothing(lake: Lake) -> None:
    (capture,) = keep(lake, page_from_file(URL, b"abc" * 1000))
    files = lake.files
    stumbles = [OSError(5, "Input/output error")]

    def open_input_file(path: str) -> object:
        if stumbles:
            raise stumbles.pop()
        return files.open_input_file(path)

    shaky = SimpleNamespace(get_file_info=files.get_file_info, open_input_file=open_input_file)
    unsteady = SimpleNamespace(files=shaky, archive=lake.archive)
    assert page_of(unsteady, capture).payload == b"abc" * 1000  # type: ignore[arg-type]
    stumbles += [OSError(5, "Input/output error")] * 2
    with pytest.raises(RecordDamaged, match="Input/output error"):
        page_of(unsteady, capture)  # type: ignore[arg-type]


def test_a_capture_that_points_elsewhere_is_found_out(lake: Lake) -> None:
    one, other = keep(lake, page_from_file(URL, b"a"), page_from_file(URL, b"b"))
    import dataclasses

    wrong = dataclasses.replace(one, warc_offset=other.warc_offset, warc_length=other.warc_length)
    with pytest.raises(RecordDamaged, match="does not match its digest"):
        page_of(lake, wrong)


KILLED = """
import os, sys
from data_lake.archive import writer
from data_lake.lake import open_lake
from tests.lake_rows import page_from_file
with writer(open_lake(sys.argv[1]), "halong", "r1", "live") as out:
    for i in range(3):
        out.append(page_from_file(f"https://halong.vn/{i}", os.urandom(20000)), kind="article", channel="c", source="s", place=i)
    out.flush()
    os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize("torn", [0, 1, 10_000, 55_000])
def test_a_torn_file_is_mended_and_its_whole_records_stand(lake: Lake, torn: int) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, lake.address], check=False)
    assert killed.returncode == -9
    (path,) = (Path(lake.address) / "archive").rglob("*.open")
    path.write_bytes(path.read_bytes()[: path.stat().st_size - torn])
    (mended,) = repair(lake)
    assert mended.records == 1 + {0: 3, 1: 2, 10_000: 2, 55_000: 0}[torn]
    (sealed,) = warc_files(lake)
    items = list(pages_in(sealed)) if mended.records > 1 else []
    assert [type(item) for item in items] == [Page] * (mended.records - 1)
    assert sealed.stat().st_size == mended.kept
    assert bool(mended.torn) == bool(torn)
    assert bool(list(sealed.parent.glob("*.torn"))) == bool(torn)
    assert repair(lake) == []


def test_a_file_in_use_is_not_mended(lake: Lake) -> None:
    with writer(lake, "halong", "r1", "live") as out:
        out.append(PAGES[0], kind="article", channel="c", source="s", place=0)
        assert repair(lake) == []
    assert len(warc_files(lake)) == 1


def test_an_empty_file_of_a_killed_run_is_taken_away(lake: Lake) -> None:
    folder = Path(lake.address) / "archive" / "halong"
    folder.mkdir(parents=True)
    (folder / "halong-r1-0001.warc.gz.open").touch()
    (mended,) = repair(lake)
    assert (mended.records, mended.kept, mended.torn) == (0, 0, 0)
    assert list(folder.iterdir()) == []


def test_a_writer_whose_file_is_taken_away_before_it_is_locked_makes_another(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, locked = fcntl.flock, []

    def late(stream: BinaryIO, how: int) -> None:
        if not locked:
            locked.append(stream.name)
            assert len(repair(lake)) == 1
        real(stream, how)

    with monkeypatch.context() as patch:
        patch.setattr("data_lake.spool.fcntl", SimpleNamespace(flock=late, LOCK_EX=fcntl.LOCK_EX))
        (capture,) = keep(lake, PAGES[0])
    assert len(locked) == 1
    assert page_of(lake, capture).payload == PAGES[0].payload


def test_repair_leaves_a_file_that_took_the_name_of_the_one_it_opened(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(lake.address) / "archive" / "halong" / "a.warc.gz.open"
    path.parent.mkdir(parents=True)
    path.touch()
    real = fcntl.flock

    def late(stream: BinaryIO, how: int) -> None:
        path.unlink()
        path.write_bytes(b"another's")
        real(stream, how)

    constants = {name: getattr(fcntl, name) for name in ("LOCK_EX", "LOCK_NB")}
    monkeypatch.setattr("data_lake.sealing.fcntl", SimpleNamespace(flock=late, **constants))
    assert repair(lake) == []
    assert path.read_bytes() == b"another's"
