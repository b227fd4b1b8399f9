"""What a page marks up in place: microdata of the article's scope, and attributes with an author's name."""

from __future__ import annotations

from itertools import chain

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portals.encoding import clean
from portals.metas import LONGEST_NAME, LONGEST_VALUE, Said

LONGEST_STAMPED = 80
"""Characters in an element that shows a moment and little else."""
STAMPS = ("datetime", "data-published", "data-published-date", "data-publish-date", "data-date-published", "data-publication-date", "data-pubdate",
          "data-datetime", "data-timestamp", "data-time", "content", "title")  # fmt: skip
"""Attributes in which content systems write a moment for their scripts, the most telling first."""
STAMPED = ",".join(
    (
        "time[datetime]",
        "abbr.published[title]",
        "[itemprop~='datePublished'][content]",
        *(f"[{name}]" for name in STAMPS[:-2]),
    )
)
OF_PAGE = ",".join((
    "[itemprop~='datePublished'][content]", "[itemprop~='datePublished'][datetime]", "time[pubdate][datetime]", *(f"[{name}]" for name in STAMPS[1:7]),
))  # fmt: skip
"""Those that speak of a publication, wherever they stand."""
PERSON = "[itemprop~='author']"
MOST = 20


def microdata_of(tree: LexborHTMLParser) -> dict[str, tuple[Said, ...]]:
    """headline, dates and authors of the first article scope, or else of a film's; other scopes on the page are teasers and comments."""
    scopes = [(scope.attributes["itemtype"] or "", scope) for scope in tree.css("[itemscope][itemtype]")]
    articles = (scope for kind, scope in scopes if "Article" in kind or "BlogPosting" in kind)
    films = (scope for kind, scope in scopes if kind.endswith("VideoObject"))
    scope = next(chain(articles, films), None)
    if scope is None:
        return {}
    found: dict[str, tuple[Said, ...]] = {}
    for name in ("headline", "datePublished", "dateModified", "author"):
        values = [value for node in scope.css(f"[itemprop~='{name}']")[:MOST] for value in micro_values(node)]
        limit = LONGEST_NAME if name == "author" else LONGEST_VALUE
        found[name] = said_once(values, limit)
        if name != "author":
            found[name] = found[name][:1]
    return found


def said_once(values: list[str], longest: int) -> tuple[Said, ...]:
    return tuple((value, "microdata") for value in dict.fromkeys(values) if value and len(value) <= longest)


def unscoped(node: LexborNode) -> bool:
    """Whether what a node says is of the page, and not of a comment or another scope on it."""
    outer = node.parent
    while outer is not None and "itemscope" not in outer.attributes:
        outer = outer.parent
    return outer is None or (outer.attributes.get("itemtype") or "").endswith("WebPage")


def micro_values(node: LexborNode) -> list[str]:
    """What a node says: its stated value, each of the names in it, or else its words."""
    attributes = node.attributes
    value = attributes.get("content") or attributes.get("datetime")
    if value:
        return [clean(value[:LONGEST_VALUE])]
    named = node.css("[itemprop~='name']")[:MOST]
    return [clean((inner.attributes.get("content") or inner.text())[:LONGEST_VALUE]) for inner in (named or [node])]


def outside_scopes(tree: LexborHTMLParser) -> tuple[Said, ...]:
    """The authors in the one element that is said to hold any, where it is of no scope; of several, some are other articles'."""
    nodes = tree.css(PERSON)[:MOST]
    return said_once(micro_values(nodes[0]), LONGEST_NAME) if len(nodes) == 1 and unscoped(nodes[0]) else ()


def stamp_of(node: LexborNode) -> str:
    """The moment in a node's attributes; none in those of a box of words, or of a node without any."""
    if node.tag == "time":
        return stamped(node)
    return stamped(node) if 0 < len(node.text().strip()) <= LONGEST_STAMPED else ""


def stamped(node: LexborNode) -> str:
    attributes = node.attributes
    return next((value for name in STAMPS if (value := attributes.get(name))), "")


def dated_by(tree: LexborHTMLParser) -> tuple[Said, ...]:
    """The date of publication in attributes, where all of the page give the same one; else that of its only `time` element, if that is empty."""
    found = (node for node in tree.css(OF_PAGE)[:MOST] if unscoped(node))
    stamps = {clean(stamp[:LONGEST_VALUE]) for node in found if (stamp := stamped(node))}
    if not stamps:
        times = tree.css("time[datetime]")[:2]
        stamps = {
            clean(node.attributes.get("datetime") or "")
            for node in times
            if len(times) == 1 and not node.text().strip()
        }
    return tuple((stamp, "attribute") for stamp in stamps if len(stamps) == 1 and stamp)


def attributed_to(tree: LexborHTMLParser) -> tuple[Said, ...]:
    """The name in attributes that content systems give their counters, where all of them on the page give the same one."""
    names = {clean(node.attributes.get("data-author") or "") for node in tree.css("[data-author]")[:MOST]} - {""}
    return tuple((name, "data-author") for name in names if len(names) == 1 and len(name) <= LONGEST_NAME)
