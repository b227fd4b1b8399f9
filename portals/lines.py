"""A node of the page as lines: each paragraph, heading, item, caption and table with what tells prose from furniture.

Internal to `portals.blocks`, which makes blocks of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from bs4 import NavigableString, Tag

from portals.encoding import clean
from portals.cells import rows_of, shape_of
from portals.media import attachment_of, image_of
from schemas.article import Attachment, Image

LineKind = Literal["text", "heading", "caption", "quote", "item", "table"]

BLOCKS = frozenset(
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form header hr legend li"
    " main menu ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
SKIPPED = frozenset(
    "script style noscript template textarea select option button input label iframe svg math object embed video audio canvas"
    " nav dialog head title".split()
)
BOLD = frozenset(("b", "strong"))
ITALIC = frozenset(("i", "em"))
DEEPEST = 180
"""Levels below the node after which markup is taken as its words alone."""

HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
CENTER = re.compile(r"text-align\s*:\s*(?:center|-webkit-center)", re.I)
FURNITURE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:relat\w*|tin-?lien-?quan|tinlienquan|shar(?:e|ing)\w*|social\w*|comment\w*|banner\w*|adv?s?|advert\w*|breadcrumbs?"
    r"|newsletter|tags?|print|rating|recommend\w*|read-?more|readmore)(?:$|[\s_-])|Related(?:One)?News|link-content-footer",
    re.I,
)
CAPTION_CLASS = re.compile(r"caption|img[-_]?title|image[-_]?desc|chu-?thich|photo-?desc", re.I)

LINK, BOLD_BIT, ITALIC_BIT, CENTER_BIT = 1, 2, 4, 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page. The shares are of its letters: 1.0 is all of them.

    group: number of the list that an item belongs to; 0 elsewhere.
    figure: number of the figure (or table of one picture) that a caption belongs to; 0 elsewhere.
    """

    kind: LineKind
    text: str
    linked: float = 0.0
    bold: float = 0.0
    italic: float = 0.0
    centered: bool = False
    group: int = 0
    figure: int = 0
    images: tuple[Image, ...] = ()
    files: tuple[Attachment, ...] = ()
    rows: tuple[tuple[str, ...], ...] | None = None
    targets: tuple[str, ...] = ()
    broken: bool = False
    """Whether a typed line break, and no end of a block, stands before it."""


@dataclass(slots=True)
class Draft:
    """The walk's working memory: lines that are done, and the one being gathered."""

    base_url: str
    dropped: frozenset[int]
    captions: frozenset[int]
    done: list[Line] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    counts: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    centered: bool = False
    images: list[Image] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    kind: LineKind = "text"
    lists: int = 0
    group: int = 0
    figures: int = 0
    figure: int = 0
    broken: bool = False

    def add(self, text: str, style: int) -> None:
        """Words of the line being gathered, with the style bits they stand in."""
        self.parts.append(text)
        letters = sum(not c.isspace() for c in text) if len(text) < 200 else len(text)
        if letters:
            self.counts[0] += letters
            self.counts[1] += letters * bool(style & LINK)
            self.counts[2] += letters * bool(style & BOLD_BIT)
            self.counts[3] += letters * bool(style & ITALIC_BIT)
            self.centered = self.centered or bool(style & CENTER_BIT)

    def end(self) -> None:
        """Ends the line being gathered; a line without words or pictures leaves nothing."""
        text = clean("".join(self.parts))
        if text or self.images or self.files:
            total = self.counts[0] or 1
            linked, bold, italic = (count / total for count in self.counts[1:])
            line = Line(
                self.kind,
                text,
                linked,
                bold,
                italic,
                centered=self.centered,
                group=self.group if self.kind == "item" else 0,
                figure=self.figure,
                images=tuple(self.images),
                files=tuple(self.files),
                targets=tuple(self.targets),
                broken=self.broken,
            )
            self.done.append(line)
        self.parts, self.counts, self.centered = [], [0, 0, 0, 0], False
        self.images, self.files, self.targets = [], [], []
        self.broken = False


def lines_of(node: Tag, base_url: str, drop: tuple[str, ...], caption: str | None) -> list[Line]:
    """The lines of a node in reading order; `drop` and `caption` are CSS selectors looked for within it."""
    dropped = frozenset(id(tag) for css in drop for tag in node.select(css))
    captions = frozenset(id(tag) for tag in node.select(caption)) if caption else frozenset()
    draft = Draft(base_url, dropped, captions)
    walk(node, draft, 0, 0)
    draft.end()
    return draft.done


def walk(node: Tag, draft: Draft, style: int, depth: int) -> None:
    """Adds what stands in a node to the draft."""
    if depth > DEEPEST:
        draft.add(node.get_text(" "), style)
        return
    for child in node.children:
        if isinstance(child, Tag):
            if child.name not in SKIPPED and not hidden(child) and id(child) not in draft.dropped:
                enter(child, draft, style, depth)
        elif type(child) is NavigableString:
            draft.add(str(child), style)


def enter(tag: Tag, draft: Draft, style: int, depth: int) -> None:
    name = tag.name
    if name == "br":
        draft.end()
        draft.broken = True
    elif name in ("img", "amp-img"):
        picture = image_of(tag, draft.base_url)
        if picture:
            draft.images.append(picture)
    elif name in BLOCKS or name in HEADINGS:
        enter_block(tag, draft, style, depth)
    else:
        enter_inline(tag, draft, style, depth)


def enter_inline(tag: Tag, draft: Draft, style: int, depth: int) -> None:
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


def enter_block(tag: Tag, draft: Draft, style: int, depth: int) -> None:
    draft.end()
    draft.broken = False
    if furniture(tag):
        return
    if tag.name == "table":
        shape = shape_of(tag)
        if shape == "data":
            draft.done.append(table_line(tag, draft))
            return
    else:
        shape = "figure" if tag.name == "figure" else None
    saved = draft.kind, draft.group, draft.figure
    if tag.name == "center" or tag.get("align") == "center" or CENTER.search(str(tag.get("style") or "")):
        style |= CENTER_BIT
    if tag.name in ("ul", "ol"):
        draft.lists += 1
        draft.group = draft.lists
    elif shape == "figure":
        draft.figures += 1
        draft.figure = draft.figures
    draft.kind = kind_of(tag, draft, shape)
    walk(tag, draft, style, depth + 1)
    draft.end()
    draft.kind, draft.group, draft.figure = saved


def kind_of(tag: Tag, draft: Draft, shape: str | None) -> LineKind:
    """What the lines within a block element are; what they already are within its parents counts."""
    if draft.kind == "caption" or id(tag) in draft.captions or tag.name == "figcaption" or (shape == "figure" and tag.name == "table"):
        return "caption"
    if CAPTION_CLASS.search(" ".join(tag.get_attribute_list("class", []))) and not tag.find(("img", "figure")):
        return "caption"
    if tag.name in HEADINGS and draft.kind != "item":
        return "heading"
    if tag.name == "blockquote":
        return "quote"
    return "item" if tag.name == "li" and draft.kind == "text" else draft.kind


def table_line(tag: Tag, draft: Draft) -> Line:
    rows = rows_of(tag)
    pictures = (image_of(img, draft.base_url) for img in tag.find_all("img"))
    files = (attachment_of(a, draft.base_url) for a in tag.find_all("a", href=True))
    return Line(
        "table",
        "\n".join(" | ".join(row) for row in rows),
        images=tuple(p for p in pictures if p),
        files=tuple(f for f in files if f),
        rows=rows,
    )


def hidden(tag: Tag) -> bool:
    """Whether the page itself says that a node is not shown."""
    return tag.has_attr("hidden") or bool(HIDDEN.search(str(tag.get("style") or "")))


def furniture(tag: Tag) -> bool:
    """Whether a block is a related box, a share bar or the like: named so, and short or made of links."""
    if tag.name in ("header", "footer", "aside", "form", "article", "main") or not tag.attrs:
        return False
    names = " ".join([*tag.get_attribute_list("class", []), str(tag.get("id") or ""), str(tag.get("type") or "")])
    if not FURNITURE_CLASS.search(names):
        return False
    words = len(tag.get_text(" ", strip=True))
    linked = sum(len(a.get_text(" ", strip=True)) for a in tag.find_all("a"))
    return words < 600 or linked > words / 2
