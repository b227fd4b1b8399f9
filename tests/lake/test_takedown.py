"""After a takedown no kept file holds a sentence of the text, and everything else is still there and whole."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import polars
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable

from data_lake import staging
from data_lake.archive import captures_in, page_of, writer
from data_lake.difference import difference
from data_lake.explain import explain
from data_lake.export import export
from data_lake.files import write_file
from data_lake.hashing import canonical_hash
from data_lake.history import history
from data_lake.lake import Lake
from data_lake.manifest import verify_export
from data_lake.publish import publish
from data_lake.quoting import BLANKED
from data_lake.releases import release, releases
from data_lake.sealing import seal
from data_lake.shown_articles import history_shown
from data_lake.tables import append, read, versions
from data_lake.takedown import takedown, taken_down
from data_lake.verify import verify
from data_lake.words import squeezed
from schemas.columns import table_of
from schemas.errors import CallError
from schemas.revision import LEDGER
from tests.lake_rows import (
    NOW,
    START,
    all_good,
    captures_table,
    exchange_of,
    ledger_row,
    one_broken,
    page_of_exchanges,
    reading_of,
    table_of_rows,
)

CAPTION = "Bà Lý bên gánh xôi gấc, ảnh chụp sáng mùng 3 Tết."
FILE = "Danh sách khách quen của bà Lý qua các năm"
TITLE = "Cụ bà bán xôi bên Hồ Gươm kể chuyện đời mình"
FIRST = "Bà Nguyễn Thị Lý, 81 tuổi, bán xôi ở phố Hàng Bài từ năm 1967."
SECOND = "Mỗi sáng bà dậy lúc ba giờ, nấu 12 kg gạo nếp cho khách quen."
EDITED = "Theo lời bà, năm nay khách chỉ còn một nửa so với trước dịch."
WORDS = (TITLE, FIRST, SECOND, EDITED, CAPTION, FILE)
OTHER = "Thành phố khởi công tuyến đường ven biển dài 12 km trong tháng này."
URL = "https://halong.vn/a.html"
TWIN = "https://hanoi.vn/dang-lai.html"
QUOTES = "https://hanoi.vn/trich-dan.html"


class Filled(NamedTuple):
    """A lake with a text that is in every kind of file, and an export of it."""

    lake: Lake
    export: Path


def page(url: str, words: str, *, hour: float = 0, coding: str | None = None) -> Any:
    payload, headers = words.encode(), [("Content-Type", "text/html; charset=utf-8")]
    if coding:
        payload = gzip.compress(payload)
        headers.append(("Content-Encoding", coding))
    at = START + timedelta(hours=hour)
    return page_of_exchanges(url, exchange_of(url, 200, payload, at=at, headers=tuple(headers)))


def others() -> list[dict[str, Any]]:
    """A syndicated twin, an article that quotes, and one in quarantine that quotes, all of another portal."""
    return [
        reading_of("dang-lai", portal="hanoi", text=f"{FIRST}\n\n{SECOND}", title=f"{TITLE}.", hour=3),
        reading_of(
            "trich-dan",
            portal="hanoi",
            text=f"{OTHER}\n\nBáo bạn viết: {FIRST} Nay bà đã nghỉ.",
            title="Chuyện phố",
            hour=3,
        ),
        reading_of("cho-duyet", portal="hanoi", text=f"{OTHER}\n\n{EDITED}", title="Chuyện chợ", hour=3),
    ]


@pytest.fixture
def filled(lake: Lake, tmp_path: Path) -> Filled:
    boxed = f"<h1>Khác</h1><p>{OTHER}</p><aside>Bà Nguyễn Thị L&yacute;, <b>81 tuổi</b>, bán xôi ở phố&nbsp;Hàng Bài từ năm 1967.</aside>"
    pages = [
        page(URL, f"<h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p>"),
        page(URL, f"<h1>{TITLE}</h1><p>{FIRST}</p><p>{EDITED}</p>", hour=1, coding="gzip"),
        page("https://halong.vn/b.html", boxed, coding="gzip"),
    ]
    feed = page("https://halong.vn/rss", f"<rss><item><title><![CDATA[{TITLE}]]></title></item><i>{OTHER}</i></rss>")
    with writer(lake, "halong", "r1", "simulator") as out:
        rows = [out.append(one, kind="article", channel="rss", source="rss", place=0) for one in pages]
        rows.append(out.append(feed, kind="feed", channel="rss", source="rss", place=0))
    append(lake, "captures", captures_table(*rows))
    said = [
        reading_of("a", text=f"{FIRST}\n\n{SECOND}", title=TITLE, capture_id=rows[0].capture_id),
        reading_of("b", text=OTHER, title="Khác", capture_id=rows[2].capture_id),
    ]
    publish(lake, table_of_rows(said[1]), all_good(1), "r0", NOW)
    release(lake, "clean", NOW)
    publish(lake, table_of_rows(said[0]), all_good(1), "r1", NOW)
    release(lake, "holding", NOW + timedelta(days=1))
    shown = {
        "images": [{"url": "https://halong.vn/1.jpg", "caption": CAPTION, "credit": None}],
        "attachments": [{"url": "https://halong.vn/1.pdf", "name": FILE, "type": "pdf"}],
    }
    edited = reading_of("a", text=f"{FIRST}\n\n{EDITED}", title=TITLE, hour=1, capture_id=rows[1].capture_id, **shown)
    publish(lake, table_of_rows(edited), all_good(1), "r2", NOW)
    publish(lake, table_of_rows(reading_of("a", text=SECOND, hour=2)), one_broken(0), "r3", NOW)
    publish(lake, table_of_rows(*others()), one_broken(2), "r4", NOW)
    publish(
        lake,
        table_of_rows(reading_of("c", text=f"{OTHER}\n\n{SECOND}", title="Chuyện xôi", hour=4)),
        one_broken(0),
        "r5",
        NOW,
    )
    owed = ledger_row("https://hanoi.vn/loi.html", "failed", portal="hanoi", title=f"Đăng lại: {TITLE}")
    append(lake, "ledger", table_of([owed], LEDGER))
    staging.put(lake, "stopped", "halong", 0, table_of_rows(edited))
    mine = {"article_id": said[0]["article_id"], "title": TITLE}
    append(lake, "ledger", table_of([ledger_row(URL, **mine), ledger_row("https://halong.vn/b.html")], LEDGER))
    write_file(lake.files, lake.report("r1", "halong"), f"<td>{TITLE}</td><td>{OTHER}</td>".encode())
    for form in ("parquet", "jsonl"):
        export(lake, tmp_path / "out" / form, form=form)  # type: ignore[arg-type]
    seal(lake)
    return Filled(lake, tmp_path / "out")


def texts_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file, whatever packs it: Parquet as its values, WARC as its records with their bodies unpacked."""
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        data = path.read_bytes()
        if path.suffix == ".parquet":
            yield path.name, str(pq.ParquetFile(path).read().to_pylist())
        elif path.suffix == ".gz":
            while data:
                inflate = zlib.decompressobj(wbits=31)
                plain, data = inflate.decompress(data), inflate.unused_data
                body = plain.partition(b"\r\n\r\n")[2].partition(b"\r\n\r\n")[2]
                if body[:2] == b"\x1f\x8b":
                    plain += zlib.decompressobj(wbits=31).decompress(body)
                yield path.name, plain.decode("utf-8", "replace")
        else:
            yield path.name, data.decode("utf-8", "replace")


def holders(folder: Path, words: str) -> list[str]:
    return sorted({name for name, text in texts_in(folder) if squeezed(words) in squeezed(text)})


def test_no_kept_file_holds_a_sentence_of_it(filled: Filled) -> None:
    for words in WORDS:
        assert holders(Path(filled.lake.address), words)
        assert holders(filled.export, words)
    stone, twin = takedown(filled.lake, URL, "yêu cầu của nhân vật", NOW + timedelta(days=2))
    for words in WORDS:
        assert holders(Path(filled.lake.address), words) == []
        assert holders(filled.export, words) == []
    assert holders(Path(filled.lake.address), OTHER)
    assert stone.releases == ("holding",)
    assert verify(filled.lake).damages == ()
    for form in ("parquet", "jsonl"):
        assert verify_export(filled.export / form) == []
    assert taken_down(filled.lake) == {stone.article_id, twin.article_id}
    assert (stone.twin_of, twin.url, twin.twin_of) == (None, TWIN, URL)
    assert set(stone.quoted_by or ()) == {QUOTES, "https://hanoi.vn/cho-duyet.html", "https://halong.vn/c.html"}
    kept = {row["canonical_url"]: row for row in read(filled.lake, "articles").to_pylist()}
    assert set(kept) == {"https://halong.vn/b.html", QUOTES}
    assert kept[QUOTES]["body"] == f"{OTHER}\n\nBáo bạn viết:  Nay bà đã nghỉ."
    assert BLANKED in kept[QUOTES]["flags"]
    waiting = [json.loads(row) for row in read(filled.lake, "quarantine")["row"].to_pylist()]
    assert [row["body"] for row in waiting] == [OTHER, OTHER]


def test_what_a_killed_export_left_is_cleared_as_well(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = filled.export / "killed"
    with monkeypatch.context() as patched:
        patched.setattr("data_lake.export.describe", killed)
        with pytest.raises(KeyboardInterrupt):
            export(filled.lake, folder)
    torn = next(folder.rglob("revisions/**/*.parquet"))
    torn.write_bytes(torn.read_bytes()[:-9])
    assert holders(folder / "articles", TITLE)
    takedown(filled.lake, URL, "privacy", NOW)
    assert not torn.exists()
    for words in WORDS:
        assert holders(folder, words) == []


def test_a_takedown_that_was_killed_is_done_again(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    for step in ("clean_tables", "clear_stale", "rewrite_export", "append"):
        with monkeypatch.context() as patched:
            patched.setattr(f"data_lake.takedown.{step}", killed)
            with pytest.raises(KeyboardInterrupt):
                takedown(filled.lake, URL, "privacy", NOW)
    takedown(filled.lake, URL, "privacy", NOW)
    for words in WORDS:
        assert holders(Path(filled.lake.address), words) == []
    assert verify(filled.lake).damages == ()


def killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_the_other_article_keeps_its_row_and_its_proof(filled: Filled) -> None:
    takedown(filled.lake, URL, "privacy", NOW)
    (row,) = read(filled.lake, "articles", where=[("portal", "=", "halong")]).to_pylist()
    assert row["body"] == OTHER
    (capture,) = captures_in(read(filled.lake, "captures", where=[("capture_id", "=", row["capture_id"])]))
    kept = page_of(filled.lake, capture)
    assert kept.capture_id == row["capture_id"]
    assert OTHER in kept.payload.decode()
    assert {one["kind"] for one in read(filled.lake, "captures").to_pylist()} == {"article", "feed"}


def test_every_kept_version_is_read_by_others_and_the_rest_is_named(filled: Filled) -> None:
    stone, _ = takedown(filled.lake, URL, "privacy", NOW)
    gone: set[tuple[str, int]] = set()
    for part in stone.versions:
        table, _, span = part.partition("@")
        first, last = map(int, span.split("-"))
        gone |= {(table, number) for number in range(first, last + 1)}
    assert gone
    for name, newest in versions(filled.lake).items():
        for number in range(newest + 1):
            if (name, number) in gone:
                continue
            uris = DeltaTable(filled.lake.table(name), version=number).file_uris()
            height = polars.read_delta(filled.lake.table(name), version=number).height
            if uris:
                assert duckdb.sql(f"select count(*) from read_parquet({uris})").fetchall() == [(height,)]


def test_a_diff_names_what_is_kept_no_more_and_tells_of_the_takedown(filled: Filled) -> None:
    stone, _ = takedown(filled.lake, URL, "privacy", NOW + timedelta(days=2))
    assert [one.name for one in releases(filled.lake)] == ["clean"]
    with pytest.raises(CallError, match=r"holding is kept no more: it held https://halong\.vn/a\.html"):
        difference(filled.lake, "holding")
    assert [(url, reason) for _, url, reason in difference(filled.lake, "clean").taken_down] == [
        (URL, "privacy"),
        (TWIN, "privacy"),
    ]
    assert stone.reason == "privacy"


def test_done_again_it_changes_nothing_that_is_said(filled: Filled) -> None:
    takedown(filled.lake, URL, "privacy", NOW)
    before = canonical_hash(filled.lake)
    takedown(filled.lake, URL, "privacy", NOW)
    assert canonical_hash(filled.lake) == before
    assert read(filled.lake, "tombstones").num_rows == 2


def test_an_address_that_was_never_landed_is_a_wrong_call(filled: Filled) -> None:
    with pytest.raises(CallError, match="has no text from"):
        takedown(filled.lake, "https://halong.vn/nothing.html", "privacy", NOW)


def test_history_and_explain_say_that_it_was_taken_down(filled: Filled) -> None:
    takedown(filled.lake, URL, "privacy", NOW)
    told = history(filled.lake, URL)
    assert (told.periods, told.taken_down) == ((), ((NOW, "privacy"),))
    assert explain(filled.lake, URL).taken_down == [(NOW, "privacy")]
    assert explain(filled.lake, "https://halong.vn/b.html").taken_down == []
    assert any("taken down" in str(line) for line in history_shown(told))
