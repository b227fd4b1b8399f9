"""Stage: bring pages of files (WARC, WET, a CDX index, a folder with a manifest) into the archive, as if they had been collected."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from prefect import task
from prefect.cache_policies import NO_CACHE

from data_lake import archive, tables
from data_lake.indexed import is_index
from data_lake.items import BadItem
from data_lake.lake import open_lake
from data_lake.takedown import taken_down
from portals.identity import identity_of
from portals.registry import portal_of, portals
from schemas.columns import table_of
from schemas.outcome import Failure
from schemas.page import CAPTURES, Link, Page
from tasks.items import items_in
from tasks.job import Job, Taken
from tasks.progress import say

NOBODY = "unknown"
"""Portal of items whose host no portal declares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What a file held: for each portal what is in the archive now, and what could not be taken, by name."""

    taken: dict[str, tuple[Taken, ...]]
    failures: dict[str, tuple[Failure, ...]]
    passed_over: int
    """Records that are no pages of news (robots.txt, front pages, feeds, pictures, styles), and lines of an index that name no article."""


@task(name="take-in", cache_policy=NO_CACHE, persist_result=False)
def take_in(job: Job, source: str, portal: str | None) -> TakenIn:
    """Archive every page of a file or folder. An item that cannot be taken is a `Failure`; the rest goes on.

    portal: whose pages they are, whatever their hosts; None: each host's own portal, an undeclared one is refused.
    Raises CallError when there is nothing to read at `source`.
    """
    lake, now = open_lake(job.lake), datetime.now(UTC)
    taken: dict[str, list[Taken]] = {}
    failures: dict[str, list[Failure]] = {}
    writers: dict[str, archive.Writer] = {}
    passed_over, withheld = 0, taken_down(lake)
    channel, name, others = _channel(Path(source)), Path(source).name, Counter[str]()
    with ExitStack() as open_files:
        for place, item in enumerate(items_in(Path(source), portals()[portal] if portal else None, others)):
            if isinstance(item, BadItem):
                link = _link(f"file:{item.name}", job.portal, channel, name, place, now)
                failures.setdefault(portal or NOBODY, []).append(_failure(link, "failed", item.reason))
                continue
            if _is_no_news(item):
                passed_over += 1
                continue
            owner = portal or _owner(item)
            link = _link(item.url, owner or NOBODY, channel, name, place, now)
            if owner is None:
                reason = "undeclared_host: no portal declares it; give --portal to say whose it is"
                failures.setdefault(NOBODY, []).append(_failure(link, "refused", reason))
                continue
            if identity_of(item.url, portals().get(owner)).article_id in withheld:
                failures.setdefault(owner, []).append(_failure(link, "refused", "taken_down: a tombstone says why"))
                continue
            if owner not in writers:
                writers[owner] = open_files.enter_context(archive.writer(lake, owner, job.run_id, job.via))
            capture = writers[owner].append(item, kind="article", channel=channel, source=name, place=place)
            taken.setdefault(owner, []).append(Taken(link=link, capture=capture, channels=(channel,)))
            say(owner, "take-in", len(taken[owner]))
    tables.append(lake, "captures", table_of([one.capture for many in taken.values() for one in many], CAPTURES))
    return TakenIn(
        taken={owner: tuple(many) for owner, many in taken.items()},
        failures={owner: tuple(many) for owner, many in failures.items()},
        passed_over=passed_over + others.total(),
    )


def _channel(source: Path) -> str:
    if source.is_dir():
        return "folder"
    return "archive" if is_index(source) else "wet" if ".wet" in source.name else "warc"


def _is_no_news(page: Page) -> bool:
    return page.medium == "other" or urlsplit(page.url).path in ("", "/", "/robots.txt")


def _owner(page: Page) -> str | None:
    portal = portal_of(page.url)
    return portal.slug if portal else None


def _link(url: str, portal: str, channel: str, source: str, place: int, now: datetime) -> Link:
    return Link(url=url, portal=portal, channel=channel, source=source, place=place, found_at=now)


def _failure(link: Link, fate: str, reason: str) -> Failure:
    return Failure(link=link, fate=fate, stage="collect", reason=reason)
