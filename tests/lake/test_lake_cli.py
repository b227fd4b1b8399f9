"""The lake's commands as a person calls them: what they print, and with which status they leave."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from data_lake.__main__ import main
from data_lake.archive import writer
from data_lake.lake import Lake
from data_lake.publish import publish
from data_lake.tables import append
from schemas.columns import table_of
from schemas.revision import LEDGER
from tests.lake_rows import (
    NOW,
    all_good,
    captures_table,
    ledger_row,
    one_broken,
    page_from_file,
    reading_of,
    table_of_rows,
)

Call = Callable[..., str]
URL = "https://halong.vn/a.html"


@pytest.fixture
def filled(lake: Lake) -> Lake:
    with writer(lake, "halong", "r1", "live") as out:
        capture = out.append(page_from_file(URL, b"x" * 99), kind="article", channel="rss", source="s", place=0)
    append(lake, "captures", captures_table(capture))
    publish(lake, table_of_rows(reading_of(text="Vốn 5 tỷ", capture_id=capture.capture_id)), all_good(1), "r1", NOW)
    publish(lake, table_of_rows(reading_of(text="Vốn 7 tỷ", hour=3), reading_of("bad")), one_broken(1), "r2", NOW)
    append(
        lake,
        "ledger",
        table_of(
            [
                ledger_row(URL, capture_id=capture.capture_id),
                ledger_row("https://halong.vn/x.html", "failed", stage="collect", reason="timeout"),
            ],
            LEDGER,
        ),
    )
    return lake


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs a command in this process. -> what it printed, or the line on stderr of a wrong call."""

    def run(lake: Lake | str, *words: str, status: int = 0) -> str:
        monkeypatch.setenv("PORTALS_LAKE", lake if isinstance(lake, str) else lake.address)
        monkeypatch.setenv("COLUMNS", "200")
        monkeypatch.setattr(sys, "argv", ["data_lake", *words])
        with pytest.raises(SystemExit) as left:
            main()
        told = capsys.readouterr()
        assert (left.value.code or 0) == status, told.err
        if status == 2:
            assert told.out == ""
        return told.err if status == 2 else told.out

    return run


def test_it_runs_as_a_module(filled: Lake) -> None:
    words = [sys.executable, "-m", "data_lake", "as-of", "yesterday", "--lake", filled.address]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "yesterday is no moment; write 2026-11-22 or 2026-11-22T07:30+07:00\n"


def test_status_counts(call: Call, filled: Lake) -> None:
    told = call(filled, "status")
    for part in ("halong", "title_present", "articles@", "1 files", "new 1, failed 1"):
        assert part in told
    told = call(filled, "status", "--completeness")
    assert "collect: timeout 1" in told


def test_history_and_explain_tell_the_story(call: Call, filled: Lake) -> None:
    told = call(filled, "history", "http://www.halong.vn/a.html")
    assert "numbers 5 → 7" in told
    assert "Vốn [-5-] {+7+} tỷ" in told
    told = call(filled, "explain", URL)
    for part in ("layout:h1", "new", ".warc.gz@", "capture"):
        assert part in told


def test_as_of_goes_back(call: Call, filled: Lake) -> None:
    rows = [
        json.loads(line) for line in call(filled, "as-of", "2024-05-01T11:00+07:00", "--format", "json").splitlines()
    ]
    assert [(row["body"], row["seen_at"]) for row in rows] == [("Vốn 5 tỷ", "2024-05-01T03:00:00+00:00")]
    assert "Hạ Long đón" in call(filled, "as-of", "2024-05-02", "--portal", "halong")
    assert "0 articles" in call(filled, "as-of", "2024-05-01")


@pytest.mark.parametrize("place", ["{", "1", "T"])
def test_a_damaged_marker_is_for_verify_to_tell(call: Call, filled: Lake, place: str) -> None:
    call(filled, "seal")
    marker = Path(filled.address) / "_lake.json"
    whole = marker.read_text()
    marker.write_text(whole.replace(place, "7", 1))
    told = call(filled, "verify", status=1)
    assert "damaged _lake.json: does not match its sha256" in told
    assert "1 damaged" in told


def test_verify_and_seal_leave_by_what_they_found(call: Call, filled: Lake) -> None:
    assert "files sealed" in call(filled, "seal")
    assert "0 damaged" in call(filled, "verify", "--sample", "3")
    (path,) = (Path(filled.address) / "archive").rglob("*.warc.gz")
    path.write_bytes(path.read_bytes()[:-9])
    assert "1 captures that cannot be read again" in call(filled, "verify", status=1)


def test_release_and_export(call: Call, filled: Lake, tmp_path: Path) -> None:
    assert "released spring: " in call(filled, "release", "spring")
    assert "1 articles, 2 revisions, 2 sightings" in call(
        filled, "export", str(tmp_path / "out"), "--release", "spring", "--format", "jsonl"
    )
    assert (tmp_path / "out" / "articles.jsonl").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["history", "https://halong.vn/zzz"], "no article was landed from"),
        (["explain", "https://halong.vn/zzz"], "has never met"),
        (["as-of", "yesterday"], "yesterday is no moment"),
        (["release", "a b"], "cannot name a release"),
        (["export", "new", "--release", "gone"], "there is no release gone"),
        (["export", "new", "--format", "table"], "an export is parquet or jsonl"),
    ],
)
def test_a_wrong_call_is_one_line_and_status_2(call: Call, filled: Lake, words: list[str], said: str) -> None:
    told = call(filled, *words, status=2)
    assert said in told
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    "words", [["status"], ["verify"], ["history", URL], ["as-of", "2024-01-01"], ["seal"], ["release", "x"]]
)
def test_a_lake_that_is_not_there_is_a_wrong_call_and_is_not_made(call: Call, tmp_path: Path, words: list[str]) -> None:
    told = call(str(tmp_path / "gone"), *words, status=2)
    assert "there is no lake at" in told
    assert not (tmp_path / "gone").exists()


def test_an_export_has_the_rights_of_its_portals_and_is_held_against_its_manifest(
    call: Call, filled: Lake, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    call(filled, "export", str(folder))
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert set(manifest["rights"]) == {"halong"}
    assert "Hạ Long" in manifest["rights"]["halong"]
    assert "0 files damaged" in call(filled, "verify", "--export", str(folder))
    next(folder.rglob("*.parquet")).unlink()
    assert "1 files damaged" in call(filled, "verify", "--export", str(folder), status=1)
    assert "is no export" in call(filled, "verify", "--export", str(tmp_path), status=2)
