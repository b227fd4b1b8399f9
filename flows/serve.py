"""A server with its UI, the deployments of prefect.yaml and a worker, left up until Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from flows.server import prefect_server, stop
from flows.settings import ROOT
from schemas.errors import CallError

POOL = "portals"


def prefect(*arguments: str, api: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run one `prefect` command against the server at `api`, without prompts."""
    command = [sys.executable, "-m", "prefect", "--no-prompt", *arguments]
    done = subprocess.run(
        command, env=_environment(api), cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    if check and done.returncode:
        raise CallError(f"`prefect {' '.join(arguments)}` failed: {(done.stderr or done.stdout).strip()[-500:]}")
    return done


def deploy_all(api: str) -> None:
    """Make the work pool and every deployment of prefect.yaml; doing it again changes nothing."""
    prefect("work-pool", "create", "--type", "process", POOL, "--overwrite", api=api)
    prefect("deploy", "--all", api=api)


def worker(api: str) -> subprocess.Popen[bytes]:
    """Start a worker of the pool; the caller stops it."""
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", POOL]
    return subprocess.Popen(command, env=_environment(api), cwd=ROOT)


def serve_until_interrupted(port: int) -> None:
    """Bring everything up, print where it is, and stay until Ctrl-C, SIGTERM or the worker's end."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with prefect_server(port, log=ROOT / ".prefect" / "server.log") as api:
        deploy_all(api)
        working = worker(api)
        print(f"UI: {api.removesuffix('/api')}  (Ctrl-C stops server and worker)", flush=True)
        try:
            while working.poll() is None:
                time.sleep(1)
        except KeyboardInterrupt:
            print("stopping")
        finally:
            stop(working)


def _environment(api: str) -> dict[str, str]:
    return {**os.environ, "PREFECT_API_URL": api}
