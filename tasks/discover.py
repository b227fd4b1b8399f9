"""Stage: find the links that a portal's channels show, and archive the channels' own pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from prefect import task
from prefect.cache_policies import NO_CACHE

from data_lake import archive, tables
from data_lake.known import INDEXES, LISTINGS_READ, latest_of, numbers_of, owed_of, seen_of, waiting_of, was_read_whole
from data_lake.lake import Lake, open_lake
from data_lake.takedown import taken_down
from portals.discover import ChannelFailed, broke_off, walk
from portals.gaps import guesses, numbers_in
from portals.identity import identity_of
from portals.portal import Portal
from portals.registry import portal_named
from portals.triage import Asked, triage, withheld
from schemas.columns import table_of
from schemas.page import CAPTURES, Capture, Link
from schemas.revision import CHECKS, WANTED, Check, Wanted
from tasks import policy
from tasks.job import Job
from tasks.progress import say
from tasks.session import Manners, manners_of, session_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """What the channels showed: one entry for each address, and each channel that could not be read, in words."""

    asked: tuple[Asked, ...]
    troubles: tuple[str, ...]
    shown: int
    """Links that the channels showed; `asked` has those too that earlier runs had no answer for."""
    manners: Manners
    """What the walk learnt of the portal's hosts."""


@task(
    name="discover",
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=policy.RETRIES,
    retry_delay_seconds=policy.RETRY_DELAYS_S,
    retry_condition_fn=policy.again,
)
def discover(job: Job) -> Discovered:
    """Walk all channels of one portal. A channel that fails is a trouble, not an exception; the others go on."""
    portal, lake = portal_named(job.portal), open_lake(job.lake)
    seen = {**waiting_of(lake, job.portal), **seen_of(lake, job.portal)}
    indexes = latest_of(lake, job.portal, INDEXES)
    links: list[Link] = []
    captures: list[Capture] = []
    troubles: list[str] = []
    broken: list[str] = []
    with archive.writer(lake, job.portal, job.run_id, job.via) as out, session_of(job, portal) as session:
        walking = walk(
            portal,
            session,
            known=lambda url: identity_of(url, portal).article_id in seen,
            now=datetime.now(UTC),
            earlier=lambda url: archive.page_of(lake, indexes[url]) if url in indexes else None,
            thorough=not was_read_whole(lake, job.portal),
        )
        for found in walking:
            broken += [why] if (why := broke_off(found)) else []
            if isinstance(found, ChannelFailed):
                out.record(found.exchanges)
                if not found.expected:
                    troubles.append(f"{found.channel} {found.source}: {found.reason} {found.detail}".rstrip())
                continue
            captures.append(
                out.append(found.page, kind=found.kind, channel=found.channel, source=found.source, place=0)
            )
            links.extend(found.links)
            troubles.extend(f"{found.channel} {found.source}: {error}" for error in found.errors)
            if found.ended == "max_pages":
                troubles.append(f"{found.channel} {found.source}: the most pages of a run were read; there may be more")
            say(job.portal, "discover", len(links))
    tables.append(lake, "captures", table_of(captures, CAPTURES))
    tables.append(lake, "checks", table_of([_listings_checked(job, captures, broken)], CHECKS))
    shown = {link.url for link in links}
    owed = [link for link in owed_of(lake, job.portal) if link.url not in shown]
    guessed = _guessed(lake, portal, shown) if links else []
    asked = tuple(withheld(triage([*links, *owed, *guessed], portal, seen), taken_down(lake, job.portal)))
    set_out(lake, job, asked)
    return Discovered(asked=asked, troubles=tuple(troubles), shown=len(links), manners=manners_of(session))


def set_out(lake: Lake, job: Job, asked: Iterable[Asked]) -> None:
    """Write down what is going to be asked for, so that nothing can be lost on the way unseen."""
    rows = (
        Wanted(
            run_id=job.run_id,
            portal=job.portal,
            url=one.link.url,
            article_id=one.article_id,
            channels=one.channels,
            found_at=one.link.found_at,
        )
        for one in asked
        if one.fate is None
    )
    tables.append(lake, "wanted", table_of(rows, WANTED))


def _listings_checked(job: Job, captures: Sequence[Capture], broken: Sequence[str]) -> Check:
    return Check(
        run_id=job.run_id,
        portal=job.portal,
        suite="channels",
        expectation=LISTINGS_READ,
        column=None,
        level="batch",
        severity="SHOULD",
        success=not broken,
        evaluated=sum(capture.kind == "listing" for capture in captures) + len(broken),
        unexpected=len(broken),
        observed="; ".join(broken)[:1000] or None,
        reason="A listing broke off before what is known: what stands behind is looked for by the next run, which reads it whole.",
        owner="collecting",
        checked_at=datetime.now(UTC),
    )


def _guessed(lake: Lake, portal: Portal, shown: Collection[str]) -> list[Link]:
    """Articles that no channel shows, where the portal's numbers tell of them."""
    if portal.native_ids is None:
        return []
    landed, tried = numbers_of(lake, portal.slug)
    return guesses(portal, landed | numbers_in(shown, portal), tried, datetime.now(UTC))
