"""Whether the layouts still read their pages, field by field: on the saved pages, or on what the portals serve now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from portals.content import body_of
from portals.encoding import text_of
from portals.fetch import Session, page_at
from portals.identity import is_article
from portals.listings import every_link
from portals.portal import Portal
from portals.proposals import Known, Proposal, proposals
from portals.read import MOST_BYTES, article_on
from portals.saved import golden_of, moment_of, plain, read_golden
from schemas.errors import CallError, FetchError, ReadingFailed

MANDATORY = ("title", "published_at", "body")
SHOWN = (*MANDATORY, "lead", "authors", "section", "tags", "images", "attachments", "view_count")
"""Fields that are told of a live page, where nobody knows what is right."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One field of one layout over all pages tried: how many had it right (live: had it at all), and the pages that did not."""

    portal: str
    layout: str
    field: str
    tried: int
    well: int
    ill: tuple[str, ...] = ()
    optional: bool = False
    """Whether a page may well lack it: told, and no fault."""

    @property
    def sound(self) -> bool:
        return self.optional or 0 < self.tried == self.well


def examine_saved(portal: Portal, folder: Path) -> list[Finding]:
    """Every field of every golden of a portal under `<folder>/<slug>`, read anew; a layout without a page is a finding of its own.

    Raises CallError where the portal has no saved page at all.
    """
    files = sorted((folder / portal.slug).glob("*.json"))
    if not files:
        raise CallError(f"no saved pages of {portal.slug} in {folder}; save some with `python -m portals save`")
    told = [fact for file in files for fact in _facts(portal, file)]
    seen = {layout for layout, _, _, _ in told}
    return [
        *_summed(portal, told),
        *(Finding(portal.slug, x.name, "page", 0, 0) for x in portal.layouts if x.name not in seen),
    ]


def examine_live(portal: Portal, session: Session, pages: int) -> list[Finding]:
    """Which fields the newest articles linked from the front page have, by the layout that read them.

    Raises FetchError where the front page cannot be had; an article that cannot be fetched or read is a finding.
    """
    told = []
    for url in _newest(portal, session, pages):
        try:
            fields = plain(article_on(page_at(url, session), portal))
        except (FetchError, ReadingFailed) as error:
            told.append(("none", error.reason, url, False))
            continue
        told += [(fields["layout"], field, url, fields[field] not in (None, [], "")) for field in SHOWN]
    optional = frozenset(SHOWN) - frozenset(MANDATORY)
    return [replace(finding, optional=finding.field in optional) for finding in _summed(portal, told)]


def propose(folder: Path) -> list[Proposal]:
    """Selectors for redesigned pages: `<case>.html` as it is now beside `<case>.json`, a golden of what its article is known to say.

    Raises CallError where the folder has no such page.
    """
    files = sorted(folder.glob("*.json"))
    if not files:
        raise CallError(
            f"no pages in {folder}; put each as <case>.html beside <case>.json, a golden of what it is known to say"
        )
    return proposals([_known(file) for file in files])


def _known(file: Path) -> Known:
    golden, page = read_golden(file)
    article = golden.get("article", {})
    markup, _ = text_of(body_of(page, MOST_BYTES), page.header("content-type"))
    words = {name: article.get(name) for name in ("title", "lead", "byline", "section", "body")}
    return Known(markup=markup, published_at=moment_of(article.get("published_at")), **words)


def _facts(portal: Portal, file: Path) -> Iterator[tuple[str, str, str, bool]]:
    """(layout, field, case, right) for each field of a golden."""
    golden, page = read_golden(file)
    now = golden_of(page, portal)
    if "fails" in golden:
        yield "refused", golden["fails"], file.stem, now.get("fails") == golden["fails"]
        return
    layout = golden["article"].get("layout", "generic")
    read = now.get("article", {})
    for field, wanted in golden["article"].items():
        yield layout, field, file.stem, field in read and read[field] == wanted


def _summed(portal: Portal, told: list[tuple[str, str, str, bool]]) -> list[Finding]:
    tried = Counter((layout, field) for layout, field, _, _ in told)
    ill: dict[tuple[str, str], list[str]] = {}
    for layout, field, case, right in told:
        if not right:
            ill.setdefault((layout, field), []).append(case)
    return [
        Finding(portal.slug, *key, count, count - len(ill.get(key, ())), tuple(ill.get(key, ())))
        for key, count in tried.items()
    ]


def _newest(portal: Portal, session: Session, pages: int) -> list[str]:
    front = page_at(portal.home, session)
    links = (entry.url for entry in every_link(front).entries)
    return [url for url in dict.fromkeys(links) if is_article(url, portal)][:pages]
