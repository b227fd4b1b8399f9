"""An S3 server on a real socket, and a line to it that is cut."""

from __future__ import annotations

import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress

BUCKET = "bucket"
AT_ONCE = struct.pack("ii", 1, 0)
"""SO_LINGER: closing resets the connection, as a broken line does, and sends nothing more."""

Pair = tuple[socket.socket, socket.socket]


@contextmanager
def s3_server() -> Iterator[str]:
    """Address of moto's server, which has the bucket `bucket`. It supports conditional puts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _make_bucket(address)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def options_for(endpoint: str) -> dict[str, str]:
    """What a client of the server has to be told."""
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ALLOW_HTTP": "true",
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
    }


class Line:
    """Passes everything on to a server, and cuts the one connection that carries byte `cut_at`, counted over all of them and both ways.

    down_s: seconds from the cut on for which it takes no other connection and cuts those that there are. `cuts` counts the first
    cut alone; `passed` counts bytes.
    """

    def __init__(self, server: str, cut_at: int | None = None, down_s: float = 0) -> None:
        host, _, port = server.removeprefix("http://").partition(":")
        self._server, self._cut_at, self._down_s = (host, int(port)), cut_at, down_s
        self._lock, self._pairs, self._until = threading.Lock(), set[Pair](), 0.0
        self.cuts = self.passed = 0
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Line:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        for pair in list(self._pairs):
            self._close(pair)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if time.monotonic() < self._until:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
                client.close()
                continue
            pair = (client, socket.create_connection(self._server))
            self._pairs.add(pair)
            for source, sink in (pair, pair[::-1]):
                threading.Thread(target=self._pump, args=(source, sink, pair), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, pair: Pair) -> None:
        with suppress(OSError):
            while data := source.recv(1 << 14):
                left = self._left(len(data))
                sink.sendall(data[:left])
                if left < len(data):
                    for each in list(self._pairs) if self._down_s else [pair]:
                        self._close(each, AT_ONCE)
                    return
        self._close(pair)

    def _left(self, size: int) -> int:
        with self._lock:
            before, self.passed = self.passed, self.passed + size
            if self._cut_at is None or self.cuts or self.passed <= self._cut_at:
                return size
            self.cuts, self._until = 1, time.monotonic() + self._down_s
            return self._cut_at - before

    def _close(self, pair: Pair, linger: bytes = struct.pack("ii", 0, 0)) -> None:
        self._pairs.discard(pair)
        for one in pair:
            with suppress(OSError):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                # Another thread waits in recv: closing alone would not wake it.
                one.shutdown(socket.SHUT_RDWR)
            one.close()


def _make_bucket(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(urllib.request.Request(f"{address}/{BUCKET}", method="PUT"), timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("the S3 server did not answer")
