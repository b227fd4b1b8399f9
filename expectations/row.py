"""A reading as the row rules see it: the columns they need, and what several of them derive, derived once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from urllib.parse import unquote

from expectations.signs import Signs
from portals.portal import Portal
from portals.registry import host_of

HANOI_TIME = timedelta(hours=7)
"""Wall time of the portals; Vietnam has had no summer time since 1975."""

WORD = re.compile(r"\w+")
DAY = re.compile(r"\d\s*[/.-]\s*\d")
"""Stands in whatever LEAD_DAY finds, behind at most so many (NAMED) characters of it."""
NAMED = 40
SPOKEN = re.compile(r"[a-z]{2,}")
ENDING = re.compile(r"\.(html?|aspx|php|vnp|tpo|jsp)$")
LEAD_DAY = re.compile(
    r"\b(?:sáng|trưa|chiều|tối|đêm|ngày|hôm nay,?|hôm qua,?|vào)(?: ngày)?(?: nay)?\s*\(?"
    r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})(?![/.\-\d])",
    re.IGNORECASE,
)
"""The day that a lead names without a year: `Sáng 16-10`, `Ngày 8/7`, `chiều nay (3/9`."""


@dataclass(kw_only=True)
class Row:
    """One reading. Values as in READINGS; `kinds` and `texts` are its blocks, `paragraphs` its body at blank lines.

    sample: head and tail of the body, of the blocks where there is no body; signs, title_signs: what their characters are.
    longest: letters from the beginning of a word to that of the next, at most.
    total: words of the body.
    marks: what rare characters stand in any of its text fields (`expectations.signs`), so that few rules have to look.
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
    native_id: str | None
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
    sample: str
    signs: Signs
    title_signs: Signs
    marks: int
    total: int
    longest: int

    @cached_property
    def paragraphs(self) -> list[str]:
        return [p for p in self.body.split("\n\n") if p.strip()]

    @cached_property
    def words(self) -> list[str]:
        return self.body.split()

    @cached_property
    def title_words(self) -> list[str]:
        """Words of the title, case folded."""
        return WORD.findall(self.title.casefold())

    @cached_property
    def host(self) -> str | None:
        return host_at(self.url)

    @cached_property
    def canonical_host(self) -> str | None:
        return self.host if self.canonical_url == self.url else host_at(self.canonical_url)

    @cached_property
    def local(self) -> datetime | None:
        """published_at on the portal's own clock."""
        return self.published_at + HANOI_TIME if self.published_at else None

    @cached_property
    def told_days(self) -> list[tuple[int, int]]:
        """(day, month) that the lead, or else the first paragraph, names near its beginning."""
        opening = (self.lead or (self.paragraphs[0] if self.paragraphs else ""))[:160]
        days = list(DAY.finditer(opening))
        if not days:
            return []
        found = LEAD_DAY.finditer(opening, max(0, days[0].start() - NAMED), days[-1].end() + 2)
        return [(int(m["day"]), int(m["month"])) for m in found]

    @cached_property
    def wide(self) -> bool:
        return bool(self.image_urls or self.file_urls or "table" in self.kinds or "caption" in self.kinds)

    @cached_property
    def short_lines(self) -> list[str]:
        """Lines of lead, body and blocks short enough to be furniture; cells of tables are not."""
        told = [text for kind, text in zip(self.kinds, self.texts, strict=True) if kind != "table"]
        more = () if self.is_its_blocks or "table_body" in self.flags else (self.body,)
        texts = [text for text in (*told, *more, self.lead or "") if len(text) <= 90 or "\n" in text]
        lines = "\n".join(texts).split("\n")
        return list(dict.fromkeys(short for line in lines if 0 < len(short := line.strip()) <= 90))

    @cached_property
    def is_its_blocks(self) -> bool:
        """Whether the body is the paragraphs, items and quotations of its blocks to the letter."""
        every = "table_body" in self.flags
        return self.body == "\n\n".join(
            [t for k, t in zip(self.kinds, self.texts, strict=True) if every or k in ("paragraph", "list", "quote")]
        )

    @cached_property
    def slug_words(self) -> list[str]:
        """Plain words of the last part of the address, where it is a spoken one: at least five of them."""
        address = self.canonical_url.partition("#")[0].partition("?")[0].rstrip("/")
        words = SPOKEN.findall(ENDING.sub("", unquote(address.rpartition("/")[2]).lower()))
        return words if len(words) >= 5 else []


def host_at(url: str) -> str | None:
    """The host of an http(s) address, as `portals.registry.host_of` tells it."""
    address = url.strip()
    path = address.find("/", 8)
    return _host_of(address if path < 0 else address[:path])


@lru_cache(maxsize=10_000)
def _host_of(address: str) -> str | None:
    return host_of(address)
