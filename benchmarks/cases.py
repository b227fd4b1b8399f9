"""Pages with what a careful reader takes from each: our goldens, and the real pages that are found through PORTALS_REAL."""

from __future__ import annotations

import gzip
import html
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A page and its truth; None stands for "not known", and is not scored."""

    id: str
    url: str
    html: bytes
    title: str | None
    authors: tuple[str, ...] | None
    published_at: datetime | None
    by_day: bool = False
    """The truth is a day; there is no minute to score."""
    any_zone: bool = False
    """The page's own zone is not known: a wall time is right if it is that moment's in any zone."""
    body: str | None
    optional: str = ""
    """Headings, captions and sign-offs, which may be in a body or not."""


def real_inputs() -> Path:
    """Where the real pages are, if they are: PORTALS_REAL, or `shared/real` beside the project."""
    return Path(os.environ.get("PORTALS_REAL") or ROOT.parent / "shared" / "real")


def prints_day(case: Case) -> bool:
    """Whether the page shows the day of its truth in figures among its words, and not to machines alone."""
    if case.published_at is None:
        return False
    at = case.published_at
    day = rf"(?<!\d)0?{at.day}\D{{1,9}}0?{at.month}\D{{1,6}}{at.year}|{at.year}\D{{1,3}}0?{at.month}\D{{1,3}}0?{at.day}(?!\d)"
    shown = re.sub(rb"(?is)<(script|style|head)\b.*?</\1\s*>|<[^<>]*>", b" ", case.html).decode("utf-8", "replace")
    return re.search(day, html.unescape(shown)) is not None


def without_unprinted(cases: list[Case]) -> list[Case]:
    """Vietnamese pages as they can be scored without what they state for machines: no moment is asked of one that prints no day."""
    return [case if prints_day(case) else replace(case, published_at=None) for case in cases]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def goldens() -> list[Case]:
    """The saved pages of tests/portals that hold an article, with their reviewed readings."""
    cases = []
    for page in sorted((ROOT / "tests" / "portals").glob("*/*.html")):
        golden = json.loads(page.with_suffix(".json").read_text("utf-8"))
        article = golden.get("article")
        if article is None:
            continue
        apart = [block["text"] for block in article["blocks"] if block["kind"] in ("heading", "caption", "table")]
        published = _moment(article.get("published_at"))
        cases.append(
            Case(
                id=f"{page.parent.name}/{page.stem}",
                url=golden["url"],
                html=page.read_bytes(),
                title=article["title"],
                authors=tuple(article["authors"]),
                published_at=published and published.astimezone(_VIETNAM),
                by_day=article.get("published_precision") == "day",
                body=article["body"],
                optional="\n\n".join([*apart, article.get("byline") or ""]),
            )
        )
    return cases


def _case(row: dict[str, Any], page: bytes) -> Case:
    return Case(
        id=row["id"],
        url=row.get("url") or "",
        html=page,
        title=row.get("title"),
        authors=None if row.get("authors") is None else tuple(row["authors"]),
        published_at=_moment(row.get("published_at")),
        by_day=row.get("date_precision") == "day",
        any_zone=bool(row.get("gold_utc")),
        body=row.get("body"),
        optional=row.get("body_optional") or "",
    )


def real_pages() -> list[Case]:
    """Real pages of Vietnamese sites; none where the real inputs are not to be had."""
    folder = real_inputs() / "html"
    truth = folder / "GOLD.json"
    rows = json.loads(truth.read_text("utf-8")) if truth.exists() else []
    return [_case(row, (folder / row["html"]).read_bytes()) for row in rows]


def _benchmark(name: str) -> list[Case]:
    folder = real_inputs() / "bench" / name
    manifest = folder / "manifest.jsonl"
    rows = [json.loads(line) for line in manifest.read_text("utf-8").splitlines()] if manifest.exists() else []
    return [_case(row, gzip.decompress((folder / row["html"]).read_bytes())) for row in rows]


IN_FIGURES = frozenset(("goldens", "real"))
"""Sets whose pages print days in figures; `nometa` asks no moment of a page of these that prints none."""

SETS: dict[str, Callable[[], list[Case]]] = {
    "goldens": goldens,
    "real": real_pages,
    "scrapinghub": lambda: _benchmark("scrapinghub"),
    "postlight": lambda: _benchmark("postlight"),
}
"""Sets of pages by name; one that is not here has no pages."""
