"""What a simulated portal is: frozen data. Facts as gathered, nothing shared with readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

EVERYTHING = frozenset({"published", "section", "tags", "modified"})
TODAY = date(2026, 10, 28)


@dataclass(frozen=True, slots=True, kw_only=True)
class Era:
    """One family of markup: `name` is its template, `address` a format over slug, Slug, id, category, Category, token.

    `first_id` and `step` number its articles; `files` says whether attachments stand in a box or in the flow of the text.
    """

    name: str
    address: str
    since: date
    until: date
    share: float
    prints: frozenset[str]
    files: Literal["box", "flow"]
    native: str | None = None
    """Format of the native id, None where addresses hold none."""
    first_id: int = 0
    step: int = 7
    sections: Literal["site", "field", "channel"] = "site"
    """Whether it prints the portal's own sections, the subject's field, or the listing that the article stands in."""
    lead_apart: bool = True
    """Whether the lead has a node of its own."""
    furniture: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A portal: `hosts` answer for it (`.x` admits any label before x); `sections` by field of the subject."""

    slug: str
    name: str
    city: str
    hosts: tuple[str, ...]
    home: str
    eras: tuple[Era, ...]
    sections: dict[str, tuple[str, ...]]
    datelines: tuple[str, ...] = ()
    day: str = "/"
    images: str
    files: str
    feed: str
    sitemap: str
    forbidden: tuple[str, ...]
    coding: tuple[str, ...] = ()
    """Content codings that it uses for pages, best first, where the client accepts them."""
    page_size: int = 12


CITY_FIELDS = {
    "chinh-tri": "Chính trị",
    "kinh-te": "Kinh tế",
    "do-thi": "Đô thị",
    "xa-hoi": "Xã hội",
    "van-hoa": "Văn hoá",
    "giao-duc": "Giáo dục",
    "y-te": "Y tế",
    "quoc-phong": "Quốc phòng – an ninh",
}


def under(top: str, office: str) -> dict[str, tuple[str, ...]]:
    return {**{field: (top, name) for field, name in CITY_FIELDS.items()}, "hanh-chinh": (office,)}
