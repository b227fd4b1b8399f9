"""What the selectors of a layout give on a page: words, moments, names, numbers and files, each with the css that gave it.

A selector may list alternatives separated by commas; the first that gives something readable counts. `css@attr` reads an attribute.
The origin of words and moments says `(of several)` where other nodes of the same css say otherwise, so that the place alone chose;
that of a moment `(in short)` where it has no year of four figures, as a relative one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache

from selectolax.lexbor import LexborNode

from portals.elements import only_words
from portals.encoding import clean
from portals.fields import Reading
from portals.media import FILE, absolute
from portals.tree import pieces_of
from portals.vietnamese import Moment, moment_in
from portals.witnesses import HOMES, borne_out
from schemas.article import Attachment

ALTERNATIVE = re.compile(r",(?![^(\[]*[)\]])")
ATTRIBUTE = re.compile(r"(?P<css>.*)@(?P<attribute>[\w-]+)", re.S)
LABEL = re.compile(r"^(?:từ khóa|từ khoá|tags?|thẻ|nguồn(?: tin)?|chuyên mục)\s*:\s*", re.I)
FULL_DATE = re.compile(r"\b(?:19|20)\d\d\b")
VIEWS = re.compile(
    r"(?:view count|views?|(?:số )?lượt (?:xem|đọc|truy cập)|đã xem)\s*:?\s*(\d[\d.,]*)|^(\d[\d.,]*)(?:\s|$)", re.I
)


@cache
def alternatives(selector: str | None) -> tuple[str, ...]:
    """The alternatives of a selector in the order of preference; none where there is no selector."""
    return tuple(css.strip() for css in ALTERNATIVE.split(selector)) if selector else ()


@cache
def _sources(selector: str | None) -> tuple[tuple[str, str, str | None], ...]:
    """Of each alternative: itself, the css of its nodes, and the attribute that is read of them."""
    asked = ((css, ATTRIBUTE.fullmatch(css)) for css in alternatives(selector))
    return tuple((css, found["css"], found["attribute"]) if found else (css, css, None) for css, found in asked)


def words(article: LexborNode, selector: str | None) -> Reading[str] | None:
    """The first words found, without a label such as `Nguồn:`."""
    for css, text, nodes in _beside(article, selector):
        if bare := _unlabelled(text):
            return Reading(bare, _origin(css, nodes, bare, _unlabelled))
    return None


def byline(article: LexborNode, selector: str | None) -> Reading[str] | None:
    """The line of authors as printed; names in nodes of their own are joined by commas."""
    found = list(_found(article, selector))
    names = list(dict.fromkeys(text for css, text in found if css == found[0][0]))
    return Reading(", ".join(names), f"layout:{found[0][0]}") if names else None


def moment(article: LexborNode, selector: str | None, captured_at: datetime | None) -> Reading[Moment] | None:
    """The first text found that is a date line."""
    for css, text, nodes in _beside(article, selector):
        at = moment_in(text, captured_at)
        if at:
            origin = _origin(css, nodes, at, lambda other: moment_in(other, captured_at))
            return Reading(at, origin if FULL_DATE.search(text) else f"{origin} (in short)")
    return None


def names(article: LexborNode, selector: str | None) -> Reading[tuple[str, ...]] | None:
    """All names that all alternatives give, each once, without the home page, labels and the marks between them.

    agrees: whether the addresses of their links say the same.
    """
    links: dict[str, str] = {}
    first = None
    for css, printed, node in _nodes(article, selector):
        first, text = first or css, _unlabelled(printed).strip(" #,;/>»|")
        links.setdefault(text, node.attributes.get("href") or "")
    kept = tuple(text for text in links if text and text.lower() not in HOMES)
    return Reading(kept, f"layout:{first}", borne_out(links.items())) if kept else None


def views(article: LexborNode, selector: str | None) -> Reading[int] | None:
    """The number after a label such as `View count:`, or the number that the text opens with."""
    for css, text in _found(article, selector):
        number = VIEWS.search(text)
        if number:
            return Reading(int(re.sub(r"\D", "", number[1] or number[2])), f"layout:{css}")
    return None


def files(article: LexborNode, selector: str | None, base_url: str) -> Reading[tuple[Attachment, ...]] | None:
    """Links where the layout has its files; the type is the ending of the printed name, or else of a step of the address.

    agrees: whether the addresses say the same as the names.
    """
    css_of: dict[Attachment, str] = {}
    for css in alternatives(selector):
        for node in article.css(css):
            url = absolute(node.attributes.get("href") or "", base_url)
            if url:
                name = _text(node) or None
                css_of.setdefault(Attachment(url, name, _type(name or "", *url.split("?")[0].split("/"))), css)
    told = borne_out((file.name or "", file.url) for file in css_of)
    return Reading(tuple(css_of), f"layout:{next(iter(css_of.values()))}", told) if css_of else None


def _origin(css: str, nodes: Sequence[LexborNode], value: object, said: Callable[[str], object]) -> str:
    """Where a value was read; nodes: all of that css; said: what the text of one of them would be."""
    several = len(nodes) > 1 and any(said(_text(node)) not in (None, "", value) for node in nodes)
    return f"layout:{css} (of several)" if several else f"layout:{css}"


def _beside(article: LexborNode, selector: str | None) -> Iterator[tuple[str, str, Sequence[LexborNode]]]:
    """Texts that the alternatives give, each with its own css and all nodes of it; none of them where it is an attribute."""
    for css, holder, attribute in _sources(selector):
        nodes = article.css(holder)
        for node in nodes:
            text = clean(node.attributes.get(attribute) or "") if attribute else _text(node)
            if text:
                yield css, text, () if attribute else nodes


def _found(article: LexborNode, selector: str | None) -> Iterator[tuple[str, str]]:
    """Texts that the alternatives give, each with its own css."""
    return ((css, text) for css, text, _ in _nodes(article, selector))


def _nodes(article: LexborNode, selector: str | None) -> Iterator[tuple[str, str, LexborNode]]:
    for css, holder, attribute in _sources(selector):
        for node in article.css(holder):
            text = clean(node.attributes.get(attribute) or "") if attribute else _text(node)
            if text:
                yield css, text, node


def _text(node: LexborNode) -> str:
    words = only_words(node)
    return " ".join(piece.text for piece in pieces_of(node)) if words is None else clean(words)


def _unlabelled(text: str) -> str:
    return LABEL.sub("", text) if ":" in text else text


def _type(*candidates: str) -> str | None:
    return next((found[1].lower() for name in candidates if (found := FILE.search(name))), None)
