"""A web server of a few lines on a real socket, whose answers are written byte for byte by the test."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from portals.portal import Channel, Portal

AGENT = "CityPortals/1 (+mailto:editor@example.org)"


@dataclass(frozen=True)
class Request:
    host: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    at: float


Script = bytes | Callable[[socket.socket, Request], bytes | None]
"""Bytes to answer with; or a function that answers itself: what it returns is sent, after None the connection is closed."""


@dataclass
class Loopback:
    """routes: "host/path" or "/path" -> what is answered; anything else is 404, robots.txt too."""

    routes: dict[str, Script] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    address: tuple[str, int] = ("127.0.0.1", 0)

    def paths(self) -> list[str]:
        return [f"{r.host}{r.path}" for r in self.requests]


def answer(body: bytes | str = b"", status: str = "200 OK", length: int | None = None, **headers: str) -> bytes:
    """A whole HTTP/1.1 answer; `length` lies about the body's."""
    data = body.encode() if isinstance(body, str) else body
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    given.setdefault("Content-Type", "text/html; charset=utf-8")
    given["Content-Length"] = str(len(data) if length is None else length)
    head = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + data


def sent_in_turn(*answers: bytes) -> Script:
    """The first answer to the first request, the second to the second …; the last one for ever."""
    left = list(answers)
    return lambda _connection, _request: left.pop(0) if len(left) > 1 else left[0]


@contextmanager
def loopback(routes: dict[str, Script] | None = None, tls: ssl.SSLContext | None = None) -> Iterator[Loopback]:
    server = Loopback(routes or {})
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.address = listener.getsockname()[:2]
        threading.Thread(target=_accept, args=(listener, server, tls), daemon=True).start()
        yield server


def _accept(listener: socket.socket, server: Loopback, tls: ssl.SSLContext | None) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_serve, args=(connection, server, tls), daemon=True).start()


def _serve(connection: socket.socket, server: Loopback, tls: ssl.SSLContext | None) -> None:
    try:
        connection.settimeout(20)
        if tls is not None:
            connection = tls.wrap_socket(connection, server_side=True)
        with connection, connection.makefile("rb") as stream:
            while (request := _request(stream)) is not None:
                server.requests.append(request)
                path = request.path.partition("?")[0]
                keys = (request.host + request.path, request.path, request.host + path, path)
                script = next((server.routes[key] for key in keys if key in server.routes), None)
                if script is None:
                    script = answer("nothing here", "404 Not Found")
                said = script if isinstance(script, bytes) else script(connection, request)
                if said is None:
                    return
                connection.sendall(said)
    except OSError:
        return


def _request(stream) -> Request | None:  # type: ignore[no-untyped-def]
    line = stream.readline()
    if not line.strip():
        return None
    at = time.time()
    method, path, _ = line.decode("latin-1").split(" ", 2)
    headers = {}
    while (line := stream.readline().decode("latin-1").strip()) != "":
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    body = stream.read(int(headers.get("content-length", 0)))
    return Request(headers.get("host", ""), method, path, headers, body, at)


def portal_with(
    *channels: Channel, hosts: tuple[str, ...] = ("tin.example.vn", "*.tin.example.vn"), **fields: object
) -> Portal:
    given: dict[str, object] = {
        "slug": "example",
        "name": "Cổng ví dụ",
        "hosts": hosts,
        "home": "http://tin.example.vn/",
        "channels": channels,
        "articles": (r"/bai/[^/?]+-(?P<id>\d+)\.html",),
        "delay_s": 0.0,
        **fields,
    }
    return Portal(**given)  # type: ignore[arg-type]
