"""How far a stage has come, said through one logger: Prefect shows it with the task, the command line as it likes."""

from __future__ import annotations

import logging

LOGGER = logging.getLogger("city_portals")
LOGGER.setLevel(logging.INFO)
STEP = 10
"""Items between two lines: Prefect keeps each one."""


def say(portal: str, stage: str, done: int, total: int | None = None, note: str = "") -> None:
    """Every tenth item and a stage's end: one line such as `hanoi collect 50/120`; the parts stand in the record's `progress` for a terminal's bars."""
    if done != total and (done == 0 or done % STEP):
        return
    count = f"{done}/{total}" if total is not None else str(done)
    LOGGER.info(
        "%s %s %s%s", portal, stage, count, f" {note}" if note else "", extra={"progress": (portal, stage, done, total)}
    )
