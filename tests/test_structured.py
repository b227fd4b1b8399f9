"""What pages state for machines, as broken as sites write it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portals.jsonld import nodes_of
from portals.structured import Statements, statements_of
from portals.tree import tree_of


def read(head: str, body: str = "") -> Statements:
    return statements_of(tree_of(f"<html><head>{head}</head><body>{body}</body></html>"))


def ld(value: object) -> str:
    return f"<script type='application/ld+json'>{value if isinstance(value, str) else json.dumps(value)}</script>"


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","headline":"Tít bài","datePublished":"2025-10-22T19:25:00+07:00"}',
        '/*<![CDATA[*/ {"@type":["NewsArticle"],"headline":"Tít bài\n","datePublished":"2025-10-22T19:25:00+07:00",} //]]>',
        '<!-- {"@type":"NewsArticle",/* ghi chú */"headline":"Tít bài","datePublished":"2025-10-22T19:25:00+07:00"} -->',
        '{"@graph":[{"@type":"WebPage","name":"x"},{"@type":"Article","headline":"Tít bài","datePublished":"2025-10-22T19:25:00+07:00"}]};',
        '[{"@type":"http://schema.org/NewsArticle","headline":"T&#237;t b&#224;i","datePublished":"2025-10-22T19:25:00&#x2B;07:00"}]',
    ],
)
def test_json_ld_is_read_however_it_is_written(script: str) -> None:
    stated = read(ld(script))
    assert stated.titles[0] == ("Tít bài", "json-ld")
    assert stated.published[0] == ("2025-10-22T19:25:00+07:00", "json-ld")


@pytest.mark.parametrize(
    "script",
    ["", "{", "[" * 100_000, '{"a":' * 3_000, "NaN", "null", '"words"', "{headline: undefined", "}{", "\ud83d"],
)
def test_a_hopeless_script_states_nothing(script: str) -> None:
    assert read(ld(script)).titles == ()


def test_numbers_that_are_none_are_no_values() -> None:
    stated = read(ld('{"@type":"NewsArticle","headline":NaN,"datePublished":Infinity,"author":-Infinity}'))
    assert (stated.titles, stated.published, stated.authors) == ((), (), ())


def test_authors_are_persons_by_reference_too() -> None:
    graph = [
        {"@id": "#lan", "@type": "Person", "name": "Lan Anh"},
        {"@id": "#bao", "@type": "NewsMediaOrganization", "name": "Báo Ví Dụ"},
        {
            "@type": "NewsArticle",
            "headline": "x",
            "author": [{"@id": "#lan"}, {"@id": "#bao"}, {"@type": "Person", "name": ""}, "Minh Chiến"],
        },
    ]
    stated = read(ld({"@graph": graph}))
    assert stated.authors == (("Lan Anh", "json-ld"), ("Minh Chiến", "json-ld"))
    assert "Báo Ví Dụ" in stated.site_names


def test_the_dated_article_wins_over_a_teaser_without_date() -> None:
    stated = read(
        ld(
            [
                {"@type": "Article", "headline": "Tin khác"},
                {"@type": "NewsArticle", "headline": "Bài này", "datePublished": "2025-01-02"},
            ]
        )
    )
    assert stated.titles[0][0] == "Bài này"


def test_breadcrumbs_leave_home_and_the_article_out() -> None:
    items: list[dict[str, Any]] = [
        {"name": "Trang chủ"},
        {"item": {"@id": "/kinh-te", "name": "Kinh tế"}},
        {"item": {"name": "Thuế"}},
        {"name": "Tít"},
    ]
    crumbs = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", **item} for item in items]}
    stated = read(ld([crumbs, {"@type": "NewsArticle", "headline": "Tít"}]))
    assert [name for name, _ in stated.section_path] == ["Kinh tế", "Thuế"]


def test_meta_elements_come_after_json_ld_in_order_of_trust() -> None:
    head = (
        "<meta property='article:published_time' content='2025-10-22T19:25:00Z'><meta name=date content='2025-10-01'>"
    )
    stated = read(head + ld({"@type": "NewsArticle", "datePublished": "2025-10-22T19:25:00+07:00"}))
    assert [origin for _, origin in stated.published] == ["json-ld", "meta:article:published_time", "meta:date"]


def test_one_string_of_keywords_is_split_and_several_are_not() -> None:
    assert [tag for tag, _ in read("<meta name=keywords content='thuế, hộ kinh doanh,, thuế'>").tags] == [
        "thuế",
        "hộ kinh doanh",
    ]
    two = "<meta property='article:tag' content='Hà Nội, Huế'><meta property='article:tag' content='Đà Nẵng'>"
    assert [tag for tag, _ in read(two).tags] == ["Hà Nội, Huế", "Đà Nẵng"]


def test_microdata_is_read_in_the_first_article_scope_only() -> None:
    body = """<div itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop=headline>Tít</h1>
    <time itemprop=datePublished datetime='2025-10-22T19:25:00+07:00'>hôm qua</time><span itemprop=author><b itemprop=name>Lê Phương</b></span></div>
    <div itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop=headline>Khác</h1></div>"""
    stated = read("", body)
    assert (stated.titles, stated.published) == ((("Tít", "microdata"),), (("2025-10-22T19:25:00+07:00", "microdata"),))
    assert stated.authors == (("Lê Phương", "microdata"),)


def test_a_paid_article_says_so() -> None:
    assert not read(ld({"@type": "NewsArticle", "headline": "x", "isAccessibleForFree": False})).free


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20) | st.sampled_from(["NewsArticle", "Person", "#a"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(
        ["@type", "@id", "@graph", "headline", "author", "name", "datePublished", "keywords", "articleSection", "itemListElement", "item", "publisher"]
    ), inner, max_size=6),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_any_json_is_survived(value: object) -> None:
    stated = read(ld({"@type": "NewsArticle", "@graph": value}) + ld(json.dumps(value)))
    assert all(
        isinstance(text, str) and text for text, _ in (*stated.titles, *stated.authors, *stated.published, *stated.tags)
    )


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200) | st.text(alphabet='{}[]",:/*<!-> \nabn0', max_size=80))
def test_any_script_is_survived_and_spoils_no_other(script: str) -> None:
    assert nodes_of([script, '{"headline": "Cầu mới"}'])[-1] == {"headline": "Cầu mới"}
