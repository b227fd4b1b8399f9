"""The lines of a page that is words only, each with what can be told of it without its neighbours.

Internal to `portals.text` and the two modules that read the head and the passages of an article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from portals.bylines import looks_like_byline, people_in
from portals.captions import sentences
from portals.dates import Moment, is_labelled, moment_in, moments_in
from portals.encoding import clean
from portals.furniture import is_furniture
from portals.markers import key, matches
from portals.portal import Markers

_PROSE = 80
_LONG_PROSE = 200
_LONGEST_DATE_LINE = 140
_MOST_BESIDE_DATE = 45
"""Letters that a date line may hold besides the date: labels, a name, a section, a counter."""
_MOST_OF_STAMP = 14
VIEWS = re.compile(
    r"(?:view count|views?|(?:số )?(?:lượt|lần) (?:xem|đọc)|đã xem)\s?:?\s?\d[\d.,]{0,12}"
    r"|(?<![\d.,])\d[\d.,]{0,12}\s(?:(?:lượt|lần) (?:xem|đọc)|views)",
    re.IGNORECASE,
)
"""A count of views, whose digits are all that the match holds."""
_LEADS_TO_DATE = re.compile(r"(?:ngày|từ|đến|hết|trước|sau|vào|lúc|,)$", re.IGNORECASE)
_ALT = re.compile(r"^(?P<title>.{8,300}?)\s[-–]\s(?:ảnh|hình|photo)\s?\d{1,3}\.?$", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-–+•*▪◦●]\s?|\d{1,2}[.)]\s|[a-zđ]\)\s)(?=\S)")
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\[&hellip;\])$")


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is not blank. text: NFC, blanks single.

    place: among all lines, from 0. gap: whether a blank line stands before it.
    """

    text: str
    place: int
    gap: bool

    @property
    def is_prose(self) -> bool:
        """Long enough and ended like a sentence, or longer than any heading."""
        if len(self.text) >= _LONG_PROSE:
            return True
        return len(self.text) >= _PROSE and self.text[-1] in '.!?…:;”")'

    @property
    def is_sentence(self) -> bool:
        """Ended like a sentence."""
        return self.text[-1] in ".!?…;”" and len(self.text) >= 25

    @property
    def is_short(self) -> bool:
        """One line without the end of a sentence, as headings, menus and buttons are."""
        return len(self.text) < _LONG_PROSE and self.text[-1] not in ".…;:," and sentences(self.text) == 1

    @property
    def is_bullet(self) -> bool:
        """Opened by a typed mark or number of a list."""
        return _BULLET.match(self.text) is not None

    @property
    def is_cut(self) -> bool:
        """Ended by the points of a teaser."""
        return _CUT.search(self.text) is not None

    @property
    def alt_of(self) -> str | None:
        """The title within generated alt text (`<title> - Ảnh 1`), which is never text of the article."""
        found = _ALT.match(self.text)
        return found["title"] if found else None


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is known of a site's own lines: its markers, and lines learnt from their recurrence (as `key` writes them)."""

    markers: Markers
    learnt: frozenset[str]

    def has(self, row: Row) -> bool:
        """Whether the line is the site's wherever it stands."""
        return is_furniture(row.text) or self.recurs(row)

    def recurs(self, row: Row) -> bool:
        """Whether the line is a marker of the portal, or one that recurs on its pages: a byline may be one, too.

        Running words recur as well as teasers of one article, so for them recurrence tells nothing.
        """
        return matches(row.text, self.markers.head) or (not row.is_prose and key(row.text) in self.learnt)


def rows_of(text: str) -> list[Row]:
    """The lines of a text capture that are not blank, in order."""
    rows = []
    gap = True
    for place, line in enumerate(text.splitlines()):
        words = clean(line)
        if words:
            rows.append(Row(words, place, gap))
        gap = not words
    return rows


def is_date_row(row: Row, captured_at: datetime | None) -> bool:
    """Whether the row is a date line: a moment, and few words besides it or those who wrote it."""
    if len(row.text) > _LONGEST_DATE_LINE or moment_in(row.text, captured_at) is None:
        return False
    return _letters_beside_date(row, captured_at) <= _MOST_BESIDE_DATE or looks_like_byline(row.text)


def is_dated_link(row: Row) -> bool:
    """Whether the row is the heading of another item with its date behind it (`Khai hội làng 18/05/2026 10:00`)."""
    if not row.is_short:
        return False
    moments = moments_in(row.text, None)
    if not moments or moments[-1][1][1] < len(row.text.rstrip(")] ")):
        return False
    heading = row.text[: moments[-1][1][0]].rstrip(" (-–|")
    return len(heading.split()) > 3 and not (_LEADS_TO_DATE.search(heading) or people_in(row.text).authors)


def is_bare_stamp(row: Row) -> bool:
    """Whether the row is a day with its hour, and hardly a word besides: wherever it stands, it is no text."""
    if len(row.text) > _LONGEST_DATE_LINE:
        return False
    moment = moment_in(row.text, None)
    if moment is None or moment.precision == "day" or _letters_beside_date(row, None) > _MOST_OF_STAMP:
        return False
    return not people_in(row.text).authors


def stamp_of(row: Row, captured_at: datetime | None) -> Moment | None:
    """The moment of a date line with its hour or a label; a letterhead's bare day belongs to the text."""
    moment = moment_in(row.text, captured_at)
    if moment is None or not is_date_row(row, captured_at):
        return None
    return moment if moment.precision != "day" or is_labelled(row.text) else None


def _letters_beside_date(row: Row, captured_at: datetime | None) -> int:
    rest = row.text
    for _, (start, stop) in reversed(moments_in(row.text, captured_at)):
        rest = rest[:start] + rest[stop:]
    return sum(c.isalpha() for c in VIEWS.sub("", rest))
