"""Opening a lake: what is made, what is refused, and in which words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data_lake.archive import writer
from data_lake.lake import Lake, open_lake
from data_lake.tables import append
from data_lake.worlds import guard_world
from schemas.article import SCHEMA_VERSION
from schemas.errors import CallError
from tests.lake_rows import captures_table, page_from_file


def test_a_lake_is_made_once_and_opened_again(tmp_path: Path) -> None:
    made = open_lake(str(tmp_path / "deep" / "lake"))
    again = open_lake(made.address, create=False)
    assert again == made
    assert again.schema_version == SCHEMA_VERSION


def test_without_create_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="there is no lake at"):
        open_lake(str(tmp_path / "lake"), create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lake").write_text("x")
    with pytest.raises(CallError, match="is a file; give a folder"):
        open_lake(str(tmp_path / "lake"))


def test_a_folder_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CallError, match="cannot be used"):
        open_lake(str(tmp_path / "file" / "lake"))


def test_a_foreign_folder_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_text("x")
    with pytest.raises(CallError, match=r"is no lake: it holds holiday\.jpg"):
        open_lake(str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_a_marker_that_a_kill_left_half_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "_lake.json.77.tmp").write_text("{")
    assert open_lake(str(tmp_path)).schema_version == SCHEMA_VERSION


def test_a_newer_schema_is_refused_with_its_version(lake: Lake) -> None:
    marker = Path(lake.address) / "_lake.json"
    marker.write_text(json.dumps(json.loads(marker.read_text()) | {"schema_version": 99}))
    with pytest.raises(
        CallError, match=f"has schema version 99, and this program knows up to {SCHEMA_VERSION}; update City Portals"
    ):
        open_lake(lake.address)


@pytest.mark.parametrize(
    "marker", ["{", "[]", '{"format": "x"}', '{"format": "other", "schema_version": 1, "created_at": "2024-01-01"}']
)
def test_a_damaged_or_other_marker_is_refused(lake: Lake, marker: str) -> None:
    (Path(lake.address) / "_lake.json").write_text(marker)
    with pytest.raises(CallError, match=r"_lake\.json is"):
        open_lake(lake.address)


@pytest.mark.parametrize(
    ("address", "said"), [("", "is empty"), ("ftp://x/y", "of an unknown kind"), ("  ", "is empty")]
)
def test_other_addresses_are_refused(address: str, said: str) -> None:
    with pytest.raises(CallError, match=said):
        open_lake(address)


def test_an_unreachable_store_is_refused_in_one_sentence() -> None:
    options = {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_ALLOW_HTTP": "true", "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "max_retries": "0",
    }  # fmt: skip
    with pytest.raises(CallError, match="cannot be used") as raised:
        open_lake("s3://bucket/lake", options=options)
    assert "\n" not in str(raised.value)


def test_two_worlds_do_not_mix(lake: Lake) -> None:
    guard_world(lake, "live")
    for via in ("file", "simulator"):
        with writer(lake, "halong", "r1", via) as out:  # type: ignore[arg-type]
            page = page_from_file(f"https://halong.vn/{via}", b"x")
            append(lake, "captures", captures_table(out.append(page, kind="article", channel="c", source="s", place=0)))
    guard_world(lake, "simulator")
    guard_world(lake, "file")
    with pytest.raises(CallError, match="holds pages of the simulator world"):
        guard_world(lake, "live")


def test_names_that_come_from_outside_stay_inside(lake: Lake) -> None:
    parts = Path(lake.warc_name("../../etc", "r/../1", "m", 1)).parts
    assert len(parts) == 2
    assert ".." not in parts
    assert lake.staging("../r", "a b") == "staging/r/a-b"
