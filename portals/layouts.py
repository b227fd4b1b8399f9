"""Known markup: choosing the layout of a page by its signature, and reading the page with it.

lexbor locates every field and gives the text itself: its node, without the furniture that the layout names, is walked as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portals import located
from portals.blocks import Content, blocks_of
from portals.elements import element_of
from portals.fields import Fields, Reading
from portals.portal import Layout, Portal
from portals.structured import Said, Statements, statements_of
from portals.tree import JUNK
from portals.vietnamese import Moment, fold, looks_like_byline, moment_in
from schemas.errors import FieldMissing

T = TypeVar("T")
U = TypeVar("U")

NO_LETTERS = re.compile(r"[\W_]+")

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
    stated = statements_of(tree) if layout.structured else None
    article = tree.css_first(layout.article)
    if article is None:
        raise FieldMissing("body", layout.name)
    named = _named(tree)
    for node in article.css(JUNK):
        node.decompose()
    fields = _from_markup(article, layout, base_url, captured_at)
    if stated:
        fields = _completed(fields, stated, captured_at)
    fields = replace(fields, title=_confirmed(fields.title, named))
    content = _content(article, layout, base_url)
    _promised(layout, title=fields.title, body=content, published_at=fields.moment)
    return _signed(replace(fields, content=content))


def _from_markup(article: LexborNode, layout: Layout, base_url: str, captured_at: datetime | None) -> Fields:
    return Fields(
        layout=layout.name,
        title=located.words(article, layout.title),
        lead=located.words(article, layout.lead),
        byline=located.byline(article, layout.byline),
        moment=located.moment(article, layout.published, captured_at),
        modified=located.moment(article, layout.modified, captured_at),
        section_path=located.names(article, layout.section),
        tags=located.names(article, layout.tags),
        view_count=located.views(article, layout.views),
        source_name=located.words(article, layout.source),
        attachments=located.files(article, layout.attachments, base_url),
    )


def _completed(fields: Fields, stated: Statements, captured_at: datetime | None) -> Fields:
    """Fields with what the page states for machines: as a second opinion, or alone where the markup has no such field."""
    moment = _stated_moment(stated.published, captured_at)
    return replace(
        fields,
        title=_compared(fields.title, [_letters(text) for text, _ in stated.titles], _letters),
        moment=_compared(fields.moment, [_minute(moment.value)] if moment else [], _minute) or moment,
        modified=fields.modified or _stated_moment(stated.modified, captured_at),
        section_path=fields.section_path or _stated_names(stated.section_path),
        tags=fields.tags or _stated_names(stated.tags),
    )


def _named(tree: LexborHTMLParser) -> str:
    """What the window's title and the preview's say, as letters."""
    window, preview = tree.css_first("head > title"), tree.css_first("meta[property='og:title']")
    said = (
        window.text() if window is not None else "",
        preview.attributes.get("content") if preview is not None else "",
    )
    return " ".join(_letters(text or "") for text in said)


def _confirmed(title: Reading[str] | None, named: str) -> Reading[str] | None:
    """The title as agreeing where the window's title has it too; as it is elsewhere, as many windows name but the site."""
    if title is None or title.agrees or _letters(title.value) not in named:
        return title
    return replace(title, agrees=True)


def _content(article: LexborNode, layout: Layout, base_url: str) -> Reading[Content] | None:
    for css in layout.drop:
        for node in article.css(css):
            node.decompose()
    for css in located.alternatives(layout.content):
        holder = article.css_first(css)
        if holder is not None:
            content = blocks_of(element_of(holder), base_url, caption=layout.caption)
            if content.blocks:
                return Reading(content, f"layout:{css}")
    return None


def _signed(fields: Fields) -> Fields:
    """Fields whose byline stands as last line of the text: taken out of it, also where it only repeats the one found elsewhere."""
    if fields.content is None:
        return fields
    content = fields.content.value
    keep = len(content.blocks)
    while keep > 1 and len(content.blocks) - keep < MOST_WRITER_LINES and _names_writers(content, keep - 1):
        keep -= 1
    printed = ", ".join(dict.fromkeys(block.text for block in content.blocks[keep:]))
    if not printed:
        return fields
    byline = fields.byline or Reading(printed, fields.content.origin)
    return replace(
        fields, byline=byline, content=replace(fields.content, value=replace(content, blocks=content.blocks[:keep]))
    )


def _names_writers(content: Content, place: int) -> bool:
    block = content.blocks[place]
    return block.kind in ("paragraph", "heading") and looks_like_byline(block.text)


def _promised(layout: Layout, **mandatory: object) -> None:
    for field, reading in mandatory.items():
        if reading is None and field not in layout.lacks:
            raise FieldMissing(field, layout.name)


def _compared(reading: Reading[T] | None, others: list[U], essence: Callable[[T], U]) -> Reading[T] | None:
    """The reading with whether one of the other sources says the same; untouched where there is no other."""
    return replace(reading, agrees=essence(reading.value) in others) if reading and others else reading


def _letters(text: str) -> str:
    return NO_LETTERS.sub("", fold(text).casefold())


def _minute(moment: Moment) -> datetime:
    return moment.at.replace(second=0, microsecond=0)


def _stated_moment(said: tuple[Said, ...], captured_at: datetime | None) -> Reading[Moment] | None:
    readings = ((moment_in(text, captured_at), origin) for text, origin in said)
    return next((Reading(moment, origin) for moment, origin in readings if moment), None)


def _stated_names(said: tuple[Said, ...]) -> Reading[tuple[str, ...]] | None:
    return Reading(tuple(name for name, _ in said), said[0][1]) if said else None
