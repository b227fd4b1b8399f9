"""The tables behind a recheck: what is known before a round, and what a round leaves. Nothing is deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import pyarrow as pa
from deltalake import DeltaTable

from data_lake.due import Visited
from data_lake.lake import Lake
from data_lake.rows import keys_of, values
from data_lake.tables import Term, append, commit, read, replace, rows_of
from data_lake.verdicts import STATE_OF, judged
from schemas.article import ARTICLES
from schemas.columns import table_of
from schemas.verdict import PROBES, VERDICT_ROWS, Probe, Verdict

LOOK_BACK = timedelta(days=400)
"""How far back visits are read: farther than the longest time between two of one article."""


def visited_of(lake: Lake, portal: str, now: datetime) -> list[Visited]:
    """Every landed article of a portal with its last visit. Narrow columns of that portal's files alone."""
    mine: list[Term] = [("portal", "=", portal)]
    latest = {one.article_id: one for one in sorted(probes_of(lake, portal, now), key=lambda one: one.probed_at)}
    missed: dict[str, datetime] = {}
    told = ("article_id", "ended_at")
    for article, at in keys_of(read(lake, "ledger", told, [*mine, ("fate", "=", "gone")]), told):
        missed[article] = max(at, missed.get(article, at))
    columns = ("article_id", "url", "state", "published_at", "first_seen_at", "last_seen_at")
    found = []
    for article, url, state, published, first, last in keys_of(read(lake, "articles", columns, mine), columns):
        probe = latest.get(article)
        found.append(
            Visited(
                article_id=article,
                url=url,
                state=state,
                born_at=published or first,
                visited_at=max(last, probe.probed_at) if probe else last,
                outcome=probe.outcome if probe else None,
                missed_at=missed.get(article),
            )
        )
    return found


def probes_of(lake: Lake, portal: str, now: datetime) -> list[Probe]:
    """A portal's visits as far back as they matter."""
    where: list[Term] = [("portal", "=", portal), ("probed_at", ">=", now - LOOK_BACK)]
    return [Probe(**row) for row in read(lake, "probes", where=where).to_pylist()]


def verdicts_of(lake: Lake, portal: str) -> dict[str, Verdict]:
    """The last verdict of each article of a portal that has one."""
    rows = read(lake, "verdicts", where=[("portal", "=", portal)]).sort_by("at").to_pylist()
    return {row["article_id"]: Verdict(**{**row, "evidence": tuple(row["evidence"])}) for row in rows}


def close_round(lake: Lake, portal: str, probes: Sequence[Probe], run_id: str, now: datetime) -> list[Verdict]:
    """Keeps a round's visits, judges, keeps the verdicts, and sets the state of the articles concerned.

    Idempotent: the same round again gives no second verdict.
    """
    append(lake, "probes", table_of(probes, PROBES))
    said = verdicts_of(lake, portal)
    found = judged(probes_of(lake, portal, now), said, now, run_id)
    append(lake, "verdicts", table_of(found, VERDICT_ROWS))
    _set_states(lake, portal, {one.article_id: STATE_OF[one.verdict] for one in verdicts_of(lake, portal).values()})
    return found


def _set_states(lake: Lake, portal: str, states: Mapping[str, str]) -> None:
    where: list[Term] = [("portal", "=", portal), ("article_id", "in", sorted(states))]

    def attempt(table: DeltaTable) -> None:
        now = rows_of(lake, "articles", table, ("article_id", "state"), where)
        other = [article for article, state in keys_of(now, ("article_id", "state")) if states[article] != state]
        if not other:
            return
        rows = rows_of(lake, "articles", table, ARTICLES.names, [where[0], ("article_id", "in", other)])
        said = pa.array([states[article] for article in values(rows, "article_id")], pa.string())
        replace(
            lake,
            "articles",
            table,
            rows.set_column(rows.schema.get_field_index("state"), ARTICLES.field("state"), said),
        )

    if states:
        commit(lake, "articles", attempt)
