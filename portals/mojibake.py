"""UTF-8 read as windows-1252 (`khÃ´ng`, `bá»‡nh`), once or several times: undone, or refused where letters were lost."""

from __future__ import annotations

import re

from portals.fonts import CUT, WINDOWS_1252
from portals.syllables import is_syllable
from schemas.errors import NotAnArticle

_BYTES = {letter: byte for byte, letter in enumerate(WINDOWS_1252)} | {chr(byte): byte for byte in range(0x80, 0x100)}
_BYTES |= {bytes([byte]).decode("cp1258"): byte for byte in (0xC3, 0xD0)}


def _letters(first: int, last: int) -> str:
    return "[" + "".join(re.escape(letter) for letter, byte in _BYTES.items() if first <= byte <= last) + "]"


_NEXT = _letters(0x80, 0xBF)
_PIECE = re.compile(
    f"{_letters(0xC2, 0xDF)}{_NEXT}|{_letters(0xE0, 0xEF)}{_NEXT}{{2}}|{_letters(0xF0, 0xF4)}{_NEXT}{{3}}"
)
_LIKELY = re.compile(
    "[\x80-\u024f\u0300-\u036f\u1e00-\u1eff\u2010-\u206f\u20a0-\u20cf\u2100-\u27bf\U0001f000-\U0001faff]"
)
_TYPESET = re.compile("^(?!Ä‘).[‚„…†‡‰‹›‘’“”•–—«»\xa0]$")
_AMBIGUOUS = re.compile("^.[…’”»]$")
_WORD = re.compile(r"[^\s<>\"',.;:!?()/]+")
_BLANKED = re.compile(r"(?<![^\W\d_])([^\W\d_Ã]*)Ã (\s?)(?=([^\W\d_Ã]*))")
_STROKED = re.compile("Ä[\ufffd\x90]?(?=[A-Za-zà-ỹ])")
_LOST = re.compile("á[»º](?=[\\w\\s\ufffd?.,;:]|$)|[ÃÄÆÅ]\ufffd|(?<=[a-z])Ã")


def _meant(piece: str) -> str | None:
    """What the piece says as UTF-8, if that is a letter or mark that a page of ours may hold."""
    try:
        letter = bytes(_BYTES[part] for part in piece).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return letter if _LIKELY.fullmatch(letter) else None


def _is_mojibake(text: str) -> bool:
    """Several different pieces that no typesetting explains; or fewer in a text that has nothing else but ASCII."""
    pieces = {piece for piece in set(_PIECE.findall(text)) if _meant(piece)}
    certain = {piece for piece in pieces if not _TYPESET.search(piece)}
    if sum(len(piece) - 1 for piece in certain) >= 3:
        return True
    if not certain or not _PIECE.sub("", text).isascii():
        return False
    words = [_PIECE.sub(_undone, word) for word in _WORD.findall(text) if not word.isascii()]
    return all(is_syllable(word) for word in words)


def _undone(piece: re.Match[str]) -> str:
    return _meant(piece.group()) or piece.group()


def _joined(found: re.Match[str]) -> str:
    """`Ã` before a blank was `à`, whose second byte is a no-break space: inside of a word where that makes a syllable."""
    before, blank, after = found.groups()
    if not blank and after and is_syllable(f"{before}à{after}"):
        return f"{before}à"
    return f"{before}à "


def _fixed(text: str) -> str:
    """One run of text; pieces that could be typesetting (`ĐÃ”`) are taken for mojibake only where all letters are."""
    certain = any(_meant(piece) and not _TYPESET.search(piece) for piece in _PIECE.findall(text))
    other = any(letter.isalpha() and not letter.isascii() for letter in _PIECE.sub("", text))
    if other and not certain:
        return text
    return _PIECE.sub(
        lambda piece: piece.group() if other and _AMBIGUOUS.search(piece.group()) else _undone(piece), text
    )


def _tidied(fixed: str, broken: str) -> str:
    """Vietnamese after `_fixed`, with what was folded or dropped between the two encodings put back where one letter fits."""
    if fixed != broken:
        fixed = _BLANKED.sub(_joined, _STROKED.sub("Đ", fixed))
    if _LOST.search(fixed):
        raise NotAnArticle("encoding_mojibake", "UTF-8 encoded twice, and some of its bytes are lost")
    return fixed


def undoubled(text: str) -> str | None:
    """The text before it was encoded twice, or more often; None where it was not.

    Raises NotAnArticle("encoding_mojibake") where bytes got lost on the way, so that letters cannot be known.
    """
    if not _is_mojibake(text):
        return None
    runs = CUT.split(text)
    fixed = [run if run.isascii() else _fixed(run) for run in runs]
    deeper = undoubled("".join(fixed))
    if deeper is not None:
        return deeper
    if any("\u1ea0" <= (_meant(piece) or "") <= "\u1ef9" for piece in _PIECE.findall(text)):
        fixed = [_tidied(new, run) for new, run in zip(fixed, runs, strict=True)]
    return "".join(fixed)
