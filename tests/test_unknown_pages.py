"""Pages in the markup families of Vietnamese sites, each unknown to the reader: as they are and redesigned."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from benchmarks.mutation import redesigned
from portals.clock import HANOI
from portals.read import article_on
from schemas.page import Page
from tests.unknown.pages import Unknown, pages

PAGES = {page.name: page for page in pages()}
LEAST_PRECISION, LEAST_RECALL = 0.97, 0.99


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
