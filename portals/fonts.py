"""Vietnamese from before Unicode: TCVN 5712 (the ABC fonts, TCVN3), VISCII, windows-1258 and VNI.

Bytes of those are met as such, or as the letters that windows-1252 makes of them (`®¹i häc`, `beänh nhaân`).
Tables: TCVN 5712:1993 (VN1, of which TCVN3 is the part above 0xA0), RFC 1456 (VISCII), the key table of VNI Windows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from portals.syllables import is_syllable

WINDOWS_1252 = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
"""One letter for each byte; the five bytes that windows-1252 leaves open stand for themselves (WHATWG)."""

CUT = re.compile(r'([<>"\n]+)')
"""Where one run of text ends and another, perhaps in other letters, begins: markup, quoted attributes, lines."""

_ASCII = "".join(map(chr, range(128)))


def _table(upper: str, lower: Mapping[int, str]) -> str:
    return "".join(lower.get(byte, letter) for byte, letter in enumerate(_ASCII + upper))


TCVN = _table(
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\xa0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ",
    {1: "Ú", 2: "Ụ", 4: "Ừ", 5: "Ử", 6: "Ữ", 17: "Ứ", 18: "Ự", 19: "Ỳ", 20: "Ỷ", 21: "Ỹ", 22: "Ý", 23: "Ỵ"},
)
"""TCVN 5712 VN1: one letter for each byte."""

VISCII = _table(
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
    {2: "Ẳ", 5: "Ẵ", 6: "Ẫ", 20: "Ỷ", 25: "Ỹ", 30: "Ỵ"},
)
"""VISCII 1.1: one letter for each byte."""

_VN_1258 = "".join(bytes([byte]).decode("cp1258", "ignore") or WINDOWS_1252[byte] for byte in range(256))

_VNI_VOWELS = {
    "a": dict(zip("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ", strict=True)),
    "e": dict(zip("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ", strict=True)),
    "o": dict(zip("ùøûõïâáàåãä", "óòỏõọôốồổỗộ", strict=True)),
    "u": dict(zip("ùøûõï", "úùủũụ", strict=True)),
    "y": dict(zip("ùøûõ", "ýỳỷỹ", strict=True)),
    "ô": dict(zip("ùøûõï", "ớờởỡợ", strict=True)),
    "ö": dict(zip("ùøûõï", "ứừửữự", strict=True)),
}
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PIECE = re.compile("(?P<vowel>[aeouyôö])(?P<mark>[ùøûõïâáàåãäêéèúüë])|[ôöñæóòî]", re.IGNORECASE)


def _vni_letter(piece: re.Match[str]) -> str:
    written = piece.group()
    vowel, mark = (piece["vowel"] or "").lower(), (piece["mark"] or "").lower()
    if not vowel:
        letter = _VNI_ALONE[written.lower()]
    elif mark in _VNI_VOWELS[vowel]:
        letter = _VNI_VOWELS[vowel][mark]
    else:
        return _VNI_ALONE.get(vowel, vowel) + written[1:] if vowel in _VNI_ALONE else written
    return letter.upper() if written[0].isupper() else letter


@dataclass(frozen=True, slots=True)
class Font:
    """A way of writing Vietnamese letters as other letters.

    word: what may be one word of it, typographic marks included; convert: exact, letter by letter;
    alone: marks that are a word of one letter in it, such as the ô of TCVN3 (`« t«`) and the ở and Ở of VISCII.
    """

    name: str
    word: re.Pattern[str]
    convert: Callable[[str], str]
    alone: tuple[str, ...] = ()


def _byte_font(name: str, table: str, alone: tuple[str, ...] = ()) -> Font:
    """A font by its byte table, its letters written as windows-1252 or as ISO 8859-1 has them."""
    own = [
        byte for byte in range(256) if table[byte] != WINDOWS_1252[byte] and not (byte == 0xA0 or table[byte] == " ")
    ]
    letters = {ord(seen): table[byte] for byte in own for seen in (WINDOWS_1252[byte], chr(byte))}
    every = "".join(re.escape(WINDOWS_1252[byte] + chr(byte)) for byte in own)
    accented = "".join(letter for letter in map(chr, range(0xC0, 0x100)) if letter.isalpha())
    word = re.compile(f"[A-Za-z{every}{accented}]+")
    return Font(name, word, lambda text: unicodedata.normalize("NFC", text.translate(letters)), alone)


FONTS = (
    _byte_font("tcvn3", TCVN, ("«", "™")),
    Font(
        "vni",
        re.compile("[A-Za-zÀ-ÖØ-öø-ÿ]+"),
        lambda text: _VNI_PIECE.sub(_vni_letter, text),
    ),
    _byte_font("viscii", VISCII, ("·", "—")),
    _byte_font("windows-1258", _VN_1258),
)

_MARKS = re.compile("([«»·°‚„…†‡‰‹›‘’“”•–—™€]+)")


def in_unicode(word: str, font: Font) -> str:
    """One word of the font, or of plain ASCII, in Unicode; typographic marks that make no syllable with it stay the marks that they are."""
    whole = font.convert(word)
    if word in font.alone or not _MARKS.search(word):
        return whole
    parts = _MARKS.split(word)
    if is_syllable(whole) and any(parts[::2]):
        return whole
    return "".join(part if at % 2 else font.convert(part) for at, part in enumerate(parts))
