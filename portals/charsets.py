"""Labels of charsets: what headers and meta elements say, as codecs that may be trusted with a page."""

from __future__ import annotations

import codecs
import re

from portals.fonts import TCVN, VISCII, WINDOWS_1252

_OWN = {
    "viscii": ("viscii", VISCII),
    "csviscii": ("viscii", VISCII),
    "viscii1.1-1": ("viscii", VISCII),
    "tcvn": ("tcvn5712", TCVN),
    "tcvn-5712": ("tcvn5712", TCVN),
    "tcvn5712": ("tcvn5712", TCVN),
    "tcvn5712-1": ("tcvn5712", TCVN),
    "tcvn5712-1:1993": ("tcvn5712", TCVN),
    "x-viet-tcvn5712": ("tcvn5712", TCVN),
    "x-viet-tcvn": ("tcvn5712", TCVN),
}
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}
"""Wider codecs that browsers take for the narrow labels (WHATWG Encoding)."""
TRUSTED = frozenset(
    {"utf-8", "utf-16-le", "utf-16-be", "gb18030", "cp932", "cp949", "big5hkscs", "euc_jp", "iso2022_jp"}
    | {"cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"}
    | {f"cp125{number}" for number in range(9)}
    | {f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
)
"""Never utf-7, which hides markup, nor Python's codecs that are no charsets."""
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_HEAD_BYTES = 8192


def codec_of(label: str) -> str | None:
    """The codec meant by a label: ours (`viscii`, `tcvn5712`) or Python's; None for one that is unknown or not trusted."""
    label = label.strip().lower()
    if label in _OWN:
        return _OWN[label][0]
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    name = _READ_AS.get(name, name)
    return name if name in TRUSTED else None


def declared(body: bytes, content_type: str | None) -> list[str]:
    """Codecs that the header and then the page itself name, without doubles and unknown ones."""
    head = body[:_HEAD_BYTES]
    labels = [found[1] for found in (_HEADER.search(content_type or ""),) if found]
    labels += [found[1].decode("ascii", "ignore") for found in (_XML.search(head), _META.search(head)) if found]
    return list(dict.fromkeys(codec for label in labels if (codec := codec_of(label))))


def in_codec(body: bytes, codec: str, errors: str = "strict") -> str:
    """Bytes as text. Raises UnicodeDecodeError for bytes that the codec has no letter for, if errors is strict."""
    table = {"viscii": VISCII, "tcvn5712": TCVN, "cp1252": WINDOWS_1252}.get(codec)
    if table is None:
        return body.decode(codec, errors)
    return body.decode("latin-1").translate(dict(enumerate(table)))
