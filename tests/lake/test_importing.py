"""Files that others made: every page that can be had, and every item that cannot by its name."""

from __future__ import annotations

import gzip
import io
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from data_lake.importing import pages_in
from data_lake.items import BadItem
from schemas.errors import CallError
from schemas.page import Page

URL = "https://halong.vn/tin-{}.html"
DATE = "2024-03-02T01:02:03Z"


def warc(records: Callable[[WARCWriter], None], *, zipped: bool = True) -> bytes:
    out = io.BytesIO()
    records(WARCWriter(out, gzip=zipped, warc_version="1.1"))
    return out.getvalue()


def put(
    writer: WARCWriter,
    kind: str,
    url: str,
    payload: bytes,
    *,
    date: str = DATE,
    http: list[tuple[str, str]] | None = None,
    **fields: str,
) -> None:
    headers = StatusAndHeaders("200 OK", http, protocol="HTTP/1.1") if http is not None else None
    warc_headers = {"WARC-Date": date} | {name.replace("_", "-"): value for name, value in fields.items()}
    record = writer.create_warc_record(
        url, kind, payload=io.BytesIO(payload), http_headers=headers, warc_headers_dict=warc_headers
    )
    writer.write_record(record)


def three(writer: WARCWriter) -> None:
    writer.write_record(writer.create_warcinfo_record("x.warc.gz", {"software": "test"}))
    for i in range(3):
        put(writer, "response", URL.format(i), f"<p>trang {i}</p>".encode() * 40, http=[("Content-Type", "text/html")])


def taken(path: Path) -> tuple[list[Page], list[BadItem]]:
    items = list(pages_in(path))
    return [i for i in items if isinstance(i, Page)], [i for i in items if isinstance(i, BadItem)]


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc", "whole.warc.gz"])
def test_responses_become_pages(tmp_path: Path, name: str) -> None:
    content = warc(three, zipped=name == "a.warc.gz")
    (tmp_path / name).write_bytes(gzip.compress(content) if name.startswith("whole") else content)
    pages, bad = taken(tmp_path / name)
    assert bad == []
    assert [page.url for page in pages] == [URL.format(i) for i in range(3)]
    assert pages[0].captured_at == datetime(2024, 3, 2, 1, 2, 3, tzinfo=UTC)
    assert pages[0].payload == b"<p>trang 0</p>" * 40
    assert (pages[0].medium, pages[0].header("content-type")) == ("html", "text/html")


def test_wet_conversions_are_texts(tmp_path: Path) -> None:
    def records(writer: WARCWriter) -> None:
        put(writer, "conversion", URL.format(1), "Hạ Long\nhôm nay".encode(), Content_Type="text/plain")

    (tmp_path / "a.wet.gz").write_bytes(warc(records))
    ((page,), bad) = taken(tmp_path / "a.wet.gz")
    assert bad == []
    assert (page.medium, page.payload.decode(), page.status) == ("text", "Hạ Long\nhôm nay", 200)


def test_what_is_no_page_is_passed_over_in_silence(tmp_path: Path) -> None:
    def records(writer: WARCWriter) -> None:
        put(writer, "request", URL.format(1), b"GET / HTTP/1.1\r\n\r\n")
        put(writer, "metadata", URL.format(1), b"fetchTimeMs: 3")
        put(writer, "resource", "dns:halong.vn", b"halong.vn 127.0.0.1", Content_Type="text/dns")
        put(writer, "revisit", URL.format(1), b"", http=[], WARC_Profile="x")
        put(writer, "response", URL.format(2), b"\x89PNG", http=[("Content-Type", "image/png")])

    (tmp_path / "a.warc.gz").write_bytes(warc(records))
    pages, bad = taken(tmp_path / "a.warc.gz")
    assert bad == []
    assert [(page.url, page.medium) for page in pages] == [(URL.format(2), "other")]


def test_chunks_are_joined_and_not_claimed_any_more(tmp_path: Path) -> None:
    def records(writer: WARCWriter) -> None:
        http = [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")]
        put(writer, "response", URL.format(1), b"4\r\n<p>a\r\n3\r\nbcd\r\n0\r\n\r\n", http=http)
        put(writer, "response", URL.format(2), b"<p>already joined", http=http)

    (tmp_path / "a.warc.gz").write_bytes(warc(records))
    pages, _ = taken(tmp_path / "a.warc.gz")
    assert [page.payload for page in pages] == [b"<p>abcd", b"<p>already joined"]
    assert pages[0].header("Transfer-Encoding") is None


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"date": "gestern"}, "bad_date"),
        ({"date": "2024-03-02T01:02:03"}, "bad_date"),
        ({"url": "https:///x"}, "bad_url"),
        ({"WARC_Truncated": "length"}, "truncated: length"),
    ],
)
def test_a_record_that_cannot_be_taken_is_named(tmp_path: Path, fields: dict[str, str], reason: str) -> None:
    def records(writer: WARCWriter) -> None:
        put(writer, "response", fields.pop("url", URL.format(1)), b"<p>", http=[], **fields)  # type: ignore[arg-type]
        three(writer)

    (tmp_path / "a.warc.gz").write_bytes(warc(records))
    pages, bad = taken(tmp_path / "a.warc.gz")
    assert len(pages) == 3
    assert [item.reason.startswith(reason) for item in bad] == [True]
    assert bad[0].name.startswith("a.warc.gz@0")


def members(content: bytes) -> list[int]:
    return [i for i in range(len(content)) if content[i : i + 3] == b"\x1f\x8b\x08"]


@pytest.mark.parametrize("damage", ["flip", "zero", "cut out", "truncate"])
@pytest.mark.parametrize("which", [1, 2])
def test_a_damaged_member_costs_that_record_alone(tmp_path: Path, damage: str, which: int) -> None:
    content = bytearray(warc(three))
    starts = [*members(content), len(content)]
    start, end = starts[which], starts[which + 1]
    if damage == "flip":
        content[start + 30] ^= 0x10
    elif damage == "zero":
        content[start : start + 40] = bytes(40)
    elif damage == "cut out":
        del content[start + 40 : end - 9]
    else:
        del content[starts[3] + 40 :]
    (tmp_path / "a.warc.gz").write_bytes(content)
    pages, bad = taken(tmp_path / "a.warc.gz")
    assert len(pages) == 2
    assert [item.reason.startswith("bad_record") for item in bad] == [True]


@pytest.mark.parametrize("damage", ["length too long", "length too short", "no length", "garbage", "payload"])
def test_a_damaged_plain_record_costs_that_record_alone(tmp_path: Path, damage: str) -> None:
    first, second, *rest = warc(three, zipped=False).split(b"WARC/1.1\r\n")[1:]
    length = next(line for line in second.split(b"\r\n") if line.startswith(b"Content-Length"))
    number = int(length.split()[1])
    second = {
        "length too long": second.replace(length, b"Content-Length: %d" % (number + 500)),
        "length too short": second.replace(length, b"Content-Length: %d" % (number - 50)),
        "no length": second.replace(length, b"X-Length: 1"),
        "garbage": b"\x00\xff" * 300 + b"\n",
        "payload": second.replace(b"trang 0", b"trang X"),
    }[damage]
    (tmp_path / "a.warc").write_bytes(b"WARC/1.1\r\n" + b"WARC/1.1\r\n".join([first, second, *rest]))
    pages, bad = taken(tmp_path / "a.warc")
    assert [page.url for page in pages] == [URL.format(1), URL.format(2)]
    assert bad
    assert all(item.reason.startswith("bad_record") for item in bad)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([".warc", ".warc.gz", ".wet.gz"]))
def test_any_bytes_end_in_items_never_in_an_exception(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, ending: str
) -> None:
    path = tmp_path_factory.mktemp("any") / f"x{ending}"
    path.write_bytes(content)
    pages, bad = taken(path)
    assert pages == []
    assert bad or content.strip() == b""


def test_a_large_record_is_refused_and_memory_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data_lake.foreign.LIMIT", 10_000)

    def records(writer: WARCWriter) -> None:
        put(writer, "response", URL.format(9), bytes(50_000), http=[])
        three(writer)

    for zipped in (True, False):
        path = tmp_path / ("a.warc.gz" if zipped else "a.warc")
        path.write_bytes(warc(records, zipped=zipped))
        pages, bad = taken(path)
        assert len(pages) == 3
        assert "too_large" in bad[0].reason


def folder(tmp_path: Path, *lines: object) -> Path:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    (tmp_path / "manifest.jsonl").write_text("\n".join(texts))
    return tmp_path


def item(name: str, **more: object) -> dict[str, object]:
    return {"file": name, "url": URL.format(name), "captured_at": DATE, "content_type": "text/plain"} | more


def test_a_folder_gives_texts_and_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tin")
    (tmp_path / "b.html").write_text("<p>")
    pages, bad = taken(folder(tmp_path, item("a.txt"), item("b.html", content_type="text/html; charset=utf-8")))
    assert bad == []
    assert [(page.medium, page.payload) for page in pages] == [("text", b"Tin"), ("html", b"<p>")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "bad_manifest_line"),
        ("[1]", "bad_manifest_line"),
        ({"url": URL}, "bad_manifest_line"),
        (item("a.txt", url=None), "no_url"),
        (item("a.txt", url=""), "no_url"),
        (item("a.txt", url="ftp://x/y"), "bad_url"),
        (item("a.txt", url="https://x y/"), "bad_url"),
        (item("a.txt", url="http://[::1"), "bad_url"),
        (item("a.txt", url=7), "bad_url"),
        (item("gone.txt"), "missing_file"),
        (item("../a.txt"), "outside_folder"),
        (item("a\x00.txt"), "missing_file"),
        (item("a.txt", captured_at="31/02/2024"), "bad_date"),
        (item("a.txt", captured_at="2024-01-01T00:00:00"), "bad_date"),
        (item("a.txt", captured_at=None), "bad_date"),
        (item("a.txt", content_type=None), "bad_manifest_line"),
    ],
    ids=str,
)
def test_a_bad_item_is_named_and_the_rest_goes_on(tmp_path: Path, line: object, reason: str) -> None:
    (tmp_path / "a.txt").write_text("Tin")
    (tmp_path / "good.txt").write_text("Tin")
    pages, bad = taken(folder(tmp_path, line, item("good.txt")))
    assert [page.url for page in pages] == [URL.format("good.txt")]
    assert bad[0].reason.startswith(reason)


def test_a_text_without_a_line_in_the_manifest_is_named(tmp_path: Path) -> None:
    for i in range(20):
        (tmp_path / f"{i:02}.txt").write_text("Tin")
    pages, bad = taken(folder(tmp_path, *(item(f"{i:02}.txt") for i in range(20) if i != 7)))
    assert len(pages) == 19
    assert [(item.name, item.reason) for item in bad] == [("07.txt", "no_url: not in manifest.jsonl")]


@pytest.mark.parametrize(
    ("name", "said"), [("gone", "there is no file"), ("empty", "no manifest.jsonl"), ("a.zip", "neither WARC nor WET")]
)
def test_a_source_with_nothing_to_read_is_a_wrong_call(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.zip").write_bytes(b"PK")
    with pytest.raises(CallError, match=said):
        pages_in(tmp_path / name)


def test_a_folder_of_archives_needs_no_manifest(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.warc.gz").write_bytes(warc(three))
    assert len(taken(tmp_path)[0]) == 3


def test_the_real_texts_are_all_taken() -> None:
    seeds = Path(os.environ.get("PORTALS_REAL", Path(__file__).parents[3] / "shared" / "real")) / "seeds"
    if not seeds.is_dir():
        pytest.skip("the real inputs are not here (PORTALS_REAL)")
    pages, bad = taken(seeds)
    assert bad == []
    assert [page.payload for page in pages] == [path.read_bytes() for path in sorted(seeds.glob("*.txt"))]
    assert {page.medium for page in pages} == {"text"}
