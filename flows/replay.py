"""Work off the quarantine: what waits there is read and judged again, run by run, and what now passes lands; no network."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from data_lake import sealing
from data_lake.lake import Lake, open_lake
from flows.settings import settings
from flows.settle import BatchStopped, Settled, conclude, settle
from portals.registry import portal_named
from portals.registry import portals as all_portals
from tasks.check_lake import partitions
from tasks.job import Job, new_run_id, round_name
from tasks.land import Ending
from tasks.waiting import Again, waiting_again


@flow(name="replay", persist_result=False)
def replay(portals: list[str] | None = None, lake: str | None = None, run_id: str | None = None) -> State[Any]:
    """Quarantined captures, read with today's parser and judged by today's suites as the batch of the run that took them.

    What passes lands and is resolved. A portal's batches of several runs are brought in one after the other, the longest
    waiting first, so that one which is stopped again holds up no other; each round has a run's name of its own.

    Args:
        portals: slugs; all portals by default.
        lake: where the lake lies; by default as PORTALS_LAKE says.
        run_id: name of the first round, the others have `-2`, `-3` behind it; made here by default.
    """
    config = settings()
    slugs = [portal_named(slug).slug for slug in portals] if portals else list(all_portals())
    address, name = lake or config.lake, run_id or new_run_id()
    opened = open_lake(address, create=False)
    sealing.repair(opened)
    rounds = list(zip_longest(*(waiting_again(opened, slug) for slug in slugs))) or [()]
    states = [
        _brought_in(opened, round_name(name, number), slugs, [one for one in some if one], config.batch)
        for number, some in enumerate(rounds, 1)
    ]
    return _together(states)


def _brought_in(lake: Lake, run_id: str, slugs: Sequence[str], batches: Sequence[Again], size: int) -> State[Any]:
    """One round: at most one batch of each portal."""
    before, settled, failed = partitions(lake, slugs), dict[str, Settled](), dict[str, str]()
    for one in batches:
        job = Job(run_id=run_id, portal=one.portal, lake=lake.address, via="file")
        try:
            settled[one.portal] = settle(
                job, Ending(taken=one.taken), purpose=one.purpose, batch=size, beside=one.beside
            )
        except BatchStopped as error:
            settled[one.portal], failed[one.portal] = error.settled, str(error)
    return conclude(lake.address, run_id, slugs, before, settled, failed)


def _together(states: Sequence[State[Any]]) -> State[Any]:
    """Failed where some round is, with what each failed one says."""
    failed = [state for state in states if not state.is_completed()]
    told = "; ".join(state.message or "" for state in failed or states)
    return Failed(message=told) if failed else Completed(message=told)
