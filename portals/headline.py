"""Which words are the article's heading, and where on the page they stand.

The heading that the page shows wins over what it says for search engines (`og:title` is rewritten for them); a heading that
is only the site's name or a section's is not the article's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portals.encoding import clean
from portals.fields import Reading
from portals.furniture import is_furniture
from portals.heads import is_section
from portals.letters import key
from portals.press import is_organisation, is_press
from portals.structured import Statements
from portals.tree import Piece
from portals.vietnamese import looks_like_byline, moment_in

LONGEST_TITLE = 400
SEPARATOR = re.compile(r"\s+[-–—|·•»:]+\s+|\s*[|»]\s*")
TRAILING_DATE = re.compile(
    r"\s*[(\[|-]\s*(?:\d{1,2}[:hg]\d{2}\s*[-,|]?\s*)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:\s*[-,|]?\s*\d{1,2}[:hg]\d{2})?\s*[)\]]?$"
)
PAGE_KIND = re.compile(
    r"(?:in|bản in|print|xem|chi tiết|nội dung|trang)(?: (?:bài viết|bài|tin|tin tức|trang|chủ|chi tiết))*", re.I
)
MOST_WORDS_OF_BODY = 8
RUNNING = 80
"""Characters from which a line is running words."""
ABOVE_WORDS = 4
SHORTEST_LINE, LONGEST_LINE = 20, 250
HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Headline:
    """The title as read. first, last: places of the pieces that show it; None where the page does not."""

    title: Reading[str]
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A run of pieces within one heading element, or one piece elsewhere."""

    text: str
    tag: str
    first: int
    last: int
    linked: float


def headline_of(tree: LexborHTMLParser, pieces: list[Piece], stated: Statements, url: str) -> Headline | None:
    """The heading of the page's article; None where neither the page nor its statements have one."""
    page_title = title_element(tree)
    wanted = [text for text, _ in stated.titles if len(text) <= LONGEST_TITLE]
    heads = [*wanted, *heads_of(page_title)]
    names = site_keys(stated, url)
    shown = [heading for heading in headings_in(pieces) if heading.tag == "h1" and key(heading.text) not in names]
    best = max(shown, key=lambda heading: (likeness(heading.text, heads), -heading.first), default=None)
    if best is None or likeness(best.text, heads) < 0.5:
        best = same_words(pieces, heads, names) or best
    if names_site(best.text if best else (heads or [""])[0], names):
        best = line_above_words(pieces, names) or best
    if best is not None:
        text = TRAILING_DATE.sub("", best.text) or best.text
        agrees = any(alike(head, text) for head in wanted or heads) if heads else None
        return Headline(Reading(text, "visible", agrees), best.first, best.last)
    if stated.titles and wanted:
        origin = next(origin for text, origin in stated.titles if text == wanted[0])
        return Headline(Reading(without_site(wanted[0], names), origin))
    if page_title and len(page_title) <= LONGEST_TITLE:
        return Headline(Reading(without_site(page_title, names), "meta:title"))
    return cut_heading(pieces)


def alike(one: str, other: str) -> bool:
    """Whether two titles are the same, or the same but for a name of the site behind one."""
    a, b = sorted((key(one), key(other)), key=len)
    return bool(a) and b.startswith(a)


def names_site(title: str, names: frozenset[str]) -> bool:
    """Whether what stands for a title names the site, its office or the kind of page, and no article."""
    return not title or key(title) in names or all(names_page(part) for part in SEPARATOR.split(title) if part)


def names_page(title: str) -> bool:
    """Whether words name a section, an office or a kind of page (`Tin tức`, `Cổng thông tin điện tử`)."""
    return PAGE_KIND.fullmatch(title) is not None or is_body(title) or is_section(title)


def is_body(title: str) -> bool:
    return len(title.split()) <= MOST_WORDS_OF_BODY and (is_press(title) or is_organisation(title))


def line_above_words(pieces: list[Piece], names: frozenset[str]) -> Shown | None:
    """The line right above the first running words that can only be their heading, on a Vietnamese page without heading elements."""
    first = next((p.place for p in pieces if len(p.text) >= RUNNING and p.linked < 0.4), 0)
    for piece in reversed(pieces[max(0, first - ABOVE_WORDS) : first]):
        text = piece.text
        if (
            piece.linked < 0.5
            and SHORTEST_LINE <= len(text) <= LONGEST_LINE
            and not text.endswith((".", ":", ";", ","))
            and moment_in(text, None) is None
            and not (is_furniture(text) or names_site(text, names) or looks_like_byline(text))
        ):
            return Shown(text, piece.tag, piece.place, piece.place, piece.linked)
    return None


def cut_heading(pieces: list[Piece]) -> Headline | None:
    """The opening of a heading too long to be one; what it was is in the archive."""
    for piece in pieces:
        if piece.tag == "h1" and len(piece.text) > LONGEST_TITLE:
            return Headline(
                Reading(piece.text[:LONGEST_TITLE].rstrip() + "…", "visible", False), piece.place, piece.place
            )
    return None


def title_element(tree: LexborHTMLParser) -> str:
    node = tree.css_first("title")
    return clean(node.text()[: 4 * LONGEST_TITLE]) if node is not None else ""


def heads_of(page_title: str) -> list[str]:
    """The page's title, and what it is without one or more of its last parts."""
    if not page_title or len(page_title) > LONGEST_TITLE:
        return []
    cuts = [found.start() for found in SEPARATOR.finditer(page_title)]
    return [page_title, *(page_title[:cut] for cut in reversed(cuts))]


def site_keys(stated: Statements, url: str) -> frozenset[str]:
    """How the site may name itself: its stated names, its host and the host's main label."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    labels = host.split(".")
    main = labels[-3] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2] if len(labels) > 1 else host
    return frozenset(k for k in (key(name) for name in (*stated.site_names, host, main)) if k)


def headings_in(pieces: list[Piece]) -> list[Shown]:
    """Runs of pieces that stand in one heading element."""
    runs: list[tuple[int, str, list[Piece]]] = []
    for piece in pieces:
        node: LexborNode | None = piece.node
        for _ in range(4):
            if node is not None and node.tag not in HEADING_TAGS:
                node = node.parent
        if node is None or node.tag not in HEADING_TAGS:
            continue
        if runs and runs[-1][0] == node.mem_id:
            runs[-1][2].append(piece)
        else:
            runs.append((node.mem_id, node.tag, [piece]))
    return [
        Shown(text, tag, run[0].place, run[-1].place, run[0].linked)
        for _, tag, run in runs
        if 2 < len(text := " ".join(piece.text for piece in run)) <= LONGEST_TITLE
    ]


def likeness(text: str, heads: list[str]) -> float:
    """How well a shown heading fits what the page says its title is: 1 the same, 0 nothing in common."""
    letters = key(text)
    if any(key(head) == letters for head in heads):
        return 1.0
    words = set(text.casefold().split())
    others = [set(head.casefold().split()) for head in heads] if words else []
    return max((0.9 * len(words & other) / len(words | other) for other in others if other), default=0.0)


def same_words(pieces: list[Piece], heads: list[str], names: frozenset[str]) -> Shown | None:
    """The first place where the page shows its stated title as a line of its own; headings before other elements."""
    keys = [k for head in heads if len(k := key(head)) > 8 and k not in names]
    rank = {k: i for i, k in reversed(list(enumerate(keys)))}
    same = [
        (p, rank[k])
        for p in pieces
        if rank and p.linked < 0.5 and len(p.text) <= LONGEST_TITLE and (k := key(p.text)) in rank
    ]
    if not same:
        return None
    best, _ = min(same, key=lambda pair: (pair[0].tag not in HEADING_TAGS, pair[1], pair[0].place))
    return Shown(best.text, best.tag, best.place, best.place, best.linked)


def without_site(title: str, names: frozenset[str]) -> str:
    """A stated title without the site's name at its end."""
    cuts = list(SEPARATOR.finditer(title))
    for cut in cuts:
        tail = key(title[cut.end() :])
        if any(tail == name or (len(name) > 4 and (name in tail or tail in name)) for name in names):
            return title[: cut.start()].strip() or title
    if cuts and len(title[cuts[-1].end() :].split()) <= 5 and len(title[: cuts[-1].start()].split()) >= 5:
        return title[: cuts[-1].start()].strip()
    return title
