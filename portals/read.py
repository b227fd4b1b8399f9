"""From one capture to one article: the only place where a reading becomes an `Article`. Pure: same page, same article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from portals.assembly import article_from, media_of
from portals.blocks import Content
from portals.content import body_of
from portals.encoding import is_plain_utf8, repaired, text_of
from portals.fields import Fields, Reading
from portals.generic import read_generic
from portals.inert import without_code
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

PARSER_VERSION = 4
"""Grows by one with each change of what is read from a page."""

MOST_BYTES = 40_000_000
"""Of a page with its content coding undone."""

UNKNOWN_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
"""`captured_at` of a page whose moment of capture nobody knows: relative dates stay unread."""


@dataclass(frozen=True, slots=True)
class Letters:
    """A page's markup or words as text, and flags of its repair.

    as_sent: the same in UTF-8, if the page was sent so, which spares the parser the encoding of it.
    """

    text: str
    as_sent: bytes | None
    flags: tuple[str, ...]


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
    captured_at = page.captured_at if page.captured_at > UNKNOWN_MOMENT else None
    known = known_read(page, body, portal, captured_at) if portal is not None and page.medium != "text" else None
    fields, flags = known or unknown_read(page, body, portal, captured_at)
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


def known_read(
    page: Page, body: bytes, portal: Portal, captured_at: datetime | None
) -> tuple[Fields, tuple[str, ...]] | None:
    """The fields of markup that a layout of the portal knows, and flags; None where none does. Code is not looked at.

    Raises as `article_on` does.
    """
    letters = lettered(page, without_code(body))
    if not is_markup(letters.text):
        return None
    tree, _, flags = parsed(letters, portal)
    layout = layout_of(tree, portal)
    if layout is None:
        return None
    fields = read_layout(tree, layout, page.final_url, captured_at)
    found = files_elsewhere(tree, lambda: {file.url for file in media_of(fields)[0]}, page.final_url)
    return fields, (*flags, *found)


def unknown_read(
    page: Page, body: bytes, portal: Portal | None, captured_at: datetime | None
) -> tuple[Fields, tuple[str, ...]]:
    """The fields of words, or of markup that no layout knows, and flags. Raises as `article_on` does."""
    letters = lettered(page, body)
    if page.medium == "text" or not is_markup(letters.text):
        refuse_text(letters.text)
        return words_read(text_parts(letters.text, page.final_url, captured_at, portal)), letters.flags
    tree, markup, flags = parsed(letters, portal)
    refuse_text(markup)
    refuse_page(tree, markup)
    return read_generic(tree, page.final_url, captured_at), flags


def lettered(page: Page, body: bytes) -> Letters:
    """Raises NotAnArticle `encoding_…`."""
    decoded, charset = text_of(body, page.header("content-type"))
    text, repair = repaired(decoded)
    is_as_sent = text is decoded and charset == "utf-8" and is_plain_utf8(body, text)
    return Letters(text, body if is_as_sent else None, (f"repaired_{repair}",) if repair else ())


def parsed(letters: Letters, portal: Portal | None) -> tuple[LexborHTMLParser, str, tuple[str, ...]]:
    """The tree of markup within limits, the markup it is of, and flags of what was cut from it beforehand.

    Half a page of a portal is none of its articles; on an unknown host it is read with the flag `truncated`.
    Raises NotAnArticle `truncated`, `too_large`.
    """
    markup, cuts = capped(letters.text)
    if stops_short(letters.text):
        if portal is not None:
            raise NotAnArticle("truncated", "the page stops in the middle")
        cuts += ("truncated",)
    sent = letters.as_sent if markup is letters.text else None
    return tree_of(markup if sent is None else sent), markup, (*letters.flags, *cuts)
