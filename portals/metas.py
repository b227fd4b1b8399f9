"""The meta elements that tell of an article, under every name that content systems give them, the most trusted first."""

from __future__ import annotations

import json
import re

from selectolax.lexbor import LexborHTMLParser

from portals.encoding import clean

LONGEST_VALUE = 2_000
LONGEST_NAME = 120

TITLES = ("og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title", "title", "headline")
PUBLISHED = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "og:article:published_time",
    "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date", "pubdate", "publication_date",
    "published_time_telegram", "mediator_published_time", "article.published", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "rnews:datepublished", "vr:published_time", "nrk:publishtime", "iso-8601-publish-date", "date.issued", "published_at", "published",
    "publisheddate", "pub_date", "og:pubdate", "publishtime", "article:create_at", "weibo:article:create_at", "article.created",
    "analyticsattributes.articledate", "displaydate", "release_date", "creation_date", "dc.date.issued", "dcterms.issued", "dc.terms.date",
    "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "citation_publication_date", "date", "article_date_original",
    "originalpublicationdate", "bt:pubdate", "published-date", "article:publicationdate", "article_publish_date", "article:post_date",
    "publishing_date", "publication-date", "publicationdate", "article.publication_date", "content_publish_date", "article-published",
    "date_published", "date-published", "post_date", "pub-date", "news:publication_date",
)  # fmt: skip
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "lastmod")
AUTHORS = (
    "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "article:author_name",
    "article.author", "og:author", "og:article:author", "cxenseparse:author", "cxenseparse:recs:articleauthor", "mediator_author", "authors",
    "citation_author", "article-author", "rnews:author",
)  # fmt: skip
WRITTEN = re.compile(
    r"(?:written|posted|published) by|author|by|verfasst von|geschrieben von|autor|von|écrit par|rédigé par|auteur|par|escrito por|por|publicado por"
    r"|scritto da|autore|di|geschreven door|door|skrevet av|skrevet af|skriven av|napisane przez|автор|написано|yazan|yazar|penulis|ditulis oleh",
    re.I,
)
"""Labels under which content systems tell networks the author, beside the minutes that reading takes."""
SECTIONS = ("article:section", "parsely-section")
TAGS = ("article:tag", "news_keywords", "keywords")
DESCRIPTIONS = ("og:description", "description", "twitter:description")
SITE_NAMES = ("og:site_name", "application-name", "copyright", "generator")
PARSELY = "parsely-page"
CARD = ("twitter:label1", "twitter:data1", "twitter:label2", "twitter:data2")
TELLING = frozenset(
    (*TITLES, *PUBLISHED, *MODIFIED, *AUTHORS, *SECTIONS, *TAGS, *DESCRIPTIONS, *SITE_NAMES, *CARD, PARSELY)
)
META_NAMES = ("property", "name", "itemprop")

Said = tuple[str, str]
"""A value and its origin."""


def metas_of(tree: LexborHTMLParser) -> dict[str, tuple[str, ...]]:
    """Contents of meta elements that tell of the article, by lower-case name, property or itemprop, in document order."""
    found: dict[str, list[str]] = {}
    for meta in tree.css("meta[content]")[:500]:
        attributes = meta.attributes
        said = [name.strip().lower() for key in META_NAMES if (name := attributes.get(key))]
        names = TELLING.intersection(said)
        content = clean((attributes.get("content") or "")[:LONGEST_VALUE]) if names else ""
        for name in names if content else ():
            found.setdefault(name, []).append(content)
    return {name: tuple(values) for name, values in found.items()}


def of_metas(metas: dict[str, tuple[str, ...]], names: tuple[str, ...]) -> tuple[Said, ...]:
    return tuple((value, f"meta:{name}") for name in names for value in metas.get(name, ()))


def of_card(metas: dict[str, tuple[str, ...]]) -> tuple[Said, ...]:
    """The author among the labelled data of a network's card."""
    pairs = ((metas.get(label, ("",))[0], metas.get(data, ())) for label, data in (CARD[:2], CARD[2:]))
    return tuple(
        (name, "meta:twitter:data") for label, names in pairs if WRITTEN.fullmatch(label) for name in names[:1]
    )


def of_parsely(metas: dict[str, tuple[str, ...]]) -> tuple[Said, ...]:
    """The authors in a counter's summary of the page, which is JSON."""
    for text in metas.get(PARSELY, ()):
        try:
            page = json.loads(text)
        except (ValueError, RecursionError):
            continue
        authors = page.get("authors", page.get("author")) if isinstance(page, dict) else None
        names = authors if isinstance(authors, list) else [authors]
        return tuple((clean(name), f"meta:{PARSELY}") for name in names if isinstance(name, str) and name.strip())
    return ()
