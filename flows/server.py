"""A Prefect server of one's own: started on loopback, waited for, stopped with the run."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from schemas.errors import CallError

START_TIMEOUT_S = 240.0


def free_port() -> int:
    """A loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def prefect_server(
    port: int | None = None, *, log: Path | None = None, env: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Run `prefect server start` for the length of the block; yields its API address.

    log: file for the server's output; thrown away where it is None. Raises CallError when it does not come up.
    """
    port = port or free_port()
    api = f"http://127.0.0.1:{port}/api"
    environ = {**os.environ, **(env or {}), "PREFECT_SERVER_API_PORT": str(port), "PREFECT_API_URL": api}
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    if log is not None:
        log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") if log else open(os.devnull, "ab") as out:  # noqa: PTH123 - os.devnull is no Path
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=environ, start_new_session=True)
        try:
            _wait(process, api, log)
            yield api
            _send_logs()
        finally:
            stop(process)


def _wait(process: subprocess.Popen[bytes], api: str, log: Path | None) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urlopen(f"{api}/health", timeout=2) as answer:  # noqa: S310 - loopback address made here
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise CallError(f"the Prefect server at {api} did not come up; see {log or 'its output'}")


def _send_logs() -> None:
    """Send what this process has logged while there is still a server: Prefect would try for a minute at its exit."""
    if "prefect.logging.handlers" in sys.modules:
        from prefect.logging.handlers import APILogHandler

        APILogHandler().flush()


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a child process, politely first."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
