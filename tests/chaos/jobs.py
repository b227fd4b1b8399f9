"""What a child of the nursery does: a whole run with the stages as plain functions or as a real flow, and a look at what is there."""

from __future__ import annotations

import os
from collections import Counter
from typing import Any


def ready() -> None:
    """Imports all that a job needs, so that a child has it."""
    import deltalake  # noqa: F401
    import prefect.engine  # noqa: F401

    import flows.backfill
    import flows.ingest  # noqa: F401
    from portals.registry import portals

    portals()


def terminated(_number: int, _frame: Any) -> None:
    """SIGTERM as Prefect takes it: an exception in the main thread."""
    raise SystemExit("SIGTERM")


def ingest(portal: str, lake: str, run_id: str, **env: str) -> str:
    """One portal's run with every task as a plain function. What its last state says. Raises where that is no success."""
    os.environ.update(env)
    _plain()
    from flows.ingest import ingest as job

    return _said(job.fn(portals=[portal], lake=lake, run_id=run_id))


def backfill(source: str, lake: str, run_id: str, **env: str) -> str:
    """A file or folder brought in, likewise."""
    os.environ.update(env)
    _plain()
    from flows.backfill import backfill as job

    return _said(job.fn(source=source, lake=lake, run_id=run_id))


def flow(portal: str, lake: str, run_id: str, **env: str) -> str:
    """One portal's run as the flow that it is, on the server that PREFECT_API_URL names."""
    os.environ.update(env)
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from flows.ingest import ingest as job

    with temporary_settings({PREFECT_API_URL: env["PREFECT_API_URL"]}):
        return _said(job(portals=[portal], lake=lake, run_id=run_id, return_state=True))


def brought(source: str, lake: str, **env: str) -> None:
    """A lake on disk copied into an object store."""
    os.environ.update(env)
    from pyarrow import fs

    from data_lake.lake import _files

    fs.copy_files(source, "", destination_filesystem=_files(lake, {}))


def look(lake: str, run_id: str, moments: bool, **env: str) -> dict[str, Any]:
    """What is in a lake: its hash, its rows, and everything that should not be there. run_id: of the run that came last."""
    os.environ.update(env)
    from data_lake.hashing import canonical_hash
    from data_lake.lake import open_lake
    from data_lake.publish import waiting
    from data_lake.shapes import SHAPES
    from data_lake.tables import read
    from data_lake.verify import verify

    opened = open_lake(lake, create=False)
    keys = {name: read(opened, name, list(shape.key)).to_pylist() for name, shape in SHAPES.items()}
    ledger = read(opened, "ledger", ["run_id", "url"]).to_pylist()
    found = verify(opened)
    return {
        "hash": canonical_hash(opened, moments=moments),
        "articles": sorted(row["article_id"] for row in keys["articles"]),
        "revisions": sorted(f"{row['article_id']} {row['content_hash']}" for row in keys["revisions"]),
        "urls": sorted({row["url"] for row in ledger}),
        "ended": sorted(row["url"] for row in ledger if row["run_id"] == run_id),
        "held": sorted({row["url"] for row in waiting(opened).to_pylist()}),
        "doubled": {name: _doubled(rows) for name, rows in keys.items() if _doubled(rows)},
        "damaged": [f"{one.path}: {one.what}" for one in found.damages],
        "unsealed": found.unsealed,
        "unread": _unread(opened),
        "open": [path for path in _all(opened) if path.endswith(".open")],
    }


def harm(lake: str, harm: str) -> None:
    """Something that no run may do to a lake."""
    from pathlib import Path

    from data_lake.lake import open_lake
    from data_lake.shapes import SHAPES, stored_rows
    from data_lake.tables import add, opened, read, take_out

    there = open_lake(lake)
    row = read(there, "articles", ["article_id"]).slice(0, 1)
    match harm:
        case "article":
            take_out(there, "articles", [("article_id", "=", row["article_id"][0].as_py())])
        case "doubled":
            rows = stored_rows(SHAPES["ledger"], read(there, "ledger").slice(0, 1))
            add(opened(there, "ledger"), SHAPES["ledger"], rows)
        case "archive":
            path = next((Path(lake) / "archive").rglob("*.warc.gz"))
            path.write_bytes(path.read_bytes()[:-9])
        case "open":
            next((Path(lake) / "archive").rglob("*.warc.gz")).with_name("left.warc.gz.open").touch()


def _plain() -> None:
    from prefect import Task

    import flows.backfill
    import flows.ingest
    import flows.settle

    for module in (flows.ingest, flows.settle, flows.backfill):
        for name, value in list(vars(module).items()):
            if isinstance(value, Task):
                setattr(module, name, _nothing if name.startswith("report_") else value.fn)
    flows.ingest._side_by_side = _one_by_one


def _nothing(*_: Any) -> None:
    pass


def _one_by_one(jobs: list[Any], config: Any) -> tuple[dict[str, Any], dict[str, str]]:
    # In the main thread, where a signal's exception is raised.
    from flows.ingest import ingest_portal

    return {job.portal: ingest_portal.fn(job, config.batch) for job in jobs}, {}


def _said(state: Any) -> str:
    if not state.is_completed():
        raise RuntimeError(state.message)
    return str(state.message)


def _doubled(rows: list[dict[str, Any]]) -> int:
    return sum(count - 1 for count in Counter(str(sorted(row.items())) for row in rows).values())


def _all(lake: Any) -> list[str]:
    from data_lake.files import paths_under

    return [path for path, _ in paths_under(lake.files, "")]


def _unread(lake: Any) -> list[str]:
    """WARC files that another reader cannot read to their end."""
    from warcio.archiveiterator import ArchiveIterator

    bad = []
    for path in _all(lake):
        if path.endswith(".warc.gz"):
            try:
                with lake.files.open_input_file(path) as stream:
                    if not [
                        record.content_stream().read() for record in ArchiveIterator(stream, check_digests="raise")
                    ]:
                        bad.append(f"{path}: empty")
            except Exception as error:  # noqa: BLE001 - whatever it is, the file is not readable
                bad.append(f"{path}: {error}")
    return bad
