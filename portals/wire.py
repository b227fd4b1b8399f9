"""Our own sockets under requests: dialled to a checked address, and cut by a watchdog when their time is over."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import urllib3
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

from schemas.errors import Permanent, Transient

Dial = Callable[[str, int, float], tuple[socket.socket, str]]
"""(host, port, seconds) -> connected socket and the address that it leads to. Raises FetchError."""


class Watchdog:
    """Cuts the connection in use when the deadline passes: no time-out of a socket ends a drip of single bytes.

    One request at a time. `peer` is the address that the last request went to.
    """

    def __init__(self) -> None:
        self.peer: str | None = None
        self._wire: socket.socket | None = None
        self._deadline: float | None = None
        self._left: socket.socket | None = None
        self._fired = False
        self._closed = False
        self._wakes_at: float | None = None
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def arm(self, deadline: float) -> None:
        """A request begins, and must be over at this moment of time.monotonic()."""
        with self._changed:
            self.peer, self._wire, self._deadline, self._fired = None, None, deadline, False
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
                self._thread.start()
            elif self._wakes_at is None or self._wakes_at > deadline:
                self._changed.notify()

    def uses(self, peer: str, wire: socket.socket) -> None:
        """The request goes over this socket, a duplicate that outlives TLS taking over the first one."""
        with self._changed:
            self.peer, self._wire = peer, wire

    def disarm(self) -> bool:
        """The request is over. True: it was cut."""
        with self._changed:
            self._wire, self._deadline = None, None
            if self._left is not None:
                self._left.close()
                self._left = None
            return self._fired

    def leave(self, wire: socket.socket) -> None:
        """A connection lets go of its socket: closed now, or when the request is over that still reads from it (an answer without length)."""
        with self._changed:
            if wire is self._wire:
                self._left = wire
            else:
                wire.close()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while not self._closed:
                left = None if self._deadline is None else self._deadline - time.monotonic()
                if left is not None and left <= 0:
                    self._fired, self._deadline = True, None
                    _cut(self._wire)
                    continue
                self._wakes_at = self._deadline
                self._changed.wait(left)


def _cut(wire: socket.socket | None) -> None:
    if wire is not None:
        try:
            wire.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


class Adapter(HTTPAdapter):
    """requests' adapter on our own connections. No proxies, no retries, no cookies are kept.

    pins: host -> sha256 of the one certificate (hex) that is taken from it; such a host is asked with verify=False.
    """

    def __init__(self, dial: Dial, watchdog: Watchdog, pins: Mapping[str, str]) -> None:
        self._dial = dial
        self._watchdog = watchdog
        self._pins = pins
        self._pools: dict[str, urllib3.HTTPConnectionPool] = {}
        super().__init__(pool_connections=20, pool_maxsize=2, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any) -> None:
        plain, tls = _connections(self._dial, self._watchdog)

        class PlainPool(urllib3.HTTPConnectionPool):
            ConnectionCls = plain

        class TlsPool(urllib3.HTTPSConnectionPool):
            ConnectionCls = tls

        self.poolmanager = urllib3.PoolManager(num_pools=connections, maxsize=maxsize, block=block, **pool_kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": TlsPool}

    def get_connection_with_tls_context(
        self, request: PreparedRequest, verify: Any, proxies: object = None, cert: Any = None
    ) -> urllib3.HTTPConnectionPool:
        """The pool of the request's host; no proxy is ever looked for."""
        del proxies
        origin = str(request.url).split("/", 3)[2] if str(request.url).startswith("http:") else None
        kept = self._pools.get(origin) if origin else None
        if kept is not None and kept.pool is not None:
            return kept
        pool = self._pool_of(request, verify, cert)
        if origin:
            self._pools[origin] = pool
        return pool

    def _pool_of(self, request: PreparedRequest, verify: Any, cert: Any) -> urllib3.HTTPConnectionPool:
        place, options = self.build_connection_pool_key_attributes(request, verify, cert)
        pin = self._pins.get(place["host"])
        pinned = options if pin is None else {**options, "assert_fingerprint": pin}
        pool: urllib3.HTTPConnectionPool = self.poolmanager.connection_from_host(**place, pool_kwargs=pinned)
        return pool

    def request_url(self, request: PreparedRequest, proxies: object) -> str:
        del proxies
        # Our addresses are whole: scheme, host, path, and no fragment.
        return "/" + str(request.url).split("/", 3)[3]

    def build_response(self, req: PreparedRequest, resp: Any) -> Response:
        """The bare answer: its body is read by us, and its cookies by nobody."""
        response = Response()
        response.status_code, response.raw, response.request = resp.status, resp, req
        return response


def _connections(dial: Dial, watchdog: Watchdog) -> tuple[type[HTTPConnection], type[HTTPSConnection]]:
    class Plain(HTTPConnection):
        wire: socket.socket | None = None
        peer = ""

        def _new_conn(self) -> socket.socket:
            sock, self.peer = dial(self.host, self.port, _seconds(self.timeout))
            self.wire = sock.dup()
            watchdog.uses(self.peer, self.wire)
            return sock

        def putrequest(self, *args: Any, **options: Any) -> None:
            if self.wire is not None:
                watchdog.uses(self.peer, self.wire)
            super().putrequest(*args, **options)

        def close(self) -> None:
            super().close()
            if self.wire is not None:
                watchdog.leave(self.wire)
                self.wire = None

    class Tls(HTTPSConnection, Plain):
        def connect(self) -> None:
            try:
                super().connect()
            except (ssl.SSLEOFError, ssl.SSLZeroReturnError, ConnectionError) as error:
                raise Transient("reset", f"before any answer: {error}") from None
            except (ssl.SSLError, urllib3.exceptions.SSLError, ssl.CertificateError) as error:
                raise Permanent("tls", str(error)) from None

    return Plain, Tls


def _seconds(timeout: Any) -> float:
    """A connection's time-out, which urllib3 leaves open only where none was given; all ours are given."""
    return float(timeout)
