"""Fates, completeness and coverage, from the ledger alone; and what the lake tells a run that it knows."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from data_lake.archive import writer
from data_lake.coverage import coverage, unseen
from data_lake.known import latest_of, owed_of, seen_of
from data_lake.lake import Lake
from data_lake.ledger import completeness, fates, runs
from data_lake.publish import publish
from data_lake.tables import append, read
from schemas.columns import table_of
from schemas.revision import LEDGER, LedgerRow
from tests.lake_rows import (
    NOW,
    START,
    all_good,
    captures_table,
    exchange_of,
    ledger_row,
    page_of_exchanges,
    reading_of,
    table_of_rows,
)


def put(lake: Lake, *rows: LedgerRow) -> None:
    append(lake, "ledger", table_of(rows, LEDGER))


def test_fates_add_up_by_portal_and_run(lake: Lake) -> None:
    put(lake, ledger_row("a"), ledger_row("b"), ledger_row("c", "failed"), ledger_row("d", "known", portal="hanoi"))
    put(lake, ledger_row("a", "known", run_id="r2", hour=30))
    assert fates(lake, "r1") == {"halong": {"new": 2, "failed": 1}, "hanoi": {"known": 1}}
    assert fates(lake, "none") == {}
    assert [(run, counts) for run, _, counts in runs(lake)] == [
        ("r2", {"known": 1}),
        ("r1", {"new": 2, "failed": 1, "known": 1}),
    ]
    assert [run for run, *_ in runs(lake, latest=1)] == ["r2"]


def test_completeness_counts_each_link_once_for_each_channel_by_its_last_fate(lake: Lake) -> None:
    landed = reading_of("a")
    publish(lake, table_of_rows(landed), all_good(1), "r1", NOW)
    put(
        lake,
        ledger_row("a", channels=("rss", "listing"), article_id=landed["article_id"]),
        ledger_row("a?x", "alias", channels=("listing",), article_id=landed["article_id"]),
        ledger_row("b", "failed", stage="collect", reason="http_503"),
        ledger_row("c", "quarantined", stage="validate", reason="title_present"),
        ledger_row("d", "blocked", stage="collect"),
        ledger_row("late", hour=15),
    )
    put(lake, ledger_row("b", "new", run_id="r2", hour=1))
    rows = {(row.channel, row.day): row for row in completeness(lake, "halong")}
    rss = rows["rss", date(2024, 5, 1)]
    assert (rss.listed, rss.landed, rss.missing) == (4, 2, 2)
    assert rss.why == {"validate: title_present": 1, "collect: blocked": 1}
    assert rows["listing", date(2024, 5, 1)].listed == 1
    assert rows["rss", date(2024, 5, 2)].listed == 1, "15 hours after 10:00 is the next day in Ho Chi Minh City"
    assert {row.missing for row in completeness(lake, run_id="r1")} == {0, 3}
    assert completeness(lake, "hanoi") == []
    assert len(completeness(lake, since=START + timedelta(hours=10))) == 1


@pytest.mark.parametrize("fates_in_order", [("failed", "new"), ("new", "failed")])
@pytest.mark.parametrize("written_first", [0, 1])
def test_the_last_fate_counts_whatever_was_written_first(
    lake: Lake, fates_in_order: tuple[str, str], written_first: int
) -> None:
    rows = [ledger_row("a", fate, run_id=f"r{9 - hour}", hour=hour) for hour, fate in enumerate(fates_in_order)]
    put(lake, rows[written_first])
    put(lake, rows[1 - written_first])
    (row,) = completeness(lake)
    assert (row.listed, row.missing) == (1, int(fates_in_order[1] == "failed"))


def test_every_loss_is_named_with_its_stage(lake: Lake) -> None:
    rng = random.Random(7)
    lost = {
        f"u{i}": (rng.choice(["collect", "parse", "validate"]), rng.choice(["timeout", "empty", "no_date"]))
        for i in range(200)
    }
    put(lake, *(ledger_row(url, "failed", stage=stage, reason=why) for url, (stage, why) in lost.items()))
    put(lake, *(ledger_row(f"good{i}") for i in range(300)))
    (row,) = completeness(lake)
    assert (row.listed, row.missing) == (500, 200)
    for stage, why in set(lost.values()):
        assert row.why[f"{stage}: {why}"] == sum(value == (stage, why) for value in lost.values())


def test_coverage_tells_overlap_and_what_one_alone_saw(lake: Lake) -> None:
    put(
        lake,
        ledger_row("a", channels=("rss", "sitemap")),
        ledger_row("b", channels=("rss",)),
        ledger_row("c", channels=("sitemap",)),
    )
    cover, of_day = coverage(lake)
    assert (of_day.day, of_day.seen, of_day.unseen) == (date(2024, 5, 1), cover.seen, cover.unseen)
    assert (cover.seen, cover.by_channel, cover.only) == (3, {"rss": 2, "sitemap": 2}, {"rss": 1, "sitemap": 1})
    assert cover.overlap == {("rss", "sitemap"): 1}
    assert cover.unseen == pytest.approx(0.5)


@pytest.mark.parametrize("channels", [2, 3, 4])
def test_the_estimate_comes_near_the_truth_for_independent_channels(channels: int) -> None:
    rng = random.Random(channels)
    everything, chance = 3000, [0.6, 0.5, 0.4, 0.5][:channels]
    shown = [{str(c) for c in range(channels) if rng.random() < chance[c]} for _ in range(everything)]
    seen = [one for one in shown if one]
    estimate = unseen(seen)
    assert estimate is not None
    assert estimate == pytest.approx(everything - len(seen), rel=0.25)


@pytest.mark.parametrize("shown", [[], [{"rss"}, {"rss"}], [{"rss"}, {"listing"}]])
def test_without_overlap_nothing_is_estimated(shown: list[set[str]]) -> None:
    assert unseen(shown) is None


def test_a_run_is_told_what_the_lake_knows(lake: Lake) -> None:
    row = reading_of("a", hour=2)
    publish(lake, table_of_rows(row, reading_of("b", portal="hanoi")), all_good(2), "r1", NOW)
    put(
        lake,
        ledger_row(row["url"], article_id=row["article_id"], title="Cũ", hour=1),
        ledger_row(row["url"], "edited", run_id="r2", article_id=row["article_id"], title="Trong danh sách", hour=3),
    )
    put(lake, ledger_row(row["url"], "known", run_id="r3", article_id=row["article_id"], title="Chưa hỏi", hour=4))
    seen = seen_of(lake, "halong")
    assert list(seen) == [row["article_id"]]
    assert seen[row["article_id"]].titles == {"Hạ Long đón 12.000 lượt khách", "Trong danh sách"}
    assert seen[row["article_id"]].last_seen_at == START + timedelta(hours=2)
    assert seen_of(lake, "kinhtedothi") == {}
    aliases = read(lake, "aliases", ["url", "article_id"], [("portal", "=", "halong")])
    assert aliases.to_pylist() == [{"url": row["url"], "article_id": row["article_id"]}]


def test_the_latest_whole_answer_is_found_for_a_conditional_request(lake: Lake) -> None:
    url = "https://halong.vn/rss"
    answers = [(0, 200, '"1"'), (1, 200, '"2"'), (2, 304, None), (3, 503, '"3"')]
    with writer(lake, "halong", "r1", "live") as out:
        captures = [
            out.append(
                page_of_exchanges(url, exchange_of(url, status, at=START + timedelta(hours=hour), headers=(("ETag", tag),) if tag else ())),
                kind="feed", channel="rss", source=url, place=0,
            )
            for hour, status, tag in answers
        ]  # fmt: skip
    append(lake, "captures", captures_table(*captures))
    assert {found.etag for found in latest_of(lake, "halong", ["feed"]).values()} == {'"2"'}
    assert latest_of(lake, "halong", ["feed"], [url])[url].capture_id == captures[1].capture_id
    assert latest_of(lake, "halong", ["listing"]) == latest_of(lake, "hanoi", ["feed"]) == {}


def test_links_without_an_answer_are_owed_for_five_runs(lake: Lake) -> None:
    put(lake, ledger_row("a", "failed"), ledger_row("b", "deferred"), ledger_row("c", "blocked"))
    put(lake, ledger_row("d", "gone"), ledger_row("e"), ledger_row("f", "failed", channel="warc"))
    put(lake, ledger_row("g", "quarantined", reason="truncated: the page stops in the middle"))
    put(lake, ledger_row("h", "quarantined", reason="soft_404: an error page with status 200"))
    assert {(link.url, link.channel) for link in owed_of(lake, "halong")} == {(url, "known") for url in "abcg"}
    put(lake, *(ledger_row(url, "new", run_id="r2", hour=1, channel="known") for url in "ag"))
    for run in range(2, 6):
        put(lake, ledger_row("b", "failed", run_id=f"r{run}", hour=run, channel="known"))
    assert {link.url for link in owed_of(lake, "halong")} == {"b", "c"}
    put(lake, ledger_row("b", "failed", run_id="r6", hour=6, channel="known"))
    assert {link.url for link in owed_of(lake, "halong")} == {"c"}
    assert owed_of(lake, "hanoi") == []
