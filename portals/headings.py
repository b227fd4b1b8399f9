"""The heading of an article that is words only, told from the menus above it and the lists of other items below.

Internal to `portals.text`. The address is the best witness of the heading: its slug is the heading without marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from portals.bylines import looks_like_byline
from portals.captions import looks_like_caption
from portals.dates import moments_in
from portals.events import dateline_of
from portals.furniture import ends_article
from portals.portal import Markers
from portals.rows import Furniture, Row, is_date_row
from portals.tone import fold, unaccented

_LONGEST = 300
_SHORTEST_PAGE_TITLE = 20
_FEWEST_SLUG_WORDS = 4
_MOST_PROSE = 0.5
"""Share of a page's prose that stands below its heading."""
_TWIN = re.compile(r"/amp/?$", re.IGNORECASE)
_ID = re.compile(r"(?:[-.]?(?:p\d+[a-z]+\d+|[a-z]{0,5}\d{4,}|d\d+|post\d+|\d+))+$")
_REPEATS = re.compile(
    r"^(?:qr\s?code|bạn đang (?:đọc|xem)(?: bài viết| bài| tin)?|bài viết|chủ đề)\s?:\s?[\"“]?(?P<title>.{8,300}?)[\"”]?$",
    re.IGNORECASE,
)
_DATED = re.compile(r"^(?P<title>.{8,300}?)\s*[(\[](?P<date>[^()\[\]]{6,40})[)\]]$")
_SITE_NAME = re.compile(
    r"(?:cổng|trang thông tin|báo|tạp chí|website|ubnd|[uủ][ỷy] ban nhân dân|đảng bộ|chào mừng)(?:\s\S+){0,7}$",
    re.IGNORECASE,
)
_CRUMBS = re.compile(r"\s?[>»›/|→]\s?")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading and how it was found. at: index of its row; None where it stands only in a line that repeats it."""

    title: str
    at: int | None
    rule: str


def title_in(rows: list[Row], url: str, furniture: Furniture) -> Heading | None:
    """The heading: by the address's slug, by the line of the page's title, by a line that repeats it, or by its place."""
    found = _by_slug(rows, url) or _by_first_line(rows) or _repeated(rows, furniture.markers)
    return found or _by_place(rows, furniture)


def date_in_title(row: Row) -> str | None:
    """The date in brackets that a heading row ends with (`… (14:02 09/07/2020)`), if it does."""
    dated = _DATED.match(row.text)
    return dated["date"] if dated and moments_in(dated["date"], None) else None


def _by_slug(rows: list[Row], url: str) -> Heading | None:
    path = unquote(urlsplit(_TWIN.sub("", url)).path).rstrip("/")
    slug = re.sub(r"\.\w{2,5}$", "", path.rpartition("/")[2])
    wanted = words_in(_ID.sub("", slug))
    if len(wanted) < _FEWEST_SLUG_WORDS:
        return None
    found = [i for i, row in enumerate(rows) if len(row.text) <= _LONGEST and _same_words(words_in(_bare(row)), wanted)]
    whole = [i for i in found if not _is_aside(rows[i])]
    if whole:
        at = _over_lead(rows, whole)
        return Heading(_bare(rows[at]), at, "slug")
    return Heading(_bare(rows[found[0]]), None, "slug") if found else None


def words_in(text: str) -> list[str]:
    """The words of a text as slugs write them."""
    return re.findall(r"[a-z0-9]+", unaccented(text))


def _same_words(words: list[str], wanted: list[str]) -> bool:
    """A slug may be cut short or lack a word or two; a row may be much longer than its slug only where that is cut."""
    if words[: len(wanted)] == wanted:
        return len(words) <= 2.5 * len(wanted)
    common = len(set(words) & set(wanted))
    return common >= 0.85 * len(set(wanted)) and len(words) <= 1.35 * len(wanted)


def _bare(row: Row) -> str:
    """The heading that the row may be, without the date behind it, or that it repeats."""
    if repeated := _REPEATS.match(row.text):
        return repeated["title"]
    if row.alt_of:
        return row.alt_of
    dated = _DATED.match(row.text)
    return dated["title"] if dated and date_in_title(row) else row.text


def _is_aside(row: Row) -> bool:
    return row.alt_of is not None or _REPEATS.match(row.text) is not None


def _over_lead(rows: list[Row], places: list[int]) -> int:
    """Of the rows that print the heading (the page's title, the heading, lists of items) the one that stands over the lead.

    That is the one nearest above prose, of those with most of the page's prose below them.
    """
    named = set(places)
    following, below = len(rows), 0
    reach: dict[int, tuple[int, int]] = {}
    for i in range(len(rows) - 1, -1, -1):
        if i in named:
            reach[i] = (below, following - i)
        elif rows[i].is_prose:
            following, below = i, below + len(rows[i].text)
    above = [i for i in places if reach[i][0] >= _MOST_PROSE * below]
    return min(above or places, key=lambda i: reach[i][1])


def _by_first_line(rows: list[Row]) -> Heading | None:
    """A capture opens with the page's title: the heading is the line that says the same, without the site's name."""
    for place, top in enumerate(rows[:2]):
        if len(top.text) < _SHORTEST_PAGE_TITLE or top.is_prose:
            continue
        below = [(i, row) for i, row in enumerate(rows) if i > place and len(row.text) >= _SHORTEST_PAGE_TITLE]
        title = fold(top.text)
        same = [i for i, row in below if not _is_aside(row) and _opens(title, fold(_bare(row)))]
        if same:
            at = _over_lead(rows, [place, *same])
            if at == place and fold(_bare(rows[same[0]])) != title:
                at = same[0]
            return Heading(_bare(rows[at]), at, "page title")
    return None


def _opens(title: str, heading: str) -> bool:
    """Whether the page's title is the heading, or the heading and the site's name after a mark."""
    return title == heading or (
        title.startswith(heading) and re.match(r"\s?[-–|»:]\s", title[len(heading) :]) is not None
    )


def _repeated(rows: list[Row], markers: Markers) -> Heading | None:
    prefix = fold(markers.title_after).lower() if markers.title_after else None
    after = next((row.text for row in rows if prefix and fold(row.text).lower().startswith(prefix)), None)
    if prefix and after and len(after) > len(prefix) + 3:
        return Heading(after[len(prefix) :].strip(), None, "title_after")
    title = next((_bare(row) for row in rows if row.alt_of), None) or next(
        (_bare(row) for row in rows if _is_aside(row)), None
    )
    if title is None:
        return None
    at = next((i for i, row in enumerate(rows) if not _is_aside(row) and fold(_bare(row)) == fold(title)), None)
    return Heading(title, at, "repeated")


def _by_place(rows: list[Row], furniture: Furniture) -> Heading | None:
    """The heading beside the date line, or else right above the lead."""
    first = next((i for i, row in enumerate(rows) if row.is_prose and not date_in_title(row)), len(rows))
    dated = [i for i in range(first) if date_in_title(rows[i])]
    if dated:
        return Heading(_bare(rows[dated[-1]]), dated[-1], "dated")
    dates = [i for i in range(first) if is_date_row(rows[i], None)]
    could_be = [i for i in range(first) if _could_be_title(rows[i], furniture)]
    if dates:
        above = [i for i in could_be if dates[-1] - 3 <= i < dates[-1]]
        below = [i for i in could_be if i > dates[-1]]
        near = [i for i in above[-1:] if len(rows[i].text.split()) > 5] or below[:1] or above[-1:]
    else:
        near = [i for i in could_be if not looks_like_caption(rows[i].text)][-1:] or could_be[-1:]
    return Heading(rows[near[0]].text, near[0], "place") if near else None


def _could_be_title(row: Row, furniture: Furniture) -> bool:
    if not 15 <= len(row.text) <= _LONGEST or not row.is_short or len(row.text.split()) < 4:
        return False
    if furniture.has(row) or ends_article(row.text) or looks_like_byline(row.text) or dateline_of(row.text, ()):
        return False
    return len(_CRUMBS.split(row.text)) <= 2 and not (is_date_row(row, None) or _SITE_NAME.match(row.text))
