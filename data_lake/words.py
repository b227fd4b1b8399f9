"""The sentences of a text that has to go: found in markup, JSON and plain text, and blanked out there. Pure."""

from __future__ import annotations

import gzip
import html
import html.entities
import json
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import brotli  # type: ignore[import-untyped]  # has no stubs
import zstandard

from data_lake.warc import Headers

FEWEST_LETTERS = 20
"""Shorter pieces (a place, `Ảnh: TTXVN`) are said by many texts, and are nobody's sentence."""
LIMIT = 64 << 20
_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_TAG = re.compile(r"<[^<>]*>")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_GAP = r"(?:\s|<[^<>]*>|&nbsp;|&#0*160;|&#[xX]0*[aA]0;|\\[nrt])*"
_WITHOUT_CODING = frozenset({"content-encoding", "content-length", "transfer-encoding"})


def sentences_of(reading: Mapping[str, Any]) -> set[str]:
    """The sentences of a reading (a row of revisions): headline, blocks, captions, names of files."""
    pieces = [reading["title"], reading["lead"], reading["body"]]
    for block in reading["blocks"]:
        pieces += [block["text"], *(cell for row in block["rows"] or () for cell in row)]
    pieces += [image["caption"] for image in reading["images"]]
    pieces += [file["name"] for file in reading["attachments"]]
    return sentences_in(pieces)


def sentences_in(pieces: Iterable[str | None]) -> set[str]:
    """The sentences of pieces of text that are long enough to be somebody's."""
    whole = [piece for piece in pieces if piece]
    return {
        part.strip()
        for piece in whole
        for part in (*_END.split(piece), *(piece.splitlines() if len(piece) < 2_000 else ()))
        if len(squeezed(part)) >= FEWEST_LETTERS
    }


def squeezed(text: str) -> str:
    """A text for comparison: no markup, no entities or escapes, no blanks, NFC, lower case."""
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    plain = html.unescape(html.unescape(plain)).replace('\\"', '"').replace("\\n", " ").replace("\\/", "/")
    return "".join(unicodedata.normalize("NFC", _TAG.sub(" ", plain)).split()).casefold()


def says(text: str, sentences: Iterable[str]) -> bool:
    """Whether a text holds one of the sentences, in whatever markup."""
    held = squeezed(text)
    return any(squeezed(sentence) in held for sentence in sentences)


def blanked(text: str, sentences: Iterable[str]) -> str:
    """The text with each of the sentences taken out, tags within it included."""
    for sentence in sorted(sentences, key=len, reverse=True):
        text = _pattern(sentence).sub("", text)
    return text


def decoded(payload: bytes, headers: Headers) -> bytes:
    """A payload without its content coding; as it is where that cannot be undone."""
    coding = next((value.strip().lower() for name, value in headers if name.lower() == "content-encoding"), "")
    try:
        if coding in ("gzip", "x-gzip"):
            return gzip.decompress(payload)
        if coding == "deflate":
            return zlib.decompress(payload, 15) if payload[:1] == b"\x78" else zlib.decompress(payload, -15)
        if coding == "br":
            return bytes(brotli.decompress(payload))
        if coding == "zstd":
            return zstandard.ZstdDecompressor().decompress(payload, max_output_size=LIMIT)
    except (OSError, EOFError, zlib.error, brotli.error, zstandard.ZstdError):
        return payload
    return payload


def uncoded(headers: Headers) -> Headers:
    """The headers of an answer whose content coding was undone."""
    return tuple((name, value) for name, value in headers if name.lower() not in _WITHOUT_CODING)


def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(_GAP.join("".join(_letter(c) for c in token) for token in _TOKEN.findall(sentence)), re.I)


def _letter(char: str) -> str:
    """A letter as it may be spelled: itself, decomposed, as an entity, as an escape of JSON."""
    forms = dict.fromkeys(_forms(char))
    spelled = [re.escape(form) for form in forms]
    spelled += [f"&#0*{ord(char)};", f"&#[xX]0*{ord(char):x};"]
    return f"(?:{'|'.join(spelled)})" if len(forms) > 1 or not char.isalnum() else re.escape(char)


def _forms(char: str) -> Iterator[str]:
    yield char
    yield unicodedata.normalize("NFD", char)
    yield html.escape(char)
    yield json.dumps(char)[1:-1]
    named = html.entities.codepoint2name.get(ord(char))
    if named:
        yield f"&{named};"
