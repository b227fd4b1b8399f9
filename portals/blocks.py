"""From a node of the page to the article's blocks, images and attachments.

Used by every reader of markup: layouts hand over the node that their `content` selects, the generic reader the one it found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from portals.drafts import Line, LineKind
from portals.lines import lines_of
from portals.pictures import marked_captions, pictures_of
from schemas.article import Attachment, Block, BlockKind, Image

FURNITURE = re.compile(
    r"(?:chia sẻ(?: bài viết| zalo| facebook)?|facebook|twitter|zalo|share|copy link|sao chép liên kết|in bài(?: viết)?|print|gửi email"
    r"|(?:các )?tin (?:liên quan|khác|cùng chuyên mục|mới(?: nhất)?|nóng|đọc nhiều)|(?:các )?(?:bài|tin)(?: viết)? liên quan"
    r"|xem thêm|đọc thêm|mời (?:xem|đọc)(?: thêm)?"
    r"|bình luận(?: \(\d+\))?|quay lại|về trang chủ|trở về đầu trang|theo dõi .{0,60} trên google news|related(?: articles| stories)?|read more|advertisement"
    r"|quảng cáo)"
    r"\s*[:.…»>]*",
    re.I,
)
"""Whole lines that are never an article's words."""
LONGEST_LABEL = 100
"""Characters of the longest of them, without the marks at its end."""

DOWNLOAD = re.compile(
    r"(?:(?:tải|xem) ?(?:về|xuống|tại đây)?|download)?(?: ?(?:các )?(?:tệp|tập tin|file|tài liệu|văn bản)(?: đính kèm)?)?(?: tại đây)?",
    re.I,
)
"""What a link to a file is labelled with."""

GENERATED_ALT = re.compile(r".{8,} [-–] Ảnh \d{1,3}\.?")
"""`<title> - Ảnh 1`: the alt text that some systems print as a line above the caption (FACTS, kinhtedothi)."""

TEASER = re.compile(
    r"(?:>>|»|›|→|\[?(?:xem thêm|đọc thêm|xem|mời xem|tin liên quan|bài liên quan|read more|related|see also)\b)", re.I
)
KINDS: dict[LineKind, BlockKind] = {
    "text": "paragraph",
    "item": "list",
    "heading": "heading",
    "caption": "caption",
    "quote": "quote",
    "table": "table",
}
"""What a line makes."""
SENTENCE_END = re.compile(r"[.!?…:;][\"”’)\]]*$")
SHORT_HEADING = 60


@dataclass(frozen=True, slots=True)
class Content:
    """Blocks in reading order, pictures with the captions that stand among the blocks, files in order of their links."""

    blocks: tuple[Block, ...]
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def blocks_of(
    node: LexborNode,
    base_url: str,
    *,
    caption: str | None = None,
    unmarked: bool = False,
) -> Content:
    """The article's blocks within `node`, which is anything from the article's body to its whole container.

    Left out: scripts, hidden nodes, lists and lines that are only links to other pages, boxes named as related, share or tag
    boxes, generated alt lines. What else is furniture has been taken out of the tree.
    caption: CSS of captions besides `figcaption`, the second row of a picture's table and the bare line under a picture.
    unmarked: whether a plain sentence under a picture may be its caption, as where nobody knows how the page marks them.
    A list is one block of one line an item; a table has its cells in `rows`; `br` ends a paragraph unless the sentence goes on.
    Addresses are absolute; pictures keep the caption as printed, credit included, and the credit beside it.
    """
    printed = joined(lines_of(node, base_url, caption))
    files = tuple(dict.fromkeys(file for line in printed for file in line.files))
    lines = marked_captions(marked_headings([line for line in printed if not furniture(line)], unmarked), unmarked)
    return Content(tuple(blocks_from(lines)), pictures_of(lines), files)


def joined(lines: list[Line]) -> list[Line]:
    """Lines with those put together that a typed line break cut within a sentence."""
    done: list[Line] = []
    for line in lines:
        last = done[-1] if done else None
        if (
            last
            and line.broken
            and last.kind == line.kind
            and last.group == line.group
            and goes_on(last.text, line.text)
        ):
            done[-1] = last._replace(
                text=f"{last.text} {line.text}",
                linked=(last.linked * len(last.text) + line.linked * len(line.text))
                / (len(last.text) + len(line.text)),
                images=last.images + line.images,
                files=last.files + line.files,
            )
        else:
            done.append(line)
    return done


def goes_on(before: str, after: str) -> bool:
    return bool(before and after) and not SENTENCE_END.search(before) and after[0].islower()


def furniture(line: Line) -> bool:
    """Whether a line of words is the site's and not the article's: a label, a generated alt, a link to another article."""
    text = line.text
    if not text or line.kind == "table":
        return False
    if is_label(text) or (" Ảnh " in text and line.kind != "item" and GENERATED_ALT.fullmatch(text)):
        return True
    if line.files:
        return line.linked > 0.6 or offers_file(line)
    if line.linked > 0.9 and line.kind != "caption":
        return (
            len(text) > 20
            and not text.startswith(("http:", "https:", "www."))
            and any(leads_away(t) for t in line.targets)
        )
    return line.linked > 0.5 and bool(TEASER.match(text))


def is_label(text: str) -> bool:
    """Whether a whole line is a label of the site's."""
    return len(text.rstrip(" :.…»>")) <= LONGEST_LABEL and FURNITURE.fullmatch(text) is not None


def offers_file(line: Line) -> bool:
    """Whether a line is a file's link and a label (`Tải về: KH.pdf`); the file is among the attachments."""
    rest = line.text
    for name in (file.name for file in line.files if file.name):
        rest = rest.replace(name, "", 1)
    return DOWNLOAD.fullmatch(rest.strip(" :.;,-–•()[]")) is not None


def leads_away(href: str) -> bool:
    return not href.startswith(("#", "mailto:", "tel:", "javascript:"))


def marked_headings(lines: list[Line], unmarked: bool) -> list[Line]:
    """A short line all in bold with running text under it is a heading, whatever its element; the first line may be one where the
    lead stands elsewhere."""
    return [
        line._replace(kind="heading")
        if bold_heading(line) and (i or (unmarked and len(line.text) <= SHORT_HEADING)) and follows_text(lines, i)
        else line
        for i, line in enumerate(lines)
    ]


def bold_heading(line: Line) -> bool:
    return (
        line.kind == "text"
        and line.bold > 0.95
        and 8 <= len(line.text) <= 160
        and not SENTENCE_END.search(line.text)
        and not line.images
    )


def follows_text(lines: list[Line], i: int) -> bool:
    return (
        i + 1 < len(lines)
        and lines[i + 1].kind in ("text", "item", "table")
        and len(lines[i + 1].text) > len(lines[i].text)
    )


def blocks_from(lines: list[Line]) -> Iterator[Block]:
    items: list[str] = []
    group = 0
    for line in lines:
        if items and line.group != group:
            yield Block("list", "\n".join(items))
            items = []
        if line.text and line.group:
            group = line.group
            items.append(line.text)
        elif line.text:
            yield Block(KINDS[line.kind], line.text, line.rows)
    if items:
        yield Block("list", "\n".join(items))
