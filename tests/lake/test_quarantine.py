"""A row that a person releases lands as it was read, says so, and waits no more."""

from __future__ import annotations

from collections import Counter

import pytest
from typer.testing import CliRunner

from data_lake.__main__ import app
from data_lake.lake import Lake
from data_lake.ledger import completeness
from data_lake.publish import publish, waiting
from data_lake.quarantine import BY_HAND, let_in
from data_lake.rows import values
from data_lake.status import status
from data_lake.tables import append, read
from schemas.columns import table_of
from schemas.errors import CallError
from schemas.revision import LEDGER, QUARANTINE, Quarantined
from tests.lake_rows import NOW, all_good, ledger_row, one_broken, reading_of, table_of_rows


def rejected(lake: Lake, name: str = "a", parser: int = 1) -> str:
    """A row in quarantine, with its fate in the ledger; its capture_id."""
    row = reading_of(name, parser=parser)
    publish(lake, table_of_rows(row), one_broken(0), "r1", NOW)
    fate = ledger_row(row["url"], "quarantined", capture_id=row["capture_id"], article_id=row["article_id"])
    append(lake, "ledger", table_of([fate], LEDGER))
    return str(row["capture_id"])


def test_a_released_row_lands_whole_with_what_it_broke_and_why(lake: Lake) -> None:
    capture = rejected(lake)
    told = let_in(lake, capture, "the portal printed no title that day", NOW)
    (row,) = read(lake, "articles").to_pylist()
    read_before = reading_of("a")
    assert row["flags"] == ["title_present", BY_HAND]
    assert {name: row[name] for name in read_before if name != "flags"} == {
        name: value for name, value in read_before.items() if name != "flags"
    }
    assert waiting(lake).num_rows == 0
    (resolution,) = [one for one in read(lake, "quarantine").to_pylist() if one["resolution"]]
    assert (resolution["resolution"], resolution["note"]) == ("released", "the portal printed no title that day")
    assert told["fate"] == "new"
    assert {one.missing for one in completeness(lake, run_id=told["run_id"])} == {0}
    assert status(lake).quarantine == ()


def test_a_released_row_does_not_wait_again_when_it_is_judged_again(lake: Lake) -> None:
    capture = rejected(lake)
    let_in(lake, capture, "right as it is", NOW)
    for parser in (1, 2):
        publish(lake, table_of_rows(reading_of("a", parser=parser, capture_id=capture)), one_broken(0), "r2", NOW)
    assert waiting(lake).num_rows == 0
    assert read(lake, "articles").num_rows == 1


def test_a_row_is_released_once_and_others_wait_on(lake: Lake) -> None:
    capture, other = rejected(lake, "a"), rejected(lake, "b")
    let_in(lake, capture, "right", NOW)
    with pytest.raises(CallError, match="no row of capture"):
        let_in(lake, capture, "right", NOW)
    assert values(waiting(lake), "capture_id") == [other]
    assert Counter(values(read(lake, "articles"), "capture_id")) == {capture: 1}


def test_what_landed_by_itself_cannot_be_released(lake: Lake) -> None:
    capture = rejected(lake)
    publish(lake, table_of_rows(reading_of("a")), all_good(1), "r2", NOW)
    with pytest.raises(CallError, match="no row of capture"):
        let_in(lake, capture, "right", NOW)


def test_what_was_never_read_cannot_be_released(lake: Lake) -> None:
    broken = reading_of("a")
    unread = Quarantined(
        capture_id=broken["capture_id"], parser_version=1, portal="halong", url=broken["url"], article_id=None,
        broken=(), row=None, resolution=None, note=None, run_id="r1", at=NOW,
    )  # fmt: skip
    append(lake, "quarantine", table_of([unread], QUARANTINE))
    with pytest.raises(CallError, match="could not be read"):
        let_in(lake, broken["capture_id"], "right", NOW)


@pytest.mark.parametrize("arguments", [("--reason", " "), ("--reason", "right")])
def test_a_release_without_a_reason_or_of_nothing_writes_nothing(lake: Lake, arguments: tuple[str, str]) -> None:
    rejected(lake)
    done = CliRunner().invoke(app, ["release-row", "0" * 32, *arguments, "--lake", lake.address])
    assert isinstance(done.exception, CallError)
    assert read(lake, "articles").num_rows == 0


def test_the_command_releases(lake: Lake) -> None:
    capture = rejected(lake)
    done = CliRunner().invoke(app, ["release-row", capture, "--reason", "right", "--lake", lake.address])
    assert (done.exit_code, read(lake, "articles").num_rows) == (0, 1), done.output
