"""Sitemaps and sitemap indexes: XML, gzipped or plain text, with the news extension; broken ones as far as they can be read.

ultimate-sitemap-parser is not used: it reports what it could not read to a log only, and keeps its pages in temporary files.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree

from portals.content import CodingError, decoded
from portals.indexes import INDEX_BYTES, MOST_ENTRIES, Entry, Index, absolute, body_in, counted, lastmod_of, title_of
from schemas.errors import Permanent
from schemas.page import Page

BARE_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)")
LOC = re.compile(rb"<(?:\w{1,20}:)?loc>\s*(?:<!\[CDATA\[)?\s*(https?://[^<>\s\]]{1,2000})", re.I)
PICTURE_LOC = re.compile(rb"<(?:image|video):[\w]*loc>", re.I)
PIECE = 65_536


def sitemap_in(page: Page) -> Index:
    """The entries of a sitemap; those of an index are in `more`. Raises Permanent where it is too large or its coding is broken."""
    body = _unpacked(body_in(page)).lstrip(b"\xef\xbb\xbf \t\r\n")
    if body and not body.startswith(b"<"):
        return _plain(body, page)
    body, ampersands = BARE_AMPERSAND.subn(b"&amp;", body)
    errors = counted(ampersands, "bare ampersands")
    found = list(_elements(body))
    entries = [entry for kind, entry in ((kind, _entry(node, page)) for kind, node in found if kind == "url") if entry]
    more = [entry for kind, entry in ((kind, _entry(node, page)) for kind, node in found if kind == "sitemap") if entry]
    broken = [node for kind, node in found if kind == "error"]
    errors += tuple(f"malformed sitemap: {node.get('why', '')[:200]}" for node in broken[:1])
    if broken:
        entries, more = _completed(entries, more, body)
    read = len(found) - len(broken)
    if read > len(entries) + len(more):
        errors += counted(read - len(entries) - len(more), "entries without an address")
    if not read and not entries:
        errors += () if re.search(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b", body[:2000], re.I) else ("not a sitemap",)
    return Index(
        entries=tuple(entries[:MOST_ENTRIES]), more=tuple(more[:MOST_ENTRIES]), errors=errors, whole=not broken
    )


def _unpacked(body: bytes) -> bytes:
    """A .gz file is a file and no content coding, so it is undone here. Raises Permanent."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    held = bytearray()
    try:
        for piece in decoded((body,), ("gzip",)):
            held += piece
            if len(held) > INDEX_BYTES:
                raise Permanent("too_large", f"sitemap of more than {INDEX_BYTES} bytes")
    except CodingError as error:
        if not error.early or not held:
            raise Permanent("bad_coding", str(error)) from None
    return bytes(held)


def _elements(body: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """("url" | "sitemap", its texts by local name) in order; a last ("error", why) where the XML is not well-formed."""
    parser = etree.XMLPullParser(("end",), recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    for at in range(0, len(body), PIECE):
        parser.feed(body[at : at + PIECE])
        yield from _finished(parser)
    try:
        parser.close()
    except etree.XMLSyntaxError as error:
        yield "error", {"why": str(error)}
        return
    yield from _finished(parser)
    if parser.feed_error_log:
        yield "error", {"why": str(parser.feed_error_log[0].message)}


def _finished(parser: etree.XMLPullParser) -> Iterator[tuple[str, dict[str, str]]]:
    for _, node in parser.read_events():
        if isinstance(node, etree._Element) and _name(node) in ("url", "sitemap"):
            yield _name(node), _texts(node)
            node.clear()


def _texts(node: etree._Element) -> dict[str, str]:
    texts: dict[str, str] = {}
    for child in node:
        inner = list(child) if _name(child) == "news" else [child]
        for element in inner:
            texts.setdefault(_name(element), "".join(str(text) for text in element.itertext()).strip())
    return texts


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname.lower() if isinstance(node.tag, str) else ""


def _entry(texts: dict[str, str], page: Page) -> Entry | None:
    url = absolute(html.unescape(texts.get("loc", "")), page.final_url)
    if url is None:
        return None
    printed = texts.get("lastmod") or texts.get("publication_date")
    return Entry(url, title_of(texts.get("title")), lastmod_of(printed, page))


def _completed(entries: list[Entry], more: list[Entry], body: bytes) -> tuple[list[Entry], list[Entry]]:
    """The addresses behind the place where the XML breaks are taken by their tag alone, into whichever list this sitemap fills."""
    known = {entry.url for entry in (*entries, *more)}
    found = (html.unescape(loc.decode("utf-8", "replace")) for loc in LOC.findall(PICTURE_LOC.sub(b"", body)))
    rest = [Entry(url) for url in dict.fromkeys(found) if url not in known]
    return (entries, more + rest) if b"<sitemapindex" in body[:2000].lower() else (entries + rest, more)


def _plain(body: bytes, page: Page) -> Index:
    """A sitemap of one address a line."""
    lines = [line.strip() for line in body.decode("utf-8", "replace").splitlines() if line.strip()]
    urls = [
        url
        for line in lines[:MOST_ENTRIES]
        if " " not in line and (url := absolute(line, page.final_url)) and "://" in line
    ]
    if not urls:
        return Index(errors=("not a sitemap",))
    return Index(
        entries=tuple(Entry(url) for url in urls), errors=counted(len(lines) - len(urls), "lines that are no address")
    )
