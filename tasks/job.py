"""What every task of a run is told: small, plain, the same for all stages of one portal."""

from __future__ import annotations

import dataclasses
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from data_lake.archive import Via
from schemas.page import Capture, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One portal's part in one run."""

    run_id: str
    portal: str
    lake: str
    via: Via
    """live, simulator or file."""
    gateway: tuple[str, int] | None = None
    """host and port at which the simulator answers for every declared host; None: the hosts themselves."""
    contact: str = ""
    budget_dir: str = ""
    deadline_s: float = 3600.0
    patience_s: float = 60.0
    """Longest exchange and longest Retry-After that is sat out; silence and connecting have their share of it."""
    attachment_bytes: int = 20_000_000
    """Largest attachment archived; 0: none."""

    def of(self, portal: str) -> Job:
        """The same run's job for another portal."""
        return dataclasses.replace(self, portal=portal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A link and the capture that stands for it in the archive."""

    link: Link
    capture: Capture
    channels: tuple[str, ...] = ()


def round_name(run_id: str, number: int) -> str:
    """Name of a run's rounds, from 1: the run's own, then with `-2`, `-3` behind it."""
    return run_id if number == 1 else f"{run_id}-{number}"


def new_run_id(now: datetime | None = None) -> str:
    """A run's name: its UTC moment, and six random digits for runs of the same second."""
    return f"{(now or datetime.now(UTC)):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
