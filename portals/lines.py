"""A node of the page as lines: each paragraph, heading, item, caption and table with what tells prose from furniture.

Internal to `portals.blocks`, which makes blocks of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bs4 import Tag

from portals.cells import Rows, Shape, shape_of
from portals.drafts import BOLD_BIT, CENTER_BIT, ITALIC_BIT, LINK, Draft, Line, LineKind
from portals.elements import WORDS, Element, key_of
from portals.media import attachment_of, image_of
from portals.tree import BLOCK_TAGS

BLOCKS = BLOCK_TAGS - {"html", "body", "br", "nav", "dialog"}
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
SKIPPED = frozenset((
    "script", "style", "noscript", "template", "textarea", "select", "option",
    "button", "input", "label", "iframe", "svg", "math", "object", "embed", "video", "audio",
    "canvas", "nav", "dialog", "head", "title",
))  # fmt: skip
TAGS = (Element, Tag)
PICTURES = ("img", "amp-img")
BOLD = frozenset(("b", "strong"))
ITALIC = frozenset(("i", "em"))
DEEPEST = 180
"""Levels below the node after which markup is taken as its words alone."""

HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
CENTER = re.compile(r"text-align\s*:\s*(?:center|-webkit-center)", re.I)
FURNITURE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:relat\w*|tin-?lien-?quan|tinlienquan|shar(?:e|ing)\w*|social\w*|comment\w*|banner\w*|adv?s?|advert\w*|breadcrumbs?"
    r"|newsletter|tags?|print(?![_-](?:item|content|body|main|page|title|head|summary|sapo|date|author))|rating|note-?box|recommend\w*|read-?more|readmore)(?:$|[\s_-])|Related(?:One)?News|link-content-footer",
    re.I,
)
CAPTION_CLASS = re.compile(r"caption|img[-_]?title|image[-_]?desc|chu-?thich|photo-?desc", re.I)


def lines_of(node: Tag | Element, base_url: str, drop: tuple[str, ...], caption: str | None) -> list[Line]:
    """The lines of a node in reading order; `drop` and `caption` are CSS selectors looked for within it."""
    dropped = frozenset(key_of(tag) for css in drop for tag in node.select(css))
    captions = frozenset(key_of(tag) for tag in node.select(caption)) if caption else frozenset()
    draft = Draft(base_url, dropped, captions)
    walk(node, draft, 0, 0)
    draft.end()
    return draft.done


def walk(node: Tag | Element, draft: Draft, style: int, depth: int) -> None:
    """Adds what stands in a node to the draft."""
    if depth > DEEPEST:
        draft.add(node.get_text(" "), style)
        return
    for child in node.children:
        if isinstance(child, str):
            if type(child) in WORDS and (draft.parts or not child.isspace()):
                draft.add(str(child), style)
        elif isinstance(child, TAGS):
            name, attrs = child.name, child.attrs
            if name in SKIPPED or (attrs and hidden(child)) or (draft.dropped and key_of(child) in draft.dropped):
                continue
            if name in BLOCKS:
                enter_block(child, draft, style, depth)
            elif name == "br":
                draft.end()
                draft.broken = True
            elif name in PICTURES:
                picture = image_of(child, draft.base_url)
                if picture:
                    draft.images.append(picture)
            else:
                enter_inline(child, draft, style, depth)


def enter_inline(tag: Tag | Element, draft: Draft, style: int, depth: int) -> None:
    if tag.name == "a":
        href = tag.get("href")
        if isinstance(href, str) and href:
            style |= LINK
            draft.targets.append(href)
            file = attachment_of(tag, draft.base_url)
            if file:
                draft.files.append(file)
    elif tag.name in BOLD:
        style |= BOLD_BIT
    elif tag.name in ITALIC:
        style |= ITALIC_BIT
    walk(tag, draft, style, depth + 1)


def enter_block(tag: Tag | Element, draft: Draft, style: int, depth: int) -> None:
    draft.end()
    draft.broken = False
    if tag.attrs and furniture(tag):
        return
    shape: Shape = "figure" if tag.name == "figure" else "frame"
    if tag.name == "table":
        shape, rows = shape_of(tag)
        if shape == "data":
            draft.done.append(table_line(tag, rows, draft))
            return
    saved = draft.kind, draft.group, draft.figure
    if tag.name == "center" or (tag.attrs and _in_the_middle(tag)):
        style |= CENTER_BIT
    if tag.name in ("ul", "ol") and not draft.group:
        draft.lists += 1
        draft.group = draft.lists
    elif shape == "figure":
        draft.figures += 1
        draft.figure = draft.figures
    draft.kind = kind_of(tag, draft, shape)
    words = tag.only_words if isinstance(tag, Element) and not style else None
    if words is None:
        walk(tag, draft, style, depth + 1)
        draft.end()
    else:
        draft.add_line(words)
    draft.kind, draft.group, draft.figure = saved


def _in_the_middle(tag: Tag | Element) -> bool:
    attrs = tag.attrs
    return attrs.get("align") == "center" or ("style" in attrs and CENTER.search(str(attrs["style"])) is not None)


def kind_of(tag: Tag | Element, draft: Draft, shape: Shape) -> LineKind:
    """What the lines within a block element are; what they already are within its parents counts."""
    if (
        draft.kind == "caption"
        or (draft.captions and key_of(tag) in draft.captions)
        or tag.name == "figcaption"
        or (shape == "figure" and tag.name == "table")
    ):
        return "caption"
    if tag.attrs and names_caption(_classes(tag)) and not tag.find(("img", "figure")):
        return "caption"
    if tag.name in HEADINGS and draft.kind != "item":
        return "heading"
    if tag.name == "blockquote":
        return "quote"
    return "item" if tag.name == "li" and draft.kind == "text" else draft.kind


def _classes(tag: Tag | Element) -> str:
    names = tag.attrs.get("class", "")
    return names if isinstance(names, str) else " ".join(names)


@lru_cache(maxsize=256)
def names_caption(names: str) -> bool:
    return CAPTION_CLASS.search(names) is not None


def table_line(tag: Tag | Element, rows: Rows, draft: Draft) -> Line:
    pictures = (image_of(img, draft.base_url) for img in tag.find_all("img"))
    files = (attachment_of(a, draft.base_url) for a in tag.find_all("a", href=True))
    return Line(
        "table",
        "\n".join(" | ".join(row) for row in rows),
        images=tuple(p for p in pictures if p),
        files=tuple(f for f in files if f),
        rows=rows,
    )


def hidden(tag: Tag | Element) -> bool:
    """Whether the page itself says that a node is not shown."""
    attrs = tag.attrs
    return "hidden" in attrs or ("style" in attrs and HIDDEN.search(str(attrs["style"])) is not None)


def furniture(tag: Tag | Element) -> bool:
    """Whether a block is a related box, a share bar or the like: named so, and short or made of links."""
    if tag.name in ("header", "footer", "aside", "form", "article", "main"):
        return False
    if not names_furniture(f"{_classes(tag)} {tag.attrs.get('id', '')} {tag.attrs.get('type', '')}"):
        return False
    words = len(tag.get_text(" ", strip=True))
    linked = sum(len(a.get_text(" ", strip=True)) for a in tag.find_all("a"))
    return words < 600 or linked > words / 2


@lru_cache(maxsize=256)
def names_furniture(names: str) -> bool:
    return FURNITURE_CLASS.search(names) is not None
