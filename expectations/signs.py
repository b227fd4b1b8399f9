"""Characters of Vietnamese texts by kind, counted in one pass over many texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

BEYOND = re.compile("[\U00010000-\U0010ffff]")
PLAIN, MARKED, STRANGE, BLANK, FOREIGN, OTHER = range(6)
ALPHABET = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
HARMLESS = "«»·°²³½¼¾×÷±§©®™º"
"""Signs of the Latin-1 range that stand in honest Vietnamese texts."""

INVISIBLE, UNUSUAL, QUESTION, MISREAD, TAG, ENTITY, CODE, SPACING = (1 << n for n in range(8))
"""Marks of a text. UNUSUAL: beyond U+0300 and neither Vietnamese nor punctuation, so that it may be decomposed."""
SIGNS = {
    QUESTION: "?\ufffd",
    MISREAD: "ÃÄÆÂº»€",
    TAG: "<",
    ENTITY: "&",
    CODE: "{=$<@[",
    SPACING: "\t\u00a0",
}
"""MISREAD: one of these stands in all UTF-8 that was read as a one-byte encoding; CODE: in most programmes."""
INVISIBLE_RANGES = (
    (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x61C, 0x61C), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064),
    (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xE000, 0xF8FF),
)  # fmt: skip
"""Control, zero-width, direction and private-use characters."""


class Signs(NamedTuple):
    """How many characters of each kind.

    plain: letters of ASCII; marked: other letters of Vietnamese; strange: letters and signs of Latin-1 and its extensions
    (U+00A1 to U+024F) that Vietnamese text does not have; blank: blanks and line ends; foreign: letters of other scripts.
    """

    plain: int
    marked: int
    strange: int
    blank: int
    foreign: int

    @property
    def letters(self) -> int:
        return self.plain + self.marked + self.strange + self.foreign


def _kinds() -> np.ndarray[Any, np.dtype[np.uint8]]:
    kinds = np.full(0x10000, OTHER, dtype=np.uint8)
    kinds[0x370:0x1E00] = kinds[0x2E80:0xD800] = kinds[0xF900:0xFE00] = FOREIGN
    kinds[0xA1:0x250] = STRANGE
    for char in ALPHABET + ALPHABET.upper():
        kinds[ord(char)] = PLAIN if char.isascii() else MARKED
    for char in HARMLESS:
        if ord(char) < 0x250:
            kinds[ord(char)] = OTHER
    for char in " \n\t":
        kinds[ord(char)] = BLANK
    kinds.setflags(write=False)
    return kinds


KINDS = _kinds()


def _marks() -> np.ndarray[Any, np.dtype[np.uint8]]:
    marks = np.zeros(0x10000, dtype=np.uint8)
    marks[0x300:] |= UNUSUAL
    marks[0x1EA0:0x1EFA] = marks[0x2010:0x2028] = 0
    for sign, chars in SIGNS.items():
        for char in chars:
            marks[ord(char)] |= sign
    for start, end in INVISIBLE_RANGES:
        marks[start : end + 1] |= INVISIBLE
    marks[0xFFFF] |= INVISIBLE
    marks.setflags(write=False)
    return marks


MARKS = _marks()
BLANKS = np.array([chr(code).isspace() for code in range(0x10000)])
BLANKS.setflags(write=False)


def signs_of(texts: Sequence[str]) -> list[Signs]:
    """The characters of each text by kind."""
    codes, starts = _codes(texts)
    sizes = np.diff(starts, append=len(codes))
    places = np.repeat(np.arange(len(texts)) * (OTHER + 1), sizes) + KINDS.take(codes)
    counts = np.bincount(places, minlength=len(texts) * (OTHER + 1)).reshape(len(texts), OTHER + 1)
    return [
        Signs(plain, marked, strange, blank, foreign) for plain, marked, strange, blank, foreign, _ in counts.tolist()
    ]


def counted(bodies: Sequence[str], others: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
    """Of each body how many words it has, as `str.split` tells them; which rare characters stand in it or in the other text;
    and how far the beginnings of two words lie apart in them at most.

    The characters as a sum of INVISIBLE, UNUSUAL and the keys of SIGNS.
    """
    if not bodies:
        return [], [], []
    codes, starts = _codes(
        [text for pair in zip(bodies, others, strict=True) for text in (f" {pair[0]}", f"\n{pair[1]}")]
    )
    blank = BLANKS.take(codes)
    begins = np.append(blank[:-1] & ~blank[1:], False)
    words: list[int] = np.add.reduceat(begins, starts, dtype=np.int64)[::2].tolist()
    marks: list[int] = np.bitwise_or.reduceat(MARKS.take(codes), starts[::2]).tolist()
    places = np.flatnonzero(begins)
    apart = np.diff(places, append=len(codes))
    first = np.minimum(np.searchsorted(places, starts[::2]), max(len(places) - 1, 0))
    longest: list[int] = np.maximum.reduceat(apart, first).tolist() if len(places) else [0] * len(bodies)
    return words, marks, longest


def _codes(texts: Sequence[str]) -> tuple[np.ndarray[Any, np.dtype[np.uint16]], np.ndarray[Any, np.dtype[np.int64]]]:
    """The characters of all texts one after the other, those beyond U+FFFF as U+FFFF; and where each text begins."""
    whole = "".join(texts)
    coded = whole.encode("utf-16-le", "surrogatepass")
    if len(coded) > 2 * len(whole):
        coded = BEYOND.sub("\uffff", whole).encode("utf-16-le", "surrogatepass")
    codes = np.frombuffer(coded, dtype="<u2")
    ends = np.cumsum([len(text) for text in texts], dtype=np.int64)
    return codes, np.concatenate([[0], ends[:-1]]).astype(np.int64)
