"""What the commands of the lake share: where it lies, the forms of answers, and how they are printed."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console, RenderableType

from data_lake.lake import Lake, open_lake

At = Annotated[str, typer.Option("--lake", envvar="PORTALS_LAKE", help="A folder, or s3://bucket/prefix.")]
HERE = "data_lake/local"
UNFOLDED = 10_000
"""Columns, more than any row takes."""


class Form(StrEnum):
    """How rows are printed or written."""

    table = "table"
    json = "json"
    parquet = "parquet"
    jsonl = "jsonl"


def lake_at(address: str) -> Lake:
    """The lake at an address, which has to be there. Raises CallError."""
    return open_lake(address, create=False)


def say(parts: Iterable[RenderableType]) -> None:
    """Prints parts; as wide as the terminal, or where the answer goes elsewhere, each row on one line for grep."""
    there = sys.stdout.isatty()
    console = Console(width=None if there else UNFOLDED, soft_wrap=not there, highlight=False)
    for part in parts:
        console.print(part)
