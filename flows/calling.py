"""How a command calls its flow: what was asked is checked before anything is written, its end is the exit status."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer

from flows.settings import ROOT, Settings, settings
from portals.registry import portal_named
from schemas.errors import CallError


def live_or_not(config: Settings, live: bool) -> bool:
    """Whether to go to the real portals. Raises CallError where nobody could be reached about it."""
    if (live or config.live) and not config.contact:
        raise CallError(
            "PORTALS_CONTACT is not set: an address at which a portal's owner reaches you is part of the User-Agent"
        )
    return live or config.live


def slugs_of(portal: list[str] | None) -> list[str] | None:
    """The portals asked for; None for all. Raises CallError for a slug that is none."""
    return [portal_named(slug).slug for slug in portal] if portal else None


def flow_named(name: str) -> Callable[..., Any]:
    """The flow of that name, imported now: its call returns its last state."""
    import importlib

    flow = getattr(importlib.import_module(f"flows.{name}"), name)
    return lambda **parameters: flow(**parameters, return_state=True)


def run(
    config: Settings, lake: str | None, server: bool, job: Callable[[str, str], Any], *, create: bool = True
) -> None:
    """Check the lake, run the job, print its table, leave with its status."""
    from data_lake.delta import refuse_unfit
    from data_lake.lake import open_lake
    from flows.console import showing_progress, summary
    from tasks.job import new_run_id

    address = lake or config.lake
    opened = open_lake(address, create=create)
    refuse_unfit(opened)
    run_id = new_run_id()
    with _server(server), showing_progress():
        state = job(run_id, address)
    raise typer.Exit(summary(opened, run_id, state))


def keep(lake: str | None, job: Callable[[str], Any]) -> None:
    """Run a job over a lake that is there, print its last word, leave with its status."""
    from data_lake.lake import open_lake

    address = lake or settings().lake
    open_lake(address, create=False)
    state = job(address)
    error = None if state.is_completed() else state.result(raise_on_failure=False)
    if isinstance(error, CallError):
        raise error
    typer.echo(state.message)
    raise typer.Exit(0 if state.is_completed() else 1)


@contextmanager
def _server(own: bool) -> Iterator[None]:
    if not own:
        yield
        return
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from flows.server import prefect_server

    with prefect_server(log=ROOT / ".prefect" / "server.log") as api, temporary_settings({PREFECT_API_URL: api}):
        typer.echo(f"Prefect server for this run: {api} (its records stay; see them with `make serve`)")
        yield
