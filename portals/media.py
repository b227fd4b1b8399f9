"""Pictures and files that an element of the page offers, with absolute addresses."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborNode

from portals.encoding import clean
from schemas.article import Attachment, Image

SOURCES = ("data-original", "data-src", "data-lazy-src", "data-image", "src")
"""Where the address of a picture is looked for: lazy loading keeps it beside a placeholder `src`."""

UNSEEN = ("0", "1")
"""Width or height of a picture that is none."""
Attributes = dict[str, str | None]
"""Of an element; None for one without a value."""

FILE = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|rar|7z)$", re.I)
MAY_END_SO = re.compile(FILE.pattern.removesuffix("$") + "|%", re.I)
"""What stands in every address of which a part ends like a file's."""
PLAIN = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+/(?:[\w%+=-]+[./])*[\w%+=-]+", re.ASCII)
"""An address that is what it leads to, without being taken apart."""

CREDIT = re.compile(
    r"(?:^|[\s(.–-])(?:Ảnh(?: minh họa| tư liệu)?|Nguồn(?: ảnh)?|Photo|Đồ họa|Video)\s*:\s*(?P<name>[^()]{2,60}?)\s*[).]*\s*$",
    re.I,
)
"""`… Ảnh: Viết Thành`, `- Ảnh: V.D`, `(Ảnh: Thanh Vân/TTXVN)`: FACTS, captions."""


def absolute(href: str, base_url: str) -> str | None:
    """The http(s) address that a link leads to from `base_url`; None where it is something else or cannot be read."""
    if PLAIN.fullmatch(href):
        return href
    try:
        url = urljoin(base_url, href.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def image_of(attrs: Attributes, base_url: str) -> Image | None:
    """The picture of an `img`, by its attributes; None for placeholders and pixels."""
    if attrs.get("width") in UNSEEN or attrs.get("height") in UNSEEN:
        return None
    for name in SOURCES:
        value = attrs.get(name)
        if value and (address := value.strip()) and not address.startswith("data:"):
            url = absolute(value, base_url)
            return Image(url) if url else None
    return None


def attachment_of(link: LexborNode, attrs: Attributes, base_url: str) -> Attachment | None:
    """The file that an `a` offers, by the ending of its address, or of its printed name where it is a download."""
    href = attrs.get("href") or ""
    if "download" not in attrs and not MAY_END_SO.search(href):
        return None
    url = absolute(href, base_url)
    if url is None:
        return None
    found = FILE.search(unquote(urlsplit(url).path)) or file_in_query(url)
    if found is None and "download" not in attrs:
        return None
    name = clean(link.text(separator=" ")) or None
    found = found or FILE.search(name or "") or FILE.search(attrs.get("download") or "")
    return Attachment(url, name, found.group(1).lower()) if found else None


def file_in_query(url: str) -> re.Match[str] | None:
    """The ending of a file that a download address names in its query (`?file=12_QD.pdf`)."""
    values = (part.partition("=")[2] for part in urlsplit(url).query.split("&"))
    return next((found for value in values if (found := FILE.search(unquote(value)))), None)


def credit_of(caption: str) -> str | None:
    """Who made the picture, as the caption says after `Ảnh:` and its kin."""
    found = CREDIT.search(caption) if ":" in caption else None
    return found["name"].strip() if found else None
