"""Date lines that an unknown page prints near its heading and at its foot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from portals.beside import in_figure
from portals.fields import Reading
from portals.figures import MACHINE, in_figures
from portals.furniture import is_furniture
from portals.press import is_organisation
from portals.spans import is_stamp
from portals.tree import Piece
from portals.vietnamese import Moment, looks_like_byline, moment_in, moments_in, updated_in
from portals.zones import AFTER_WORDS, OUTERMOST, Zone, zones

LONGEST_LINE = 200
LONGEST_REST = 70
"""Letters that may stand beside the date in a date line: weekday, place, byline."""
LONGEST_REST_OF_SENTENCE = 45
SENTENCE = re.compile(r"[^\W\d_]{2}\.$")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LONGEST_STAMP, SHORT_REST = 80, 12
"""Of a line that is nothing but a date."""
CLOCK_ONLY = re.compile(r"\W*\d{1,2}\s*(?::|h|giờ)\s*\d{2}\b.{0,12}", re.I)
LABEL = re.compile(
    r"ngày (?:đăng|xuất bản|cập nhật|ban hành)|đăng (?:lúc|ngày)|cập nhật|xuất bản|thời gian|published|posted|updated",
    re.I,
)
CELLS = ("td", "th")
"""A table of a document's own dates may stand under its heading."""
AFTER_TABLE = 16
"""Pieces below the heading among which a line that says what its date is may stand behind other words."""


def is_update(line: str, captured_at: datetime | None, language: str) -> bool:
    """Whether the one moment of a line is called the last change's."""
    text = in_figures(line, language)
    moment = updated_in(text, captured_at)
    return moment is not None and moment == moment_in(text, captured_at)


def shown_moments(
    pieces: list[Piece], zone: Zone, times: dict[int, str], captured_at: datetime | None, language: str
) -> Iterator[tuple[int, Moment]]:
    """Visible date lines, the most trusted place first: under the heading, above it in the same box, right above it with hour and
    minute in a block of its own (a clock of the site's has seconds, shows the day alone, or stands farther off), at the foot with a label."""
    below, above, foot = zones(pieces, zone)
    for place in [*below, *above]:
        moment = date_line(pieces, place, times, captured_at, language)
        if moment is not None:
            yield place, moment
    if zone.heading and zone.heading[0] and zone.heading[0] - 1 not in above:
        place = zone.heading[0] - 1
        moment = date_line(pieces, place, times, captured_at, language)
        if (
            language == "vi"
            and moment is not None
            and moment.precision == "minute"
            and pieces[place].node.tag not in OUTERMOST
        ):
            yield place, moment
    start = zone.heading[1] + 1 if zone.heading and language == "vi" else len(pieces)
    behind = [place for place in range(start, min(start + AFTER_TABLE, len(pieces))) if place not in below]
    for place in [*behind, *foot]:
        if LABEL.search(pieces[place].text) and pieces[place].tag not in CELLS:
            moment = date_line(pieces, place, times, captured_at, language)
            if moment is not None:
                yield place, moment


def under_names(pieces: list[Piece], zone: Zone, captured_at: datetime | None) -> Iterator[tuple[int, Moment]]:
    """Lines at the foot that are a date alone, right beside a byline in one box: where credits close a story, its day stands with them."""
    last = zone.words[1] if zone.words else len(pieces)
    while last + 1 < len(pieces) and in_figure(pieces[last + 1]):
        last += 1
    for place in range(max(0, last - 1), min(len(pieces), last + 1 + AFTER_WORDS)):
        if is_stamp(pieces[place].text):
            beside = [pieces[near] for near in (place - 1, place + 1) if 0 <= near < len(pieces)]
            moment = moment_in(pieces[place].text, captured_at)
            box = pieces[place].node.parent
            if moment is not None and any(one.node.parent == box and signs(one.text) for one in beside):
                yield place, moment


def signs(text: str) -> bool:
    """Whether a line names who wrote an article, be it an office."""
    return looks_like_byline(text) or is_organisation(text)


def date_line(
    pieces: list[Piece], place: int, times: dict[int, str], captured_at: datetime | None, language: str
) -> Moment | None:
    """The moment of a piece that is a date line and not a sentence with a date in it; of its `time` element where its words fail."""
    text = pieces[place].text
    if len(text) > LONGEST_LINE:
        return None
    text = without_counters(text) if language == "vi" else in_figures(text, language)
    moment = moment_in(text, captured_at) if language == "vi" or MACHINE.search(text) else None
    moment = moment if mostly_date(text, sentences=language != "vi") else None
    if moment is not None and moment.precision == "day":
        following = pieces[place + 1].text if place + 1 < len(pieces) else ""
        moment = (moment_in(f"{text} {following}", captured_at) if CLOCK_ONLY.fullmatch(following) else None) or moment
    stamp = times.get(place, "")
    stamped = moment_in(in_figures(stamp, language), captured_at) if MACHINE.match(stamp) else None
    return finer(moment, stamped, language)


def finer(printed: Moment | None, stamped: Moment | None, language: str) -> Moment | None:
    """Of a line's words and its `time` element: on a Vietnamese page the words, as stamps there often have a wrong zone; elsewhere the stamp of
    the same day, as words have none.
    """
    if printed is None or stamped is None:
        return printed or stamped
    near = language != "vi" and stamped.precision != "day" and abs(stamped.at - printed.at) <= timedelta(hours=38)
    return stamped if near or printed.precision == "day" else printed


def without_counters(text: str) -> str:
    """A line of several parts without those that are buttons or counters, which may part a day from its hour."""
    parts = text.split(" | ")
    return " | ".join(part for part in parts if not is_furniture(part)) if len(parts) > 2 else text


def mostly_date(text: str, *, sentences: bool) -> bool:
    """Whether little stands beside a line's dates; sentences: whether a sentence may be one, be it as long as any other line."""
    return beside_dates(text) <= (LONGEST_REST if sentences or not SENTENCE.search(text) else LONGEST_REST_OF_SENTENCE)


def beside_dates(text: str) -> int:
    """Letters of a line beside its dates and the words that say what they are."""
    rest = text
    for _, (start, stop) in reversed(moments_in(text, None)):
        rest = rest[:start] + rest[stop:]
    return sum(c.isalpha() for c in LABEL.sub("", rest))


def is_date(text: str, language: str) -> bool:
    """Whether a line on a page of another language than Vietnamese is a date and hardly a word more."""
    if len(text) > LONGEST_STAMP:
        return False
    plain = in_figures(text, language)
    return len({*ISO_DAY.findall(plain)}) == 1 and bool(moments_in(plain, None)) and beside_dates(plain) <= SHORT_REST


def shown_update(
    pieces: list[Piece], zone: Zone, captured_at: datetime | None, language: str
) -> Reading[Moment] | None:
    """A visible line near the heading or at the foot that calls itself an update."""
    below, _, foot = zones(pieces, zone)
    for place in [*below, *foot]:
        if len(pieces[place].text) <= LONGEST_LINE:
            text = pieces[place].text
            moment = updated_in(text if language == "vi" else in_figures(text, language), captured_at)
            if moment is not None:
                return Reading(moment, "visible")
    return None
