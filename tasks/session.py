"""A portal's HTTP session as the settings of the run want it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from portals.budget import Budget
from portals.fetch import Limits, Session, user_agent
from portals.portal import Portal
from portals.robots import Rules
from tasks.job import Job

SIMULATED = "https://localhost/simulator"
"""Contact in the User-Agent towards the embedded simulator, which is our own."""


class Manners(NamedTuple):
    """What one stage's session learnt of a portal's hosts, for the next stage's."""

    rules: Mapping[str, Rules]
    """robots rules by origin, so that they are not asked for again."""
    budget: Budget
    """Turns, so that a pause that a host asked for holds."""


def manners_of(session: Session) -> Manners:
    """What a session has learnt."""
    return Manners(dict(session.rules), session.budget)


def session_of(job: Job, portal: Portal, *, manners: Manners | None = None, wire_bytes: int | None = None) -> Session:
    """A session to the portal's declared hosts, or to the simulator that answers for them (then without delay).

    manners: what an earlier stage of the run learnt. wire_bytes: largest answer, where it is not the usual one.
    """
    patience_s = job.patience_s
    limits = Limits(
        total_s=patience_s,
        wait_s=patience_s,
        silence_s=patience_s / 3,
        connect_s=patience_s / 6,
        backoff_s=patience_s / 60,
    )
    if wire_bytes is not None:
        limits = dataclasses.replace(limits, wire_bytes=wire_bytes)
    return Session(
        portal,
        user_agent=user_agent(job.contact if job.gateway is None else SIMULATED),
        gateway=job.gateway,
        limits=limits,
        budget_dir=Path(job.budget_dir),
        rules=manners.rules if manners else None,
        budget=manners.budget if manners else None,
    )
