"""Content codings: every coding comes back as it was, nothing grows beyond its limit, nothing breaks but by name."""

from __future__ import annotations

import gzip
import itertools
import tracemalloc
import zlib
from datetime import UTC, datetime

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from portals.content import CodingError, body_of, codings_of, decoded
from schemas.errors import Permanent
from schemas.page import Page

WORDS = ("Sáng 16-10, tại Hà Nội, lãnh đạo thành phố tiếp đoàn đại biểu. " * 400).encode()


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


CODERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}


def page(payload: bytes, *codings: str) -> Page:
    headers = tuple(("Content-Encoding", coding) for coding in codings)
    url = "https://hanoi.gov.vn/tin"
    return Page(
        url=url,
        final_url=url,
        status=200,
        headers=headers,
        payload=payload,
        captured_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize("coding", CODERS)
def test_each_coding_is_undone(coding: str) -> None:
    assert body_of(page(CODERS[coding](WORDS), coding), len(WORDS)) == WORDS


def test_raw_deflate_is_undone_too() -> None:
    assert body_of(page(raw_deflate(WORDS), "deflate"), len(WORDS)) == WORDS


@pytest.mark.parametrize(("outer", "inner"), [("gzip", "br"), ("zstd", "gzip"), ("br", "deflate")])
@pytest.mark.parametrize("spelling", ["one", "two"])
def test_codings_over_each_other(outer: str, inner: str, spelling: str) -> None:
    payload = CODERS[outer](CODERS[inner](WORDS))
    names = (f"{inner}, {outer.upper()}",) if spelling == "one" else (inner, outer)
    assert body_of(page(payload, *names), len(WORDS)) == WORDS


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_several_members_are_one_body(coding: str) -> None:
    payload = CODERS[coding](WORDS) + CODERS[coding](b"") + CODERS[coding](WORDS)
    assert body_of(page(payload, coding), 2 * len(WORDS)) == WORDS + WORDS


@pytest.mark.parametrize("coding", ["identity", "", "none"])
def test_no_coding_is_no_change(coding: str) -> None:
    assert body_of(page(WORDS, coding), len(WORDS)) == WORDS


@pytest.mark.parametrize("coding", CODERS)
def test_an_empty_body_is_empty(coding: str) -> None:
    assert body_of(page(b"", coding), 10) == b""


def test_plain_words_called_gzip_are_handed_on() -> None:
    assert body_of(page(WORDS, "gzip"), len(WORDS)) == WORDS


def test_rubbish_behind_a_gzip_member_is_left_out() -> None:
    assert body_of(page(gzip.compress(WORDS) + b"\r\n\r\n", "gzip"), len(WORDS)) == WORDS


@pytest.mark.parametrize("coding", CODERS)
def test_the_limit_is_exact(coding: str) -> None:
    with pytest.raises(Permanent) as raised:
        body_of(page(CODERS[coding](WORDS), coding), len(WORDS) - 1)
    assert raised.value.reason == "too_large"


@pytest.mark.parametrize("coding", CODERS)
def test_a_cut_body_says_so(coding: str) -> None:
    cut = CODERS[coding](WORDS)[:-5]
    with pytest.raises(CodingError) as raised:
        list(decoded((cut,), (coding,)))
    assert raised.value.early
    with pytest.raises(Permanent, match="bad_coding"):
        body_of(page(cut, coding), len(WORDS))


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_damage_is_bad_coding(coding: str) -> None:
    payload = bytearray(CODERS[coding](WORDS))
    payload[len(payload) // 2 :] = b"\xff" * (len(payload) - len(payload) // 2)
    with pytest.raises(Permanent) as raised:
        body_of(page(bytes(payload), coding), len(WORDS))
    assert raised.value.reason == "bad_coding"


@pytest.mark.parametrize("coding", ["compress", "sdch", "gzip, gzip, gzip, gzip, gzip"])
def test_unknown_or_towering_codings_are_refused(coding: str) -> None:
    with pytest.raises(Permanent, match="bad_coding"):
        body_of(page(WORDS, coding), 10**6)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_stops_at_the_limit_and_takes_little_memory(coding: str) -> None:
    bomb = bomb_of(coding, 300 * 2**20)
    assert len(bomb) < 2**20
    tracemalloc.start()
    try:
        with pytest.raises(Permanent, match="too_large"):
            body_of(page(bomb, coding), 2**20)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 40 * 2**20


def bomb_of(coding: str, size: int) -> bytes:
    """`size` zeros, packed without ever being held."""
    zeros = bytes(2**20)
    if coding == "br":
        packer = brotli.Compressor(quality=5)
        return b"".join(packer.process(zeros) for _ in range(size // len(zeros))) + packer.finish()
    zipped = zlib.compressobj(9, zlib.DEFLATED, 31 if coding == "gzip" else 15)
    packer = zstandard.ZstdCompressor().compressobj() if coding == "zstd" else zipped
    return b"".join(packer.compress(zeros) for _ in range(size // len(zeros))) + packer.flush()


@settings(max_examples=40, deadline=None)
@given(
    data=st.binary(max_size=3000),
    coding=st.sampled_from(sorted(CODERS)),
    cuts=st.lists(st.integers(0, 4000), max_size=6),
)
def test_how_the_wire_cuts_it_does_not_matter(data: bytes, coding: str, cuts: list[int]) -> None:
    payload = CODERS[coding](data)
    edges = sorted({0, len(payload), *(cut for cut in cuts if cut < len(payload))})
    chunks = [payload[a:b] for a, b in itertools.pairwise(edges)]
    assert b"".join(decoded(chunks, (coding,))) == data


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=400), coding=st.sampled_from(sorted(CODERS)))
def test_any_bytes_decode_or_fail_by_name(data: bytes, coding: str) -> None:
    reason = None
    try:
        body_of(page(data, coding), 10**6)
    except Permanent as error:
        reason = error.reason
    assert reason in (None, "bad_coding", "too_large")


def test_names_are_taken_in_the_order_of_application() -> None:
    assert codings_of((("content-encoding", "GZIP , identity"), ("X", "y"), ("Content-Encoding", "br"))) == (
        "gzip",
        "br",
    )
