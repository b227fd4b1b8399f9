"""Pages of other languages than Vietnamese: who wrote them and when, in the forms of the world's content systems."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portals.clock import HANOI
from portals.dates import NOT_AFTER, moment_in
from portals.fields import Fields
from portals.figures import in_figures
from portals.foreign import split_names
from portals.generic import read_generic
from portals.tree import capped, tree_of

TITLE = "Council argues over the budget for hours"
WORDS = "".join(
    f"<p>The council met on the evening of day {day} and talked about the money for the old bridge, for hours and without an end in sight.</p>"
    for day in range(1, 6)
)
AFTER = datetime(2025, 12, 1, tzinfo=UTC)


def read(*, ld: object = None, head: str = "", under: str = "", below: str = "", language: str = "en") -> Fields:
    script = f"<script type='application/ld+json'>{json.dumps(ld)}</script>" if ld is not None else ""
    markup = (
        f"<html lang={language}><head><title>{TITLE} - The Example Post</title><meta property=og:site_name content='The Example Post'>{head}{script}"
        f"</head><body><nav><a href=/>Home</a></nav><main><article><h1>{TITLE}</h1>{under}{below or f'<div>{WORDS}</div>'}</article></main></body></html>"
    )
    return read_generic(tree_of(capped(markup)[0]), "https://www.examplepost.com/politics/budget", AFTER)


def article(**statements: object) -> dict[str, object]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **statements}


def person(name: object) -> dict[str, object]:
    return {"@type": "Person", "name": name}


def authors(fields: Fields) -> tuple[str, ...]:
    return fields.authors.value if fields.authors else ()


def moment(fields: Fields) -> str | None:
    """UTC with a `Z` where a zone is printed, else the wall time."""
    if fields.moment is None:
        return None
    read_at = fields.moment.value
    if read_at.zone == "printed":
        return read_at.at.strftime("%Y-%m-%dT%H:%MZ")
    return read_at.at.astimezone(HANOI).strftime("%Y-%m-%dT%H:%M")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe, John Smith, and Ann Lee", ["Jane Doe", "John Smith", "Ann Lee"]),
        ("Jane Doe, Political Editor", ["Jane Doe"]),
        ("Jane Doe Chief Reporter", ["Jane Doe"]),
        ("By Jane DoeStaff Writer", ["Jane Doe"]),
        ("Jane Doe jane.doe@example.com", ["Jane Doe"]),
        ("Jane Doe (@janedoe)", ["Jane Doe"]),
        ("Jane Doe in Washington", ["Jane Doe"]),
        ("Jane Doe, Berlin", ["Jane Doe"]),
        ("Doe, Jane", ["Jane Doe"]),
        ("Von Hans Müller und Eva Maria Schmidt", ["Hans Müller", "Eva Maria Schmidt"]),
        ("Par Jean Dupont, envoyé spécial à Lyon", ["Jean Dupont"]),
        ("Por Juan Ortega y Gasset", ["Juan Ortega y Gasset"]),
        ("Por Ana Ruiz y Luis Gil Sanz", ["Ana Ruiz", "Luis Gil Sanz"]),
        ("Text: Hans Müller", ["Hans Müller"]),
        ("Eine Analyse von Eva Schmidt", ["Eva Schmidt"]),
        ("Konstantin von Bergen, dpa", ["Konstantin von Bergen"]),
        ("홍길동 기자", ["홍길동"]),
        ("记者 王小明", ["王小明"]),
        ("Иван Петров и Анна Белова", ["Иван Петров", "Анна Белова"]),
    ],
)
def test_a_line_of_names_is_split_into_persons(line: str, names: list[str]) -> None:
    assert split_names(line) == names


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ([person("Jane Doe"), {"@type": "Organization", "name": "Reuters"}], ("Jane Doe",)),
        ([[person("Jane Doe")], [person("John Smith")]], ("Jane Doe", "John Smith")),
        (person(["Jane Doe", "John Smith"]), ("Jane Doe", "John Smith")),
        ({"@type": "Person", "givenName": "Jane", "familyName": "Doe"}, ("Jane Doe",)),
        ("<a href='/jane'>Jane Doe</a>", ("Jane Doe",)),
        (person("jane doe"), ("jane doe",)),
        (person("The Example Post"), ()),
        (person("Example Post Staff"), ()),
        (person("dpa"), ()),
        (person("Agence France-Presse"), ()),
        (person("Example reporter"), ()),
        (person("siteadmin"), ()),
    ],
)
def test_stated_authors_are_persons(stated: object, names: tuple[str, ...]) -> None:
    assert authors(read(ld=article(author=stated))) == names


@pytest.mark.parametrize(
    ("head", "under", "names"),
    [
        ("<meta name=twitter:label1 content='Verfasst von'><meta name=twitter:data1 content='Jane Doe'>", "", ("Jane Doe",)),
        ("<meta name=citation_author content='Doe, Jane'><meta name=citation_author content='Smith, John'>", "", ("Jane Doe", "John Smith")),
        ("", "<div class=byline><span>Jane Doe</span> <span>Political Editor</span></div>", ("Jane Doe",)),
        ("", "<div class=byline><span>PTI,</span> <span>Washington,</span></div>", ()),
        ("", "<div class=k7><a href='/authors/jane-doe'>Jane Doe</a></div>", ("Jane Doe",)),
        ("", "<div>By</div><div><a href=/jane>Jane Doe</a></div><div>Share</div>", ("Jane Doe",)),
        ("", "<p>By JANE DOE 10/ 5/23 09:19 PM ET</p>", ("JANE DOE",)),
        ("", "<div class=k7><a href='/u/nightowl'>nightowl</a></div>", ("nightowl",)),
        ("<meta name=author content='Jane Doe,Bob Lens,Eve Light,Ann Hair'>", "<div class=byline>By Jane Doe</div>", ("Jane Doe",)),
    ],
)  # fmt: skip
def test_authors_are_found_where_systems_put_them(head: str, under: str, names: tuple[str, ...]) -> None:
    assert authors(read(head=head, under=under)) == names


@pytest.mark.parametrize(
    "ld",
    [
        [{"@type": "ItemList", "itemListElement": [{**article(author=person("Other One")), "headline": "Another", "datePublished": "2020-01-01T10:00:00Z"}]}],
        [{"@type": "LiveBlogPosting", "headline": "A day", "liveBlogUpdate": [article(author=person("Other One"), datePublished="2020-01-01T10:00:00Z")]}],
        [{**article(author=person("Other One")), "headline": "Another", "datePublished": "2020-01-01T10:00:00Z"}],
    ],
)  # fmt: skip
def test_the_pages_own_article_is_chosen_among_others(ld: list[dict[str, object]]) -> None:
    own = article(author=person("Jane Doe"), datePublished="2023-11-06T10:00:00Z")
    fields = read(ld=[*ld, own], head=f"<meta property=og:title content='{TITLE}'>")
    assert authors(fields) == ("Jane Doe",)
    assert moment(fields) == "2023-11-06T10:00Z"


@pytest.mark.parametrize(
    ("line", "language", "at"),
    [
        ("Published Nov 6, 2023 2:05 PM ET", "en", "2023-11-06T19:05Z"),
        ("July 6, 2023 2:05 PM ET", "en", "2023-07-06T18:05Z"),
        ("Mon 6 Nov 2023 14.05 GMT", "en-GB", "2023-11-06T14:05Z"),
        ("06/11/2023 14:05", "en-GB", "2023-11-06T14:05"),
        ("11/06/2023 2:05 PM", "en-US", "2023-11-06T14:05"),
        ("11/26/2023 14:05", "", "2023-11-26T14:05"),
        ("06/11/2023 14:05", "", None),
        ("6. März 2023, 14.05 Uhr", "de", "2023-03-06T14:05"),
        ("06.11.23 | 14:05 Uhr", "de", "2023-11-06T14:05"),
        ("Publié le 6 août 2023 à 14h05 - Mis à jour le 7 août 2023 à 09h00", "fr", "2023-08-06T14:05"),
        ("06/11/2023 às 14h05", "pt-BR", "2023-11-06T14:05"),
        ("6 de março de 2023 às 14h05", "pt", "2023-03-06T14:05"),
        ("6 novembre 2023 alle 14:05", "it", "2023-11-06T14:05"),
        ("6 mei 2023 om 14:05", "nl", "2023-05-06T14:05"),
        ("6 listopada 2023, 14:05", "pl", "2023-11-06T14:05"),
        ("6 listopada 2023, 14:05", "hr", "2023-10-06T14:05"),
        ("6 ноября 2023, 14:05 МСК", "ru", "2023-11-06T11:05Z"),
        ("6 Kasım 2023 14:05", "tr", "2023-11-06T14:05"),
        ("6. marraskuuta 2023 klo 14:05", "fi", "2023-11-06T14:05"),
        ("2023. november 6. 14:05", "hu", "2023-11-06T14:05"),
        ("6 Oktober 2023, 14:05 WIB", "id", "2023-10-06T07:05Z"),
        ("6 نوفمبر 2023 - 14:05", "ar", "2023-11-06T14:05"),
        ("6 दिसंबर 2023 14:05", "hi", "2023-12-06T14:05"),
        ("6 พฤศจิกายน 2566 14:05", "th", "2023-11-06T14:05"),
        ("2023年11月6日 14時5分", "ja", "2023-11-06T14:05"),
        ("2023년 11월 6일 오후 2:05", "ko", "2023-11-06T14:05"),
        ("<time datetime='2023-11-06T14:05:00+01:00'>vor 3 Stunden</time>", "de", "2023-11-06T13:05Z"),
        ("<time datetime='2023-11-06T14:05:00+01:00'>6. November 2023, 14:05 Uhr</time>", "de", "2023-11-06T13:05Z"),
    ],
)
def test_a_date_under_the_heading_is_read_in_any_language(line: str, language: str, at: str | None) -> None:
    assert moment(read(under=f"<p>{line}</p>", language=language)) == at


@pytest.mark.parametrize(
    ("stated", "at"),
    [
        ("1699264800000", "2023-11-06T10:00Z"),
        (1699264800, "2023-11-06T10:00Z"),
        ("Mon Nov 6 10:00:00 UTC 2023", "2023-11-06T10:00Z"),
        ("2023-11-6 10:00:00", "2023-11-06T10:00"),
        ("2023-11-06T10:00:00+05:30", "2023-11-06T04:30Z"),
    ],
)
def test_a_stated_date_is_read_however_scripts_write_it(stated: object, at: str) -> None:
    assert moment(read(ld=article(datePublished=stated))) == at


def test_the_pages_date_stands_in_where_the_article_has_none() -> None:
    assert moment(read(ld={"@type": "WebPage", "datePublished": "2023-11-06T10:00:00Z"})) == "2023-11-06T10:00Z"
    assert moment(read(ld=article(dateCreated="2023-11-06T10:00:00Z"))) == "2023-11-06T10:00Z"


def test_a_time_that_stands_beside_the_heading_in_one_box_is_the_articles() -> None:
    under = "<time datetime='2023-11-06T14:05:00+01:00'>6 Nov</time>"
    assert moment(read(under=under, ld=article(datePublished="2023-11-06"))) == "2023-11-06T13:05Z"


@given(st.text(max_size=60), st.sampled_from(["", "de", "pt_BR", "ko", "xx"]))
def test_any_line_is_survived(line: str, language: str) -> None:
    moment = moment_in(in_figures(line, language), None)
    assert moment is None or moment.at <= NOT_AFTER
    assert all(name.strip() == name != "" for name in split_names(line))


@pytest.mark.parametrize(
    "inside",
    [
        "<p>Read more: <a href=/other>A bridge elsewhere is closed for good, says the mayor</a></p>",
        "<p>Lire aussi : <a href=/autre>Un autre pont est fermé pour toujours</a></p>",
        "<p>Sign up for our morning newsletter and never miss a vote of the council.</p>",
        "<p>Follow The Example Post on Facebook and Instagram.</p>",
        "<p>Advertisement</p>",
        "<div class=k9><h3>The morning briefing</h3><p>The best stories of the day, chosen by us for you, every morning at six.</p><form><input type=email></form></div>",
        "<p>Anzeige</p>",
    ],
)
def test_what_is_not_the_articles_is_left_out_of_the_middle(inside: str) -> None:
    fields = read(under=f"<div>{WORDS}{inside}{WORDS.replace('day', 'night')}</div>")
    assert fields.content is not None
    words = [block.text for block in fields.content.value.blocks]
    assert len(words) >= 10
    assert all(text.startswith("The council met") for text in words)


def test_a_box_in_the_middle_does_not_end_the_article() -> None:
    parts = "".join(f"<div class=part>{words}</div>" for words in (WORDS, WORDS.replace("day", "night")))
    markup = parts.replace(
        "</div><div", "</div><aside><h2>Most Popular</h2><ul><li><a href=/a>Other</a></ul></aside><div", 1
    )
    fields = read(under=markup)
    assert fields.content is not None
    assert sum(block.text.startswith("The council met") for block in fields.content.value.blocks) >= 10


def test_words_about_the_author_at_the_end_are_left_out() -> None:
    about = "<div><p>Jane Doe is a reporter who covers town halls and bridges. She lives by the river.</p></div>"
    fields = read(ld=article(author=person("Jane Doe")), below=f"<div>{WORDS}</div>{about}")
    assert fields.content is not None
    assert not any(block.text.startswith("Jane Doe is") for block in fields.content.value.blocks)


def test_json_with_quotes_as_entities_is_read() -> None:
    script = json.dumps(article(datePublished="2023-11-06T10:00:00Z")).replace('"', "&quot;")
    assert moment(read(head=f"<script type='application/ld+json'>{script}</script>")) == "2023-11-06T10:00Z"
