"""What is asked, what it may cost, and what came back: the words between the network and the policy."""

from __future__ import annotations

from dataclasses import dataclass

from portals.reach import Target
from schemas.errors import FetchError
from schemas.page import Exchange

OPENING = 65_536
"""Decoded bytes kept to look for a challenge in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one page may cost; seconds and bytes."""

    connect_s: float = 10.0
    silence_s: float = 20.0
    """Longest wait for the next byte."""
    total_s: float = 60.0
    """Longest exchange from the first byte sent to the last received, however busily the bytes drip."""
    wire_bytes: int = 20 * 2**20
    decoded_bytes: int = 50 * 2**20
    redirects: int = 5
    tries: int = 3
    """Most requests for one address; some errors are worth fewer."""
    backoff_s: float = 1.0
    """Wait before the second try; it doubles from try to try and is scattered by half."""
    wait_s: float = 60.0
    """Longest Retry-After, and longest wait for the host's turn, that is sat out; beyond it the call fails as Transient."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request before it is sent; the Host header is added to its headers."""

    target: Target
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An exchange, the beginning of its body decoded, and why it is no whole answer if it is none."""

    exchange: Exchange
    opening: bytes = b""
    error: FetchError | None = None
