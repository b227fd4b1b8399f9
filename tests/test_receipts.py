"""The verifier finds nothing in what our own sessions did, and each planted violation wherever it is planted."""

from __future__ import annotations

import multiprocessing
import multiprocessing.queues
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portals.content import codings_of, decoded
from portals.fetch import Session, page_at
from portals.receipts import Promise, Receipt, Sent, receipts
from schemas.errors import FetchError
from schemas.page import Exchange
from tests.loopback import AGENT, Script, answer, loopback, portal_with
from tests.seeds import FIXED_AND_NEW, seed_of

HOSTS = ("tin.example.vn", "*.tin.example.vn")
PROMISE = Promise(hosts=HOSTS, delay_s=2.0, agent="CityPortals")
DAWN = datetime(2026, 3, 1, tzinfo=UTC)
ROBOTS = b"User-agent: *\nDisallow: /kin\nCrawl-delay: 3\n"


def sent(url: str, at: float, *, worker: str = "w1", lasts: float = 0.5, **fields: object) -> Sent:
    began = DAWN + timedelta(seconds=at)
    given: dict[str, object] = {
        "status": 200,
        "ip": "103.1.208.1",
        "agent": AGENT,
        "record": f"{worker}@{at:g}",
        **fields,
    }
    return Sent(url=url, started_at=began, ended_at=began + timedelta(seconds=lasts), worker=worker, **given)  # type: ignore[arg-type]


def robots(host: str, at: float, worker: str = "w1", body: bytes = ROBOTS, **fields: object) -> Sent:
    return sent(f"https://{host}/robots.txt", at, worker=worker, robots=body, **fields)


def polite_run(dice: random.Random, requests: int = 200) -> list[Sent]:
    """Three workers on three hosts, each host asked by one after the other with pauses of more than its limit."""
    rows: list[Sent] = []
    for host in ("tin.example.vn", "a.tin.example.vn", "b.tin.example.vn"):
        at = dice.uniform(0, 5)
        for worker in ("w1", "w2", "w3"):
            rows.append(robots(host, at, worker))
            at += dice.uniform(4, 6)
        for number in range(requests // 3):
            lasts = dice.uniform(0.05, 0.9)
            rows.append(sent(f"https://{host}/bai/x-{number}.html", at, worker=f"w{dice.randint(1, 3)}", lasts=lasts))
            at += lasts + dice.uniform(3.001, 5)
    dice.shuffle(rows)
    return rows


def pages(rows: list[Sent]) -> list[int]:
    """Places of requests that have one to the same host before and after them."""
    articles = sorted((i for i, row in enumerate(rows) if row.robots is None), key=lambda i: rows[i].started_at)
    return articles[20:-20]


def moved(row: Sent, seconds: float) -> Sent:
    return replace(
        row, started_at=row.started_at + timedelta(seconds=seconds), ended_at=row.ended_at + timedelta(seconds=seconds)
    )


def before(rows: list[Sent], row: Sent) -> Sent:
    same = [
        other
        for other in rows
        if other.url.split("/")[2] == row.url.split("/")[2] and other.started_at < row.started_at
    ]
    return max(same, key=lambda other: other.started_at)


Plant = Callable[[list[Sent], int, random.Random], None]


def changed(**fields: object) -> Plant:
    def plant(rows: list[Sent], place: int, _dice: random.Random) -> None:
        rows[place] = replace(rows[place], **fields)  # type: ignore[arg-type]

    return plant


def closer(pause: float) -> Plant:
    def plant(rows: list[Sent], place: int, _dice: random.Random) -> None:
        gap = (rows[place].started_at - before(rows, rows[place]).ended_at).total_seconds()
        rows[place] = moved(rows[place], pause - gap)

    return plant


def forbidden(rows: list[Sent], place: int, _dice: random.Random) -> None:
    rows[place] = replace(rows[place], url=rows[place].url.replace("/bai/", "/kin/"))


def unread(rows: list[Sent], place: int, _dice: random.Random) -> None:
    rows[place] = replace(rows[place], url=rows[place].url.replace("https://", "http://"))


def stale(rows: list[Sent], place: int, _dice: random.Random) -> None:
    rows[place] = moved(rows[place], 26 * 3600)


def out_of_order(rows: list[Sent], place: int, _dice: random.Random) -> None:
    rows[place] = replace(rows[place], ended_at=rows[place].started_at - timedelta(seconds=1))


def impatient(rows: list[Sent], place: int, _dice: random.Random) -> None:
    earlier = before(rows, rows[place])
    rows[rows.index(earlier)] = replace(earlier, status=429, retry_after_s=30.0)


def changed_robots(body: bytes, status: int) -> Plant:
    """The worker reads robots.txt anew just before its request, which goes on as if nothing had changed."""

    def plant(rows: list[Sent], place: int, _dice: random.Random) -> None:
        row, host = rows[place], rows[place].url.split("/")[2]
        at = (before(rows, row).ended_at - DAWN).total_seconds() + 3.0
        later = [i for i, r in enumerate(rows) if r.url.split("/")[2] == host and r.started_at >= row.started_at]
        for i in later:
            rows[i] = moved(rows[i], 10)
        rows.append(robots(host, at, row.worker, body, status=status))

    return plant


def tower(rows: list[Sent], place: int, _dice: random.Random) -> None:
    """Six redirects in a row, polite otherwise, after the run's end."""
    host = rows[place].url.split("/")[2]
    at = max((row.ended_at - DAWN).total_seconds() for row in rows) + 10
    for hop in range(7):
        where = f"/hop-{hop + 1}" if hop < 6 else None
        rows.append(
            sent(
                f"https://{host}/hop-{hop}",
                at + 5 * hop,
                worker=rows[place].worker,
                status=302 if where else 200,
                location=where,
            )
        )


PLANTS: dict[str, tuple[Plant, str]] = {
    "a forbidden path": (forbidden, "robots_disallowed"),
    "robots.txt never read": (unread, "robots_missing"),
    "robots.txt too old": (stale, "robots_stale"),
    "robots.txt changed to forbid": (changed_robots(b"User-agent: *\nDisallow: /bai", 200), "robots_disallowed"),
    "robots.txt failed": (changed_robots(b"", 503), "robots_unreachable"),
    "too close": (closer(1.9), "too_close"),
    "closer than crawl-delay": (closer(2.5), "crawl_delay"),
    "two at once": (closer(-0.04), "overlapping"),
    "before Retry-After was over": (impatient, "retry_after"),
    "another host": (changed(url="https://khac.vn/x"), "undeclared_host"),
    "a private address": (changed(ip="192.168.1.4"), "private_address"),
    "a mapped private address": (changed(ip="::ffff:10.0.0.1"), "private_address"),
    "another scheme": (changed(url="ftp://tin.example.vn/x"), "bad_address"),
    "another port": (changed(url="https://tin.example.vn:8443/x"), "bad_address"),
    "a browser's name": (changed(agent="Mozilla/5.0"), "disguised"),
    "time running backwards": (out_of_order, "bad_times"),
    "six redirects": (tower, "too_many_redirects"),
}  # fmt: skip


def found_in(result: list[Receipt]) -> list[str]:
    return [violation.kind for receipt in result for violation in receipt.violations]


def test_a_polite_run_is_clean() -> None:
    result = receipts(polite_run(random.Random(1)), PROMISE)
    assert found_in(result) == []
    assert [(r.host, r.requests, r.limit_s, r.robots_read, r.clean) for r in result] == [
        ("a.tin.example.vn", 69, 3.0, 3, True), ("b.tin.example.vn", 69, 3.0, 3, True), ("tin.example.vn", 69, 3.0, 3, True)]  # fmt: skip
    assert all(r.closest_s is not None and 3.0 <= r.closest_s < 3.1 and r.first_at < r.last_at for r in result)


@pytest.mark.parametrize("seed", FIXED_AND_NEW)
@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_violation_is_found_wherever_it_is(name: str, seed: int | None) -> None:
    plant, kind = PLANTS[name]
    dice = random.Random(seed_of(seed))
    for _ in range(5):
        rows = polite_run(dice)
        place = dice.choice(pages(rows))
        plant(rows, place, dice)
        result = receipts(rows, PROMISE)
        assert kind in found_in(result)
        cited = {violation.record for receipt in result for violation in receipt.violations if violation.kind == kind}
        assert cited <= {row.record for row in rows}
        if name not in (
            "two at once",
            "time running backwards",
            "another host",
            "another scheme",
            "another port",
            "robots.txt never read",
        ):
            assert set(found_in(result)) == {kind}


@pytest.mark.parametrize("seed", FIXED_AND_NEW)
def test_all_kinds_at_once_are_all_found_and_counted(seed: int | None) -> None:
    dice = random.Random(seed_of(seed))
    rows = polite_run(dice, 600)
    planted = [
        "a forbidden path",
        "too close",
        "closer than crawl-delay",
        "another host",
        "a private address",
        "a browser's name",
        "six redirects",
    ]
    for name, place in zip(planted, dice.sample(pages(rows)[::6], len(planted)), strict=True):
        PLANTS[name][0](rows, place, dice)
    assert {PLANTS[name][1] for name in planted} <= set(found_in(receipts(rows, PROMISE)))


def test_a_robots_txt_behind_redirects_counts_for_the_host_that_was_asked() -> None:
    rows = [
        sent("https://tin.example.vn/robots.txt", 0, status=301, location="https://www.tin.example.vn/r.txt"),
        sent("https://www.tin.example.vn/r.txt", 10, robots=b"User-agent: *\nDisallow: /kin"),
        sent("https://tin.example.vn/kin", 20),
        sent("https://tin.example.vn/a", 30),
    ]
    assert found_in(receipts(rows, PROMISE)) == ["robots_disallowed"]


def test_a_worker_may_go_by_what_it_was_told_until_it_asks_anew() -> None:
    strict = b"User-agent: *\nDisallow: /"
    rows = [
        robots("tin.example.vn", 0, "w1"),
        robots("tin.example.vn", 10, "w2", strict),
        sent("https://tin.example.vn/a", 20, worker="w1"),
    ]
    assert found_in(receipts(rows, PROMISE)) == []
    assert found_in(receipts([*rows, sent("https://tin.example.vn/a", 30, worker="w2")], PROMISE)) == [
        "robots_disallowed"
    ]
    assert found_in(receipts([*rows, sent("https://tin.example.vn/a", 30, worker="w3")], PROMISE)) == [
        "robots_disallowed"
    ]


def test_the_simulator_may_be_asked_without_pause_and_at_its_own_address() -> None:
    rows = [robots("tin.example.vn", 0, body=b"", via="simulator", ip="127.0.0.1"), sent("https://tin.example.vn/a", 1, via="simulator", ip="127.0.0.1"),
        sent("https://tin.example.vn/b", 1.1, via="simulator", ip="127.0.0.1")]  # fmt: skip
    assert found_in(receipts(rows, replace(PROMISE, delay_s=0.0))) == []
    assert found_in(receipts(rows, PROMISE)) == ["too_close", "overlapping"]


def test_a_retry_after_is_counted_from_the_end_of_the_answer() -> None:
    rows = [robots("tin.example.vn", 0, body=b""), sent("https://tin.example.vn/a", 10, status=503, retry_after_s=20.0)]
    assert found_in(receipts([*rows, sent("https://tin.example.vn/b", 30.4)], PROMISE)) == ["retry_after"]
    assert found_in(receipts([*rows, sent("https://tin.example.vn/b", 30.6)], PROMISE)) == []


# --- against our own sessions


def row_of(exchange: Exchange, worker: str, number: int) -> Sent:
    """An exchange as the archive would tell it."""
    headers = {name.lower(): value for name, value in exchange.headers}
    asked = {name.lower(): value for name, value in exchange.request_headers}
    body = b"".join(decoded((exchange.payload,), codings_of(exchange.headers)))
    return Sent(
        url=exchange.url, started_at=exchange.started_at, ended_at=exchange.ended_at, status=exchange.status, worker=worker,
        record=f"{worker}:{number}", via="simulator", ip=exchange.ip, agent=asked["user-agent"], location=headers.get("location"),
        retry_after_s=float(headers["retry-after"]) if "retry-after" in headers else None, robots=body,
    )  # fmt: skip


def work(
    name: str, address: tuple[str, int], directory: str, urls: list[str], out: multiprocessing.queues.Queue[list[Sent]]
) -> None:
    exchanges: list[Exchange] = []
    with Session(portal_with(), user_agent=AGENT, gateway=address, delay_s=0.05, budget_dir=Path(directory)) as session:
        for url in urls:
            try:
                exchanges += page_at(url, session).exchanges
            except FetchError as error:
                exchanges += error.exchanges
    out.put([row_of(exchange, name, number) for number, exchange in enumerate(exchanges)])


def test_three_worker_processes_at_once_break_no_rule(tmp_path: Path) -> None:
    routes: dict[str, Script] = {
        "/robots.txt": answer("User-agent: *\nDisallow: /kin\nCrawl-delay: 0.08"), "/a": answer("x"), "/b": answer("", "302 Found", Location="/kin/c"),
        "/d": answer("", "503 Busy", Retry_After="0.2"),
    }  # fmt: skip
    urls = [
        f"http://{host}{path}"
        for path in ("/a", "/b", "/kin/c", "/d", "/a")
        for host in ("tin.example.vn", "p.tin.example.vn")
    ]
    spawn = multiprocessing.get_context("spawn")
    out: multiprocessing.queues.Queue[list[Sent]] = spawn.Queue()
    with loopback(routes) as server:
        workers = [
            spawn.Process(target=work, args=(name, server.address, str(tmp_path), urls, out))
            for name in ("w1", "w2", "w3")
        ]
        for worker in workers:
            worker.start()
        rows = [row for _ in workers for row in out.get(timeout=60)]
        for worker in workers:
            worker.join(20)
    result = receipts(rows, Promise(hosts=HOSTS, delay_s=0.05, agent="CityPortals"))
    assert [(r.violations, r.limit_s) for r in result] == [((), 0.08)] * 2
    assert sum(r.requests for r in result) == len(server.requests) >= 30
    assert len({row.worker for row in rows}) == 3
    impolite = receipts(rows, Promise(hosts=HOSTS, delay_s=0.5, agent="CityPortals"))
    assert all("too_close" in {v.kind for v in r.violations} for r in impolite)
