"""What stands beside the names of a byline: markup, code, addresses, telephone numbers, dates and hours."""

from __future__ import annotations

import re

from portals.clock import DAY_NAME
from portals.dates import moments_in
from portals.encoding import clean
from portals.phrases import one_of

_MARKUP = re.compile(
    one_of(r"""
    <[^<>]{0,200}>|\{\{[^{}]{0,80}\}\}|\$\{[^{}]{0,80}\}|\[object\s\w+\]|javascript:
    (?-i:\b[a-z_$][\w$]*(?:\.[a-z_$][\w$]*){0,3}\([^()]{0,80}\)\s?;?)
    """),
    re.IGNORECASE,
)
_CONTACT = re.compile(
    one_of(r"""
    (?:chuyên\smục|danh\smục|thể\sloại)\s?:\s?[^|•:]{1,40}(?=[|•]|$)
    (?<!\d)\d{1,3}\s?(?:giây|phút|giờ|ngày|tuần|tháng|năm)\strước(?![^\W_])|(?<!\d)\d{1,3}\sphút\sđọc(?![^\W_])
    (?<!\d)\d[\d.,]{0,9}\s(?:bình\sluận|phản\shồi|lượt\s(?:xem|đọc|thích)|views?|comments?)
    (?:số\s)?(?:bình\sluận|phản\shồi|lượt\s(?:xem|đọc|thích)|views?|comments?)\s?:?\s?\(?\d[\d.,]{0,9}\)?
    (?:e-?mail\s?:?\s?)?[\w.+-]+@[\w.-]+|(?:https?://|www\.)\S+|@\w+
    (?:(?:đt|sđt|tel|điện\sthoại|hotline)\s?:?\s?)?(?<!\d)\+?\d[\d.\s]{7,14}\d(?!\d)
    """),
    re.IGNORECASE,
)
_ODD = re.compile(r"[^\w\s.,–-]|[\d_]|www\.|https?:", re.IGNORECASE)
"""What stands in every line that holds markup, an address, a number or a date, and in hardly any other."""
_DAYS = ("thứ", "nhật", "cn")
"""One of them stands in every day's name that has no figure."""
_COMPILED = re.compile(r"\(\s?t\s?[./]?\s?h\.?\s?\)|(?<=\s)t/h\.?(?=\s*(?:$|[,|–-]))", re.IGNORECASE)
_STAMPED = re.compile(
    r"(?:^|(?<=[\s|–,-]))(?:(?:(?<!,\s)|(?<=\|\s,\s))ngày|lúc|vào|hồi|thời gian"
    r"|(?:ngày |thời gian |được )?(?:(?<![^\W\d_]\s)đăng|(?-i:đăng)|(?<=ngày\s)đăng|đăng(?=\s(?:lúc|ngày|lần))|cập nhật|xuất bản)"
    r"(?: lúc| ngày| lần cuối)?|posted(?: on)?|updated)"
    r"[\s:]*(?=\|)",
    re.IGNORECASE,
)
"""Words that go with a date."""
_HOUR = re.compile(
    one_of(rf"""
    (?<![^\W_])(?:{DAY_NAME})(?=\s{{0,2}}(?:[,|(-]|ngày\s|$))
    \(?(?:GMT|UTC)\s?\+\s?7\)?
    (?<!\d)\d{{1,2}}[:h]\d{{2}}(?::\d{{2}})?(?!\d)
    (?<!\d)\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?(?!\d)
    """),
    re.IGNORECASE,
)


def without_residue(byline: str) -> str:
    """The line without markup, code, addresses, telephone numbers, dates and hours."""
    line = clean(byline)
    if not _ODD.search(line):
        low = line.lower()
        if not any(day in low for day in _DAYS):
            return line
        return _STAMPED.sub(" ", _HOUR.sub(" | ", line)).strip()
    line = clean(_COMPILED.sub("(tổng hợp)", _CONTACT.sub(" ", _MARKUP.sub(" ", line))))
    for _, (start, stop) in reversed(moments_in(line, None)):
        line = f"{line[:start]} | {line[stop:]}"
    return _STAMPED.sub(" ", _HOUR.sub(" | ", line)).strip()
