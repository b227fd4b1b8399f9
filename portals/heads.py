"""The head of an article that is words only: its heading, date, section and counter, told from the menus above them.

Internal to `portals.text`. The address is the best witness of the heading: its slug is the heading without marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

from portals.bylines import looks_like_byline, people_in
from portals.captions import looks_like_caption
from portals.dates import Moment, moment_in, moments_in
from portals.events import dateline_of
from portals.furniture import ends_article, matches
from portals.portal import Markers
from portals.rows import Furniture, Row
from portals.tone import fold, unaccented

_LONGEST_TITLE = 300
_LONGEST_DATE_LINE = 140
_MOST_BESIDE_DATE = 45
"""Letters that a date line may hold besides the date: labels, a name, a section, a counter."""
_REPEATS = re.compile(r"^(?:qr\s?code|bạn đang (?:đọc|xem)(?: bài viết| bài| tin)?|bài viết|chủ đề)\s?:\s?[\"“]?(?P<title>.{8,300}?)[\"”]?$", re.IGNORECASE)
_DATED_TITLE = re.compile(r"^(?P<title>.{8,300}?)\s*[(\[](?P<date>[^()\[\]]{6,40})[)\]]$")
_CLOCK = re.compile(r"^hôm nay|^bây giờ", re.IGNORECASE)
_LETTERHEAD = re.compile(r"^[^\W\d_][^\d,]{2,30},\s?ngày\s", re.IGNORECASE)
_PRINT_VIEW = re.compile(r"(?:^|[/?&_.-])print(?:[/?&_.=-]|item|page|view|$)", re.IGNORECASE)
_VIEWS = re.compile(
    r"(?:view count|views?|(?:số )?(?:lượt|lần) (?:xem|đọc)|đã xem|lượt truy cập bài)\s?:?\s?(?P<a>\d[\d.,]{0,12})|(?<![\d.,])(?P<b>\d[\d.,]{0,12})\s(?:lượt|lần) (?:xem|đọc)"
    r"|(?<![\d.,])(?P<c>\d[\d.,]{0,12})\sviews",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:tin tức|tin|thời sự|chính trị|kinh tế|xã hội|văn hóa|văn hoá|giáo dục|y tế|thể thao|du lịch|pháp luật|an ninh|quốc phòng|đô thị|môi trường|đời sống"
    r"|sức khỏe|thế giới|quốc tế|công nghệ|khoa học|nông nghiệp|xây dựng đảng|xây dựng chính quyền|hoạt động|thông báo|chỉ đạo điều hành|sự kiện|bạn đọc)"
    r"(?:\s(?:tức|trong nước|trong tỉnh|thành phố|tỉnh|địa phương|thế giới|quốc tế|nổi bật|hoạt động|tổng hợp|chung|quận|huyện|phường|xã|lãnh đạo|đoàn thể|sự kiện))?"
    r"(?:\s?[-–—,/&|]\s?(?:và\s)?[^\W\d_]+(?:\s[^\W\d_]+){0,3}){0,3}",
    re.IGNORECASE,
)
_SITE_NAME = re.compile(
    r"(?:cổng|trang thông tin|báo|tạp chí|website|ubnd|ủy ban nhân dân|uỷ ban nhân dân|đảng bộ|chào mừng)(?:\s\S+){0,7}$", re.IGNORECASE
)
_CRUMBS = re.compile(r"\s?[>»›/|→]\s?")
_ID = re.compile(r"(?:[-.]?(?:p\d+[a-z]+\d+|[a-z]{0,5}\d{4,}|d\d+|post\d+|\d+))+$")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading and where it was found. at: index of its row within the rows; None where it stands only after the article."""

    title: str
    at: int | None
    rule: str


def title_in(rows: list[Row], url: str, furniture: Furniture) -> Heading | None:
    """The heading: by the address's slug, by a furniture line that repeats it, or by its place above the lead."""
    first = next((i for i, row in enumerate(rows) if row.is_prose), len(rows))
    return _by_slug(rows, url) or _repeated(rows, furniture.markers) or _by_place(rows, first, furniture)


def _by_slug(rows: list[Row], url: str) -> Heading | None:
    wanted = _words(_ID.sub("", re.sub(r"\.\w{2,5}$", "", unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2])))
    if len(wanted) < 4:
        return None
    for i, row in enumerate(rows):
        title = _bare_title(row)
        if len(title) <= _LONGEST_TITLE and _same_words(_words(title), wanted):
            aside = row.alt_of is not None or _REPEATS.match(row.text) is not None
            return Heading(title, None if aside else i, "slug")
    return None


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", unaccented(text))


def _same_words(words: list[str], wanted: list[str]) -> bool:
    """A slug may be cut short, and may lack a word or two; a row may not be much longer than the slug unless that is cut."""
    shared = next((i for i, (a, b) in enumerate(zip(words, wanted, strict=False)) if a != b), min(len(words), len(wanted)))
    if shared == len(wanted):
        return len(words) <= 2.5 * len(wanted)
    common = len(set(words) & set(wanted))
    return common >= 0.85 * len(set(wanted)) and len(words) <= 1.35 * len(wanted)


def _bare_title(row: Row) -> str:
    if repeated := _REPEATS.match(row.text):
        return repeated["title"]
    title = row.alt_of or row.text
    dated = _DATED_TITLE.match(title)
    return dated["title"] if dated and moments_in(dated["date"], None) else title


def _repeated(rows: list[Row], markers: Markers) -> Heading | None:
    if prefix := markers.title_after:
        for row in rows:
            if fold(row.text).lower().startswith(fold(prefix).lower()) and len(row.text) > len(prefix) + 3:
                return Heading(row.text[len(prefix) :].strip(), None, "title_after")
    alt = next((row.alt_of for row in rows if row.alt_of), None)
    repeated = next((m["title"] for row in rows if (m := _REPEATS.match(row.text))), None)
    title = alt or repeated
    if title is None:
        return None
    at = next((i for i, row in enumerate(rows) if fold(_bare_title(row)) == fold(title) and row.alt_of is None), None)
    return Heading(title, at if at is not None and not _REPEATS.match(rows[at].text) else None, "repeated")


def _by_place(rows: list[Row], first: int, furniture: Furniture) -> Heading | None:
    head = range(first)
    dated = [i for i in range(min(len(rows), first + 1)) if _DATED_TITLE.match(rows[i].text) and _bare_title(rows[i]) != rows[i].text]
    if dated:
        return Heading(_bare_title(rows[dated[-1]]), dated[-1], "dated")
    dates = [i for i in head if is_date_row(rows[i], None)]
    if dates:
        above = [i for i in range(max(0, dates[-1] - 3), dates[-1]) if _could_be_title(rows[i], furniture)]
        below = [i for i in range(dates[-1] + 1, first) if _could_be_title(rows[i], furniture)]
        near = [i for i in above[-1:] if len(rows[i].text.split()) > 5] or below[:1] or above[-1:]
    else:
        near = [i for i in head if _could_be_title(rows[i], furniture)]
        near = [i for i in near if not looks_like_caption(rows[i].text)][-1:] or near[-1:]
    return Heading(rows[near[0]].text, near[0], "place") if near else None


def _could_be_title(row: Row, furniture: Furniture) -> bool:
    if not 15 <= len(row.text) <= _LONGEST_TITLE or not row.is_short or len(row.text.split()) < 4:
        return False
    if furniture.has(row) or ends_article(row.text) or looks_like_byline(row.text) or dateline_of(row.text, ()):
        return False
    crumbs = len(_CRUMBS.split(row.text)) > 2
    return not (crumbs or is_date_row(row, None) or _SITE_NAME.match(row.text))


def is_date_row(row: Row, captured_at: datetime | None) -> bool:
    """Whether the row is a date line: a moment, and few words besides it."""
    if len(row.text) > _LONGEST_DATE_LINE or moment_in(row.text, captured_at) is None:
        return False
    rest = row.text
    for _, (start, stop) in reversed(moments_in(row.text, captured_at)):
        rest = rest[:start] + rest[stop:]
    return sum(c.isalpha() for c in _VIEWS.sub("", rest)) <= _MOST_BESIDE_DATE


def names_beside_date(row: Row) -> bool:
    """Whether a date line names its authors as well; the place of a letterhead is none."""
    return is_date_row(row, None) and not _LETTERHEAD.match(row.text) and bool(people_in(row.text).authors)


def dates_of(rows: list[Row], title: Heading | None, lead_at: int, captured_at: datetime | None, url: str) -> list[tuple[Row, Moment]]:
    """Date lines of the head, best first: after the heading, within it, then up to three rows above it.

    The clock of the site ("Hôm nay, …") is none of them; nor is the date of a print view, which is that of printing.
    """
    at = title.at if title and title.at is not None else None
    order = [*range(lead_at)] if at is None else [*range(at, lead_at), *range(at - 1, max(-1, at - 4), -1)]
    found = []
    for row in (rows[i] for i in order):
        dated = _DATED_TITLE.match(row.text)
        line = dated["date"] if dated and title and row is rows[at or 0] else row.text
        moment = moment_in(line, captured_at)
        if moment is None or _CLOCK.match(line) or not (dated or is_date_row(row, captured_at)):
            continue
        if _LETTERHEAD.match(line) and _PRINT_VIEW.search(url):
            continue
        found.append((row, moment))
    return found


def section_in(rows: list[Row], title: Heading | None, url: str, markers: Markers) -> str | None:
    """The section printed above the heading: one of the portal's, one named in the address, or a known name beside it."""
    if title is None or title.at is None:
        return None
    above = rows[: title.at]
    for row in reversed(above):
        if matches(row.text, markers.sections):
            return row.text
    folders = {tuple(_words(part)) for part in urlsplit(url).path.split("/")[:-1]}
    for row in reversed(above[-4:]):
        steps = [s for s in _CRUMBS.split(row.text) if s]
        if len(steps) > 1 and fold(steps[0]).lower() in ("trang chủ", "home"):
            return steps[-1]
        if len(row.text) <= 60 and tuple(_words(row.text)) in folders:
            return row.text
    if not above or len(above[-1].text) > 60 or not _SECTION.fullmatch(above[-1].text):
        return None
    in_menu = len(above) > 1 and not above[-1].gap and above[-2].is_short and len(above[-2].text) <= 40
    return None if in_menu and len(above) > 2 or in_menu and _SECTION.fullmatch(above[-2].text) else above[-1].text


def views_in(row: Row) -> int | None:
    """The count of views that a row prints, thousands marks aside."""
    found = _VIEWS.search(row.text)
    digits = re.sub(r"\D", "", next(filter(None, found.groups()), "")) if found else ""
    return int(digits) if digits else None
