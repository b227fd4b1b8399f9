"""Keep the lake fit for reading: mend, compact, vacuum, seal. No row changes, and no named release loses a file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from data_lake.hashing import canonical_hash
from data_lake.lake import open_lake
from data_lake.maintain import RETENTION, Maintained
from data_lake.maintain import maintain as maintained
from flows.settings import settings


@flow(name="maintain", persist_result=False)
def maintain(lake: str | None = None, keep_days: int = RETENTION.days) -> State[Any]:
    """Compaction and vacuum of every table.

    Args:
        lake: where the lake lies; by default as PORTALS_LAKE says.
        keep_days: superseded versions stay readable so long; those of a release for good. At least 1.
    """
    address = lake or settings().lake
    before = canonical_hash(open_lake(address, create=False))
    done = tidy(address, keep_days)
    after = canonical_hash(open_lake(address, create=False))
    told = ", ".join(f"{one.table} {one.files_before} -> {one.files_after} files" for one in done)
    if before != after:
        return Failed(
            message=f"the lake said {before} before maintenance and {after} after it; if no other run wrote to it "
            "meanwhile, see `python -m data_lake verify`"
        )
    removed = sum(one.removed for one in done)
    return Completed(message=f"{told or 'nothing to do'}; {removed} files removed; canonical hash {after} as before")


@task(name="tidy", cache_policy=NO_CACHE, persist_result=False)
def tidy(address: str, keep_days: int) -> list[Maintained]:
    """Mend, compact, vacuum and seal."""
    _, done = maintained(open_lake(address, create=False), retention=timedelta(days=max(keep_days, 1)))
    return done
