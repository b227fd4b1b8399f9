"""JSON in script elements as sites really write it: several roots, graphs, comments, CDATA, trailing commas, raw line breaks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import chompjs

MOST_CHARACTERS = 1_000_000
DEEPEST = 40
MOST_NODES = 5_000

LENIENT = json.JSONDecoder(strict=False, parse_constant=lambda _: None)
WRAPPING = re.compile(r"(?:/\*\s*)?<!\[CDATA\[(?:\s*\*/)?|(?:/\*|//)?\s*\]\]>(?:\s*\*/)?|<!--|-->")
WRAPPED = ("<![CDATA[", "]]>", "<!--", "-->")
ARTICLE = re.compile(r"(?:Article|BlogPosting|Blog ?Post|Report|LiveBlogPosting|Review|ArticleObject)$")


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


def article_in(nodes: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The node of the page's article: the first article type with a heading or a date, not nested teasers of others."""
    articles = [node for node in nodes if any(ARTICLE.search(kind) for kind in types_of(node))]
    dated = [node for node in articles if node.get("datePublished")]
    return next(iter(dated or articles), None)


def texts_of(value: Any, by_id: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    """The names or words in a value: a string, an object with a name, a reference to one, or a list of these."""
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    if isinstance(value, list):
        return tuple(text for item in value[:100] if not isinstance(item, list) for text in texts_of(item, by_id))
    if isinstance(value, dict):
        named = value if value.get("name") or "@id" not in value else by_id.get(str(value["@id"]), value)
        name = named.get("name")
        return texts_of(name, {}) if isinstance(name, str | list) else ()
    return ()


def organisations(value: Any, by_id: dict[str, dict[str, Any]]) -> frozenset[str]:
    """Names among an author's values that the site itself says belong to no person."""
    items = value if isinstance(value, list) else [value]
    found: list[str] = []
    for item in items:
        if isinstance(item, dict):
            named = item if item.get("name") or "@id" not in item else by_id.get(str(item["@id"]), item)
            if any("Organization" in kind for kind in types_of(named)):
                found += texts_of(named, by_id)
    return frozenset(found)
