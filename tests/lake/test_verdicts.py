"""Verdicts over 300 articles that are removed, moved, brought back or merely out of reach, on an injected clock."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from data_lake.due import Visited, due, interval
from data_lake.verdicts import STATE_OF, ill_rounds, judged, verdict_of
from schemas.verdict import Probe, Verdict

BEGIN = datetime(2026, 1, 1, 2, tzinfo=UTC)
DAYS = 240
SHORTEST = 60
"""Days for which what is removed stays away: a shorter absence of an article that is visited every 30 days may pass unseen."""
NOISE = 0.005
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Case:
    """What happens to one article, by day; None: never."""

    name: str
    host: str
    removed: int | None = None
    moved: int | None = None
    back: int | None = None

    def truth(self, day: int) -> str:
        if self.back is not None and day >= self.back:
            return "live"
        if self.removed is not None and day >= self.removed:
            return "gone"
        return "moved" if self.moved is not None and day >= self.moved else "live"

    @property
    def expected(self) -> list[str]:
        first = ["gone"] if self.removed is not None else ["moved"] if self.moved is not None else []
        return [*first, *(["back"] if self.back is not None else [])]


def scripted(rng: random.Random) -> list[Case]:
    """300 articles on three hosts: removals, moves, returns, and others of which nothing happens but outages and noise."""
    cases = []
    for i in range(300):
        day = rng.randrange(5, 60)
        happens: dict[str, int] = {}
        if i % 10 in (0, 1):
            happens = {"removed": day}
        elif i % 10 in (2, 3):
            happens = {"moved": day}
        elif i % 10 == 4:
            happens = {"removed": day, "back": day + SHORTEST + rng.randrange(30)}
        cases.append(Case(f"a{i}", f"h{i % 3}", **happens))
    return cases


def outages(rng: random.Random) -> dict[tuple[str, int], str]:
    """(host, day) -> how it was out: no answer, a 404 for everything, everything redirected, one answer in ten failing."""
    out = {}
    for host in ("h0", "h1", "h2"):
        for kind in ("failed", "gone", "moved", "partly"):
            first = rng.randrange(3, DAYS - 6)
            out |= {(host, first + d): kind for d in range(rng.randrange(1, 5))}
    return out


def answered(case: Case, day: int, out: dict[tuple[str, int], str], rng: random.Random) -> tuple[str, str | None]:
    kind = out.get((case.host, day))
    if kind == "moved":
        return "moved", "https://h/maintenance"
    if kind in ("failed", "gone"):
        return kind, None
    if rng.random() < (0.3 if kind == "partly" else NOISE):
        return rng.choice(("failed", "gone")) if kind is None else "failed", None
    truth = case.truth(day)
    return truth, f"https://h/new/{case.name}" if truth == "moved" else None


def simulate(seed: int) -> tuple[list[Case], list[Verdict], dict[tuple[str, int], str]]:
    rng = random.Random(seed)
    cases, out = scripted(rng), outages(rng)
    by_name = {case.name: case for case in cases}
    probes: dict[str, list[Probe]] = {case.host: [] for case in cases}
    said: dict[str, Verdict] = {}
    verdicts: list[Verdict] = []
    last: dict[str, Probe] = {}
    for day in range(DAYS):
        now = BEGIN + day * DAY
        for host, seen in probes.items():
            known = [_visited(case, last.get(case.name), said.get(case.name)) for case in cases if case.host == host]
            for one in due(known, now, 200):
                outcome, target = answered(by_name[one.article_id], day, out, rng)
                probe = probe_of(one.article_id, now, outcome, host=host, run=f"r{day}", moved_to=target)
                last[one.article_id] = probe
                seen.append(probe)
            found = judged(seen, said, now, f"r{day}")
            said |= {one.article_id: one for one in found}
            verdicts += found
    return cases, verdicts, out


def _visited(case: Case, probe: Probe | None, said: Verdict | None) -> Visited:
    return Visited(
        article_id=case.name,
        url=f"https://{case.host}/{case.name}",
        state=STATE_OF[said.verdict] if said else "live",
        born_at=BEGIN - 10 * DAY,
        visited_at=probe.probed_at if probe else BEGIN - 2 * DAY,
        outcome=probe.outcome if probe else None,
    )


def probe_of(
    article: str, at: datetime, outcome: str, *, run: str, host: str = "h", moved_to: str | None = None
) -> Probe:
    return Probe(
        article_id=article, portal="halong", url=f"https://{host}/{article}", host=host, probed_at=at, outcome=outcome,
        reason={"live": "http_200", "gone": "http_404"}.get(outcome, outcome), moved_to=moved_to, capture_id=None, run_id=run,
    )  # fmt: skip


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.soak) for seed in (2, 3))])
def test_three_hundred_removals_moves_returns_and_outages(seed: int, capsys: pytest.CaptureFixture[str]) -> None:
    cases, verdicts, out = simulate(seed)
    given: dict[str, list[str]] = {case.name: [] for case in cases}
    right = 0
    told = [one for one in verdicts if one.verdict != "live"]
    for one in told:
        given[one.article_id].append(one.verdict)
    for case in cases:
        left = list(case.expected)
        for verdict in given[case.name]:
            if verdict in left:
                left.remove(verdict)
                right += 1
    expected = sum(len(case.expected) for case in cases)
    during = [one for one in verdicts if (one.url.split("/")[2], (one.at - BEGIN).days) in out]
    with capsys.disabled():
        print(
            f"\nverdicts seed {seed}: 300 articles, {expected} events, {len(told)} told, {right} right, "
            f"precision {right / len(told):.3f}, recall {right / expected:.3f}, during outages {len(during)}"
        )
    assert right / len(told) >= 0.98
    assert right / expected >= 0.95
    assert during == []


def rounds(*outcomes: str, days: float = 7) -> list[Probe]:
    """One article, visited every `days`, with twenty healthy others beside it in each round."""
    found = []
    for i, outcome in enumerate(outcomes):
        at = BEGIN + i * days * DAY
        found.append(probe_of("a", at, outcome, run=f"r{i}", moved_to="https://h/b" if outcome == "moved" else None))
        found += [probe_of(f"c{j}", at, "live", run=f"r{i}") for j in range(20)]
    return found


@pytest.mark.parametrize(
    ("outcomes", "days", "verdict"),
    [
        (("live", "live"), 7, None),
        (("gone", "gone"), 20, None),
        (("gone", "gone", "gone"), 7, "gone"),
        (("gone", "gone", "gone"), 6.9, None),
        (("gone", "failed", "gone", "gone"), 7, "gone"),
        (("gone", "live", "gone", "gone"), 7, None),
        (("gone", "gone", "live"), 7, "live"),
        (("moved",), 7, None),
        (("moved", "moved"), 7, "moved"),
        (("gone", "gone", "gone", "failed"), 7, None),
    ],
)
def test_what_follows_from_the_visits_of_one_article(
    outcomes: tuple[str, ...], days: float, verdict: str | None
) -> None:
    probes = rounds(*outcomes, days=days)
    found = {one.article_id: one for one in judged(probes, {}, BEGIN + 99 * DAY, f"r{len(outcomes) - 1}")}
    assert (found["a"].verdict if "a" in found else None) == verdict
    assert set(found) <= {"a"}
    if verdict == "gone":
        assert len(found["a"].evidence) == 3


def test_back_after_gone_and_not_twice() -> None:
    gone = _said("gone")
    probes = rounds("gone", "gone", "gone", "live")
    own, ill = [one for one in probes if one.article_id == "a"], ill_rounds(probes)
    back = verdict_of(own, gone, ill, BEGIN, "r3")
    assert back is not None
    assert back.verdict == "back"
    assert verdict_of(own, back, ill, BEGIN, "r3") is None
    assert verdict_of(own, gone, ill, BEGIN, "r2") is None


def test_more_than_five_in_a_hundred_failing_is_an_illness() -> None:
    def a_round(failing: int) -> list[Probe]:
        return [probe_of(f"c{j}", BEGIN, "failed" if j < failing else "live", run="r") for j in range(100)]

    assert ill_rounds(a_round(5)) == frozenset()
    assert ill_rounds(a_round(6)) == {("r", "h")}


@pytest.mark.parametrize(
    ("known", "days"),
    [
        ({}, 1),
        ({"born_at": BEGIN - 20 * DAY}, 7),
        ({"born_at": BEGIN - 200 * DAY}, 30),
        ({"born_at": BEGIN - 900 * DAY}, 180),
        ({"born_at": BEGIN - 900 * DAY, "outcome": "failed"}, 1),
        ({"born_at": BEGIN - 900 * DAY, "outcome": "gone"}, 7),
        ({"state": "gone", "outcome": "gone"}, 30),
        ({"born_at": BEGIN - 900 * DAY, "missed_at": BEGIN}, 0),
    ],
)
def test_when_an_article_is_due(known: dict[str, Any], days: int) -> None:
    plain = {"article_id": "a", "url": "u", "state": "live", "born_at": BEGIN, "visited_at": BEGIN - DAY}
    assert interval(Visited(**(plain | known)), BEGIN) == days * DAY


def _said(verdict: str) -> Verdict:
    return Verdict(
        article_id="a", portal="halong", url="u", verdict=verdict, at=BEGIN, moved_to=None, evidence=(), run_id="r"
    )
