"""`python -m flows ingest|backfill|reparse|replay|recheck|maintain|release|serve`: runs a job here and now.

Exit status: 0 also with quarantined rows; 1 when something failed; 2 for a wrong call, with nothing written.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.calling import flow_named, keep, live_or_not, run, slugs_of
from flows.settings import settings
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
    go_live = live_or_not(config, live)
    names = slugs_of(portal)
    run(
        config,
        lake,
        server,
        lambda run_id, at: flow_named("ingest")(portals=names, live=go_live, lake=at, run_id=run_id),
    )


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
        go_live = live_or_not(config, live)
    elif source is None:
        raise CallError("give --from FILE or FOLDER, or --archive HOST with --portal")
    else:
        items_in(Path(source), owner, Counter())
        path = str(Path(source).resolve())
    told = {"source": path, "portal": portal, "archive": archive, "live": go_live}
    run(config, lake, server, lambda run_id, at: flow_named("backfill")(**told, lake=at, run_id=run_id))


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
    names = slugs_of(portal)
    days = (since.date() if since else None, until.date() if until else None)
    run(
        settings(),
        lake,
        server,
        lambda run_id, at: flow_named("reparse")(
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
    config, names = settings(), slugs_of(portal)
    go_live = live_or_not(config, live)
    run(
        config,
        lake,
        server,
        lambda run_id, at: flow_named("recheck")(portals=names, live=go_live, lake=at, run_id=run_id),
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
    keep(lake, lambda at: flow_named("maintain")(lake=at, keep_days=keep_days))


@app.command()
def release(name: str, lake: LakeAt = None) -> None:
    """Give the present versions of all tables a NAME."""
    from data_lake.lake import open_lake
    from data_lake.releases import check_name

    check_name(open_lake(lake or settings().lake, create=False), name)
    keep(lake, lambda at: flow_named("release")(name=name, lake=at))


@app.command()
def replay(portal: Slugs = None, lake: LakeAt = None, server: OwnServer = False) -> None:
    """Read and judge again what waits in quarantine, and land what now passes; no network."""
    names = slugs_of(portal)
    run(
        settings(),
        lake,
        server,
        lambda run_id, at: flow_named("replay")(portals=names, lake=at, run_id=run_id),
        create=False,
    )


@app.command()
def serve(port: Annotated[int, typer.Option(help="Port of the server and its UI on 127.0.0.1.")] = 4200) -> None:
    """Leave up a server with its UI, the deployments and a worker, until Ctrl-C."""
    from flows.serve import serve_until_interrupted

    serve_until_interrupted(port)


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
