"""One reader over many pages, in a process of its own: ours, or a peer that lives in another environment.

`python -m benchmarks.peers READER` takes a JSON object a line on stdin ({"url", "file"}) and answers each with one on stdout:
{"title", "authors", "published_at", "body", "seconds"}. seconds: CPU time of the one reading of that page, so that no reader
lives on what it remembers of it; a page of no set is read first, for imports and tables. It dies of what the reader raises;
the caller notes that and goes on with the page after.
Imports nothing but the standard library and the reader in question, so that it runs where only that is installed.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

Fields = dict[str, Any]
"""title (str or None), authors (list), published_at (datetime, ISO string or None) and body (str) as a reader gives them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader took from one page. error: the last words of a reader that died of it."""

    title: str | None
    authors: tuple[str, ...]
    published_at: str | None
    body: str
    seconds: float
    error: str | None = None

    @property
    def moment(self) -> datetime | None:
        """published_at as a moment or wall time, a bare day being its midnight; None for what begins with no ISO date."""
        for text in (self.published_at or "", (self.published_at or "")[:10]):
            try:
                return datetime.fromisoformat(text)
            except ValueError:
                continue
        return None


def _ours(page: bytes, url: str) -> Fields:
    from benchmarks.reader import ours

    return ours(page, url)


def _known(page: bytes, url: str) -> Fields:
    """As `ours`, with the layouts of the portal that the address belongs to."""
    from portals.read import article_on
    from portals.registry import portal_of
    from schemas.page import Page

    unsaid = datetime(1970, 1, 1, tzinfo=UTC)
    answer = Page(url=url, final_url=url, status=200, headers=(), payload=page, captured_at=unsaid)
    article = article_on(answer, portal_of(url))
    return {
        "title": article.title,
        "authors": article.authors,
        "published_at": article.published_at,
        "body": article.body,
    }


def _trafilatura(page: bytes, url: str) -> Fields:
    found = import_module("trafilatura").bare_extraction(
        page, url=url or None, with_metadata=True, include_comments=False
    )
    if found is None:
        return {}
    fields = found.as_dict()
    authors = [name for name in (fields["author"] or "").split("; ") if name]
    return {"title": fields["title"], "authors": authors, "published_at": fields["date"], "body": fields["text"]}


def _markup(page: bytes) -> str:
    """The page as text, for readers that take no bytes: UTF-8, or else what windows-1252 makes of it."""
    try:
        return page.decode("utf-8")
    except UnicodeDecodeError:
        return page.decode("cp1252", "replace")


def _newspaper4k(page: bytes, url: str) -> Fields:
    newspaper = import_module("newspaper")
    for language in ({}, {"language": "en"}):
        article = newspaper.Article(url=url or "https://example.org/", fetch_images=False, **language)
        article.download(input_html=_markup(page))
        try:
            article.parse()
            break
        except (ImportError, LookupError):
            if language:
                raise
    return {
        "title": article.title,
        "authors": article.authors,
        "published_at": article.publish_date,
        "body": article.text,
    }


def _readability(page: bytes, url: str) -> Fields:
    """It reads title and body only; the date is htmldate's, its usual companion."""
    from htmldate import find_date
    from lxml import html

    document = import_module("readability").Document(_markup(page), url=url or None)
    tree = html.fromstring(document.summary(html_partial=True) or "<p></p>")
    for node in tree.iter("p", "div", "br", "li", "h1", "h2", "h3", "h4", "td", "tr"):
        node.tail = "\n" + (node.tail or "")
    published = find_date(_markup(page), url=url or None, original_date=True)
    return {
        "title": document.short_title(),
        "authors": [],
        "published_at": published,
        "body": "".join(map(str, tree.itertext())),
    }


def _goose3(page: bytes, _: str) -> Fields:
    with import_module("goose3").Goose({"enable_image_fetching": False, "strict": False}) as goose:
        article = goose.extract(raw_html=_markup(page))
    published = article.publish_datetime_utc or article.publish_date
    return {"title": article.title, "authors": article.authors, "published_at": published, "body": article.cleaned_text}


def _resiliparse(page: bytes, _: str) -> Fields:
    """It reads title and body only."""
    detect_encoding = import_module("resiliparse.parse.encoding").detect_encoding
    tree = import_module("resiliparse.parse.html").HTMLTree.parse_from_bytes(page, detect_encoding(page))
    body = import_module("resiliparse.extract.html2text").extract_plain_text(
        tree, main_content=True, alt_texts=False, preserve_formatting=True
    )
    return {"title": tree.title, "authors": [], "published_at": None, "body": body}


READERS: dict[str, Callable[[bytes, str], Fields]] = {
    "ours": _ours,
    "ours, known layout": _known,
    "trafilatura": _trafilatura,
    "newspaper4k": _newspaper4k,
    "readability-lxml": _readability,
    "goose3": _goose3,
    "resiliparse": _resiliparse,
}
_WARMING = (
    "<html lang='vi'><head><title>Một trang</title><meta property='article:published_time' content='2024-05-06T07:08:00+07:00'>"
    "</head><body><article><h1>Một trang để khởi động</h1><time>06/05/2024 07:08</time>"
    + "<p>Đoạn văn này có đủ dài để máy đọc nào cũng coi là nội dung của bài báo, không phải là phần khung của trang.</p>"
    * 9
    + "<p>Tác giả: Nguyễn Văn An</p></article></body></html>"
)
OURS = ("ours", "ours, known layout")


def reading_of(reader: str, page: bytes, url: str) -> Reading:
    """The page as the reader has it. Raises whatever the reader raises."""
    started = time.process_time()
    fields = READERS[reader](page, url)
    seconds = time.process_time() - started
    published = fields.get("published_at")
    when = published.isoformat() if isinstance(published, date) else published if isinstance(published, str) else None
    authors = tuple(name for name in fields.get("authors") or () if isinstance(name, str))
    return Reading(fields.get("title"), authors, when, fields.get("body") or "", seconds)


def main() -> None:
    """Serves one reader until stdin ends."""
    logging.disable(logging.CRITICAL)
    reader = sys.argv[1]
    for at, line in enumerate(sys.stdin):
        asked = json.loads(line)
        if at == 0:
            reading_of(reader, _WARMING.encode(), asked["url"])
        read = reading_of(reader, Path(asked["file"]).read_bytes(), asked["url"])
        sys.stdout.write(json.dumps(asdict(read)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
