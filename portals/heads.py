"""What stands around the heading of an article that is words only: its date, section, authors and counter.

Internal to `portals.text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from portals.bylines import Byline, looks_like_byline, people_in
from portals.dates import Moment, moment_in, updated_in
from portals.headings import Heading, date_in_title, words_in
from portals.markers import key, matches
from portals.phrases import one_of
from portals.portal import Markers
from portals.rows import VIEWS, Row, is_bare_stamp, is_date_row
from portals.tone import fold

_ABOVE = 3
"""Rows above the heading among which its date or counter may stand."""
_LONGEST_SECTION = 60
_CLOCK = re.compile(r"^hôm nay|^bây giờ", re.IGNORECASE)
_LETTERHEAD = re.compile(r"^[^\W\d_][^\d,]{2,30},\s?ngày\s", re.IGNORECASE)
_PRINT_VIEW = re.compile(r"(?:^|[/?&_.-])print(?:[/?&_.=-]|item|page|view|$)", re.IGNORECASE)
_CRUMBS = re.compile(r"\s?[>»›/|→]\s?")
_PATH = re.compile(r"[^\W\d_]\s?[»›>]\s?[^\W\d_]")
_LONGEST_PATH = 90
_SECTION = re.compile(
    one_of(r"""
    tin tức|tin|thời sự|chính trị|kinh tế|xã hội|văn h[óo][áa]|giáo dục|y tế|thể thao|du lịch|pháp luật|an ninh|quốc phòng|đô thị|môi trường
    đời sống|sức khỏe|thế giới|quốc tế|công nghệ|khoa học|nông nghiệp|xây dựng (?:đảng|chính quyền)|hoạt động|thông báo|chỉ đạo điều hành|sự kiện
    bạn đọc
    """)
    + r"(?:\s"
    + one_of(r"""
    tức|trong (?:nước|tỉnh)|thành phố|tỉnh|địa phương|thế giới|quốc tế|nổi bật|hoạt động|tổng hợp|chung|quận|huyện|phường|xã|lãnh đạo|đoàn thể|sự kiện
    """)
    + r")?(?:\s?[-–—,/&|]\s?(?:và\s)?[^\W\d_]+(?:\s[^\W\d_]+){0,3}){0,3}",
    re.IGNORECASE,
)


def is_section(words: str) -> bool:
    """Whether words are a section's usual name (`Tin tức - Sự kiện`)."""
    return _SECTION.fullmatch(words) is not None


def published_in(
    rows: list[Row], title: Heading | None, lead_at: int, captured_at: datetime | None, url: str
) -> tuple[Moment | None, Moment | None]:
    """(publication, update) as the head prints them, each None where it does not.

    Looked for from the heading to under the lead, then up to three rows above the heading. A line that tells of an update
    alone is the publication only where no other line is.
    """
    dates = _dates(rows, title, lead_at, captured_at, url)
    updates = [updated_in(row.text, captured_at) for row, _ in dates]
    told = [moment for (_, moment), update in zip(dates, updates, strict=True) if moment != update]
    published = sorted(told, key=lambda moment: moment.precision == "day")
    updated = next((update for update in updates if update is not None), None)
    return (published[0], updated) if published else (updated, None)


def _dates(
    rows: list[Row], title: Heading | None, lead_at: int, captured_at: datetime | None, url: str
) -> list[tuple[Row, Moment]]:
    """The clock of the site is no date of the article, nor is the date of a print view, which is that of printing."""
    at = title.at if title and title.at is not None else None
    under = [
        i
        for i in range(lead_at + 1, min(len(rows), lead_at + 3))
        if is_bare_stamp(rows[i]) or names_beside_date(rows[i])
    ]
    above = range(at - 1, max(-1, at - 1 - _ABOVE), -1) if at is not None else ()
    found = []
    for i in [*range(at or 0, min(lead_at, len(rows))), *under, *above]:
        line = (date_in_title(rows[i]) if i == at else None) or rows[i].text
        moment = moment_in(line, captured_at)
        if moment is None or not (line != rows[i].text or is_date_row(rows[i], captured_at)):
            continue
        if _CLOCK.match(line) or (i in above and _tells_capture(moment, captured_at)):
            continue
        if not (_LETTERHEAD.match(line) and _PRINT_VIEW.search(url)):
            found.append((rows[i], moment))
    return found


def _tells_capture(moment: Moment, captured_at: datetime | None) -> bool:
    """Whether a line above the heading is a clock: it names the day of the capture."""
    return captured_at is not None and abs((moment.at - captured_at).total_seconds()) < 36 * 3600


def names_beside_date(row: Row) -> bool:
    """Whether a date line names its authors as well; the place of a letterhead is none."""
    return is_date_row(row, None) and not _LETTERHEAD.match(row.text) and bool(people_in(row.text).authors)


def signed_above(rows: list[Row], title: Heading | None) -> list[Row]:
    """A byline that stands with a date line right above the heading."""
    above = rows[max(0, title.at - 2) : title.at] if title and title.at is not None else []
    dated = any(is_date_row(row, None) for row in above)
    return [row for row in above if dated and (looks_like_byline(row.text) or names_beside_date(row))]


def people_of(head: list[Row], signed: tuple[Row, ...]) -> tuple[Byline, str | None]:
    """The byline under the heading, or the lines that sign the article; the fuller one where each names an author."""
    above = [row.text for row in head if looks_like_byline(row.text) or names_beside_date(row)]
    printed = (dict.fromkeys(above), dict.fromkeys(row.text for row in signed))
    sides = [(_joined(lines), "\n".join(lines)) for lines in printed if lines]
    sides.sort(key=lambda side: len(side[0].authors), reverse=True)
    return sides[0] if sides else (Byline(), None)


def _joined(lines: Iterable[str]) -> Byline:
    people = [people_in(line) for line in lines]
    return Byline(
        tuple(dict.fromkeys(name for p in people for name in p.authors)),
        tuple(dict.fromkeys(c for p in people for c in p.contributors)),
    )


def section_in(rows: list[Row], title: Heading | None, url: str, markers: Markers) -> str | None:
    """The section printed above the heading: the end of a path, a name in the address, one of the portal's or a known one.

    An item of a menu is none, unless it stands right above the heading and the address or the portal names it.
    """
    above = rows[: title.at] if title and title.at is not None else []
    folders = {tuple(words_in(part)) for part in urlsplit(url).path.split("/")[:-1]}
    for i in range(len(above) - 1, max(-1, len(above) - 5), -1):
        name = above[i].text
        steps = [step for step in _CRUMBS.split(name) if step]
        if len(steps) > 1 and (
            fold(steps[0]).lower() in ("trang chủ", "home") or (_PATH.search(name) and len(name) <= _LONGEST_PATH)
        ):
            return steps[-1]
        if len(name) > _LONGEST_SECTION:
            continue
        if of_path := _end_of_path(name, markers.sections):
            return of_path
        beside = all(is_date_row(row, None) for row in above[i + 1 :])
        if beside and (tuple(words_in(name)) in folders):
            return name
        declared = matches(name, markers.sections)
        if (declared and beside) or (not _in_menu(above, i) and (declared or (beside and is_section(name)))):
            return name
    return None


def _end_of_path(name: str, sections: tuple[str, ...]) -> str | None:
    """The portal's section with which a path without marks ends (`Trang chủ Tin tức Xã hội`)."""
    if not key(name).startswith("trang chủ ") or len(name) > _LONGEST_PATH:
        return None
    longest = next((s for s in sorted(sections, key=len, reverse=True) if key(name).endswith(f" {key(s)}")), None)
    return name[-len(longest) :] if longest else None


def _in_menu(rows: list[Row], i: int) -> bool:
    """Whether the row goes on a run of names: two short rows or one more section stand right upon it."""
    run = 0
    while i - run > 0 and not rows[i - run].gap and len(rows[i - run - 1].text) <= 40 and rows[i - run - 1].is_short:
        run += 1
    return run > 1 or (run == 1 and _SECTION.fullmatch(rows[i - 1].text) is not None)


def views_in(rows: list[Row], start: int, lead_at: int, end: int) -> int | None:
    """Views as printed beside the heading or right under the article; other items' and the site's own are not looked at."""
    near = (*rows[start:lead_at], *rows[max(0, start - _ABOVE) : start], *rows[max(lead_at, end - 3) : end + 3])
    for row in near:
        found = VIEWS.search(row.text)
        digits = re.sub(r"\D", "", found[0]) if found else ""
        if digits:
            return int(digits)
    return None
