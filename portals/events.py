"""What the head of a lead says: the agency's mark, and the day on which it happened, whose year the page must vouch for."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from portals.clock import HANOI, WEEKDAY
from portals.names import UPPER
from portals.phrases import words_of
from portals.press import is_place, is_press

_HEAD = 400
"""Characters of the lead in which the day is looked for."""
_BACK = timedelta(days=31)
"""A page tells of days not longer past: a greater gap is a page posted again, and its year cannot be known."""
_AHEAD = timedelta(days=1)
_ANNOUNCED = timedelta(days=31)

_PART = r"rạng\ssáng|sáng\ssớm|sáng|trưa|chiều\stối|chiều\smuộn|chiều|tối\smuộn|tối|đêm"
_DAY = re.compile(
    rf"""
    (?=[rstcđnh])(?<![^\W_])
    (?:(?P<part>{_PART})|(?P<word>ngày|hôm))(?![^\W_])
    (?:\s(?P<near>(?:hôm\s)?(?:nay|qua|kia)|mai)(?![^\W_]))?
    (?:[\s,(]{{1,3}}(?:{WEEKDAY}|mùng|mồng|ngày|tức)(?![^\W_])){{0,3}}
    (?:[\s,(]{{1,3}}(?P<d>\d{{1,2}})(?:\s?[/.-]\s?|\stháng\s)(?P<m>\d{{1,2}})(?!\d)
        (?:(?:\s?[/.-]\s?|\snăm\s|,\s)(?P<y>(?:19|20)\d{{2}})(?!\d))?
        (?P<more>\s?(?:[/-]\s?\d|và\s(?:ngày\s)?\d|đến\s|,\s\d{{1,2}}[/-]|(?:giờ|%|tỷ|triệu|người)(?![^\W_])|\(?âm\slịch))?
    )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:^|[,;:(]\s?|(?:^|\s)(?:trong|cuối|đầu|vào|hồi|lúc|khoảng|giờ|phút|\d{1,2}h\d{0,2})\s)$", re.IGNORECASE
)
_SPAN_BEFORE = re.compile(
    r"(?:^|\s)(?:từ|đến|tới|trước|sau|hết|các|những|hai|ba|\d|\d{1,2}\s(?:và|đến|tới|-|–))\s$", re.IGNORECASE
)
_TO_COME = re.compile(r"(?<![^\W_])(?:sẽ|tới|sắp)(?![^\W_])", re.IGNORECASE)

_BRACKETED = re.compile(r"\s*\((?P<mark>[^()\n]{2,30})\)\s*(?P<dash>[-–—:])?")
_BARE = re.compile(
    r"\s*(?P<mark>[^\W\d_][^\s()–—:,;-]{1,24}(?:\s[^\s()–—:,;-]{1,12}){0,3})(?P<dash>\s*[-–—]\s+|\s+[-–—]\s*)"
)
_OPENING = re.compile(
    rf"(?-i:[{UPPER}])|[^\w\s]|\d|(?:{_PART}|ngày|hôm|trong|theo|tại|vào|từ)(?![^\W_])", re.IGNORECASE
)
"""What a lead goes on with behind a mark; `AI - xu hướng` is a phrase."""
_INITIALS = re.compile(r"[A-ZĐĂÂÊÔƠƯ]{2,8}(?:&[A-ZĐ]{1,5})?(?:\.(?:VN|vn|COM|com))?(?:[/+][\w+]{2,15})?")
_SITE = re.compile(
    r"[A-Za-z][a-z]{7,24}|[A-Za-z][\w-]{2,20}\.(?:(?:com\.|gov\.|net\.|org\.|edu\.)?vn|com|net)", re.ASCII
)
_AFTER_PLACE = re.compile(
    rf"\s*[{UPPER}][^\W\d_.]+(?:\s[{UPPER}][^\W\d_]+){{0,3}},?\s\((?P<mark>[^()\n]{{2,20}}?)(?:,?\s\d{{1,2}}[/.-]\d{{1,2}})?\)\s*[-–—:]"
)
"""`Hà Nội (TTXVN) -`, `Nha Trang (TTXVN 12/6) -`."""
_NO_AGENCY = frozenset(
    words_of("ASEAN UBND HĐND TP TX PV BTV MTTQ LHQ EU CLB THPT THCS HLV GS TS BS TPHCM HCM VN WHO AFF FIFA NATO")
)
_PORTAL = re.compile(r"(?:Cổng|Trang|Trung tâm)\s(?:TTĐT|TTĐTTH|TT-VH)(?:\s\S+){0,2}")
_NO_MARK = re.compile(r"ảnh|tiếp theo|kỳ |bài |phần |số |video|clip", re.IGNORECASE)


def event_date(lead: str, published: datetime | None) -> date | None:
    """The day (+07:00) that the head of the lead names, or None where it names none, several, or one of unknown year.

    A day without its year is the one within a month before `published` (a day after it at most; a month where the lead
    announces). Without `published`, and where no such day exists, the year cannot be known.
    """
    match = _named(lead)
    return match and _resolved(match, published, announced=_TO_COME.search(match.string, match.end()) is not None)


def names_day(lead: str) -> bool:
    """Whether the head of the lead names one day, be its year known or not."""
    match = _named(lead)
    return match is not None and match["d"] is not None and not _is_span(match)


def _named(lead: str) -> re.Match[str] | None:
    head = lead[:_HEAD]
    mark = _BRACKETED.match(head) or _BARE.match(head)
    start = mark.end() if mark and dateline_of(lead, ()) else 0
    return next((m for m in _DAY.finditer(head, start) if _names_day(head[start : m.start()].lstrip(), m)), None)


def _is_span(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 8) : match.start()]
    return match["more"] is not None or _SPAN_BEFORE.search(before) is not None


def _names_day(before: str, match: re.Match[str]) -> bool:
    if match["d"] is None and match["near"] is None:
        return False
    if match["part"]:
        return match["near"] != "mai" or match["d"] is not None
    on_day = match["word"].lower() == "hôm" and match["d"] is not None
    return on_day or _OPENS.search(before) is not None


def _resolved(match: re.Match[str], published: datetime | None, *, announced: bool) -> date | None:
    if _is_span(match):
        return None
    if match["d"] is None:
        return _near(match["near"].lower(), published)
    day, month = int(match["d"]), int(match["m"])
    if match["y"]:
        return _date(int(match["y"]), month, day)
    if published is None:
        return None
    on = published.astimezone(HANOI).date()
    latest = on + (_ANNOUNCED if announced else _AHEAD)
    days = (_date(year, month, day) for year in (on.year + 1, on.year, on.year - 1))
    return next((d for d in days if d is not None and on - _BACK <= d <= latest), None)


def _near(word: str, published: datetime | None) -> date | None:
    if published is None:
        return None
    back = 1 if word.endswith("qua") else 2 if word.endswith("kia") else -1 if word == "mai" else 0
    return published.astimezone(HANOI).date() - timedelta(days=back)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def dateline_of(lead: str, known: tuple[str, ...]) -> str | None:
    """The agency's mark that opens the lead (`HNP -`, `(HPĐT)-`), as printed without its punctuation, or None.

    known: the portal's own marks; besides, a mark must look like one: initials, a site's name or a press name.
    """
    for mark in known:
        found = re.match(rf"\s*(?:\(\s?({re.escape(mark)})\s?\)|({re.escape(mark)})\s*[-–—:])", lead, re.IGNORECASE)
        if found:
            return found[1] or found[2]
    if bracketed := _BRACKETED.match(lead):
        mark = bracketed["mark"].strip()
        sure = _is_mark(mark)
        return mark if sure or (bracketed["dash"] and _could_be_mark(mark)) else None
    if (placed := _AFTER_PLACE.match(lead)) and _is_mark(placed["mark"]):
        return placed["mark"]
    bare = _BARE.match(lead)
    return bare["mark"] if bare and _is_mark(bare["mark"]) and _OPENING.match(lead, bare.end()) else None


def _is_mark(mark: str) -> bool:
    if mark in _NO_AGENCY:
        return False
    return bool(_INITIALS.fullmatch(mark) or _SITE.fullmatch(mark) or _PORTAL.fullmatch(mark)) or is_press(mark)


def _could_be_mark(mark: str) -> bool:
    return (
        mark[0].isupper()
        and mark not in _NO_AGENCY
        and len(mark.split()) <= 4
        and not (_NO_MARK.search(mark) or is_place(mark))
    )
