"""Where the tone mark stands: `hoà` and `hòa`, `uỷ` and `ủy` are one word, even within one page and after NFC."""

from __future__ import annotations

import re
import unicodedata

from portals.phrases import words_of

_ON_FIRST = words_of("òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy")
_ON_SECOND = words_of("oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ")
_PAIRS = {
    cased(first): cased(second)
    for first, second in zip(_ON_FIRST, _ON_SECOND, strict=True)
    for cased in (str.lower, str.upper, str.capitalize)
}
_OLD_AND_NEW = re.compile("[òóỏõọùúủũụÒÓỎÕỌÙÚỦŨỤ](?:[aeAE](?<![ùúủũụÙÚỦŨỤ].)|[yY](?<![òóỏõọÒÓỎÕỌ].))")
"""Every pair: one set of letters to look for first is the quickest search."""


def fold(text: str) -> str:
    """The text with every tone on the second vowel of oa, oe, uy, NFC, blanks single. For comparison only, never stored."""
    if not text.isprintable() or "  " in text:
        text = " ".join(text.split())
    composed = unicodedata.normalize("NFC", text.strip(" "))
    return composed if composed.isascii() else _OLD_AND_NEW.sub(lambda m: _PAIRS.get(m[0], m[0]), composed)


def fold_all(texts: list[str]) -> list[str]:
    """Each text as `fold` gives it, for little more than the price of one."""
    lines = [(text if text.isprintable() and "  " not in text else " ".join(text.split())).strip(" ") for text in texts]
    composed = unicodedata.normalize("NFC", "\0".join(lines))
    folded = _OLD_AND_NEW.sub(lambda m: _PAIRS.get(m[0], m[0]), composed).split("\0")
    return folded if len(folded) == len(texts) else list(map(fold, texts))


def unaccented(text: str) -> str:
    """Lower case without any mark (`Đường Láng` is `duong lang`), as slugs and unmarked lines write. For comparison only."""
    marked = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in marked if not unicodedata.combining(c))
