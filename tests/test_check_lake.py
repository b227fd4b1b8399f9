"""The lake suite after a run, while another run is between its commits."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pyarrow as pa
import pytest

from data_lake import staging
from data_lake.lake import Lake, open_lake
from data_lake.publish import publish
from data_lake.tables import read, take_out
from expectations.lake import COLUMNS
from schemas.outcome import Report
from tasks import check_lake as module
from tests.lake_rows import NOW, all_good, captures_table, page_from_file, reading_of, table_of_rows


def row() -> dict[str, object]:
    return reading_of("a")


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """A lake in which another run has committed its revision and its sighting, and no article yet."""
    from data_lake.archive import writer
    from data_lake.tables import append

    made = open_lake(str(tmp_path / "lake"))
    with writer(made, "halong", "other", "file") as out:
        page = page_from_file("https://halong.vn/a.html", b"a")
        capture = out.append(page, kind="article", channel="c", source="s", place=0)
    append(made, "captures", captures_table(dataclasses.replace(capture, capture_id=str(row()["capture_id"]))))
    publish(made, table_of_rows(row()), all_good(1), "other", NOW)
    assert take_out(made, "articles", [("portal", "=", "halong")]) == 1
    return made


def looked(lake: Lake) -> Report:
    return module.check_lake.fn(lake.address, "mine", ["halong"], {}, {}, {})


def test_a_run_is_not_blamed_for_what_another_is_about_to_commit(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    staging.put(lake, "other", "halong", 0, table_of_rows(row()))
    pauses: list[float] = []

    def other_run_goes_on(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            publish(lake, table_of_rows(row()), all_good(1), "other", NOW)

    monkeypatch.setattr("tasks.check_lake.time.sleep", other_run_goes_on)
    assert looked(lake).stopped_by == ()
    assert pauses == list(module.PAUSES_S[:2])


def test_nor_where_the_other_is_done_as_soon_as_it_has_looked(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    def other_run_ends(opened: Lake, run_id: str) -> bool:
        publish(lake, table_of_rows(row()), all_good(1), "other", NOW)
        return False

    monkeypatch.setattr("tasks.check_lake.staging.others_under_way", other_run_ends)
    monkeypatch.setattr("tasks.check_lake.time.sleep", lambda seconds: None)
    assert looked(lake).stopped_by == ()


@pytest.mark.parametrize("stopped", [True, False])
def test_what_stays_wrong_is_told(lake: Lake, monkeypatch: pytest.MonkeyPatch, stopped: bool) -> None:
    if stopped:
        staging.put(lake, "other", "halong", 0, table_of_rows(row()))
    staging.put(lake, "mine", "halong", 0, table_of_rows(row()))
    pauses: list[float] = []
    monkeypatch.setattr("tasks.check_lake.time.sleep", pauses.append)
    assert [one.expectation for one in looked(lake).stopped_by] == ["revisions_have_their_article"]
    assert pauses == (list(module.PAUSES_S) if stopped else [])


def test_every_table_is_read_after_those_that_point_to_it(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str] = []

    def noted(lake: Lake, name: str, *more: object) -> pa.Table:
        names.append(name)
        return read(lake, name, *more)  # type: ignore[arg-type]

    monkeypatch.setattr("tasks.check_lake.tables.read", noted)
    looked(lake)
    names = names[: len(COLUMNS)]
    assert sorted(names) == sorted(COLUMNS)
    for referrer, table in (("articles", "revisions"), ("sightings", "revisions"), ("sightings", "captures")):
        assert names.index(referrer) < names.index(table)
