"""`python -m data_lake`: what is in the lake, what was, and whether it is whole."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer
from deltalake.exceptions import DeltaError
from rich.console import Console

from data_lake import explain as explaining
from data_lake import history as past
from data_lake import ledger, shown, status as numbers, verify as verifying
from data_lake.lake import Lake, open_lake
from schemas.errors import CallError, PortalsError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

At = Annotated[str, typer.Option("--lake", envvar="PORTALS_LAKE", help="Where the lake lies: a folder or s3://bucket/prefix.")]
HERE = "data_lake/local"


class Form(StrEnum):
    """How rows are printed."""

    table = "table"
    json = "json"


@app.command()
def status(
    lake: At = HERE,
    completeness: Annotated[bool, typer.Option(help="What each channel listed, and what of it is missing and why.")] = False,
    portal: Annotated[str | None, typer.Option(help="One portal's completeness alone.")] = None,
    run: Annotated[str | None, typer.Option(help="One run's completeness alone.")] = None,
) -> None:
    """Counts by portal, latest runs, quarantine, versions of the tables."""
    opened = _opened(lake)
    if completeness:
        rows, cover = ledger.completeness(opened, portal, run_id=run), ledger.coverage(opened, portal, run_id=run)
        _print(shown.completeness_shown(rows, cover))
    else:
        _print(shown.status_shown(numbers.status(opened)))


@app.command()
def history(url: str, lake: At = HERE) -> None:
    """Each content of the article at URL, with what changed."""
    _print(shown.history_shown(past.history(_opened(lake), url)))
