"""Reading a page whose markup nobody has described: what it states, what it shows near its heading, where its words are."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from portals.bodies import Trunk, trunk_of, words_by_library
from portals.boxes import without_sign_ups
from portals.contents import content_of, lead_of
from portals.fields import Fields, Reading
from portals.headline import Headline, headline_of, site_keys
from portals.letters import in_vietnamese, key
from portals.marks import Words
from portals.metas import Said
from portals.microdata import STAMPED, stamp_of
from portals.moments import when_of
from portals.pages import needs_script, refuse_listing, refuse_words
from portals.persons import who_of
from portals.regions import markup_for_library
from portals.sheet import Sheet, sheet_of
from portals.signs import first_places, named_in, placed
from portals.states import told_by
from portals.structured import Statements, statements_of
from portals.tree import Piece, pieces_of, without_junk
from portals.zones import Zone
from schemas.article import Contributor

GENERIC = "generic"
TIMES = "time[datetime]"
VIEWS = re.compile(
    r"(?:lượt (?:xem|đọc|truy cập)|view count|views?)\s*:?\s*(\d[\d.,]*)|(\d[\d.,]*)\s*(?:lượt (?:xem|đọc)|views?\b)",
    re.I,
)


def read_generic(tree: LexborHTMLParser, url: str, captured_at: datetime | None) -> Fields:
    """What can be read of a page without knowing its markup. The tree is used up.

    captured_at: None where the moment of the capture is not known; relative dates stay unread then.
    Raises NotAnArticle where the words are none or an error page's (portals.pages).
    """
    stated = statements_of(tree)
    shell = needs_script(tree)
    without_junk(tree)
    without_sign_ups(tree)
    pieces = pieces_of(tree.body) if tree.body is not None else []
    headline = headline_of(tree, pieces, stated, url)
    sheet = sheet_of(pieces)
    words = words_by_library(markup_for_library(tree, sheet, headline))
    trunk = trunk_of(sheet, words, headline.last if headline else None)
    letters = letters_in(pieces, trunk)
    refuse_words(pieces, headline.title.value if headline else None, letters, shell=shell)
    if trunk and not stated.published:
        refuse_listing(letters, trunk.marks.count("teaser"), headline.title if headline else None)
    return fields_of(tree, sheet, stated, headline, trunk, words, url, captured_at)


def fields_of(
    tree: LexborHTMLParser,
    sheet: Sheet,
    stated: Statements,
    headline: Headline | None,
    trunk: Trunk | None,
    words: Words,
    url: str,
    captured_at: datetime | None,
) -> Fields:
    """Every field of a page whose heading and words have been found."""
    pieces = sheet.pieces
    zone = zone_of(headline, trunk)
    vietnamese = is_vietnamese(pieces, trunk)
    language = "vi" if vietnamese else language_of(tree)
    first = first_places(sheet.holders)
    times = {
        place: stamp
        for place, node in reversed(placed(tree, TIMES if vietnamese else STAMPED, first, pieces))
        if (stamp := stamp_of(node))
    }
    if stated.data and headline and not vietnamese:
        stated = with_told(stated, headline.title.value)
    dates = (stated.published if vietnamese else stated.published + stated.dated, stated.modified)
    at_home = not vietnamese and in_vietnam(url)
    when = when_of(pieces, zone, *dates, times=times, url=url, captured_at=captured_at, language=language)
    if at_home and when.published is None:
        when = when_of(pieces, zone, *dates, times=times, url=url, captured_at=captured_at, language="vi")
    named = named_in(tree, first, pieces, vietnamese=vietnamese, stated=bool(stated.authors))
    who = who_of(pieces, zone, stated, named, site_keys(stated, url), vietnamese=vietnamese)
    if at_home and not (who.authors or who.bodies):
        who = who_of(pieces, zone, stated, named, site_keys(stated, url), vietnamese=True)
    printed = when.places | who.places
    taken = frozenset(key(pieces[place].text) for place in printed)
    authors = who.authors.value if who.authors else ()
    content = (
        content_of(sheet, trunk, words, headline, taken, url, authors=authors, language="vi" if at_home else language)
        if trunk
        else None
    )
    return Fields(
        layout=GENERIC,
        title=headline.title if headline else None,
        lead=lead_of(pieces, headline, trunk, stated, printed, vietnamese=vietnamese or at_home),
        content=Reading(content, "trafilatura" if trunk and trunk.by_library else "visible") if content else None,
        byline=who.byline,
        authors=who.authors,
        contributors=tuple(Contributor(name, "organisation") for name in who.bodies),
        moment=when.published,
        modified=when.modified,
        section_path=listed(stated.section_path),
        tags=listed(stated.tags),
        view_count=views_in(pieces, zone),
        flags=(*when.flags, *flags_of(stated, headline)),
    )


def with_told(stated: Statements, title: str) -> Statements:
    """The statements and, behind them, what the page's own program keeps of the article."""
    authors, dates = told_by(stated.data, title)
    return replace(stated, further=stated.further + authors, published=stated.published or dates)


def zone_of(headline: Headline | None, trunk: Trunk | None) -> Zone:
    """Where the heading and the words stand."""
    words = (trunk.first, trunk.last) if trunk else None
    if headline is None or headline.first is None or headline.last is None:
        return Zone(None, words)
    return Zone((headline.first, headline.last), words)


def letters_in(pieces: list[Piece], trunk: Trunk | None) -> int:
    """Letters of the words that were found."""
    return sum(
        len(p.text) for p in pieces if trunk and trunk.marks[p.place] in ("chosen", "kin", "inner") and p.linked < 0.6
    )


def is_vietnamese(pieces: list[Piece], trunk: Trunk | None) -> bool:
    chosen = pieces[trunk.first : trunk.last + 1] if trunk else pieces
    return in_vietnamese(" ".join(piece.text for piece in chosen[:200])[:20_000])


def in_vietnam(url: str) -> bool:
    """Whether a site is of Việt Nam: its pages in other languages print dates and names as its others do."""
    return (urlsplit(url).hostname or "").endswith(".vn")


def language_of(tree: LexborHTMLParser) -> str:
    """The code that the page itself gives for its language; empty where it gives none, or Vietnamese for words that are not."""
    root = tree.root
    code = (root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root is not None else ""
    return "" if code[:2].lower() == "vi" else code.strip()[:10]


def listed(statements: tuple[Said, ...]) -> Reading[tuple[str, ...]] | None:
    return Reading(tuple(text for text, _ in statements), statements[0][1]) if statements else None


def views_in(pieces: list[Piece], zone: Zone) -> Reading[int] | None:
    """A counter of views near the heading or right after the words."""
    spans = []
    if zone.heading:
        spans.append(pieces[zone.heading[1] + 1 : zone.heading[1] + 8])
    if zone.words:
        spans.append(pieces[zone.words[1] + 1 : zone.words[1] + 5])
    for piece in (p for span in spans for p in span if len(p.text) <= 120):
        found = VIEWS.search(piece.text)
        digits = re.sub(r"\D", "", found[1] or found[2]) if found else ""
        if 0 < len(digits) <= 10:
            return Reading(int(digits), "visible")
    return None


def flags_of(stated: Statements, headline: Headline | None) -> tuple[str, ...]:
    flags = [] if stated.free else ["partial"]
    if headline and headline.title.agrees is False:
        flags.append("title_conflict")
    return tuple(flags)
