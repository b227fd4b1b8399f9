"""A node of the page as lines: each paragraph, heading, item, caption and table with what tells prose from furniture.

Internal to `portals.blocks`, which makes blocks of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from selectolax.lexbor import LexborNode

from portals.cells import Rows, Shape, shape_of
from portals.drafts import BOLD_BIT, CENTER_BIT, ITALIC_BIT, LINK, Draft, Line, LineKind
from portals.elements import TEXT, found_in, only_words, words_in
from portals.media import Attributes, attachment_of, image_of
from portals.tree import BLOCK_TAGS

BLOCKS = BLOCK_TAGS - {"html", "body", "br", "nav", "dialog"}
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
SKIPPED = frozenset((
    "script", "style", "noscript", "template", "textarea", "select", "option",
    "button", "input", "label", "iframe", "svg", "math", "object", "embed", "video", "audio",
    "canvas", "nav", "dialog", "head", "title", "-comment", "-doctype",
))  # fmt: skip
"""Names of what holds no words of the article."""
PICTURES = ("img", "amp-img")
STYLES = {"b": BOLD_BIT, "strong": BOLD_BIT, "i": ITALIC_BIT, "em": ITALIC_BIT}
NEVER_FURNITURE = frozenset(("header", "footer", "aside", "form", "article", "main"))
HIDDEN, CENTERED, NAMED_FURNITURE, NAMED_CAPTION = 1, 2, 4, 8
DEEPEST = 180
"""Levels below the node after which markup is taken as its words alone."""

HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
CENTERING = re.compile(r"text-align\s*:\s*(?:center|-webkit-center)", re.I)
FURNITURE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:relat\w*|tin-?lien-?quan|tinlienquan|shar(?:e|ing)\w*|social\w*|comment\w*|banner\w*|adv?s?|advert\w*|breadcrumbs?"
    r"|newsletter|tags?|print(?![_-](?:item|content|body|main|page|title|head|summary|sapo|date|author))|rating|note-?box|recommend\w*|read-?more|readmore)(?:$|[\s_-])|Related(?:One)?News|link-content-footer",
    re.I,
)
CAPTION_CLASS = re.compile(r"caption|img[-_]?title|image[-_]?desc|chu-?thich|photo-?desc", re.I)


def lines_of(node: LexborNode, base_url: str, caption: str | None) -> list[Line]:
    """The lines of a node in reading order; `caption` is a CSS selector looked for within it."""
    captions = frozenset(found.mem_id for found in node.css(caption)) if caption else frozenset()
    draft = Draft(base_url, captions)
    walk(node, draft, 0, 0)
    draft.end()
    return draft.done


def walk(node: LexborNode, draft: Draft, style: int, depth: int) -> None:
    """Adds what stands in a node to the draft."""
    if depth > DEEPEST:
        draft.add(node.text(separator=" "), style)
        return
    for child in node.iter(include_text=True):
        name = child.tag or "-comment"
        if name == TEXT:
            text = child.text_content or ""
            if draft.parts or not text.isspace():
                draft.add(text, style)
        elif name not in SKIPPED:
            attrs = child.attributes
            traits = traits_of(attrs) if attrs else 0
            if traits & HIDDEN:
                continue
            if name in BLOCKS:
                enter_block(child, name, traits, draft, style, depth)
            elif name == "br":
                draft.end()
                draft.broken = True
            elif name in PICTURES:
                picture = image_of(attrs, draft.base_url)
                if picture:
                    draft.images.append(picture)
            else:
                walk(child, draft, style | style_of(child, name, attrs, draft), depth + 1)


def style_of(inline: LexborNode, name: str, attrs: Attributes, draft: Draft) -> int:
    """The style bit that an inline element gives its words; where a link leads goes to the draft."""
    if name != "a" or not (href := attrs.get("href")):
        return STYLES.get(name, 0)
    draft.targets.append(href)
    file = attachment_of(inline, attrs, draft.base_url)
    if file:
        draft.files.append(file)
    return LINK


def enter_block(block: LexborNode, name: str, traits: int, draft: Draft, style: int, depth: int) -> None:
    draft.end()
    draft.broken = False
    if traits & NAMED_FURNITURE and name not in NEVER_FURNITURE and furniture(block):
        return
    shape: Shape = "figure" if name == "figure" else "frame"
    if name == "table":
        shape, rows = shape_of(block)
        if shape == "data":
            draft.done.append(table_line(block, rows, draft))
            return
    saved = draft.kind, draft.group, draft.figure
    if name == "center" or traits & CENTERED:
        style |= CENTER_BIT
    if name in ("ul", "ol") and not draft.group:
        draft.lists += 1
        draft.group = draft.lists
    elif shape == "figure":
        draft.figures += 1
        draft.figure = draft.figures
    draft.kind = kind_of(block, name, traits, draft, shape)
    words = None if style else only_words(block)
    if words is None:
        walk(block, draft, style, depth + 1)
        draft.end()
    else:
        draft.add_line(words)
    draft.kind, draft.group, draft.figure = saved


def kind_of(block: LexborNode, name: str, traits: int, draft: Draft, shape: Shape) -> LineKind:
    """What the lines within a block element are; what they already are within its parents counts."""
    if (
        draft.kind == "caption"
        or name == "figcaption"
        or (shape == "figure" and name == "table")
        or (draft.captions and block.mem_id in draft.captions)
        or (traits & NAMED_CAPTION and not found_in(block, "img,figure"))
    ):
        return "caption"
    if name in HEADINGS and draft.kind != "item":
        return "heading"
    if name == "blockquote":
        return "quote"
    return "item" if name == "li" and draft.kind == "text" else draft.kind


def table_line(table: LexborNode, rows: Rows, draft: Draft) -> Line:
    pictures = (image_of(img.attributes, draft.base_url) for img in table.css("img"))
    files = (attachment_of(a, a.attributes, draft.base_url) for a in table.css("a[href]"))
    return Line(
        "table",
        "\n".join(" | ".join(row) for row in rows),
        images=tuple(p for p in pictures if p),
        files=tuple(f for f in files if f),
        rows=rows,
    )


def furniture(block: LexborNode) -> bool:
    """Whether a block that is named like a related box, a share bar or the like is one: short, or made of links."""
    words = len(words_in(block))
    linked = sum(len(words_in(a)) for a in found_in(block, "a"))
    return words < 600 or linked > words / 2


def traits_of(attrs: Attributes) -> int:
    """What the page itself says of an element: bits of HIDDEN, CENTERED, NAMED_FURNITURE and NAMED_CAPTION."""
    if "hidden" in attrs:
        return HIDDEN
    get = attrs.get
    return _traits(get("class"), get("id"), get("type"), get("style"), get("align"))


@lru_cache(maxsize=1024)
def _traits(names: str | None, label: str | None, kind: str | None, style: str | None, align: str | None) -> int:
    """Remembered, as a portal's editors write the same few all the time."""
    bits = HIDDEN if style and HIDING.search(style) else 0
    bits |= CENTERED if align == "center" or (style and CENTERING.search(style)) else 0
    bits |= NAMED_FURNITURE if FURNITURE_CLASS.search(f"{names or ''} {label or ''} {kind or ''}") else 0
    return bits | (NAMED_CAPTION if names and CAPTION_CLASS.search(names) else 0)
