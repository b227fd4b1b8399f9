"""Runs kinds of damage against the gate, and clean batches too. `PYTHONPATH=. python tests/gate/mutation.py` prints every figure."""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from expectations.check import check_batch
from portals.read import article_on
from portals.registry import portal_named
from portals.saved import read_golden
from schemas.article import Article
from schemas.outcome import Report
from tests.gate.clean import PORTALS, Batch, batch, sealed
from tests.gate.damage import BESIDES, DAMAGES, Damage, Row
from tests.gate.further import FURTHER, UNKNOWABLE

NOW = datetime(2025, 11, 20, 11, tzinfo=UTC)
"""A Thursday; damage is put into batches of working days of the weeks before."""
TOLERATED = frozenset({"no_undated_text"})
"""Row expectations that speak on clean rows, as they should: a text capture without a date is flagged."""


@dataclass(frozen=True)
class Outcome:
    """Whether a damage was seen, and by which expectations; `hurt`: undamaged rows that were rejected along."""

    damage: Damage
    seed: int
    caught: bool
    by: tuple[str, ...]
    hurt: int


@cache
def _clean(seed: int) -> Batch:
    return batch(seed, NOW - timedelta(weeks=seed), mean=26.0)


def undergone(damage: Damage, seed: int) -> Outcome:
    """The damage put into a clean batch, and what the gate says."""
    rng = random.Random(seed * 7919 + len(damage.name))
    clean = _clean(seed)
    if damage.on == "batch":
        report = check_batch((damaged := damage.apply(clean, rng)).table(), damaged.context)
        failed = [c for c in report.checked if c.level == "batch" and not c.success and _enough(damage, c.severity)]
        return Outcome(damage, seed, bool(failed), tuple(c.expectation for c in failed), 0)
    places = [i for i, row in enumerate(clean.rows) if _can_be_damaged(row)]
    hit = set(rng.sample(places, 3))
    rows = [damage.apply(row, rng) if i in hit else row for i, row in enumerate(clean.rows)]
    report = check_batch(Batch(rows, clean.context).table(), clean.context)
    by = [{b.expectation for b in report.broken.get(i, ()) if _enough(damage, b.severity)} for i in hit]
    names = Counter(name for found in by for name in found)
    return Outcome(damage, seed, all(by), tuple(n for n, _ in names.most_common()), len(report.rejected - hit))


def _can_be_damaged(row: Row) -> bool:
    """News with a lead and three paragraphs: on a notice of one line half of the damages are no damage."""
    return row["published_at"] is not None and len([b for b in row["blocks"] if b["kind"] == "paragraph"]) >= 3


def _enough(damage: Damage, severity: str) -> bool:
    """A MUST has to be caught as a MUST; what only needs a look may also be stopped."""
    return severity == "MUST" or damage.severity == "SHOULD"


def clean_batches(count: int) -> list[Batch]:
    """Clean batches of all portals and sizes: weekends, Tết and holidays among them, some of them first batches."""
    rng = random.Random(20260217)
    moments = [datetime(2026, 2, 12, 11, tzinfo=UTC) + timedelta(days=n) for n in range(12)]
    moments += [
        datetime(2025, 4, 30, 11, tzinfo=UTC),
        datetime(2025, 9, 2, 11, tzinfo=UTC),
        datetime(2026, 1, 1, 11, tzinfo=UTC),
    ]
    moments += [
        datetime(2024, 2, 10, 11, tzinfo=UTC),
        datetime(2025, 3, 15, 11, tzinfo=UTC),
        datetime(2025, 3, 16, 11, tzinfo=UTC),
    ]
    made = []
    for seed in range(count):
        now = (
            moments[seed]
            if seed < len(moments)
            else datetime(2023, 1, 1, rng.randrange(24), tzinfo=UTC) + timedelta(days=rng.randrange(1100))
        )
        days, mean = rng.choice((1, 1, 1, 2, 3)), rng.choice((6.0, 15.0, 26.0, 40.0))
        history = rng.choice((0, 5, 40, 120, 400 if seed % 10 == 0 else 90))
        made.append(
            batch(1000 + seed, now, mean=mean, days=days, history_days=history, portal=PORTALS[seed % len(PORTALS)])
        )
    return made


def wider_batches(count: int) -> list[Batch]:
    """Clean batches of rarer kinds, in turn: a few rows, bare texts, after a silence, thrice the volume, old eras, first ones, read again."""
    rng = random.Random(20251130)
    return [_wider(rng, seed) for seed in range(count)]


def _wider(rng: random.Random, seed: int) -> Batch:
    now = datetime(2024, 3, 1, rng.randrange(6, 16), tzinfo=UTC) + timedelta(days=rng.randrange(600))
    portal, mean = PORTALS[seed % len(PORTALS)], rng.choice((8.0, 20.0, 32.0))
    usual = batch(5000 + seed, now, mean=mean, history_days=70, portal=portal)
    kind = seed % 7
    if kind == 0:
        return batch(5000 + seed, now, mean=rng.choice((1.0, 2.0, 3.0)), history_days=70, portal=portal)
    if kind == 1:
        undated = {"published_at": None, "published_precision": None, "published_zone": None, "event_date": None}
        rows = [sealed({**row, **undated, "medium": "text", "layout": "text"}) for row in usual.rows]
        return Batch(rows, replace(usual.context, purpose="backfill", history=None))
    if kind == 2:
        return batch(5000 + seed, now, mean=mean, days=rng.randint(6, 13), history_days=70, portal=portal)
    if kind == 3:
        many = batch(6000 + seed, now, mean=3 * mean, history_days=0, portal=portal)
        return Batch(many.rows, replace(usual.context, listed=len(many.rows)))
    if kind == 4:
        old = batch(
            5000 + seed, now.replace(year=rng.randint(2004, 2014)), mean=mean, days=3, history_days=0, portal=portal
        )
        rows = [{**row, "captured_at": now} for row in old.rows]
        return Batch(rows, replace(usual.context, purpose="backfill", listed=None))
    if kind == 5:
        return Batch(usual.rows, replace(usual.context, history=None))
    return Batch(usual.rows, replace(usual.context, purpose=rng.choice(("reparse", "replay", "recheck"))))


def saved_articles() -> dict[str, list[Article]]:
    """slug -> the portal's saved pages, as they are read; those that are no article are left out."""
    found: dict[str, list[Article]] = {}
    for file in sorted((Path(__file__).parent.parent / "portals").glob("*/*.json")):
        golden, page = read_golden(file)
        if "article" in golden:
            found.setdefault(file.parent.name, []).append(article_on(page, portal_named(file.parent.name)))
    return found


def alarms(report: Report) -> list[str]:
    """What a clean batch should not hear: rejected rows, failing checks of the batch, and flags on rows."""
    rows = [
        f"{b.expectation}: {b.value}"
        for broken in report.broken.values()
        for b in broken
        if b.expectation not in TOLERATED
    ]
    return rows + [f"{c.expectation}: {c.observed}" for c in report.checked if c.level == "batch" and not c.success]


def main(seeds: int, cleans: int) -> None:
    for damage in (*DAMAGES, *BESIDES, *FURTHER, *(damage for damage, _ in UNKNOWABLE)):
        outcomes = [undergone(damage, seed) for seed in range(1, seeds + 1)]
        seen = sum(o.caught for o in outcomes)
        by = Counter(name for o in outcomes for name in o.by)
        hurt = sum(o.hurt for o in outcomes)
        print(
            f"{seen}/{seeds} {'' if seen == seeds else 'MISS '}{damage.name} [{damage.severity}] {dict(by)}{f' hurt {hurt}' if hurt else ''}",
            flush=True,
        )
    heard: Counter[str] = Counter()
    loud = rows = 0
    for clean in (*clean_batches(cleans), *wider_batches(cleans)):
        found = alarms(check_batch(clean.table(), clean.context))
        rows += len(clean.rows)
        loud += bool(found)
        heard.update(found)
    print(f"{loud} of {2 * cleans} clean batches ({rows} rows) raised an alarm")
    for words, count in heard.most_common(40):
        print(f"  {count} × {words}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
