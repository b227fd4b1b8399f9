"""Files come to the same lake through the same stages, and a bad item never ends the rest."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from data_lake import tables
from data_lake.lake import open_lake
from data_lake.ledger import fates
from tasks.job import Job
from tasks.take_in import take_in
from tests.flows.pages import FIRST, SECOND, folder, folder_of_pages, line

pytestmark = pytest.mark.flow


def backfilled(source: Path, lake: str, **parameters: Any) -> Any:
    from flows.backfill import backfill

    return backfill(source=str(source), lake=lake, run_id="filled", return_state=True, **parameters)


def test_bad_items_are_named_and_the_rest_lands(on_server: str, lake: str, tmp_path: Path) -> None:
    good = line("a.txt", "http://halongcity.gov.vn/ra-quan-tong-ve-sinh-moi-truong-p13n70001.html")
    no_address = {key: value for key, value in line("b.txt", "").items() if key != "url"}
    foreign = line("c.txt", "https://tin.example.net/bai-viet-1.html")
    missing = line("gone.txt", "http://halongcity.gov.vn/khong-co-tep-p13n70003.html")
    source = folder(
        tmp_path / "mixed", [good, no_address, foreign, missing], {"a.txt": FIRST, "b.txt": SECOND, "c.txt": SECOND}
    )
    backfilled(source, lake)
    opened = open_lake(lake, create=False)
    counts = fates(opened, "filled")
    assert counts["halong"] == {"new": 1}
    assert counts["unknown"] == {"failed": 2, "refused": 1}
    ledger = tables.read(opened, "ledger", ["url", "fate", "reason"]).to_pylist()
    assert any("b.txt" in row["url"] and row["fate"] == "failed" for row in ledger)
    assert any("gone.txt" in row["url"] and row["fate"] == "failed" for row in ledger)
    assert any("tin.example.net" in row["url"] and "undeclared_host" in row["reason"] for row in ledger)


def test_a_portal_given_by_hand_takes_undeclared_hosts(on_server: str, lake: str, tmp_path: Path) -> None:
    source = folder(tmp_path / "own", [line("a.txt", "http://cu.halong.example.net/tin-1.html")], {"a.txt": FIRST})
    backfilled(source, lake, portal="halong")
    assert fates(open_lake(lake), "filled") == {"halong": {"new": 1}}


def test_the_same_file_again_changes_nothing(on_server: str, lake: str, tmp_path: Path) -> None:
    from flows.backfill import backfill

    source = folder_of_pages(tmp_path)
    backfilled(source, lake)
    opened = open_lake(lake)
    before = tables.versions(opened)
    backfill(source=str(source), lake=lake, run_id="again", return_state=True)
    assert fates(opened, "again") == {"halong": {"unchanged": 2}}
    after = tables.versions(opened)
    assert {name: after[name] for name in ("captures", "revisions", "sightings", "articles")} == {
        name: before[name] for name in ("captures", "revisions", "sightings", "articles")
    }


def test_the_real_texts_land_as_a_careful_reader_takes_them(on_server: str, lake: str, real: Path) -> None:
    backfilled(real / "seeds", lake)
    opened = open_lake(lake)
    assert {slug: sum(row.values()) for slug, row in fates(opened, "filled").items()} == dict.fromkeys(
        ("haiphong", "halong", "hanoi", "kinhtedothi", "thanhphohaiphong"), 1
    )
    rows = {row["portal"]: row for row in tables.read(opened, "articles").to_pylist()}
    wrong = [
        (gold["portal"], *difference)
        for gold in json.loads((real / "seeds" / "gold.json").read_text("utf-8"))
        for difference in differences(gold, rows[gold["portal"]])
    ]
    assert wrong == []
    assert rows["kinhtedothi"]["flags"]


def differences(gold: dict[str, Any], row: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """(field, gold, row) for each field of the gold that the row has otherwise, boilerplate within a text among them."""
    published = row["published_at"]
    kinds = {kind: [b["text"] for b in row["blocks"] if b["kind"] == kind] for kind in ("heading", "caption")}
    read = {
        **{name: row[name] for name in ("title", "lead", "dateline", "section", "view_count", "authors")},
        "published_at": published,
        "event_date": row["event_date"].isoformat() if row["event_date"] else None,
        "body": row["body"].split("\n\n"),
        "headings": kinds["heading"],
        "captions": kinds["caption"],
    }
    wanted = {**{name: gold[name] for name in read}, "published_at": moment(gold["published_at"])}
    found = [(name, wanted[name], read[name]) for name in read if wanted[name] != read[name]]
    stored = [row["title"], row["lead"], row["byline"], *(b["text"] for b in row["blocks"]), *row["body"].split("\n")]
    found += [("boilerplate", mark, "stored") for mark in gold["boilerplate"] if mark in stored]
    return found


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def test_what_a_killed_run_left_unread_is_read_by_itself(on_server: str, lake: str, tmp_path: Path) -> None:
    from flows.reparse import reparse

    source = folder_of_pages(tmp_path)
    backfilled(source, lake)
    later = [line("a.txt", f"http://halongcity.gov.vn/mot-bai-khac-p13n7000{n}.html") for n in (5, 6)]
    left = folder(tmp_path / "left", later, {"a.txt": SECOND})
    take_in.fn(Job(run_id="killed", portal="halong", lake=lake, via="file"), str(left), None)
    opened = open_lake(lake)
    reparse(lake=lake, run_id="mended", unread=True, return_state=True)
    assert fates(opened, "mended") == {"halong": {"new": 2}}
    reparse(lake=lake, run_id="again", unread=True, return_state=True)
    assert fates(opened, "again") == {}
