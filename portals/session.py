"""The visit of one portal: its connections, its turns and what is known of its robots.txt."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from portals.answers import TRIES, owner_refuses, verdict
from portals.asking import OPENING, Answer, Ask, Limits
from portals.budget import Budget
from portals.content import ACCEPTED
from portals.portal import Portal
from portals.reach import Resolve, resolved
from portals.robots import Rules
from portals.transport import Connect, Transport, connected
from schemas.errors import CallError, FetchError, Permanent, Transient
from schemas.page import Exchange

PRODUCT = "CityPortals"
DEFAULT_LIMITS = Limits()
BUDGET = Path.home() / ".cache" / "city-portals" / "budget"
"""Where all processes of a user agree on turns, unless told otherwise."""


def user_agent(contact: str, version: str = "1") -> str:
    """An honest User-Agent: product, version, and where the owner of a portal reaches us (a mail address or a page)."""
    return f"{PRODUCT}/{version} (+{contact})"


class Session:
    """The visit of one portal: connections, robots.txt and turns. For one thread; open one for each worker.

    gateway: (host, port) at which every declared host is reached over plain HTTP with its own Host header; URLs stay those of the portal.
    delay_s: least seconds between two requests to a host; None: the portal's own, or 0 behind a gateway. robots.txt may ask for more.
    rules: robots rules that another session fetched, by origin, so that they are not asked for again within 24 h.
    budget: turns that an earlier session of the same visit kept, so that its pauses hold; by default those kept in `budget_dir`.
    Raises CallError where the User-Agent names no contact and real hosts would be asked.
    """

    def __init__(
        self,
        portal: Portal,
        *,
        user_agent: str,
        gateway: tuple[str, int] | None = None,
        limits: Limits = DEFAULT_LIMITS,
        delay_s: float | None = None,
        budget_dir: Path = BUDGET,
        rules: Mapping[str, Rules] | None = None,
        budget: Budget | None = None,
        resolve: Resolve = resolved,
        connect: Connect = connected,
    ) -> None:
        if gateway is None and not ("@" in user_agent or "://" in user_agent):
            raise CallError(
                "the User-Agent names no contact; give a mail address or a page at which a portal's owner reaches you"
            )
        self.portal = portal
        self.limits = limits
        self.delay_s = (0.0 if gateway else portal.delay_s) if delay_s is None else delay_s
        self.agent = user_agent.partition("/")[0].strip()
        self.rules = dict(rules or {})
        self._user_agent = user_agent
        meeting = budget_dir / f"gateway-{gateway[1]}" if gateway else budget_dir
        self.budget = budget or Budget(meeting if self.delay_s > 0 or gateway is None else None)
        pins = {host: pin.replace(":", "").lower() for host, pin in portal.tls_pins}
        self._transport = Transport(gateway=gateway, pins=pins, resolve=resolve, connect=connect)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transport.close()

    def exchange(self, ask: Ask, limits: Limits, keep: int = OPENING) -> tuple[Answer, FetchError | None]:
        """One request in the host's turn, and why its answer is no page if it is none. Raises Transient `budget` or `host_down` where it was not even sent."""
        rules = self.rules.get(ask.target.origin)
        delay = max(self.delay_s, rules.delay_s(self.agent) if rules else 0.0)
        ours = (("User-Agent", self._user_agent), ("Accept-Encoding", ACCEPTED), ("Connection", "keep-alive"))
        with self.budget.turn(ask.target.host, delay, self.limits.wait_s + delay) as outcome:
            answer = self._transport.exchange(replace(ask, headers=(*ours, *ask.headers)), limits, keep)
            error = verdict(answer)
            outcome.answered = answer.exchange.status is not None or isinstance(error, Permanent)
            outcome.well = not isinstance(error, Transient)
            outcome.hold_s = error.retry_after_s if error else None
        return answer, error


def tried(
    ask: Ask, session: Session, limits: Limits, trail: list[Exchange], keep: int = OPENING
) -> tuple[Answer, FetchError | None]:
    """The last answer after as many tries as its errors are worth, and why it is no page if it is none."""
    errors: list[FetchError] = []
    while True:
        answer, error = session.exchange(ask, limits, keep)
        trail.append(answer.exchange)
        if not isinstance(error, Transient):
            return answer, error
        errors.append(error)
        scattered = limits.backoff_s * 2 ** (len(errors) - 1) * random.uniform(0.5, 1.5)
        wait = scattered if error.retry_after_s is None else error.retry_after_s
        if len(errors) >= min(limits.tries, TRIES.get(error.reason, limits.tries)):
            return answer, owner_refuses(errors) or error
        if wait > limits.wait_s:
            return answer, error
        time.sleep(wait)
