"""How what the lake knows of articles looks on a terminal: a history, the whole story of an address, a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from data_lake.cells import brief, local, table_of_cells, time_of

if TYPE_CHECKING:
    import pyarrow as pa

    from data_lake.explain import Explained
    from data_lake.history import History

Row = Mapping[str, Any]


def history_shown(history: History) -> Iterator[RenderableType]:
    """Each period with its dates, the kinds of change, and the changed words."""
    from data_lake.changes import diff

    yield f"[bold]{escape(history.periods[-1].reading['title']) if history.periods else history.article_id}[/bold]"
    yield f"{history.portal} {history.article_id}"
    for url in history.urls:
        yield f"  {escape(url)}"
    yield from _taken_down(history.taken_down)
    for number, period in enumerate(history.periods, 1):
        published = time_of(period.reading["published_at"])
        yield (
            f"\n[bold]{number}.[/bold] seen from {time_of(period.valid_from)} until {time_of(period.seen_until)} in "
            f"{len(period.captures)} captures ({period.medium}, parser {period.parser_version}); published {published}"
        )
        for change in period.changes:
            then, now = (
                brief(local(side) if change.kind == "date" else side) for side in (change.before, change.after)
            )
            yield f"   [yellow]{change.kind}[/yellow] {escape(then)} → {escape(now)}"
        if number > 1:
            for line in diff(history.periods[number - 2].reading, period.reading):
                yield escape(f"   {line}")


def explained_shown(told: Explained) -> Iterator[RenderableType]:
    """Fates, captures, readings with the origin of each field, quarantine, and the article's row."""
    for row in told.articles:
        yield f"[bold]{escape(row['title'])}[/bold]"
        yield f"{row['portal']} {row['article_id']} {row['state']}, published {time_of(row['published_at'])}, month={row['month']}"
        yield f"   newest content {row['content_hash'][:12]} from capture {row['capture_id']} by {row['layout']} (parser {row['parser_version']})"
    for url in told.aliases:
        yield f"   {escape(url)}"
    yield from _taken_down(told.taken_down)
    yield _ledger(told.ledger)
    if told.unfinished:
        yield _unfinished(told.unfinished)
    yield _captures(told.captures)
    yield from (_origins(reading) for reading in told.readings)
    for row in told.quarantine:
        broken = "; ".join(f"{b['severity']} {b['expectation']}: {b['reason']} ({b['value']})" for b in row["broken"])
        yield f"[red]quarantine[/red] {time_of(row['at'])} {row['capture_id']} {escape(row['resolution'] or 'waiting')} {escape(broken)}"


def _ledger(rows: Iterable[Row]) -> Table:
    names = ("run_id", "fate", "stage", "reason", "channel", "source", "place")
    return table_of_cells(
        "ledger",
        ("run", *names[1:], "found"),
        ((*(row[name] for name in names), time_of(row["found_at"])) for row in rows),
    )


def _unfinished(rows: Iterable[Row]) -> Table:
    return table_of_cells(
        "set out for, and no fate",
        ("run", "state", "stage", "reason", "channels", "found"),
        (
            (r["run_id"], r["fate"], r["stage"], r["reason"], ", ".join(r["channels"]), time_of(r["found_at"]))
            for r in rows
        ),
    )


def _captures(rows: Iterable[Row]) -> Table:
    return table_of_cells(
        "captures",
        ("capture", "captured", "status", "type", "bytes", "via", "record"),
        (
            (
                c["capture_id"],
                time_of(c["captured_at"]),
                c["status"],
                c["content_type"],
                c["length"],
                c["via"],
                f"{c['warc_file']}@{c['warc_offset']}",
            )
            for c in rows
        ),
    )


def _origins(reading: Row) -> Table:
    return table_of_cells(
        f"reading of {reading['capture_id']} by {reading['layout']}, parser {reading['parser_version']}, content {reading['content_hash'][:12]}",
        ("field", "read from", "second reader"),
        (
            (o["field"], o["origin"], {None: "-", True: "agrees", False: "differs"}[o["agrees"]])
            for o in reading["origins"] or ()
        ),
    )


LISTED = ("portal", "published_at", "title", "word_count", "canonical_url")
"""Columns that a list of articles shows."""


def articles_shown(rows: pa.Table, limit: int = 50) -> Iterator[RenderableType]:
    """The first rows as a table; a word where there are none."""
    if not rows.num_rows:
        yield "0 articles: nothing had been seen by then"
        return
    shown = rows.slice(0, limit).to_pylist()
    yield table_of_cells(
        f"{rows.num_rows} articles" + (f", the first {limit}" if rows.num_rows > limit else ""),
        ("portal", "published", "title", "words", "url"),
        ((r["portal"], time_of(r["published_at"]), r["title"], r["word_count"], r["canonical_url"]) for r in shown),
    )


def _taken_down(stones: Iterable[tuple[datetime, str]]) -> Iterator[RenderableType]:
    for at, reason in stones:
        yield f"[red]taken down[/red] {time_of(at)}: {escape(reason)}"
