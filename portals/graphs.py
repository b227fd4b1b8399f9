"""What the objects of a page's JSON-LD say of its article: date, authors, section."""

from __future__ import annotations

import re
from typing import Any

from portals.encoding import clean
from portals.jsonld import organisations, texts_of, types_of
from portals.metas import LONGEST_NAME, LONGEST_VALUE, Said

HOMES = frozenset(("trang chủ", "home", "homepage", "trang chu", "trang nhất"))
TAG = re.compile(r"<[^<>]{1,500}>")


def of_page(article: dict[str, Any], nodes: list[dict[str, Any]]) -> tuple[Said, ...]:
    """The date of creation, or the page's own date, where the article has no date of publication."""
    if article.get("datePublished"):
        return ()
    page: dict[str, Any] = next((n for n in nodes if any(kind.endswith("WebPage") for kind in types_of(n))), {})
    return said(article, "dateCreated", "json-ld") + said(page, "datePublished", "json-ld")


def said(node: dict[str, Any], key: str, origin: str) -> tuple[Said, ...]:
    value = node.get(key)
    values = [v.get("@value") if isinstance(v, dict) else v for v in (value if isinstance(value, list) else [value])]
    texts = (clean(str(text)[:LONGEST_VALUE]) for text in values if isinstance(text, str) or type(text) is int)
    return tuple((text, origin) for text in texts if text)


def authors_of(article: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> tuple[Said, ...]:
    """Names of authors in JSON-LD that are not said to be organisations."""
    for value in (article.get("author"), article.get("creator")):
        groups = organisations(value, by_id)
        names = [clean(TAG.sub(" ", name)) for name in texts_of(value, by_id) if name not in groups]
        if found := [name for name in dict.fromkeys(names) if 0 < len(name) <= LONGEST_NAME]:
            return tuple((name, "json-ld") for name in found)
    return ()


def sections_of(
    nodes: list[dict[str, Any]], article: dict[str, Any], by_id: dict[str, dict[str, Any]]
) -> tuple[Said, ...]:
    """The breadcrumb without the home page and the article itself, or else the article's section."""
    trail = next((node for node in nodes if "BreadcrumbList" in types_of(node)), None)
    items = trail.get("itemListElement") if trail else None
    names = []
    for item in items if isinstance(items, list) else []:
        inner = item.get("item") if isinstance(item, dict) else None
        name = (texts_of(item, by_id) or texts_of(inner, by_id)) if isinstance(item, dict) else ()
        names += [clean(text) for text in name[:1]]
    heading = {value for value, _ in said(article, "headline", "json-ld")}
    path = [name for name in names if name and name.lower() not in HOMES and name not in heading and len(name) <= 80]
    if path:
        return tuple((name, "json-ld") for name in path)
    return tuple(
        (clean(text), "json-ld") for text in texts_of(article.get("articleSection"), by_id)[:1] if len(text) <= 80
    )
