"""The batch suite: what a portal's batch has to be as a whole before any of it is published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pandas as pd
import pyarrow as pa

from expectations import baseline, fills, sameness
from expectations.row import rows_of
from expectations.suite import Context, Expectation, Measures, Suite
from expectations.tightening import raised, share_holding, share_rules
from expectations.words import broken_off, open_end, title_words_in_address, title_in_body
from portals.portal import Portal
from schemas.outcome import Severity

COLUMNS = (
    "article_id", "capture_id", "url", "title", "lead", "body", "authors", "published_at", "published_precision", "captured_at",
    "layout", "content_hash", "images",
)  # fmt: skip
STRANGE = 0.2
"""Part of a title that stands in its body or address, below which the two seem to be of different articles."""
LOOKED_AT = 200
"""Rows of a batch whose title is held against body and address."""


def _most(name: str, limit: float, severity: Severity, reason: str, measure: str = "", column: str | None = None) -> Expectation:
    return Expectation(name=name, column=column, severity=severity, reason=reason, measure=measure, at_most=limit)


def _least(name: str, limit: float, severity: Severity, reason: str, measure: str = "", column: str | None = None) -> Expectation:
    return Expectation(name=name, column=column, severity=severity, reason=reason, measure=measure, at_least=limit)


_COLLECTED = (
    _least("batch_is_whole", 0.8, "MUST", "Pages handed to the readers are neither in the batch nor in the ledger by name: part of the batch was lost.", "accounted"),
    _least("every_page_is_accounted_for", 1.0, "SHOULD", "Some page is neither in the batch nor in the ledger by name.", "accounted"),
    _most("no_more_than_listed", 1.25, "SHOULD", "The batch has more rows than pages were handed to the readers.", "accounted"),
    _most("pages_can_be_read", 0.5, "SHOULD", "Most pages could not be read at all: the portal may have been redesigned.", "unread"),
    _most("rows_are_accepted", 0.5, "SHOULD", "Most rows broke a MUST: look at the portal's layouts before trusting the rest.", "rejected"),
    _most("captures_stand_once", 0.1, "MUST", "Captures stand in the batch more than once: it was put together twice.", "captures_again", "capture_id"),
    _most("no_capture_again", 0.0, "SHOULD", "A capture stands in the batch more than once.", "captures_again_anywhere", "capture_id"),
    _most("articles_stand_once", 0.1, "MUST", "Addresses were read more than once in one run: the batch is doubled.", "addresses_again", "article_id"),
    _most("ids_are_of_one_article", 0.05, "MUST", "One article_id stands for several different articles: the address pattern takes too little of the address.", "clashing_ids", "article_id"),
    _most("volume_is_not_high", 6.0, "SHOULD", "Far more was published than is usual for these weekdays and hours: old articles may have new dates.", "volume_high"),
    _least("volume_is_not_low", -3.5, "SHOULD", "Far less was published than is usual for these weekdays and hours: a channel may have fallen silent.", "volume_low"),
    _most("batch_is_fresh", 0.0, "SHOULD", "The newest article is older than this portal's silences are long: an old listing, or old pages from a cache.", "days_stale", "published_at"),
    _most("something_is_new", 0.9, "SHOULD", "The lake has nearly all of the batch just so: yesterday's pages were collected again.", "nothing_new"),
)  # fmt: skip
_APART = (
    _most("content_is_not_of_others", 0.3, "MUST", "The lake has this content under other articles: old pages were answered for new addresses.", "known_elsewhere", "content_hash"),
    _most("hardly_any_content_of_others", 0.1, "SHOULD", "The lake has the content of some articles under other addresses.", "known_elsewhere", "content_hash"),
    _most("articles_differ", 0.5, "MUST", "Most bodies are nearly the same: one page was answered for many addresses.", "near_duplicates", "body"),
    _most("articles_mostly_differ", 0.2, "SHOULD", "Many bodies are nearly the same.", "near_duplicates_anywhere", "body"),
    _most("titles_differ", 0.5, "MUST", "Different articles have one title: it was read from a logo, a menu or the section.", "same_title", "title"),
    _most("titles_mostly_differ", 0.25, "SHOULD", "Several different articles have one title.", "same_title", "title"),
    _most("hashes_tell_contents_apart", 0.0, "MUST", "Different bodies have one content_hash: edits would be lost.", "clashing_hashes", "content_hash"),
    _most("pictures_differ", 0.6, "SHOULD", "One picture stands in most articles: a logo or a placeholder was read.", "same_picture", "images"),
    _most("hours_are_usual", 0.5, "SHOULD", "Most were published in hours in which this portal does not publish: the zone may be wrong.", "rare_hours", "published_at"),
    _most("leads_differ", 0.5, "MUST", "Different articles have one lead: it was read from the site's own description.", "same_lead", "lead"),
    _most("titles_fit_their_articles", 0.5, "MUST", "Most titles have nothing of their bodies and addresses: titles and articles were mixed up.", "strange_titles", "title"),
    _most("bodies_end", 0.6, "MUST", "Most bodies stop without an end: something cuts them.", "open_ends", "body"),
    _most("lengths_differ", 0.3, "MUST", "Different bodies have one length to the character: something cuts them.", "same_length", "body"),
    _most("bodies_are_as_long_as_ever", 0.5, "MUST", "Bodies are far shorter than this portal's are: leads or teasers were read for articles.", "short_bodies", "body"),
    _most("bodies_share_no_paragraph", 0.3, "SHOULD", "One paragraph stands in many articles: a line of the site that no rule knows.", "shared_paragraph", "body"),
    _most("moments_differ", 0.8, "MUST", "Nearly all articles were published in the same second: another date of the page was read.", "same_moment", "published_at"),
    _most("moments_mostly_differ", 0.4, "SHOULD", "Many articles were published in the same second.", "same_moment", "published_at"),
    _most("days_are_not_months", 0.5, "MUST", "Most dates are of long ago, and of these days if day and month change places.", "mirrored_dates", "published_at"),
    _most("times_are_told", 0.4, "SHOULD", "Many articles were published at 00:00 to the minute: dates without a time were given one.", "at_midnight", "published_at"),
    _most("authors_vary", 0.6, "SHOULD", "One author signs nearly everything, who did not before: read from the page's metadata or menu.", "main_author", "authors"),
    _most("layouts_are_known", 0.2, "SHOULD", "Many pages were read by the generic reader: the portal's layouts no longer fit.", "generic", "layout"),
    *(_least(f"{field}_as_filled_as_ever", 0.4, "SHOULD", f"The portal used to give {field}, and this batch hardly has any: its selector no longer fits.", f"fill:{field}", field) for field in fills.FIELDS),
)  # fmt: skip
BATCH_EXPECTATIONS: tuple[Expectation, ...] = _COLLECTED + _APART


def measured(table: pa.Table, context: Context) -> pd.DataFrame:
    """The batch's measures in one line; what cannot be judged (too few rows, no history, another purpose) is null."""
    columns = {name: table.column(name).to_pylist() for name in COLUMNS}
    rows = [dict(zip(COLUMNS, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    first = list({row["article_id"]: row for row in reversed(rows)}.values())[::-1]
    found = {**_collected(rows, context), **_apart(first, context), **_history(table, first, context)}
    found |= {"strange_titles": _strange_titles(table, context), "open_ends": _open_ends(table, context)}
    own = {f"portal:{rule.name}": (share_holding(rule, table), "share of the rows") for _, rule in share_rules(context.portal)}
    every = {**found, **own, **{name: (v, "") for name, v in fills.filled_as_before(table, context.history).items()}}
    return Measures(values={k: v for k, (v, _) in every.items()}, seen={k: w for k, (_, w) in every.items() if w}).frame()


def _collected(rows: sameness.Rows, context: Context) -> dict[str, sameness.Measure]:
    live = context.purpose == "ingest" and len(rows) >= sameness.FEWEST
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
    near = sameness.near_share(rows)
    live = context.purpose == "ingest"
    known_layouts = context.portal is not None and bool(context.portal.layouts) and len(rows) >= sameness.FEWEST
    generic = sum(row["layout"] == "generic" for row in rows)
    return {
        "near_duplicates": near if live else (None, "not judged"),
        "near_duplicates_anywhere": near,
        "same_title": sameness.same_title(rows),
        "clashing_hashes": sameness.one_hash_for_many(rows),
        "same_picture": sameness.same_picture(rows),
        "same_lead": sameness.same_lead(rows),
        "same_length": sameness.same_length(rows),
        "shared_paragraph": sameness.shared_paragraph(rows),
        "same_moment": sameness.same_moment(rows),
        "at_midnight": sameness.at_midnight(rows),
        "mirrored_dates": sameness.mirrored_dates(rows) if live else (None, "not judged"),
        "generic": (generic / len(rows) if known_layouts else None, f"{generic} of {len(rows)}"),
    }


def _history(table: pa.Table, rows: sameness.Rows, context: Context) -> dict[str, sameness.Measure]:
    """Against what the lake has: judged where a new batch is expected to go on as before."""
    history = context.history
    other, same, example = fills.known_elsewhere(rows, history)
    live = context.purpose == "ingest" and history is not None and len(rows) >= sameness.FEWEST
    published: list[datetime] = [row["published_at"] for row in rows if row["published_at"]]
    low = high = None
    words = "not judged"
    if context.purpose == "ingest" and history is not None and {"published_at", "captured_at"} <= set(history.column_names):
        low, high, words = baseline.volume(history, _unknown(rows, history), context.now)
    return {
        "known_elsewhere": (other / len(rows) if live else None, f"{other} of {len(rows)}" + (f": {example[:80]}" if example else "")),
        "nothing_new": (same / len(rows) if live else None, f"{same} of {len(rows)}"),
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


def _sample(table: pa.Table, context: Context) -> Sequence[Any]:
    step = max(1, -(-table.num_rows // LOOKED_AT))
    return list(rows_of(table.take(list(range(0, table.num_rows, step))), context.portal, context.now))


def _strange_titles(table: pa.Table, context: Context) -> sameness.Measure:
    """Share of articles whose title has hardly anything of the body, or nothing of the address."""
    fits = [(title_in_body(row), title_words_in_address(row)) for row in _sample(table, context)]
    judged = [(body, address) for body, address in fits if body is not None or address is not None]
    strange = sum((body is not None and body < STRANGE) or (address is not None and address < STRANGE) for body, address in judged)
    return (strange / len(judged) if len(judged) >= sameness.FEWEST else None), f"{strange} of {len(judged)}"


def _open_ends(table: pa.Table, context: Context) -> sameness.Measure:
    """Share of bodies that stop within a sentence."""
    rows = [row for row in _sample(table, context) if len(row.words) > 20]
    cut = sum(broken_off(row) is not None or open_end(row) is not None for row in rows)
    return (cut / len(rows) if len(rows) >= sameness.FEWEST else None), f"{cut} of {len(rows)}"


def batch_suite(portal: Portal | None) -> Suite:
    """The suite for one portal's batch: the general one, tightened by the portal's own `expects`."""
    suite = Suite(name="batch", level="batch", expectations=BATCH_EXPECTATIONS, measured=measured)
    more = tuple(expectation for expectation, _ in share_rules(portal))
    return suite.tightened(more, raised(portal) if portal else frozenset())
