"""What a file or folder holds for a backfill, be it pages themselves or an index that says where they lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from data_lake.importing import pages_in
from data_lake.indexed import index_in, is_index, pages_at
from data_lake.items import BadItem
from portals.cdx import cdx_entries, wanted
from portals.portal import Portal
from schemas.errors import CallError, RecordDamaged
from schemas.page import Page


def items_in(source: Path, portal: Portal | None, passed: Counter[str]) -> Iterator[Page | BadItem]:
    """Every page of a WARC or WET file or a folder; of an index those that are articles, `passed` counting the rest.

    Raises CallError, before anything is read, where nothing can be.
    """
    if not is_index(source):
        return pages_in(source)
    try:
        entries = cdx_entries(index_in(source))
    except RecordDamaged as error:
        raise CallError(f"{source}: {error}; give an index that is whole") from error
    return pages_at(wanted(entries, portal, passed), source)
