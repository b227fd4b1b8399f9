"""Pages in the markup families of Vietnamese sites, each unknown to the reader: as they are and redesigned."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from benchmarks.mutation import redesigned
from portals.clock import HANOI
from portals.read import article_on
from portals.text import text_parts
from portals.tree import pieces_of, tree_of, without_junk
from schemas.page import Page
from tests.unknown.pages import Unknown, pages

FILES = "shells", "families", "later"
PAGES = {page.name: page for page in pages(*FILES)}
LEAST_PRECISION, LEAST_RECALL = 0.97, 0.99
LEAST_OF_TEXT = 0.8, 0.97
"""Where a page is its words alone, a summary of another article among them looks like any paragraph."""
ABROAD = "-abroad"
"""An article in English; in words only, or with a bare name for its byline, less is read of it."""
ONLY_IN_MARKUP = "emagazine", "english-edition", "district", "list-lead-recipe"
"""Pages whose words alone do not tell: title and date on one line, a date or a bare foreign name under the words, titles among short sentences."""
SHORT_SENTENCES, LEAST_OF_THEM = ("recipe", "schedule"), 0.75
"""Kinds of which some paragraphs read as captions where nothing but the words can tell."""


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def faults(page: Unknown, drills: tuple[str, ...]) -> list[str]:
    """What a reading of the page gets wrong; empty where it is as a careful reader's."""
    markup = redesigned(page.markup.encode(), drills)
    sent = Page(url=page.url, final_url=page.url, status=200, headers=(), payload=markup, captured_at=page.captured_at)
    article = article_on(sent, None)
    moment = article.published_at and article.published_at.astimezone(HANOI).isoformat()[: len(page.when)]
    wanted, found, optional = shingles(page.body), shingles(article.body), shingles(page.optional)
    right, wrong = (wanted & found).total(), (found - wanted - optional).total()
    said = {
        f"title {article.title!r}": article.title == page.title,
        f"published {moment}, not {page.when}": moment == page.when,
        f"authors {article.authors}, not {page.authors}": list(article.authors) == page.authors,
        f"precision {right}/{right + wrong}": right >= LEAST_PRECISION * (right + wrong),
        f"recall {right}/{wanted.total()}": right >= LEAST_RECALL * wanted.total(),
    }
    return [fault for fault, holds in said.items() if not holds]


@pytest.mark.parametrize("drills", [(), ("nometa", "noclass")], ids="+".join)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_an_unknown_site_is_read_as_it_stands(name: str, drills: tuple[str, ...]) -> None:
    assert faults(PAGES[name], drills) == []


LEFT_OVER = 20
"""Of 3,052 pages: names of a part printed twice or in brackets within brackets, a story of one sentence or in pictures alone beside longer notes."""


@pytest.mark.soak
@pytest.mark.parametrize("drills", [(), ("nometa", "noclass")], ids="+".join)
def test_every_article_is_read_in_every_markup(drills: tuple[str, ...]) -> None:
    told = (page for page in pages(*FILES, crossed=True) if not page.name.endswith(ABROAD))
    wrong = {page.name: found for page in told if (found := faults(page, drills))}
    print(*wrong.items(), sep="\n")
    assert len(wrong) <= LEFT_OVER


def words_of(markup: str) -> str:
    """A page as a crawl of text has it: its title, then each block on a line."""
    tree = tree_of(markup)
    title = tree.css_first("title")
    without_junk(tree)
    assert tree.body is not None
    assert title is not None
    return "\n".join([title.text().strip(), *(piece.text for piece in pieces_of(tree.body))])


@pytest.mark.parametrize(
    "name", [name for name in PAGES if not (name.startswith(ONLY_IN_MARKUP) or name.endswith(ABROAD))]
)
def test_the_words_of_an_unknown_site_are_told_apart(name: str) -> None:
    page = PAGES[name]
    parts = text_parts(words_of(page.markup), page.url, page.captured_at, None)
    moment = parts.moment and parts.moment.at.astimezone(HANOI).isoformat()[: len(page.when)]
    assert (parts.title, moment, list(parts.authors)) == (page.title, page.when, page.authors)
    body = "\n\n".join(block.text for block in parts.blocks if block.kind in ("paragraph", "list", "quote"))
    wanted, found, optional = shingles(page.body), shingles(body), shingles(page.optional)
    right, wrong = (wanted & found).total(), (found - wanted - optional).total()
    assert right >= LEAST_OF_TEXT[0] * (right + wrong)
    least = LEAST_OF_THEM if name.endswith(SHORT_SENTENCES) else LEAST_OF_TEXT[1]
    assert right >= least * wanted.total()
