"""Whether a text is written in an old Vietnamese font, told by what its words are before and after conversion."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portals.fonts import CUT, FONTS, Font, in_unicode
from portals.syllables import is_syllable
from schemas.errors import NotAnArticle

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile("[A-Za-z]")
_MAIMED = re.compile("[ơờớởỡợ](?:ng|c)$", re.IGNORECASE)
"""Rhymes that exist with ươ only: left where the soft hyphens, which are TCVN3's ư, were taken out."""


@dataclass(frozen=True, slots=True)
class _Tally:
    """Different words that a font would change: how many, syllables before, syllables after."""

    words: int = 0
    before: int = 0
    after: int = 0

    def shows(self, least: int) -> bool:
        return self.words >= least and self.after >= 0.8 * self.words and self.before <= 0.4 * self.words

    def hints(self) -> bool:
        return self.words >= 8 and self.after >= 0.5 * self.words and self.before <= 0.3 * self.words


def _tally(words: set[str], native: int, judged: Mapping[str, _Tally]) -> _Tally:
    """native: words with letters that the font cannot write, which speak for the text as it stands."""
    each = [judged[word] for word in words if word in judged]
    return _Tally(len(each) + native, sum(one.before for one in each) + native, sum(one.after for one in each))


def _judged(words: set[str], font: Font) -> dict[str, _Tally]:
    """The words that the font would change, but for marks standing alone, each with what it is before and after."""
    changed = {word: new for word in words if _LETTERS.search(word) and (new := in_unicode(word, font)) != word}
    return {word: _Tally(1, int(is_syllable(word)), int(is_syllable(new))) for word, new in changed.items()}


def _words(piece: str, font: Font) -> set[str]:
    """The different words with letters beyond ASCII."""
    return set() if piece.isascii() else {word for word in font.word.findall(piece) if not word.isascii()}


def _native(piece: str) -> int:
    return len({word for word in _WORD.findall(piece) if any("\u1ea0" <= letter <= "\u1eff" for letter in word)})


def _converted_piece(piece: str, font: Font) -> str:
    new = font.word.sub(lambda word: in_unicode(word.group(), font), piece)
    letters = _LETTERS.findall(piece)
    # The capital cuts of the ABC fonts (.VnTimeH) have the codes of small letters.
    capital = font.name == "tcvn3" and len(letters) > 3 and all(letter.isupper() for letter in letters)
    return new.upper() if capital else new


def _converted(pieces: Sequence[str], tallies: Sequence[_Tally], font: Font, throughout: bool) -> str:
    """Each piece by its own words; where these say nothing, as the piece before it."""
    new, last = [], throughout
    for piece, tally in zip(pieces, tallies, strict=True):
        if tally.after != tally.before:
            last = tally.after > tally.before
        new.append(_converted_piece(piece, font) if last else piece)
    return "".join(new)


def _refuse_maimed(text: str, words: set[str], font: Font) -> None:
    if font.name != "tcvn3" or "\xad" in text:
        return
    if sum(bool(_MAIMED.search(in_unicode(word, font))) for word in words) >= 2:
        raise NotAnArticle("encoding_tcvn3", "letters of an ABC font, whose ư was taken out as soft hyphens")


def in_one_script(text: str) -> tuple[str, str | None]:
    """The text in Unicode and the name of the font it was in; itself and None where it is in none.

    Raises NotAnArticle("encoding_<font>") where a font shows and conversion does not give Vietnamese.
    """
    pieces = CUT.split(text)
    native = [0 if piece.isascii() else _native(piece) for piece in pieces]
    beyond = "\n".join(piece for piece in pieces if not piece.isascii())
    best: tuple[_Tally, Font, list[_Tally]] | None = None
    hinted = ""
    for font in FONTS:
        judged = _judged(_words(beyond, font), font)
        whole = _tally(set(judged), sum(native), judged)
        if sum(word.after > word.before for word in judged.values()) < 2:
            continue
        tallies = [_tally(_words(piece, font), own, judged) for piece, own in zip(pieces, native, strict=True)]
        if whole.shows(2 if font.name == "vni" else 3) or any(tally.shows(6) for tally in tallies):
            if best is None or whole.after - whole.before > best[0].after - best[0].before:
                best = whole, font, tallies
        elif whole.hints():
            hinted = hinted or font.name
    if best is None:
        if hinted:
            raise NotAnArticle(f"encoding_{hinted}", "looks like an old Vietnamese font, and does not convert")
        return text, None
    whole, font, tallies = best
    _refuse_maimed(text, _words(text, font), font)
    return _converted(pieces, tallies, font, whole.shows(2)), font.name
