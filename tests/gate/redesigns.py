"""Redesigns of the simulator's pages: one change of the markup made alike on every page, as a portal's new template does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from selectolax.lexbor import LexborHTMLParser, LexborNode

from expectations.rot import Rot, rotten
from portals.layouts import layout_of
from portals.located import ATTRIBUTE, alternatives
from portals.portal import Layout, Portal
from portals.read import article_on
from portals.registry import portals
from schemas.article import READINGS, Article
from schemas.columns import table_of
from schemas.errors import ReadingFailed
from schemas.page import Page
from simulator.render import article_html
from simulator.sites import SITES
from simulator.world import World

START = datetime(2026, 11, 1, tzinfo=UTC)
FIELDS = ("title", "published", "lead", "byline", "section", "tags", "content", "source", "views", "attachments")
KINDS = ("renamed", "dropped", "moved", "swapped")
TOLD = (
    "title", "published_at", "body", "lead", "authors", "byline", "section", "tags", "source_name", "view_count", "attachments",
)  # fmt: skip
"""What a reading must not have otherwise than before without a flag."""


@dataclass(frozen=True, slots=True)
class Redesign:
    """One change. other: the field that a swapped node changes places with."""

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

    @property
    def name(self) -> str:
        return f"{self.layout}: {self.redesign.name} ({self.wrong} wrong, {self.landed} landed)"


def pages_of(seed: int, each: int) -> dict[str, list[tuple[Portal, Page]]]:
    """The simulator's pages by the layout that knows them, in order of capture."""
    world, found = World(articles=each, seed=seed), dict[str, list[tuple[Portal, Page]]]()
    for slug, site in SITES.items():
        stories, portal = list(world.stories(slug)), portals()[slug]
        for story in stories:
            html = article_html(site, story, stories, seed)
            layout = layout_of(LexborHTMLParser(html), portal)
            assert layout is not None
            pages = found.setdefault(layout.name, [])
            pages.append((portal, page_of(story.url, html, len(pages))))
    return found


def page_of(url: str, html: str, place: int) -> Page:
    at = START + timedelta(minutes=place)
    headers = (("content-type", "text/html"),)
    return Page(url=url, final_url=url, status=200, headers=headers, payload=html.encode(), captured_at=at)


def drawn(layout: Layout, rng: Random) -> Redesign:
    fields = [field for field in FIELDS if getattr(layout, field)]
    kind, (one, other) = rng.choice(KINDS), rng.sample(fields, 2)
    return Redesign(kind, one, other if kind == "swapped" else "")


def redesigned(html: str, layout: Layout, redesign: Redesign) -> str:
    """The page after the change; itself where it has no such node."""
    tree = LexborHTMLParser(html)
    nodes = nodes_of(tree, layout, redesign.field)
    if not nodes:
        return html
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
    if redesign.kind == "swapped":
        return swapped(html, nodes[0], nodes_of(tree, layout, redesign.other))
    return tree.html or html


def swapped(html: str, one: LexborNode, others: Sequence[LexborNode]) -> str:
    """The page with the words of two nodes in each other's place; itself where one holds the other."""
    tree = LexborHTMLParser(html).html or html
    if not others:
        return html
    mine, theirs = one.inner_html or "", others[0].inner_html or ""
    if not mine or not theirs or mine in theirs or theirs in mine or tree.count(mine) == 0 or tree.count(theirs) == 0:
        return html
    return tree.replace(mine, "\x01", 1).replace(theirs, mine, 1).replace("\x01", theirs, 1)


def nodes_of(tree: LexborHTMLParser, layout: Layout, field: str) -> list[LexborNode]:
    for css in alternatives(getattr(layout, field)):
        attribute = ATTRIBUTE.fullmatch(css)
        nodes = tree.css(attribute["css"] if attribute else css)
        if nodes:
            return nodes if field in ("tags", "section", "attachments") else nodes[:1]
    return []


def read(portal: Portal, page: Page) -> Article | None:
    try:
        return article_on(page, portal)
    except ReadingFailed:
        return None


def undergone(
    pages: Sequence[tuple[Portal, Page]],
    before: Sequence[Article | None],
    layout: Layout,
    redesign: Redesign,
    good: int,
    bad: int,
) -> Outcome:
    """The layout's pages, the last `bad` of them redesigned, before the sentinel. before: readings of the pages as they were."""
    after = list(before[:good])
    for place, (portal, page) in enumerate(pages[good : good + bad], good):
        html = redesigned(page.payload.decode(), layout, redesign)
        after.append(read(portal, page_of(page.url, html, place)))
    kept = [(was, now) for was, now in zip(before, after, strict=True) if was is not None and now is not None]
    rots: list[Rot] = rotten(table_of([now for _, now in kept], READINGS), None)
    wrong = {i for i, (was, now) in enumerate(kept) if any(getattr(was, f) != getattr(now, f) for f in TOLD)}
    unread = sum(was is not None and now is None for was, now in zip(before, after, strict=True))
    told = {row for rot in rots for row in rot.rows} | {i for i, (_, now) in enumerate(kept) if now.layout == "generic"}
    return Outcome(
        layout.name, redesign, len(wrong) + unread, bool(rots or unread or (wrong & told)), len(wrong - told)
    )
