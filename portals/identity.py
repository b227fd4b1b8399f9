"""Which article an address stands for, and whether two readings have the same content."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlunsplit

from portals.addresses import canonical as one_spelling
from portals.addresses import compiled, split
from portals.portal import Portal
from portals.registry import declares, host_of
from portals.tone import fold, fold_all
from schemas.article import Attachment, Block

SAID = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
"""How what an article says is written down before it is hashed."""


@dataclass(frozen=True, slots=True)
class Identity:
    """article_id: first 32 hex digits of sha256 over portal and native id, or else over the canonical address."""

    article_id: str
    canonical_url: str
    native_id: str | None


def canonical(url: str, portal: Portal | None) -> str:
    """The one spelling of an address (portals.addresses); where it holds a native id, parameters that are not part of the id go too."""
    folded = one_spelling(url, portal)
    parts = split(folded) if "?" in folded else None
    if portal is None or parts is None or not parts.query:
        return folded
    bare = urlunsplit((*parts[:3], "", ""))
    return bare if _native_id(bare, portal)[1] else folded


def identity_of(url: str, portal: Portal | None) -> Identity:
    """The article that an address stands for. Every twin of it (AMP, print, mobile, http, moved slug with the same id) has the same."""
    address = canonical(url, portal)
    numbering, native = _native_id(address, portal) if portal else ("", None)
    key = f"{portal.slug}\n{numbering}{native}" if portal and native else address
    return Identity(hashlib.sha256(key.encode()).hexdigest()[:32], address, native)


def is_article(url: str, portal: Portal) -> bool:
    """Whether an address is on a host that the portal declares and has the form of its articles."""
    host = host_of(url)
    return bool(host and declares(portal, host) and _match(canonical(url, portal), portal))


def content_hash(
    title: str,
    lead: str | None,
    blocks: Iterable[Block],
    authors: Iterable[str],
    published_at: datetime | None,
    attachments: Iterable[Attachment],
) -> str:
    """sha256 (64 hex digits) of what an article says, so that noise makes no revision.

    Blanks and the place of tone marks are folded, seconds are left out (one page prints them in its metadata and not in its line);
    pictures, counters and tags have no part in it.
    """
    blocks, authors = tuple(blocks), tuple(authors)
    title, lead, *words = fold_all([title, lead or "", *[block.text for block in blocks], *authors])
    said = {
        "title": title,
        "lead": lead or None,
        "blocks": [
            [b.kind, text, [[fold(cell) for cell in row] for row in b.rows] if b.rows else []]
            for b, text in zip(blocks, words, strict=False)
        ],
        "authors": words[len(blocks) :],
        "published_at": f"{published_at.astimezone(UTC).isoformat()[:16]}Z" if published_at else None,
        "attachments": [[a.url, fold(a.name) if a.name else None] for a in attachments],
    }
    return hashlib.sha256(SAID.encode(said).encode()).hexdigest()


def _native_id(address: str, portal: Portal) -> tuple[str, str | None]:
    """Which of the portal's numberings the address is of (`""` for the main one), and the number in it."""
    found = _match(address, portal)
    name, native = next(((k, v) for k, v in found.groupdict().items() if v), ("", None)) if found else ("", None)
    return f"{name.removeprefix('id_')}:" if name.startswith("id_") else "", native


def _match(address: str, portal: Portal) -> re.Match[str] | None:
    parts = split(address)
    if parts is None:
        return None
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return next((found for pattern in portal.articles if (found := compiled(pattern).fullmatch(target))), None)
