"""The portals on a real socket of the loopback interface."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from urllib.parse import parse_qsl

from aiohttp import web

from simulator.answer import Answer, words
from simulator.bygone import HOST, bygone
from simulator.control import PREFIX, controlled
from simulator.respond import Responder
from simulator.sites import site_of
from simulator.trouble import CUT, TROUBLES
from simulator.wire import response_of
from simulator.world import World

LOOPBACK = "127.0.0.1"
STOP_WITHIN = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A request as the server saw it; `time` is Unix time when it came; status 0: the connection was cut."""

    method: str
    host: str
    path: str
    status: int
    time: float
    agent: str
    conditional: bool


class Simulator:
    """Serves a world in a daemon thread while the context lasts.

    `address` is (host, port); `world` is told what happens; `requests` lists what was asked, control requests left out.
    """

    def __init__(self, articles: int = 52, seed: int | None = None, state: Path | None = None, port: int = 0) -> None:
        self.world = World(articles, seed, state)
        self._port = port
        self._hits: list[Hit] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="simulator", daemon=True)
        self._ready = threading.Event()
        self._stop = asyncio.Event()
        self._failed: OSError | None = None
        self._responder = Responder(self.world)

    @property
    def address(self) -> tuple[str, int]:
        """Where it listens."""
        return LOOPBACK, self._port

    @property
    def requests(self) -> list[Hit]:
        """What was asked so far, in order of answers ended."""
        return list(self._hits)

    def start(self) -> None:
        """Returns when it listens. Raises OSError where the port is taken."""
        self._thread.start()
        self._ready.wait()
        if self._failed is not None:
            raise self._failed

    def stop(self) -> None:
        """Closes every connection, those of slow faults too."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(STOP_WITHIN)

    def __enter__(self) -> Simulator:
        self.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.stop()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        runner = web.ServerRunner(
            web.Server(self._handle, handler_cancellation=True, access_log=None), shutdown_timeout=0.2
        )
        await runner.setup()
        try:
            site = web.TCPSite(runner, LOOPBACK, self._port, backlog=512)
            await site.start()
            self._port = runner.addresses[0][1]
            self._ready.set()
            await self._stop.wait()
        except OSError as error:
            self._failed = error
        finally:
            self._ready.set()
            await runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        came = datetime.now(UTC).timestamp()
        host = request.headers.get("Host", "").lower()
        host = host.rsplit(":", 1)[0] if host.rsplit(":", 1)[-1].isdigit() else host
        if request.path.startswith(PREFIX):
            return await self._controlled(request)
        conditional = "If-None-Match" in request.headers or "If-Modified-Since" in request.headers
        status = 0
        try:
            response = await self._answered(request, host)
            status = 0 if response.status == CUT else response.status
            return response
        finally:
            agent = request.headers.get("User-Agent", "")
            self._hits.append(Hit(request.method, host, request.path_qs, status, came, agent, conditional))

    async def _controlled(self, request: web.BaseRequest) -> web.StreamResponse:
        hits = [asdict(hit) for hit in self._hits]
        return response_of(controlled(self.world, request.method, request.path, dict(request.query), hits), {}, ())

    async def _answered(self, request: web.BaseRequest, host: str) -> web.StreamResponse:
        site = site_of(host)
        if host == HOST:
            return response_of(bygone(self._responder, request.raw_path), request.headers, ("gzip",))
        if site is None:
            return response_of(words(404, f"no portal answers for the host {host!r}"), {}, ())
        form: Mapping[str, str] = {}
        if request.method == "POST":
            form = dict(parse_qsl(await request.text()))
        elif request.method not in ("GET", "HEAD"):
            return response_of(words(405, "Method Not Allowed", Allow="GET, HEAD, POST"), {}, ())
        fault = self.world.faults.struck(site.slug, host + request.path_qs)
        answer: Answer = self._responder.answer(site, request.method, host, request.raw_path, form)
        if fault is None:
            return response_of(answer, request.headers, site.coding)
        return await TROUBLES[fault.name](request, fault, response_of(answer, {}, ()))
