"""`python -m simulator serve`, and the verbs that tell a running one what happens."""

from __future__ import annotations

import http.client
import json
import signal
import threading
from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

import typer

from simulator.server import LOOPBACK, Simulator

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Five Vietnamese city portals on loopback, with known truth."
)
Port = Annotated[int, typer.Option(help="Port of the running simulator.")]
Number = Annotated[int, typer.Option("-n", "--number", help="How many articles.")]
Slug = Annotated[str, typer.Argument(help="Slug of the portal.")]
Url = Annotated[str | None, typer.Option(help="Address of the article; any one otherwise.")]
DEFAULT_PORT = 8765


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes a free one.")] = DEFAULT_PORT,
    seed: Annotated[int | None, typer.Option(help="Seed of the markup's noise; drawn anew otherwise.")] = None,
    state: Annotated[Path | None, typer.Option(help="File of events, replayed at the start and added to.")] = None,
    articles: Annotated[int, typer.Option(help="Stock of each portal.")] = 52,
) -> None:
    """Serves until it is told to stop (Ctrl-C or SIGTERM)."""
    done = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: done.set())
    try:
        simulator = Simulator(articles, seed, state, port)
    except (ValueError, OSError) as error:
        typer.echo(f"cannot replay {state}: {error}; choose another file with --state", err=True)
        raise typer.Exit(2) from error
    try:
        simulator.start()
    except OSError as error:
        typer.echo(f"cannot listen on port {port}: {error.strerror}; choose another with --port", err=True)
        raise typer.Exit(2) from error
    typer.echo(f"simulator at http://{LOOPBACK}:{simulator.address[1]} seed {simulator.world.seed}")
    done.wait()
    simulator.stop()


def _told(method: str, verb: str, port: int, **parameters: str | int | None) -> None:
    """Prints what the running simulator answers; exit 2 with a line where there is none or the call is wrong."""
    query = urlencode({name: value for name, value in parameters.items() if value is not None})
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=60)
    try:
        connection.request(method, f"/_simulator/{verb}?{query}")
        response = connection.getresponse()
        made = json.loads(response.read())
    except OSError as error:
        typer.echo(f"no simulator at port {port}: start one with `python -m simulator serve --port {port}`", err=True)
        raise typer.Exit(2) from error
    finally:
        connection.close()
    if response.status != 200:
        typer.echo(made["error"], err=True)
        raise typer.Exit(2)
    typer.echo(json.dumps(made, ensure_ascii=False, indent=1))


@app.command()
def publish(portal: Slug, n: Number = 1, port: Port = DEFAULT_PORT) -> None:
    """New articles, as of now."""
    _told("POST", "publish", port, portal=portal, n=n)


@app.command()
def edit(
    portal: Slug,
    n: Number = 1,
    kind: Annotated[
        str | None, typer.Option(help="headline, number, name, body, caption or attachment; any otherwise.")
    ] = None,
    url: Url = None,
    port: Port = DEFAULT_PORT,
) -> None:
    """Changes articles that are out."""
    _told("POST", "edit", port, portal=portal, n=n, kind=kind, url=url)


@app.command()
def remove(portal: Slug, n: Number = 1, url: Url = None, port: Port = DEFAULT_PORT) -> None:
    """Takes articles down."""
    _told("POST", "remove", port, portal=portal, n=n, url=url)


@app.command()
def move(portal: Slug, n: Number = 1, url: Url = None, port: Port = DEFAULT_PORT) -> None:
    """Gives articles another slug; the old address redirects."""
    _told("POST", "move", port, portal=portal, n=n, url=url)


@app.command()
def redesign(portal: Slug, port: Port = DEFAULT_PORT) -> None:
    """Serves the portal's articles in markup that nobody has seen."""
    _told("POST", "redesign", port, portal=portal)


@app.command()
def truth(
    portal: Annotated[str | None, typer.Argument(help="Slug of the portal; all otherwise.")] = None,
    port: Port = DEFAULT_PORT,
) -> None:
    """Prints what stands on every article's page."""
    _told("GET", "truth", port, portal=portal)


if __name__ == "__main__":
    app()
