"""robots.txt by RFC 9309: what it allows, what its absence and its failure mean, for how long it is believed."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portals.fetch import Limits, Session, page_at, robots_at
from portals.robots import Rules, rules_of
from schemas.errors import FetchError, Permanent, Transient
from tests.loopback import AGENT, Loopback, Script, answer, loopback, portal_with, sent_in_turn
from tests.test_fetch import endless, hang, reset

HOST = "http://tin.example.vn"
NOW = datetime(2026, 3, 1, tzinfo=UTC)
QUICK = Limits(connect_s=20, silence_s=20, total_s=40, tries=1, backoff_s=0.01, wait_s=1)


def asked(robots: Script | None, path: str = "/a", **routes: Script) -> tuple[str, Loopback]:
    """What becomes of one page under a robots.txt: `taken`, or the reason why not."""
    given: dict[str, Script] = {"/a": answer("x"), "/kin/b": answer("x"), **routes}
    if robots is not None:
        given["/robots.txt"] = robots
    with (
        loopback(given) as server,
        Session(portal_with(), user_agent=AGENT, gateway=server.address, limits=QUICK) as session,
    ):
        try:
            page_at(HOST + path, session)
        except FetchError as error:
            return error.reason, server
    return "taken", server


def rules(text: str) -> Rules:
    return rules_of(HOST, 200, text.encode(), NOW)


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /kin", "/kin/b", False),
        ("User-agent: *\nDisallow: /kin", "/a", True),
        ("User-agent: *\nDisallow: /\nAllow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf?y", True),
        ("User-agent: CityPortals\nAllow: /\n\nUser-agent: *\nDisallow: /", "/a", True),
        ("User-agent: cityportals\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: ty\nDisallow: /", "/a", True),
        ("\ufeffUser-agent: *\r\nDisallow: /a\r\n", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /tin-tức", "/tin-t%E1%BB%A9c", False),
        ("<html>Không tìm thấy</html>", "/a", True),
        ("", "/a", True),
    ],
)  # fmt: skip
def test_rules_are_those_of_the_rfc(text: str, path: str, allowed: bool) -> None:
    assert rules(text).allows(HOST + path, "CityPortals") is allowed


def test_a_disallowed_page_is_not_asked_for() -> None:
    reason, server = asked(answer("User-agent: *\nDisallow: /kin"), "/kin/b")
    assert (reason, server.paths()) == ("robots", ["tin.example.vn/robots.txt"])


@pytest.mark.parametrize("dodge", ["/a/../kin/b", "/%2e%2e/kin/b", "/kin/./b", "/kin%2Fb/../b"])
def test_no_spelling_gets_around_a_rule(dodge: str) -> None:
    assert asked(answer("User-agent: *\nDisallow: /kin"), dodge)[0] in ("robots", "http_404")
    assert "tin.example.vn/kin/b" not in asked(answer("User-agent: *\nDisallow: /kin"), dodge)[1].paths()


@pytest.mark.parametrize(
    ("robots", "expected"),
    [
        (None, "taken"),
        (answer("", "401 Unauthorized"), "taken"), (answer("", "403 Forbidden"), "taken"), (answer("", "410 Gone"), "taken"),
        (answer("", "429 Too Many"), "robots"), (answer("", "500 Oops"), "robots"), (answer("", "503 Busy"), "robots"),
        (answer("", "204 No Content"), "taken"),
        (lambda c, _r: c.sendall(answer("User-agent: *", length=400)), "truncated"),
        (reset, "dropped"),
        (answer(b"\xff" * 99, Content_Encoding="br"), "bad_coding"),
        (answer("<script>window._cf_chl_opt</script>"), "challenge"),
        (answer(gzip.compress(b"User-agent: *\nDisallow: /a"), Content_Encoding="gzip"), "robots"),
    ],
)  # fmt: skip
def test_what_an_answer_to_robots_txt_means(robots: Script | None, expected: str) -> None:
    reason, server = asked(robots)
    assert reason == expected
    assert ("tin.example.vn/a" in server.paths()) == (expected == "taken")


@pytest.mark.parametrize("status", ["500 Oops", "503 Busy", "429 Too Many"])
def test_while_it_cannot_be_had_links_are_owed_and_not_refused_for_good(status: str) -> None:
    with (
        loopback({"/robots.txt": answer("", status), "/a": answer("x")}) as server,
        Session(portal_with(), user_agent=AGENT, gateway=server.address, limits=Limits(tries=1)) as session,
        pytest.raises(Transient, match=f"robots: robots.txt: http_{status[:3]}") as raised,
    ):
        page_at(f"{HOST}/a", session)
    assert raised.value.fate == "failed"


def test_five_redirects_are_followed_to_it() -> None:
    hops = {f"/{n}": answer("", "301 Moved", Location=f"/{n + 1}") for n in range(1, 9)}
    there: dict[str, Script] = {"/5": answer("User-agent: *\nDisallow: /a")}
    assert asked(answer("", "301 Moved", Location="/1"), **(hops | there))[0] == "robots"
    too_far: dict[str, Script] = {"/6": answer("User-agent: *\nDisallow: /a")}
    assert asked(answer("", "301 Moved", Location="/1"), **(hops | too_far))[0] == "taken"


def test_a_redirect_of_it_off_the_portal_allows_nothing() -> None:
    reason, server = asked(answer("", "301 Moved", Location="https://khac.vn/robots.txt"))
    assert (reason, len(server.requests)) == ("robots", 1)


def test_rules_far_down_a_long_file_count() -> None:
    filler = "# " + "x" * 98 + "\n"
    assert asked(answer(filler * 6000 + "User-agent: *\nDisallow: /a\n"))[0] == "robots"


def test_an_endless_file_is_read_to_the_limit_and_no_rule_is_cut_in_half() -> None:
    assert asked(endless)[0] == "taken"
    half = b"User-agent: *\nDisallow: /b\n" + b"#" * (2**20 - 40) + b"\nDisallow: /" + b"x" * 50
    assert rules_of(HOST, 200, half, NOW).allows(HOST + "/a", "CityPortals")
    assert not rules_of(HOST, 200, half, NOW).allows(HOST + "/b", "CityPortals")


def test_it_is_asked_for_once_and_anew_after_a_day() -> None:
    robots = sent_in_turn(answer(""), answer("User-agent: *\nDisallow: /a"))
    with (
        loopback({"/robots.txt": robots, "/a": answer("x")}) as server,
        Session(portal_with(), user_agent=AGENT, gateway=server.address) as session,
    ):
        assert page_at(f"{HOST}/a", session).exchanges[0].url == f"{HOST}/robots.txt"
        assert len(page_at(f"{HOST}/a", session).exchanges) == 1
        known = session.rules[HOST]
        session.rules[HOST] = replace(known, fetched_at=known.fetched_at - timedelta(hours=24))
        with pytest.raises(Permanent, match="robots"):
            page_at(f"{HOST}/a", session)


def test_one_that_could_not_be_had_is_asked_for_again_after_minutes() -> None:
    failed = rules_of(HOST, 503, b"", NOW)
    assert failed.fresh(NOW + timedelta(minutes=4))
    assert not failed.fresh(NOW + timedelta(minutes=6))
    assert rules("").fresh(NOW + timedelta(hours=23, minutes=59))


def test_rules_can_be_handed_to_another_session() -> None:
    with loopback({"/a": answer("x")}) as server:
        with Session(portal_with(), user_agent=AGENT, gateway=server.address) as first:
            found, exchanges = robots_at(f"{HOST}/a", first)
        with Session(portal_with(), user_agent=AGENT, gateway=server.address, rules=first.rules) as second:
            page = page_at(f"{HOST}/a", second)
    assert (found.access, len(exchanges), len(page.exchanges)) == ("all", 1, 1)


def test_each_origin_has_its_own() -> None:
    routes: dict[str, Script] = {"tin.example.vn/robots.txt": answer("User-agent: *\nDisallow: /"), "/a": answer("x")}
    with loopback(routes) as server, Session(portal_with(), user_agent=AGENT, gateway=server.address) as session:
        assert page_at("http://phuong.tin.example.vn/a", session).status == 200
        with pytest.raises(Permanent, match="robots"):
            page_at(f"{HOST}/a", session)


def test_its_failure_on_the_network_is_the_reason_of_the_page() -> None:
    limits = replace(QUICK, silence_s=0.2)
    with (
        loopback({"/robots.txt": hang}) as server,
        Session(portal_with(), user_agent=AGENT, gateway=server.address, limits=limits) as session,
        pytest.raises(Transient, match="timeout") as raised,
    ):
        page_at(f"{HOST}/a", session)
    assert [e.url for e in raised.value.exchanges] == [f"{HOST}/robots.txt"]


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("Crawl-delay: 7", 7.0),
        ("Crawl-delay: 0.5", 0.5),
        ("Request-rate: 1/30s", 30.0),
        ("Crawl-delay: soon", 0.0),
        ("Crawl-delay: 1\nRequest-rate: 1/9", 9.0),
    ],
)
def test_the_pause_it_asks_for(text: str, delay: float) -> None:
    assert rules(f"User-agent: *\n{text}\nDisallow: /x").delay_s("CityPortals") == delay


def test_its_sitemaps_in_order_and_once() -> None:
    assert rules(f"Sitemap: {HOST}/a.xml\nUser-agent: *\nDisallow: /\nsitemap: {HOST}/b.xml\nSitemap: {HOST}/a.xml").sitemaps() == (
        f"{HOST}/a.xml", f"{HOST}/b.xml")  # fmt: skip
