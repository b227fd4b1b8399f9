"""Pages of a portal from a web archive: what its index says it holds, and each capture as the portal had sent it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote, unquote

from portals.addresses import canonical
from portals.cdx import cdx_links
from portals.fetch import Session, page_at
from portals.indexes import body_in
from portals.portal import Portal, WebArchive
from schemas.errors import CallError, Permanent
from schemas.page import Held, Link, Page

STAMP = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/(https?:/{1,2}.+)", re.I)
"""Moment and address in the address of a replayed capture."""


def archive_of(portal: Portal, host: str) -> WebArchive:
    """The archive that a portal declares under that host. Raises CallError that lists those it declares."""
    found = next((one for one in portal.archives if one.host == host), None)
    if found is None:
        known = ", ".join(one.host for one in portal.archives) or "none"
        raise CallError(f"{portal.slug} declares no web archive {host!r}; declared: {known}")
    return found


def guest(portal: Portal, archive: WebArchive) -> Portal:
    """The portal as it is asked for at the archive: its addresses and readings, and the archive's host alone to go to."""
    return replace(
        portal,
        hosts=(archive.host,),
        home=f"https://{archive.host}/",
        channels=(),
        native_ids=None,
        tls_pins=(),
        delay_s=archive.delay_s,
    )


def index_pages(
    portal: Portal, archive: WebArchive, session: Session
) -> Iterator[tuple[Page, list[tuple[Link, Held]], tuple[str, ...]]]:
    """Each page of the archive's index for each domain of the portal, the articles on it, and what was passed over. Raises FetchError.

    A page that says nothing new is the last one; so is an address behind the last page that is not there.
    """
    for domain in (host for host in portal.hosts if not host.startswith("*.")):
        seen: set[str] = set()
        for number in range(archive.pages):
            url = archive.index.replace("{domain}", domain).replace("{page}", str(number))
            try:
                page = page_at(url, session)
            except Permanent as error:
                if number and error.reason in ("http_400", "http_404"):
                    break
                raise
            links, passed = cdx_links(body_in(page), portal, source=url, found_at=page.captured_at)
            new = [(link, held) for link, held in links if link.url not in seen]
            yield page, new, passed
            if not new:
                break
            seen.update(link.url for link, _ in new)


def replayed(held: Held, archive: WebArchive, session: Session) -> Page:
    """What the archive captured, under its own address and moment; the exchanges are those with the archive.

    Raises Transient or Permanent, `another_capture` where the archive leads to a capture of another address.
    """
    url = archive.replay.replace("{timestamp}", f"{held.captured_at:%Y%m%d%H%M%S}").replace("{url}", quoted(held.url))
    page = page_at(url, session)
    stamp = STAMP.search(page.final_url)
    if stamp is None or canonical(unquote(stamp[2]), None) != canonical(unquote(held.url), None):
        raise Permanent("another_capture", page.final_url[:300], exchanges=page.exchanges)
    moment = datetime.strptime(stamp[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return replace(page, url=held.url, final_url=held.url, captured_at=moment)


def quoted(url: str) -> str:
    """An address within another one: only what would end it is coded."""
    return quote(url, safe="/%:@!$&'()*+,;=~-._?[]|")
