"""`python -m data_lake`: what is in the lake, what was, and whether it is whole.

Exit status: 0; 1 when something is damaged or cannot be read; 2 for a wrong call.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer
from deltalake.exceptions import DeltaError
from rich.console import Console, RenderableType

from data_lake import contract as promises
from data_lake import export as exports
from data_lake import history as past
from data_lake import ledger, receipts, sealing, shown
from data_lake.difference import difference
from data_lake.doubt import lake_in_doubt
from data_lake.explain import explain as explained
from data_lake.lake import Lake, open_lake
from data_lake.ledger import LOCAL
from data_lake.maintain import maintain as maintained
from data_lake.quarantine import let_in
from data_lake.releases import release as released
from data_lake.spelling import as_json
from data_lake.status import status as counted
from data_lake.takedown import takedown
from data_lake.verify import verify as verified
from schemas.errors import CallError, PortalsError

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__, pretty_exceptions_enable=False)

At = Annotated[str, typer.Option("--lake", envvar="PORTALS_LAKE", help="A folder, or s3://bucket/prefix.")]
HERE = "data_lake/local"


class Form(StrEnum):
    """How rows are printed or written."""

    table = "table"
    json = "json"
    parquet = "parquet"
    jsonl = "jsonl"


@app.command()
def status(
    lake: At = HERE,
    completeness: Annotated[
        bool, typer.Option("--completeness", help="What each channel listed, what is missing, why.")
    ] = False,
    portal: Annotated[str | None, typer.Option(help="Completeness of one portal.")] = None,
    run: Annotated[str | None, typer.Option(help="Completeness of one run.")] = None,
) -> None:
    """Counts by portal, latest runs, quarantine, versions of the tables."""
    opened = _opened(lake)
    if not completeness:
        _print(shown.status_shown(counted(opened)))
        return
    rows, cover = ledger.completeness(opened, portal, run_id=run), ledger.coverage(opened, portal, run_id=run)
    _print(shown.completeness_shown(rows, cover))


@app.command()
def history(url: str, lake: At = HERE) -> None:
    """Each content of the article at URL (or a twin of it), and what changed."""
    _print(shown.history_shown(past.history(_opened(lake), url)))


@app.command("as-of")
def as_of(
    when: Annotated[
        str, typer.Argument(help="ISO 8601; a day or a time without zone is of Hồ Chí Minh City (+07:00).")
    ],
    lake: At = HERE,
    portal: Annotated[str | None, typer.Option(help="One portal alone.")] = None,
    form: Annotated[Form, typer.Option("--format", help="table, or json: one article a line, whole.")] = Form.table,
) -> None:
    """Every article as it was known at a moment."""
    rows = past.as_of(_opened(lake), _moment(when), portal=portal)
    if form is Form.table:
        _print(shown.articles_shown(rows))
        return
    for row in _rows(rows):
        sys.stdout.write(f"{as_json(row)}\n")


@app.command()
def explain(url: str, lake: At = HERE) -> None:
    """The whole story of URL: fates, captures, where each field was read, quarantine, its row."""
    told = explained(_opened(lake), url)
    if not told.known:
        raise CallError(f"the lake at {lake} has never met {url}; see `python -m data_lake status` for what it has")
    _print(shown.explained_shown(told))


@app.command()
def verify(
    lake: At = HERE,
    sample: Annotated[
        int | None, typer.Option(help="So many files and records, chosen at random; all by default.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Of the choice.")] = 0,
) -> None:
    """Re-read the lake and say what is damaged and which rows are concerned."""
    found = verified(lake_in_doubt(lake), sample=sample, seed=seed)
    _print(shown.verified_shown(found))
    if found.damages:
        raise typer.Exit(1)


@app.command("receipts")
def receipts_(
    run: Annotated[str | None, typer.Argument(help="A run; the latest one that has receipts by default.")] = None,
    lake: At = HERE,
) -> None:
    """Whom a run asked, how close its requests were, and every rule that one of them broke."""
    rows = receipts.receipts(_opened(lake), run)
    _print(shown.receipts_shown(rows))
    if any(row["violations"] for row in rows):
        raise typer.Exit(1)


@app.command()
def seal(lake: At = HERE) -> None:
    """Mend what a killed run left, and write down the sha256 of every file that has none yet."""
    opened = _opened(lake)
    for mended in sealing.repair(opened):
        _print([f"mended {mended.warc_file}: {mended.records} records kept, {mended.torn} bytes set aside"])
    _print([f"{sealing.seal(opened)} files sealed"])


@app.command()
def maintain(
    lake: At = HERE,
    keep_days: Annotated[
        int, typer.Option(help="Superseded versions stay readable so long; releases for good.", min=1)
    ] = 90,
) -> None:
    """Compact small files, remove what no kept version needs, seal."""
    mended, tables = maintained(_opened(lake), retention=timedelta(days=keep_days))
    for one in tables:
        _print([f"{one.table}: {one.files_before} files made {one.files_after}, {one.removed} removed"])
    _print([f"{len(mended)} WARC files mended"])


@app.command()
def release(name: str, lake: At = HERE) -> None:
    """Give the present versions of all tables a NAME."""
    made = released(_opened(lake), name, datetime.now(UTC))
    versions = " ".join(f"{table}@{version}" for table, version in made.versions.items())
    _print([f"released {made.name}: {versions}; canonical hash {made.canonical_hash}"])


@app.command()
def export(
    folder: Path,
    lake: At = HERE,
    name: Annotated[str | None, typer.Option("--release", help="A release; the present versions by default.")] = None,
    form: Annotated[Form, typer.Option("--format", help="parquet or jsonl.")] = Form.parquet,
) -> None:
    """Write articles, revisions and sightings into a new FOLDER, with a manifest of checksums."""
    if form not in (Form.parquet, Form.jsonl):
        raise CallError(f"an export is parquet or jsonl, not {form.value}")
    kind: exports.Form = "parquet" if form is Form.parquet else "jsonl"
    manifest = exports.export(_opened(lake), folder, form=kind, release=name)
    counts = ", ".join(f"{table['rows']} {table_name}" for table_name, table in manifest["tables"].items())
    _print([f"{counts} in {len(manifest['files'])} files at {folder}"])


@app.command()
def diff(
    before: str, after: Annotated[str, typer.Argument(help="A release, or now.")] = "now", lake: At = HERE
) -> None:
    """Rows added, changed and removed from release BEFORE to release AFTER, by field."""
    _print(shown.difference_shown(difference(_opened(lake), before, after)))


@app.command("release-row")
def release_row(
    capture: Annotated[str, typer.Argument(help="capture_id of a row in quarantine; `explain URL` tells it.")],
    reason: Annotated[str, typer.Option("--reason", help="Why it is right all the same; kept with it.")],
    lake: At = HERE,
) -> None:
    """Let a quarantined row into articles by hand, flagged, with your reason on record."""
    row = let_in(_opened(lake), capture, reason, datetime.now(UTC))
    _print([f"released {row['url']}: {row['fate']} in run {row['run_id']}"])


class Prose(StrEnum):
    """How the contract is printed."""

    markdown = "markdown"
    json = "json"


@app.command()
def contract(
    form: Annotated[Prose, typer.Option("--format", help="markdown, or json for a program.")] = Prose.markdown,
) -> None:
    """The promise: tables, columns, types, meaning, expectations, and how they may change."""
    # A command line joins what libraries may not; the others are spared the import.
    from expectations.promised import promised  # noqa: TID251

    said = promises.contract(promised())
    sys.stdout.write(promises.as_json(said) if form is Prose.json else promises.as_markdown(said))


@app.command("takedown")
def take_down(
    url: str, reason: Annotated[str, typer.Option(help="Why; stands in the tombstone.")], lake: At = HERE
) -> None:
    """Remove the text at URL from every file that is kept; name what had to go with it."""
    for stone in takedown(_opened(lake), url, reason, datetime.now(UTC)):
        told = ", ".join((*stone.versions, *(f"release {name}" for name in stone.releases))) or "none"
        _print(
            [f"{stone.article_id} taken down; {len(stone.removed)} files removed or written anew; kept no more: {told}"]
        )


def _opened(address: str) -> Lake:
    return open_lake(address, create=False)


def _moment(when: str) -> datetime:
    try:
        moment = datetime.fromisoformat(when)
    except ValueError as error:
        raise CallError(f"{when} is no moment; write 2026-11-22 or 2026-11-22T07:30+07:00") from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)).astimezone(UTC)


def _rows(rows: pa.Table) -> Iterable[dict[str, object]]:
    for batch in rows.to_batches(max_chunksize=512):
        yield from batch.to_pylist()


def _print(parts: Iterable[RenderableType]) -> None:
    console = Console(width=None if sys.stdout.isatty() else 160, soft_wrap=not sys.stdout.isatty(), highlight=False)
    for part in parts:
        console.print(part)


def main() -> None:
    """Runs the command; an error that is ours is one line on stderr."""
    try:
        app()
    except CallError as error:
        _leave(str(error), 2)
    except PortalsError as error:
        _leave(str(error), 1)
    except (DeltaError, pa.ArrowException, OSError) as error:
        _leave(
            f"the lake cannot be read: {str(error).splitlines()[0]}; `python -m data_lake verify` finds what is damaged",
            1,
        )


def _leave(sentence: str, status: int) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
    sys.exit(status)


if __name__ == "__main__":
    main()
