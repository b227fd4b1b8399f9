"""What a page says of itself for machines: JSON-LD, Open Graph and other meta elements, microdata.

Only gathers; whether a statement is trusted is decided by the reader that compares it with the visible page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from portals.encoding import clean
from portals.graphs import authors_of, of_page, said, sections_of
from portals.jsonld import articles_in, nodes_of, organisations, texts_of, types_of
from portals.metas import (
    AUTHORS,
    DESCRIPTIONS,
    LONGEST_NAME,
    MODIFIED,
    PUBLISHED,
    SECTIONS,
    SITE_NAMES,
    TAGS,
    TITLES,
    Said,
    metas_of,
    of_card,
    of_metas,
    of_parsely,
)
from portals.microdata import attributed_to, dated_by, microdata_of, outside_scopes
from portals.states import data_in


@dataclass(frozen=True, slots=True)
class Statements:
    """A page's statements, each with its origin, the most trusted first; dates are as written."""

    titles: tuple[Said, ...] = ()
    published: tuple[Said, ...] = ()
    modified: tuple[Said, ...] = ()
    authors: tuple[Said, ...] = ()
    bodies: tuple[Said, ...] = ()
    """Those that are stated as authors, and are said to be organisations."""
    further: tuple[Said, ...] = ()
    """Authors in places that only pages of other languages than Vietnamese are asked for."""
    dated: tuple[Said, ...] = ()
    """The one date in attributes outside of scopes, asked for as `further` is."""
    data: tuple[str, ...] = ()
    """The page's data scripts, kept only where it states no author or no date otherwise."""
    descriptions: tuple[Said, ...] = ()
    section_path: tuple[Said, ...] = ()
    tags: tuple[Said, ...] = ()
    site_names: tuple[str, ...] = ()
    free: bool = True
    """False where it says that only those who pay may read it whole."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a page's statements stand, gathered in one go; each reader asks for those that it needs.

    metas: see `metas_of`. nodes: every object of JSON-LD; by_id: those with a name, by `@id`; articles: those of
    article types, the page's own first.
    """

    metas: dict[str, tuple[str, ...]]
    nodes: list[dict[str, Any]]
    by_id: dict[str, dict[str, Any]]
    articles: list[dict[str, Any]]
    micro: dict[str, tuple[Said, ...]]

    @property
    def article(self) -> dict[str, Any]:
        """The page's own; empty where it has none."""
        return self.articles[0] if self.articles else {}

    def titles(self) -> tuple[Said, ...]:
        """Names that the page gives its article."""
        return said(self.article, "headline", "json-ld") + self.micro.get("headline", ()) + of_metas(self.metas, TITLES)

    def published(self) -> tuple[Said, ...]:
        """Dates of publication, as written."""
        stated = said(self.article, "datePublished", "json-ld") + of_metas(self.metas, PUBLISHED)
        return stated + self.micro.get("datePublished", ()) + of_page(self.article, self.nodes)

    def modified(self) -> tuple[Said, ...]:
        """Dates of the last change, as written."""
        stated = said(self.article, "dateModified", "json-ld") + of_metas(self.metas, MODIFIED)
        return stated + self.micro.get("dateModified", ())

    def authors(self) -> tuple[Said, ...]:
        """Names in JSON-LD, of the first node with the article's heading that has any."""
        kin = (node for node in self.articles if node.get("headline") == self.article.get("headline"))
        return next((names for node in kin if (names := authors_of(node, self.by_id))), ())

    def bodies(self) -> tuple[Said, ...]:
        """Names in JSON-LD that are said to be organisations."""
        values = (self.article.get("author"), self.article.get("creator"))
        names = dict.fromkeys(clean(name) for value in values for name in organisations(value, self.by_id))
        return tuple((name, "json-ld") for name in names if name)

    def section_path(self) -> tuple[Said, ...]:
        """The names of sections, outermost first."""
        return sections_of(self.nodes, self.article, self.by_id) or of_metas(self.metas, SECTIONS)

    def tags(self) -> tuple[Said, ...]:
        """Keywords of the first source that has any."""
        return tags_of(self.article, self.by_id, self.metas)


def sources_of(tree: LexborHTMLParser) -> Sources:
    """Gathers from a whole page's tree, before scripts are taken out of it."""
    nodes = nodes_of([script.text() for script in tree.css("script[type*='ld+json']")[:60]])
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and node.get("name")}
    metas = metas_of(tree)
    articles = articles_in(nodes, metas.get("og:title", ()) + metas.get("twitter:title", ()))
    return Sources(metas, nodes, by_id, articles, microdata_of(tree))


def statements_of(tree: LexborHTMLParser) -> Statements:
    """Reads a whole page's tree, before scripts are taken out of it."""
    found = sources_of(tree)
    metas, article, by_id = found.metas, found.article, found.by_id
    authors = found.authors() + found.micro.get("author", ()) + of_metas(metas, AUTHORS) + of_card(metas)
    published = found.published()
    return Statements(
        titles=found.titles(),
        published=published,
        modified=found.modified(),
        authors=authors,
        data=() if authors and published else data_in(tree),
        bodies=found.bodies(),
        dated=() if published else dated_by(tree),
        further=of_parsely(metas) + outside_scopes(tree) + attributed_to(tree),
        descriptions=of_metas(metas, DESCRIPTIONS) + said(article, "description", "json-ld"),
        section_path=found.section_path(),
        tags=found.tags(),
        site_names=site_names_of(found.nodes, article, metas, by_id),
        free=str(article.get("isAccessibleForFree", "true")).lower() != "false",
    )


def tags_of(
    article: dict[str, Any], by_id: dict[str, dict[str, Any]], metas: dict[str, tuple[str, ...]]
) -> tuple[Said, ...]:
    """Keywords of the first source that has any; one string of several is split at commas and semicolons."""
    sources = [("json-ld", texts_of(article.get("keywords"), by_id))]
    sources += [(f"meta:{name}", metas.get(name, ())) for name in TAGS]
    for origin, values in sources:
        parts = [values[0]] if len(values) == 1 else list(values)
        if len(parts) == 1:
            parts = re.split(r"[,;]", parts[0])
        names = dict.fromkeys(tag for part in parts if (tag := clean(part)) and len(tag) <= LONGEST_NAME)
        if names:
            return tuple((tag, origin) for tag in names)
    return ()


def site_names_of(
    nodes: list[dict[str, Any]],
    article: dict[str, Any],
    metas: dict[str, tuple[str, ...]],
    by_id: dict[str, dict[str, Any]],
) -> tuple[str, ...]:
    """Every name under which the page speaks of its site, its publisher or its vendor."""
    names = [text for name in SITE_NAMES for text in metas.get(name, ())]
    names += texts_of(article.get("publisher"), by_id)
    for node in nodes:
        if any(kind in ("WebSite", "Organization", "NewsMediaOrganization", "Corporation") for kind in types_of(node)):
            names += texts_of(node, {})
    return tuple(dict.fromkeys(name for name in map(clean, names) if name and len(name) <= 200))
