"""The five portals, by slug and by host."""

from __future__ import annotations

from simulator.capital import HANOI, KINHTEDOTHI
from simulator.coast import HAIPHONG, HAIPHONG_CITY, HALONG
from simulator.eras import Era, Site

SITES = {site.slug: site for site in (HAIPHONG, HAIPHONG_CITY, HALONG, HANOI, KINHTEDOTHI)}
WARDS = (("baichay", 4), ("honggai", 7), ("caoxanh", 9))


def era_named(site: Site, name: str) -> Era:
    """The era of a portal by the name of its template."""
    return next(era for era in site.eras if era.name == name)


def site_of(host: str) -> Site | None:
    """The portal that answers for a Host header (without port), None for a foreign one."""
    for site in SITES.values():
        if host in site.hosts or any(name.startswith(".") and host.endswith(name) for name in site.hosts):
            return site
    return None
