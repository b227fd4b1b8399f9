"""The past: what an article said when, and every article as it was known at a moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from data_lake.changes import Change, changes, same_words
from data_lake.lake import Lake
from data_lake.rows import by_capture, first_by_key, keys_of, picked, rows_at, values
from data_lake.tables import Term, existing, read
from data_lake.whereabouts import articles_at, contents_of, life_of, sightings_of, tombstones_of
from schemas.columns import MOMENT
from schemas.errors import CallError
from schemas.revision import REVISIONS

SEEN = (
    "article_id",
    "capture_id",
    "parser_version",
    "captured_at",
    "medium",
    "content_hash",
    "section",
    "section_path",
)


Row = Mapping[str, Any]
NO_SECTION: Row = {"section": None, "section_path": ()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of captures in which an article had one content under one section. Both clocks: `valid_from` and `seen_until` are of the
    captures (UTC); what the city says of its own time stands in `reading` (published_at, modified_at)."""

    content_hash: str
    valid_from: datetime
    seen_until: datetime
    captures: tuple[str, ...]
    medium: str
    parser_version: int
    reading: Row
    """The whole row of revisions, under the section that was printed in this stretch."""
    changes: tuple[Change, ...]
    """Against the period before; empty for the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that was seen of one article."""

    portal: str
    article_id: str
    urls: tuple[str, ...]
    periods: tuple[Period, ...]
    taken_down: tuple[tuple[datetime, str], ...] = ()
    """(moment, reason) of its takedowns: then there is nothing left to tell."""


def history(lake: Lake, url: str) -> History:
    """The contents of the article at an address, oldest first. Raises CallError where no article was ever landed."""
    found = articles_at(lake, url)
    if not found:
        raise CallError(
            f"no article was landed from {url}; `python -m data_lake explain {url}` tells what became of it"
        )
    return history_of(lake, *found[0])


def history_of(lake: Lake, portal: str, article_id: str) -> History:
    """The history of an article by its id."""
    life = life_of(lake, portal, article_id)
    seen = effective(sightings_of(lake, life, SEEN))
    found = contents_of(lake, life, values(seen, "content_hash"))
    readings = {row["content_hash"]: row for row in found.to_pylist()}
    rows = [row for row in by_capture(seen).to_pylist() if row["content_hash"] in readings]
    return History(
        portal=portal,
        article_id=article_id,
        urls=life.urls,
        taken_down=tuple(tombstones_of(lake, life)),
        periods=tuple(_periods(_with_sections(_without_echoes(rows, readings), readings), readings)),
    )


def as_of(lake: Lake, moment: datetime, *, portal: str | None = None, columns: Sequence[str] | None = None) -> pa.Table:
    """Every article as the captures up to a moment had it, in the columns of revisions and `seen_at` (UTC).

    Of several captures the newest counts, HTML before text, read by the latest parser that read it.
    """
    return pa.concat_tables(as_of_each(lake, moment, portal=portal, columns=columns))


def as_of_each(
    lake: Lake, moment: datetime, *, portal: str | None = None, columns: Sequence[str] | None = None
) -> Iterator[pa.Table]:
    """The same, one table for each portal, so that a large lake need not be in memory at once; at least one table."""
    table = existing(lake, "sightings")
    there = sorted({one["portal"] for one in table.partitions()}) if table is not None else []
    for name in [portal] if portal else there or [""]:
        yield _as_of(lake, moment, name, list(columns) if columns is not None else REVISIONS.names)


def _as_of(lake: Lake, moment: datetime, portal: str, wanted: list[str]) -> pa.Table:
    mine: list[Term] = [("portal", "=", portal)]
    seen = effective(read(lake, "sightings", SEEN, [*mine, ("captured_at", "<=", moment)]))
    newest = first_by_key(by_capture(seen, latest_first=True), ("article_id",))
    at = {key[:2]: key[2] for key in keys_of(newest, ("article_id", "content_hash", "captured_at"))}
    under = _latest_sections(seen)
    carried = list(dict.fromkeys([*wanted, "article_id", "content_hash"]))
    revisions = read(lake, "revisions", carried, mine)
    keys = keys_of(revisions, ("article_id", "content_hash"))
    kept = picked(revisions, (key in at for key in keys))
    for i, name in enumerate(NO_SECTION, 1):
        if name not in wanted:
            continue
        own = keys_of(kept, ("article_id", name))
        said = [under[article][i] if article in under else value for article, value in own]
        place = kept.schema.get_field_index(name)
        kept = kept.set_column(place, kept.schema.field(place), pa.array(said, kept.schema.field(place).type))
    moments = pa.array([at[key[0], key[1]] for key in keys if key in at], MOMENT)
    return kept.select(wanted).append_column(pa.field("seen_at", MOMENT, nullable=False), moments)


def effective(sightings: pa.Table) -> pa.Table:
    """One sighting for each capture: by the latest parser; none of a text beside HTML of the same moment."""
    latest = first_by_key(sightings.sort_by([("parser_version", "descending")]), ("article_id", "capture_id"))
    keys = keys_of(latest, ("article_id", "captured_at", "medium"))
    html = {(article, at) for article, at, medium in keys if medium != "text"}
    return rows_at(latest, [i for i, (a, at, medium) in enumerate(keys) if medium != "text" or (a, at) not in html])


def _latest_sections(seen: pa.Table) -> dict[str, tuple[Any, ...]]:
    """article_id -> (article_id, section, section_path) of the latest section that it was seen under, as first spelled."""
    latest: dict[str, tuple[Any, ...]] = {}
    printed = by_capture(seen.filter(pc.is_valid(seen.column("section"))))
    for key in keys_of(printed, ("article_id", *NO_SECTION)):
        if key[0] not in latest or not same_words(latest[key[0]][1], key[1]):
            latest[key[0]] = key
    return latest


def _with_sections(rows: Sequence[Row], readings: Mapping[str, Row]) -> list[Row]:
    """Each sighting under its section. One that shows none, as a twin or a text may, stands under the one before it; the
    first ones under the first that is known."""
    told: list[Row] = []
    last: Row = {"content_hash": None, **NO_SECTION}
    for row in rows:
        own = row if row["section"] else readings[row["content_hash"]]
        twin = not row["section"] and row["content_hash"] == last["content_hash"]
        if twin or not own["section"] or same_words(own["section"], last["section"]):
            own = last
        last = {**row, **{name: own[name] for name in NO_SECTION}}
        told.append(last)
    first = next((row for row in told if row["section"]), NO_SECTION)
    return [row if row["section"] else {**row, **{name: first[name] for name in NO_SECTION}} for row in told]


def _periods(rows: Sequence[Row], readings: Mapping[str, Row]) -> list[Period]:
    stretches: list[list[Row]] = []
    for row in rows:
        if stretches and all(stretches[-1][-1][name] == row[name] for name in ("content_hash", "section")):
            stretches[-1].append(row)
        else:
            stretches.append([row])
    periods: list[Period] = []
    for stretch in stretches:
        reading = {**readings[stretch[0]["content_hash"]], **{name: stretch[0][name] for name in NO_SECTION}}
        periods.append(
            Period(
                content_hash=stretch[0]["content_hash"],
                valid_from=stretch[0]["captured_at"],
                seen_until=stretch[-1]["captured_at"],
                captures=tuple(row["capture_id"] for row in stretch),
                medium=stretch[0]["medium"],
                parser_version=stretch[0]["parser_version"],
                reading=reading,
                changes=tuple(changes(periods[-1].reading, reading)) if periods else (),
            )
        )
    return periods


def _without_echoes(rows: Sequence[Row], readings: Mapping[str, Row]) -> list[Row]:
    """Leaves out text captures that say the words of the HTML capture before or after them: they are read less well,
    so their content differs though the article does not."""
    html = [i for i, row in enumerate(rows) if row["medium"] != "text"]
    kept = []
    for i, row in enumerate(rows):
        beside = [max((j for j in html if j < i), default=None), min((j for j in html if j > i), default=None)]
        words = _words(readings[row["content_hash"]])
        echo = any(j is not None and _words(readings[rows[j]["content_hash"]]) == words for j in beside)
        if row["medium"] != "text" or not echo:
            kept.append(row)
    return kept


def _words(reading: Row) -> str:
    return " ".join(reading["body"].split())
