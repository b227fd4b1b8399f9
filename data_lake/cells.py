"""The cells of answers on a terminal: times as at Hồ Chí Minh City (+07:00), counts, and long texts cut short."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from rich.markup import escape
from rich.table import Table

from data_lake.ledger import LOCAL


def table_of_cells(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """A table; what is not there is a dash."""
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*("-" if cell is None else escape(str(cell)) for cell in row))
    return table


def counts(counts: Mapping[Any, int]) -> str:
    """`name 3, other 1`, or a dash."""
    return ", ".join(f"{name} {count}" for name, count in counts.items()) or "-"


def time_of(moment: datetime | None) -> str:
    """The minute, or a dash."""
    return moment.astimezone(LOCAL).strftime("%Y-%m-%d %H:%M") if moment else "-"


def day_of(moment: datetime | None) -> str:
    """The day, or a dash."""
    return moment.astimezone(LOCAL).date().isoformat() if moment else "-"


def local(moment: str | None) -> str | None:
    """A moment in ISO 8601 as the minute."""
    return None if moment is None else time_of(datetime.fromisoformat(moment))


def brief(text: str | None) -> str:
    """At most 80 letters of a text."""
    return "(nothing)" if text is None else text if len(text) <= 80 else f"{text[:77]}..."
