"""A batch that breaks a MUST of the batch is stopped whole, and after the fix `replay` lands every row of it exactly once."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.request import Request, urlopen

import duckdb
import polars as pl
import pytest
from deltalake import DeltaTable

from data_lake import tables
from data_lake.history import history
from data_lake.lake import open_lake
from data_lake.ledger import completeness, fates
from data_lake.publish import waiting
from data_lake.quarantine import let_in
from data_lake.rows import values
from portals.portal import Layout
from portals.read import article_on
from portals.registry import portals
from schemas.article import Article
from simulator import Simulator
from tests.flows.test_calls import ROOT, call
from tests.seeds import FIXED

pytestmark = pytest.mark.flow

PUBLISHED = 12


class Stopped(NamedTuple):
    """A lake of hanoi in which a run's batch was stopped, because the reader took leads for articles."""

    address: str
    simulator: Simulator
    state: Any
    before: dict[str, int]
    """Versions of the tables before the stopped run."""
    urls: frozenset[str]
    """Addresses of the batch."""


def ingested(lake: str, run_id: str) -> Any:
    from flows.ingest import ingest

    return ingest(portals=["hanoi"], lake=lake, run_id=run_id, return_state=True)


def replayed(lake: str, run_id: str) -> Any:
    from flows.replay import replay

    return replay(portals=["hanoi"], lake=lake, run_id=run_id, return_state=True)


def redesigned(patch: pytest.MonkeyPatch, **selectors: Any) -> None:
    """The portal's file does not fit its pages any more: these selectors find something else."""
    hanoi = portals()["hanoi"]
    layouts: tuple[Layout, ...] = tuple(dataclasses.replace(one, **selectors) for one in hanoi.layouts)
    patch.setattr("tasks.parse.portals", lambda: {**portals(), "hanoi": dataclasses.replace(hanoi, layouts=layouts)})


@pytest.fixture(scope="module")
def stopped(api: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stopped]:
    from prefect.settings import PREFECT_API_URL, temporary_settings

    lake = str(tmp_path_factory.mktemp("stopped") / "lake")
    with (
        Simulator(seed=FIXED) as simulator,
        pytest.MonkeyPatch.context() as patch,
        temporary_settings({PREFECT_API_URL: api}),
    ):
        patch.setenv("PORTALS_SIMULATOR", ":".join(map(str, simulator.address)))
        assert ingested(lake, "good").is_completed()
        before = tables.versions(open_lake(lake))
        published = simulator.world.publish("hanoi", PUBLISHED)
        with pytest.MonkeyPatch.context() as broken:
            redesigned(broken, content=".detail-sapo, [data-role=sapo]")
            state = ingested(lake, "stopped")
        yield Stopped(lake, simulator, state, before, frozenset(one["url"] for one in published))


def asked(api: str, what: str, where: dict[str, Any]) -> list[dict[str, Any]]:
    """Things of a kind as the server keeps them."""
    body = json.dumps({**where, "limit": 200}).encode()
    request = Request(f"{api}/{what}/filter", body, {"Content-Type": "application/json"})
    with urlopen(request, timeout=30) as answer:
        return list(json.load(answer))


def test_a_stopped_batch_changes_no_article_and_waits_whole(stopped: Stopped) -> None:
    lake = open_lake(stopped.address)
    after = tables.versions(lake)
    for name in ("articles", "revisions", "sightings", "aliases"):
        assert after[name] == stopped.before[name]
    held = waiting(lake, "hanoi").to_pylist()
    assert {row["url"] for row in held} == stopped.urls
    assert all(row["row"] for row in held)
    assert {"bodies_are_as_long_as_ever"} <= set.intersection(
        *({b["expectation"] for b in row["broken"]} for row in held)
    )
    assert fates(lake, "stopped")["hanoi"]["quarantined"] == PUBLISHED


def test_the_run_is_failed_in_prefect_with_a_sentence_that_says_what_to_do(stopped: Stopped, api: str) -> None:
    assert stopped.state.is_failed()
    runs = asked(api, "flow_runs", {"flows": {"name": {"any_": ["ingest"]}}})
    (run,) = [one["state"] for one in runs if one["parameters"].get("run_id") == "stopped"]
    assert run["type"] == "FAILED"
    for part in ("hanoi", "bodies_are_as_long_as_ever", "was not published", "`python -m flows replay --portal hanoi`"):
        assert part in run["message"]


def test_the_artifact_and_the_status_say_what_waits_and_since_when(stopped: Stopped, api: str) -> None:
    (portal,) = [
        one
        for one in asked(api, "artifacts", {"artifacts": {"key": {"any_": ["portal-hanoi"]}}})
        if "run stopped" in one["description"]
    ]
    assert f"{PUBLISHED} captures wait" in portal["data"]
    assert f"| `bodies_are_as_long_as_ever` | {PUBLISHED} | 20" in portal["data"]
    pages = asked(api, "artifacts", {"artifacts": {"key": {"any_": ["expectations-hanoi"]}}})
    address = open_lake(stopped.address).url(open_lake(stopped.address).report("stopped", "hanoi"))
    assert any(f"]({address})" in one["data"] and f"`{address}`" in one["data"] for one in pages)
    done = call("data_lake", "status", PORTALS_LAKE=stopped.address)
    (line,) = [line for line in done.stdout.splitlines() if "bodies_are_as_long_as_ever" in line]
    _, captures, since, days = [cell.strip() for cell in line.strip("│ \n").split("│")]
    assert (captures, since[:2], days) == (str(PUBLISHED), "20", "0")


def test_the_trend_of_an_expectation_is_one_query(stopped: Stopped) -> None:
    files = DeltaTable(open_lake(stopped.address).table("checks")).file_uris()
    sql = (ROOT / "docs" / "trend.sql").read_text("utf-8")
    wanted = {"files": files, "expectation": "bodies_are_as_long_as_ever"}
    trend = duckdb.sql(sql, params=wanted).pl().filter(pl.col("run_id").is_in(["good", "stopped"]))
    assert trend.select("portal", "run_id", "unexpected").rows() == [("hanoi", "good", 0), ("hanoi", "stopped", 1)]


def test_meanwhile_no_page_that_waits_is_asked_for_again(
    stopped: Stopped, on_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTALS_SIMULATOR", ":".join(map(str, stopped.simulator.address)))
    since = len(stopped.simulator.requests)
    assert ingested(stopped.address, "meanwhile").is_completed()
    requests = {hit.host + hit.path for hit in stopped.simulator.requests[since:]}
    assert requests.isdisjoint({url.partition("://")[2] for url in stopped.urls})
    assert fates(open_lake(stopped.address), "meanwhile")["hanoi"]["quarantined"] == PUBLISHED


def test_replay_without_a_fix_lands_nothing(stopped: Stopped, on_server: str) -> None:
    with pytest.MonkeyPatch.context() as broken:
        redesigned(broken, content=".detail-sapo, [data-role=sapo]")
        state = replayed(stopped.address, "too soon")
    lake = open_lake(stopped.address)
    assert state.is_failed()
    assert tables.versions(lake)["articles"] == stopped.before["articles"]
    assert waiting(lake, "hanoi").num_rows == PUBLISHED


def test_after_the_fix_replay_lands_every_row_exactly_once(
    stopped: Stopped, on_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = open_lake(stopped.address)
    had = tables.read(lake, "articles", ["article_id"]).num_rows
    state = replayed(stopped.address, "mended")
    assert state.is_completed(), state.message
    assert fates(lake, "mended") == {"hanoi": {"new": PUBLISHED}}
    rows = tables.read(lake, "articles", ["article_id", "canonical_url", "capture_id"])
    assert rows.num_rows == had + PUBLISHED == len(set(values(rows, "article_id")))
    assert stopped.urls <= set(values(rows, "canonical_url"))
    assert waiting(lake).num_rows == 0
    kept = tables.read(lake, "quarantine").to_pylist()
    assert Counter(row["resolution"] for row in kept) == {None: PUBLISHED, "landed": PUBLISHED}
    assert {row["run_id"] for row in kept if row["resolution"] == "landed"} == {"mended"}
    for url in stopped.urls:
        assert len(history(lake, url).periods) == 1

    before = tables.versions(lake)
    assert replayed(stopped.address, "again").is_completed()
    assert fates(lake, "again") == {}
    after = tables.versions(lake)
    assert {**after, "checks": 0} == {**before, "checks": 0}

    monkeypatch.setenv("PORTALS_SIMULATOR", ":".join(map(str, stopped.simulator.address)))
    assert ingested(stopped.address, "next").is_completed()
    assert "quarantined" not in fates(lake, "next")["hanoi"]
    assert {row.missing for row in completeness(lake, "hanoi", run_id="mended")} == {0}


def test_what_still_fails_waits_on_and_the_rest_lands(
    on_server: str, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader that comes after is of another version, so its verdict is a row of its own."""
    with Simulator(seed=FIXED) as simulator:
        monkeypatch.setenv("PORTALS_SIMULATOR", ":".join(map(str, simulator.address)))
        with pytest.MonkeyPatch.context() as broken:
            redesigned(broken, published=".nowhere", structured=False)
            ingested(lake, "undated")
        opened = open_lake(lake)
        held = waiting(opened, "hanoi").to_pylist()
        assert held
    first = held[0]["capture_id"]

    def newer(page: Any, portal: Any) -> Any:
        article = dataclasses.replace(article_on(page, portal), parser_version=10_000)
        return dataclasses.replace(article, title="") if article.capture_id == first else article

    monkeypatch.setattr("tasks.parse.article_on", newer)
    state = replayed(lake, "newer")
    assert state.is_completed(), state.message
    assert fates(opened, "newer") == {"hanoi": {"new": len(held) - 1, "quarantined": 1}}
    (still,) = waiting(opened).to_pylist()
    assert (still["capture_id"], still["parser_version"]) == (first, 10_000)
    assert still["at"] == held[0]["at"], "it waits since it first was rejected"
    landed = set(values(tables.read(opened, "articles", ["capture_id"]), "capture_id"))
    assert landed.isdisjoint(values(waiting(opened), "capture_id"))


def cut(article: Article) -> Article:
    """The article as its first paragraph alone."""
    first = next(block for block in article.blocks if block.kind == "paragraph")
    return dataclasses.replace(
        article,
        lead=None,
        blocks=(first,),
        body=first.text,
        word_count=len(first.text.split()),
        images=(),
        attachments=(),
    )


def reading(patch: pytest.MonkeyPatch, change: Callable[[Article], Article]) -> None:
    """From now on every page is read as `change` makes it."""
    patch.setattr("tasks.parse.article_on", lambda page, portal: change(article_on(page, portal)))


def test_each_run_is_judged_as_its_own_batch_and_none_holds_up_another(
    on_server: str, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Eight honest notices beside a run that landed, and the whole of a run whose reader is still broken."""
    short: set[str] = set()

    def without_a_title(article: Article) -> Article:
        if len(short) < 8 and article.word_count > 150:
            short.add(article.url)
        return dataclasses.replace(article, title="") if article.url in short else article

    with Simulator(seed=FIXED) as simulator:
        monkeypatch.setenv("PORTALS_SIMULATOR", ":".join(map(str, simulator.address)))
        with pytest.MonkeyPatch.context() as broken:
            reading(broken, without_a_title)
            assert ingested(lake, "some").is_completed()
        late = {one["url"] for one in simulator.world.publish("hanoi", PUBLISHED)}
        with pytest.MonkeyPatch.context() as broken:
            reading(broken, lambda article: cut(article) if article.url in late else article)
            assert ingested(lake, "stopped").is_failed()
            opened = open_lake(lake)
            assert {row["url"] for row in waiting(opened).to_pylist()} == short | late
            reading(broken, lambda article: cut(article) if article.url in short | late else article)
            state = replayed(lake, "again")
    assert state.is_failed()
    assert fates(opened, "again") == {"hanoi": {"new": 8}}
    assert fates(opened, "again-2") == {"hanoi": {"quarantined": PUBLISHED}}
    held = waiting(opened).to_pylist()
    assert {row["url"] for row in held} == late
    assert (
        let_in(opened, held[0]["capture_id"], "seen on the page: it is that short", datetime.now(UTC))["fate"] == "new"
    )
    assert replayed(lake, "mended").is_completed()
    assert fates(opened, "mended") == {"hanoi": {"new": PUBLISHED - 1}}
    assert waiting(opened).num_rows == 0
    seen = Counter(values(tables.read(opened, "sightings", ["capture_id"]), "capture_id"))
    assert set(seen.values()) == {1}, "each capture landed once"
    articles = values(tables.read(opened, "articles", ["canonical_url"]), "canonical_url")
    assert short | late <= set(articles)
    assert len(articles) == len(set(articles))


def test_a_lake_that_is_not_there_has_no_quarantine(lake: str) -> None:
    done = call("flows", "replay", PORTALS_LAKE=lake)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
