"""The server and the clients of benchmarks/collect.py, each a process: `python -m benchmarks.collectors serve|CLIENT PAGES.json …`.

Imports nothing but the standard library and the client in question, so that it runs where only that is installed.
"""

from __future__ import annotations

import asyncio
import base64
import gzip
import json
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

Asked = list[tuple[str, str]]
"""(slug of the portal, address) in order."""


def serve(path: str) -> None:
    """Prints its port and serves until it is ended; keeps connections."""
    answers = {}
    for page in json.loads(Path(path).read_text())["served"]:
        parts, body = urlsplit(page["url"]), base64.b64decode(page["body"])
        head = "".join(f"{name}: {value}\r\n" for name, value in page["headers"])
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        answers[parts.netloc, target] = f"HTTP/1.1 200 OK\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"

    async def answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                host = next(line.split(":", 1)[1].strip() for line in lines if line.lower().startswith("host:"))
                writer.write(answers.get((host, lines[0].split(" ")[1]), missing))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def run() -> None:
        server = await asyncio.start_server(answered, "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()

    asyncio.run(run())


def in_threads(asked: Asked, threads: int, work: Callable[[Asked], int]) -> dict[str, float]:
    """Each thread takes its share of the pages; `work` says how many of them failed."""
    failed: list[int] = []
    shares = [asked[start::threads] for start in range(threads)]
    workers = [threading.Thread(target=lambda share=share: failed.append(work(share))) for share in shares]
    began, cpu = time.perf_counter(), time.process_time()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return {
        "pages": len(asked),
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - cpu,
        "failed": sum(failed) if len(failed) == threads else len(asked),
    }


def bare(asked: Asked, port: int, threads: int) -> dict[str, float]:
    """requests.Session in threads, which keeps nothing."""
    import requests

    def work(share: Asked) -> int:
        failed = 0
        with requests.Session() as session:
            session.trust_env = False
            for _, url in share:
                parts = urlsplit(url)
                answer = session.get(
                    f"http://127.0.0.1:{port}{url.split(parts.netloc, 1)[1]}",
                    headers={"Host": parts.netloc},
                    timeout=30,
                )
                failed += answer.status_code != 200 or not answer.content
        return failed

    return in_threads(asked, threads, work)


def ours(asked: Asked, port: int, threads: int, *, keep: bool = True) -> dict[str, float]:
    """Sessions in threads with robots.txt, all checks and limits; with `keep` every exchange goes into a WARC archive."""
    from data_lake.archive import writer
    from data_lake.lake import open_lake
    from portals.fetch import Session, page_at, user_agent
    from portals.registry import portal_named
    from schemas.errors import FetchError

    known: dict[str, Mapping[str, Any]] = {}

    def work(share: Asked) -> int:
        failed = 0
        for slug in dict.fromkeys(slug for slug, _ in share):
            portal = portal_named(slug)
            with (
                Session(
                    portal,
                    user_agent=user_agent("https://localhost/benchmark"),
                    gateway=("127.0.0.1", port),
                    rules=known.get(slug),
                ) as session,
                writer(lake, slug, f"bench-{threading.get_ident()}", "simulator") as out,
            ):
                for place, (_, url) in enumerate(one for one in share if one[0] == slug):
                    try:
                        page = page_at(url, session)
                    except FetchError:
                        failed += 1
                        continue
                    # As discovering hands them to fetching: robots.txt is asked for once, not by each worker.
                    known[slug] = session.rules
                    if keep:
                        out.append(page, kind="article", channel="bench", source="bench", place=place)
        return failed

    with tempfile.TemporaryDirectory() as folder:
        lake = open_lake(folder)
        return in_threads(asked, threads, work)


def scrapy(asked: Asked, port: int, threads: int) -> dict[str, float]:
    """A Scrapy spider with as many requests at once, which stores every body gzipped."""
    from scrapy import Request, Spider  # type: ignore[import-not-found]  # is in the peers' environment alone
    from scrapy.crawler import CrawlerProcess  # type: ignore[import-not-found]  # the same

    told: dict[str, float] = {"pages": len(asked), "failed": len(asked)}

    class Bench(Spider):  # type: ignore[misc]  # Any, where Scrapy is not installed
        name = "bench"

        async def start(self) -> Any:
            told["began"], told["began_cpu"] = time.perf_counter(), time.process_time()
            for _, url in asked:
                parts = urlsplit(url)
                address = f"http://127.0.0.1:{port}{url.split(parts.netloc, 1)[1]}"
                yield Request(address, headers={"Host": parts.netloc}, dont_filter=True)

        def parse(self, response: Any) -> None:
            kept.write(response.body)
            told["failed"] -= 1

        def closed(self, _reason: str) -> None:
            told["seconds"] = time.perf_counter() - told.pop("began")
            told["cpu"] = time.process_time() - told.pop("began_cpu")

    settings = {
        "LOG_ENABLED": False, "CONCURRENT_REQUESTS": threads, "CONCURRENT_REQUESTS_PER_DOMAIN": threads, "DOWNLOAD_DELAY": 0,
        "ROBOTSTXT_OBEY": False, "COOKIES_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "RETRY_ENABLED": False,
    }  # fmt: skip
    with tempfile.TemporaryFile() as raw, gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=6) as kept:
        process = CrawlerProcess(settings)
        process.crawl(Bench)
        process.start()
    return told


def main(client: str, path: str, port: str, threads: str) -> None:
    asked: Asked = [(slug, url) for slug, url in json.loads(Path(path).read_text())["asked"]]
    if client == "ours-bare":
        figures = ours(asked, int(port), int(threads), keep=False)
    else:
        figures = {"requests": bare, "ours": ours, "scrapy": scrapy}[client](asked, int(port), int(threads))
    print(json.dumps(figures))


if __name__ == "__main__":
    serve(sys.argv[2]) if sys.argv[1] == "serve" else main(*sys.argv[1:])
