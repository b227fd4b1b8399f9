"""Known markup: choosing the layout of a page by its signature, and reading the page with it.

lexbor locates every field and gives the text itself: its node, without the furniture that the layout names, is walked as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portals import located
from portals.blocks import Content, blocks_of
from portals.fields import Fields, Reading
from portals.letters import key
from portals.metas import Said
from portals.portal import Layout, Portal
from portals.structured import Sources, sources_of
from portals.tree import JUNK, take_out
from portals.vietnamese import Moment, fold, looks_like_byline, moment_in
from portals.witnesses import empty_boxes, text_beside
from schemas.article import Block
from schemas.errors import FieldMissing

OPENING = 80
"""Letters of an opening paragraph that are held against the page's description; blanks and marks are left out, so either may be the longer."""
MOST_WRITER_LINES = 3
"""Lines at the foot of a text that may name its writers."""


def layout_of(tree: LexborHTMLParser, portal: Portal) -> Layout | None:
    """The first of the portal's layouts, newest first, whose signature the page bears; None where it bears none."""
    return next((layout for layout in portal.layouts if tree.css_first(layout.signature) is not None), None)


def read_layout(tree: LexborHTMLParser, layout: Layout, base_url: str, captured_at: datetime | None) -> Fields:
    """Every field that the layout knows, each with the selector that gave it. The tree is used up: furniture is taken out of it.

    Raises FieldMissing where title, body or published_at is promised and not there; a layout promises what it does not name
    in `lacks`.
    """
    stated = sources_of(tree) if layout.structured else None
    article = tree.body if layout.article == "body" else tree.css_first(layout.article)
    if article is None:
        raise FieldMissing("body", layout.name)
    take_out(article, JUNK)
    title = _title(tree, article, layout, stated)
    moment = _moment(article, layout, stated, captured_at)
    modified = located.moment(article, layout.modified, captured_at)
    sections = located.names(article, layout.section)
    tags = located.names(article, layout.tags)
    lead = _lead(tree, article, layout)
    byline = located.byline(article, layout.byline)
    views = located.views(article, layout.views)
    source = located.words(article, layout.source)
    attachments = located.files(article, layout.attachments, base_url)
    missing = ((attachments, layout.attachments), (tags, layout.tags), (sections, layout.section))
    flags = empty_boxes(article, [css for reading, css in missing if reading is None and css])
    content = _content(tree, article, layout, base_url, lead)
    _promised(layout, title=title, body=content, published_at=moment)
    content, byline = _signed(content, byline)
    return Fields(
        layout=layout.name,
        title=title,
        lead=lead,
        content=content,
        byline=byline,
        moment=moment,
        modified=modified or (_stated_moment(stated.modified(), captured_at) if stated else None),
        section_path=sections or (_stated_names(stated.section_path()) if stated else None),
        tags=tags or (_stated_names(stated.tags()) if stated else None),
        view_count=views,
        source_name=source,
        attachments=attachments,
        flags=flags,
    )


def _title(tree: LexborHTMLParser, article: LexborNode, layout: Layout, stated: Sources | None) -> Reading[str] | None:
    """The title, with whether what the page states says the same, or else the window's or the preview's title.

    Where the window does not have it that says nothing, as many windows name but the site.
    """
    title = located.words(article, layout.title)
    if title is None:
        return None
    titles = [text for text, origin in stated.titles() if origin != "microdata"] if stated else []
    if title.value in titles:
        return Reading(title.value, title.origin, True)
    letters = _letters(title.value)
    if any(title.value in text or letters in _letters(text) for text in _named(tree)):
        return Reading(title.value, title.origin, True)
    return Reading(title.value, title.origin, letters in map(_letters, titles) if titles else None)


def _lead(tree: LexborHTMLParser, article: LexborNode, layout: Layout) -> Reading[str] | None:
    """The lead, with whether the description that the page gives of itself says just the same."""
    lead = located.words(article, layout.lead)
    said = _description(tree) if lead else ""
    if lead is None or not said:
        return lead
    return Reading(lead.value, lead.origin, said == lead.value or _letters(said) == _letters(lead.value))


def _description(tree: LexborHTMLParser) -> str:
    described = tree.css_first("meta[name=description]")
    return (described.attributes.get("content") or "").strip() if described is not None else ""


def _opens_otherwise(tree: LexborHTMLParser, content: Content) -> bool:
    """Whether the opening paragraph is none that the page's description has, or opens with."""
    said = _letters(_description(tree)[:OPENING])
    opening = next((_letters(block.text[:OPENING]) for block in content.blocks if block.kind == "paragraph"), "")
    return bool(said and opening) and not (opening.startswith(said) or said.startswith(opening))


def _moment(
    article: LexborNode, layout: Layout, stated: Sources | None, captured_at: datetime | None
) -> Reading[Moment] | None:
    """The moment that the page prints, with whether the one that it states is the same minute, or else the stated one."""
    printed = located.moment(article, layout.published, captured_at)
    said = _stated_moment(stated.published(), captured_at) if stated else None
    if printed is None or said is None:
        return printed or said
    return Reading(printed.value, printed.origin, _minute(printed.value) == _minute(said.value))


def _named(tree: LexborHTMLParser) -> Iterator[str]:
    """What the window's title and the preview's say."""
    if (window := tree.css_first("head > title")) is not None:
        yield window.text()
    if (preview := tree.css_first("meta[property='og:title']")) is not None:
        yield preview.attributes.get("content") or ""


def _content(
    tree: LexborHTMLParser, article: LexborNode, layout: Layout, base_url: str, lead: Reading[str] | None
) -> Reading[Content] | None:
    if layout.drop:
        take_out(article, ",".join(layout.drop))
    for css in located.alternatives(layout.content):
        holder = article.css_first(css)
        if holder is not None:
            content = blocks_of(holder, base_url, caption=layout.caption)
            if content.blocks:
                marks = (
                    " (text beside)" if text_beside(holder) else "",
                    " (opens otherwise)" if lead is None and _opens_otherwise(tree, content) else "",
                )
                return Reading(content, f"layout:{css}{''.join(marks)}")
    return None


def _signed(
    content: Reading[Content] | None, byline: Reading[str] | None
) -> tuple[Reading[Content] | None, Reading[str] | None]:
    """Content and byline; a byline that stands as last line of the text is taken out of it, also where it only repeats the other."""
    if content is None:
        return None, byline
    blocks = content.value.blocks
    keep = len(blocks)
    while keep > 1 and len(blocks) - keep < MOST_WRITER_LINES and _names_writers(blocks[keep - 1]):
        keep -= 1
    printed = ", ".join(dict.fromkeys(block.text for block in blocks[keep:]))
    if not printed:
        return content, byline
    kept = replace(content, value=replace(content.value, blocks=blocks[:keep]))
    return kept, byline or Reading(printed, content.origin)


def _names_writers(block: Block) -> bool:
    return block.kind in ("paragraph", "heading") and looks_like_byline(block.text)


def _promised(layout: Layout, **mandatory: object) -> None:
    for field, reading in mandatory.items():
        if reading is None and field not in layout.lacks:
            raise FieldMissing(field, layout.name)


def _letters(text: str) -> str:
    return key(fold(text))


def _minute(moment: Moment) -> datetime:
    return moment.at.replace(second=0, microsecond=0)


def _stated_moment(said: tuple[Said, ...], captured_at: datetime | None) -> Reading[Moment] | None:
    readings = ((moment_in(text, captured_at), origin) for text, origin in said)
    return next((Reading(moment, origin) for moment, origin in readings if moment), None)


def _stated_names(said: tuple[Said, ...]) -> Reading[tuple[str, ...]] | None:
    return Reading(tuple(name for name, _ in said), said[0][1]) if said else None
