"""Whose turn it is: one request at a time to a host and a pause after it, over all processes of the machine and without a server.

Each host has a file that is locked while a request to it is under way and holds what the next one must respect. A process that
is killed leaves the lock to the system and the pause in the file.
"""

from __future__ import annotations

import fcntl
import json
import os
import random
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from schemas.errors import Transient

SLOWED = 8
"""Times its usual pause that a host in trouble is given at most; robots.txt and Retry-After may ask for more."""
SLOWEST_S = 60.0
"""Longest pause that a host's slowness alone leads to."""
LONGEST_HOLD_S = 86_400.0
DOWN_AFTER = 6
"""Requests in a row without any answer after which a host is called down."""
REST_S = 30.0
"""First rest of a host that is down; it doubles with each vain try."""
LONGEST_REST_S = 900.0
NAMES = ("next_at", "pace_s", "failures", "rests_until", "ended_at")
SETTLED = 0.001
"""Seconds added to a pause, so that rounding of clocks never makes it shorter than promised."""


@dataclass(frozen=True, slots=True)
class State:
    """What the next request to a host must respect; moments are seconds since 1970.

    next_at: earliest moment of the next request. pace_s: pause that the host's own slowness and errors led to.
    failures: requests in a row without any answer. rests_until: until then the host is called down and not asked.
    ended_at: end of the last request; who comes next may have learnt of a longer pause than who made that one.
    """

    next_at: float = 0.0
    pace_s: float = 0.0
    failures: int = 0
    rests_until: float = 0.0
    ended_at: float = 0.0


@dataclass(slots=True)
class Outcome:
    """What the holder of a turn says of it: whether the host answered at all, was well, and how long it wants to be left alone."""

    answered: bool = True
    well: bool = True
    hold_s: float | None = None


class Budget:
    """Turns for all hosts. directory: where the processes meet; None for a host that needs no politeness (the simulator)."""

    def __init__(self, directory: Path | None) -> None:
        self._directory = directory
        self._states: dict[str, State] = {}

    @contextmanager
    def turn(self, host: str, delay_s: float, patience_s: float) -> Iterator[Outcome]:
        """Wait for the host's turn and hold it. The caller fills in the Outcome before it lets go.

        Raises Transient `host_down`, and `budget` where the turn would not come within `patience_s`; nothing is asked then.
        """
        with self._kept(host, patience_s) as kept:
            state = _readied(kept.state, host, delay_s, patience_s)
            while (began := time.time()) < state.next_at:
                time.sleep(state.next_at - began)
            kept.save(replace(state, next_at=began + max(delay_s, state.pace_s), ended_at=began))
            outcome = Outcome(answered=False, well=False)
            try:
                yield outcome
            finally:
                kept.save(after(state, outcome, delay_s, began, time.time()))

    @contextmanager
    def _kept(self, host: str, patience_s: float) -> Iterator[_Kept]:
        if self._directory is None:
            yield _Memory(self._states, host)
            return
        self._directory.mkdir(parents=True, exist_ok=True)
        path = self._directory / re.sub(r"[^a-z0-9._-]", "_", host)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            _lock(handle, host, patience_s)
            yield _File(handle)
        finally:
            os.close(handle)


class _Memory:
    def __init__(self, states: dict[str, State], host: str) -> None:
        self._states = states
        self._host = host
        self.state = states.get(host, State())

    def save(self, state: State) -> None:
        self._states[self._host] = state


class _File:
    def __init__(self, handle: int) -> None:
        self._handle = handle
        self.state = _state_in(os.pread(handle, 4096, 0))

    def save(self, state: State) -> None:
        data = json.dumps(asdict(state)).encode()
        os.pwrite(self._handle, data.ljust(256), 0)


_Kept = _Memory | _File


def after(state: State, outcome: Outcome, delay_s: float, began: float, ended: float) -> State:
    """The state after a request: a slow or troubled host is given more time, a quick one less and less down to `delay_s`.

    A delay of 0 stays 0, as the simulator needs no mercy; Retry-After holds all the same.
    """
    took = max(ended - began, 0.0)
    if delay_s <= 0:
        pace = 0.0
    elif outcome.well:
        pace = max(min(took, SLOWEST_S), delay_s, (state.pace_s + delay_s) / 2)
    else:
        pace = min(max(state.pace_s, delay_s) * 2, max(delay_s * SLOWED, state.pace_s))
    hold = min(max(outcome.hold_s or 0.0, 0.0), LONGEST_HOLD_S)
    pause = max(delay_s, pace, hold)
    failures = 0 if outcome.answered else state.failures + 1
    rest = min(REST_S * 2 ** max(failures - DOWN_AFTER, 0), LONGEST_REST_S) if failures >= DOWN_AFTER else 0.0
    begin = ended + pause + (SETTLED if pause else 0.0)
    return State(begin, pace, failures, ended + rest if rest else 0.0, ended)


def _readied(state: State, host: str, delay_s: float, patience_s: float) -> State:
    now = time.time()
    if delay_s > 0:
        state = replace(state, next_at=max(state.next_at, state.ended_at + delay_s + SETTLED))
    if state.rests_until > now:
        rest = min(state.rests_until - now, LONGEST_REST_S)
        raise Transient("host_down", f"{host} has not answered {state.failures} times", retry_after_s=rest)
    if state.next_at - now > 2 * LONGEST_HOLD_S:
        return replace(state, next_at=now)
    if state.next_at - now > patience_s:
        raise Transient(
            "budget", f"{host} may be asked in {state.next_at - now:.0f} s", retry_after_s=state.next_at - now
        )
    return state


def _lock(handle: int, host: str, patience_s: float) -> None:
    until = time.monotonic() + patience_s
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        if time.monotonic() > until:
            raise Transient("budget", f"{host} was busy for {patience_s:g} s", retry_after_s=patience_s)
        time.sleep(random.uniform(0.01, 0.05))


def _state_in(data: bytes) -> State:
    """A file that is new or was damaged is no state at all: the host is treated as never asked."""
    try:
        known = json.loads(data)
        next_at, pace_s, failures, rests_until, ended_at = (float(known[name]) for name in NAMES)
    except (ValueError, KeyError, TypeError):
        return State()
    return State(next_at, pace_s, int(failures), rests_until, ended_at)
