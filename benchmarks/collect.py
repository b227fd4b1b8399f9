"""Our collector beside bare requests and Scrapy, on the same pages in the same run: `python -m benchmarks.collect`.

The simulator's pages are taken once and served by a server that does nothing else, in a process of its own, so that the server is not
what is measured. Politeness is off. Each client runs in a process of its own, in turn, and the middle of its rounds counts.
Ours keeps every exchange in a WARC archive, Scrapy stores each body gzipped, bare requests store nothing. Then what 1,000 pages cost each stage of ours.
"""

from __future__ import annotations

import base64
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.stages import Costs, costs
from portals.discover import Found, walk
from portals.fetch import Limits, Session, page_at, user_agent
from portals.registry import portals
from schemas.errors import FetchError
from schemas.page import Page
from simulator.server import Simulator

ROOT = Path(__file__).resolve().parent.parent
AGENT = user_agent("https://localhost/benchmark")
RUN_S = 300
Figures = dict[str, float]
"""pages, seconds (wall clock from the first request to the last answer), cpu (seconds of the client's process), failed."""


def taken(articles: int) -> list[tuple[str, Page]]:
    """(slug, page) of every article that the simulator's portals list."""
    pages: list[tuple[str, Page]] = []
    with Simulator(articles) as simulator:
        for slug, portal in portals().items():
            with Session(portal, user_agent=AGENT, gateway=simulator.address, limits=Limits(tries=1)) as session:
                steps = walk(portal, session, lambda _url: False, datetime.now(UTC))
                urls = dict.fromkeys(link.url for step in steps if isinstance(step, Found) for link in step.links)
                for url in urls:
                    with suppress(FetchError):  # some are forbidden by robots.txt or gone, as they are on real portals
                        pages.append((slug, page_at(url, session)))
    return pages


def written(pages: list[tuple[str, Page]], folder: Path, number: int) -> Path:
    """What the server serves and what each client asks for, `number` requests in turn over all pages."""
    served = [
        {
            "slug": slug,
            "url": page.final_url,
            "headers": [h for h in page.headers if h[0].lower() in ("content-type", "content-encoding", "etag")],
            "body": base64.b64encode(page.payload).decode(),
        }
        for slug, page in pages
    ]
    path = folder / "pages.json"
    asked = [(served[i % len(served)]["slug"], served[i % len(served)]["url"]) for i in range(number)]
    path.write_text(json.dumps({"served": served, "asked": asked}))
    return path


@contextmanager
def serving(path: Path) -> Iterator[int]:
    """A server of the pages in a process of its own; its port."""
    command = [sys.executable, "-m", "benchmarks.collectors", "serve", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        try:
            assert server.stdout is not None
            yield int(server.stdout.readline())
        finally:
            server.terminate()


def figures_of(python: str, client: str, path: Path, port: int, threads: int) -> Figures:
    """One round of one client. Raises CalledProcessError with its last words where it dies."""
    command = [python, "-m", "benchmarks.collectors", client, str(path), str(port), str(threads)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=RUN_S, check=True)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def main(
    pages: Annotated[int, typer.Option(help="Requests of one round.")] = 4000,
    threads: Annotated[int, typer.Option(help="Requests at once, the same for all.")] = 8,
    rounds: Annotated[int, typer.Option(help="Rounds of each client; the middle one counts.")] = 3,
    articles: Annotated[int, typer.Option(help="Articles of each simulated portal.")] = 52,
    scrapy: Annotated[
        Path | None, typer.Option(help="Interpreter of an environment that has Scrapy; left out otherwise.")
    ] = None,
) -> None:
    """Requests a second and CPU seconds per 1,000 pages of each client, and the ratios to ours."""
    clients = {"requests": sys.executable, "ours": sys.executable, "ours, no archive": sys.executable}
    if scrapy is not None:
        clients["scrapy"] = str(scrapy)
    runs: dict[str, list[Figures]] = {client: [] for client in clients}
    with tempfile.TemporaryDirectory() as folder:
        path = written(taken(articles), Path(folder), pages)
        with serving(path) as port:
            for _ in range(rounds):
                for client, python in clients.items():
                    runs[client].append(
                        figures_of(python, client.replace(", no archive", "-bare"), path, port, threads)
                    )
    shown(runs)
    by_stage(*costs(articles))


def by_stage(pages: int, spent: Costs) -> None:
    """What 1,000 pages cost each stage of ours, from the channels to the lake."""
    table = Table("stage", "CPU s per 1,000 pages")
    for stage, seconds in spent.items():
        table.add_row(stage, f"{seconds / pages * 1000:.2f}")
    Console().print(table)


def shown(runs: dict[str, list[Figures]]) -> None:
    rates = {
        client: statistics.median(run["pages"] / run["seconds"] for run in found) for client, found in runs.items()
    }
    table = Table("client", "pages/s", "CPU s per 1,000 pages", "failed", "ours / it")
    for client, found in runs.items():
        cpu = statistics.median(run["cpu"] / run["pages"] * 1000 for run in found)
        failed = sum(run["failed"] for run in found)
        table.add_row(
            client, f"{rates[client]:.0f}", f"{cpu:.2f}", f"{failed:.0f}", f"{rates['ours'] / rates[client]:.2f}"
        )
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
