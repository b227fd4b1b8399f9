"""Losses that were put in on purpose, at every stage, are named with their stage; and nothing else is called lost."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from data_lake.archive import writer
from data_lake.explain import explain
from data_lake.lake import Lake
from data_lake.ledger import completeness, missing
from data_lake.losses import AT_WORK, NEVER_ASKED, NO_FATE, NOT_KEPT, UNDER_WAY
from data_lake.publish import publish
from data_lake.staging import put
from data_lake.tables import append, take_out
from schemas.article import READINGS
from schemas.columns import table_of
from schemas.page import Capture
from schemas.revision import LEDGER, WANTED, LedgerRow, Wanted
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
from tests.seeds import FIXED_AND_NEW, seed_of

LINKS, LOST = 1500, 500
WAYS = ("deferred", "refused", "http_503", "blocked", "no_fate", "unread", "rejected", "not_there", "twin")
STAGE = {
    "deferred": "collect",
    "refused": "collect",
    "http_503": "collect",
    "blocked": "collect",
    "no_fate": "parse",
    "unread": "parse",
    "rejected": "validate",
    "not_there": "land",
    "twin": "collect",
}


def captured(lake: Lake, urls: list[str]) -> dict[str, Capture]:
    pages = {url: page_of_exchanges(url, exchange_of(url, payload=url.encode())) for url in urls}
    with writer(lake, "halong", "r1", "live") as out:
        rows = {
            url: out.append(page, kind="article", channel="rss", source="s", place=0) for url, page in pages.items()
        }
    append(lake, "captures", captures_table(*rows.values()))
    return rows


def row_of(way: str | None, url: str, article: str, capture: str | None) -> list[LedgerRow]:
    """What a run writes of a link that was lost in this way; None: it landed."""
    end = ledger_row(url, hour=1, article_id=article, capture_id=capture)
    failed = replace(end, fate="failed", stage="collect", reason="http_503", capture_id=None)
    match way:
        case None | "not_there":
            return [end]
        case "no_fate":
            return []
        case "unread":
            return [replace(end, fate="quarantined", stage="parse", reason="soft_404")]
        case "rejected":
            return [replace(end, fate="quarantined", stage="validate", reason="title_present")]
        case "twin":
            return [
                failed,
                replace(end, url=f"{url}?in", fate="alias", stage="discover", ended_at=START + timedelta(1)),
            ]
        case "http_503":
            return [failed]
        case _:
            return [replace(failed, fate=way, reason=None)]


@pytest.mark.parametrize("seed", FIXED_AND_NEW)
def test_five_hundred_losses_are_named_with_their_stage(lake: Lake, seed: int | None) -> None:
    dice = random.Random(seed_of(seed))
    readings = [reading_of(f"a{number}") for number in range(LINKS)]
    ways = {number: dice.choice(WAYS) for number in dice.sample(range(LINKS), LOST)}
    at_hand = [r["url"] for n, r in enumerate(readings) if STAGE.get(ways.get(n, ""), "") != "collect"]
    captures = captured(lake, at_hand)
    landed = [r for n, r in enumerate(readings) if ways.get(n) in (None, "not_there")]
    publish(lake, table_of_rows(*landed), all_good(len(landed)), "r1", NOW)
    gone = [readings[n]["article_id"] for n, way in ways.items() if way == "not_there"]
    take_out(lake, "articles", [("article_id", "in", gone)])
    rows = [
        row
        for n, r in enumerate(readings)
        for row in row_of(ways.get(n), r["url"], r["article_id"], getattr(captures.get(r["url"]), "capture_id", None))
    ]
    append(lake, "ledger", table_of(rows, LEDGER))

    named: Counter[str] = Counter()
    for found in completeness(lake, "halong"):
        for why, count in found.why.items():
            named[why.partition(":")[0]] += count
        assert found.missing == sum(found.why.values())
    assert named == Counter(STAGE[way] for way in ways.values())
    assert sum(found.listed for found in completeness(lake, "halong")) == LINKS


def test_a_capture_without_fate_is_made_good_by_a_later_run(lake: Lake) -> None:
    (url,) = captured(lake, ["https://halong.vn/a.html"])
    assert [found.missing for found in completeness(lake)] == [1]
    append(lake, "ledger", table_of([ledger_row(url, run_id="r2", hour=1)], LEDGER))
    assert [found.missing for found in completeness(lake)] == [0]


URLS = [f"https://halong.vn/{name}.html" for name in ("never", "sent", "kept")]
HOUR = timedelta(hours=1)


def set_out(lake: Lake) -> None:
    """A run that was to ask for three links, asked for two and has kept the capture of one; that is all it has written."""
    rows = [
        Wanted(run_id="r1", portal="halong", url=url, article_id=url[-9:], channels=("rss",), found_at=START)
        for url in URLS
    ]
    append(lake, "wanted", table_of(rows, WANTED))
    captured(lake, URLS[2:])
    with writer(lake, "halong", "r1", "live") as out:
        out.record([exchange_of(URLS[1])])


def test_what_a_run_is_at_work_on_is_under_way_and_what_it_left_is_lost(lake: Lake) -> None:
    set_out(lake)
    (row,) = completeness(lake, now=START + AT_WORK)
    assert (row.listed, row.landed, row.under_way, row.missing, row.why) == (3, 0, 3, 0, {})
    assert missing(lake, now=START + AT_WORK) == []
    (row,) = completeness(lake, now=START + AT_WORK + HOUR)
    assert (row.listed, row.landed, row.under_way, row.missing) == (3, 0, 0, 3)
    named = {one.url: one.reason for one in missing(lake, now=START + AT_WORK + HOUR)}
    assert named == dict(zip(URLS, (NEVER_ASKED, NOT_KEPT, NO_FATE), strict=True))


def test_a_run_that_has_written_its_ledger_is_not_at_work(lake: Lake) -> None:
    set_out(lake)
    append(lake, "ledger", table_of([ledger_row(URLS[2], "failed", article_id=URLS[2][-9:])], LEDGER))
    (row,) = completeness(lake, now=START)
    assert (row.listed, row.landed, row.under_way, row.missing) == (3, 0, 0, 3)


def test_a_batch_of_readings_is_a_sign_of_life(lake: Lake) -> None:
    set_out(lake)
    put(lake, "r1", "halong", 0, READINGS.empty_table())
    (row,) = completeness(lake)
    assert (row.under_way, row.missing) == (3, 0), "START is years ago, the batch of this moment"


def test_explain_tells_what_a_run_set_out_for_and_never_finished(lake: Lake) -> None:
    set_out(lake)
    for url, stage, why in zip(URLS, ("discover", "collect", "parse"), (NEVER_ASKED, NOT_KEPT, NO_FATE), strict=True):
        told = explain(lake, url)
        assert told.known
        assert [(row["run_id"], row["fate"], row["stage"], row["reason"]) for row in told.unfinished] == [
            ("r1", "lost", stage, why)
        ]
        (row,) = explain(lake, url, now=START).unfinished
        assert (row["fate"], row["reason"]) == (UNDER_WAY, None)
    append(lake, "ledger", table_of([ledger_row(url) for url in URLS], LEDGER))
    assert [explain(lake, url).unfinished for url in URLS] == [[], [], []]
