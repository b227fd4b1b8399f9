"""Pages of thirty-odd languages as their publishers build them, all of them made up: who wrote them, when, and what of them is the article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest

from portals.clock import HANOI
from portals.fields import Fields
from portals.generic import read_generic
from portals.tree import capped, tree_of
from tests.publishers.boxes import WORDS
from tests.publishers.houses import House, houses
from tests.publishers.languages import LANGUAGES, Language
from tests.publishers.pages import SKINS, URL, Page, paragraphs
from tests.publishers.people import HIDDEN, SHOWN, SITE, STATED, Parts
from tests.publishers.times import TOLD, Told, shown_lines

AFTER = datetime(2025, 12, 1, tzinfo=UTC)
WAYS = {**STATED, **SHOWN, **HIDDEN}
A_WAY_EACH = 3
"""Languages in which `make test` reads each way; the soak reads all."""


def read(page: Page, skin: int) -> Fields:
    return read_generic(tree_of(capped(SKINS[skin % len(SKINS)](page))[0]), URL, AFTER)


def signed(language: Language, parts: Parts) -> Page:
    """A page of one article with these writers."""
    article: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": parts.kind,
        "headline": language.title,
        "datePublished": "2024-01-05T10:30:00+01:00",
        "dateModified": "2024-01-06T10:30:00+01:00",
        "publisher": {"@type": "Organization", "name": SITE},
        **parts.extra,
    }
    if parts.author is not None:
        article["author"] = parts.author
    root = {"@context": "https://schema.org", "@graph": [article, *parts.graph]} if parts.graph else article
    return Page(language, (root,), parts.head, parts.under, paragraphs(language), parts.foot)


def misread(way: str, languages: Iterator[tuple[int, Language]]) -> list[object]:
    """The readings of a way that are not what it means, with one to three names."""
    wrong: list[object] = []
    for (place, language), count in product(languages, (1, 2, 3)):
        names = (*language.names[place % 4 :], *language.names[: place % 4])[:count]
        parts = WAYS[way](language, names)
        fields = read(signed(language, parts), place + count)
        authors = fields.authors.value if fields.authors else ()
        bodies = tuple(body.name for body in fields.contributors)
        if (authors, bodies) != (parts.authors, parts.bodies):
            wrong.append((language.code, parts.authors, authors, parts.bodies, bodies))
    return wrong


@pytest.mark.parametrize("way", WAYS)
def test_writers_are_found_where_publishers_put_them(way: str) -> None:
    start = 7 * [*WAYS].index(way)
    chosen = ((place % len(LANGUAGES), LANGUAGES[place % len(LANGUAGES)]) for place in range(start, start + A_WAY_EACH))
    assert misread(way, chosen) == []


@pytest.mark.soak
@pytest.mark.parametrize("way", WAYS)
def test_writers_are_found_in_every_language(way: str) -> None:
    assert misread(way, iter(enumerate(LANGUAGES))) == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_page_of_any_language_is_read_whole(language: Language) -> None:
    for skin, _ in enumerate(SKINS):
        fields = read(signed(language, STATED["ld objects"](language, language.names)), skin)
        assert fields.title is not None
        assert fields.title.value == language.title
        assert fields.authors is not None
        assert fields.authors.value == language.names
        assert fields.content is not None
        words = [block.text for block in fields.content.value.blocks if block.kind != "caption"]
        assert words == [*language.paragraphs, *language.paragraphs[1:3][::-1]]


def dated(language: Language, told: Told, code: str | None = None) -> Page:
    """A page of one article with this time."""
    article: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": language.title,
        "author": {"@type": "Person", "name": language.names[0]},
        **told.article,
    }
    language = replace(language, code=code or language.code)
    return Page(language, (*told.nodes, article), told.head, told.under, paragraphs(language), told.foot)


def moment(fields: Fields) -> str | None:
    """UTC with a `Z` where a zone is told, else the wall time."""
    if fields.moment is None:
        return None
    read_at = fields.moment.value
    at, end = (read_at.at, "Z") if read_at.zone == "printed" else (read_at.at.astimezone(HANOI), "")
    return f"{at:%Y-%m-%dT%H:%M}{end}"


@pytest.mark.parametrize("way", TOLD)
def test_a_time_is_read_however_publishers_tell_it(way: str) -> None:
    start = 5 * [*TOLD].index(way)
    for place in range(start, start + A_WAY_EACH):
        language = LANGUAGES[place % len(LANGUAGES)]
        told = TOLD[way](language.title)
        assert moment(read(dated(language, told), place)) == told.at


@pytest.mark.parametrize(("code", "line", "at"), shown_lines())
def test_a_date_line_of_any_country_is_read(code: str, line: str, at: str) -> None:
    language = next((own for own in LANGUAGES if own.code[:2] == code[:2]), LANGUAGES[0])
    told = Told(at, under=f"<div class=date>{line}</div>")
    assert moment(read(dated(language, told, code), len(line))) == at


@pytest.mark.parametrize("way", WORDS)
def test_what_stands_among_the_words_is_told_from_them(way: str) -> None:
    start = 3 * [*WORDS].index(way)
    for place in range(start, start + 2 * A_WAY_EACH):
        language = LANGUAGES[place % len(LANGUAGES)]
        markup, wanted = WORDS[way](language)
        page = signed(language, STATED["ld objects"](language, language.names[:1]))
        fields = read(replace(page, words=markup), place)
        assert fields.content is not None
        words = tuple(block.text for block in fields.content.value.blocks if block.kind != "caption")
        if fields.lead is not None and words[0] != fields.lead.value:
            words = (fields.lead.value, *words)
        assert words == wanted


@pytest.mark.parametrize("house", houses(), ids=lambda house: house.name)
def test_a_page_of_any_house_is_read(house: House) -> None:
    fields = read_generic(tree_of(capped(house.html)[0]), f"https://www.{house.name}.example/news/x-12345.html", AFTER)
    assert fields.title is not None
    assert fields.title.value == house.title
    assert moment(fields) == house.published
    assert frozenset(fields.authors.value if fields.authors else ()) == house.authors
    assert fields.content is not None
    blocks = [block.text for block in fields.content.value.blocks if block.kind != "caption"]
    words = [line for text in blocks for line in text.split("\n") if line not in house.free]
    if fields.lead is not None and fields.lead.value not in (*words, *house.free):
        words = [fields.lead.value, *words]
    assert "".join(words).replace(" ", "") == "".join(house.lines).replace(" ", "")
