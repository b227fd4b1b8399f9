"""What can go wrong, as data: which faults are on, for which addresses, how often."""

from __future__ import annotations

import itertools
import re
import threading
from dataclasses import dataclass, field
from typing import Any

TRANSPORT = (
    "429", "503", "status", "slow_body", "slow_headers", "reset", "hang_up", "short", "long", "endless", "bomb",
    "redirect_loop", "redirect_to", "charset", "bytes_as", "challenge", "soft_404", "login_wall", "truncated",
)  # fmt: skip
"""Faults of one answer."""
CHANNEL = (
    "robots_5xx", "robots_404", "robots_huge", "robots_deny", "robots_html",
    "paging_cycle", "paging_duplicate", "feed_malformed", "feed_dates", "feed_dead_links", "sitemap_malformed", "lastmod_lies",
    "feed_off", "sitemap_off", "listing_off", "silence", "crawl_delay",
)  # fmt: skip
"""Faults of robots.txt, feeds, sitemaps and listings."""
NAMES = TRANSPORT + CHANNEL


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that is on for a portal.

    url: regular expression searched for in host + path + query; empty: every address of the portal but robots.txt.
    times: how many requests it meets before it is over; 0: for ever.
    options: retry_after (seconds, or True for an HTTP date), status, seconds (between drips), coding (gzip, br, zstd), megabytes,
    to (address of a redirect), charset, at_byte, delay.
    """

    id: int
    portal: str
    name: str
    url: str = ""
    times: int = 0
    options: dict[str, Any] = field(default_factory=dict)

    def meets(self, address: str) -> bool:
        """Whether a request to this host + path + query runs into it."""
        if self.url:
            return re.search(self.url, address) is not None
        return not address.endswith("/robots.txt")


class Faults:
    """The faults that are on. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._on: list[Fault] = []
        self._met: dict[int, int] = {}
        self._ids = itertools.count(1)

    def add(self, portal: str, name: str, url: str = "", times: int = 0, **options: Any) -> Fault:
        """Switches one on. Raises ValueError for an unknown name or a pattern that is none."""
        if name not in NAMES:
            raise ValueError(f"unknown fault {name!r}; known: {', '.join(NAMES)}")
        try:
            re.compile(url)
        except re.error as error:
            raise ValueError(f"url is no regular expression: {error}") from error
        fault = Fault(next(self._ids), portal, name, url, times, options)
        with self._lock:
            self._on.append(fault)
        return fault

    def clear(self, portal: str | None = None) -> None:
        """Switches off those of a portal, or all."""
        with self._lock:
            self._on = [fault for fault in self._on if portal is not None and fault.portal != portal]

    def on(self) -> tuple[Fault, ...]:
        """All that are on."""
        with self._lock:
            return tuple(self._on)

    def lies(self, portal: str, address: str) -> dict[str, Fault]:
        """Faults of channels that hold for this request, by name; they count as met."""
        return {
            fault.name: fault
            for fault in self.on()
            if fault.portal == portal and fault.name in CHANNEL and self._met_by(fault, address)
        }

    def struck(self, portal: str, address: str) -> Fault | None:
        """The first fault of the answer itself that meets this request; counts as met."""
        for fault in self.on():
            if fault.portal == portal and fault.name in TRANSPORT and self._met_by(fault, address):
                return fault
        return None

    def _met_by(self, fault: Fault, address: str) -> bool:
        if fault.name in TRANSPORT and not fault.meets(address):
            return False
        with self._lock:
            met = self._met[fault.id] = self._met.get(fault.id, 0) + 1
        return fault.times == 0 or met <= fault.times
