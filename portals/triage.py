"""Which of the links that the channels showed are to be asked for, and how the others end without a request. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from portals.identity import identity_of
from portals.portal import Portal
from portals.vietnamese import fold
from schemas.outcome import Seen
from schemas.page import Link

PRINTED_BY_DAY = timedelta(days=1)
"""How much older than our capture a lastmod may be and still tell of a later change: many print the day only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One article to ask for or to pass over: its first link, all channels that showed it, and why it is passed over.

    fate: None for a link to ask for; `known`, `alias`, `quarantined` or `refused` (taken down) for one that ends here.
    """

    link: Link
    article_id: str
    channels: tuple[str, ...]
    fate: str | None = None


def triage(links: Iterable[Link], portal: Portal, seen: Mapping[str, Seen]) -> list[Asked]:
    """One entry for each address, in the order found.

    One address of an article, its canonical one where that was shown, is asked for, unless the lake has the article and no channel shows a newer lastmod
    or another title (`known`), or has a reading of it in quarantine and no newer lastmod (`quarantined`); further addresses of the same article are `alias`.
    """
    by_article: dict[str, dict[str, list[Link]]] = {}
    canonical: dict[str, str] = {}
    for link in links:
        identity = identity_of(link.url, portal)
        canonical[identity.article_id] = identity.canonical_url
        by_article.setdefault(identity.article_id, {}).setdefault(link.url, []).append(link)
    asked = []
    for article_id, by_url in by_article.items():
        shown = [link for same in by_url.values() for link in same]
        first_fate = _fate(shown, seen.get(article_id))
        twins = sorted(by_url, key=lambda url: url != canonical[article_id])
        for place, same in enumerate(by_url[url] for url in twins):
            channels = tuple(dict.fromkeys(link.channel for link in same))
            fate = first_fate if place == 0 else "alias"
            link = replace(same[0], lastmod=_latest(shown), title=next((one.title for one in same if one.title), None))
            asked.append(Asked(link=link, article_id=article_id, channels=channels, fate=fate))
    return asked


def withheld(asked: Iterable[Asked], taken_down: Collection[str]) -> list[Asked]:
    """The same entries, those of articles that were taken down `refused`: they are not asked for again."""
    return [replace(one, fate="refused") if one.article_id in taken_down else one for one in asked]


def _fate(shown: list[Link], seen: Seen | None) -> str | None:
    if seen is None or _changed(_latest(shown), seen):
        return None
    if seen.waiting:
        return "quarantined"
    return None if any(_other_title(link.title, seen.titles) for link in shown) else "known"


def _latest(shown: list[Link]) -> datetime | None:
    return max((link.lastmod for link in shown if link.lastmod is not None), default=None)


def _changed(lastmod: datetime | None, seen: Seen) -> bool:
    """Whether the channels' lastmod has grown since the article was asked for, and our capture may be older than it."""
    if lastmod is None or (seen.lastmod is not None and lastmod <= seen.lastmod):
        return False
    return lastmod > seen.last_seen_at - PRINTED_BY_DAY


def _other_title(shown: str | None, known: frozenset[str]) -> bool:
    """A channel's title counts as another only when it is whole: lists cut long ones with dots."""
    if not shown or shown.rstrip().endswith(("…", "...")):
        return False
    return fold(shown).casefold() not in {fold(title).casefold() for title in known}
