"""Losses put in on purpose at every stage of real runs: the completeness report names each with its stage, and nothing else."""

from __future__ import annotations

import dataclasses
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

import pytest

from data_lake import tables
from data_lake.lake import open_lake
from data_lake.ledger import completeness, missing
from portals.identity import identity_of
from portals.registry import portal_named, portal_of, portals
from simulator import Simulator
from tests.seeds import FIXED, seed_of

pytestmark = pytest.mark.flow

ANSWERS: dict[str, tuple[str, dict[str, Any], str]] = {
    "forbidden": ("status", {"status": 403}, "collect"),
    "broken server": ("status", {"status": 500}, "collect"),
    "not found": ("status", {"status": 404}, "collect"),
    "dropped": ("hang_up", {}, "collect"),
    "cut": ("short", {}, "collect"),
    "led away": ("redirect_to", {}, "collect"),
    "challenge": ("challenge", {}, "collect"),
    "soft 404": ("soft_404", {}, "parse"),
    "login": ("login_wall", {}, "parse"),
}
"""What the simulator does to an address, and the stage at which that must be found."""
HANDS = {
    "never asked": "discover",
    "not kept": "collect",
    "record damaged": "archive",
    "left unread": "parse",
    "no date": "validate",
    "not published": "land",
}
"""What is done to a link between our own stages."""
STAGES = {name: stage for name, (*_, stage) in ANSWERS.items()} | HANDS
TRIED = 60
"""Articles of a portal in the short form."""


def planted(way: dict[str, str], patch: pytest.MonkeyPatch) -> None:
    """Every stage loses the links of whose article `way` says so."""
    from flows import ingest as flow
    from tasks import collect as fetching
    from tasks import parse as reading

    def lost(url: str, *names: str) -> bool:
        return way.get(identity_of(url, portal_of(url)).article_id) in names

    def left(links: Iterable[Any], *names: str) -> tuple[Any, ...]:
        return tuple(one for one in links if not lost(one.link.url, *names))

    found, collected, kept = flow.discover, flow.collect, fetching.tables.append
    read_back, read = reading.archive.page_of, reading.article_on

    def discover(job: Any) -> Any:
        result = found(job)
        return dataclasses.replace(result, asked=left(result.asked, "never asked"))

    def collect(*arguments: Any) -> Any:
        result = collected(*arguments)
        return dataclasses.replace(result, taken=left(result.taken, "left unread", "not kept"))

    def append(lake: Any, name: str, rows: Any) -> Any:
        urls = rows["url"].to_pylist() if name == "captures" else []
        return kept(
            lake, name, rows.take([n for n, url in enumerate(urls) if not lost(url, "not kept")]) if urls else rows
        )

    def page_of(lake: Any, capture: Any) -> Any:
        if lost(capture.url, "record damaged"):
            path = lake.local / lake.archive(capture.warc_file)
            with path.open("r+b") as stream:
                stream.seek(capture.warc_offset + capture.warc_length // 2)
                stream.write(b"\x00" * 40)
        return read_back(lake, capture)

    def article_on(page: Any, portal: Any) -> Any:
        article = read(page, portal)
        return dataclasses.replace(article, published_at=None) if lost(page.url, "no date") else article

    patch.setattr(flow, "discover", discover)
    patch.setattr(flow, "collect", collect)
    patch.setattr(fetching, "tables", Replaced(append))
    patch.setattr(reading.archive, "page_of", page_of)
    patch.setattr(reading, "article_on", article_on)


class Replaced:
    """The module of tables with another `append`."""

    def __init__(self, append: Callable[..., Any]) -> None:
        self.append = append

    def __getattr__(self, name: str) -> Any:
        return getattr(tables, name)


def lose(world: Any, slugs: Iterable[str], count: int, dice: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    """article_id -> way for `count` losses, the faults of the world switched on; and article_id -> stage of all that must be missing."""
    truths = [truth for slug in slugs for truth in world.truth(slug)]
    ids = {truth["url"]: identity_of(truth["url"], portal_named(truth["portal"])).article_id for truth in truths}
    stages = {ids[t["url"]]: "collect" for t in truths if t["state"] == "refused" and "noi-bo" in t["url"].lower()}
    whole = [t for t in truths if t["state"] == "live" and t["published_at"]]
    stages |= {ids[t["url"]]: "validate" for t in truths if t["state"] == "live" and not t["published_at"]}
    way = {}
    for number, truth in enumerate(dice.sample(whole, count)):
        name = list(STAGES)[number % len(STAGES)]
        way[ids[truth["url"]]] = name
        if name in ANSWERS:
            fault, options, _ = ANSWERS[name]
            parts = urlsplit(truth["url"])
            world.fault(truth["portal"], fault, url=re.escape(parts.netloc + parts.path), **options)
    return way, stages | {article: STAGES[name] for article, name in way.items()}


def told_of(seed: int, slugs: list[str], articles: int, count: int, lake: str, patch: pytest.MonkeyPatch) -> None:
    from flows.ingest import ingest

    with Simulator(articles=articles, seed=seed) as running:
        patch.setenv("PORTALS_SIMULATOR", "{}:{}".format(*running.address))
        patch.setenv("PORTALS_PATIENCE_S", "3")
        patch.setenv("PORTALS_ATTACHMENTS", "false")
        # Six dropped connections in a row would be a host that is down, whose other articles are then lost in truth.
        patch.setattr("portals.budget.DOWN_AFTER", 1_000_000)
        way, stages = lose(running.world, slugs, count, random.Random(seed))
        planted(way, patch)
        state = ingest(portals=slugs, lake=lake, run_id="lossy", return_state=True)
    assert state.is_failed(), "the run must say that links were lost between its stages"
    assert "every_link_ends" in str(state.message)
    opened = open_lake(lake, create=False)
    gone = [article for article, name in way.items() if name == "not published"]
    tables.take_out(opened, "articles", [("article_id", "in", gone)])

    named = {identity_of(one.url, portal_named(one.portal)).article_id: one for one in missing(opened)}
    wrong = [
        (way.get(a, a), stage, named.get(a)) for a, stage in stages.items() if a not in named or named[a].stage != stage
    ]
    falsely = [one for article, one in named.items() if article not in stages]
    print(
        f"SOAK_SEED={seed}: {len(way)} losses at {len(STAGES)} places; {len(wrong)} not named or at another stage, {len(falsely)} falsely named"
    )
    print(Counter((one.portal, one.stage, one.reason) for one in falsely))
    assert len(wrong) <= 0.01 * len(way), wrong
    assert len(falsely) <= 0.01 * len(way), falsely
    by_stage: Counter[str] = Counter()
    for row in completeness(opened):
        assert row.missing == sum(row.why.values()) == row.listed - row.landed
        by_stage.update({why.partition(":")[0]: number for why, number in row.why.items()})
    assert set(by_stage) == set(STAGES.values())


def test_every_loss_of_a_run_is_named_with_its_stage(
    on_server: str, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_of(FIXED, ["kinhtedothi"], TRIED, 2 * len(STAGES), lake, monkeypatch)


@pytest.mark.soak
def test_five_hundred_losses_are_named_with_their_stage(
    on_server: str, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_of(seed_of(), list(portals()), 320, 500, lake, monkeypatch)
