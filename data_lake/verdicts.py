"""What follows from visits to landed articles: live, moved, gone or back. Policy alone, no I/O.

A host in trouble proves nothing about its articles: visits of a round in which it was ill are no evidence, and give no verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from schemas.verdict import Probe, Verdict

GONE_PROBES = 3
GONE_SPAN = timedelta(days=14)
MOVED_PROBES = 2
FAILING_SHARE = 0.05
"""Share of a host's visits in one round that may fail; above it the host is ill."""
TURNED_SHARE, TURNED_AMONG = 0.5, 4
"""No city takes half of what was live away in a day: then it is the host, also when it answers 404 to each."""
STATE_OF = {"gone": "gone", "moved": "moved", "live": "live", "back": "live"}

Round = tuple[str, str]
"""(run_id, host)."""


def ill_rounds(probes: Iterable[Probe]) -> frozenset[Round]:
    """The rounds in which a host was ill: too many visits failed, or most of what was live stopped being so at once.

    probes: all of a portal's, so that it is known what was live before.
    """
    rounds: dict[Round, list[Probe]] = {}
    for probe in sorted(probes, key=lambda one: one.probed_at):
        rounds.setdefault((probe.run_id, probe.host), []).append(probe)
    last: dict[str, str] = {}
    ill = set()
    for name, visits in sorted(rounds.items(), key=lambda item: item[1][0].probed_at):
        failed = sum(visit.outcome == "failed" for visit in visits)
        were_live = [visit for visit in visits if last.get(visit.article_id, "live") == "live"]
        turned = sum(visit.outcome in ("gone", "moved") for visit in were_live)
        if failed > FAILING_SHARE * len(visits) or (
            len(were_live) >= TURNED_AMONG and turned > TURNED_SHARE * len(were_live)
        ):
            ill.add(name)
        else:
            last |= {visit.article_id: visit.outcome for visit in visits if visit.outcome != "failed"}
    return frozenset(ill)


def verdict_of(
    probes: Sequence[Probe], said: Verdict | None, ill: frozenset[Round], now: datetime, run_id: str
) -> Verdict | None:
    """What is newly known of one article after the round `run_id`; None where nothing is.

    probes: its own, in any order. said: the last verdict, None where there was none. Needs a clear answer of a healthy
    host in this very round; `gone` needs three without another answer between them over 14 days, `moved` two with one target.
    """
    clear = sorted(
        (one for one in probes if one.outcome != "failed" and (one.run_id, one.host) not in ill),
        key=lambda one: one.probed_at,
    )
    if not clear or clear[-1].run_id != run_id or (said is not None and said.run_id == run_id):
        return None
    verdict, evidence = _judged(clear, said)
    if verdict is None:
        return None
    latest = clear[-1]
    return Verdict(
        article_id=latest.article_id,
        portal=latest.portal,
        url=latest.url,
        verdict=verdict,
        at=now,
        moved_to=latest.moved_to if verdict == "moved" else None,
        evidence=tuple(f"{one.probed_at.isoformat()} {one.outcome} {one.reason}" for one in evidence),
        run_id=run_id,
    )


def judged(probes: Sequence[Probe], said: Mapping[str, Verdict], now: datetime, run_id: str) -> list[Verdict]:
    """The verdicts of one round over a portal. probes: all of the portal's, this round's included."""
    ill = ill_rounds(probes)
    by_article: dict[str, list[Probe]] = {}
    for probe in probes:
        by_article.setdefault(probe.article_id, []).append(probe)
    found = (verdict_of(own, said.get(article), ill, now, run_id) for article, own in sorted(by_article.items()))
    return [verdict for verdict in found if verdict is not None]


def _judged(clear: Sequence[Probe], said: Verdict | None) -> tuple[str | None, Sequence[Probe]]:
    state = STATE_OF[said.verdict] if said else "live"
    latest = clear[-1]
    tail = _tail(clear)
    if latest.outcome == "live":
        if state != "live":
            return "back", (latest,)
        doubted = _tail(clear[: -len(tail)])
        fresh = len(tail) == 1 and bool(doubted) and (said is None or doubted[-1].probed_at > said.at)
        return ("live", (*doubted, latest)) if fresh else (None, ())
    if latest.outcome == "gone":
        long = latest.probed_at - tail[0].probed_at >= GONE_SPAN
        return ("gone", tail) if state != "gone" and len(tail) >= GONE_PROBES and long else (None, ())
    new = said is None or state != "moved" or said.moved_to != latest.moved_to
    return ("moved", tail) if new and len(tail) >= MOVED_PROBES else (None, ())


def _tail(clear: Sequence[Probe]) -> Sequence[Probe]:
    """The last visits that all had one answer."""
    start = len(clear)
    while start and (clear[start - 1].outcome, clear[start - 1].moved_to) == (clear[-1].outcome, clear[-1].moved_to):
        start -= 1
    return clear[start:]
