"""JSON in script elements as sites really write it: several roots, graphs, comments, CDATA, trailing commas, raw line breaks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

import chompjs

MOST_CHARACTERS = 1_000_000
DEEPEST = 40
MOST_NODES = 5_000

LENIENT = json.JSONDecoder(strict=False, parse_constant=lambda _: None)
WRAPPING = re.compile(r"(?:/\*\s*)?<!\[CDATA\[(?:\s*\*/)?|(?:/\*|//)?\s*\]\]>(?:\s*\*/)?|<!--|-->")
WRAPPED = ("<![CDATA[", "]]>", "<!--", "-->")
ARTICLE = re.compile(r"(?:Article|BlogPosting|Blog ?Post|Report|LiveBlogPosting|Review|ArticleObject)$")

PARTS = frozenset(
    (
        "itemListElement",
        "liveBlogUpdate",
        "hasPart",
        "isPartOf",
        "mentions",
        "citation",
        "isBasedOn",
        "comment",
        "review",
    )
)
"""What these hold is not the page's own article."""
SHORTEST_HEAD = 10


def nodes_of(scripts: list[str]) -> list[dict[str, Any]]:
    """Every object in the scripts, in document order, roots and nested ones alike; broken scripts give what can be saved.

    Bounded in size, depth and number, as a page may hold anything.
    """
    found: list[dict[str, Any]] = []
    for script in scripts:
        if len(script) <= MOST_CHARACTERS:
            for node in objects_in(tolerant(script), 0):
                found.append(node)
                if len(found) >= MOST_NODES:
                    return found
    return found


def tolerant(script: str) -> Any:
    """What a script says; None where nothing can be made of it. NaN and infinities become None."""
    bare = WRAPPING.sub("", script) if any(mark in script for mark in WRAPPED) else script
    text = bare.strip().rstrip(";")
    text = unescape(text) if text[:2] == "{&" else text
    try:
        return LENIENT.decode(text)
    except RecursionError:
        return None
    except ValueError:
        pass
    if too_deep(text):
        return None
    try:
        return chompjs.parse_js_object(text, loader_kwargs={"strict": False, "parse_constant": lambda _: None})
    except (ValueError, RecursionError):
        return None


def too_deep(text: str) -> bool:
    """Whether brackets nest beyond what a site means."""
    depth = 0
    for character in text:
        if character in "[{":
            depth += 1
            if depth > DEEPEST:
                return True
        elif character in "]}":
            depth -= 1
    return False


def objects_in(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for child in value.values():
            if isinstance(child, dict | list):
                yield from objects_in(child, depth + 1)
    elif isinstance(value, list):
        for child in value:
            if isinstance(child, dict | list):
                yield from objects_in(child, depth + 1)


def types_of(node: dict[str, Any]) -> tuple[str, ...]:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return tuple(name.rsplit("/", 1)[-1] for name in names if isinstance(name, str))


def articles_in(nodes: list[dict[str, Any]], titles: Iterable[str]) -> list[dict[str, Any]]:
    """The nodes of article types, the page's own first: those that are no part of a list, a live blog or another article, dated ones,
    those with one of the page's titles.
    """
    articles = [node for node in nodes if any(ARTICLE.search(kind) for kind in types_of(node))]
    if len(articles) < 2:
        return articles
    heads = [letters(title) for title in titles]
    parts = {id(inner) for node in nodes for name in PARTS & node.keys() for inner in objects_in(node[name], 0)}

    def rank(node: dict[str, Any]) -> tuple[bool, bool, bool]:
        return id(node) in parts, not node.get("datePublished"), not titled(node, heads)

    return sorted(articles, key=rank)


def titled(node: dict[str, Any], heads: list[str]) -> bool:
    """Whether a node's heading is one of the page's titles, or the beginning of one."""
    headline = node.get("headline")
    mine = letters(headline) if isinstance(headline, str) else ""
    return len(mine) >= SHORTEST_HEAD and any(
        head.startswith(mine) or mine.startswith(head or mine + " ") for head in heads
    )


def letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def texts_of(value: Any, by_id: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    """The names or words in a value: a string, an object with a name, a reference to one, or a list of these."""
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    if isinstance(value, list):
        items = [inner for item in value[:100] for inner in (item[:100] if isinstance(item, list) else [item])]
        return tuple(text for item in items if not isinstance(item, list) for text in texts_of(item, by_id))
    if isinstance(value, dict):
        if isinstance(value.get("@list"), list):
            return texts_of(value["@list"], by_id)
        named = value if value.get("name") or "@id" not in value else by_id.get(str(value["@id"]), value)
        name = named.get("name") or " ".join(
            part for key in ("givenName", "familyName") if isinstance(part := named.get(key), str)
        )
        if isinstance(name, dict):
            name = name.get("name") or name.get("@value")
        return texts_of(name, {}) if isinstance(name, str | list) else ()
    return ()


def organisations(value: Any, by_id: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    """Names among an author's values that the site itself says belong to no person."""
    items = value if isinstance(value, list) else [value]
    found: list[str] = []
    for item in items:
        if isinstance(item, dict):
            named = item if item.get("name") or "@id" not in item else by_id.get(str(item["@id"]), item)
            if any("Organization" in kind for kind in types_of(named)):
                found += texts_of(named, by_id)
    return tuple(dict.fromkeys(found))
