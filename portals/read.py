"""From one capture to one article: the only place where a reading becomes an `Article`. Pure: same page, same article."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import urlsplit

from portals.assembly import article_from, media_of
from portals.blocks import Content
from portals.content import body_of
from portals.encoding import is_plain_utf8, repaired, text_of
from portals.fields import Fields, Reading
from portals.generic import read_generic
from portals.layouts import layout_of, read_layout
from portals.pages import is_markup, refuse_bytes, refuse_page, refuse_text, stops_short
from portals.portal import Portal
from portals.text import Parts, text_parts
from portals.tree import capped, tree_of
from portals.witnesses import files_elsewhere
from schemas.article import Article
from schemas.errors import NotAnArticle, Permanent
from schemas.page import Page

T = TypeVar("T")

PARSER_VERSION = 3
"""Grows by one with each change of what is read from a page."""

MOST_BYTES = 40_000_000
"""Of a page with its content coding undone."""

UNKNOWN_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
"""`captured_at` of a page whose moment of capture nobody knows: relative dates stay unread."""


def article_on(page: Page, portal: Portal | None) -> Article:
    """The article on a page, by the portal's layouts where one knows the markup, and by the generic reader where none does.

    portal: None for a page of an unknown host; the article's `portal` is then the host.
    Raises NotAnArticle where the capture is something else (reasons: portals.pages, `encoding_…`, `too_large`, `bad_coding`) and
    FieldMissing where there is no title or no body, or a layout's promised field is not there.
    A generic or text reading without a date has published_at None and the flag `no_published_at`.
    """
    if page.status >= 400:
        raise NotAnArticle(f"http_{page.status}", "the answer is an error")
    try:
        body = body_of(page, MOST_BYTES)
    except Permanent as error:
        raise NotAnArticle(error.reason, error.detail) from None
    refuse_bytes(body)
    decoded, charset = text_of(body, page.header("content-type"))
    text, repair = repaired(decoded)
    flags: tuple[str, ...] = (f"repaired_{repair}",) if repair else ()
    captured_at = page.captured_at if page.captured_at > UNKNOWN_MOMENT else None
    if page.medium == "text" or not is_markup(text):
        refuse_text(text)
        fields = words_read(text_parts(text, page.final_url, captured_at, portal))
    else:
        as_sent = body if text is decoded and charset == "utf-8" and is_plain_utf8(body, text) else None
        fields, cuts = markup_read(text, as_sent, page.final_url, portal, captured_at)
        flags += cuts
    slug = portal.slug if portal else (urlsplit(page.final_url).hostname or "unknown")
    return article_from(page, portal, slug, fields, flags, PARSER_VERSION)


def words_read(parts: Parts) -> Fields:
    """The text reader's parts as fields, each with the origin that it gave."""
    known = {origin.field: origin for origin in parts.origins}

    def reading(name: str, value: T | None) -> Reading[T] | None:
        origin = known.get(name)
        return Reading(value, origin.origin if origin else "text", origin.agrees if origin else None) if value else None

    return Fields(
        layout="text",
        title=reading("title", parts.title),
        lead=reading("lead", parts.lead),
        content=reading("body", Content(parts.blocks) if parts.blocks else None),
        byline=reading("byline", parts.byline),
        authors=reading("authors", parts.authors) or Reading((), "text"),
        contributors=parts.contributors,
        dateline=reading("dateline", parts.dateline),
        event_date=reading("event_date", parts.event_date) or Reading(None, "text"),
        moment=reading("published_at", parts.moment),
        modified=reading("modified_at", parts.modified),
        section_path=reading("section", (parts.section,) if parts.section else None),
        tags=reading("tags", parts.tags),
        view_count=reading("view_count", parts.view_count),
        source_name=reading("source_name", parts.source_name),
        flags=parts.flags,
    )


def markup_read(
    text: str, as_sent: bytes | None, url: str, portal: Portal | None, captured_at: datetime | None
) -> tuple[Fields, tuple[str, ...]]:
    """The fields of markup by the first reader that knows it, and flags of what was cut from it beforehand.

    as_sent: the same markup in UTF-8, if there is such, which spares the parser the encoding of it.
    Half a page of a portal is none of its articles; on an unknown host it is read with the flag `truncated`.
    """
    markup, cuts = capped(text)
    if stops_short(text):
        if portal is not None:
            raise NotAnArticle("truncated", "the page stops in the middle")
        cuts += ("truncated",)
    tree = tree_of(as_sent if as_sent is not None and markup is text else markup)
    layout = layout_of(tree, portal) if portal else None
    if layout is not None:
        fields = read_layout(tree, layout, url, captured_at)
        found = files_elsewhere(tree, lambda: {file.url for file in media_of(fields)[0]}, url)
        return fields, (*cuts, *found)
    refuse_text(markup)
    refuse_page(tree, markup)
    return read_generic(tree, url, captured_at), cuts
