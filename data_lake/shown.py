"""How the lake's answers look on a terminal. Times are shown as at Hồ Chí Minh City (+07:00)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from data_lake.changes import diff
from data_lake.coverage import Coverage
from data_lake.difference import Difference
from data_lake.explain import Explained
from data_lake.history import History
from data_lake.ledger import LOCAL, Completeness, Missing
from data_lake.status import Status
from data_lake.verify import Verified


def status_shown(status: Status) -> Iterator[RenderableType]:
    """Portals, latest runs, quarantine, and one line of tables and archive."""
    yield _table(
        "lake",
        ("portal", "articles", "no date", "captures", "quarantined", "oldest", "newest", "last seen"),
        (
            (
                p.portal,
                p.articles,
                p.without_date,
                p.captures,
                p.quarantined,
                _day(p.oldest),
                _day(p.newest),
                _time(p.last_seen_at),
            )
            for p in status.portals
        ),
    )
    yield _table(
        "latest runs",
        ("run", "ended", "discovered", "fates"),
        ((run, _time(at), sum(fates.values()), _counts(fates)) for run, at, fates in status.runs),
    )
    if status.quarantine:
        yield _table(
            "quarantine",
            ("expectation", "captures", "waiting since", "days"),
            ((n, c, _time(at), (datetime.now(UTC) - at).days) for n, c, at in status.quarantine),
        )
    versions = " ".join(f"{name}@{version}" for name, version in status.versions.items())
    yield f"tables: {versions or 'none'}; archive: {status.archive_files} files, {status.archive_bytes:,} bytes"


def difference_shown(found: Difference) -> Iterator[RenderableType]:
    """A line for each table, with its fields; then what was taken down in between."""
    yield _table(
        f"{found.before} to {found.after}",
        ("table", "added", "changed", "removed", "changed by field"),
        ((t.table, len(t.added), len(t.changed), len(t.removed), _counts(t.fields)) for t in found.tables),
    )
    for at, url, reason in found.taken_down:
        yield f"taken down {_time(at)}: {escape(url)} ({escape(reason)})"


def completeness_shown(rows: Sequence[Completeness], coverage: Sequence[Coverage]) -> Iterator[RenderableType]:
    """By portal, channel and day what was listed and landed; then overlap of channels and the estimate."""
    yield _table(
        "completeness",
        ("portal", "channel", "day", "listed", "landed", "missing", "why"),
        ((c.portal, c.channel, c.day.isoformat(), c.listed, c.landed, c.missing, _counts(c.why)) for c in rows),
    )
    yield _table(
        "channels",
        ("portal", "first found", "seen", "by channel", "by one alone", "by both", "unseen (estimate)"),
        (
            (
                c.portal,
                c.day.isoformat() if c.day else "all",
                c.seen,
                _counts(c.by_channel),
                _counts(c.only),
                _counts({"+".join(pair): count for pair, count in c.overlap.items()}),
                "-" if c.unseen is None else f"{c.unseen:.1f}",
            )
            for c in coverage
        ),
    )


def missing_shown(rows: Sequence[Missing]) -> Iterator[RenderableType]:
    """One line for each article that is missing."""
    yield _table(
        "missing",
        ("portal", "address", "stage", "reason", "run", "at"),
        ((m.portal, escape(m.url), m.stage, escape(m.reason), m.run_id, _time(m.ended_at)) for m in rows),
    )


def receipts_shown(rows: Sequence[Mapping[str, Any]]) -> Iterator[RenderableType]:
    """One line for each host, and one for each rule that was broken."""
    yield _table(
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


def history_shown(history: History) -> Iterator[RenderableType]:
    """Each period with its dates, the kinds of change, and the changed words."""
    yield f"[bold]{escape(history.periods[-1].reading['title']) if history.periods else history.article_id}[/bold]"
    yield f"{history.portal} {history.article_id}"
    for url in history.urls:
        yield f"  {escape(url)}"
    yield from _taken_down(history.taken_down)
    for number, period in enumerate(history.periods, 1):
        published = _time(period.reading["published_at"])
        yield (
            f"\n[bold]{number}.[/bold] seen from {_time(period.valid_from)} until {_time(period.seen_until)} in "
            f"{len(period.captures)} captures ({period.medium}, parser {period.parser_version}); published {published}"
        )
        for change in period.changes:
            then, now = (
                _brief(_local(side) if change.kind == "date" else side) for side in (change.before, change.after)
            )
            yield f"   [yellow]{change.kind}[/yellow] {escape(then)} → {escape(now)}"
        if number > 1:
            for line in diff(history.periods[number - 2].reading, period.reading):
                yield escape(f"   {line}")


def explained_shown(told: Explained) -> Iterator[RenderableType]:
    """Fates, captures, readings with the origin of each field, quarantine, and the article's row."""
    for row in told.articles:
        yield f"[bold]{escape(row['title'])}[/bold]"
        yield f"{row['portal']} {row['article_id']} {row['state']}, published {_time(row['published_at'])}, month={row['month']}"
        yield f"   newest content {row['content_hash'][:12]} from capture {row['capture_id']} by {row['layout']} (parser {row['parser_version']})"
    for url in told.aliases:
        yield f"   {escape(url)}"
    yield from _taken_down(told.taken_down)
    yield _table(
        "ledger",
        ("run", "fate", "stage", "reason", "channel", "source", "place", "found"),
        (
            (
                r["run_id"],
                r["fate"],
                r["stage"],
                r["reason"],
                r["channel"],
                r["source"],
                r["place"],
                _time(r["found_at"]),
            )
            for r in told.ledger
        ),
    )
    yield _table(
        "captures",
        ("capture", "captured", "status", "type", "bytes", "via", "record"),
        (
            (
                c["capture_id"],
                _time(c["captured_at"]),
                c["status"],
                c["content_type"],
                c["length"],
                c["via"],
                f"{c['warc_file']}@{c['warc_offset']}",
            )
            for c in told.captures
        ),
    )
    for reading in told.readings:
        yield _table(
            f"reading of {reading['capture_id']} by {reading['layout']}, parser {reading['parser_version']}, content {reading['content_hash'][:12]}",
            ("field", "read from", "second reader"),
            (
                (o["field"], o["origin"], {None: "-", True: "agrees", False: "differs"}[o["agrees"]])
                for o in reading["origins"] or ()
            ),
        )
    for row in told.quarantine:
        broken = "; ".join(f"{b['severity']} {b['expectation']}: {b['reason']} ({b['value']})" for b in row["broken"])
        yield f"[red]quarantine[/red] {_time(row['at'])} {row['capture_id']} {escape(row['resolution'] or 'waiting')} {escape(broken)}"


LISTED = ("portal", "published_at", "title", "word_count", "canonical_url")
"""Columns that a list of articles shows."""


def articles_shown(rows: pa.Table, limit: int = 50) -> Iterator[RenderableType]:
    """The first rows as a table."""
    shown = rows.slice(0, limit).to_pylist()
    yield _table(
        f"{rows.num_rows} articles" + (f", the first {limit}" if rows.num_rows > limit else ""),
        ("portal", "published", "title", "words", "url"),
        ((r["portal"], _time(r["published_at"]), r["title"], r["word_count"], r["canonical_url"]) for r in shown),
    )


def verified_shown(found: Verified) -> Iterator[RenderableType]:
    """Each damage with the rows concerned, and what was looked at."""
    for damage in found.damages:
        yield f"[red]damaged[/red] {escape(damage.path)}: {escape(damage.what)}; concerned: {escape(damage.concerned.sentence)}"
        for name in damage.concerned.captures[:20]:
            yield f"   capture {name}"
        for name in damage.concerned.articles[:20]:
            yield f"   article {name}"
    yield f"{found.files} files ({found.unsealed} not sealed yet) and {found.records} records looked at, {len(found.damages)} damaged"


def _taken_down(stones: Iterable[tuple[datetime, str]]) -> Iterator[RenderableType]:
    for at, reason in stones:
        yield f"[red]taken down[/red] {_time(at)}: {escape(reason)}"


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*("-" if cell is None else escape(str(cell)) for cell in row))
    return table


def _counts(counts: Mapping[Any, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items()) or "-"


def _time(moment: datetime | None) -> str:
    return moment.astimezone(LOCAL).strftime("%Y-%m-%d %H:%M") if moment else "-"


def _day(moment: datetime | None) -> str:
    return moment.astimezone(LOCAL).date().isoformat() if moment else "-"


def _local(moment: str | None) -> str | None:
    return None if moment is None else _time(datetime.fromisoformat(moment))


def _brief(text: str | None) -> str:
    return "(nothing)" if text is None else text if len(text) <= 80 else f"{text[:77]}..."
