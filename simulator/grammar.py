"""Templates of Vietnamese sentences and how they become text.

`[a|b]` is a choice, `{n:lo:hi}` a whole number, `{d:lo:hi}` a decimal, `{vb:KIND}` the number of a document, `{name}` a person;
any other `{slot}` is a word bound once for the article, `{^slot}` with a capital.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from unicodedata import normalize

from simulator.persons import person

HERE = Path(__file__).parent
CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
SLOT = re.compile(r"\{([^{}]+)\}")

Topic = Mapping[str, Any]


def _loaded(path: Path) -> dict[str, Any]:
    return tomllib.loads(normalize("NFC", path.read_text(encoding="utf-8")))


@cache
def topics() -> tuple[Topic, ...]:
    """Subjects of ordinary news, each with the `field` and the `pool` of general paragraphs of its file."""
    files = [_loaded(path) for path in sorted((HERE / "words").glob("*.toml"))]
    return tuple(
        {**topic, "field": words["field"], "pool": words["pool"]} for words in files for topic in words["topic"]
    )


@cache
def kinds(kind: str) -> tuple[Topic, ...]:
    """Subjects of a special kind: photo, notice, document."""
    return tuple(_loaded(HERE / "kinds" / f"{kind}.toml")["topic"])


@cache
def places() -> Mapping[str, Any]:
    """Names of places for each city; `before` and `after` the district level ended on 1 July 2025."""
    return _loaded(HERE / "places.toml")


def whole(number: int) -> str:
    """A number with points between thousands, as Vietnamese print it."""
    return f"{number:,}".replace(",", ".")


def _filled(slot: str, words: Mapping[str, str], rng: Random) -> str:
    match slot.split(":"):
        case ["n", low, high]:
            number = rng.randint(int(low), int(high))
            return whole(number - number % 10 if number > 2000 else number)
        case ["d", low, high]:
            return f"{rng.randint(int(low), int(high))},{rng.randint(1, 9)}"
        case ["vb", kind]:
            return f"{rng.randint(11, 980)}/{kind}"
        case ["name"]:
            return person(rng)
        case [name] if name.startswith("^"):
            return words[name[1:]][:1].upper() + words[name[1:]][1:]
        case _:
            return words[slot]


def told(template: str, words: Mapping[str, str], rng: Random) -> str:
    """The template with its choices made and slots filled, the first letter a capital."""
    text = CHOICE.sub(lambda match: rng.choice(match[1].split("|")), template)
    text = SLOT.sub(lambda match: _filled(match[1], words, rng), text)
    return text[:1].upper() + text[1:]
