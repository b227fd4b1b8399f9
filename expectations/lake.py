"""The lake suite: after a run, do the tables point to each other, do the counts add up, and did nothing get lost?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa

from expectations.suite import Context, Expectation, Measures, Owner, Suite
from schemas.revision import FATES

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "articles": ("article_id", "capture_id", "content_hash", "portal", "month"),
    "captures": ("capture_id",),
    "revisions": ("article_id", "content_hash"),
    "sightings": ("article_id", "capture_id", "parser_version", "content_hash"),
    "quarantine": ("capture_id", "parser_version", "resolution"),
    "wanted": ("portal", "url"),
    "ledger": ("run_id", "portal", "url", "article_id", "capture_id", "fate", "stage"),
}
"""Columns of each table that the suite reads; more are let be."""

JUDGED_STAGES = ("validate", "land")
"""Stages at which a link's page had been read: a page quarantined at `parse` was never a reading."""
LANDED = ("new", "edited")


@dataclass(frozen=True, slots=True, kw_only=True)
class LakeState:
    """The tables as they stand after a run, whole, with the COLUMNS of each; of ledger and wanted this run's rows only.

    before: rows of each (portal, month) partition of `articles` before the run; None where it was not counted.
    discovered, parsed: what the stages themselves counted, by portal: links found, and readings handed to the gate.
    """

    articles: pa.Table
    captures: pa.Table
    revisions: pa.Table
    sightings: pa.Table
    quarantine: pa.Table
    wanted: pa.Table
    ledger: pa.Table
    before: Mapping[tuple[str, str], int] | None = None
    discovered: Mapping[str, int] | None = None
    parsed: Mapping[str, int] | None = None


def _none(name: str, reason: str, column: str | None, owner: Owner = "lake") -> Expectation:
    return Expectation(name=name, column=column, severity="MUST", reason=reason, owner=owner, at_most=0)


LAKE_EXPECTATIONS = (
    _none("articles_have_their_capture", "An article points to a capture that the lake does not have: its proof is gone.", "capture_id"),
    _none("articles_have_their_revision", "An article's content is no revision: history would not know what is shown.", "content_hash"),
    _none("revisions_have_their_article", "A revision belongs to no article: a publish was cut off, or an article was removed.", "article_id"),
    _none("sightings_have_their_revision", "A sighting is of a content that is no revision: the article's history has a hole.", "content_hash"),
    _none("sightings_have_their_capture", "A sighting points to a capture that the lake does not have.", "capture_id"),
    _none("articles_stand_once", "An article has more than one row in articles.", "article_id"),
    _none("revisions_stand_once", "A content of an article has more than one row in revisions.", "content_hash"),
    _none("captures_stand_once", "A capture has more than one row in captures.", "capture_id"),
    _none("quarantine_or_articles", "A reading waits in quarantine and has landed at once.", "capture_id"),
    _none("no_partition_shrinks", "A partition of articles has fewer rows than before the run: articles are never removed.", "month"),
    _none("links_end_once", "An address has more than one fate in the run.", "url", "collecting"),
    _none("fates_are_known", "The ledger has a fate that does not exist.", "fate", "collecting"),
    _none("every_link_ends", "Links discovered are not the sum of their fates: a link was lost, or invented.", "fate", "collecting"),
    _none("every_reading_ends", "Accepted, quarantined and unchanged do not add up to the readings that were parsed.", "fate"),
    _none("landed_links_have_their_article", "The ledger says that an article landed, and articles has none.", "article_id"),
    _none("ledger_has_its_captures", "The ledger points to a capture that the lake does not have.", "capture_id"),
)  # fmt: skip


def lake_measures(state: LakeState) -> pa.Table:
    """One line: for each expectation of the lake how many rows break it, and an example."""
    known = {name: _rows(table, COLUMNS[name]) for name, table in _tables(state).items()}
    found = {
        **_references(known),
        **_repeated(known),
        **_ledger(known, state),
        "no_partition_shrinks": _shrunk(known, state),
    }
    values: dict[str, float | None] = {
        name: None if missed is None else float(len(missed)) for name, missed in found.items()
    }
    seen = {name: str(missed[0])[:160] for name, missed in found.items() if missed}
    return pa.Table.from_pandas(Measures(values=values, seen=seen).frame(), preserve_index=False)


def measured(table: pa.Table, context: Context) -> pd.DataFrame:  # noqa: ARG001 - the lake's measures are all in the table
    """The line that `lake_measures` made."""
    return table.to_pandas()


LAKE = Suite(name="lake", level="lake", expectations=LAKE_EXPECTATIONS, measured=measured)
"""`check(lake_measures(state), LAKE, Context(portal=None, now=...))`."""

Missed = Sequence[object] | None
Rows = list[tuple[Any, ...]]


def _tables(state: LakeState) -> dict[str, pa.Table]:
    return {name: getattr(state, name) for name in COLUMNS}


def _rows(table: pa.Table, columns: Sequence[str]) -> Rows:
    return list(zip(*(table.column(name).to_pylist() for name in columns), strict=True))


def _references(known: Mapping[str, Rows]) -> dict[str, Missed]:
    articles, ledger = known["articles"], known["ledger"]
    ids = {row[0] for row in articles}
    captures = {row[0] for row in known["captures"]}
    contents = {(row[0], row[1]) for row in known["revisions"]}
    landed = [row for row in ledger if row[5] in LANDED]
    return {
        "articles_have_their_capture": [row[0] for row in articles if row[1] not in captures],
        "articles_have_their_revision": [row[0] for row in articles if (row[0], row[2]) not in contents],
        "revisions_have_their_article": [row for row in contents if row[0] not in ids],
        "sightings_have_their_revision": [row for row in known["sightings"] if (row[0], row[3]) not in contents],
        "sightings_have_their_capture": [row for row in known["sightings"] if row[1] not in captures],
        "landed_links_have_their_article": [row[2] for row in landed if row[3] not in ids],
        "ledger_has_its_captures": [row[2] for row in ledger if row[4] is not None and row[4] not in captures],
    }


def _repeated(known: Mapping[str, Rows]) -> dict[str, Missed]:
    waiting = {row[:2] for row in known["quarantine"]} - {row[:2] for row in known["quarantine"] if row[2] is not None}
    landed = {(row[1], row[2]) for row in known["sightings"]}
    return {
        "articles_stand_once": _again(row[0] for row in known["articles"]),
        "revisions_stand_once": _again(known["revisions"]),
        "captures_stand_once": _again(row[0] for row in known["captures"]),
        "links_end_once": _again((row[0], row[2]) for row in known["ledger"]),
        "fates_are_known": [row[5] for row in known["ledger"] if row[5] not in FATES],
        "quarantine_or_articles": sorted(waiting & landed),
    }


def _again(keys: Any) -> Missed:
    return [key for key, count in Counter(keys).items() if count > 1]


def _ledger(known: Mapping[str, Rows], state: LakeState) -> dict[str, Missed]:
    ended = Counter(row[1] for row in known["ledger"])
    unequal, urls = _unequal("discovered", state.discovered, ended), {row[1:3] for row in known["ledger"]}
    judged = ("new", "edited", "unchanged", "alias", "quarantined")
    read = Counter(row[1] for row in known["ledger"] if row[5] in judged and row[6] in JUDGED_STAGES)
    return {
        "every_link_ends": None
        if unequal is None
        else [*unequal, *(row[1] for row in known["wanted"] if row not in urls)],
        "every_reading_ends": _unequal("parsed", state.parsed, read),
    }


def _unequal(what: str, counted: Mapping[str, int] | None, ended: Mapping[str, int]) -> Missed:
    if counted is None:
        return None
    portals = sorted({*counted, *ended})
    return [
        f"{p}: {counted.get(p, 0)} {what}, {ended.get(p, 0)} ended"
        for p in portals
        if counted.get(p, 0) != ended.get(p, 0)
    ]


def _shrunk(known: Mapping[str, Rows], state: LakeState) -> Missed:
    if state.before is None:
        return None
    now = Counter((row[3], row[4]) for row in known["articles"])
    return [
        f"{portal}/{month}: {count} before, {now[portal, month]} now"
        for (portal, month), count in state.before.items()
        if now[portal, month] < count
    ]
