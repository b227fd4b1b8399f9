"""Measures on the title of a reading: words of this article, and of nothing else on the page. Each takes a Row."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from expectations import furniture
from expectations.row import WORD, Row
from portals.syllables import is_syllable

DOTS = re.compile(r"(?:…|\.\.\.|\[\.*…?\])\W*$")
"""Ends in dots that stand for what was left out."""
HEAD, ENOUGH = 500, 0.4
"""Characters of a body in which most titles are told, and the part of a title from which on it is this body's."""
HOME = re.compile(r"^(?:trang chủ|home)\W+|\W+(?:trang chủ|home)$")
PAGE_DATE = re.compile(r"\(?\d{1,2}:\d{2}(?::\d{2})?,? *\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\)?$")
FILE = re.compile(r"https?://\S+|\S+\.(?:pdf|docx?|xlsx?|jpe?g|png|html?|aspx)")


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
    bare = HOME.sub("", title).strip(" -–|»:.") if "trang chủ" in title or "home" in title else title
    own = furniture.own_names(row.home)
    if title in furniture.NO_TITLES or bare in own or bare.removeprefix("www.") in own or bare == row.portal:
        return row.title
    start = furniture.SITE_TITLE.match(row.title.strip())
    rest = [] if start is None else row.title.strip()[start.end() :].split()
    only_a_name = start is not None and all(
        not w[0].isalpha() or w[0].isupper() or w.casefold() in furniture.NAME_PARTS for w in rest
    )
    shouted = row.title.isupper() and len(rest) > 6
    return row.title if only_a_name and len(rest) <= 12 and not shouted else None


def other_page(row: Row) -> str | None:
    """A page of an error, a login, a challenge or a template, by its title or by its few words."""
    if furniture.NOT_PAGES.fullmatch(row.title.strip()):
        return row.title
    if row.total >= 120:
        return None
    sample = row.sample.lower()
    found = furniture.WALLS.search(row.body) if any(sign in sample for sign in furniture.WALL_SIGNS) else None
    return found[0] if found else None


def site_in_title(row: Row) -> str | None:
    """A title that carries the site's name behind a separator, as the title element does and the heading does not."""
    last = re.split(r"\s[|–»-]\s", row.title)[-1].strip()
    if last == row.title.strip():
        return None
    names = {row.home.name.casefold(), *row.home.hosts} if row.home else set()
    is_site = (
        last.casefold() in names or furniture.SITE_TITLE.match(last) or re.fullmatch(r"(?:\w+\.)+(?:vn|com|net)", last)
    )
    return last if is_site else None


def cut_title(row: Row) -> str | None:
    """A title that ends in dots."""
    return row.title if DOTS.search(row.title[-9:]) else None


def untidy_title(row: Row) -> str | None:
    """A title with a line break, a date of the page, blanks astray, or in which an address or a file stands for words."""
    title = row.title
    if "\n" in title or "\t" in title or title != " ".join(title.split()):
        return repr(title[:80])
    dated = ":" in title and PAGE_DATE.search(title)
    return title if dated or (" " not in title and FILE.fullmatch(title)) else None


def title_twice(row: Row) -> str | None:
    """A title that says the same twice over, as a heading and its hidden twin do when read together."""
    words = row.title_words
    half = len(words) // 2
    return row.title if len(words) % 2 == 0 and half >= 3 and words[:half] == words[half:] else None


def title_is_the_section(row: Row) -> str | None:
    """A title that is the name of the section or of one above it; a notice may be called `Thông báo` in a section of that name."""
    title = " ".join(row.title_words)
    if title in furniture.KINDS_OF_PAPERS:
        return None
    labels = (row.section, *row.section_path)
    return row.title if title and any(label and folded(label) == title for label in labels) else None


def flat_title(row: Row) -> str | None:
    """A title of at least five words without a single capital letter."""
    return row.title if len(row.title_words) >= 5 and row.title.islower() else None


def title_strange_letters(row: Row) -> float:
    """Share of Latin letters and signs that Vietnamese does not have in the title; 0 under three, for names of abroad have some."""
    return row.title_signs.strange / row.title_signs.letters if row.title_signs.strange >= 3 else 0.0


def title_letters(row: Row) -> float:
    """Letters of the title."""
    return float(sum(map(str.isalpha, row.title)))


def bare_title(row: Row) -> str | None:
    """A title of Vietnamese syllables without a single mark, over a body that has them: read from the address, or damaged."""
    if not row.title.isascii() or row.signs.marked < 12:
        return None
    words = [word for word in WORD.findall(row.title) if not word.isupper()]
    return row.title if len(words) >= 4 and sum(map(is_syllable, words)) >= 0.6 * len(words) else None


def title_is_the_body(row: Row) -> str | None:
    """A body that says the title and nothing more, or a title that holds the body."""
    if not row.body:
        return None
    same = len(row.title) > 1000 or (
        folded(row.title) == folded(row.body) if abs(len(row.title) - len(row.body)) < 40 else False
    )
    return row.title[:120] if same else None


def title_in_body(row: Row) -> float | None:
    """How much of the title is in the article: mean of the shares of its words and of its pairs of words found there.

    About 0.4 in news and below 0.3 for another article's title; where the opening has that much, no more is looked for.
    None under five words of title or 60 of body.
    """
    return told_in(row.title_words, row)


def told_in(words: list[str], row: Row) -> float | None:
    """As `title_in_body`, for the words of any title."""
    if len(words) < 5 or row.total < 60 or "table" in row.kinds:
        return None
    pairs = {f"{a} {b}" for a, b in pairwise(words)}
    head = _part_in(words, pairs, row.body[:HEAD])
    if head >= ENOUGH:
        return head
    beside = [t for k, t in zip(row.kinds, row.texts, strict=True) if k in ("caption", "heading")]
    return _part_in(words, pairs, " ".join((row.body, *beside)))


def _part_in(words: list[str], pairs: set[str], text: str) -> float:
    text = f" {text.casefold()} "
    single = [f" {word}" in text for word in words].count(True) / len(words)
    return ([pair in text for pair in pairs].count(True) / len(pairs) + single) / 2


def title_words_in_address(row: Row) -> float | None:
    """Share of the address's words that stand in the title, marks aside; None where the address speaks fewer than five."""
    words = row.slug_words
    if not words:
        return None
    title = set(map(plain, row.title_words))
    return sum(w in title for w in words) / len(words) if len(title) >= 3 else None
