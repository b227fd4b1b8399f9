"""Redesigns of the simulator's pages: one change of the markup made alike on every page, as a portal's new template does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from selectolax.lexbor import LexborHTMLParser, LexborNode

from expectations.articles import rows_suite
from expectations.rot import beside, doubts, rotten
from expectations.suite import Context
from portals.located import ATTRIBUTE, alternatives
from portals.portal import Layout, Portal
from portals.read import article_on
from schemas.article import READINGS, Article
from schemas.columns import table_of
from schemas.errors import ReadingFailed
from schemas.page import Page
from tests.gate.eras import START
from tests.gate.neighbours import NEIGHBOURS
from tests.gate.rewrites import REWRITES
from tests.gate.templates import TEMPLATES

LATER = START + timedelta(days=30)

FIELDS = ("title", "published", "lead", "byline", "section", "tags", "content", "source", "views", "attachments")
KINDS = ("renamed", "dropped", "moved", "swapped")
MADE = {**REWRITES, **TEMPLATES, **NEIGHBOURS}
RARER = tuple(MADE)
WITH_ANOTHER = ("swapped", "joined", "replaced", "crossed", "carried")
TOLD = (
    "title", "published_at", "body", "lead", "authors", "byline", "section", "tags", "source_name", "view_count", "attachments",
)  # fmt: skip
"""What a reading must not have otherwise than before without a flag."""


@dataclass(frozen=True, slots=True)
class Redesign:
    """One change, of KINDS or RARER. other: the field that a swapped node changes places with."""

    kind: str
    field: str
    other: str = ""

    @property
    def name(self) -> str:
        return f"{self.kind} {self.field}{' with ' + self.other if self.other else ''}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a redesign: wrong values in how many of the pages, whether it was flagged, and wrong rows that none flagged."""

    layout: str
    redesign: Redesign
    wrong: int
    flagged: bool
    landed: int
    fields: tuple[str, ...] = ()
    """What the rows that landed have wrong; with `-` before what they merely lack."""

    @property
    def name(self) -> str:
        return (
            f"{self.layout}: {self.redesign.name} ({self.wrong} wrong, {self.landed} landed: {' '.join(self.fields)})"
        )


def drawn(layout: Layout, rng: Random, kinds: Sequence[str] = KINDS) -> Redesign:
    fields = [field for field in FIELDS if getattr(layout, field)]
    kind, (one, other) = rng.choice(kinds), rng.sample(fields, 2)
    return Redesign(kind, one, other if kind in WITH_ANOTHER else "")


def redesigned(html: str, layout: Layout, redesign: Redesign) -> str:
    """The page after the change; itself where it has no such node."""
    tree = LexborHTMLParser(html)
    nodes = nodes_of(tree, layout, redesign.field)
    if not nodes:
        return html
    if redesign.kind in MADE:
        MADE[redesign.kind](tree, nodes, nodes_of(tree, layout, redesign.other) if redesign.other else ())
        return tree.html or html
    for node in nodes:
        if redesign.kind == "renamed":
            for name in ("class", "id", "itemprop", "data-role"):
                if name in node.attributes:
                    node.attrs[name] = "x-renamed"
        elif redesign.kind == "dropped":
            node.decompose()
        elif redesign.kind == "moved" and tree.body is not None:
            tree.body.insert_child(LexborHTMLParser(node.html or "").body.child)  # type: ignore[union-attr, arg-type]
            node.decompose()
    return swapped(html, layout, redesign) if redesign.kind == "swapped" else tree.html or html


def swapped(html: str, layout: Layout, redesign: Redesign) -> str:
    """The page with the words of two fields' nodes in each other's place; itself where one holds the other."""
    tree = LexborHTMLParser(html)
    ones, others = nodes_of(tree, layout, redesign.field), nodes_of(tree, layout, redesign.other)
    if not ones or not others:
        return html
    mine, theirs = ones[0].inner_html or "", others[0].inner_html or ""
    if not mine or not theirs or mine in theirs or theirs in mine:
        return html
    ones[0].inner_html, others[0].inner_html = theirs, mine
    return tree.html or html


def nodes_of(tree: LexborHTMLParser, layout: Layout, field: str) -> list[LexborNode]:
    for css in alternatives(getattr(layout, field)):
        attribute = ATTRIBUTE.fullmatch(css)
        nodes = tree.css(attribute["css"] if attribute else css)
        if nodes:
            return nodes if field in ("tags", "section", "attachments") else nodes[:1]
    return []


def read(portal: Portal, page: Page) -> Article | None:
    article = read_or_why(portal, page)
    return article if isinstance(article, Article) else None


def read_or_why(portal: Portal, page: Page) -> Article | str:
    """The reading, or the reason why there is none."""
    try:
        return article_on(page, portal)
    except ReadingFailed as error:
        return error.reason


def undergone(
    pages: Sequence[tuple[Portal, Page]],
    before: Sequence[Article | None],
    odd: Mapping[int, Set[str]],
    layout: Layout,
    redesign: Redesign,
    bad: int,
) -> Outcome:
    """The layout's pages, the last `bad` of them redesigned, before the sentinel.

    before: readings of the pages as they were. odd: by their places, the expectations on rows that they broke already then.
    """
    after, portal, reasons = list(before[: len(pages) - bad]), pages[0][0], list[str]()
    for _, page in pages[len(pages) - bad :]:
        html = redesigned(page.payload.decode(), layout, redesign)
        found = read_or_why(portal, replace(page, payload=html.encode()))
        after.append(found if isinstance(found, Article) else None)
        reasons += [found] if isinstance(found, str) else []
    told_of = [(i, was, now) for i, (was, now) in enumerate(zip(before, after, strict=True)) if was and now]
    places, table = [i for i, _, _ in told_of], table_of([now for _, _, now in told_of], READINGS)
    rots = rotten(table, None)
    changes = {i: fields for i, was, now in told_of if (fields := changed(was, now))}
    unread = sum(was is not None and now is None for was, now in zip(before, after, strict=True))
    told = {places[row] for rot in (*rots, *doubts(table, None)) for row in (*rot.before, *rot.rows)}
    news = [(i, now) for i, _, now in told_of if i >= len(pages) - bad]
    told |= {news[row][0] for rot in beside(table_of([now for _, now in news], READINGS), reasons) for row in rot.rows}
    told |= {i for i, _, now in told_of if now.layout == "generic"}
    others = [(i, now) for i, _, now in told_of if i in changes]
    told |= {
        others[row][0]
        for row, names in faulty([now for _, now in others], portal).items()
        if names - odd.get(others[row][0], set())
    }
    landed = changes.keys() - told
    return Outcome(
        layout.name,
        redesign,
        len(changes) + unread,
        bool(rots or unread or (changes.keys() & told)),
        len(landed),
        tuple(sorted({field for row in landed for field in changes[row]})),
    )


def changed(was: Article, now: Article) -> tuple[str, ...]:
    """Fields that tell otherwise than before; `-` before those that merely tell nothing any more."""
    other = [field for field in TOLD if _told(was, field) != _told(now, field)]
    return tuple(field if getattr(now, field) else f"-{field}" for field in other)


def _told(article: Article, field: str) -> object:
    """A field's value; of tags and files which there are, for their order tells nothing."""
    value = getattr(article, field)
    return set(value) if field in ("tags", "attachments") else value


def faulty(articles: Sequence[Article], portal: Portal) -> dict[int, set[str]]:
    """Places of the readings that break some expectation on rows, and which."""
    if not articles:
        return {}
    suite = rows_suite(portal)
    frame = suite.measured(table_of(articles, READINGS), Context(portal=portal, now=LATER))
    found: dict[int, set[str]] = {}
    for e in suite.expectations:
        values = frame[e.measured]
        beyond = (values < e.at_least if e.at_least is not None else values != values) | (
            values > e.at_most if e.at_most is not None else values != values
        )
        for i in values[beyond & values.notna()].index:
            found.setdefault(int(i), set()).add(e.name)
    return found
