"""The verifier on the archive: what went over the wire comes back as it was, and what is planted there is found."""

from __future__ import annotations

import multiprocessing
import random
from datetime import timedelta
from pathlib import Path

import pytest

from data_lake.archive import writer
from data_lake.lake import Lake, open_lake
from data_lake.traffic import requests_of
from portals.evidence import sent_in
from portals.fetch import Session, page_at
from portals.proof import Promise, Receipt, Sent
from portals.receipts import receipts
from schemas.errors import FetchError, RecordDamaged
from schemas.page import Exchange
from tests.lake_rows import START, exchange_of
from tests.loopback import AGENT, Script, answer, loopback, portal_with
from tests.seeds import FIXED_AND_NEW, seed_of
from tests.test_receipts import HOSTS, PLANTS, PROMISE, found_in, pages, polite_run


def exchange(row: Sent) -> Exchange:
    headers = {"Location": row.location, "Retry-After": row.retry_after_s}
    return Exchange(
        method="GET", url=row.url, request_headers=(("User-Agent", row.agent),), request_body=b"", started_at=row.started_at,
        ended_at=row.ended_at, ip=row.ip, status=row.status, payload=b"<p>" if row.robots is None else row.robots,
        headers=tuple((name, str(value)) for name, value in headers.items() if value is not None),
    )  # fmt: skip


def judged(lake: Lake, promise: Promise = PROMISE) -> list[Receipt]:
    return receipts(sent_in(requests_of(lake, "r1", "example")), promise)


def archived(where: Path, rows: list[Sent]) -> Lake:
    lake = open_lake(str(where))
    for worker in {row.worker for row in rows}:
        with writer(lake, "example", "r1", "live") as out:
            out.record(exchange(r) for r in sorted(rows, key=lambda r: r.started_at) if r.worker == worker)
    with writer(lake, "example", "r2", "live") as out:
        out.record([exchange_of("https://khac.vn/another-run")])
    return lake


def test_a_polite_run_is_clean(tmp_path: Path) -> None:
    rows = polite_run(random.Random(1))
    result = judged(archived(tmp_path / "lake", rows))
    assert found_in(result) == []
    assert sum(receipt.requests for receipt in result) == len(rows)
    assert {receipt.limit_s for receipt in result} == {3.0}


@pytest.mark.parametrize("seed", FIXED_AND_NEW)
@pytest.mark.parametrize("name", PLANTS)
def test_a_violation_that_is_planted_in_the_archive_is_found(tmp_path: Path, name: str, seed: int | None) -> None:
    dice = random.Random(seed_of(seed))
    rows = polite_run(dice)
    PLANTS[name][0](rows, dice.choice(pages(rows)), dice)
    result = judged(archived(tmp_path / "lake", rows))
    assert PLANTS[name][1] in found_in(result)
    assert sorted(found_in(result)) == sorted(found_in(receipts(rows, PROMISE)))
    assert all(".warc.gz@" in violation.record for receipt in result for violation in receipt.violations)


def work(address: tuple[str, int], lake: str, directory: str, urls: list[str]) -> None:
    portal = portal_with()
    with (
        Session(portal, user_agent=AGENT, gateway=address, delay_s=0.05, budget_dir=Path(directory)) as session,
        writer(open_lake(lake), "example", "r1", "simulator") as out,
    ):
        for url in urls:
            try:
                out.append(page_at(url, session), kind="article", channel="rss", source="s", place=0)
            except FetchError as error:
                out.record(error.exchanges)


def test_three_worker_processes_at_once_break_no_rule_by_their_archives(tmp_path: Path) -> None:
    lake = open_lake(str(tmp_path / "lake"))
    routes: dict[str, Script] = {
        "/robots.txt": answer("User-agent: *\nDisallow: /kin\nCrawl-delay: 0.08"), "/a": answer("x"),
        "/b": answer("", "302 Found", Location="/kin/c"), "/d": answer("", "503 Busy", Retry_After="0.2"),
    }  # fmt: skip
    urls = [
        f"http://{host}{p}" for p in ("/a", "/b", "/kin/c", "/d") for host in ("tin.example.vn", "p.tin.example.vn")
    ]
    spawn = multiprocessing.get_context("spawn")
    with loopback(routes) as server:
        given = (server.address, lake.address, str(tmp_path / "turns"), urls)
        workers = [spawn.Process(target=work, args=given) for _ in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(60)
    result = judged(lake, Promise(hosts=HOSTS, delay_s=0.05, agent="CityPortals"))
    assert found_in(result) == []
    assert sum(receipt.requests for receipt in result) == len(server.requests) >= 24
    assert len({request.worker for request in requests_of(lake, "r1", "example")}) == 3
    assert "too_close" in found_in(judged(lake, Promise(hosts=HOSTS, delay_s=0.5, agent="CityPortals")))


def test_what_no_answer_came_to_has_its_times(tmp_path: Path) -> None:
    failed = exchange_of("https://tin.example.vn/a", None, error="timeout")
    with writer(open_lake(str(tmp_path / "lake")), "example", "r1", "live") as out:
        out.record([failed])
    (request,) = requests_of(open_lake(str(tmp_path / "lake")), "r1", "example")
    assert (request.status, request.started_at, request.ended_at) == (None, START, START + timedelta(seconds=1))


def test_a_robots_txt_that_is_cut_off_or_wrongly_coded_was_not_had(tmp_path: Path) -> None:
    lake = open_lake(str(tmp_path / "lake"))
    url = "https://tin.example.vn/robots.txt"
    with writer(lake, "example", "r1", "live") as out:
        out.record([exchange_of(url, payload=b"User-agent", error="truncated")])
        out.record([exchange_of(url, payload=b"\x1f\x8b\x08\x00broken", headers=(("Content-Encoding", "gzip"),))])
        out.record([exchange_of(url, payload=b"User-agent: *")])
        out.record([exchange_of(url, payload=b"User-agent: a", error="too_large: more than was read")])
    assert [row.robots for row in sent_in(requests_of(lake, "r1", "example"))] == [
        None,
        None,
        b"User-agent: *",
        b"User-agent: a",
    ]
    assert [row.status for row in sent_in(requests_of(lake, "r1", "example"))] == [None, None, 200, 200]


def test_an_archive_that_cannot_be_read_proves_nothing(tmp_path: Path) -> None:
    lake = archived(tmp_path / "lake", polite_run(random.Random(2)))
    file = max(Path(lake.address).rglob("*.warc.gz"), key=lambda path: path.stat().st_size)
    file.write_bytes(file.read_bytes()[:-30])
    with pytest.raises(RecordDamaged, match="example/example-r1"):
        list(requests_of(lake, "r1", "example"))
