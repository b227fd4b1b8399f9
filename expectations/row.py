"""A reading as the row rules see it: the columns they need, and what several of them derive, derived once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urlsplit

import pyarrow as pa
import pyarrow.compute as pc

from expectations.signs import Signs, signs_of
from portals.portal import Portal
from schemas.article import READINGS

HANOI_TIME = timedelta(hours=7)
"""Wall time of the portals; Vietnam has had no summer time since 1975."""

COLUMNS = (
    "portal", "article_id", "url", "canonical_url", "title", "lead", "body", "authors", "byline", "published_at", "published_precision",
    "published_zone", "modified_at", "event_date", "section", "section_path", "tags", "view_count", "word_count", "capture_id", "captured_at",
    "medium", "layout", "parser_version", "content_hash", "dateline", "flags",
)  # fmt: skip
"""Columns handed to the rules as Python values; blocks, images and attachments are taken apart in Arrow."""

WORD = re.compile(r"\w+")
SAMPLE = 600
"""Characters from each end of a body that the costlier measures look at."""
LEAD_DAY = re.compile(
    r"\b(?:sáng|trưa|chiều|tối|đêm|ngày|hôm nay,?|hôm qua,?|vào)(?: ngày)?(?: nay)?\s*\(?"
    r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})(?![/.\-\d])",
    re.IGNORECASE,
)
"""The day that a lead names without a year: `Sáng 16-10`, `Ngày 8/7`, `chiều nay (3/9`."""


LISTS = ("authors", "section_path", "tags", "flags")
NUMBERS = ("word_count", "parser_version")
PROMISED = tuple(name for name in COLUMNS if name not in LISTS and not READINGS.field(name).nullable)
"""Columns that a reading always has."""


@dataclass(kw_only=True)
class Row:
    """One reading. Values as in READINGS; `kinds` and `texts` are its blocks, `paragraphs` its body at blank lines.

    missing: columns that READINGS promises and that are null here; a harmless value stands in for them.
    wide: whether a table, picture, caption or file stands beside the body, so that few words may be all there are.
    """

    index: int
    home: Portal | None
    now: datetime
    kinds: Sequence[str]
    texts: Sequence[str]
    image_urls: Sequence[str]
    file_urls: Sequence[str]
    portal: str
    article_id: str
    url: str
    canonical_url: str
    title: str
    lead: str | None
    body: str
    authors: Sequence[str]
    byline: str | None
    published_at: datetime | None
    published_precision: str | None
    published_zone: str | None
    modified_at: datetime | None
    event_date: date | None
    section: str | None
    section_path: Sequence[str]
    tags: Sequence[str]
    view_count: int | None
    word_count: int
    capture_id: str
    captured_at: datetime
    medium: str
    layout: str
    parser_version: int
    content_hash: str
    dateline: str | None
    flags: Sequence[str]
    missing: Sequence[str]

    @cached_property
    def paragraphs(self) -> list[str]:
        return [p for p in self.body.split("\n\n") if p.strip()]

    @cached_property
    def words(self) -> list[str]:
        return self.body.split()

    @cached_property
    def sample(self) -> str:
        """Head and tail of the body, in lower case; of the blocks where there is no body."""
        text = self.body or "\n".join(self.texts)
        return (text if len(text) <= 2 * SAMPLE else f"{text[:SAMPLE]} {text[-SAMPLE:]}").lower()

    @cached_property
    def signs(self) -> Signs:
        """What the characters of the sample are."""
        return signs_of(self.sample)

    @cached_property
    def local(self) -> datetime | None:
        """published_at on the portal's own clock."""
        return self.published_at + HANOI_TIME if self.published_at else None

    @cached_property
    def told_days(self) -> list[tuple[int, int]]:
        """(day, month) that the lead, or else the first paragraph, names near its beginning."""
        opening = (self.lead or (self.paragraphs[0] if self.paragraphs else ""))[:160]
        return [(int(m["day"]), int(m["month"])) for m in LEAD_DAY.finditer(opening)]

    @cached_property
    def wide(self) -> bool:
        return bool(self.image_urls or self.file_urls or "table" in self.kinds or "caption" in self.kinds)

    @cached_property
    def short_lines(self) -> list[str]:
        """Lines of lead, body and blocks short enough to be furniture; cells of tables are not."""
        told = (text for kind, text in zip(self.kinds, self.texts, strict=True) if kind != "table")
        body = "" if "table_body" in self.flags else self.body
        lines = {line.strip() for text in (*told, body, self.lead or "") if text for line in text.split("\n")}
        return [line for line in lines if 0 < len(line) <= 90]

    @cached_property
    def slug_words(self) -> list[str]:
        """Plain words of the last part of the address, where it is a spoken one: at least five of them."""
        last = unquote(urlsplit(self.canonical_url).path).rstrip("/").rsplit("/", 1)[-1].lower()
        words = [w for w in re.split(r"[^a-z]+", re.sub(r"\.(html?|aspx|php|vnp|tpo|jsp)$", "", last)) if len(w) > 1]
        return words if len(words) >= 5 else []


def rows_of(table: pa.Table, home: Portal | None, now: datetime) -> Iterator[Row]:
    """The rows of a table of READINGS, in order."""
    columns = {name: table.column(name).to_pylist() for name in COLUMNS}
    kinds, texts = nested(table, "blocks", "kind"), nested(table, "blocks", "text")
    images, files = nested(table, "images", "url"), nested(table, "attachments", "url")
    captured = datetime(1, 1, 1, tzinfo=UTC)
    for i in range(table.num_rows):
        values: dict[str, Any] = {name: column[i] for name, column in columns.items()}
        missing = [name for name in PROMISED if values[name] is None]
        values |= {name: () for name in LISTS if values[name] is None}
        values |= {name: captured if name == "captured_at" else 0 if name in NUMBERS else "" for name in missing}
        yield Row(
            index=i, home=home, now=now, kinds=kinds[i], texts=texts[i], image_urls=images[i], file_urls=files[i], missing=missing, **values
        )  # fmt: skip


def nested(table: pa.Table, column: str, name: str) -> list[list[str]]:
    """For each row, one field of a list of structs; empty where the list is null."""
    found: list[list[str]] = []
    for chunk in table.column(column).chunks:
        values = pc.struct_field(pc.list_flatten(chunk), name).to_pylist()
        start = 0
        for size in pc.list_value_length(chunk).to_pylist():
            found.append([v or "" for v in values[start : start + (size or 0)]])
            start += size or 0
    return found
