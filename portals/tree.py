"""Parsing a page within limits, and the page as lines in document order.

The tree is lexbor's (the HTML5 algorithm); `portals.elements` gives the readers of blocks the part that is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portals.encoding import clean
from portals.spacing import spaced
from schemas.errors import NotAnArticle

MOST_CHARACTERS = 12_000_000
"""After the cuts below; more is refused as `too_large`."""
LONGEST_TAG = 32_768
"""Characters of one start tag: beyond it the attributes are cut. Parsers are quadratic in the number of attributes of a tag."""
MANY_TAGS = 10_000
"""Below it no nesting is deep enough to hurt: the two cuts that follow are made above it alone."""
LONGEST_RUN = 100
"""Repetitions of the same one to three tags in a row: nesting for its own sake, beyond what an article holds."""
MOST_OPEN_STYLES = 500
"""Formatting elements left open: beyond it they are cut, as reopening them is quadratic (adoption agency)."""

TAG_NAME = re.compile(r"<[a-zA-Z][\w:-]{0,40}")
RUN = re.compile(r"((?:<[^<>]{1,300}>\s{0,20}){1,3}?)\1{" + str(LONGEST_RUN) + r",}")
STYLE_OPEN = re.compile(r"<(?:a|b|big|code|em|font|i|s|small|strike|strong|tt|u)(?=[\s>/])", re.I)
STYLE_CLOSE = re.compile(r"</(?:a|b|big|code|em|font|i|s|small|strike|strong|tt|u)\s*>", re.I)
STYLE_TAG = re.compile(r"</?(?:a|b|big|code|em|font|i|s|small|strike|strong|tt|u)(?:\s[^<>]{0,1000})?>", re.I)
SECOND_DOCUMENT = re.compile(r"</(?:html\s*>\s*(?=(?:<!doctype|<html)\b)|body\s*>\s*(?=<body\b))", re.I)

HEAD_CHARACTERS = 200_000
UNCLOSED_TITLE = re.compile(r"(<title[^<>]{0,200}>[^<]{0,2000})(</head|<body|<meta|<link|<script)", re.I)
"""A title that is not closed swallows the page; text is all that it may hold."""
SUSPECT = re.compile(
    r"<(?:(?=/)/(?:html\s*>\s*<(?:!doctype|html)\b|body\s*>\s*<body\b)|title[^<>]{0,200}>[^<]{0,2000}<(?:/h|[bmls]))",
    re.I,
)
"""What stands in every page that holds one of the two: most pages are passed over for the price of one search.

It looks ahead for the slash, as a search leaps to a first letter alone faster than to two."""

JUNK = (
    "script,style,noscript,template,textarea,svg,math,select,button,iframe,object,embed,video,audio,canvas,"
    "[hidden],[style*='display:none'],[style*='display: none']"
)

BLOCK_TAGS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "br",
))  # fmt: skip


def capped(text: str) -> tuple[str, tuple[str, ...]]:
    """The markup without what would hang or drown a parser, and flags naming what was cut.

    Only the first of several documents glued together is kept (`second_document`). Raises NotAnArticle `too_large`.
    """
    flags = []
    text, cut = without_big_tags(text)
    if len(text) > MOST_CHARACTERS:
        raise NotAnArticle("too_large", f"{len(text)} characters of markup, the limit is {MOST_CHARACTERS}")
    if len(text) > 3 * MANY_TAGS and text.count("<") > MANY_TAGS:
        text, runs = RUN.subn(r"\1", text)
        cut += runs
        if len(STYLE_OPEN.findall(text)) - len(STYLE_CLOSE.findall(text)) > MOST_OPEN_STYLES:
            text, styles = STYLE_TAG.subn(" ", text)
            cut += styles
    is_suspect = SUSPECT.search(text) is not None
    if is_suspect and UNCLOSED_TITLE.search(text, 0, HEAD_CHARACTERS):
        text = UNCLOSED_TITLE.sub(r"\1</title>\2", text, count=1)
        cut += 1
    if cut:
        flags.append("markup_cut")
    second = SECOND_DOCUMENT.search(text) if is_suspect else None
    if second:
        text = text[: second.end()]
        flags.append("second_document")
    return text, tuple(flags)


def without_big_tags(text: str) -> tuple[str, int]:
    """The markup with the attributes of tags beyond the longest cut, and how many were.

    Any such tag covers a stretch of half that length that begins at a multiple of it; only where one does is it looked for.
    """
    step = LONGEST_TAG // 2
    found: list[tuple[str, int, int]] = []
    before = 0
    for at in range(0, len(text) - step + 1, step):
        if text.find("<", at, at + step) < 0:
            start = text.rfind("<", before, at)
            name = TAG_NAME.match(text, start) if start >= 0 else None
            end = text.find(">", start) if name else -1
            if name and end - name.end() >= LONGEST_TAG and text.find("<", start + 1, end) < 0:
                found.append((name[0], start, end))
            before = at
    for opening, start, end in reversed(found):
        text = f"{text[:start]}{opening}{text[end:]}"
    return text, len(found)


def tree_of(markup: str | bytes) -> LexborHTMLParser:
    """The quick tree of markup that `capped` returned, as text or the same in UTF-8."""
    return LexborHTMLParser(markup)


def take_out(root: LexborNode, css: str) -> None:
    """Takes the nodes within `root` that a selector matches out of the tree, with all that they hold."""
    for node in root.css(css):
        if node.tag not in ("html", "body") and node.mem_id != root.mem_id:
            node.decompose()


def without_junk(tree: LexborHTMLParser) -> None:
    """Takes out of a tree what is never words of the page: scripts, styles, templates, form fields, hidden nodes."""
    if tree.root is not None:
        take_out(tree.root, JUNK)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words within one block of the page.

    node: the block element that holds it. linked: share of its letters that stand in links.
    """

    text: str
    node: LexborNode
    tag: str
    linked: float
    place: int


def pieces_of(root: LexborNode) -> list[Piece]:
    """The words under a node in document order, one piece for each block; pieces split at `br`."""
    done: list[Piece] = []
    holder: LexborNode | None = None
    holder_id = 0
    parts: list[str] = []
    links: list[str] = []
    link_id = 0

    def end() -> None:
        nonlocal parts, links
        text = clean(spaced(parts))
        if text and holder is not None:
            done.append(Piece(text, holder, holder.tag or "", linked_share(text, links), len(done)))
        parts, links = [], []

    for node in root.traverse(include_text=True):
        if node.tag != "-text":
            if node.tag == "br":
                end()
            continue
        text = node.text_content or ""
        if not text.strip():
            parts.append(" ")
            continue
        parent = node.parent
        in_link = 0
        while parent is not None and parent.tag not in BLOCK_TAGS:
            in_link = in_link or (parent.mem_id if parent.tag == "a" else 0)
            parent = parent.parent
        if parent is None:
            continue
        if parent.mem_id != holder_id:
            end()
            holder, holder_id = parent, parent.mem_id
        if in_link and link_id and in_link != link_id:
            parts.append(" ")
        link_id = in_link
        parts.append(text)
        if in_link or (parent.parent is not None and parent.parent.tag == "a"):
            links.append(text)
    end()
    return done


def linked_share(text: str, links: list[str]) -> float:
    """How much of a text's letters stand in links; figures do not count, so that a link with its date beside it is all link."""
    if not links:
        return 0.0
    if len(links) == 1 and links[0].strip() == text:
        return 1.0
    letters = sum(map(str.isalpha, text))
    return min(1.0, sum(sum(map(str.isalpha, link)) for link in links) / letters) if letters else 1.0
