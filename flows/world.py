"""Which portals a run talks to: the real ones, or the simulator that answers for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from data_lake.archive import Via
from flows.settings import Settings
from tasks.progress import LOGGER


class World(NamedTuple):
    """via: what captures say of how they came in. gateway: where the simulator listens; None for the real portals."""

    via: Via
    gateway: tuple[str, int] | None


@contextmanager
def world(live: bool, settings: Settings) -> Iterator[World]:
    """The real portals, or a simulator: the one that PORTALS_SIMULATOR names, or one embedded for the length of the block."""
    if live:
        yield World("live", None)
    elif settings.simulator:
        host, _, port = settings.simulator.rpartition(":")
        yield World("simulator", (host, int(port)))
    else:
        from simulator import Simulator

        with Simulator(seed=settings.simulator_seed) as running:
            LOGGER.info("the simulator's markup is of seed %d (PORTALS_SIMULATOR_SEED)", running.world.seed)
            yield World("simulator", running.address)
