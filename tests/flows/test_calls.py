"""A wrong call is one line that says what to do, exit status 2, and nothing written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def call(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A lake made by a newer schema."""
    from data_lake.lake import MARKER, open_lake

    where = tmp_path / "newer"
    open_lake(str(where))
    marker = where / MARKER
    marker.write_text(json.dumps({**json.loads(marker.read_text()), "schema_version": 999}))
    return where


WRONG = {
    "unknown slug": (("flows", "ingest", "--portal", "danang"), "danang"),
    "missing file": (("flows", "backfill", "--from", "no/such/file.warc.gz"), "no/such/file.warc.gz"),
    "unknown slug of a backfill": (("flows", "backfill", "--from", "tests", "--portal", "danang"), "danang"),
    "a folder of nothing": (("flows", "backfill", "--from", "docs"), "docs"),
    "an archive without a portal": (("flows", "backfill", "--archive", "web.archive.org"), "--portal"),
    "an archive that is not declared": (
        ("flows", "backfill", "--archive", "archive.example.org", "--portal", "halong"),
        "web.archive.org",
    ),
    "a backfill from nowhere": (("flows", "backfill"), "--from"),
    "live without a contact": (("flows", "ingest", "--live"), "PORTALS_CONTACT"),
    "a setting that is no number": (("flows", "ingest"), "PORTALS_BATCH"),
    "a simulator that is no address": (("flows", "ingest"), "PORTALS_SIMULATOR"),
}
ENVIRONMENT = {
    "a setting that is no number": {"PORTALS_BATCH": "many"},
    "a simulator that is no address": {"PORTALS_SIMULATOR": "here"},
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_call_is_one_line_and_status_2(case: str, tmp_path: Path) -> None:
    arguments, named = WRONG[case]
    lake = tmp_path / "lake"
    done = call(*arguments, PORTALS_LAKE=str(lake), **ENVIRONMENT.get(case, {}))
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert named in done.stderr
    assert not lake.exists()


def test_an_address_that_is_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a lake")
    done = call("flows", "ingest", PORTALS_LAKE=str(file))
    assert (done.returncode, file.read_text()) == (2, "not a lake")
    assert str(file) in done.stderr


def test_a_lake_of_a_newer_schema_is_refused(newer: Path) -> None:
    before = sorted(path.name for path in newer.rglob("*"))
    done = call("flows", "ingest", PORTALS_LAKE=str(newer))
    assert done.returncode == 2
    assert "999" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert sorted(path.name for path in newer.rglob("*")) == before


def test_a_folder_that_is_no_lake_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    done = call("flows", "ingest", PORTALS_LAKE=str(tmp_path))
    assert done.returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_lake_that_is_not_there_cannot_be_read_again(tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    done = call("flows", "reparse", PORTALS_LAKE=str(lake))
    assert (done.returncode, lake.exists()) == (2, False)
