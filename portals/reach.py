"""Where a request may go: which spelling of an address is sent, which hosts are declared, which machines are private.

An address is read here once and sent in the spelling that was read, so that no two parsers can disagree about its host.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

import idna

from portals.portal import Portal
from portals.registry import declares
from schemas.errors import Permanent, Transient

PORTS = {"http": 80, "https": 443}
Resolve = Callable[[str, float], tuple[str, ...]]
"""(host, seconds) -> its addresses, IPv4 or IPv6 as text. Raises OSError, TimeoutError among them."""

FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\]")
PATH_SAFE = "/%:@!$&'()*+,;=~-._"
NAT64 = ipaddress.ip_network("64:ff9b::/96")
ANCIENT = (ipaddress.ip_network("::/96"), ipaddress.ip_network("fec0::/10"), ipaddress.ip_network("64:ff9b:1::/48"))
"""IPv4-compatible, site-local and local-use NAT64 addresses, which `ipaddress` takes for global ones."""


@dataclass(frozen=True, slots=True)
class Target:
    """An http(s) address as it will be sent: host in ASCII and lower case, path and query
    percent-encoded, no dot segments, no fragment."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The Host header: the port stands in it only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        return self.origin + self.path


def target_of(url: str) -> Target:
    """An address read strictly. Raises Permanent `bad_url` for what parsers read differently: user names, blanks, backslashes, odd ports."""
    url = url.strip(" \t\r\n")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _bad(url, str(error)) from None
    if parts.scheme not in PORTS:
        raise _bad(url, "only http and https are asked")
    if FORBIDDEN.search(parts.netloc) or "@" in parts.netloc or "%" in parts.netloc or not parts.hostname:
        raise _bad(url, "the host is not plain")
    path = "/" + urljoin("/", quote(re.sub("%2e", ".", parts.path, flags=re.I) or "/", safe=PATH_SAFE)).removeprefix(
        "/"
    )
    query = "?" + quote(parts.query, safe=PATH_SAFE + "?[]|") if parts.query or url.split("#")[0].endswith("?") else ""
    return Target(parts.scheme, _host(parts.hostname, url), PORTS[parts.scheme] if port is None else port, path + query)


def check_declared(target: Target, portal: Portal) -> None:
    """Raises Permanent (fate refused) `private_address` for a literal private address, `undeclared` for a host or port that is not the portal's."""
    literal = literal_address(target.host)
    if literal is not None and is_private(literal):
        raise Permanent("private_address", f"{target.host} is {literal}", fate="refused")
    if not declares(portal, target.host) or target.port not in PORTS.values():
        raise Permanent("undeclared", f"{portal.slug} does not declare {target.authority}", fate="refused")


def literal_address(host: str) -> str | None:
    """The IP address that a host spells, in any way that a resolver would take for one: decimal, octal, hex, short; None for a name."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    last = host.rstrip(".").rpartition(".")[2]
    if not re.fullmatch(r"\d+|0[xX][0-9a-fA-F]*", last):
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(host.rstrip(".")))
    except OSError:
        return "0.0.0.0"  # noqa: S104 - no name ends in a number (WHATWG URL): refused like a private address


def is_private(address: str) -> bool:
    """Whether an IP address is anything but a public unicast one, or wraps one that is (mapped, 6to4, Teredo, NAT64)."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if inner := _wrapped(ip):
            return any(is_private(str(address)) for address in inner)
        if any(ip in network for network in ANCIENT):
            return True
    return not ip.is_global or ip.is_multicast or ip.is_reserved or ip.is_unspecified


def _wrapped(ip: ipaddress.IPv6Address) -> tuple[ipaddress.IPv4Address, ...]:
    if ip.ipv4_mapped:
        return (ip.ipv4_mapped,)
    if ip.sixtofour:
        return (ip.sixtofour,)
    if ip.teredo:
        return ip.teredo
    return (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF),) if ip in NAT64 else ()


def addresses_of(host: str, resolve: Resolve, within_s: float) -> tuple[str, ...]:
    """The public addresses of a host, to be connected to as they are (asking twice would let the answer change in between).

    Raises Permanent `private_address` if but one of them is not public, Transient `dns` where there is no answer.
    """
    literal = literal_address(host)
    try:
        found = (literal,) if literal else resolve(host, within_s)
    except OSError as error:
        raise Transient("dns", f"{host}: {error}") from None
    if not found:
        raise Transient("dns", f"{host} has no address")
    private = next((address for address in found if is_private(address)), None)
    if private is not None:
        raise Permanent("private_address", f"{host} is {private}", fate="refused")
    return found


def resolved(host: str, within_s: float) -> tuple[str, ...]:
    """Addresses by the system's resolver, given up after `within_s` seconds. Raises OSError."""
    answers: list[tuple[str, ...] | OSError] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
            answers.append(tuple(dict.fromkeys(str(row[4][0]) for row in rows)))
        except OSError as error:
            answers.append(error)
        except UnicodeError as error:
            answers.append(OSError(str(error)))

    thread = threading.Thread(target=ask, name=f"resolve {host}", daemon=True)
    thread.start()
    thread.join(within_s)
    answer = answers[0] if answers else TimeoutError(f"no answer within {within_s:.0f} s")
    if isinstance(answer, OSError):
        raise answer
    return answer


def _host(name: str, url: str) -> str:
    if ":" in name:
        return str(ipaddress.ip_address(name))
    if name.isascii() and not name.startswith("xn--") and ".xn--" not in name:
        host = name.lower()
    else:
        try:
            host = idna.encode(name, uts46=True, transitional=False).decode("ascii").lower()
        except idna.IDNAError as error:
            raise _bad(url, str(error)) from None
    host = host.removesuffix(".")
    if not re.fullmatch(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*", host):
        raise _bad(url, "the host is not plain")
    return host


def _bad(url: str, why: str) -> Permanent:
    return Permanent("bad_url", f"{url[:200]!r}: {why}", fate="refused")
