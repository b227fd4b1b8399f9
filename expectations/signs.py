"""Characters of Vietnamese text by kind, counted in one pass."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

PLAIN, MARKED, STRANGE, BLANK, FOREIGN, OTHER = range(6)
ALPHABET = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
HARMLESS = "«»·°²³½¼¾×÷±§©®™º"
"""Signs of the Latin-1 range that stand in honest Vietnamese texts."""


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


def signs_of(text: str) -> Signs:
    """The characters of a text by kind."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    counts = np.bincount(KINDS[codes[codes < len(KINDS)]], minlength=OTHER + 1)
    return Signs(
        int(counts[PLAIN]), int(counts[MARKED]), int(counts[STRANGE]), int(counts[BLANK]), int(counts[FOREIGN])
    )
