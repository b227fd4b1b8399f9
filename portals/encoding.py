"""From bytes to words: which charset a page is in, what is repaired of broken letters, and how a field's text is cleaned."""

from __future__ import annotations

import codecs
import html
import re
import unicodedata

from charset_normalizer import from_bytes

from portals.charsets import TRUSTED, declared, in_codec
from portals.legacy import in_one_script
from portals.mojibake import undoubled
from schemas.errors import NotAnArticle

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_VIETNAMESE_ENTITY = re.compile(rb"&#(?:78[4-9]\d|79[0-2]\d|[xX]1[eE][aA-fF][0-9a-fA-F]);")
_TELLING = 3
"""Entities of U+1EA0 to U+1EF9 from which on a page is Vietnamese: of one-byte charsets only windows-1258 has its other letters."""
_SAMPLE = 65536
_GUESSED = sorted(codec for codec in TRUSTED if not codec.startswith("utf-16"))
_ENTITIES_DEPTH = 2


def text_of(body: bytes, content_type: str | None) -> tuple[str, str]:
    """A page's or text's bytes (content coding undone) as text, and the charset they turned out to be in.

    What the bytes prove comes before what anybody declares: byte order marks, NUL patterns, strict UTF-8; then the header,
    the page's own declaration, and a guess. NULs are left out. Letters of old fonts stay as they are: see `repaired`.
    Raises NotAnArticle: `encoding_unknown` for bytes that no charset explains.
    """
    text, codec = _decoded(body, content_type)
    return (text.replace("\x00", "") if b"\x00" in body else text), codec


def _decoded(body: bytes, content_type: str | None) -> tuple[str, str]:
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace"), codec
    wide = _wide(body) if b"\x00" in body else None
    if wide:
        return body.decode(wide, "replace"), wide
    body = body.lstrip(b"\x00").removeprefix(codecs.BOM_UTF8)
    if b"\x1b" not in body or b"\x1b$" not in body:
        try:
            return body.decode("utf-8"), "utf-8"
        except UnicodeDecodeError as error:
            if _nearly_utf8(body, error):
                return body.decode("utf-8", "replace"), "utf-8"
    return _by_declaration(body, declared(body, content_type)) or _by_guess(body)


def is_plain_utf8(body: bytes, text: str) -> bool:
    """Whether a body that was read as UTF-8 is its text and nothing else: no byte order mark, no NUL, no byte in error."""
    return b"\x00" not in body and "\ufffd" not in text and not body.startswith(codecs.BOM_UTF8)


def _wide(body: bytes) -> str | None:
    """UTF-16 by its NULs: in either order every other byte of markup is one."""
    sample = body[: 4096 - len(body[:4096]) % 2]
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if half and odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if half and even > 0.4 * half and odd < 0.05 * half else None


def _nearly_utf8(body: bytes, error: UnicodeDecodeError) -> bool:
    """Whether bad bytes are few among good sequences, or the body was only cut within its last letter."""
    if error.end == len(body) and "end of data" in error.reason:
        return True
    good = len(_MULTIBYTE.findall(body))
    stray = len(_HIGH.findall(_MULTIBYTE.sub(b"", body)))
    return good > 2 * stray


def _by_declaration(body: bytes, codecs_named: list[str]) -> tuple[str, str] | None:
    """The first declared codec that has a letter for (nearly) every byte; what is declared as UTF-8 has been tried."""
    for codec in codecs_named:
        if codec == "utf-8":
            continue
        if codec in _AS_FONTS and repaired(in_codec(_sample(body), "cp1252"))[1] not in (_AS_FONTS[codec], None):
            codec = "cp1252"
        text = in_codec(body, codec, "replace")
        if text.count("\ufffd") * 200 <= len(text):
            return text, codec
    return None


_AS_FONTS = {"cp1258": "windows-1258", "viscii": "viscii", "tcvn5712": "tcvn3"}
"""Labels that Vietnamese pages carry wrongly, and what a page that carries them rightly looks like as windows-1252."""


def _sample(body: bytes) -> bytes:
    """The stretch of the body that is worth judging: from a little before the first byte beyond ASCII."""
    high = _HIGH.search(body)
    start = max(0, high.start() - 1024) if high else 0
    return body[start : start + _SAMPLE]


def _by_guess(body: bytes) -> tuple[str, str]:
    sample = _sample(body)
    if len(_VIETNAMESE_ENTITY.findall(sample)) >= _TELLING:
        return in_codec(body, "cp1258"), "cp1258"
    if repaired(in_codec(sample, "cp1252"))[1]:
        return in_codec(body, "cp1252"), "cp1252"
    guess = from_bytes(sample, cp_isolation=_GUESSED, enable_fallback=False).best()
    if guess is None:
        raise NotAnArticle("encoding_unknown", "no charset explains the bytes")
    return in_codec(body, guess.encoding, "replace"), guess.encoding


_BROKEN_SIGNS = "µ®øðßÃ"
"""Each kind of broken text longer than a few lines has some of these many times: µ® TCVN3, ø VNI, ðß VISCII and 1258, Ã mojibake.
They are looked for before they are counted, as finding nothing is ten times as fast."""
_BROKEN_ENTITIES = re.compile(
    "&(?=[#mcroiesA])(?:micro|cedil|reg|oslash|iuml|eth|szlig|Atilde|Auml|#(?=[12xX])(?:174|181|184|195|196|223|239|240|248|[xX](?:[Aa]E|[Bb][58]|[Cc][34]|[Dd][Ff]|[Ee][Ff]|[Ff][08])));"
)
_HIGH_ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,7}|[A-Za-z]{2,8});")
_LONG, _SHORT = 4000, 200
"""Characters from which on three such signs, or one, are to be expected of a broken text."""


def repaired(text: str) -> tuple[str, str | None]:
    """A page's or a field's text with broken Vietnamese made whole, and what was repaired; itself and None where nothing was.

    Repairs: `mojibake` (UTF-8 read as something else), `tcvn3`, `vni`, `viscii`, `windows-1258` (read as windows-1252).
    Give it markup before it is parsed and before `clean`: soft hyphens and no-break spaces are letters of these.
    Correct text in any language comes back as it is. Raises NotAnArticle (`encoding_<what>`) where a repair is not certain.
    """
    least = 3 if len(text) > _LONG else len(text) > _SHORT
    if not (_are_many(_BROKEN_SIGNS, text, least) or ("&" in text and len(_BROKEN_ENTITIES.findall(text)) >= least)):
        return text, None
    if text.isascii() and "&" not in text:
        return text, None
    plain = _HIGH_ENTITY.sub(_high_letter, text)
    single = undoubled(plain)
    whole, font = in_one_script(plain if single is None else single)
    kinds = [kind for kind in ("mojibake" if single is not None else None, font) if kind]
    return (whole, "+".join(kinds)) if kinds else (text, None)


def _are_many(signs: str, text: str, least: int) -> bool:
    """Whether the text has so many of some signs in all. Finding one is ten times as fast as counting it."""
    found = 0
    for sign in signs:
        at = text.find(sign)
        while at >= 0 and found < least:
            found += 1
            at = text.find(sign, at + 1)
    return found >= least


def _high_letter(entity: re.Match[str]) -> str:
    letter = html.unescape(entity.group())
    return letter if len(letter) == 1 and ord(letter) >= 0x80 else entity.group()


_REFERENCE = re.compile(r"&(?:#(?:[xX][0-9a-fA-F]{1,8}|[0-9]{1,8});?|[A-Za-z][A-Za-z0-9]{1,31};)")
_INVISIBLE = re.compile(
    "(?<![\u0600-\u06ff\u0900-\u0dff])[\u200c\u200d]|[\u200c\u200d](?![\u0600-\u06ff\u0900-\u0dff])|"
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Joiners and non-joiners are letters of Persian and of Indian scripts, between two of theirs."""


def clean(text: str, *, lines: bool = False) -> str:
    """A field's text for keeping: NFC, references decoded (twice at most), invisible characters out, blanks folded, ends stripped.

    Words are never changed. Every run of blanks and line breaks becomes one blank; with lines, line breaks stay and empty lines go.
    Of invisible characters, U+001C to U+001F alone are blanks to `split`.
    """
    if "&" in text:
        for _ in range(_ENTITIES_DEPTH):
            text = _REFERENCE.sub(lambda reference: html.unescape(reference.group()), text)
    text = text.strip()
    if text.isprintable():
        text = unicodedata.normalize("NFC", text)
        return " ".join(text.split()) if "  " in text else text
    is_parted = "\x1c" in text or "\x1d" in text or "\x1e" in text or "\x1f" in text
    if not (lines or is_parted) and (line := " ".join(text.split())).isprintable():
        return unicodedata.normalize("NFC", line)
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    if lines:
        return "\n".join(line for row in text.splitlines() if (line := " ".join(row.split())))
    return " ".join(text.split())
