"""Give the present versions of all tables a name that stays."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from data_lake import releases, sealing
from data_lake.lake import open_lake
from flows.settings import settings


@flow(name="release", persist_result=False)
def release(name: str, lake: str | None = None) -> State[Any]:
    """A release of the lake as it is.

    Args:
        name: letters, digits, dot, dash and underscore; one that is not taken.
        lake: where the lake lies; by default as PORTALS_LAKE says.
    """
    opened = open_lake(lake or settings().lake, create=False)
    made = releases.release(opened, name, datetime.now(UTC))
    sealing.seal(opened)
    versions = " ".join(f"{table}@{version}" for table, version in made.versions.items())
    return Completed(message=f"released {made.name}: {versions}; canonical hash {made.canonical_hash}")
