"""Other articles that say what a text says which has to go: twins of it go with it, and of those that quote it the sentences."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
from deltalake import DeltaTable

from data_lake.delta import dataset_of, existing
from data_lake.lake import Lake
from data_lake.shapes import SHAPES
from data_lake.spelling import as_json
from data_lake.tables import commit, replace
from data_lake.words import blanked, says, squeezed

Article = tuple[str, str]
"""(portal, article_id)."""
Row = Mapping[str, Any]

TWIN_SHARE = 0.6
"""Of a reading's letters: from here on it is the same text under another address, below it quotes."""
BLANKED = "blanked_by_takedown"
"""Flag of a row out of which sentences were taken; its content_hash is still that of what was said."""
NO_TITLE = "[…]"
"""Headline of such a row where all of it had to go."""
READ_IN = ("revisions", "articles", "quarantine")
AT_ONCE = 2_000
_LOOKED_AT = ("title", "lead", "body", "blocks", "images", "attachments")


@dataclass(slots=True)
class Quoting:
    """Who else says it, by address: twins, and articles that quote."""

    twins: dict[Article, str] = field(default_factory=dict)
    quotes: dict[Article, str] = field(default_factory=dict)


def quoting(lake: Lake, own: Article, sentences: Collection[str]) -> Quoting:
    """Looks through every reading that the lake keeps. A reading without an article_id can only quote."""
    found = Quoting()
    for name in ("revisions", "quarantine"):
        for portal, article, reading in _readings(lake, name):
            if (portal, article) != own and says(_text(reading), sentences):
                twin = article != "" and _shared(reading, sentences) >= TWIN_SHARE
                (found.twins if twin else found.quotes)[portal, article] = reading["canonical_url"]
    found.quotes = {one: url for one, url in found.quotes.items() if one not in found.twins}
    return found


def clean_tables(lake: Lake, sentences: Collection[str], apart: Collection[Article]) -> None:
    """Takes the sentences out of every row that says them: readings, what was rejected, and headlines that channels showed.

    apart: articles whose rows go whole, and are left alone until then.
    """
    for name in READ_IN:
        _clean(lake, name, lambda row: None if (row["portal"], row["article_id"]) in apart else cleaned(row, sentences))
    _clean(lake, "ledger", lambda row: {**row, "title": None} if says(row["title"] or "", sentences) else None)


def cleaned(row: Row, sentences: Collection[str]) -> dict[str, Any] | None:
    """A row of readings or of quarantine without the sentences; None where it has none of them."""
    if not says(as_json(row), sentences):
        return None
    if "broken" not in row:
        return _without(row, sentences)
    held = _without(json.loads(row["row"]), sentences) if row["row"] else None
    return {**_deeply(row, sentences), "row": as_json(held) if held is not None else None}


def _without(reading: Row, sentences: Collection[str]) -> dict[str, Any]:
    left: dict[str, Any] = _deeply(reading, sentences)
    left["blocks"] = [block for block in left["blocks"] if block["text"].strip()]
    left["title"] = left["title"].strip() or NO_TITLE
    left["lead"] = (left["lead"] or "").strip() or None
    left["body"] = "\n\n".join(part for part in left["body"].split("\n\n") if part.strip())
    return left | {"word_count": len(left["body"].split()), "flags": [*dict.fromkeys([*left["flags"], BLANKED])]}


def _deeply(value: Any, sentences: Collection[str]) -> Any:
    if isinstance(value, str):
        return blanked(value, sentences) if says(value, sentences) else value
    if isinstance(value, list):
        return [_deeply(one, sentences) for one in value]
    return {name: _deeply(one, sentences) for name, one in value.items()} if isinstance(value, dict) else value


def _shared(reading: Row, sentences: Collection[str]) -> float:
    whole = f"{reading['title']}\n{reading['body']}"
    return 1 - len(squeezed(blanked(whole, sentences))) / len(squeezed(whole))


def _text(reading: Row) -> str:
    return as_json([reading[name] for name in _LOOKED_AT])


def _readings(lake: Lake, name: str) -> Iterator[tuple[str, str, Row]]:
    columns = ["row"] if name == "quarantine" else ["portal", "article_id", "canonical_url", *_LOOKED_AT]
    for batch in _batches(lake, name, columns):
        for row in batch.to_pylist():
            reading = json.loads(row["row"] or "null") if name == "quarantine" else row
            if reading is not None:
                yield reading["portal"], reading["article_id"] or "", reading


def _batches(lake: Lake, name: str, columns: list[str]) -> Iterator[pa.RecordBatch]:
    table = existing(lake, name)
    if table is not None:
        yield from dataset_of(lake, name, table).to_batches(columns=columns, batch_size=AT_ONCE, batch_readahead=1)


def _clean(lake: Lake, name: str, clean: Callable[[dict[str, Any]], dict[str, Any] | None]) -> None:
    def attempt(table: DeltaTable) -> None:
        stored = SHAPES[name].stored
        rows = [
            changed
            for batch in dataset_of(lake, name, table).to_batches(
                columns=stored.names, batch_size=AT_ONCE, batch_readahead=1
            )
            for row in batch.to_pylist()
            if (changed := clean(row)) is not None
        ]
        if rows:
            replace(lake, name, table, pa.Table.from_pylist(rows, schema=stored))

    if existing(lake, name) is not None:
        commit(lake, name, attempt)
