"""Measures of a batch against what the lake has of its portal: fields that fell silent, bodies that grew short, authors, freshness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from expectations.row import HANOI_TIME
from expectations.suite import Context
from portals.portal import Portal

FIELDS = ("lead", "authors", "section", "tags", "images", "attachments")
"""Fields that a page may lack; a whole batch that lacks what the portal always had was read wrongly."""
FEWEST, FEWEST_KNOWN, FEWEST_RARE = 8, 30, 4
SHORT = 0.35
"""Part of the portal's usual number of words below which a body counts as short."""


def fill_rate(table: pa.Table, field: str) -> float | None:
    """Share of rows in which a field has something; None without the column or without rows."""
    if field not in table.column_names or table.num_rows == 0:
        return None
    column = table.column(field)
    sizes = pc.list_value_length(column) if pa.types.is_list(column.type) else pc.utf8_length(column)
    return sum(bool(size) for size in sizes.to_pylist()) / table.num_rows


def filled_as_before(table: pa.Table, history: pa.Table | None) -> dict[str, float | None]:
    """For each field, its fill rate against the history's; None where the field was rare before or there are few rows."""
    if history is None or table.num_rows < FEWEST or history.num_rows < FEWEST_KNOWN:
        return {f"fill:{field}": None for field in FIELDS}
    return {f"fill:{field}": _against(fill_rate(table, field), fill_rate(history, field)) for field in FIELDS}


def _against(now: float | None, before: float | None) -> float | None:
    return None if now is None or before is None or before < 0.5 else now / before


def short_bodies(table: pa.Table, history: pa.Table | None) -> tuple[float | None, str]:
    """By how much the share of short bodies exceeds the history's; short is a third of the portal's usual length."""
    if history is None or "word_count" not in history.column_names:
        return None, "no history"
    known = sorted(n for n in history.column("word_count").to_pylist() if n is not None)
    counts = [n for n in table.column("word_count").to_pylist() if n is not None]
    if len(known) < FEWEST_KNOWN or len(counts) < FEWEST:
        return None, "too few rows"
    limit = SHORT * known[len(known) // 2]
    now, before = _below(counts, limit), _below(known, limit)
    return now - before, f"{now:.0%} of the bodies have under {limit:.0f} words, {before:.0%} had before"


def _below(counts: Sequence[int], limit: float) -> float:
    return sum(n < limit for n in counts) / len(counts)


def main_author(authors: Sequence[Sequence[str]], history: pa.Table | None) -> tuple[float | None, str]:
    """Share of the signed articles that the most frequent author signed, less that author's share in the history."""
    signed = [names for names in authors if names]
    if len(signed) < 2 * FEWEST or history is None or "authors" not in history.column_names:
        return None, "too few signed"
    name, count = Counter(name for names in signed for name in dict.fromkeys(names)).most_common(1)[0]
    known = [names for names in history.column("authors").to_pylist() if names]
    if len(known) < FEWEST_KNOWN:
        return None, "too few signed before"
    before = sum(name in names for names in known) / len(known)
    return count / len(signed) - before, f"{name} signed {count} of {len(signed)}"


def days_stale(published: Sequence[datetime], context: Context) -> tuple[float | None, str]:
    """Days by which the newest article lies further back than the portal's longest silence allows."""
    if context.history is None or context.purpose != "ingest" or not published or _ended(context.portal, context.now):
        return None, "not judged"
    known = sorted(at for at in context.history.column("published_at").to_pylist() if at is not None)
    recent = [at for at in known if at > context.now - timedelta(days=120)]
    if len(recent) < FEWEST_KNOWN:
        return None, "too little history"
    silence = max(b - a for a, b in pairwise(recent))
    allowed = max(timedelta(days=7), 3 * silence)
    newest = max(published)
    return (context.now - newest - allowed) / timedelta(days=1), f"the newest is of {newest:%d/%m/%Y}"


def rare_hours(published: Sequence[datetime], history: pa.Table | None) -> tuple[float | None, str]:
    """Share of articles published in hours of the day that had under 1 % of the portal's articles; 0 under four of them."""
    if history is None or "published_at" not in history.column_names or len(published) < FEWEST:
        return None, "not judged"
    known = Counter((at + HANOI_TIME).hour for at in history.column("published_at").to_pylist() if at is not None)
    if known.total() < 4 * FEWEST_KNOWN:
        return None, "too little history"
    rare = [at for at in published if known[(at + HANOI_TIME).hour] < 0.01 * known.total()]
    share = len(rare) / len(published) if len(rare) >= FEWEST_RARE else 0.0
    return share, f"{len(rare)} of {len(published)}"


def _ended(portal: Portal | None, now: datetime) -> bool:
    return portal is not None and portal.ended_on is not None and portal.ended_on < now.date()


def known_elsewhere(rows: Sequence[dict[str, Any]], history: pa.Table | None) -> tuple[int, int, str]:
    """(rows whose content the lake has under another article, rows that the lake has just so, an example)."""
    if history is None or history.num_rows == 0:
        return 0, 0, ""
    owner = dict(zip(history.column("content_hash").to_pylist(), history.column("article_id").to_pylist(), strict=True))
    owners = [(row, owner.get(row["content_hash"])) for row in rows]
    other = [row for row, known in owners if known is not None and known != row["article_id"]]
    same = sum(known == row["article_id"] for row, known in owners)
    return len(other), same, other[0]["title"] if other else ""
