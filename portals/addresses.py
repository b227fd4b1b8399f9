"""One form for all spellings of an address: the general rules, and those that a portal declares as data.

Percent-encoding, dot segments, order of parameters and IDN are w3lib's; what stands here is what it leaves open.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from string import punctuation
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

from portals.portal import Portal

TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|yclid|msclkid|zclid|igshid|mc_[ce]id|_ga|_gl|ncid|cmpid|spm|at_\w+|pk_\w+|mtm_\w+|fb_\w+"
    r"|zarsrc|vnk|ref|ref_?src|referrer|source_?from|sharing|share_?id|amp|outputtype|print|printable|jsessionid|phpsessid|aspsessionid\w*",
    re.I,
)
"""Parameters that never choose what is shown: campaigns, sessions, and the AMP or print dress of the same article."""

MOBILE = ("www.", "m.", "mobile.", "amp.", "wap.", "touch.")
SECOND_LEVEL = frozenset(["ac", "biz", "co", "com", "edu", "gov", "health", "info", "int", "name", "net", "org", "pro"])
"""Labels under which a country registers names: `m.gov.vn` is a site of its own and no mobile twin of `gov.vn`."""

PLAIN = re.compile(r"https?://[a-z0-9.-]+(?:/(?!\.\.?(?:/|$))[\w.-]+)+", re.ASCII)
"""An address that stays as it is, whatever is folded in its path and host but dresses and twins."""

SESSION = re.compile(r";(?:jsessionid|sid|phpsessid)=[^/]*", re.I)
COMPOSED = re.compile(r"[\w/.-]*", re.ASCII)
HIGH = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
TWIN = re.compile(r"(/.+?)/(?:amp|print)/?")
ROUNDS = 8
"""Passes after which an address that a rule keeps changing is left as it is; a change of scheme alone changes nothing else."""


def canonical(url: str, portal: Portal | None) -> str:
    """The one spelling of an article's address; canonical(canonical(u)) == canonical(u).

    Folded: scheme (that of the portal's home, else https), case and IDN of the host, `www.`, `m.` and their kin, default ports,
    user names, doubled and trailing slashes, dot segments, percent-encoding, NFD, tracking and session parameters, order of
    parameters, fragments, AMP and print twins. An address that cannot be read comes back as it is, without blanks around.
    """
    for _ in range(ROUNDS):
        folded = _folded(url, portal)
        is_done = folded == url or folded.partition(":")[2] == url.partition(":")[2]
        url = folded
        if is_done:
            break
    return url


def _folded(url: str, portal: Portal | None) -> str:
    url = url.strip()
    if not url.isascii():
        url = unicodedata.normalize("NFC", url.encode("utf-8", "backslashreplace").decode())
    try:
        parts = urlsplit(url if PLAIN.fullmatch(url) else canonicalize_url(url))
        site = _site_of(parts, portal)
    except ValueError:
        return url
    if parts.scheme not in ("http", "https") or not site:
        return url
    scheme = urlsplit(portal.home).scheme if portal else "https"
    query = _query_of(parts.query, portal.drop_params if portal else ())
    return urlunsplit((scheme, site, _path_of(parts.path, portal), query, ""))


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern that a portal declares; `re` itself takes longer to find it again than to use it."""
    return re.compile(pattern)


def split(url: str) -> SplitResult | None:
    """An address in its parts; None where it is none."""
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _site_of(parts: SplitResult, portal: Portal | None) -> str:
    """Host without its dress, and the port where it is none of the two usual ones. Raises ValueError on a port that is no number."""
    host = (parts.hostname or "").strip(".")
    port = parts.port
    while dress := next((dress for dress in MOBILE if host.startswith(dress)), None):
        bare = host.removeprefix(dress)
        if not _stands_alone(bare) and not (portal and bare in portal.hosts):
            break
        host = bare
    if ":" in host:
        host = f"[{host}]"
    return host if port in (None, 80, 443) else f"{host}:{port}"


def _stands_alone(host: str) -> bool:
    labels = host.split(".")
    return len(labels) > 2 or (len(labels) == 2 and labels[0] not in SECOND_LEVEL and not labels[1].isdigit())


def _path_of(path: str, portal: Portal | None) -> str:
    path = _composed(path)
    if "//" in path or ";" in path:
        path = SESSION.sub("", re.sub(r"/{2,}", "/", path))
    for pattern, replacement in (*(portal.twins if portal else ()), (TWIN.pattern, r"\1")):
        if found := compiled(pattern).fullmatch(path):
            path = found.expand(replacement)
    return path.rstrip("/") or "/"


def _composed(text: str) -> str:
    """Percent-encoded letters in NFC, so that both ways to write `ạ` are one; what is no UTF-8 stays as it is."""
    if COMPOSED.fullmatch(text):
        return text
    try:
        letters = HIGH.sub(lambda run: unquote(run[0], errors="strict"), text)
    except UnicodeDecodeError:
        return text
    return quote(unicodedata.normalize("NFC", letters), safe=punctuation)


def _query_of(query: str, dropped: tuple[str, ...]) -> str:
    pairs = (part for part in _composed(query).split("&") if part)
    return "&".join(part for part in pairs if not _dropped(part.partition("=")[0], dropped))


def _dropped(name: str, dropped: tuple[str, ...]) -> bool:
    return bool(TRACKING.fullmatch(name)) or name.lower() in dropped
