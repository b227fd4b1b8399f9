"""Content codings undone within limits: a few bytes on the wire may stand for gigabytes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import brotli  # type: ignore[import-untyped]  # has no stubs
import zstandard

from schemas.errors import Permanent
from schemas.page import Page

ACCEPTED = "gzip, deflate"
"""Value of Accept-Encoding: what every reader of WARC undoes. `decoded` undoes br and zstd besides, for those who send them unasked."""
PIECE = 65_536
"""Most bytes of one decoded piece."""
MOST_CODINGS = 4
"""Codings laid over each other; more is nobody's honest answer."""
ZSTD_WINDOW = 8 * 2**20
"""Largest window that RFC 9659 lets a server ask for; it is what zstd may take of memory."""

ZSTD_STEP = 512
"""Bytes handed to the zstd decoder at a time: at worst 16 MiB come out of them."""

GZIP_NAMES = frozenset({"gzip", "x-gzip"})
KNOWN = GZIP_NAMES | {"deflate", "br", "zstd"}


class CodingError(ValueError):
    """A body is not what its Content-Encoding says. early: it merely ends too soon."""

    def __init__(self, detail: str, *, early: bool = False) -> None:
        super().__init__(detail)
        self.early = early


def body_of(page: Page, limit_bytes: int) -> bytes:
    """The body with its content codings undone.

    Raises Permanent `too_large` beyond `limit_bytes` and `bad_coding` where it is not what Content-Encoding says.
    """
    codings = codings_of(page.headers)
    if not codings and len(page.payload) <= limit_bytes:
        return page.payload
    held = bytearray()
    try:
        for piece in decoded((page.payload,), codings):
            held += piece
            if len(held) > limit_bytes:
                raise Permanent("too_large", f"more than {limit_bytes} bytes when decoded")
    except CodingError as error:
        raise Permanent("bad_coding", str(error)) from None
    return bytes(held)


def codings_of(headers: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Content codings in the order in which they were applied, lower case, without `identity`."""
    values = (value for name, value in headers if name.lower() == "content-encoding")
    names = (name.strip().lower() for value in values for name in value.split(","))
    return tuple(name for name in names if name not in ("", "identity", "none"))


def decoded(chunks: Iterable[bytes], codings: tuple[str, ...]) -> Iterator[bytes]:
    """The chunks decoded piece by piece as they come; no piece is longer than PIECE where a coding was undone.

    Raises CodingError. A body that says gzip and is not even begun as such is handed on as it is: servers that compress by name only exist.
    """
    if len(codings) > MOST_CODINGS:
        raise CodingError(f"{len(codings)} codings over each other")
    stream = iter(chunks)
    for name in reversed(codings):
        stream = _undone(stream, name)
    return stream


def _undone(chunks: Iterator[bytes], name: str) -> Iterator[bytes]:
    if name not in KNOWN:
        raise CodingError(f"unknown coding {name[:40]!r}")
    if name == "br":
        return _unbrotli(chunks)
    if name == "zstd":
        return _unzstd(chunks)
    return _unzip(chunks, name)


def _unzip(chunks: Iterator[bytes], name: str) -> Iterator[bytes]:
    """gzip (with any number of members) or deflate, be it wrapped in zlib or raw."""
    head, chunks = _with_head(chunks, 2)
    if not head:
        return
    if name in GZIP_NAMES and head != b"\x1f\x8b":
        yield from chunks
        return
    window = _window_of(head, name)
    inflate = zlib.decompressobj(window)
    for chunk in chunks:
        rest = chunk
        while rest:
            if inflate.eof:
                if name not in GZIP_NAMES or not rest.startswith(b"\x1f"):
                    return
                inflate = zlib.decompressobj(window)
            piece = _inflated(inflate, rest)
            rest = inflate.unconsumed_tail or inflate.unused_data
            if piece:
                yield piece
    while not inflate.eof and (piece := _inflated(inflate, b"")):
        yield piece
    if not inflate.eof:
        raise CodingError(f"{name} ends too soon", early=True)


def _window_of(head: bytes, name: str) -> int:
    """zlib's wbits. A zlib header is a method of 8 and a checksum over both bytes (RFC 1950 §2.2); without it deflate is raw."""
    if name in GZIP_NAMES:
        return 31
    wrapped = len(head) == 2 and head[0] & 15 == 8 and (head[0] * 256 + head[1]) % 31 == 0
    return 15 if wrapped else -15


def _inflated(inflate: zlib._Decompress, data: bytes) -> bytes:
    try:
        return inflate.decompress(data, PIECE)
    except zlib.error as error:
        raise CodingError(str(error)) from None


def _unbrotli(chunks: Iterator[bytes]) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    begun = False
    for chunk in chunks:
        begun = begun or bool(chunk)
        yield from _brotli_pieces(decoder, chunk)
    if begun and not decoder.is_finished():
        raise CodingError("br ends too soon", early=True)


def _brotli_pieces(decoder: brotli.Decompressor, chunk: bytes) -> Iterator[bytes]:
    try:
        piece = decoder.process(chunk, output_buffer_limit=PIECE)
        while piece or not decoder.can_accept_more_data():
            yield from (piece[at : at + PIECE] for at in range(0, len(piece), PIECE))
            if decoder.is_finished():
                return
            piece = decoder.process(b"", output_buffer_limit=PIECE)
    except brotli.error as error:
        raise CodingError(str(error)) from None


def _unzstd(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Any number of frames. The input is fed in small steps, as four bytes may decode to a block of 128 KiB."""
    decoder = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW)
    frame = decoder.decompressobj()
    fed = False
    for chunk in chunks:
        for at in range(0, len(chunk), ZSTD_STEP):
            rest = chunk[at : at + ZSTD_STEP]
            while rest:
                if frame.eof:
                    frame = decoder.decompressobj()
                try:
                    piece = frame.decompress(rest)
                except zstandard.ZstdError as error:
                    raise CodingError(str(error)) from None
                fed, rest = True, frame.unused_data
                yield from (piece[start : start + PIECE] for start in range(0, len(piece), PIECE))
    if fed and not frame.eof:
        raise CodingError("zstd ends too soon", early=True)


def _with_head(chunks: Iterator[bytes], length: int) -> tuple[bytes, Iterator[bytes]]:
    """The first `length` bytes (fewer where there are no more), and the chunks from their beginning again."""
    held = b""
    for chunk in chunks:
        held += chunk
        if len(held) >= length:
            break
    return held[:length], (piece for source in ((held,), chunks) for piece in source if piece)
