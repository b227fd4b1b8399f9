"""Which portals there are: one for each file in portals/sites/. Adding a file is all that adding a portal takes."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from urllib.parse import urlsplit

from portals import sites
from portals.portal import Portal
from schemas.errors import CallError


@cache
def portals() -> dict[str, Portal]:
    """slug -> portal, sorted by slug. Raises CallError where a file defines no PORTAL or names another slug than its own."""
    names = sorted(module.name for module in pkgutil.iter_modules(sites.__path__) if not module.name.startswith("_"))
    return {name: _loaded(name) for name in names}


def portal_named(slug: str) -> Portal:
    """The portal of that slug. Raises CallError that lists the known ones."""
    known = portals()
    if slug not in known:
        raise CallError(f"no portal is called {slug!r}; known: {', '.join(known)}")
    return known[slug]


def portal_of(url: str) -> Portal | None:
    """The portal that declares the host of an address; None where none does or the address has no host."""
    host = host_of(url)
    if host is None:
        return None
    return next((portal for portal in portals().values() if declares(portal, host)), None)


def declares(portal: Portal, host: str) -> bool:
    """Whether a portal's `hosts` name a host (lower case, no port); `*.host` admits what stands below `host`, not `host` itself."""
    return any(host.endswith(known[1:]) if known.startswith("*.") else host == known for known in portal.hosts)


def host_of(url: str) -> str | None:
    """The host of an http(s) address in lower case without port or trailing dot; None where there is none."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    return host.rstrip(".") or None if host and parts.scheme in ("http", "https") else None


def _loaded(name: str) -> Portal:
    portal = getattr(importlib.import_module(f"{sites.__name__}.{name}"), "PORTAL", None)
    if not isinstance(portal, Portal):
        raise CallError(f"portals/sites/{name}.py defines no PORTAL")
    if portal.slug != name:
        raise CallError(f"portals/sites/{name}.py calls its portal {portal.slug!r}; the slug must be the file's name")
    return portal
