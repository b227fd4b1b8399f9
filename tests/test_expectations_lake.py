"""The lake suite: each way in which the tables can disagree is found, and nothing in a lake that is in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest

from expectations.check import check
from expectations.lake import COLUMNS, LAKE, LAKE_EXPECTATIONS, LakeState, lake_measures
from expectations.suite import Context

NOW = datetime(2025, 9, 18, 12, tzinfo=UTC)
TYPES = {"parser_version": pa.int32()}


def table(name: str, *rows: tuple[Any, ...]) -> pa.Table:
    schema = pa.schema([(column, TYPES.get(column, pa.string())) for column in COLUMNS[name]])
    return pa.Table.from_pylist([dict(zip(COLUMNS[name], row, strict=True)) for row in rows], schema=schema)


SOUND = LakeState(
    articles=table("articles", ("a1", "c1", "h1", "hanoi", "2025-09"), ("a2", "c2", "h2", "hanoi", "unknown")),
    captures=table("captures", ("c1",), ("c2",), ("c3",), ("c4",)),
    revisions=table("revisions", ("a1", "h0"), ("a1", "h1"), ("a2", "h2")),
    sightings=table("sightings", ("a1", "c1", 1, "h1"), ("a2", "c2", 1, "h2"), ("a1", "c4", 1, "h0")),
    quarantine=table("quarantine", ("c3", 1, None), ("c4", 1, None), ("c4", 1, "landed")),
    wanted=table("wanted", ("hanoi", "u1"), ("hanoi", "u5")),
    ledger=table(
        "ledger",
        ("r", "hanoi", "u1", "a1", "c1", "new", "land"),
        ("r", "hanoi", "u2", "a2", "c2", "unchanged", "land"),
        ("r", "hanoi", "u3", None, "c3", "quarantined", "validate"),
        ("r", "hanoi", "u4", None, None, "quarantined", "parse"),
        ("r", "hanoi", "u5", None, None, "failed", "collect"),
    ),
    before={("hanoi", "2025-09"): 1, ("hanoi", "unknown"): 0},
    discovered={"hanoi": 5},
    parsed={"hanoi": 3},
)


def failing(state: LakeState) -> set[str]:
    report = check(lake_measures(state), LAKE, Context(portal=None, now=NOW))
    assert {c.expectation for c in report.stopped_by} == {c.expectation for c in report.checked if not c.success}
    return {c.expectation for c in report.checked if not c.success}


def more(name: str, *rows: tuple[Any, ...]) -> LakeState:
    return replace(SOUND, **{name: pa.concat_tables([getattr(SOUND, name), table(name, *rows)])})


DISAGREEING = {
    "articles_have_their_capture": more("articles", ("a3", "c9", "h2", "hanoi", "2025-09")),
    "articles_have_their_revision": more("articles", ("a3", "c1", "h9", "hanoi", "2025-09")),
    "revisions_have_their_article": more("revisions", ("a9", "h1")),
    "sightings_have_their_revision": more("sightings", ("a1", "c1", 2, "h9")),
    "sightings_have_their_capture": more("sightings", ("a1", "c9", 1, "h1")),
    "articles_stand_once": more("articles", ("a1", "c1", "h1", "hanoi", "2025-09")),
    "revisions_stand_once": more("revisions", ("a1", "h1")),
    "captures_stand_once": more("captures", ("c1",)),
    "quarantine_or_articles": more("quarantine", ("c2", 1, None)),
    "no_partition_shrinks": replace(SOUND, before={("hanoi", "2025-09"): 2}),
    "links_end_once": more("ledger", ("r", "hanoi", "u1", "a1", "c1", "known", "discover")),
    "fates_are_known": more("ledger", ("r", "hanoi", "u6", None, None, "lost", "collect")),
    "every_link_ends": replace(SOUND, discovered={"hanoi": 6}),
    "every_reading_ends": replace(SOUND, parsed={"hanoi": 4}),
    "landed_links_have_their_article": more("ledger", ("r", "hanoi", "u6", "a9", "c1", "new", "land")),
    "ledger_has_its_captures": more("ledger", ("r", "hanoi", "u6", None, "c9", "failed", "parse")),
}


def test_a_lake_in_order_breaks_nothing() -> None:
    assert failing(SOUND) == set()


def test_each_expectation_has_its_case() -> None:
    assert set(DISAGREEING) == {e.name for e in LAKE_EXPECTATIONS}


@pytest.mark.parametrize("name", DISAGREEING)
def test_a_disagreement_is_found(name: str) -> None:
    assert name in failing(DISAGREEING[name])


def test_what_was_not_counted_is_not_judged() -> None:
    report = check(
        lake_measures(replace(SOUND, before=None, discovered=None, parsed=None)), LAKE, Context(portal=None, now=NOW)
    )
    silent = {c.expectation for c in report.checked if c.observed is None}
    assert silent == {"no_partition_shrinks", "every_link_ends", "every_reading_ends"}


def test_an_empty_lake_is_in_order() -> None:
    empty = LakeState(**{name: table(name) for name in COLUMNS}, before={}, discovered={}, parsed={})
    assert failing(empty) == set()


def test_an_example_is_told() -> None:
    report = check(lake_measures(DISAGREEING["every_link_ends"]), LAKE, Context(portal=None, now=NOW))
    assert (
        next(c.observed for c in report.checked if c.expectation == "every_link_ends")
        == "1: hanoi: 6 discovered, 5 ended"
    )


def test_a_link_that_was_set_out_for_and_has_no_fate_is_named() -> None:
    assert failing(more("wanted", ("hanoi", "u9"))) == {"every_link_ends"}
