"""Deployed to a real server, a worker runs them: ingest, backfill and reparse, without prompts and without internet."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from data_lake import tables
from data_lake.lake import open_lake
from tests.flows.pages import folder_of_pages
from tests.seeds import FIXED

pytestmark = [pytest.mark.flow, pytest.mark.timeout(1500)]


def ask(api: str, path: str, body: dict[str, Any]) -> Any:
    """POST to Prefect's API."""
    request = Request(f"{api}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urlopen(request, timeout=30) as answer:
        return json.load(answer)


@pytest.fixture(scope="module")
def deployed(api: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """All deployments, without a worker yet; the lake's folder that their runs will write to."""
    from flows.serve import deploy_all

    lake = tmp_path_factory.mktemp("deployed") / "lake"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PORTALS_LAKE", str(lake))
        patch.setenv("PORTALS_SIMULATOR", "")
        patch.setenv("PORTALS_SIMULATOR_SEED", str(FIXED))
        deploy_all(api)
        yield lake


@pytest.fixture(scope="module")
def scheduled(api: str, deployed: Path) -> set[str]:
    """The portals whose runs the server has put on its schedule.

    Then the deployments are paused, which takes these runs back: a worker has only what the tests ask for, at any hour of the day.
    """
    deadline, slugs = time.monotonic() + 180, set[str]()
    while time.monotonic() < deadline and len(slugs) < 5:
        runs = ask(api, "/flow_runs/filter", {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}, "limit": 200})
        slugs = {run["parameters"]["portals"][0] for run in runs if run["parameters"].get("portals")}
        time.sleep(1)
    for one in ask(api, "/deployments/filter", {}):
        ask(api, f"/deployments/{one['id']}/pause_deployment", {})
    return slugs


@pytest.fixture(scope="module")
def worked(api: str, deployed: Path, scheduled: set[str]) -> Iterator[Path]:
    """A worker of the pool; the lake's folder that its runs write to."""
    from flows.serve import worker
    from flows.server import stop

    working = worker(api)
    try:
        yield deployed
    finally:
        stop(working)


@pytest.fixture(scope="module")
def finish(api: str, worked: Path) -> Callable[..., dict[str, Any]]:
    """Runs a deployment by name and waits for its end."""
    from flows.serve import prefect

    def run(deployment: str, **parameters: object) -> dict[str, Any]:
        given = [word for name, value in parameters.items() for word in ("--param", f"{name}={json.dumps(value)}")]
        prefect("deployment", "run", deployment, *given, api=api)
        flow_name, name = deployment.split("/")
        deadline = time.monotonic() + 300
        while time.monotonic() < deadline:
            found = ask(
                api,
                "/flow_runs/filter",
                {
                    "flows": {"name": {"any_": [flow_name]}},
                    "deployments": {"name": {"any_": [name]}},
                    "flow_runs": {"state": {"type": {"not_any_": ["SCHEDULED"]}}},
                    "sort": "EXPECTED_START_TIME_DESC",
                    "limit": 1,
                },
            )
            if found and found[0]["state_type"] in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED"):
                return dict(found[0])
            time.sleep(1)
        raise AssertionError(f"{deployment} did not end in time")

    return run


def test_every_portal_is_on_the_schedule(scheduled: set[str]) -> None:
    assert scheduled == {"haiphong", "halong", "hanoi", "kinhtedothi", "thanhphohaiphong"}


def test_ingest_backfill_and_reparse_end_completed(
    api: str, worked: Path, finish: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    ingested = finish("ingest/halong")
    assert ingested["state_type"] == "COMPLETED", ingested["state"]["message"]
    articles = tables.read(open_lake(str(worked)), "articles", ["article_id"])
    assert articles.num_rows >= 40

    filled = finish("backfill/manual", source=str(folder_of_pages(tmp_path)))
    assert filled["state_type"] == "COMPLETED", filled["state"]["message"]
    after = tables.read(open_lake(str(worked)), "articles", ["article_id"])
    assert after.num_rows == articles.num_rows + 2

    again = finish("reparse/manual", portals=["halong"])
    assert again["state_type"] == "COMPLETED", again["state"]["message"]
    assert tables.read(open_lake(str(worked)), "articles", ["article_id"]).num_rows == after.num_rows

    replayed = finish("replay/manual", portals=["halong"])
    assert replayed["state_type"] == "COMPLETED", replayed["state"]["message"]
    assert tables.read(open_lake(str(worked)), "articles", ["article_id"]).num_rows == after.num_rows

    keys = {one["key"] for one in ask(api, "/artifacts/filter", {"limit": 200}) if one["flow_run_id"]}
    assert {"fates", "expectations-halong", "expectations-all", "portal-halong"} <= keys
