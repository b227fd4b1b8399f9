"""Date lines of Vietnamese pages: day first always, +07:00 where no zone is printed, nothing where it cannot be known.

The forms are those met on Vietnamese news and government sites, the CLDR patterns of `vi`, ISO 8601 with its oddities
and dates with English month names (RFC 5322, Open Graph). Text is taken to be NFC.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal

from portals.clock import HANOI, TIME, WEEKDAY, Clock, clock_of
from portals.encoding import clean
from portals.phrases import words_of
from portals.relative import moment_before
from portals.spans import is_lunar, is_range_end, is_span_of_hours
from portals.stamps import stamp_in

NOT_AFTER = datetime(2028, 1, 1, tzinfo=UTC)
"""Without a capture time nothing later is believed; moved on with the releases, so that reading needs no clock."""

_LONGEST_LINE = 1_000
_MONTH_WORDS = ("giêng", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
_MONTHS = {word: number for number, word in enumerate(_MONTH_WORDS, 1)} | {"một": 1, "bốn": 4, "bẩy": 7, "chạp": 12}
_ENGLISH = {name: n for n, name in enumerate(words_of("jan feb mar apr may jun jul aug sep oct nov dec"), 1)}
_MONTH = r"(?:mười\s(?:một|hai)|mười|một|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|giêng|chạp|1[0-2]|0?[1-9])(?![^\W_])"
_EN = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = re.compile(
    rf"""
    (?=[\dtjfmasond])(?:
    (?<!\d)(?<!\d[/.])(?<!\d{{3}}-)(?P<dmy>(?P<d1>\d{{1,2}})\s?(?P<s1>[/.-])\s?(?P<m1>\d{{1,2}})\s?(?P=s1)\s?(?P<y1>\d{{4}}|\d{{2}})
        (?!\d|[/.]\d|/\w|-[^\W\d]|-\d(?!\d?[:hg])))
  | (?<!\d)(?<!\d[/.-])(?P<ymd>(?P<y2>\d{{4}})(?P<s2>[/.-])(?P<m2>\d{{1,2}})(?P=s2)(?P<d2>\d{{1,2}})(?!\d|[/.-]\w))
  | (?<!\d)(?P<words>(?P<d3>\d{{1,2}})[\s,/-]{{0,3}}(?:tháng|thg\.?|th\.?)\s?(?P<m3>{_MONTH})[\s,/-]{{0,3}}(?:năm\s)?(?P<y3>\d{{4}})(?!\d))
  | (?<!\d)(?P<split>(?P<d4>\d{{1,2}})[/.-](?P<m4>\d{{1,2}})[\s,]{{1,2}}năm\s(?P<y4>\d{{4}})(?!\d))
  | (?<![^\W_])(?P<month>(?:tháng|thg\.?|th\.?)\s?(?P<m5>{_MONTH})\s(?P<d5>\d{{1,2}})\s?,\s?(?P<y5>\d{{4}})(?!\d))
  | (?<!\d)(?P<en>(?P<d6>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?P<m6>{_EN})[\s,-]{{1,2}}(?P<y6>\d{{4}})(?!\d))
  | \b(?P<us>(?P<m7>{_EN})\s(?P<d7>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y7>\d{{4}})(?!\d)))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PARTS = {"dmy": "1", "ymd": "2", "words": "3", "split": "4", "month": "5", "en": "6", "us": "7"}
_JOIN = re.compile(
    rf"[\s,;.|/•·:()\[\]–—\ufffd-]*(?:(?:vào|lúc|hồi|ngày|giờ|at|on|t|{WEEKDAY})(?![^\W_])[\s,;.|/•·:()\[\]–—-]*){{0,4}}",
    re.IGNORECASE,
)
_LONGEST_JOIN = 40
_LABEL = re.compile(
    r"(?P<other>hiệu lực|hết hạn|hạn (?:nộp|cuối|chót|chậm nhất)|thời hạn|ngày sinh|sinh ngày|(?:đóng|mở) thầu"
    r"|(?<![^\W_])(?:tuyến|quốc lộ|ql|hẻm|ngõ|ngách|kiệt|lô|thửa)[\s.]$"
    r"|(?:^|[^\w\s]\s?)(?:bài|kỳ|số|trang|phần|tập|chương|hồi|hiệp|mục|điều|khoản|nghị quyết|quyết định|công văn)\s$|(?<![^\W_])thứ\s$"
    r"|\d/(?:\d{4}/)?(?:QĐ|NĐ|TT|CT|KH|TB|BC|CV|NQ|CP|UBND|HĐND)(?![^\W_]))"
    r"|(?P<published>đăng|xuất bản|phát hành|ngày tạo|ngày viết|tạo lúc|published|posted)"
    r"|(?P<updated>cập nhật|cập nhập|chỉnh sửa|sửa đổi|sửa lúc|updated|modified)",
    re.IGNORECASE,
)
_LICENCE = re.compile(r"giấy phép|\bGP-|/GP\b|©|bản quyền|copyright|all rights|cấp ngày|cấp phép", re.IGNORECASE)
_COMPACT = re.compile(r"\b(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(?=Z\b|[+-]\d|$|\s)")

_LABELS: dict[str, Label] = {"published": "published", "updated": "updated", "other": "other"}

Precision = Literal["second", "minute", "day"]
Zone = Literal["printed", "assumed"]
Label = Literal["published", "updated", "other"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as printed. at: UTC; with precision `day` it is the midnight (+07:00) that opens the day."""

    at: datetime
    precision: Precision
    zone: Zone


@dataclass(frozen=True, slots=True)
class _Reading:
    moment: Moment | None
    """None: the printed date or hour does not exist, or lies in the future."""
    span: tuple[int, int]
    label: Label | None


def moment_in(text: str, captured_at: datetime | None) -> Moment | None:
    """The publication moment of a line believed to be a date line, or None where that is not certain.

    A day called a deadline, a birthday or a document's own is none of the page's. Relative forms ("2 giờ trước",
    "Hôm qua 08:16") are resolved against captured_at only. Where the line names both a publication and an update, the
    publication is taken; two different days without such a label give None. Dates that do not exist, dates before 1900,
    and dates more than a day after captured_at give None.
    """
    return _moment_labelled(text, captured_at, ("published", None, "updated"))


def updated_in(text: str, captured_at: datetime | None) -> Moment | None:
    """The moment that the line itself calls an update ("Cập nhật: 23/10/2025 09:00"), or None."""
    return _moment_labelled(text, captured_at, ("updated",))


def is_labelled(text: str) -> bool:
    """Whether the text says of a moment what it is: a publication or an update."""
    return _LABEL.search(text) is not None


def moments_in(text: str, captured_at: datetime | None) -> list[tuple[Moment, tuple[int, int]]]:
    """All dates with a full year inside longer text, in order, with the span of date and hour; text must be NFC."""
    return [(r.moment, r.span) for r in _readings(text, captured_at) if r.moment is not None]


def _moment_labelled(text: str, captured_at: datetime | None, wanted: tuple[Label | None, ...]) -> Moment | None:
    if len(text) > _LONGEST_LINE:
        return None
    if None in wanted and (stamp := stamp_in(text)) and stamp[0] <= _latest(captured_at):
        return Moment(*stamp)
    line = clean(text)
    line = _COMPACT.sub(lambda m: f"{m[1]}-{m[2]}-{m[3]}T{m[4]}:{m[5]}:{m[6] or '00'}", line)
    readings = list(_readings(line, captured_at))
    if readings and _LICENCE.search(line):
        return None
    if not readings and wanted != ("updated",) and captured_at is not None:
        before = moment_before(line, _aware(captured_at))
        return before and Moment(before[0], before[1], "assumed")
    for label in wanted:
        labelled = {r.moment for r in readings if r.label == label}
        if labelled:
            return _single(labelled)
    return None


def _single(moments: set[Moment | None]) -> Moment | None:
    """The one moment meant: printed twice is once, and a bare day beside one moment with an hour is a mention."""
    if len(moments) > 1:
        moments = {m for m in moments if m is not None and m.precision != "day"} or moments
    return moments.pop() if len(moments) == 1 else None


def _readings(text: str, captured_at: datetime | None) -> Iterator[_Reading]:
    dates = list(_DATE.finditer(text))
    times = list(TIME.finditer(text)) if dates else []
    starts = [t.start() for t in times]
    end = free = 0
    for place, match in enumerate(dates):
        following = dates[place + 1].start() if place + 1 < len(dates) else len(text)
        near = [t for t in times[bisect_left(starts, end) : bisect_left(starts, following)] if t.end() <= following]
        ahead = [t for t in near if t.end() <= match.start() and _joined(text, t.end(), match.start())]
        behind = [t for t in near if t.start() >= match.end() and _joined(text, match.end(), t.start())]
        chosen = ahead[-1] if ahead else behind[0] if behind else None
        start, stop = match.span()
        if chosen is not None:
            start, stop = min(start, chosen.start()), max(stop, chosen.end())
        if is_range_end(text[max(0, start - 30) : start], chosen is not None):
            end = stop
            continue
        label = _label(text[free:start])
        doubtful = (len(dates) == 1 and bool(ahead) and bool(behind)) or is_span_of_hours(text, chosen)
        doubtful = doubtful or is_lunar(text, *match.span())
        moment = None if doubtful else _moment(text, match, chosen, captured_at)
        yield _Reading(moment, (start, stop), label)
        end = free = stop


def _joined(text: str, start: int, stop: int) -> bool:
    return stop - start <= _LONGEST_JOIN and _JOIN.fullmatch(text, start, stop) is not None


def _label(text: str) -> Label | None:
    labels = [m.lastgroup for m in _LABEL.finditer(text)]
    if not labels:
        return None
    return _LABELS[labels[-1] or ""]


def _moment(text: str, match: re.Match[str], time: re.Match[str] | None, captured_at: datetime | None) -> Moment | None:
    clock = clock_of(time, text) if time else Clock(0, 0, 0, None, "day")
    number = _PARTS[match.lastgroup or ""]
    if clock is None:
        return None
    day, month = int(match["d" + number]), _month(match["m" + number])
    year = _year(match["y" + number])
    zone = HANOI if clock.offset is None else timezone(clock.offset)
    try:
        at = datetime(year, month, day, clock.hour, clock.minute, clock.second, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    if at > _latest(captured_at) or year < 1900:
        return None
    return Moment(at, clock.precision, "assumed" if clock.offset is None else "printed")


def _latest(captured_at: datetime | None) -> datetime:
    return NOT_AFTER if captured_at is None else _aware(captured_at) + timedelta(days=1)


def _month(printed: str) -> int:
    lowered = " ".join(printed.lower().split())
    if lowered.isdigit():
        return int(lowered)
    return _MONTHS.get(lowered) or _ENGLISH.get(lowered[:3], 0)


def _year(printed: str) -> int:
    year = int(printed)
    if len(printed) == 4:
        return year
    return 1900 + year if year >= 90 else 2000 + year


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=HANOI)
