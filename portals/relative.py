"""Moments told from the moment of reading: "45 phút trước", "Hôm qua 08:16"."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Literal

from portals.clock import HANOI, TIME, clock_of

_LONGEST = 120
_UNITS = {"giây": 1, "phút": 60, "giờ": 3600, "tiếng": 3600, "ngày": 86400, "tuần": 604800}
_SPANS = r"(?:\d{1,3}\s?(?:giây|phút|giờ|tiếng|ngày|tuần|tháng|năm)(?:\s?,|\svà)?\s?){1,4}"
_AGO = re.compile(
    rf"(?<![\d.,/:])(?P<spans>{_SPANS})trước(?![^\W_])|(?<![^\W_])cách đây\s(?P<since>{_SPANS})(?![^\W_])",
    re.IGNORECASE,
)
_SPAN = re.compile(r"(\d+)\s?(giây|phút|giờ|tiếng|ngày|tuần|tháng|năm)", re.IGNORECASE)
_DAY = re.compile(
    r"(?<![^\W_])(?:hôm\s(?P<hom>nay|qua|kia)|(?:sáng|trưa|chiều|tối|đêm)\s(?P<part>nay|qua))(?![^\W_])", re.IGNORECASE
)
_NOW = re.compile(r"(?<![^\W_])(?:vừa\sxong|vừa\smới|ngay\sbây\sgiờ)(?![^\W_])", re.IGNORECASE)
_BESIDE_DAY = re.compile(
    r"(?<![^\W_])(?:ngày|lúc|vào|hồi|thời gian|cập nhật|đăng(?: lúc| ngày| tải)?|xuất bản|gmt|utc)(?![^\W_])",
    re.IGNORECASE,
)
_MOST_BESIDE = 20
"""Letters beside a count: a label, a name; more are a sentence that tells of something else."""
_PARTS = re.compile(r"\s[·•|]\s")
_BACK = {"nay": 0, "qua": 1, "kia": 2}


def moment_before(line: str, now: datetime) -> tuple[datetime, Literal["minute", "day"]] | None:
    """UTC moment and precision of a short line that counts back from `now`, or None.

    A count whose smallest unit is a week or longer names no day, so it gives None; so does an hour after `now`.
    """
    if len(line) > _LONGEST:
        return None
    if ago := _AGO.search(line):
        line = next(part for part in _PARTS.split(line) if _AGO.search(part))
        return _counted(ago["spans"] or ago["since"], now) if _letters(_AGO.sub("", line)) <= _MOST_BESIDE else None
    if day := _DAY.search(line):
        if _letters(_BESIDE_DAY.sub("", TIME.sub("", _DAY.sub("", line)))):
            return None
        return _on_day(line, _BACK[(day["hom"] or day["part"]).lower()], now)
    just_now = _NOW.search(line) and _letters(_NOW.sub("", line)) <= _MOST_BESIDE
    return (now.astimezone(UTC), "minute") if just_now else None


def _letters(text: str) -> int:
    return sum(c.isalpha() for c in text)


def _counted(spans: str, now: datetime) -> tuple[datetime, Literal["minute", "day"]] | None:
    counts = [(int(n), unit.lower()) for n, unit in _SPAN.findall(spans)]
    if any(unit in ("tháng", "năm") for _, unit in counts) or counts[-1][1] == "tuần":
        return None
    at = now - timedelta(seconds=sum(n * _UNITS[unit] for n, unit in counts))
    if counts[-1][1] == "ngày":
        return _midnight(at).astimezone(UTC), "day"
    return at.astimezone(UTC), "minute"


def _on_day(line: str, back: int, now: datetime) -> tuple[datetime, Literal["minute", "day"]] | None:
    day = _midnight(now) - timedelta(days=back)
    times = list(TIME.finditer(line))
    if not times:
        return day.astimezone(UTC), "day"
    clock = clock_of(times[0], line)
    if clock is None or len(times) > 1:
        return None
    at = day.replace(hour=clock.hour, minute=clock.minute).astimezone(UTC)
    return (at, "minute") if at <= now else None


def _midnight(moment: datetime) -> datetime:
    return moment.astimezone(HANOI).replace(hour=0, minute=0, second=0, microsecond=0)
