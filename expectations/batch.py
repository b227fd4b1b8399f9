"""The batch suite: what a portal's batch has to be as a whole before any of it is published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from statistics import fmean
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from expectations import baseline, fills, sameness
from expectations.articles import ROW_EXPECTATIONS
from expectations.row import Row
from expectations.rows import rows_of
from expectations.suite import Context, Measures, Suite, SuiteError
from expectations.tightening import raised, share_holding, share_rules
from expectations.titles import folded, title_in_body, title_words_in_address, told_in
from expectations.unpacked import nested, unpacked
from expectations.wholes import BATCH_EXPECTATIONS
from expectations.words import broken_off, open_end
from portals.portal import Portal

COLUMNS = (
    "article_id", "capture_id", "url", "title", "lead", "authors", "published_at", "published_precision", "captured_at",
    "layout", "content_hash",
)  # fmt: skip
STRANGE = 0.2
"""Part of a title that stands in its body or address, below which the two seem to be of different articles."""
LOOKED_AT = 200
"""Rows of a batch whose title is held against body and address."""


def measured(table: pa.Table, context: Context) -> pd.DataFrame:
    """The batch's measures in one line; what cannot be judged (too few rows, no history, another purpose) is null."""
    rows = _rows(table)
    first = list({row["article_id"]: row for row in reversed(rows)}.values())[::-1]
    found = {**_collected(rows, context), **_apart(first, context), **_history(table, first, context)}
    found |= {**_bodies(first, table, context), **_looked_at(table, context)}
    found["rot"] = (float(len(context.rots)), "; ".join(context.rots))
    own = {
        f"portal:{rule.name}": (share_holding(rule, table), "share of the rows")
        for _, rule in share_rules(context.portal)
    }
    every = {**found, **own, **{name: (v, "") for name, v in fills.filled_as_before(table, context.history).items()}}
    return Measures(
        values={k: v for k, (v, _) in every.items()}, seen={k: w for k, (_, w) in every.items() if w}
    ).frame()


def _rows(table: pa.Table) -> sameness.Rows:
    """The columns that are compared; of a body its opening (400 characters) and its length, for 100,000 bodies are much."""
    columns: dict[str, Sequence[Any]] = {name: unpacked(table.column(name)) for name in COLUMNS}
    columns["title"] = [title or "" for title in columns["title"]]
    columns["folded"] = list(map(folded, columns["title"]))
    columns["opening"] = [text or "" for text in unpacked(pc.utf8_slice_codeunits(table.column("body"), 0, 400))]
    columns["length"] = [length or 0 for length in pc.utf8_length(table.column("body")).to_pylist()]
    columns["pictures"] = nested(table, "images", "url")
    columns["place"] = list(range(table.num_rows))
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _collected(rows: sameness.Rows, context: Context) -> dict[str, sameness.Measure]:
    live = context.live and len(rows) >= sameness.FEWEST
    captures = sameness.repeated([row["capture_id"] for row in rows])
    addresses = sameness.repeated([(row["article_id"], row["url"]) for row in rows])
    listed = context.listed if context.listed and context.listed >= sameness.FEWEST else None
    pages = len(rows) + context.unread
    return {
        "accounted": (len(rows) / listed if listed else None, f"{len(rows)} of {context.listed}"),
        "unread": (context.unread / pages if pages >= sameness.FEWEST else None, f"{context.unread} of {pages}"),
        "rejected": (context.rejected / len(rows) if len(rows) >= sameness.FEWEST else None, f"{context.rejected} of {len(rows)}"),
        "captures_again": captures if live else (None, "not judged"),
        "captures_again_anywhere": captures,
        "addresses_again": addresses if live else (None, "not judged"),
        "clashing_ids": sameness.one_id_for_many(rows) if live else (None, "not judged"),
    }  # fmt: skip


def _apart(rows: sameness.Rows, context: Context) -> dict[str, sameness.Measure]:
    """Of distinct articles only: a backfill may hold one article many times."""
    live = context.live
    known_layouts = context.portal is not None and bool(context.portal.layouts) and len(rows) >= sameness.FEWEST
    generic = sum(row["layout"] == "generic" for row in rows)
    return {
        "same_title": sameness.same_title(rows),
        "clashing_hashes": sameness.one_hash_for_many(rows),
        "same_body": sameness.same_body(rows) if live else (None, "not judged"),
        "ahead": sameness.ahead(rows),
        "at_collection": sameness.at_collection(rows) if live else (None, "not judged"),
        "same_picture": sameness.same_picture(rows),
        "same_lead": sameness.same_lead(rows),
        "same_length": sameness.same_length(rows),
        "same_moment": sameness.same_moment(rows),
        "at_midnight": sameness.at_midnight(rows),
        "mirrored_dates": sameness.mirrored_dates(rows) if live else (None, "not judged"),
        "generic": (generic / len(rows) if known_layouts else None, f"{generic} of {len(rows)}"),
    }


def _history(table: pa.Table, rows: sameness.Rows, context: Context) -> dict[str, sameness.Measure]:
    """Against what the lake has: judged where a new batch is expected to go on as before."""
    history = context.history
    other, same, example = fills.known_elsewhere(rows, history)
    live = context.live and history is not None and len(rows) >= sameness.FEWEST
    published: list[datetime] = [row["published_at"] for row in rows if row["published_at"]]
    low = high = None
    words = "not judged"
    if (
        context.purpose == "ingest"
        and history is not None
        and {"published_at", "captured_at"} <= set(history.column_names)
    ):
        low, high, words = baseline.volume(history, _unknown(rows, history), context.now)
    return {
        "known_elsewhere": (
            other / len(rows) if live else None,
            f"{other} of {len(rows)}" + (f": {example[:80]}" if example else ""),
        ),
        "nothing_new": (same / len(rows) if live and context.purpose == "ingest" else None, f"{same} of {len(rows)}"),
        "short_bodies": fills.short_bodies(table, history),
        "main_author": fills.main_author([row["authors"] or () for row in rows], history),
        "days_stale": fills.days_stale(published, context) if len(rows) >= 1 else (None, "no rows"),
        "rare_hours": fills.rare_hours(published, history),
        "volume_low": (low, words),
        "volume_high": (high, words),
    }


def _unknown(rows: sameness.Rows, history: pa.Table) -> list[datetime]:
    known = set(history.column("article_id").to_pylist()) if "article_id" in history.column_names else set()
    return [row["published_at"] for row in rows if row["published_at"] and row["article_id"] not in known]


def _bodies(rows: sameness.Rows, table: pa.Table, context: Context) -> dict[str, sameness.Measure]:
    """Of bodies held against each other; evenly spread ones of a large batch."""
    some = sameness.spread_out(rows, sameness.COMPARED)
    bodies = [
        body or ""
        for body in table.column("body").take(pa.array([row["place"] for row in some], pa.int64())).to_pylist()
    ]
    near = sameness.near_share([row["title"] for row in some], bodies)
    return {
        "near_duplicates": near if context.live else (None, "not judged"),
        "near_duplicates_anywhere": near,
        "shared_paragraph": sameness.shared_paragraph(bodies),
    }


def _looked_at(table: pa.Table, context: Context) -> dict[str, sameness.Measure]:
    """Shares of articles, of at most 200, whose title is of another article or whose body stops within a sentence."""
    step = max(1, -(-table.num_rows // LOOKED_AT))
    rows = list(rows_of(table.take(pa.array(range(0, table.num_rows, step), pa.int64())), context.portal, context.now))
    fits = [fit for row in rows if (fit := _fit(row)) is not None]
    long = [row for row in rows if row.total > 20]
    cut = sum(broken_off(row) is not None or open_end(row) is not None for row in long)
    strange = sum(fit < STRANGE for fit in fits)
    own = [fit for row in rows if (fit := title_in_body(row)) is not None]
    pairs = zip(rows, [*rows[1:], *rows[:1]], strict=True)
    foreign = [fit for row, other in pairs if (fit := told_in(other.title_words, row)) is not None]
    enough = min(len(own), len(foreign)) >= sameness.FEWEST
    apart = fmean(own) - fmean(foreign) if enough else None
    return {
        "titles_apart": (
            apart,
            f"{fmean(own):.0%} of a title stands in its own body, {fmean(foreign):.0%} in the next article's"
            if enough
            else "",
        ),
        "strange_titles": (strange / len(fits) if len(fits) >= sameness.FEWEST else None, f"{strange} of {len(fits)}"),
        "open_ends": (cut / len(long) if len(long) >= sameness.FEWEST else None, f"{cut} of {len(long)}"),
    }


def _fit(row: Row) -> float | None:
    """How much of the title stands in the body or in the address, whichever has less of it."""
    told = [share for share in (title_in_body(row), title_words_in_address(row)) if share is not None]
    return min(told, default=None)


def batch_suite(portal: Portal | None) -> Suite:
    """The suite for one portal's batch: the general one, tightened by the portal's own `expects`.

    Raises SuiteError where the portal raises an expectation that neither suite has.
    """
    suite = Suite(name="batch", level="batch", expectations=BATCH_EXPECTATIONS, measured=measured)
    must = raised(portal) if portal else frozenset()
    unknown = must - {e.name for e in (*ROW_EXPECTATIONS, *BATCH_EXPECTATIONS)}
    if unknown:
        raise SuiteError(f"no expectation is called {', '.join(sorted(unknown))}, and a portal asks for it")
    return suite.tightened(tuple(expectation for expectation, _ in share_rules(portal)), must)
