"""How the lake's answers look on a terminal. Times are shown as at Hồ Chí Minh City (+07:00)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from rich.console import RenderableType
from rich.markup import escape

from data_lake.cells import counts, day_of, table_of_cells, time_of
from data_lake.coverage import Coverage
from data_lake.difference import Difference
from data_lake.ledger import Completeness, Missing
from data_lake.status import Status
from data_lake.verify import Verified


def status_shown(status: Status) -> Iterator[RenderableType]:
    """Portals, latest runs, quarantine, and one line of tables and archive."""
    yield table_of_cells(
        "lake",
        ("portal", "articles", "no date", "captures", "quarantined", "oldest", "newest", "last seen"),
        (
            (
                p.portal,
                p.articles,
                p.without_date,
                p.captures,
                p.quarantined,
                day_of(p.oldest),
                day_of(p.newest),
                time_of(p.last_seen_at),
            )
            for p in status.portals
        ),
    )
    yield table_of_cells(
        "latest runs",
        ("run", "ended", "discovered", "fates"),
        ((run, time_of(at), sum(fates.values()), counts(fates)) for run, at, fates in status.runs),
    )
    if status.quarantine:
        yield table_of_cells(
            "quarantine",
            ("expectation", "captures", "waiting since", "days"),
            ((n, c, time_of(at), (datetime.now(UTC) - at).days) for n, c, at in status.quarantine),
        )
    versions = " ".join(f"{name}@{version}" for name, version in status.versions.items())
    yield f"tables: {versions or 'none'}; archive: {status.archive_files} files, {status.archive_bytes:,} bytes"


def difference_shown(found: Difference) -> Iterator[RenderableType]:
    """A line for each table, with its fields; then what was taken down in between."""
    yield table_of_cells(
        f"{found.before} to {found.after}",
        ("table", "added", "changed", "removed", "changed by field"),
        ((t.table, len(t.added), len(t.changed), len(t.removed), counts(t.fields)) for t in found.tables),
    )
    for at, url, reason in found.taken_down:
        yield f"taken down {time_of(at)}: {escape(url)} ({escape(reason)})"


def completeness_shown(rows: Sequence[Completeness], coverage: Sequence[Coverage]) -> Iterator[RenderableType]:
    """By portal, channel and day what was listed and landed; then overlap of channels and the estimate."""
    yield table_of_cells(
        "completeness",
        ("portal", "channel", "day", "listed", "landed", "under way", "missing", "why"),
        (
            (c.portal, c.channel, c.day.isoformat(), c.listed, c.landed, c.under_way, c.missing, counts(c.why))
            for c in rows
        ),
    )
    yield table_of_cells(
        "channels",
        ("portal", "first found", "seen", "by channel", "by one alone", "by both", "unseen (estimate)"),
        (
            (
                c.portal,
                c.day.isoformat() if c.day else "all",
                c.seen,
                counts(c.by_channel),
                counts(c.only),
                counts({"+".join(pair): count for pair, count in c.overlap.items()}),
                "-" if c.unseen is None else f"{c.unseen:.1f}",
            )
            for c in coverage
        ),
    )


def missing_shown(rows: Sequence[Missing]) -> Iterator[RenderableType]:
    """One line for each article that is missing."""
    yield table_of_cells(
        "missing",
        ("portal", "address", "stage", "reason", "run", "at"),
        ((m.portal, escape(m.url), m.stage, escape(m.reason), m.run_id, time_of(m.ended_at)) for m in rows),
    )


def receipts_shown(rows: Sequence[Mapping[str, Any]]) -> Iterator[RenderableType]:
    """One line for each host, and one for each rule that was broken."""
    yield table_of_cells(
        f"receipts of run {rows[0]['run_id']}",
        ("portal", "host", "requests", "robots.txt", "promised pause", "shortest pause", "violations"),
        (
            (
                row["portal"],
                row["host"],
                row["requests"],
                row["robots_read"],
                f"{row['limit_s']:g} s",
                "-" if row["closest_s"] is None else f"{row['closest_s']:.3f} s",
                len(row["violations"]),
            )
            for row in rows
        ),
    )
    for row in rows:
        for one in row["violations"]:
            yield escape(f"{one['kind']} {one['url']}: {one['detail']} ({one['record']})")


def verified_shown(found: Verified) -> Iterator[RenderableType]:
    """Each damage with the rows concerned, and what was looked at."""
    for damage in found.damages:
        yield f"[red]damaged[/red] {escape(damage.path)}: {escape(damage.what)}; concerned: {escape(damage.concerned.sentence)}"
        for name in damage.concerned.captures[:20]:
            yield f"   capture {name}"
        for name in damage.concerned.articles[:20]:
            yield f"   article {name}"
    yield f"{found.files} files ({found.unsealed} not sealed yet) and {found.records} records looked at, {len(found.damages)} damaged"
