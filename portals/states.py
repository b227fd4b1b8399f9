"""What a page's own program keeps of its article (`__NEXT_DATA__`, `window.__STATE__ = …`): asked last, where nothing else tells.

Only an object that has the page's title is believed, as such a store holds the whole site's teasers as well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from portals.encoding import clean
from portals.jsonld import LENIENT, letters, objects_in
from portals.metas import LONGEST_NAME, LONGEST_VALUE, Said
from portals.phrases import words_of

SHORTEST, LONGEST = 60, 3_000_000
"""Characters of a script that may hold an article."""
MOST_SCRIPTS = 20
MOST_OBJECTS = 50_000
ASSIGNED = re.compile(
    r"^[\s;]*(?:(?:window|self|globalThis)[.\[][\w.\]\"'$]{1,60}|(?:var|let|const) [\w$]{1,60})\s*=\s*(?=[{\[]|JSON\.parse\()"
)
HEADS = words_of("headline title name heading displayTitle headlineText")
NAMES = words_of("name fullName full_name displayName display_name title authorName byline text")
WRITERS = words_of("authors author byline writers writer creators creator authorName author_name bylines contributors")
DATES = words_of(
    "datePublished publishedAt published_at publishDate publish_date publishedDate published_date firstPublished firstPublishedAt first_published_at"
    " publicationDate publication_date pubDate published display_date displayDate publishTime publishedTime date"
)
ORIGIN = "state"


def data_in(tree: LexborHTMLParser) -> tuple[str, ...]:
    """The scripts of a page that hold data, as JSON or as an assignment of it."""
    found: list[str] = []
    for script in tree.css("script:not([src])"):
        kind = script.attributes.get("type") or ""
        if "ld+json" in kind or len(found) >= MOST_SCRIPTS:
            continue
        text = script.text()
        if SHORTEST <= len(text) <= LONGEST and (kind == "application/json" or ASSIGNED.match(text)):
            found.append(text)
    return tuple(found)


def told_by(scripts: tuple[str, ...], title: str) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """Authors and dates of publication of the objects that have this title."""
    authors: tuple[Said, ...] = ()
    dates: tuple[Said, ...] = ()
    for script in scripts:
        if not mentions(script, title):
            continue
        root = data_of(script)
        known = dict(referred(root))
        for node in articles_in(root, title):
            authors = authors or tuple((name, ORIGIN) for name in writers_of(node, known))
            dates = dates or tuple((clean(str(node[k])), ORIGIN) for k in DATES if usable(node.get(k)))[:1]
    return authors, dates


def mentions(script: str, title: str) -> bool:
    """Whether a script can hold a title: the first of its words, as JSON writes them in either manner."""
    start = title[:12]
    return start in script or json.dumps(start)[1:-1] in script or json.dumps(json.dumps(start)[1:-1])[1:-1] in script


def data_of(script: str) -> Any:
    """The data in a script; None where it is no JSON."""
    assigned = ASSIGNED.match(script)
    text = script[assigned.end() :] if assigned else script.strip()
    try:
        if text.startswith("JSON.parse("):
            inner, _ = LENIENT.raw_decode(text.removeprefix("JSON.parse("))
            return LENIENT.raw_decode(inner)[0] if isinstance(inner, str) else None
        return LENIENT.raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def nodes_in(root: Any) -> Iterator[dict[str, Any]]:
    for count, node in enumerate(objects_in(root, 0)):
        if count >= MOST_OBJECTS:
            return
        yield node


def articles_in(root: Any, title: str) -> list[dict[str, Any]]:
    wanted = letters(title)
    return [n for n in nodes_in(root) if any(isinstance(n.get(k), str) and letters(n[k]) == wanted for k in HEADS)]


def referred(root: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Objects by the keys under which a store of GraphQL answers keeps them (`Author:9`)."""
    for node in nodes_in(root):
        yield from ((key, value) for key, value in node.items() if ":" in key and isinstance(value, dict))


def writers_of(node: dict[str, Any], known: dict[str, dict[str, Any]]) -> list[str]:
    """The names under the first key that has any."""
    for key in WRITERS:
        value = node.get(key)
        names = [
            clean(name) for item in (value if isinstance(value, list) else [value]) for name in names_of(item, known)
        ]
        if found := [name for name in dict.fromkeys(names) if 1 < len(name) <= LONGEST_NAME]:
            return found[:MOST_SCRIPTS]
    return []


def names_of(item: Any, known: dict[str, dict[str, Any]]) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    if not isinstance(item, dict):
        return
    item = known.get(str(item["__ref"]), item) if "__ref" in item else item
    first, last = (item.get("firstName") or item.get("first_name")), (item.get("lastName") or item.get("last_name"))
    named = next((item[key] for key in NAMES if isinstance(item.get(key), str) and item[key].strip()), None)
    if named is not None:
        yield named
    elif isinstance(first, str) and isinstance(last, str):
        yield f"{first} {last}"


def usable(value: Any) -> bool:
    """Whether a value can be a date as written, or a count of seconds or their thousandths."""
    return (isinstance(value, str) and 6 <= len(value) <= LONGEST_VALUE) or (type(value) is int and value > 10**8)
