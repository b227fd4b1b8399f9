"""Articles that no channel shows, guessed from the numbers missing between known ones. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import pairwise

from portals.identity import identity_of
from portals.portal import NativeIds, Portal
from portals.probing import met_page
from schemas.page import Link, Page

CHANNEL = "native_id"
LONGEST = 18
"""Digits of a number that counts articles; what is longer is a moment or a token."""


def guesses(portal: Portal, known: Iterable[str], tried: Collection[str], found_at: datetime) -> list[Link]:
    """The addresses to ask for: at most `most`, highest number first, none that was tried. Empty for a portal that declares no numbers.

    known: native ids of articles that are landed or were shown. tried: addresses that earlier runs guessed.
    """
    rule = portal.native_ids
    if rule is None:
        return []
    urls = (rule.url.replace("{id}", str(number)) for number in missing(known, rule))
    wanted = [url for url in urls if url not in tried][: rule.most]
    return [
        Link(url=url, portal=portal.slug, channel=CHANNEL, source=rule.url, place=place, found_at=found_at)
        for place, url in enumerate(wanted)
    ]


def missing(known: Iterable[str], rule: NativeIds) -> Iterable[int]:
    """Numbers between two known ones that lie no farther apart than the widest gap, highest first."""
    told = {int(one) for one in known if one.isascii() and one.isdigit() and len(one) <= LONGEST}
    numbers = sorted((one for one in told if rule.last is None or one <= rule.last), reverse=True)
    for above, below in pairwise(numbers):
        if above - below - 1 <= rule.widest:
            yield from range(above - 1, below, -1)


def numbers_in(urls: Iterable[str], portal: Portal) -> set[str]:
    """The native ids in addresses of articles."""
    return {native for url in urls if (native := identity_of(url, portal).native_id)}


def nobody_there(page: Page, portal: Portal) -> str | None:
    """Why the page at a guessed address is no article (a stable code): an error page, a list, or a way to somewhere else."""
    met = met_page(page, portal, "")
    return met.reason if met.outcome == "gone" else None
