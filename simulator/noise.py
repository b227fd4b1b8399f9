"""Oddities of real markup that never change what is said. All chance is drawn from one seed for each page and run."""

from __future__ import annotations

import html
import unicodedata
from html.entities import codepoint2name
from random import Random

from markupsafe import Markup

NBSP = "&nbsp;"


class Noise:
    """Chance for one page. The same `seed` and `place` give the same page."""

    def __init__(self, seed: int, place: str) -> None:
        self.rng = Random(f"{seed}:{place}")
        self._suffix = f"{self.rng.getrandbits(24):06x}"
        self._coding = self.rng.choice(("decimal", "hex", "named"))

    def coin(self, chance: float = 0.5) -> bool:
        """True with the chance given."""
        return self.rng.random() < chance

    def cls(self, name: str) -> Markup:
        """A class name among others that mean nothing, in any order."""
        more = self.rng.sample(
            [f"c-{self._suffix}", "clearfix", f"col-md-{self.rng.randint(4, 12)}", "js-view"], self.rng.randint(0, 2)
        )
        names = [name, *more]
        if self.coin(0.3):
            names.reverse()
        return Markup(" ".join(names))

    def ident(self, prefix: str) -> Markup:
        """An id that changes with each start."""
        return Markup(f"{prefix}_{self.rng.randint(10**5, 10**8)}")

    def text(self, words: str, *, coded: bool = False, plain: bool = False) -> Markup:
        """The words escaped, with blanks, entities and empty inline elements as editors leave them."""
        if not plain and self.coin(0.04):
            words = unicodedata.normalize("NFD", words)
        tokens = html.escape(words, quote=False).split(" ")
        if coded:
            tokens = [self._coded(token) for token in tokens]
        if plain or len(tokens) < 4:
            return Markup(" ".join(tokens))
        return Markup(self._joined([self._wrapped(token) for token in tokens]))

    def _coded(self, token: str) -> str:
        return "".join(letter if ord(letter) < 0x80 else self._entity(ord(letter)) for letter in token)

    def _entity(self, point: int) -> str:
        if self._coding == "named" and point in codepoint2name:
            return f"&{codepoint2name[point]};"
        return f"&#x{point:X};" if self._coding == "hex" else f"&#{point};"

    def _wrapped(self, token: str) -> str:
        if "&" in token or self.rng.random() > 0.012:
            return token
        cut = self.rng.randint(0, len(token))
        head, tail = token[:cut], token[cut:]
        return self.rng.choice((
            f"<span>{head}</span><span>{tail}</span>", f"<b>{token}</b>", f"<em>{token}</em>",
            f'<span style="font-size:14pt">{token}</span>', f'{head}<a name="_Hlk{self.rng.randint(100, 999)}"></a>{tail}', f"{token}<o:p></o:p>",
        ))  # fmt: skip

    def _joined(self, tokens: list[str]) -> str:
        text = tokens[0]
        for token in tokens[1:]:
            chance = self.rng.random()
            text += (
                NBSP
                if chance < 0.015
                else "  "
                if chance < 0.03
                else "\n"
                if chance < 0.04
                else " &nbsp;"
                if chance < 0.045
                else " "
            ) + token
        return text

    def empty(self) -> Markup:
        """An empty block, or nothing."""
        forms = (
            "",
            "",
            "",
            "<p>&nbsp;</p>",
            "<p><br></p>",
            "<!-- -->",
            '<p class="MsoNormal"><span><o:p></o:p></span></p>',
            "<p></p>",
        )
        return Markup(self.rng.choice(forms))
