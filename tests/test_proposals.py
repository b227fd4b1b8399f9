"""Selectors that the doctor proposes for a page whose layout is lost."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from portals.__main__ import app
from portals.layouts import read_layout
from portals.portal import Layout
from portals.proposals import Known, proposals
from portals.read import article_on
from portals.registry import portal_named
from portals.saved import golden_of
from portals.tree import tree_of
from schemas.page import Page
from simulator.render import article_html
from simulator.sites import SITES
from simulator.world import World

SEED = 5
LEARNT = 10


def page_of(url: str, html: str) -> Page:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    headers = (("content-type", "text/html"),)
    return Page(url=url, final_url=url, status=200, headers=headers, payload=html.encode(), captured_at=at)


def drawn(slug: str, count: int) -> list[tuple[Page, Page]]:
    """Pages of a portal before and after its redesign."""
    stories = list(World(articles=count, seed=SEED).stories(slug))
    both = [
        (article_html(SITES[slug], s, stories, SEED), article_html(SITES[slug], s, stories, SEED, "redesign"))
        for s in stories
    ]
    return [(page_of(s.url, old), page_of(s.url, new)) for s, (old, new) in zip(stories, both, strict=True)]


@pytest.mark.parametrize("slug", ["hanoi", "kinhtedothi", "halong"])
def test_a_layout_of_the_proposals_reads_pages_that_it_has_not_met(slug: str) -> None:
    pages, portal = drawn(slug, LEARNT + 8), portal_named(slug)
    known = []
    for before, after in pages[:LEARNT]:
        a = article_on(before, portal)
        words = {"lead": a.lead, "byline": a.byline, "section": a.section, "body": a.body}
        known.append(Known(markup=after.payload.decode(), title=a.title, published_at=a.published_at, **words))
    best: dict[str, str] = {}
    for one in proposals(known):
        best.setdefault(one.field, one.css)
    assert {"title", "published", "content"} <= set(best)
    layout = Layout(
        name="new", signature="main", title=best["title"], published=best["published"], content=best["content"]
    )
    for before, after in pages[LEARNT:]:
        was = article_on(before, portal)
        now = read_layout(tree_of(after.payload.decode()), layout, after.url, after.captured_at)
        assert now.title is not None
        assert now.title.value == was.title
        assert now.moment is not None
        assert now.moment.value.at.replace(second=0) == was.published_at.replace(second=0)  # type: ignore[union-attr]
        assert now.content is not None
        words = " ".join(block.text for block in now.content.value.blocks)
        lines = was.body.split("\n\n")
        assert sum(line in words for line in lines) >= 0.8 * len(lines)


def test_doctor_prints_proposals(tmp_path: Path) -> None:
    for number, (before, after) in enumerate(drawn("hanoi", 6)):
        golden = golden_of(before, portal_named("hanoi"))
        (tmp_path / f"case-{number}.json").write_text(json.dumps(golden, ensure_ascii=False), "utf-8")
        (tmp_path / f"case-{number}.html").write_bytes(after.payload)
    done = CliRunner().invoke(app, ["doctor", "--redesigned", str(tmp_path)])
    assert done.exit_code == 0
    for words in ("title", "h1", "published", "time", "[class^=x_]"):
        assert words in done.output


def test_nothing_known_nothing_proposed() -> None:
    assert proposals([Known(markup="<h1>Một tiêu đề</h1><p>Chữ.</p>")]) == []
    assert proposals([Known(markup="<h1>Một tiêu đề</h1>", title="Một tiêu đề khác")]) == []
