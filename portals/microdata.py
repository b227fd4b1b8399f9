"""What a page marks up in place: microdata of the article's scope."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portals.encoding import clean
from portals.metas import LONGEST_NAME, LONGEST_VALUE, Said


def microdata_of(tree: LexborHTMLParser) -> dict[str, tuple[Said, ...]]:
    """headline, dates and authors of the first article scope, or else of a film's; other scopes on the page are teasers and comments."""
    scope = tree.css_first("[itemscope][itemtype*='Article'],[itemscope][itemtype*='BlogPosting']")
    scope = scope if scope is not None else tree.css_first("[itemscope][itemtype$='VideoObject']")
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
