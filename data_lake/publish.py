"""A judged batch becomes part of the lake: revisions, sightings, articles and quarantine, one commit of each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pyarrow as pa

from data_lake.aliases import land_aliases
from data_lake.lake import Lake
from data_lake.landing import land_revisions, land_sightings, sightings_near
from data_lake.newest import land_articles
from data_lake.rows import keys_of, rows_at, values
from data_lake.shapes import conform
from data_lake.spelling import as_json
from data_lake.tables import append, opened, read, versions
from schemas.article import READINGS
from schemas.outcome import Broken, Report, Snapshot
from schemas.revision import QUARANTINE

LANDED = "landed"


def publish(
    lake: Lake,
    readings: pa.Table,
    report: Report,
    run_id: str,
    now: datetime,
    *,
    resolution: str = LANDED,
    note: str | None = None,
) -> Snapshot:
    """Lands the rows that broke no MUST and quarantines the others whole. Idempotent: the same batch again adds nothing.

    Captures have to be in their table before. Order: aliases, revisions, sightings, articles, quarantine; checks and the
    ledger are the caller's, after this. A batch that `report.stopped_by` stops changes nothing but the quarantine of
    its rejected rows, and has no fates. resolution, note: what the quarantine says of waiting captures that land with it.
    """
    rows = conform(readings, READINGS)
    rejected = report.rejected
    accepted = [] if report.stopped_by else [i for i in range(rows.num_rows) if i not in rejected]
    fates = _land(lake, rows_at(_flagged(rows, report), accepted), run_id) if accepted else {}
    kept = [
        quarantined(row, report.broken[i], run_id, now)
        for i, row in zip(sorted(rejected), rows_at(rows, sorted(rejected)).to_pylist(), strict=True)
    ]
    said: dict[str, Any] = {
        "broken": [],
        "row": None,
        "resolution": resolution,
        "note": note,
        "run_id": run_id,
        "at": now,
    }
    kept += _resolved(lake, rows_at(rows, accepted), said)
    append(lake, "quarantine", pa.Table.from_pylist(kept, schema=QUARANTINE))
    return Snapshot(fates=fates, versions=versions(lake))


def quarantined(row: dict[str, Any], broken: tuple[Broken, ...], run_id: str, now: datetime) -> dict[str, Any]:
    """A row of `quarantine` for a rejected reading, which is kept whole as JSON."""
    return {
        "capture_id": row["capture_id"],
        "parser_version": row["parser_version"],
        "portal": row["portal"],
        "url": row["url"],
        "article_id": row["article_id"],
        "broken": [{name: getattr(b, name) for name in Broken.__dataclass_fields__} for b in broken],
        "row": as_json(row),
        "resolution": None,
        "note": None,
        "run_id": run_id,
        "at": now,
    }


def waiting(lake: Lake, portal: str | None = None) -> pa.Table:
    """Quarantined captures that nobody has resolved, the row of the latest parser for each, longest waiting first.

    `at` is the moment since which the capture waits, whichever parser rejected it last.
    """
    rows = read(lake, "quarantine", where=[("portal", "=", portal)] if portal else None).to_pylist()
    settled = {row["capture_id"] for row in rows if row["resolution"] is not None}
    latest: dict[str, dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: (row["parser_version"], row["at"])):
        if row["capture_id"] not in settled:
            since = latest.get(row["capture_id"], row)["at"]
            latest[row["capture_id"]] = {**row, "at": min(since, row["at"])}
    return pa.Table.from_pylist(sorted(latest.values(), key=lambda row: row["at"]), schema=QUARANTINE)


def _land(lake: Lake, readings: pa.Table, run_id: str) -> dict[str, str]:
    months, addresses = land_aliases(lake, readings, run_id)
    table = opened(lake, "sightings")
    seen = sightings_near(lake, readings, table)
    added = land_revisions(lake, readings, seen)
    land_sightings(lake, readings, run_id, table, seen)
    before, after = land_articles(lake, readings, months)
    return _fates(readings, before, after, added, addresses)


def _fates(
    readings: pa.Table,
    before: pa.Table,
    after: pa.Table,
    added: set[tuple[str, str]],
    addresses: set[tuple[str, str]],
) -> dict[str, str]:
    """new: first of its article; edited: brings a content that was not there, or back one that was; alias: the same
    content under an address not met before; unchanged: the rest."""
    said = dict(keys_of(before, ("article_id", "content_hash")))
    current = set(keys_of(after, ("capture_id", "content_hash")))
    seen, fresh, known = set(said), set(added), set(addresses)
    fates: dict[str, str] = {}
    columns = ["article_id", "capture_id", "content_hash", "url"]
    for row in readings.sort_by("captured_at").select(columns).to_pylist():
        article, capture, content, url = (row[name] for name in columns)
        if article not in seen:
            fates[capture] = "new"
        elif (article, content) in fresh or ((capture, content) in current and said.get(article, content) != content):
            fates[capture] = "edited"
        else:
            fates[capture] = "unchanged" if (article, url) in known else "alias"
        seen.add(article)
        known.add((article, url))
        fresh.discard((article, content))
    return fates


def _flagged(rows: pa.Table, report: Report) -> pa.Table:
    flags = values(rows, "flags")
    for i, broken in report.broken.items():
        codes = [b.expectation for b in broken if b.severity == "SHOULD"]
        flags[i] = list(dict.fromkeys([*flags[i], *codes]))
    place = rows.schema.get_field_index("flags")
    return rows.set_column(place, rows.schema.field(place), pa.array(flags, rows.schema.field(place).type))


def _resolved(lake: Lake, accepted: pa.Table, said: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows that say of waiting captures that they have landed: nothing is in quarantine and in articles at once."""
    if not accepted.num_rows:
        return []
    where = [
        ("portal", "in", sorted(set(values(accepted, "portal")))),
        ("capture_id", "in", values(accepted, "capture_id")),
    ]
    return [{**row, **said} for row in read(lake, "quarantine", where=where).to_pylist() if row["resolution"] is None]
