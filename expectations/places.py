"""Where a layout's fields were read: another of its selectors, or none where every page had one, is a sign of other markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from expectations.traits import Row, Signs

FIELDS = (
    "title",
    "published_at",
    "modified_at",
    "lead",
    "body",
    "byline",
    "section_path",
    "tags",
    "source_name",
    "view_count",
)

Places = Mapping[str, frozenset[str]]


def places_of(rows: Sequence[Row], fewest: int) -> Places:
    """Of each field the origins that it has on these pages, and \"\" where some lack it; none where the pages are too few."""
    if len(rows) < fewest:
        return {}
    return {field: frozenset(row["read"].get(field, "") for row in rows) for field in FIELDS}


def as_placed(rows: Sequence[Row], places: Places) -> Signs:
    """Of each field, page by page, whether it was read where it used to be; None where it is not there and need not be."""
    return {field: [_placed(row["read"].get(field, ""), usual) for row in rows] for field, usual in places.items()}


def several(rows: Sequence[Row], places: Places) -> dict[str, list[str]]:
    """Of each field that the layout's pages have at more than one place, where it is, page by page."""
    apart = [field for field, usual in places.items() if len(usual - {""}) > 1 and "" in usual]
    return {field: [row["read"].get(field, "") for row in rows] for field in apart}


def _placed(origin: str, usual: frozenset[str]) -> bool | None:
    return origin in usual if origin or "" not in usual else None
