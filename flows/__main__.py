"""`python -m flows ingest|backfill|reparse|replay|recheck|maintain|release|serve`: runs a job here and now.

Exit status: 0 also with quarantined rows; 1 when something failed; 2 for a wrong call, with nothing written.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.settings import ROOT, Settings, settings
from portals.archives import archive_of
from portals.registry import portal_named
from schemas.errors import CallError
from tasks.items import items_in

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)

Slugs = Annotated[
    list[str] | None, typer.Option("--portal", "-p", help="Slug of a portal; may be given again. All by default.")
]
LakeAt = Annotated[str | None, typer.Option("--lake", help="Where the lake lies; PORTALS_LAKE by default.")]
OwnServer = Annotated[
    bool, typer.Option("--server", help="Start a Prefect server for the run, so that every task run is on record.")
]


@app.command()
def ingest(
    portal: Slugs = None,
    live: Annotated[
        bool, typer.Option("--live", help="Go to the real portals instead of the embedded simulator.")
    ] = False,
    lake: LakeAt = None,
    server: OwnServer = False,
) -> None:
    """Find, fetch, archive, read, judge and land what is new on the portals."""
    config = settings()
    go_live = _live(config, live)
    names = _slugs(portal)
    _run(config, lake, server, lambda run_id, at: _flow("ingest")(portals=names, live=go_live, lake=at, run_id=run_id))


@app.command()
def backfill(
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            help="WARC or WET file, CDX index beside its WARC files, or folder with manifest.jsonl and its files.",
        ),
    ] = None,
    portal: Annotated[
        str | None, typer.Option("--portal", "-p", help="Whose pages these are, where their hosts do not tell.")
    ] = None,
    archive: Annotated[
        str | None, typer.Option("--archive", help="Host of a web archive that the portal declares; instead of --from.")
    ] = None,
    live: Annotated[bool, typer.Option("--live", help="Ask the real archive instead of the simulator's.")] = False,
    lake: LakeAt = None,
    server: OwnServer = False,
) -> None:
    """Land articles from web archives and saved pages through the same stages."""
    config, owner = settings(), portal_named(portal) if portal else None
    go_live, path = False, None
    if archive is not None:
        if owner is None or source is not None:
            raise CallError("--archive asks for the pages of one portal: give --portal, and no --from")
        archive_of(owner, archive)
        go_live = _live(config, live)
    elif source is None:
        raise CallError("give --from FILE or FOLDER, or --archive HOST with --portal")
    else:
        items_in(Path(source), owner, Counter())
        path = str(Path(source).resolve())
    told = {"source": path, "portal": portal, "archive": archive, "live": go_live}
    _run(config, lake, server, lambda run_id, at: _flow("backfill")(**told, lake=at, run_id=run_id))


@app.command()
def reparse(
    portal: Slugs = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day of the captures (UTC).")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day of the captures (UTC).")
    ] = None,
    unread: Annotated[
        bool, typer.Option("--unread", help="Only what no run has read, as a run that was killed leaves it.")
    ] = False,
    lake: LakeAt = None,
    server: OwnServer = False,
) -> None:
    """Read the archive again with today's parser; no network."""
    names = _slugs(portal)
    days = (since.date() if since else None, until.date() if until else None)
    _run(
        settings(),
        lake,
        server,
        lambda run_id, at: _flow("reparse")(
            portals=names, since=days[0], until=days[1], unread=unread, lake=at, run_id=run_id
        ),
        create=False,
    )


@app.command()
def recheck(
    portal: Slugs = None,
    live: Annotated[
        bool, typer.Option("--live", help="Go to the real portals instead of the embedded simulator.")
    ] = False,
    lake: LakeAt = None,
    server: OwnServer = False,
) -> None:
    """Visit landed articles that are due: edits land; live, moved, gone or back is said with its evidence."""
    config, names = settings(), _slugs(portal)
    go_live = _live(config, live)
    _run(
        config,
        lake,
        server,
        lambda run_id, at: _flow("recheck")(portals=names, live=go_live, lake=at, run_id=run_id),
        create=False,
    )


@app.command()
def maintain(
    lake: LakeAt = None,
    keep_days: Annotated[
        int, typer.Option(min=1, help="Superseded versions stay readable so long; releases for good.")
    ] = 90,
) -> None:
    """Mend, compact, vacuum and seal the lake; no row changes."""
    _keep(lake, lambda at: _flow("maintain")(lake=at, keep_days=keep_days))


@app.command()
def release(name: str, lake: LakeAt = None) -> None:
    """Give the present versions of all tables a NAME."""
    from data_lake.lake import open_lake
    from data_lake.releases import check_name

    check_name(open_lake(lake or settings().lake, create=False), name)
    _keep(lake, lambda at: _flow("release")(name=name, lake=at))


@app.command()
def replay(portal: Slugs = None, lake: LakeAt = None, server: OwnServer = False) -> None:
    """Read and judge again what waits in quarantine, and land what now passes; no network."""
    names = _slugs(portal)
    _run(
        settings(),
        lake,
        server,
        lambda run_id, at: _flow("replay")(portals=names, lake=at, run_id=run_id),
        create=False,
    )


@app.command()
def serve(port: Annotated[int, typer.Option(help="Port of the server and its UI on 127.0.0.1.")] = 4200) -> None:
    """Leave up a server with its UI, the deployments and a worker, until Ctrl-C."""
    from flows.serve import serve_until_interrupted

    serve_until_interrupted(port)


def _live(config: Settings, live: bool) -> bool:
    """Whether to go to the real portals. Raises CallError where nobody could be reached about it."""
    if (live or config.live) and not config.contact:
        raise CallError(
            "PORTALS_CONTACT is not set: an address at which a portal's owner reaches you is part of the User-Agent"
        )
    return live or config.live


def _slugs(portal: list[str] | None) -> list[str] | None:
    return [portal_named(slug).slug for slug in portal] if portal else None


def _flow(name: str) -> Callable[..., Any]:
    import importlib

    flow = getattr(importlib.import_module(f"flows.{name}"), name)
    return lambda **parameters: flow(**parameters, return_state=True)


def _run(
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


def _keep(lake: str | None, job: Callable[[str], Any]) -> None:
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


def main() -> None:
    """Run the command line; a user's mistake is one line on stderr and status 2."""
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "WARNING")
    try:
        app()
    except CallError as error:
        print(f"error: {error}", file=sys.stderr)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
