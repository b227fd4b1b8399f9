"""Measures on title, lead, body and blocks: furniture, teasers, cuts, repetition, and whether the parts fit each other. Each takes a Row."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from expectations import furniture
from expectations.row import WORD, Row

CLOSED = re.compile(r"[.!?…:;”\"’'»)\]\d%*/]\W*$")
"""Ends as a sentence, a quotation, a number or an address may end."""
ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[\.*…?\])\W*$")
MORE = re.compile(r"(?:…|\.{2,}|\s\[\.*…?\])?\s*[(\[«»>]*\s*(?:xem|đọc) (?:thêm|tiếp|chi tiết)\s*[)\]»>…\.]*$", re.IGNORECASE)
DANGLING = frozenset("của và các là với cho những để đã sẽ đang khi mà như nhưng hoặc vì thì cũng rất mỗi nhằm gồm giữa bởi nếu dù".split())
"""Words after which a sentence goes on, and which end no compound that may close a notice (as `bị` ends `thiết bị`)."""
UNITS = frozenset("m km cm mm kg g l ml đ ha t v c h p s x tr tp th n k y d a b e i o u".split())


def folded(text: str) -> str:
    """For comparison only: lower case, one blank between words, no marks of punctuation."""
    return " ".join(WORD.findall(text.casefold()))


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """For comparison with addresses only: lower case without marks."""
    letters = unicodedata.normalize("NFD", word.casefold().replace("đ", "d"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def names_the_site(row: Row) -> str | None:
    """A title that is the name of the portal, of some site, or a label of the page."""
    title = row.title.strip(" -–|»:.").casefold()
    bare = re.sub(r"^(?:trang chủ|home)\W+|\W+(?:trang chủ|home)$", "", title).strip(" -–|»:.")
    own = {row.portal, *(() if row.home is None else (row.home.name.casefold(), row.home.slug, *row.home.hosts, *map(str.casefold, row.home.datelines)))}
    if title in furniture.NO_TITLES or bare in own or bare.removeprefix("www.") in own:
        return row.title
    start = furniture.SITE_TITLE.match(row.title.strip())
    rest = [] if start is None else row.title.strip()[start.end() :].split()
    only_a_name = start is not None and all(not w[0].isalpha() or w[0].isupper() or w.casefold() in furniture.NAME_PARTS for w in rest)
    shouted = row.title.isupper() and len(rest) > 6
    return row.title if only_a_name and len(rest) <= 12 and not shouted else None


def other_page(row: Row) -> str | None:
    """A page of an error, a login, a challenge or a template, by its title or by its few words."""
    if furniture.NOT_PAGES.fullmatch(row.title.strip()):
        return row.title
    may_be_a_wall = len(row.words) < 120 and any(sign in row.sample for sign in furniture.WALL_SIGNS)
    found = furniture.WALLS.search(row.body) if may_be_a_wall else None
    return found[0] if found else None


def site_in_title(row: Row) -> str | None:
    """A title that carries the site's name behind a separator, as the title element does and the heading does not."""
    last = re.split(r"\s[|–»-]\s", row.title)[-1].strip()
    if last == row.title.strip():
        return None
    names = {row.home.name.casefold(), *row.home.hosts} if row.home else set()
    is_site = last.casefold() in names or furniture.SITE_TITLE.match(last) or re.fullmatch(r"(?:\w+\.)+(?:vn|com|net)", last)
    return last if is_site else None


def cut_title(row: Row) -> str | None:
    """A title that ends in dots."""
    return row.title if ELLIPSIS.search(row.title[-9:]) else None


def untidy_title(row: Row) -> str | None:
    """A title with a line break, a date of the page, blanks astray, or in which an address or a file stands for words."""
    title = row.title
    if "\n" in title or "\t" in title or title != " ".join(title.split()):
        return repr(title[:80])
    if re.search(r"\(?\d{1,2}:\d{2}(?::\d{2})?,? *\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\)?$", title) or re.fullmatch(r"https?://\S+|\S+\.(?:pdf|docx?|xlsx?|jpe?g|png|html?|aspx)", title):
        return title
    return None


def title_is_the_body(row: Row) -> str | None:
    """A body that says the title and nothing more, or a title that holds the body."""
    if not row.body:
        return None
    same = len(row.title) > 1000 or (folded(row.title) == folded(row.body) if abs(len(row.title) - len(row.body)) < 40 else False)
    return row.title[:120] if same else None


def title_words_in_body(row: Row) -> float | None:
    """Share of the title's word pairs that stand in the words of the article; None under 4 pairs or 60 words."""
    words = folded(row.title).split()
    pairs = {f"{a} {b}" for a, b in zip(words, words[1:], strict=False)}
    if len(pairs) < 4 or len(row.words) < 60 or "table" in row.kinds:
        return None
    beside = (t for k, t in zip(row.kinds, row.texts, strict=True) if k in ("caption", "heading", "table"))
    text = "\n".join((row.body, *beside)).casefold()
    return sum(pair in text for pair in pairs) / len(pairs)


def title_words_in_address(row: Row) -> float | None:
    """Share of the address's words that stand in the title, marks aside; None where the address speaks fewer than five."""
    words = row.slug_words
    title = set(map(plain, WORD.findall(row.title)))
    return sum(w in title for w in words) / len(words) if words and len(title) >= 3 else None


def lead_not_first(row: Row) -> str | None:
    """A lead that is not what the body begins with."""
    if not row.lead or row.body.startswith(row.lead) or not row.body:
        return None
    lead = folded(row.lead)
    return None if folded(row.body[: 2 * len(row.lead) + 200]).startswith(lead) else row.lead[:120]


def unlike_its_blocks(row: Row) -> float | None:
    """Share of characters that stand in the body or in its blocks, but not in both (captions, headings, tables aside)."""
    told = [t for k, t in zip(row.kinds, row.texts, strict=True) if k in ("paragraph", "list", "quote") or "table_body" in row.flags]
    if row.body == "\n\n".join(told):
        return 0.0
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


def teaser(row: Row) -> str | None:
    """A body of one paragraph that breaks off in dots or asks to read on elsewhere."""
    if not row.paragraphs or len(row.paragraphs) > 2 or len(row.words) > 120:
        return None
    last = row.paragraphs[-1]
    only_words = "table" not in row.kinds and not row.file_urls
    return last[-80:] if only_words and (MORE.search(last[-40:]) or ELLIPSIS.search(last[-9:])) else None


def only_a_lead(row: Row) -> str | None:
    """A body that is one short paragraph, with nothing beside it."""
    alone = len(row.paragraphs) == 1 and not row.wide and len(row.words) < 90
    return row.body[:80] if alone else None


def broken_off(row: Row) -> str | None:
    """A last paragraph that stops within a word, after a comma, or on a word that has to go on."""
    last = _ending(row)
    if last is None or CLOSED.search(last[-9:]) and not last.endswith(("(", "“", ",")):
        return None
    word = (WORD.findall(last[-40:]) or [""])[-1]
    piece = word.islower() and word.isalpha() and not set(plain(word)) & set("aeiouy") and word not in UNITS
    return last[-60:] if piece or last.endswith((",", "(", "“", "-")) or word in DANGLING else None


def open_end(row: Row) -> str | None:
    """A long last paragraph without a mark at its end, in a text whose other paragraphs have theirs."""
    last = _ending(row)
    if last is None or CLOSED.search(last[-9:]):
        return None
    others = [p for p in row.paragraphs[:-1] if len(p) > 60]
    closed = sum(bool(CLOSED.search(p[-9:])) for p in others)
    return last[-60:] if closed >= max(2 if row.wide else 1, 0.8 * len(others)) else None


def _ending(row: Row) -> str | None:
    """The last paragraph, where it is prose of some length and not an item of a list."""
    if not row.paragraphs or (row.kinds and row.kinds[-1] in ("list", "table")):
        return None
    last = row.paragraphs[-1].rstrip()
    return last if len(last) >= 60 or len(row.paragraphs) > 1 and len(last.split()) > 4 and not last.istitle() else None


def repeated_share(row: Row) -> float | None:
    """Share of the body's characters in paragraphs that stood before; None under three paragraphs."""
    long = [p for p in row.paragraphs if len(p) >= 30]
    if len(long) < 2:
        return None
    return 1 - sum(map(len, set(long))) / sum(map(len, long))


def furniture_line(row: Row) -> str | None:
    """A whole line of the site in a text field."""
    own = furniture.own_lines(row.home) if row.home else None
    for line in row.short_lines:
        if furniture.FURNITURE.fullmatch(line) or (own and own.fullmatch(line)):
            return line
    return next((line for line in (row.section or "", *row.tags) if line and furniture.FURNITURE.fullmatch(line)), None)


def odd_line(row: Row) -> str | None:
    """A line that is more often the site's than the article's."""
    return next((line for line in row.short_lines if furniture.ODD_LINES.fullmatch(line)), None)


def list_of_scraps(row: Row) -> str | None:
    """A body of many scraps without a sentence: a menu or a list of links."""
    parts = row.paragraphs
    if len(parts) < 8 or "table_body" in row.flags:
        return None
    scraps = sum(len(p) < 40 and not CLOSED.search(p[-9:]) for p in parts)
    return " | ".join(parts[:5]) if scraps > 0.8 * len(parts) else None


def word_count_off(row: Row) -> float:
    """Words of the body that word_count does not count, or counts beyond."""
    return float(abs(len(row.words) - (row.word_count or 0)))


def label_too_long(row: Row) -> str | None:
    """A section or tag that is a sentence or a whole menu."""
    labels = (*((row.section,) if row.section else ()), *row.section_path, *row.tags)
    return next((x for x in labels if not 0 < len(x.strip()) <= 100 or "\n" in x), None)
