"""The newest accepted content of each article: which reading that is, and how it comes into the table `articles`."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable

from data_lake.lake import Lake
from data_lake.rows import by_capture, first_by_key, values, without
from data_lake.shapes import SHAPES, conform
from data_lake.tables import add, commit, near, replace, rows_of
from schemas.article import ARTICLES, MONTH

PROOF = ("article_id", "capture_id", "parser_version", "content_hash", "first_seen_at", "last_seen_at")
"""Columns by which a row that has changed is told from one that has not."""


def newest(rows: pa.Table) -> pa.Table:
    """Of rows of `articles`, one for each article: the content of the newest capture, first and last seen over all.

    HTML goes before text, then the later capture, then the later parser; so the order of the rows does not matter.
    """
    best = first_by_key(by_capture(rows, latest_first=True), ("article_id",))
    spans = rows.group_by("article_id").aggregate([("first_seen_at", "min"), ("last_seen_at", "max")])
    place = pc.index_in(best.column("article_id"), spans.column("article_id"))
    for name, span in (("first_seen_at", "first_seen_at_min"), ("last_seen_at", "last_seen_at_max")):
        best = best.set_column(best.schema.get_field_index(name), ARTICLES.field(name), spans.column(span).take(place))
    return best


def land_articles(lake: Lake, readings: pa.Table, months: dict[str, str]) -> tuple[pa.Table, pa.Table]:
    """Brings the newest content into `articles`. -> the rows of these articles before, and after."""
    shape, batch = SHAPES["articles"], _as_articles(readings, months)
    ids = sorted(set(values(batch, "article_id")))

    def attempt(table: DeltaTable) -> tuple[pa.Table, pa.Table]:
        where = [*near(shape, batch), ("article_id", "in", ids)]
        # Whole rows, with their bodies, are read only where an article of the batch is there already.
        met = set(values(rows_of(lake, "articles", table, ("article_id",), where), "article_id"))
        before = rows_of(lake, "articles", table, ARTICLES.names, where) if met else ARTICLES.empty_table()
        after = newest(pa.concat_tables([_with_state(batch, before), before]))
        changed = without(after, PROOF, before)
        if met & set(values(changed, "article_id")):
            replace(lake, "articles", table, changed)
        elif changed.num_rows:
            add(table, shape, changed)
        return before, after

    return commit(lake, "articles", attempt)


def _as_articles(readings: pa.Table, months: dict[str, str]) -> pa.Table:
    rows = readings
    for name in ("first_seen_at", "last_seen_at"):
        rows = rows.append_column(ARTICLES.field(name), readings.column("captured_at"))
    rows = rows.append_column(ARTICLES.field("state"), pa.array(["live"] * rows.num_rows, pa.string()))
    kept_in = [months[article] for article in values(rows, "article_id")]
    return conform(rows.append_column(ARTICLES.field(MONTH), pa.array(kept_in, pa.string())), ARTICLES)


def _with_state(batch: pa.Table, before: pa.Table) -> pa.Table:
    # A verdict is another stage's to give: new content does not change it.
    said = dict(zip(values(before, "article_id"), values(before, "state"), strict=True))
    states = [said.get(article, "live") for article in values(batch, "article_id")]
    return batch.set_column(
        batch.schema.get_field_index("state"), ARTICLES.field("state"), pa.array(states, pa.string())
    )
