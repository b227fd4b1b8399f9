"""What is new is found by the channels that are left; and a portal is read whole until a run has come to its end."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data_lake.lake import open_lake
from data_lake.tables import append
from portals.discover import Found, walk
from portals.fetch import Session, user_agent
from portals.identity import identity_of
from portals.registry import portal_named
from schemas.columns import table_of
from schemas.outcome import Seen
from schemas.revision import LEDGER
from simulator import Simulator
from simulator.channels import in_listing
from tasks import discover as stage
from tasks.job import Job
from tests.lake_rows import ledger_row
from tests.seeds import FIXED

SLUGS = ("haiphong", "halong", "hanoi", "kinhtedothi", "thanhphohaiphong")


@pytest.mark.parametrize("slug", SLUGS)
def test_twenty_new_articles_are_found_whichever_channel_is_off(slug: str) -> None:
    portal = portal_named(slug)
    with Simulator(articles=40, seed=FIXED) as running:
        old = {identity_of(row["url"], portal).article_id for row in running.world.truth(slug)}
        new = {identity_of(row["url"], portal).article_id for row in running.world.publish(slug, 20)}
        assert len(new) == 20
        for off in (None, "feed_off", "sitemap_off", "listing_off"):
            if off:
                running.world.fault(slug, off)
            with Session(portal, user_agent=user_agent("https://localhost/test"), gateway=running.address) as session:
                steps = list(
                    walk(portal, session, lambda url: identity_of(url, portal).article_id in old, datetime.now(UTC))
                )
            links = [link for step in steps if isinstance(step, Found) for link in step.links]
            assert new - {identity_of(link.url, portal).article_id for link in links} == set(), off
            assert len({link.channel for link in links}) == (2 if off else 3)
            running.world.clear()


def test_listings_are_read_behind_what_is_known_until_a_run_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = open_lake(str(tmp_path / "lake"))
    with Simulator(articles=60, seed=FIXED) as running:
        ids = [identity_of(row["url"], portal_named("halong")).article_id for row in running.world.truth("halong")]
        seen = {name: Seen(article_id=name, titles=frozenset(), last_seen_at=datetime.now(UTC)) for name in ids}
        monkeypatch.setattr(stage, "seen_of", lambda _lake, _portal: seen)

        def pages(run_id: str, *, ends: bool) -> int:
            before = len(running.requests)
            job = Job(run_id=run_id, portal="halong", lake=lake.address, via="simulator", gateway=running.address)
            stage.discover.fn(job)
            if ends:
                append(lake, "ledger", table_of([ledger_row("http://halongcity.gov.vn/a", run_id=run_id)], LEDGER))
            return sum("tin-tuc-thanh-pho" in hit.path for hit in running.requests[before:])

        first = pages("r1", ends=False)
        assert first > 2
        assert pages("r2", ends=True) == first, "the first run was cut off"
        assert pages("r3", ends=True) == 1
        assert pages("r4", ends=False) == 1
        assert pages("r5", ends=True) == first, "the run before was cut off"


def found_by(running: Simulator, lake: str, run_id: str, slug: str) -> set[str]:
    """Articles that a run discovers and would ask for; the run comes to its end."""
    job = Job(run_id=run_id, portal=slug, lake=lake, via="simulator", gateway=running.address)
    asked = stage.discover.fn(job).asked
    append(open_lake(lake), "ledger", table_of([ledger_row(f"{run_id}:end", run_id=run_id, portal=slug)], LEDGER))
    return {one.article_id for one in asked if one.fate is None}


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_is_lost_over_a_silent_day_and_a_robots_txt_that_fails(slug: str, tmp_path: Path) -> None:
    lake, portal = str(tmp_path / "lake"), portal_named(slug)
    with Simulator(articles=40, seed=FIXED) as running:
        running.world.fault(slug, "silence")
        assert found_by(running, lake, "silent", slug) == set()
        running.world.clear()
        running.world.fault(slug, "robots_5xx")
        assert found_by(running, lake, "shut", slug) == set()
        running.world.clear()
        running.world.fault(slug, "robots_404")
        found = found_by(running, lake, "open", slug)
        wanted = {identity_of(row["url"], portal).article_id for row in running.world.truth(slug)}
        assert wanted - found == set(), "copies of a silent day settle nothing"


def test_a_listing_that_broke_off_is_read_whole_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake, seen = str(tmp_path / "lake"), dict[str, Seen]()
    monkeypatch.setattr(stage, "seen_of", lambda _lake, _portal: seen)
    with Simulator(articles=60, seed=FIXED) as running:
        world = running.world
        found_by(running, lake, "first", "kinhtedothi")
        ids = [identity_of(row["url"], portal_named("kinhtedothi")).article_id for row in world.truth("kinhtedothi")]
        seen.update({name: Seen(article_id=name, titles=frozenset(), last_seen_at=datetime.now(UTC)) for name in ids})
        world.publish("kinhtedothi", 40)
        listed = [story for story in world.stories("kinhtedothi")[-40:] if in_listing(story)]
        new = {identity_of(story.url, portal_named("kinhtedothi")).article_id for story in listed}
        world.fault("kinhtedothi", "sitemap_off")
        world.fault("kinhtedothi", "status", url="paging/2$", status=403, times=1)
        before = found_by(running, lake, "cut", "kinhtedothi")
        assert new - before
        seen.update(
            {name: Seen(article_id=name, titles=frozenset(), last_seen_at=datetime.now(UTC)) for name in before}
        )
        assert new - before <= found_by(running, lake, "whole", "kinhtedothi")
