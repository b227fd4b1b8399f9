"""`python -m data_lake`: what is in the lake, what was, and whether it is whole.

Exit status: 0; 1 when something is damaged or cannot be read; 2 for a wrong call. A command imports what it alone needs when
it is called: whoever asks for one address is not kept waiting for the rest.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer
from deltalake.exceptions import DeltaError

from data_lake.calls import HERE, At, Form, lake_at, say
from data_lake.keeping import keeping
from data_lake.ledger import LOCAL
from schemas.errors import CallError, PortalsError

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__, pretty_exceptions_enable=False)
app.add_typer(keeping)


@app.command()
def status(
    lake: At = HERE,
    completeness: Annotated[
        bool, typer.Option("--completeness", help="What each channel listed, what is missing, why.")
    ] = False,
    links: Annotated[bool, typer.Option("--links", help="With --completeness: every missing address by name.")] = False,
    portal: Annotated[str | None, typer.Option(help="Completeness of one portal.")] = None,
    run: Annotated[str | None, typer.Option(help="Completeness of one run.")] = None,
) -> None:
    """Counts by portal, latest runs, quarantine, versions of the tables."""
    from data_lake import ledger, shown
    from data_lake.coverage import coverage
    from data_lake.status import status as counted

    held = lake_at(lake)
    if not completeness:
        say(shown.status_shown(counted(held)))
        return
    rows, cover = ledger.completeness(held, portal, run_id=run), coverage(held, portal, run_id=run)
    say(shown.completeness_shown(rows, cover))
    if links:
        say(shown.missing_shown(ledger.missing(held, portal, run_id=run)))


@app.command()
def history(url: str, lake: At = HERE) -> None:
    """Each content of the article at URL (or a twin of it), and what changed."""
    from data_lake import history as past
    from data_lake.shown_articles import history_shown

    say(history_shown(past.history(lake_at(lake), url)))


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
    from data_lake import history as past
    from data_lake.shown_articles import LISTED, articles_shown
    from data_lake.spelling import as_json

    moment, held = _moment(when), lake_at(lake)
    sys.stderr.write(
        f"as of {moment.astimezone(LOCAL).isoformat()}{', the beginning of that day' if len(when) == 10 else ''}\n"
    )
    if form is Form.table:
        say(articles_shown(past.as_of(held, moment, portal=portal, columns=LISTED)))
        return
    for rows in past.as_of_each(held, moment, portal=portal):
        for row in _rows(rows):
            sys.stdout.write(f"{as_json(row)}\n")


@app.command()
def explain(url: str, lake: At = HERE) -> None:
    """The whole story of URL: fates, captures, where each field was read, quarantine, its row."""
    from data_lake.explain import explain as explained
    from data_lake.shown_articles import explained_shown

    told = explained(lake_at(lake), url)
    if not told.known:
        raise CallError(f"the lake at {lake} has never met {url}; see `python -m data_lake status` for what it has")
    say(explained_shown(told))


@app.command()
def verify(
    lake: At = HERE,
    sample: Annotated[
        int | None, typer.Option(help="So many files and records, chosen at random; all by default.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Of the choice.")] = 0,
    exported: Annotated[
        Path | None, typer.Option("--export", help="Hold an export against its manifest instead; needs no lake.")
    ] = None,
) -> None:
    """Re-read the lake and say what is damaged and which rows are concerned."""
    from data_lake.doubt import lake_in_doubt
    from data_lake.manifest import verify_export
    from data_lake.shown import verified_shown
    from data_lake.verify import verify as verified

    if exported is not None:
        wrong = verify_export(exported)
        say([*wrong, f"{exported}: {len(wrong)} files damaged or missing"])
        if wrong:
            raise typer.Exit(1)
        return
    found = verified(lake_in_doubt(lake), sample=sample, seed=seed)
    say(verified_shown(found))
    if found.damages:
        raise typer.Exit(1)


@app.command("receipts")
def receipts_(
    run: Annotated[str | None, typer.Argument(help="A run; the latest one that has receipts by default.")] = None,
    lake: At = HERE,
) -> None:
    """Whom a run asked, how close its requests were, and every rule that one of them broke."""
    from data_lake import receipts, shown

    rows = receipts.receipts(lake_at(lake), run)
    say(shown.receipts_shown(rows))
    if any(row["violations"] for row in rows):
        raise typer.Exit(1)


@app.command()
def diff(
    before: str, after: Annotated[str, typer.Argument(help="A release, or now.")] = "now", lake: At = HERE
) -> None:
    """Rows added, changed and removed from release BEFORE to release AFTER, by field."""
    from data_lake.difference import difference
    from data_lake.shown import difference_shown

    say(difference_shown(difference(lake_at(lake), before, after)))


class Prose(StrEnum):
    """How the contract is printed."""

    markdown = "markdown"
    json = "json"


@app.command()
def contract(
    form: Annotated[Prose, typer.Option("--format", help="markdown, or json for a program.")] = Prose.markdown,
) -> None:
    """The promise: tables, columns, types, meaning, expectations, and how they may change."""
    # A command line joins what libraries may not.
    from data_lake import contract as promises
    from expectations.promised import promised  # noqa: TID251 - decision 16

    said = promises.contract(promised())
    sys.stdout.write(promises.as_json(said) if form is Prose.json else promises.as_markdown(said))


def _moment(when: str) -> datetime:
    try:
        moment = datetime.fromisoformat(when)
    except ValueError as error:
        raise CallError(f"{when} is no moment; write 2026-11-22 or 2026-11-22T07:30+07:00") from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)).astimezone(UTC)


def _rows(rows: pa.Table) -> Iterable[dict[str, object]]:
    for batch in rows.to_batches(max_chunksize=512):
        yield from batch.to_pylist()


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
