"""What a capture is when it is no article: refused by name, so that it waits in quarantine instead of landing wrong."""

from __future__ import annotations

import json
import re

from selectolax.lexbor import LexborHTMLParser

from portals.fields import Reading
from portals.tree import Piece
from schemas.errors import NotAnArticle

MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "office_file"),
    (b"\xd0\xcf\x11\xe0", "office_file"),
    (b"{\\rtf", "office_file"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"Rar!", "archive"),
)
FEW_LETTERS = 600
"""A page with fewer letters of running words than this may be an error page or a shell; one with more is read."""

FEW_TEASERS = 5
FEW_TITLE_WORDS = 6
FEED = re.compile(r"<(?:rss|feed|urlset|sitemapindex|rdf:RDF)[\s>]", re.I)
MARKUP = re.compile(r"<(?:!doctype|html|head|body|div|p|h1|article|table|title|meta|span|br)\b", re.I)
OPENED = re.compile(r"<(?:html|body)[\s>]", re.I)
CLOSED = re.compile(r"</(?:html|body)\s*>", re.I)
LAST = 2_000
"""Characters within which the end of nearly every page has its closing tag."""
NEVER_LEFT_OPEN = ("div", "article", "section", "script", "style", "table", "ul", "form")
MISSING = re.compile(
    r"^\W*(?:(?:lỗi|error|http)\W*)?(?:404|410)\b(?! ngày)"
    r"|(?:trang|nội dung|bài viết|đường dẫn|liên kết|địa chỉ|url)\b.{0,40}(?:không (?:tìm thấy|tồn tại|còn)|(?:đã )?bị (?:xóa|xoá|gỡ))"
    r"|không tìm thấy (?:trang|nội dung|bài viết|kết quả|đường dẫn|địa chỉ|dữ liệu)"
    r"|page (?:was |could )?not (?:be )?found|(?:page|article|content) .{0,30}(?:no longer (?:available|exists)|does not exist)|^\W*not found\W*$",
    re.I,
)
SHUT = re.compile(
    r"(?:hệ thống|website|trang (?:web|tin)|cổng thông tin)\b[^.]{0,40}(?:đang|tạm) (?:được |thời )?(?:bảo trì|nâng cấp|ngừng)"
    r"|không có quyền (?:truy cập|xem)|(?:site|page) is (?:down for|under) maintenance",
    re.I,
)
"""A page that says this and hardly more is no article; one that tells of such a thing has words of its own."""
CHALLENGE = re.compile(
    r"just a moment|attention required|checking (?:your browser|if the site connection is secure)|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|ddos protection|access denied|request blocked|xác minh (?:bạn|rằng bạn) (?:là|không phải)|kiểm tra trình duyệt|are you a robot|captcha",
    re.I,
)
CHALLENGE_MARKUP = re.compile(
    r"cf-browser-verification|cf_chl_|challenge-platform|_Incapsula_|document\.cookie\s*=\s*[\"']D1N=|sucuri_cloudproxy|px-captcha"
)
WALL = re.compile(
    r"(?:đăng nhập|đăng ký)[^.]{0,40} để (?:đọc|xem)(?: tiếp| toàn bộ| thêm| đầy đủ)?"
    r"|bài viết (?:này )?(?:chỉ )?dành (?:riêng )?cho (?:thành viên|hội viên|độc giả)"
    r"|đọc tiếp .{0,20}với tài khoản|subscribe to (?:continue|read)|(?:log|sign) in to (?:continue|read)"
    r"|this (?:article|content) is for (?:subscribers|members)"
    r"|already a subscriber|to continue reading",
    re.I,
)
LONGEST_WALL = 300
"""Characters of a line that is a wall."""
WALL_SIGNS = ("đăng nhập", "đăng ký", "dành", "đọc tiếp", "subscri", "in to", "this ", "to continue")
"""One of them stands in every line that WALL finds, and in few others; the search itself is dear."""
SHELL = "#__next,#__nuxt,#app,#root,#___gatsby,app-root,[ng-app],[data-reactroot]"
NEEDS_SCRIPT = re.compile(
    r"(?:enable|requires?|bật|kích hoạt|cần) (?:\w+ ){0,4}javascript|javascript (?:is |\w+ )?(?:disabled|required|bị tắt)",
    re.I,
)


def refuse_bytes(body: bytes) -> None:
    """Raises NotAnArticle for an empty body and for files that are not markup: `empty`, `pdf`, `office_file`, `image`, `archive`."""
    start = body[:2048].lstrip(b"\x00\xef\xbb\xbf \t\r\n")
    if not start and not body.strip(b"\x00\xef\xbb\xbf \t\r\n"):
        raise NotAnArticle("empty", "the answer has no body")
    for magic, reason in MAGIC:
        if start.startswith(magic):
            raise NotAnArticle(reason, "the body is a file and no page")


def refuse_text(text: str) -> None:
    """Raises NotAnArticle for JSON (`json`), feeds and sitemaps (`feed`) that were served as pages."""
    start = text.lstrip("\ufeff \t\r\n")
    if start[:1] in ("{", "[") and is_json(start):
        raise NotAnArticle("json", "the body is JSON")
    if FEED.search(start[:600]) and not re.search(r"<html[\s>]", start[:2000], re.I):
        raise NotAnArticle("feed", "the body is a feed or a sitemap")


def stops_short(markup: str) -> bool:
    """Whether markup that opens a document ends before it is closed, with a tag half written or parts of the page left open.

    A page whose closing tags were left out on purpose (HTML lets `</body>` and `</html>` be omitted) has its other parts closed.
    """
    if CLOSED.search(markup, max(0, len(markup) - LAST)) or not OPENED.search(markup) or CLOSED.search(markup):
        return False
    low = markup.lower()
    half_a_tag = low.rfind("<") > low.rfind(">")
    return half_a_tag or any(low.count(f"<{name}") > low.count(f"</{name}") for name in NEVER_LEFT_OPEN)


def is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def is_markup(text: str) -> bool:
    """Whether there is any element of a page; plain words are read as text."""
    return MARKUP.search(text, 0, 200_000) is not None


def refuse_page(tree: LexborHTMLParser, markup: str) -> None:
    """Raises NotAnArticle for a page that only leads elsewhere or stands guard: `meta_refresh`, `challenge`.

    To be asked before scripts are taken out of the tree, and only of pages that no layout knows.
    """
    words = len(tree.body.text(separator=" ")) if tree.body is not None and len(markup) < 200_000 else FEW_LETTERS
    title = tree.css_first("title")
    named = title.text()[:300] if title is not None else ""
    if words < 4 * FEW_LETTERS and (CHALLENGE_MARKUP.search(markup[:100_000]) or CHALLENGE.search(named)):
        raise NotAnArticle("challenge", "the page asks for a proof that a person is reading")
    if words < FEW_LETTERS:
        for meta in tree.css("meta[http-equiv][content]"):
            if (meta.attributes.get("http-equiv") or "").lower() == "refresh" and "url" in (
                meta.attributes.get("content") or ""
            ).lower():
                raise NotAnArticle("meta_refresh", "the page leads to another address")


def needs_script(tree: LexborHTMLParser) -> bool:
    """Whether the page is a shell that a script fills; to be asked before scripts are taken out of the tree."""
    if tree.css_first("script#__NEXT_DATA__,script#__NUXT_DATA__") is not None:
        return True
    if any(NEEDS_SCRIPT.search(node.text()[:500]) for node in tree.css("noscript")[:10]):
        return True
    return any(not node.text(strip=True) for node in tree.css(SHELL)[:5])


def refuse_words(pieces: list[Piece], title: str | None, letters: int, *, shell: bool) -> None:
    """Raises NotAnArticle where the words are those of an error page or there are none.

    letters: of the running words found. Reasons: `empty`, `needs_javascript`, `soft_404`, `challenge`, `login_wall`.
    """
    if letters >= FEW_LETTERS:
        return
    lines = [title or "", *(piece.text for piece in pieces[:40] if len(piece.text) <= 300 and piece.linked < 0.5)]
    if MISSING.search(lines[0]) or (letters < FEW_LETTERS / 2 and any(MISSING.search(line) for line in lines[1:])):
        raise NotAnArticle("soft_404", "an error page with status 200")
    if letters < FEW_LETTERS / 6 and any(SHUT.search(line) for line in lines):
        raise NotAnArticle("soft_404", "an error page with status 200")
    if any(CHALLENGE.search(line) for line in lines[:6]):
        raise NotAnArticle("challenge", "the page asks for a proof that a person is reading")
    if letters < FEW_LETTERS / 6 and shell:
        raise NotAnArticle("needs_javascript", "the words are put in by a script")
    if not pieces:
        raise NotAnArticle("empty", "the page has no words")
    if letters < FEW_LETTERS / 6 and any(WALL.search(piece.text) for piece in pieces):
        raise NotAnArticle("login_wall", "the page shows its words to members only")


def refuse_listing(letters: int, teasers: int, title: Reading[str] | None) -> None:
    """Raises NotAnArticle `listing` for a page of teasers with hardly any words of its own, under no heading or a section's name.

    letters: of the article's words. teasers: how many summaries of other articles there are.
    """
    headed = title is not None and title.origin == "visible" and len(title.value.split()) >= FEW_TITLE_WORDS
    if teasers >= FEW_TEASERS and letters < FEW_LETTERS and not headed:
        raise NotAnArticle("listing", "the page lists articles and is none")


def walls_in(lines: list[str]) -> frozenset[str]:
    """Those of some lines, none longer than LONGEST_WALL, that tell the reader to log in or to pay for the rest."""
    lows = [line.lower() for line in lines]
    whole = "\n".join(lows)
    signs = [sign for sign in WALL_SIGNS if sign in whole]
    signed = (line for sign in signs for line, low in zip(lines, lows, strict=True) if sign in low)
    return frozenset(line for line in signed if WALL.search(line))
