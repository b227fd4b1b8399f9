"""Receipts as a run leaves them in the lake, and as the command shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from data_lake.__main__ import app
from data_lake.archive import writer
from data_lake.lake import Lake, open_lake
from data_lake.receipts import receipts
from schemas.errors import CallError
from tasks.prove import prove
from tests.lake_rows import START, exchange_of

HOME = "http://halongcity.gov.vn"
AGENT = (("User-Agent", "CityPortals/1 (+a@b.vn)"),)


def run_of(where: Path, *pauses_s: float) -> Lake:
    """A run that read robots.txt and then asked for a page after each pause."""
    lake, at = open_lake(str(where)), START
    with writer(lake, "halong", "r1", "live") as out:
        for number, pause_s in enumerate((0.0, *pauses_s)):
            at += timedelta(seconds=pause_s)
            path = f"/bai-{number}.html" if number else "/robots.txt"
            body = b"page" if number else b"User-agent: *\nDisallow:"
            asked = exchange_of(HOME + path, payload=body, at=at)
            out.record([replace(asked, ip="103.1.208.1", request_headers=AGENT)])
            at += timedelta(seconds=1)
    return lake


def test_a_polite_run_leaves_a_receipt_and_says_nothing(tmp_path: Path) -> None:
    lake = run_of(tmp_path / "lake", 2.5, 4)
    assert prove.fn(lake.address, "r1", ["halong", "hanoi"]) == ()
    (row,) = receipts(lake)
    assert (row["host"], row["requests"], row["closest_s"], row["violations"]) == ("halongcity.gov.vn", 3, 2.5, [])
    shown = CliRunner().invoke(app, ["receipts", "--lake", lake.address])
    assert shown.exit_code == 0
    assert "halongcity.gov.vn" in shown.output


def test_a_broken_rule_is_said_and_shown_with_its_record(tmp_path: Path) -> None:
    lake = run_of(tmp_path / "lake", 2.5, 0.5)
    assert prove.fn(lake.address, "r1", ["halong"]) == ("halongcity.gov.vn: 1 of 3 requests",)
    (violation,) = receipts(lake, "r1")[0]["violations"]
    assert (violation["kind"], violation["url"]) == ("too_close", f"{HOME}/bai-2.html")
    shown = CliRunner().invoke(app, ["receipts", "r1", "--lake", lake.address])
    assert shown.exit_code == 1
    assert violation["record"] in shown.output.replace("\n", "")


def test_what_cannot_be_read_is_not_proved(tmp_path: Path) -> None:
    lake = run_of(tmp_path / "lake", 2.5)
    (file,) = Path(lake.address).rglob("*.warc.gz")
    file.write_bytes(file.read_bytes()[:-20])
    (said,) = prove.fn(lake.address, "r1", ["halong"])
    assert said.startswith("halong: cannot be proved")
    with pytest.raises(CallError, match="no receipt"):
        receipts(lake, "r1")
