"""Measures on lead, body and blocks: furniture, teasers, cuts, repetition, and whether the parts fit each other. Each takes a Row."""

from __future__ import annotations

import re

from expectations import furniture, signs
from expectations.row import WORD, Row
from expectations.titles import DOTS, folded, plain

CLOSED = re.compile(r"[.!?…:;”\"’'»)\]\d%*/]\W*$")
"""Ends as a sentence, a quotation, a number or an address may end."""
BEHIND = (",", ";", ")", ".", "?", "!", ":")
"""Marks that stand behind words and begin no text."""
POINTS_TO_A_FILE = re.compile(r"đính kèm|tại đây|toàn văn|tải về|dưới đây", re.IGNORECASE)
MORE = re.compile(
    r"(?:…|\.{2,}|\s\[\.*…?\])?\s*[(\[«»>]*\s*(?:xem|đọc) (?:thêm|tiếp|chi tiết)\s*[)\]»>…\.]*$", re.IGNORECASE
)
DANGLING = frozenset((
    "của", "và", "các", "là", "với", "cho", "những", "để", "đã", "sẽ", "đang", "khi", "mà", "như", "nhưng",
    "hoặc", "vì", "thì", "cũng", "rất", "mỗi", "nhằm", "gồm", "giữa", "bởi", "nếu", "dù",
))  # fmt: skip
"""Words after which a sentence goes on, and which end no compound that may close a notice (as `bị` ends `thiết bị`)."""
UNITS = frozenset((
    "m", "km", "cm", "mm", "kg", "g", "l", "ml", "đ", "ha", "t", "v", "c", "h", "p", "s", "x", "tr", "tp", "th",
    "n", "k", "y", "d", "a", "b", "e", "i", "o", "u",
))  # fmt: skip


def lead_not_first(row: Row) -> str | None:
    """A lead that is not what the body begins with."""
    if not row.lead or row.body.startswith(row.lead) or not row.body:
        return None
    lead = folded(row.lead)
    return None if folded(row.body[: 2 * len(row.lead) + 200]).startswith(lead) else row.lead[:120]


def cut_lead(row: Row) -> str | None:
    """A lead that ends in dots where the body goes on: a description for search engines."""
    return row.lead[-60:] if row.lead and DOTS.search(row.lead[-9:]) and not row.body.startswith(row.lead) else None


def unlike_its_blocks(row: Row) -> float | None:
    """Share of characters that stand in the body or in its blocks, but not in both (captions, headings, tables aside)."""
    if row.is_its_blocks:
        return 0.0
    every = "table_body" in row.flags
    told = [t for k, t in zip(row.kinds, row.texts, strict=True) if every or k in ("paragraph", "list", "quote")]
    body, blocks = "".join(row.words), "".join("".join(told).split())
    if body == blocks:
        return 0.0
    if not row.kinds or "table_body" in row.flags:
        return None
    lines = ["".join(line.split()) for text in told for line in text.split("\n")]
    missing = sum(len(line) for line in lines if line not in body)
    extra = max(len(body) + missing - len(blocks), 0)
    return (missing + extra) / max(len(body), len(blocks))


def substance(row: Row) -> float:
    """Characters of the body; 1,000 where a table, pictures or files tell what few words do not."""
    return 1000.0 if row.wide and row.title else float(len(row.body.strip()))


def open_beginning(row: Row) -> str | None:
    """A body that begins within a sentence: with a word in small letters or a mark that stands behind words."""
    first = row.body[:80].lstrip(" \"'“”‘(*-–•+").split(" ")[0].rstrip(",;:")
    return row.body[:60] if (first.isalpha() and first.islower()) or row.body[:1] in BEHIND else None


def lead_is_the_body(row: Row) -> str | None:
    """A lead that holds several paragraphs."""
    return row.lead[:80] if row.lead and "\n\n" in row.lead else None


def lead_cut_in_a_word(row: Row) -> str | None:
    """A lead that is the body's beginning and stops between two letters of a word."""
    if not row.lead or not row.body.startswith(row.lead):
        return None
    following = row.body[len(row.lead) : len(row.lead) + 1]
    return row.lead[-60:] if row.lead[-1].isalpha() and following.isalpha() else None


def empty_text(row: Row) -> str | None:
    """A field that may be null and is an empty text instead."""
    told = {"lead": row.lead, "section": row.section, "byline": row.byline, "dateline": row.dateline}
    return next((name for name, text in told.items() if text is not None and not text.strip()), None)


def stray_section(row: Row) -> str | None:
    """A section that is not the last of its path."""
    return row.section if row.section and row.section_path and row.section != row.section_path[-1] else None


def teaser(row: Row) -> str | None:
    """A body of one paragraph that breaks off in dots or asks to read on elsewhere."""
    if not row.paragraphs or len(row.paragraphs) > 2 or row.total > 120:
        return None
    last = row.paragraphs[-1]
    only_words = "table" not in row.kinds and not row.file_urls
    return last[-80:] if only_words and (MORE.search(last[-40:]) or DOTS.search(last[-9:])) else None


def only_a_lead(row: Row) -> str | None:
    """A body that is one short paragraph, with nothing beside it."""
    alone = len(row.paragraphs) == 1 and not row.wide and row.total < 90
    return row.body[:80] if alone else None


def broken_off(row: Row) -> str | None:
    """A last paragraph that stops within a word, after a comma, or on a word that has to go on."""
    last = _ending(row)
    if last is None or (CLOSED.search(last[-9:]) and not last.endswith(("(", "“", ","))):
        return None
    word = (WORD.findall(last[-40:]) or [""])[-1]
    piece = word.islower() and word.isalpha() and not set(plain(word)) & set("aeiouy") and word not in UNITS
    return last[-60:] if piece or last.endswith((",", "(", "“", "-")) or word in DANGLING else None


def open_end(row: Row) -> str | None:
    """A long last paragraph without a mark at its end, in a text whose other paragraphs have theirs."""
    last = _ending(row)
    if last is None or CLOSED.search(last[-9:]) or (row.file_urls and POINTS_TO_A_FILE.search(last)):
        return None
    others = [p for p in row.paragraphs[:-1] if len(p) > 60]
    closed = sum(bool(CLOSED.search(p[-9:])) for p in others)
    return last[-60:] if closed >= max(2 if row.wide else 1, 0.8 * len(others)) else None


def _ending(row: Row) -> str | None:
    """The last paragraph, where it is prose of some length and not an item of a list."""
    if not row.paragraphs or (row.kinds and row.kinds[-1] in ("list", "table")):
        return None
    last = row.paragraphs[-1].rstrip()
    return (
        last if len(last) >= 60 or (len(row.paragraphs) > 1 and len(last.split()) > 4 and not last.istitle()) else None
    )


def repeated_share(row: Row) -> float | None:
    """Share of the body's characters in paragraphs that stood before; None under three paragraphs."""
    long = [p for p in row.paragraphs if len(p) >= 30]
    if len(long) < 2:
        return None
    return 1 - sum(map(len, set(long))) / sum(map(len, long))


def untidy_body(row: Row) -> str | None:
    """Tabs, no-break spaces or runs of blanks in the body."""
    wanted = ("\t", "\u00a0", "  ") if row.marks & signs.SPACING else ("  ",)
    found = next((sign for sign in wanted if sign in row.body), None)
    return None if found is None else repr(found)


def title_in_front(row: Row) -> str | None:
    """The title left standing as the first paragraph of the body."""
    first = row.paragraphs[0] if len(row.paragraphs) > 1 else ""
    return first if first and abs(len(first) - len(row.title)) < 12 and folded(first) == folded(row.title) else None


def another_at_the_end(row: Row) -> str | None:
    """The title or the section left standing as the last paragraph of the body."""
    last = row.paragraphs[-1] if len(row.paragraphs) > 2 else ""
    others = (row.title, row.section or "") if last else ()
    return next((last for text in others if len(text) > 3 and last == text), None)


def caption_in_body(row: Row) -> str | None:
    """A caption that stands in the body too."""
    captions = [text for kind, text in zip(row.kinds, row.texts, strict=True) if kind == "caption"]
    return next((text for text in captions if len(text) > 15 and text in row.paragraphs), None) if captions else None


def word_count_off(row: Row) -> float:
    """Words of the body that word_count does not count, or counts beyond."""
    return float(abs(row.total - (row.word_count or 0)))


def _is_of_the_site(label: str) -> bool:
    """Whether a label is furniture; sections may be called `Tin nổi bật` or `Tin mới`."""
    return furniture.is_furniture(label) and not label.casefold().startswith(("tin", "các tin", "bài", "video"))


def odd_label(row: Row) -> str | None:
    """A section or tag that is a sentence, a whole path or the title."""
    labels = (*((row.section,) if row.section else ()), *row.section_path)
    wrong = (
        x
        for x in labels
        if not 0 < len(x.strip()) <= 100
        or any(sign in x for sign in ("\n", ">", "»", "›"))
        or (x == row.title and x.casefold() not in furniture.KINDS_OF_PAPERS)
        or _is_of_the_site(x)
    )
    return next(wrong, next((x for x in row.tags if not 0 < len(x.strip()) <= 100 or "\n" in x or "://" in x), None))
