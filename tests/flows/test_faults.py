"""Portals on which nearly everything goes wrong: what can be had lands once, the rest is in the ledger with its reason."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from data_lake import tables
from data_lake.lake import open_lake
from data_lake.receipts import receipts
from portals.fetch import Session
from portals.portal import Portal
from simulator import Simulator
from simulator.channels import in_listing
from simulator.feeds import in_sitemap
from tests.flows.front import front
from tests.flows.truth import differences
from tests.loopback import AGENT
from tests.seeds import FIXED, FIXED_AND_NEW, seed_of

pytestmark = pytest.mark.flow

LASTING: tuple[tuple[str, dict[str, Any], str, str], ...] = (
    ("429", {}, "failed", "http_429"),
    ("503", {"retry_after": 0.1}, "failed", "http_503"),
    ("status", {"status": 500}, "failed", "http_500"),
    ("status", {"status": 403}, "blocked", "http_403"),
    ("slow_body", {}, "failed", "timeout"),
    ("slow_headers", {}, "failed", "timeout"),
    ("reset", {}, "failed", "reset"),
    ("hang_up", {}, "blocked", "dropped"),
    ("short", {}, "failed", "truncated"),
    ("long", {}, "failed", "truncated"),
    ("endless", {}, "failed", "too_large"),
    ("bomb", {"coding": "gzip", "megabytes": 60}, "failed", "too_large_decoded"),
    ("bomb", {"coding": "br", "megabytes": 60}, "failed", "too_large_decoded"),
    ("bomb", {"coding": "zstd", "megabytes": 60}, "failed", "too_large_decoded"),
    ("redirect_loop", {}, "failed", "redirect_loop"),
    ("redirect_to", {}, "refused", "private_address"),
    ("redirect_to", {"to": "http://khac.example/"}, "refused", "redirect_undeclared"),
    ("challenge", {}, "blocked", "challenge"),
    ("soft_404", {}, "quarantined", "soft_404"),
    ("login_wall", {}, "quarantined", "login_wall"),
)
"""Fault of an article's page, its options, the fate it leads to and the beginning of the reason."""
PASSING: tuple[tuple[str, dict[str, Any]], ...] = (
    ("429", {"times": 1, "retry_after": 0.2}),
    ("503", {"times": 2}),
    ("reset", {"times": 1}),
    ("short", {"times": 1}),
    ("slow_headers", {"times": 1}),
    ("charset", {"charset": "windows-1252"}),
    ("bytes_as", {"charset": "windows-1258"}),
)
"""Faults that a page is had in spite of."""
LYING: dict[str, tuple[tuple[str, ...], Callable[[Any], bool]]] = {
    "hanoi": (("sitemap_malformed", "feed_malformed", "lastmod_lies"), in_listing),
    "thanhphohaiphong": (
        ("paging_cycle", "paging_duplicate", "feed_dates", "feed_dead_links", "robots_huge"),
        in_sitemap,
    ),
    "haiphong": (("sitemap_malformed", "lastmod_lies", "feed_dates", "feed_dead_links"), in_listing),
    "halong": (("feed_malformed", "paging_cycle", "robots_huge"), in_sitemap),
    "kinhtedothi": (("feed_dead_links", "feed_dates", "paging_duplicate", "lastmod_lies"), in_sitemap),
}
"""Faults of the channels by portal, and which articles are shown all the same."""
IN_EVERY_TEST = ("hanoi", "thanhphohaiphong")


@pytest.fixture
def troubled(monkeypatch: pytest.MonkeyPatch) -> Iterator[Simulator]:
    """A simulator of its own, and little patience with it."""
    with Simulator(articles=60, seed=FIXED) as running:
        host, port = running.address
        monkeypatch.setenv("PORTALS_SIMULATOR", f"{host}:{port}")
        monkeypatch.setenv("PORTALS_PATIENCE_S", "4")
        monkeypatch.setenv("PORTALS_ATTACHMENTS", "false")
        yield running


def pattern(url: str) -> str:
    parts = urlsplit(url)
    return re.escape(parts.netloc.removeprefix("www.") + parts.path)


def ends(lake: str, run_id: str) -> dict[str, dict[str, Any]]:
    rows = tables.read(open_lake(lake), "ledger", where=[("run_id", "=", run_id)]).to_pylist()
    by_url = {row["url"]: row for row in rows}
    assert len(by_url) == len(rows)
    return by_url


def wrong_rows(lake: str, truths: list[dict[str, Any]]) -> list[Any]:
    """Of the articles that had to land: those that did not, stand twice, or are not what their page says."""
    rows = tables.read(open_lake(lake), "articles").to_pylist()
    wrong: list[Any] = []
    for truth in truths:
        mine = [row for row in rows if row["canonical_url"] == truth["canonical_url"]]
        wrong += [(truth["url"], len(mine))] if len(mine) != 1 else differences(truth, mine[0])
    return wrong


@pytest.mark.parametrize("seed", FIXED_AND_NEW)
@pytest.mark.parametrize(
    "slug", [slug if slug in IN_EVERY_TEST else pytest.param(slug, marks=pytest.mark.soak) for slug in LYING]
)
def test_with_every_fault_on(troubled: Simulator, on_server: str, lake: str, slug: str, seed: int | None) -> None:
    from flows.ingest import ingest

    seed, world = seed_of(seed), troubled.world
    world.seed = seed
    lies, is_shown = LYING[slug]
    urls = {story.url for story in world.listed(slug) if is_shown(story)}
    shown = [t for t in world.truth(slug) if t["state"] == "live" and t["published_at"] and t["url"] in urls]
    struck = random.Random(seed).sample(shown, len(LASTING) + len(PASSING))
    for truth, (name, options) in zip(struck, [fault[:2] for fault in LASTING] + list(PASSING), strict=True):
        world.fault(slug, name, url=pattern(truth["url"]), **options)
    for name in lies:
        world.fault(slug, name)

    state = ingest(portals=[slug], lake=lake, run_id="first", return_state=True)
    assert state.is_completed(), state.message
    ended = ends(lake, "first")
    lost = {truth["url"] for truth in struck[: len(LASTING)]}
    found = [
        (name, ended[truth["url"]]["fate"], (ended[truth["url"]]["reason"] or "").partition(":")[0])
        for truth, (name, *_) in zip(struck, LASTING, strict=False)
    ]
    assert found == [(name, fate, reason) for name, _, fate, reason in LASTING]
    wrong = wrong_rows(lake, [truth for truth in shown if truth["url"] not in lost])
    assert wrong == [], [(row["url"], row["fate"], row["reason"]) for row in ended.values() if row["fate"] != "new"]
    assert {len(row["violations"]) for row in receipts(open_lake(lake), "first")} == {0}

    world.clear()
    state = ingest(portals=[slug], lake=lake, run_id="second", return_state=True)
    assert state.is_completed(), state.message
    owed = [t for t, (*_, fate, _) in zip(struck, LASTING, strict=False) if fate in ("failed", "blocked")]
    assert wrong_rows(lake, owed) == []


@pytest.mark.parametrize("robots", ["robots_5xx", "robots_deny"])
def test_a_robots_txt_that_turns_within_a_run(
    troubled: Simulator, on_server: str, lake: str, monkeypatch: pytest.MonkeyPatch, robots: str
) -> None:
    """The addresses of the paper's oldest era are of another origin, whose rules are first asked for when the pages are."""
    from flows import ingest as flow

    found = flow.discover

    def discover(job: Any) -> Any:
        result = found(job)
        troubled.world.fault("kinhtedothi", robots)
        return result

    monkeypatch.setattr(flow, "discover", discover)
    state = flow.ingest(portals=["kinhtedothi"], lake=lake, run_id="first", return_state=True)
    assert state.is_completed(), state.message
    old = {t["url"] for t in troubled.world.truth("kinhtedothi") if t["url"].startswith("http://")}
    ended = ends(lake, "first")
    fate, reason = ("failed", "robots: robots.txt: http_503") if robots == "robots_5xx" else ("refused", "robots")
    assert {(ended[url]["fate"], ended[url]["reason"].startswith(reason)) for url in old if url in ended} == {
        (fate, True)
    }
    assert [row["violations"] for row in receipts(open_lake(lake), "first")] == [[]]

    monkeypatch.undo()
    host, port = troubled.address
    monkeypatch.setenv("PORTALS_SIMULATOR", f"{host}:{port}")
    monkeypatch.setenv("PORTALS_ATTACHMENTS", "false")
    troubled.world.clear()
    state = flow.ingest(portals=["kinhtedothi"], lake=lake, run_id="second", return_state=True)
    assert state.is_completed(), state.message
    owed = [t for t in troubled.world.truth("kinhtedothi") if t["url"] in old and t["state"] == "live"]
    if robots == "robots_5xx":
        assert wrong_rows(lake, owed) == [], "a robots.txt that could not be had forbids nothing for good"


def test_half_a_page_is_no_article_and_is_asked_for_again(troubled: Simulator, on_server: str, lake: str) -> None:
    """Markup that stops in the middle, sent as if it were whole."""
    from flows.ingest import ingest

    shown = [t for t in troubled.world.truth("hanoi") if t["state"] == "live" and t["number"] % 11 != 5]
    cut = shown[3:23:2]
    for truth in cut:
        troubled.world.fault("hanoi", "truncated", url=pattern(truth["url"]))
    state = ingest(portals=["hanoi"], lake=lake, run_id="first", return_state=True)
    assert state.is_completed(), state.message
    ended = ends(lake, "first")
    assert {(ended[t["url"]]["fate"], ended[t["url"]]["reason"]) for t in cut} == {
        ("quarantined", "truncated: the page stops in the middle")
    }
    troubled.world.clear()
    state = ingest(portals=["hanoi"], lake=lake, run_id="second", return_state=True)
    assert state.is_completed(), state.message
    assert wrong_rows(lake, cut) == []


def test_a_name_without_an_address_and_a_certificate_that_runs_out(
    troubled: Simulator, on_server: str, lake: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is taken over TLS that cannot be trusted, and what could not be asked for is asked for by the next run."""
    from flows import ingest as flow

    ward = "honggai.halongcity.gov.vn"
    with front(troubled.address, "kinhtedothi.vn", tmp_path) as way:
        monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(way.trusted))

        def session(portal: Portal, **options: Any) -> Session:
            told = {**options, "gateway": None, "delay_s": 0.0, "user_agent": AGENT, "budget_dir": tmp_path / "budget"}
            return Session(portal, resolve=way.resolve, connect=way.connect, **told)

        monkeypatch.setattr("tasks.session.Session", session)
        found = flow.discover

        def discover(job: Any) -> Any:
            result = found(job)
            way.expired = True
            return result

        way.nameless = {ward}
        monkeypatch.setattr(flow, "discover", discover)
        slugs = ["halong", "kinhtedothi"]
        state = flow.ingest(portals=["halong"], lake=lake, run_id="first", return_state=True)
        assert state.is_completed(), state.message
        way.expired = False
        state = flow.ingest(portals=["kinhtedothi"], lake=lake, run_id="second", return_state=True)
        assert state.is_completed(), state.message
        ended = {**ends(lake, "first"), **ends(lake, "second")}
        truths = {slug: [t for t in troubled.world.truth(slug) if t["url"] in ended] for slug in slugs}
        unreached = {
            "dns": [t for t in truths["halong"] if urlsplit(t["url"]).hostname == ward],
            "tls": [t for t in truths["kinhtedothi"] if t["url"].startswith("https:")],
        }
        for reason, many in unreached.items():
            assert many
            assert {(ended[t["url"]]["fate"], ended[t["url"]]["reason"].partition(":")[0]) for t in many} == {
                ("failed", reason)
            }
        kept = {t["url"] for many in unreached.values() for t in many}
        dated = [t for many in truths.values() for t in many if t["state"] == "live" and t["published_at"]]
        assert wrong_rows(lake, [t for t in dated if t["url"] not in kept]) == []

        monkeypatch.setattr(flow, "discover", found)
        way.nameless, way.expired = set(), False
        state = flow.ingest(portals=slugs, lake=lake, run_id="third", return_state=True)
        assert state.is_completed(), state.message
        assert wrong_rows(lake, dated) == []
