"""What a page marks up in place: microdata of the article's scope."""

from __future__ import annotations

from itertools import chain

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portals.encoding import clean
from portals.metas import LONGEST_NAME, LONGEST_VALUE, Said


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
        values = [micro_value(node) for node in scope.css(f"[itemprop~='{name}']")[:10]]
        limit = LONGEST_NAME if name == "author" else LONGEST_VALUE
        found[name] = tuple((value, "microdata") for value in dict.fromkeys(values) if value and len(value) <= limit)
        if name != "author":
            found[name] = found[name][:1]
    return found


def micro_value(node: LexborNode) -> str:
    attributes = node.attributes
    value = attributes.get("content") or attributes.get("datetime")
    if value:
        return clean(value[:LONGEST_VALUE])
    named = node.css_first("[itemprop~='name']")
    chosen = named if named is not None else node
    return clean((chosen.attributes.get("content") or chosen.text())[:LONGEST_VALUE])
