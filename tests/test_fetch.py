"""Fetching over real sockets: every exchange on record, every limit kept, every failure by its name, no private address reached."""

from __future__ import annotations

import gzip
import hashlib
import itertools
import multiprocessing
import socket
import ssl
import struct
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from portals.answers import location_of, looks_like_challenge, retry_after_s
from portals.budget import Budget, Outcome, State, after
from portals.content import body_of
from portals.fetch import Limits, Session, page_at, user_agent
from portals.portal import Portal
from portals.reach import is_private, target_of
from schemas.errors import CallError, FetchError, Permanent, Transient
from schemas.page import Exchange, Page
from tests.loopback import AGENT, Loopback, Request, Script, answer, loopback, portal_with, sent_in_turn
from tests.test_content import bomb_of

HOST = "http://tin.example.vn"
QUICK = Limits(connect_s=20, silence_s=20, total_s=40, tries=1, backoff_s=0.01, wait_s=2)
"""Patient with a machine under load; short where nothing is wrong."""
IMPATIENT = replace(QUICK, silence_s=1, total_s=2)
THRICE = replace(QUICK, tries=3)


def got(
    routes: dict[str, Script], url: str = f"{HOST}/a", limits: Limits = QUICK, portal: Portal | None = None, **asks: str
) -> tuple[Page, Loopback]:
    with (
        loopback(routes) as server,
        Session(portal or portal_with(), user_agent=AGENT, gateway=server.address, limits=limits) as session,
    ):
        return page_at(url, session, **asks), server  # type: ignore[arg-type]


def refused(
    routes: dict[str, Script], url: str = f"{HOST}/a", limits: Limits = QUICK, portal: Portal | None = None
) -> tuple[FetchError, Loopback]:
    with (
        loopback(routes) as server,
        Session(portal or portal_with(), user_agent=AGENT, gateway=server.address, limits=limits) as session,
    ):
        with pytest.raises((Transient, Permanent)) as raised:
            page_at(url, session)
        return raised.value, server


# --- what is on record


def test_a_page_holds_the_wire_and_every_exchange() -> None:
    page, server = got(
        {"/a": answer("", "301 Moved Permanently", Location="/b?x=1#y"), "/b": answer("xin chào", X_A="ơ")}
    )
    assert [(e.url, e.status) for e in page.exchanges] == [
        (f"{HOST}/robots.txt", 404), (f"{HOST}/a", 301), (f"{HOST}/b?x=1", 200)]  # fmt: skip
    assert (page.url, page.final_url, page.payload, page.medium) == (
        f"{HOST}/a",
        f"{HOST}/b?x=1",
        "xin chào".encode(),
        "html",
    )
    assert page.captured_at == page.exchanges[-1].ended_at > page.exchanges[-1].started_at
    assert page.header("x-a") == "ơ"
    assert {e.ip for e in page.exchanges} == {"127.0.0.1"}
    sent = dict(page.exchanges[-1].request_headers)
    assert sent["User-Agent"] == AGENT == server.requests[-1].headers["user-agent"]
    assert {k.lower(): v for k, v in sent.items()} == server.requests[-1].headers


def test_the_content_coding_stays_on_the_payload() -> None:
    packed = gzip.compress("Tin tức".encode())
    page, _ = got({"/a": answer(packed, Content_Encoding="gzip")})
    assert page.payload == packed
    assert body_of(page, 100).decode() == "Tin tức"


def test_a_chunked_answer_is_put_together() -> None:
    body = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nxin c\r\n3\r\nhao\r\n0\r\n\r\n"
    page, _ = got({"/a": body})
    assert page.payload == b"xin chao"


@pytest.mark.parametrize("length", [0, 1, 2, 8190, 8191, 8192, 65536, 65537, 200_001])
def test_a_body_of_any_length_comes_whole(length: int) -> None:
    page, _ = got({"/a": answer(b"x" * length)})
    assert len(page.payload) == length


def test_connections_are_kept_and_cookies_are_not() -> None:
    with loopback({"/a": answer("x", Set_Cookie="id=1; Path=/")}) as server:
        with Session(portal_with(), user_agent=AGENT, gateway=server.address, limits=QUICK) as session:
            pages = [page_at(f"{HOST}/a", session) for _ in range(3)]
        assert [page.status for page in pages] == [200] * 3
        assert all("cookie" not in request.headers for request in server.requests)


def test_a_form_is_posted_and_not_again_after_a_redirect() -> None:
    routes: dict[str, Script] = {"/a": answer("", "302 Found", Location="/b"), "/b": answer("kết quả")}
    with loopback(routes) as server, Session(portal_with(), user_agent=AGENT, gateway=server.address) as session:
        page = page_at(f"{HOST}/a", session, method="POST", form=(("PageIndex", "0"), ("DataIds[]", "ă=")))
    assert [(r.method, r.body) for r in server.requests[1:]] == [
        ("POST", b"PageIndex=0&DataIds%5B%5D=%C4%83%3D"),
        ("GET", b""),
    ]
    assert "content-type" not in server.requests[-1].headers
    assert page.payload.decode() == "kết quả"
    assert page.exchanges[1].request_body == server.requests[1].body


def test_conditional_requests_give_a_page_of_status_304() -> None:
    page, server = got(
        {"/a": b'HTTP/1.1 304 Not Modified\r\nETag: "v"\r\n\r\n'},
        etag='"v"',
        last_modified="Sun, 01 Mar 2026 09:00:00 GMT",
    )
    assert (page.status, page.payload) == (304, b"")
    assert server.requests[-1].headers["if-none-match"] == '"v"'
    assert server.requests[-1].headers["if-modified-since"] == "Sun, 01 Mar 2026 09:00:00 GMT"


@pytest.mark.parametrize(
    ("kind", "medium"), [("text/html", "html"), ("application/pdf", "other"), ("text/xml", "other")]
)
def test_the_medium_is_what_the_server_calls_it(kind: str, medium: str) -> None:
    assert got({"/a": answer("x", Content_Type=kind)})[0].medium == medium


def test_an_address_in_vietnamese_letters_is_sent_in_ascii() -> None:
    portal = portal_with(hosts=("xn--bo-mia.vn",))
    page, server = got({"/tin-t%E1%BB%A9c": answer("x")}, "http://báo.vn/tin-tức", portal=portal)
    assert page.url == "http://báo.vn/tin-tức"
    assert server.requests[-1].host == "xn--bo-mia.vn"


# --- what an answer means


@pytest.mark.parametrize(
    ("status", "error", "fate"),
    [
        ("401 Unauthorized", Permanent, "blocked"), ("403 Forbidden", Permanent, "blocked"), ("451 Legal", Permanent, "blocked"),
        ("404 Not Found", Permanent, "gone"), ("410 Gone", Permanent, "gone"), ("400 Bad Request", Permanent, "failed"),
        ("429 Too Many", Transient, "failed"), ("500 Oops", Transient, "failed"), ("503 Busy", Transient, "failed"), ("522 Cloud", Transient, "failed"),
    ],
)  # fmt: skip
def test_a_status_has_its_fate(status: str, error: type[FetchError], fate: str | None) -> None:
    failure, _server = refused({"/a": answer("x" * 3000, status)})
    assert type(failure) is error
    assert failure.reason == f"http_{status[:3]}"
    assert getattr(failure, "fate", None) == fate
    assert [e.status for e in failure.exchanges] == [404, int(status[:3])]


CHALLENGES = [
    b"<html><head><title>Just a moment...</title></head><body><h1>tin.example.vn</h1><p>Verifying</p></body></html>",
    b"<html><script>window._cf_chl_opt={cvId:'3'};</script>" + b"<p>chu </p>" * 2000,
    "<html><body>Đang kiểm tra trình duyệt của bạn trước khi truy cập</body></html>".encode(),
    b'<html><body><script>document.cookie="D1N=8a1"+"; path=/";window.location.reload(true);</script></body></html>',
    b"<html><form>Please solve the <b>captcha</b> to continue</form></html>",
]
ARTICLES = [
    ("<html><body><p>" + "Thành phố họp bàn về captcha và an ninh mạng. " * 40 + "</p></body></html>").encode(),
    b"<html><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script><body><p>Tin</p></body></html>",
    (
        "<html><script>document.cookie='a=1'; var u = window.location;</script><body>"
        + "Chiều 24/8, Sở Y tế thông báo. " * 9
    ).encode(),
]


@pytest.mark.parametrize("body", CHALLENGES)
@pytest.mark.parametrize("status", ["200 OK", "403 Forbidden", "503 Busy"])
def test_a_challenge_is_blocked_whatever_its_status(body: bytes, status: str) -> None:
    failure, _ = refused({"/a": answer(body, status)})
    assert (failure.reason, getattr(failure, "fate", None)) == ("challenge", "blocked")


@pytest.mark.parametrize("body", ARTICLES)
def test_an_article_is_no_challenge(body: bytes) -> None:
    assert looks_like_challenge(body) is None
    assert got({"/a": answer(body)})[0].payload == body


def test_a_redirect_to_a_login_page_is_a_login_wall() -> None:
    failure, _ = refused(
        {"/a": answer("", "302 Found", Location="/dang-nhap?ReturnUrl=%2Fa"), "/dang-nhap": answer("Mật khẩu")}
    )
    assert (failure.reason, len(failure.exchanges)) == ("login_wall", 3)


# --- redirects


def test_five_redirects_are_followed_and_six_are_not() -> None:
    hops: dict[str, Script] = {f"/{n}": answer("", "302 Found", Location=f"/{n + 1}") for n in range(1, 10)}
    page, _ = got({**hops, "/6": answer("tới nơi")}, f"{HOST}/1")
    failure, server = refused({**hops, "/7": answer("tới nơi")}, f"{HOST}/1")
    assert page.final_url == f"{HOST}/6"
    assert failure.reason == "redirect_loop"
    assert len(server.requests) == 7


def test_a_loop_is_left_at_once() -> None:
    failure, server = refused(
        {"/a": answer("", "302 Found", Location="/b"), "/b": answer("", "302 Found", Location="/a")}
    )
    assert (failure.reason, len(server.requests)) == ("redirect_loop", 3)


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ("https://khac.vn/", "redirect_undeclared"), ("//khac.vn/", "redirect_undeclared"), ("file:///etc/passwd", "redirect_undeclared"),
        ("http://user@tin.example.vn/", "redirect_undeclared"), ("http://tin.example.vn:8080/", "redirect_undeclared"),
        ("http://tin.example.vn.khac.vn/", "redirect_undeclared"), ("gopher://tin.example.vn/", "redirect_undeclared"),
        ("http://127.0.0.1/", "private_address"), ("http://169.254.169.254/latest/meta-data", "private_address"),
        ("http://[::1]/", "private_address"), ("http://2130706433/", "private_address"),
    ],
)  # fmt: skip
def test_a_redirect_off_the_portal_is_refused_unasked(where: str, reason: str) -> None:
    failure, server = refused({"/a": answer("", "302 Found", Location=where)})
    assert (failure.reason, getattr(failure, "fate", None)) == (reason, "refused")
    assert len(server.requests) == 2


def test_a_redirect_to_a_sub_portal_asks_for_its_robots_too() -> None:
    routes: dict[str, Script] = {"tin.example.vn/a": answer("", "302 Found", Location="http://phuong.tin.example.vn/b"),
        "phuong.tin.example.vn/robots.txt": answer("User-agent: *\nDisallow: /b"), "phuong.tin.example.vn/b": answer("x")}  # fmt: skip
    failure, server = refused(routes)
    assert (failure.reason, getattr(failure, "fate", None)) == ("robots", "refused")
    assert server.paths()[-1] == "phuong.tin.example.vn/robots.txt"


# --- limits and broken answers


def reset(connection: socket.socket, _request: Request) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def reset_in_body(connection: socket.socket, request: Request) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<html>")
    time.sleep(0.2)
    reset(connection, request)


def drip(head: bytes, byte: bytes) -> Script:
    def say(connection: socket.socket, _request: Request) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(byte)
            time.sleep(0.05)

    return say


def endless(connection: socket.socket, _request: Request) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        connection.sendall(b"<p>vo tan</p>" * 5000)


def hang(_connection: socket.socket, _request: Request) -> None:
    time.sleep(5)


FAULTS: dict[str, tuple[Script, type[FetchError], str]] = {
    "drip of headers": (drip(b"HTTP/1.1 200 OK\r\nX-A: ", b"a"), Transient, "timeout"),
    "drip of body": (drip(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n", b"a"), Transient, "timeout"),
    "drip of endless body": (drip(b"HTTP/1.1 200 OK\r\n\r\n", b"a"), Transient, "timeout"),
    "drip of chunks": (drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"), Transient, "timeout"),
    "silence": (hang, Transient, "timeout"),
    "endless body": (endless, Permanent, "too_large"),
    "short body": (lambda c, _r: c.sendall(answer("cụt", length=500)), Transient, "truncated"),
    "long body": (answer("dài quá" * 9000, length=500), Transient, "truncated"),
    "slightly long body": (answer("dài quá" * 90, length=500), Transient, "truncated"),
    "cut chunks": (lambda c, _r: c.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nxin"), Transient, "truncated"),
    "reset in body": (reset_in_body, Transient, "reset"),
    "no answer": (lambda _c, _r: None, Permanent, "dropped"),
    "reset at once": (reset, Permanent, "dropped"),
    "no HTTP": (b"\x00\x01\x02 rubbish\r\n\r\n", Permanent, "bad_answer"),
    "two lengths": (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", Permanent, "bad_answer"),
    "endless headers": (b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 500 + b"\r\n", Permanent, "bad_answer"),
    "gzip bomb": (answer(bomb_of("gzip", 200 * 2**20), Content_Encoding="gzip"), Permanent, "too_large_decoded"),
    "bomb in a bomb": (answer(bomb_of("gzip", 50 * 2**20), Content_Encoding="gzip, gzip"), Permanent, "too_large_decoded"),
    "unknown coding": (answer("x", Content_Encoding="lzma"), Permanent, "bad_coding"),
    "rubbish in br": (answer(b"\xff" * 99, Content_Encoding="br"), Permanent, "bad_coding"),
    "gzip cut": (answer(bomb_of("gzip", 2**20)[:-400], Content_Encoding="gzip"), Transient, "truncated"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_answer_fails_by_name(name: str) -> None:
    script, kind, reason = FAULTS[name]
    limits = IMPATIENT if reason == "timeout" else QUICK
    failure, _ = refused({"/a": script}, limits=replace(limits, wire_bytes=4 * 2**20, decoded_bytes=8 * 2**20))
    assert (type(failure), failure.reason) == (kind, reason)
    last = failure.exchanges[-1]
    assert last.url == f"{HOST}/a"
    assert last.error is not None
    assert len(last.payload) <= 2**20


def test_what_came_before_the_break_is_kept() -> None:
    failure, _ = refused({"/a": FAULTS["short body"][0]})
    assert failure.exchanges[-1].payload.decode() == "cụt"


def test_nothing_is_listening() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = free.getsockname()[:2]
    with (
        Session(portal_with(), user_agent=AGENT, gateway=address, limits=QUICK) as session,
        pytest.raises(Permanent) as raised,
    ):
        page_at(f"{HOST}/a", session)
    assert (raised.value.reason, raised.value.fate) == ("connect_refused", "blocked")
    assert raised.value.exchanges[0].status is None


GROWTH = """
import resource, sys
from portals.fetch import Limits, Session, page_at
from schemas.errors import FetchError
from tests.loopback import AGENT, portal_with
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with Session(portal_with(), user_agent=AGENT, gateway=("127.0.0.1", int(sys.argv[1])), limits=Limits(total_s=20, tries=1)) as session:
    for path in sys.argv[2:]:
        try:
            page_at("http://tin.example.vn" + path, session)
            print("taken", path)
        except FetchError as error:
            print(error.reason)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_bombs_and_endless_bodies_leave_the_process_small() -> None:
    routes: dict[str, Script] = {
        f"/{coding}": answer(bomb_of(coding, 500 * 2**20), Content_Encoding=coding)
        for coding in ("gzip", "br", "zstd", "deflate")
    }
    with loopback({**routes, "/endless": endless}) as server:
        command = [sys.executable, "-c", GROWTH, str(server.address[1]), *routes, "/endless"]
        run = subprocess.run(
            command, capture_output=True, text=True, timeout=90, cwd=Path(__file__).parent.parent, check=False
        )
    *reasons, grown = run.stdout.split("\n")[:-1]
    assert (reasons, run.stderr) == (["too_large_decoded"] * 4 + ["too_large"], "")
    assert int(grown) < 100


# --- trying again


def test_a_transient_error_is_tried_again_and_all_tries_are_on_record() -> None:
    page, _ = got({"/a": sent_in_turn(answer("", "503 Busy"), answer("", "502 Bad"), answer("đây"))}, limits=THRICE)
    assert [e.status for e in page.exchanges] == [404, 503, 502, 200]


@pytest.mark.parametrize(
    ("script", "tries"),
    [(answer("", "503 Busy"), 3), (answer("", "500 Oops"), 2), (answer("", "404 No"), 1), (reset, 3), (hang, 2)],
)
def test_how_often_depends_on_the_error(script: Script, tries: int) -> None:
    limits = replace(THRICE, silence_s=0.3) if script is hang else THRICE
    failure, server = refused({"/a": script}, limits=limits)
    assert len(server.requests) - 1 == tries == len(failure.exchanges) - 1


def test_retry_after_is_sat_out_when_short() -> None:
    page, server = got({"/a": sent_in_turn(answer("", "429 Slow", Retry_After="1"), answer("đây"))}, limits=THRICE)
    assert (page.status, page.payload.decode()) == (200, "đây")
    assert server.requests[-1].at - server.requests[-2].at >= 1.0


def test_retry_after_is_handed_on_when_long() -> None:
    failure, server = refused({"/a": answer("", "503 Busy", Retry_After="120")}, limits=THRICE)
    assert (type(failure), failure.retry_after_s, len(server.requests)) == (Transient, 120.0, 2)


@pytest.mark.parametrize(
    ("value", "date", "expected"),
    [
        ("30", None, 30.0), (" 30 ", None, 30.0), ("999999999", None, 86400.0), ("-5", None, None), ("soon", None, None), ("", None, None),
        ("Sun, 01 Mar 2026 09:01:00 GMT", "Sun, 01 Mar 2026 09:00:00 GMT", 60.0),
        ("Sun, 01 Mar 2026 08:00:00 GMT", "Sun, 01 Mar 2026 09:00:00 GMT", 0.0),
        ("Sunday, 01-Mar-26 09:01:00 GMT", "Sun, 01 Mar 2026 09:00:00 GMT", 60.0),
    ],
)  # fmt: skip
def test_retry_after_in_seconds_and_dates(value: str, date: str | None, expected: float | None) -> None:
    headers = (("Retry-After", value), *((("Date", date),) if date else ()))
    now = datetime(2026, 3, 1, 9, tzinfo=UTC)
    exchange = Exchange(
        method="GET",
        url=HOST,
        request_headers=(),
        request_body=b"",
        started_at=now,
        ended_at=now,
        ip=None,
        status=503,
        headers=headers,
    )
    assert retry_after_s(exchange) == expected


def test_retry_after_by_our_own_clock_where_the_server_tells_no_time() -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    headers = (("Retry-After", format_datetime(now + timedelta(seconds=90), usegmt=True)),)
    exchange = Exchange(
        method="GET",
        url=HOST,
        request_headers=(),
        request_body=b"",
        started_at=now,
        ended_at=now,
        ip=None,
        status=503,
        headers=headers,
    )
    assert retry_after_s(exchange) == 90.0


def test_a_host_that_is_down_is_left_alone() -> None:
    with (
        loopback({"/a": reset}) as server,
        Session(portal_with(), user_agent=AGENT, gateway=server.address, limits=QUICK) as session,
    ):
        reasons = []
        for _ in range(9):
            with pytest.raises((Transient, Permanent)) as raised:
                page_at(f"{HOST}/a", session)
            reasons.append(raised.value.reason)
        assert reasons == ["dropped"] * 6 + ["host_down"] * 3
        assert len(server.requests) == 7


# --- turns


def test_the_pause_between_requests_is_kept_between_sessions(tmp_path: Path) -> None:
    with loopback({"/a": answer("x")}) as server:
        for _ in range(3):
            with Session(
                portal_with(), user_agent=AGENT, gateway=server.address, delay_s=0.2, budget_dir=tmp_path
            ) as session:
                page_at(f"{HOST}/a", session)
    times = [request.at for request in server.requests]
    assert min(b - a for a, b in itertools.pairwise(times)) >= 0.2


def visit(address: tuple[str, int], directory: str, count: int) -> None:
    with Session(portal_with(), user_agent=AGENT, gateway=address, delay_s=0.1, budget_dir=Path(directory)) as session:
        for _ in range(count):
            page_at(f"{HOST}/a", session)


def test_three_processes_share_one_budget(tmp_path: Path) -> None:
    under_way, most = [0], [0]

    def slow(_connection: socket.socket, _request: Request) -> bytes:
        under_way[0] += 1
        most[0] = max(most[0], under_way[0])
        time.sleep(0.03)
        under_way[0] -= 1
        return answer("x")

    with loopback({"/a": slow, "/robots.txt": slow}) as server:
        spawn = multiprocessing.get_context("spawn")
        workers = [spawn.Process(target=visit, args=(server.address, str(tmp_path), 4)) for _ in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(60)
    times = sorted(request.at for request in server.requests)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert (len(times), most[0]) == (15, 1)
    assert min(b - a for a, b in itertools.pairwise(times)) >= 0.1


def test_a_crawl_delay_longer_than_ours_is_kept() -> None:
    routes: dict[str, Script] = {"/robots.txt": answer("User-agent: *\nCrawl-delay: 0.3"), "/a": answer("x")}
    with loopback(routes) as server, Session(portal_with(), user_agent=AGENT, gateway=server.address) as session:
        page_at(f"{HOST}/a", session)
        page_at(f"{HOST}/a", session)
    assert server.requests[2].at - server.requests[1].at >= 0.3


def test_a_turn_that_would_come_too_late_is_not_waited_for(tmp_path: Path) -> None:
    budget = Budget(tmp_path)
    with budget.turn("h", 60, 5) as outcome:
        outcome.answered = outcome.well = True
    with pytest.raises(Transient, match="budget") as raised, budget.turn("h", 60, 5):
        pass
    assert raised.value.retry_after_s == pytest.approx(60, abs=1)


def test_who_learns_of_a_longer_pause_keeps_it_from_the_request_before(tmp_path: Path) -> None:
    budget = Budget(tmp_path)
    with budget.turn("h", 0.01, 5) as outcome:
        outcome.answered = outcome.well = True
    ended = time.time()
    with budget.turn("h", 0.4, 5):
        assert time.time() - ended >= 0.399


def test_a_killed_holder_lets_go_of_the_lock_and_not_of_the_pause(tmp_path: Path) -> None:
    script = "import os; from pathlib import Path; from portals.budget import Budget\nwith Budget(Path(%r)).turn('h', 60, 5): os._exit(9)"
    subprocess.run(
        [sys.executable, "-c", script % str(tmp_path)], timeout=20, cwd=Path(__file__).parent.parent, check=False
    )
    with pytest.raises(Transient, match="budget: h may be asked in"), Budget(tmp_path).turn("h", 0.5, 5):
        pass
    (tmp_path / "h").write_text("damaged{")
    with Budget(tmp_path).turn("h", 0.0, 1) as outcome:
        outcome.answered = True


def test_the_pause_grows_with_trouble_and_shrinks_with_health() -> None:
    state, paces = State(), []
    for well in (False, False, False, True, True, True, True, True):
        state = after(state, Outcome(answered=True, well=well), 2.0, 100.0, 100.5)
        paces.append(state.pace_s)
    assert paces == [4.0, 8.0, 16.0, 9.0, 5.5, 3.75, 2.875, 2.4375]
    broken = State()
    for _ in range(20):
        broken = after(broken, Outcome(answered=True, well=False), 2.0, 100.0, 100.5)
    assert broken.pace_s == 16.0
    slow = after(State(), Outcome(), 2.0, 100.0, 109.0)
    assert slow.next_at >= 118.0
    assert after(State(), Outcome(hold_s=50.0), 0.0, 100.0, 100.1).next_at == pytest.approx(150.1, abs=0.01)
    assert after(State(), Outcome(answered=False, well=False), 0.0, 100.0, 100.1).pace_s == 0.0


# --- private addresses


PRIVATE_HOSTS = [
    "127.0.0.1", "2130706433", "0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "127.1", "0", "10.0.0.1", "172.16.0.1", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[fec0::1]",
    "[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "[::127.0.0.1]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]", "[ff02::1]",
    "127。0。0。1", "①②⑦.⓪.⓪.①", "127.0.0.1.",
]  # fmt: skip


class Dialled:
    """Records where connections go and takes them all to one loopback server."""

    def __init__(self, server: tuple[str, int]) -> None:
        self.server = server
        self.addresses: list[str] = []

    def __call__(self, address: str, _port: int, within_s: float) -> socket.socket:
        self.addresses.append(address)
        return socket.create_connection(self.server, within_s)


@pytest.mark.parametrize("host", PRIVATE_HOSTS)
def test_a_private_address_is_refused_however_it_is_spelled_and_even_if_declared(host: str, tmp_path: Path) -> None:
    declared = portal_with(hosts=("*", host.strip("[]"), target_of(f"http://{host}/").host))
    with loopback() as server:
        dialled = Dialled(server.address)
        with (
            Session(declared, user_agent=AGENT, connect=dialled, budget_dir=tmp_path) as session,
            pytest.raises(Permanent) as raised,
        ):
            page_at(f"http://{host}/", session)
    assert (raised.value.reason, raised.value.fate, raised.value.exchanges) == ("private_address", "refused", ())
    assert dialled.addresses == []


@pytest.mark.parametrize(
    "answers",
    [
        ("127.0.0.1",),
        ("10.1.2.3",),
        ("::1",),
        ("8.8.8.8", "192.168.0.1"),
        ("::ffff:10.0.0.1",),
        ("169.254.169.254",),
        ("fe80::1%eth0",),
    ],
)
def test_a_name_that_leads_to_a_private_address_is_refused(answers: tuple[str, ...], tmp_path: Path) -> None:
    with loopback() as server:
        dialled = Dialled(server.address)
        with (
            Session(
                portal_with(),
                user_agent=AGENT,
                limits=QUICK,
                budget_dir=tmp_path,
                resolve=lambda _h, _s: answers,
                connect=dialled,
            ) as session,
            pytest.raises(Permanent) as raised,
        ):
            page_at(f"{HOST}/a", session)
    assert (raised.value.reason, raised.value.fate) == ("private_address", "refused")
    assert dialled.addresses == []


def test_a_name_that_changes_its_mind_is_not_asked_twice(tmp_path: Path) -> None:
    answers = [("8.8.8.8",), ("127.0.0.1",)]
    with loopback({"/a": answer("x", Connection="close")}) as server:
        dialled = Dialled(server.address)
        with Session(
            portal_with(), user_agent=AGENT, budget_dir=tmp_path, resolve=lambda _h, _s: answers.pop(0), connect=dialled
        ) as session:
            pages = [page_at(f"{HOST}/a", session) for _ in range(3)]
    assert {e.ip for page in pages for e in page.exchanges} == {"8.8.8.8"}
    assert set(dialled.addresses) == {"8.8.8.8"}


@pytest.mark.parametrize(
    "url",
    ["http://tin.example.vn@127.0.0.1/", "http://127.0.0.1@tin.example.vn/", "http://tin.example.vn\\@127.0.0.1/", "http://tin.example.vn%2f@khac.vn/",
     "http://tin.example.vn:80@khac.vn/", "ftp://tin.example.vn/", "http:///a", "http://tin..example.vn/", "http://tin.example.vn:99999/", "javascript:alert(1)", ""],
)  # fmt: skip
def test_an_address_that_parsers_read_differently_is_refused(url: str) -> None:
    with pytest.raises(Permanent) as raised:
        target_of(url)
    assert (raised.value.reason, raised.value.fate) == ("bad_url", "refused")


@pytest.mark.parametrize(
    "url", ["http://khac.vn/", "http://xtin.example.vn.khac.vn/", "http://tin.example.vn:22/", "http://8.8.8.8/"]
)
def test_only_declared_hosts_and_ports_are_asked(url: str) -> None:
    failure, server = refused({}, url)
    assert (failure.reason, getattr(failure, "fate", None), server.requests) == ("undeclared", "refused", [])


def test_public_addresses_are_public() -> None:
    assert not any(is_private(address) for address in ("8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "103.1.208.1"))


def test_no_name_no_request(tmp_path: Path) -> None:
    def nowhere(_host: str, _within_s: float) -> tuple[str, ...]:
        raise socket.gaierror(-2, "Name or service not known")

    with (
        Session(portal_with(), user_agent=AGENT, limits=QUICK, budget_dir=tmp_path, resolve=nowhere) as session,
        pytest.raises(Transient) as raised,
    ):
        page_at(f"{HOST}/a", session)
    assert raised.value.reason == "dns"


def test_a_user_agent_without_contact_asks_no_real_host() -> None:
    with pytest.raises(CallError, match="contact"):
        Session(portal_with(), user_agent="CityPortals/1")
    assert user_agent("mailto:a@example.org") == "CityPortals/1 (+mailto:a@example.org)"


def test_dots_and_fragments_are_folded_before_anything_is_judged() -> None:
    assert target_of(" HTTP://Tin.Example.VN:80/x/../y/%2e%2E/z?a=b c#d ").url == "http://tin.example.vn/z?a=b%20c"
    exchange = Exchange(method="GET", url=f"{HOST}/x/y", request_headers=(), request_body=b"", started_at=datetime.now(UTC), ended_at=datetime.now(UTC),
        ip=None, status=302, headers=(("location", "../tin-tức#x"),))  # fmt: skip
    assert location_of(exchange) == f"{HOST}/tin-tức"


# --- TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, str]:
    """A server whose certificate nobody vouches for and which expired years ago, and the certificate's sha256."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "tin.example.vn")])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
        .not_valid_before(datetime(2018, 1, 1, tzinfo=UTC)).not_valid_after(datetime(2019, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("tin.example.vn")]), critical=False).sign(key, hashes.SHA256())
    )  # fmt: skip
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context, hashlib.sha256(made.public_bytes(serialization.Encoding.DER)).hexdigest()


def over_tls(portal: Portal, certificate: tuple[ssl.SSLContext, str], directory: Path) -> Page:
    with (
        loopback({"/a": answer("an toàn")}, tls=certificate[0]) as server,
        Session(
            portal,
            user_agent=AGENT,
            limits=QUICK,
            budget_dir=directory,
            resolve=lambda _h, _s: ("8.8.8.8",),
            connect=Dialled(server.address),
        ) as session,
    ):
        return page_at("https://tin.example.vn/a", session)


def test_broken_tls_is_refused(certificate: tuple[ssl.SSLContext, str], tmp_path: Path) -> None:
    with pytest.raises(Permanent) as raised:
        over_tls(portal_with(), certificate, tmp_path)
    assert (raised.value.reason, [e.status for e in raised.value.exchanges]) == ("tls", [None])


def test_broken_tls_is_taken_for_the_pinned_certificate_alone(
    certificate: tuple[ssl.SSLContext, str], tmp_path: Path
) -> None:
    pin = certificate[1]
    page = over_tls(portal_with(tls_pins=(("tin.example.vn", pin.upper()),)), certificate, tmp_path)
    assert (page.payload.decode(), page.final_url) == ("an toàn", "https://tin.example.vn/a")
    with pytest.raises(Permanent, match="tls"):
        over_tls(portal_with(tls_pins=(("tin.example.vn", "00" * 32),)), certificate, tmp_path)
    with pytest.raises(Permanent, match="tls"):
        over_tls(portal_with(tls_pins=(("khac.tin.example.vn", pin),)), certificate, tmp_path)
