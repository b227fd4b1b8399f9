"""One real Prefect server for all flow tests, and a lake that one whole ingest has filled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from simulator import Simulator
from tests.seeds import FIXED


class Landed(NamedTuple):
    """A lake after `ingest` of all portals from a simulator that still runs."""

    address: str
    simulator: Any
    run_id: str


@pytest.fixture(scope="session")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a Prefect server whose state is a folder of this session's."""
    from flows.server import prefect_server

    home = tmp_path_factory.mktemp("prefect")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(home))
        patch.setenv("PREFECT_LOGGING_LEVEL", "WARNING")
        with prefect_server(log=home / "server.log") as address:
            patch.setenv("PREFECT_API_URL", address)
            yield address


@pytest.fixture
def on_server(api: str) -> Iterator[str]:
    """Flows of this process run on the session's server."""
    from prefect.settings import PREFECT_API_URL, temporary_settings

    with temporary_settings({PREFECT_API_URL: api}):
        yield api


@pytest.fixture(scope="session")
def world() -> Iterator[Simulator]:
    """A simulator of its own, led to through PORTALS_SIMULATOR."""
    with Simulator(seed=FIXED) as running, pytest.MonkeyPatch.context() as patch:
        host, port = running.address
        patch.setenv("PORTALS_SIMULATOR", f"{host}:{port}")
        yield running


@pytest.fixture(scope="session")
def landed(api: str, world: Simulator, tmp_path_factory: pytest.TempPathFactory) -> Landed:
    """All five portals, ingested once."""
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from flows.ingest import ingest

    lake = str(tmp_path_factory.mktemp("lake") / "lake")
    with temporary_settings({PREFECT_API_URL: api}):
        state = ingest(lake=lake, run_id="first", return_state=True)
    assert state.is_completed(), state.message
    return Landed(lake, world, "first")


@pytest.fixture
def lake(tmp_path: Path) -> str:
    """Address of a lake that is not there yet."""
    return str(tmp_path / "lake")
