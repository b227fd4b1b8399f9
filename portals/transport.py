"""One request and its answer, within limits of time and size; no policy. Everything that crossed the wire comes back as a value.

requests sends it; the sockets are our own, so that a connection goes to the address that was checked, and a watchdog can cut it.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import urllib3
from requests import PreparedRequest, RequestException, Response
from requests.structures import CaseInsensitiveDict

from portals.asking import OPENING, Answer, Ask, Limits
from portals.content import PIECE, CodingError, codings_of, decoded
from portals.reach import Resolve, addresses_of
from portals.wire import Adapter, Watchdog
from schemas.errors import FetchError, Permanent, Transient
from schemas.page import Exchange

Connect = Callable[[str, int, float], socket.socket]
"""(address, port, seconds) -> connected socket. Raises OSError."""

REFUSED_KEPT = 2**20
"""Bytes kept in the archive of a body that was refused for its size."""


class Transport:
    """Connections of one session. Addresses of a host are asked for once and kept while they work."""

    def __init__(
        self, *, gateway: tuple[str, int] | None, pins: Mapping[str, str], resolve: Resolve, connect: Connect
    ) -> None:
        self._gateway = gateway
        self._resolve = resolve
        self._connect = connect
        self._pins = pins
        self._found: dict[str, tuple[str, ...]] = {}
        self._watchdog = Watchdog()
        self._adapter = Adapter(self._dialled, self._watchdog, pins)

    def close(self) -> None:
        self._adapter.close()
        self._watchdog.close()

    def exchange(self, ask: Ask, limits: Limits, keep: int = OPENING) -> Answer:
        """Ask once. Never raises for what the network does; `Answer.error` is Transient or Permanent.

        keep: decoded bytes that `Answer.opening` may hold.
        """
        length = (("Content-Length", str(len(ask.body))),) if ask.body or ask.method == "POST" else ()
        ask = replace(ask, headers=(("Host", ask.target.authority), *ask.headers, *length))
        taken, opening = bytearray(), bytearray()
        response: Response | None = None
        error: FetchError | None = None
        began, deadline = datetime.now(UTC), time.monotonic() + limits.total_s
        self._watchdog.arm(deadline)
        try:
            response = self._sent(ask, limits)
            self._read(response, limits, taken, opening, keep)
        except FetchError as failure:
            error = failure
        except CodingError as failure:
            error = Transient("truncated", str(failure)) if failure.early else Permanent("bad_coding", str(failure))
        except (
            RequestException,
            urllib3.exceptions.HTTPError,
            http.client.HTTPException,
            OSError,
            ValueError,
        ) as failure:
            error = error_of(failure, answered=response is not None)
        finally:
            if self._watchdog.disarm():
                error = Transient("timeout", f"not complete after {limits.total_s:g} s")
            if response is not None and error is not None:
                response.close()
        asked = Exchange(
            method=ask.method, url=ask.target.url, request_headers=ask.headers, request_body=ask.body,
            started_at=began, ended_at=datetime.now(UTC), ip=self._watchdog.peer, status=None,
            error=None if error is None else str(error)[:500],
        )  # fmt: skip
        return Answer(exchange=_answered(asked, response, taken, error), opening=bytes(opening), error=error)

    def _sent(self, ask: Ask, limits: Limits) -> Response:
        request = PreparedRequest()
        request.method, request.url = ask.method, ask.target.url
        if self._gateway:
            host = f"[{self._gateway[0]}]" if ":" in self._gateway[0] else self._gateway[0]
            request.url = f"http://{host}:{self._gateway[1]}{ask.target.path}"
        request.headers = CaseInsensitiveDict(ask.headers)
        request.body = ask.body or None
        verify = ask.target.host not in self._pins
        return self._adapter.send(request, stream=True, timeout=(limits.connect_s, limits.silence_s), verify=verify)

    def _dialled(self, host: str, port: int, within_s: float) -> tuple[socket.socket, str]:
        """A connection to a checked address of the host, and that address. The gateway alone is not checked."""
        addresses = (host,) if self._gateway else self._found.get(host) or addresses_of(host, self._resolve, within_s)
        self._found[host] = addresses
        failure: OSError = OSError("no address")
        for address in addresses:
            try:
                return self._connect(address, port, within_s), address
            except OSError as error:
                failure = error
        del self._found[host]
        refused = isinstance(failure, ConnectionRefusedError)
        raise Transient("connect", "refused" if refused else str(failure))

    def _read(self, response: Response, limits: Limits, taken: bytearray, opening: bytearray, keep: int) -> None:
        """The body into `taken` as it is on the wire, counting what it decodes to and holding no more than its beginning."""
        raw = response.raw

        def wire() -> Iterator[bytes]:
            while chunk := raw.read1(_step(raw), decode_content=False):
                taken.extend(chunk)
                if len(taken) > limits.wire_bytes:
                    raise Permanent("too_large", f"more than {limits.wire_bytes} bytes")
                yield chunk

        size = 0
        for piece in decoded(wire(), codings_of(raw.headers.items())):
            size += len(piece)
            opening += piece[: max(keep - len(opening), 0)]
            if size > limits.decoded_bytes:
                raise Permanent("too_large_decoded", f"more than {limits.decoded_bytes} bytes when decoded")
        for _ in wire():
            pass


def _step(raw: urllib3.HTTPResponse) -> int:
    """Bytes to read next. The last one of a known length is read alone, and what lies behind it is looked at before.

    Raises Transient: a server that sends more than its Content-Length has told a wrong length, and the body would be cut.
    """
    left = raw.length_remaining
    if left is None or left > 1:
        return PIECE if left is None else min(PIECE, left - 1)
    source = getattr(raw._fp, "fp", None)
    if left == 1 and source is not None and source.peek(1)[1:].strip():
        raise Transient("truncated", "the server sent more than its Content-Length")
    return PIECE


def connected(address: str, port: int, within_s: float) -> socket.socket:
    """A TCP connection to an address, without Nagle's delay. Raises OSError."""
    sock = socket.create_connection((address, port), within_s)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def error_of(failure: Exception, *, answered: bool) -> FetchError:
    """What a library's exception means. answered: whether the head of an answer had come."""
    causes = list(_causes(failure))
    detail = str(causes[-1]) or type(causes[-1]).__name__
    if any(isinstance(e, (TimeoutError, urllib3.exceptions.TimeoutError)) for e in causes):
        return Transient("timeout", detail)
    if any(isinstance(e, (http.client.IncompleteRead, urllib3.exceptions.IncompleteRead)) for e in causes):
        return Transient("truncated", detail)
    if any(isinstance(e, (ConnectionError, ssl.SSLError)) for e in causes):
        return Transient("reset", detail if answered else f"before any answer: {detail}")
    if any(isinstance(e, OSError) and e.errno for e in causes):
        return Transient("connect", detail)
    return Permanent("bad_answer", detail)


def _causes(failure: BaseException) -> Iterator[BaseException]:
    yield failure
    inner = [failure.__cause__, getattr(failure, "reason", None), *failure.args]
    for error in inner:
        if isinstance(error, BaseException):
            yield from _causes(error)


def _answered(asked: Exchange, response: Response | None, taken: bytearray, error: FetchError | None) -> Exchange:
    if response is None:
        return asked
    cut = error is not None and error.reason.startswith("too_large")
    return replace(
        asked,
        status=response.status_code,
        reason_phrase=response.raw.reason or "",
        headers=tuple((str(name), _text(value)) for name, value in response.raw.headers.iteritems()),
        payload=bytes(taken[:REFUSED_KEPT]) if cut else bytes(taken),
    )


def _text(value: str) -> str:
    """A header as UTF-8 where it is that; http.client reads all as Latin-1."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value
