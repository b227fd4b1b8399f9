"""A table of readings taken apart into the rows that the rules see; what costs less for many at once is worked out here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from expectations.row import Row
from expectations.signs import counted, signs_of
from expectations.unpacked import nested, unpacked
from portals.portal import Portal
from schemas.article import READINGS

COLUMNS = (
    "portal", "article_id", "url", "canonical_url", "native_id", "title", "lead", "body", "authors", "byline", "published_at", "published_precision",
    "published_zone", "modified_at", "event_date", "section", "section_path", "tags", "view_count", "word_count", "capture_id", "captured_at",
    "medium", "layout", "parser_version", "content_hash", "dateline", "flags",
)  # fmt: skip
"""Columns handed to the rules as Python values; blocks, images and attachments are taken apart in Arrow."""
AT_ONCE = 200
"""Rows that are taken apart together and go through one rule after the other: few enough to stay in the processor's cache."""
SAMPLE = 600
"""Characters from each end of a body that the costlier measures look at."""
TEXTS = ("title", "lead", "section", "authors", "tags", "byline")
NUMBERS = ("word_count", "parser_version")
PROMISED = tuple(
    name for name in COLUMNS if not READINGS.field(name).nullable and not pa.types.is_list(READINGS.field(name).type)
)
"""Columns that a reading always has."""


def rows_of(table: pa.Table, home: Portal | None, now: datetime) -> Iterator[Row]:
    """The rows of a table of READINGS, in order."""
    for start in range(0, table.num_rows, AT_ONCE):
        yield from _rows(table.slice(start, AT_ONCE), start, home, now)


def _rows(piece: pa.Table, start: int, home: Portal | None, now: datetime) -> Iterator[Row]:
    columns = {name: unpacked(piece.column(name)) for name in COLUMNS}
    columns |= {"kinds": nested(piece, "blocks", "kind"), "texts": nested(piece, "blocks", "text")}
    columns |= {"image_urls": nested(piece, "images", "url"), "file_urls": nested(piece, "attachments", "url")}
    columns["missing"] = _filled(piece, columns)
    columns["sample"] = [
        _sample(body or "\n".join(texts)) for body, texts in zip(columns["body"], columns["texts"], strict=True)
    ]
    columns["signs"], columns["title_signs"] = signs_of(columns["sample"]), signs_of(columns["title"])
    others = [_joined(*values) for values in zip(*(columns[name] for name in TEXTS), strict=True)]
    columns["total"], columns["marks"], columns["longest"] = counted(columns["body"], others)
    for i, values in enumerate(zip(*columns.values(), strict=True), start):
        yield Row(index=i, home=home, now=now, **dict(zip(columns, values, strict=True)))


def _filled(piece: pa.Table, columns: dict[str, list[Any]]) -> list[list[str]]:
    """Of each row the promised columns that are null; a harmless value is put there instead."""
    missing: list[list[str]] = [[] for _ in range(piece.num_rows)]
    for name in PROMISED:
        for i in (i for i, value in enumerate(columns[name]) if value is None) if piece.column(name).null_count else ():
            missing[i].append(name)
            columns[name][i] = datetime(1, 1, 1, tzinfo=UTC) if name == "captured_at" else 0 if name in NUMBERS else ""
    return missing


def _sample(text: str) -> str:
    return text if len(text) <= 2 * SAMPLE else f"{text[:SAMPLE]} {text[-SAMPLE:]}"


def _joined(*fields: str | Sequence[str] | None) -> str:
    return "\n".join([field if isinstance(field, str) else "\n".join(field) for field in fields if field])
