"""What the pages of a layout show: whether each field is there, and whether what is there is of the field's own kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from expectations.edges import texts_of
from expectations.unpacked import nested, unpacked

COLUMNS = (
    "layout", "captured_at", "origins", "word_count", "title", "lead", "byline", "section", "section_path", "tags", "authors", "images", "attachments", "flags",
    "published_at",
)  # fmt: skip
"""What is looked at, of the batch and of the history."""
PRINTED = ("lead", "byline", "section_path", "tags", "source_name", "view_count", "modified_at")
"""Fields by their origins: a lead that is only the opening paragraph has none, so that the sign is the selector's, not the value's."""
COMPARED = ("title", "published_at")
"""Fields by whether a second source on the page agrees; a layout whose pages have none is never usual in that."""

MOSTLY = 0.9
SHORT, STUB = 0.35, 0.25
"""Part of the layout's usual number of words below which a body has shrunk, and a lead of its letters; and below which a title or a
lead is another field's value."""
CLOCK = re.compile(r"\b\d{1,2}:\d\d\b")
"""A time of day, which no tag has."""
DIGITS = 6
"""Figures in a byline from which it holds a date; markup is none either."""
HEADING = 1.5
"""Times the usual letters of a title beyond which one that is longer than its lead is none."""
LONG, LINE, LEAD = 4.0, 60, 400
"""Times the usual letters of a section's name, a byline, the longest tag or a lead beyond which it is none; letters that a line and a lead
may have."""

Row = dict[str, Any]
Signs = dict[str, list[bool | None]]
"""Of each field, page by page, whether it is as it should be; None where the page cannot tell."""
Usual = dict[str, int | None]


def rows_of(table: pa.Table) -> list[Row]:
    """Rows in the order of their capture: layout, place in the table, fields printed, agreed on and denied, lengths and numbers of others.

    taken: names of the fields whose value is another field's as well. names: the section's and the tags'.
    """
    columns: dict[str, Sequence[Any]] = {
        name: unpacked(table.column(name)) for name in ("layout", "captured_at", "flags")
    }
    fields, agrees, read = (nested(table, "origins", part) for part in ("field", "agrees", "origin"))
    columns |= {"place": range(table.num_rows), "printed": fields}
    columns["read"] = [dict(zip(*both, strict=True)) for both in zip(fields, read, strict=True)]
    columns["agreed"], columns["denied"] = (
        [
            [name for name, agreed in zip(*both, strict=True) if agreed is not None and bool(agreed) is wanted]
            for both in zip(fields, agrees, strict=True)
        ]
        for wanted in (True, False)
    )
    columns["word_count"] = _sizes(table.column("word_count"))
    columns["texts"] = texts = texts_of(table)
    columns["no line"] = [_is_no_line(text.byline) for text in texts]
    columns |= {name: _sizes(pc.utf8_length(table.column(name))) for name in ("title", "lead", "byline", "section")}
    columns["tags"] = [max(map(len, text.tags), default=0) if text.tags is not None else 0 for text in texts]
    columns["files"] = [max(map(len, names), default=0) for names in nested(table, "attachments", "name")]
    captions = nested(table, "images", "caption")
    columns["captioned"], columns["all captioned"] = list(map(any, captions)), list(map(all, captions))
    columns["types"] = nested(table, "attachments", "type")
    columns["steps"] = _sizes(pc.list_value_length(table.column("section_path")))
    columns["names"] = [(text.section, text.tags) for text in texts]
    columns["taken"] = [_taken(text.title, text.lead, text.section, text.tags) for text in texts]
    columns |= {name: _sizes(pc.list_value_length(table.column(name))) for name in ("authors", "images", "attachments")}
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    return sorted(rows, key=lambda row: (row["captured_at"], row["place"]))


def usual_of(rows: Sequence[Row], fewest: int) -> Usual:
    """The median number of words and letters on a layout's pages that have the field; None where they are too few.

    `agreed <field>`: how many pages agree with the field, where nearly all do.
    """
    found: Usual = {}
    for name in ("word_count", "title", "lead", "byline", "section", "tags"):
        lengths = sorted(row[name] for row in rows if row[name])
        found[name] = lengths[len(lengths) // 2] if len(lengths) >= fewest else None
    for field in COMPARED:
        agreed = sum(field in row["agreed"] for row in rows)
        found[f"agreed {field}"] = agreed if agreed >= MOSTLY * len(rows) and agreed >= fewest else None
    return found


def sections_of(rows: Sequence[Row]) -> frozenset[str]:
    return frozenset(row["names"][0] for row in rows if row["names"][0])


def below_of(rows: Sequence[Row]) -> frozenset[tuple[str, str]]:
    """Every two steps of a section's path, the upper one first."""
    return frozenset(pair for row in rows for pair in combinations(row["texts"].path or (), 2))


def signs_of(rows: Sequence[Row], usual: Usual) -> Signs:
    """Of each field whether it is there, agrees or is long enough."""
    words, lead, section = usual["word_count"], usual["lead"], usual["section"]
    signs: Signs = {field: [field in row["agreed"] for row in rows] for field in COMPARED}
    signs["body"] = [row["word_count"] >= SHORT * words if words else None for row in rows]
    signs |= {field: [field in row["printed"] for row in rows] for field in PRINTED}
    if lead is not None:
        signs["lead"] = [there and row["lead"] >= SHORT * lead for there, row in zip(signs["lead"], rows, strict=True)]
    if section is not None:
        told = zip(signs["section_path"], rows, strict=True)
        signs["section_path"] = [there and row["section"] <= LONG * section for there, row in told]
    told = zip(signs["byline"], rows, strict=True)
    signs["authors"] = [row["authors"] > 0 if there else None for there, row in told]
    signs["captions"] = [row["captioned"] if row["images"] else None for row in rows]
    return signs | {field: [row[field] > 0 for row in rows] for field in ("images", "attachments")}


def fits_of(
    rows: Sequence[Row], usual: Usual, sections: frozenset[str], below: frozenset[tuple[str, str]] = frozenset()
) -> Signs:
    """Of each field whether its value is of its kind, which no page of an unchanged layout lacks.

    sections: names of the portal's sections, as far as they are known. below: which of them stand below which.
    A change of two fields shows only on pages that have both, so that these signs need not fail on every page. How long a body is
    tells nothing here: a series of photo stories is no redesign.
    """
    fits: Signs = {field: [_stated(field, row, usual) for row in rows] for field in COMPARED}
    fits["title"] = [
        None if not row["title"] else _whole("title", row, usual) and stated is not False
        for stated, row in zip(fits["title"], rows, strict=True)
    ]
    longest = max(LEAD, LONG * (usual["lead"] or 0))
    fits["lead"] = [
        _whole("lead", row, usual) and row["lead"] <= longest if row["lead"] and "lead" in row["printed"] else None
        for row in rows
    ]
    fits["byline"] = [False if row["no line"] else _line(row["byline"], usual["byline"]) for row in rows]
    fits["tags"] = [
        None if (fit := _line(row["tags"], usual["tags"])) is None else fit and _are_tags(row["names"][1], sections)
        for row in rows
    ]
    fits["captions"] = [row["all captioned"] if row["images"] else None for row in rows]
    fits["section_path"] = [
        _line(row["section"], usual["section"])
        if _is_section(row["names"], sections) and not _upends(row["texts"].path, below)
        else False
        for row in rows
    ]
    return fits


def _is_section(names: tuple[str | None, Sequence[str] | None], known: frozenset[str]) -> bool:
    """Not where the name is figures or has a label, nor where it is a new one while a tag has the name of a section."""
    section, tags = names
    if not section:
        return True
    if ":" in section or 2 * sum(map(str.isdigit, section)) >= len(section):
        return False
    return section in known or tags is None or not any(tag in known for tag in tags)


def _upends(path: Sequence[str] | None, below: frozenset[tuple[str, str]]) -> bool:
    """Whether a step stands above one that it is known to stand below, and not the other way round."""
    pairs = combinations(path or (), 2)
    return any((lower, upper) in below and (upper, lower) not in below for upper, lower in pairs)


def _are_tags(tags: Sequence[str], sections: frozenset[str]) -> bool:
    """Not where one of them is a section's name or holds a time of day."""
    return sections.isdisjoint(tags) and CLOCK.search("\n".join(tags)) is None


def _is_no_line(byline: str | None) -> bool:
    return byline is not None and ("<" in byline or sum(map(str.isdigit, byline)) >= DIGITS)


def _stated(field: str, row: Row, usual: Usual) -> bool | None:
    if field in row["agreed"]:
        return True
    return False if field in row["denied"] or usual[f"agreed {field}"] else None


def _whole(name: str, row: Row, usual: Usual) -> bool:
    known = usual[name]
    swapped = name == "title" and known is not None and 0 < row["lead"] < row["title"] > HEADING * known
    return name not in row["taken"] and not swapped and (known is None or row[name] >= STUB * known)


def _line(length: int, known: int | None) -> bool | None:
    return length <= max(LINE, LONG * known) if known is not None and length else None


def _taken(title: str | None, lead: str | None, section: str | None, tags: Sequence[str] | None) -> tuple[str, ...]:
    others = {section, *(tags if tags is not None else ())}
    taken = ["title"] if title in others or title == lead else []
    return (*taken, "lead") if lead is not None and (lead in others or title == lead) else tuple(taken)


def _sizes(column: Any) -> list[int]:
    """The numbers of a column of Arrow, 0 for null."""
    sizes: list[int] = pc.fill_null(column, 0).to_numpy().tolist()
    return sizes
