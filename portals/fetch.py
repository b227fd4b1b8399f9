"""A portal's pages from the network: politely, within limits, and with every exchange on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import urlencode

from portals.answers import REDIRECTS, location_of, looks_like_login
from portals.asking import Answer, Ask, Limits
from portals.portal import Portal
from portals.reach import Target, check_declared, target_of
from portals.robots import READ_BYTES, Rules, endless_redirects, rules_of, unreachable
from portals.session import Session, tried, user_agent
from schemas.errors import FetchError, Permanent, Transient
from schemas.page import Exchange, Medium, Page

__all__ = ["Limits", "Session", "page_at", "page_of", "robots_at", "user_agent"]

MARKUP = ("text/html", "application/xhtml+xml")
ACCEPT = (
    ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
    ("Accept-Language", "vi,en;q=0.5"),
)
FORM = ("Content-Type", "application/x-www-form-urlencoded")
ACCEPT_ROBOTS = (("Accept", "text/plain,*/*;q=0.5"),)
ROBOTS_REDIRECTS = 5


def page_at(
    url: str,
    session: Session,
    *,
    method: Literal["GET", "POST"] = "GET",
    form: tuple[tuple[str, str], ...] = (),
    etag: str | None = None,
    last_modified: str | None = None,
    limits: Limits | None = None,
) -> Page:
    """The page at an address of the session's portal; with `etag` or `last_modified` it may be one of status 304 with no payload.

    Raises Transient or Permanent, both with every exchange that was made. `url` is kept as given in `Page.url`.
    limits: other ones than the session's, for an attachment.
    """
    trail: list[Exchange] = []
    asks = (("If-None-Match", etag), ("If-Modified-Since", last_modified))
    headers = (*ACCEPT, *((name, value) for name, value in asks if value))
    if method == "POST":
        headers = (*headers, FORM)
    try:
        ask = Ask(target_of(url), method, headers, urlencode(form).encode() if method == "POST" else b"")
        answer = _followed(ask, session, limits or session.limits, trail)
        if looks_like_login(url, answer.exchange.url):
            raise Permanent("login_wall", answer.exchange.url, fate="blocked")
    except FetchError as error:
        error.exchanges = tuple(trail)
        raise
    return page_of(url, trail)


def page_of(url: str, trail: list[Exchange]) -> Page:
    """The last exchange of a trail as the page that was asked for at `url`."""
    last = trail[-1]
    if last.status is None:
        raise ValueError(f"no answer came for {url}")
    kind = next((value for name, value in last.headers if name.lower() == "content-type"), "text/html")
    medium: Medium = "html" if kind.partition(";")[0].strip().lower() in MARKUP else "other"
    return Page(
        url=url, final_url=last.url, status=last.status, headers=last.headers, payload=last.payload,
        captured_at=last.ended_at, medium=medium, exchanges=tuple(trail),
    )  # fmt: skip


def robots_at(url: str, session: Session) -> tuple[Rules, tuple[Exchange, ...]]:
    """The robots rules in force at an address's origin, and the exchanges it took to get them (none where they were known).

    Raises Permanent for an address that is not the portal's. A host that does not answer is a rule too: nothing may be asked.
    """
    target = target_of(url)
    check_declared(target, session.portal)
    trail: list[Exchange] = []
    return _rules_for(target, session, trail), tuple(trail)


def _followed(ask: Ask, session: Session, limits: Limits, trail: list[Exchange]) -> Answer:
    """The answer behind at most `limits.redirects` redirects, each allowed by robots.txt and to a declared, public host."""
    check_declared(ask.target, session.portal)
    seen: set[tuple[str, str]] = set()
    while True:
        _permit(ask.target, session, trail)
        answer, error = tried(ask, session, limits, trail)
        if error:
            raise error
        where = location_of(answer.exchange) if answer.exchange.status in REDIRECTS else None
        if where is None:
            return answer
        seen.add((ask.method, ask.target.url))
        ask = _redirected(ask, answer.exchange.status, _next_hop(where, session.portal))
        if (ask.method, ask.target.url) in seen or len(seen) > limits.redirects:
            raise Permanent("redirect_loop", f"{len(seen)} redirects")


def _redirected(ask: Ask, status: int | None, target: Target) -> Ask:
    """The request for the next hop: a form is sent again only where the redirect says so (RFC 9110 §15.4)."""
    if ask.method == "POST" and status in (301, 302, 303):
        return Ask(target, "GET", tuple(header for header in ask.headers if header != FORM))
    return replace(ask, target=target)


def _next_hop(where: str, portal: Portal) -> Target:
    try:
        target = target_of(where)
        check_declared(target, portal)
    except Permanent as error:
        reason = error.reason if error.reason == "private_address" else "redirect_undeclared"
        raise Permanent(reason, where[:300], fate="refused") from None
    return target


def _permit(target: Target, session: Session, trail: list[Exchange]) -> None:
    """Raises what forbids the address: Permanent `robots`, or the failure that kept robots.txt from being read."""
    rules = _rules_for(target, session, trail)
    if rules.allows(target.url, session.agent):
        return
    failure = rules.failure
    if failure is None and rules.access == "none":
        # Nothing may be asked now; what the rules are is not known, so the link is owed and not refused for good.
        raise Transient("robots", f"robots.txt: {rules.reason}")
    if failure is None:
        raise Permanent("robots", f"robots.txt: {rules.reason or 'disallowed'}", fate="refused")
    if isinstance(failure, Permanent):
        raise Permanent(failure.reason, f"robots.txt: {failure.detail}", fate=failure.fate)
    raise Transient(failure.reason, f"robots.txt: {failure.detail}", retry_after_s=failure.retry_after_s)


def _rules_for(target: Target, session: Session, trail: list[Exchange]) -> Rules:
    now = datetime.now(UTC)
    known = session.rules.get(target.origin)
    if known is None or not known.fresh(now):
        known = _fetched_rules(target, session, trail)
        session.rules[target.origin] = known
    return known


def _fetched_rules(target: Target, session: Session, trail: list[Exchange]) -> Rules:
    """robots.txt of the target's origin, behind up to five redirects. What did not answer 2xx or 4xx allows nothing."""
    limits = replace(session.limits, wire_bytes=READ_BYTES, decoded_bytes=READ_BYTES)
    hop, origin = replace(target, path="/robots.txt"), target.origin
    for _ in range(ROBOTS_REDIRECTS + 1):
        answer, error = tried(Ask(hop, headers=ACCEPT_ROBOTS), session, limits, trail, READ_BYTES)
        at, status = answer.exchange.ended_at, answer.exchange.status
        if error and not error.reason.startswith(("http_", "too_large")):
            return unreachable(origin, error, at)
        where = location_of(answer.exchange) if status in REDIRECTS else None
        if where is None:
            return rules_of(origin, status or 0, answer.opening, at)
        try:
            hop = _next_hop(where, session.portal)
        except Permanent as refusal:
            return unreachable(origin, Permanent("robots", str(refusal), fate="refused"), at)
    return endless_redirects(origin, at)
