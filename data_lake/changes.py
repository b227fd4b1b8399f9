"""What differs between two contents of one article: typed, and as text for a reader. Pure.

Blanks and the place of a tone mark within a syllable (`hoà`, `hòa`) are no change.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

Kind = Literal["headline", "lead", "body", "numbers", "names", "captions", "attachments", "date", "section", "authors"]
Row = Mapping[str, Any]

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WORD = re.compile(r"\d+(?:[.,:/-]\d+)*%?|[^\W\d_]+(?:-[^\W\d_]+)*|\S")
_WORDS = ("paragraph", "list", "quote", "heading", "table")


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its kind, and what stood there before and after (null where nothing did)."""

    kind: Kind
    before: str | None
    after: str | None


def changes(old: Row, new: Row) -> list[Change]:
    """Every change from one reading (a row of revisions) to another, in the order in which a reader would look.

    Within the words, a place where only figures differ is `numbers`, one within a run of at least two capitalised
    words is `names`, and anything else is `lead` or `body` by where it stands.
    """
    found = [] if same_words(old["title"], new["title"]) else [Change("headline", old["title"], new["title"])]
    found += _date(old, new)
    found += _single("section", old["section"], new["section"])
    found += _single("authors", ", ".join(old["authors"]) or None, ", ".join(new["authors"]) or None)
    found += _in_words("lead", _lead(old), _lead(new))
    found += _in_words("body", _texts(old, _WORDS)[_has_lead(old) :], _texts(new, _WORDS)[_has_lead(new) :])
    found += _lists("captions", _captions(old), _captions(new))
    found += _lists("attachments", _attachments(old), _attachments(new))
    return found


def diff(old: Row, new: Row) -> list[str]:
    """The changed paragraphs, `[-words taken out-]` and `{+words put in+}` within them, `- ` and `+ ` for whole ones."""
    before = [old["title"], *_texts(old, (*_WORDS, "caption"))]
    after = [new["title"], *_texts(new, (*_WORDS, "caption"))]
    lines = []
    for one, other in _paragraph_pairs(before, after):
        if one is None or other is None or _likeness(one, other) < 0.5:
            lines += [f"- {one}"] if one is not None else []
            lines += [f"+ {other}"] if other is not None else []
        else:
            lines.append(f"  {_marked(one, other)}")
    return lines


def same_words(one: str | None, other: str | None) -> bool:
    """Whether two texts differ in blanks and the place of tone marks alone, if at all."""
    return one == other or (one is not None and other is not None and _key(one) == _key(other))


def _single(kind: Kind, before: str | None, after: str | None) -> list[Change]:
    return [Change(kind, before, after)] if _key(before or "") != _key(after or "") else []


def _date(old: Row, new: Row) -> list[Change]:
    before, after = old["published_at"], new["published_at"]
    return [Change("date", _iso(before), _iso(after))] if before != after else []


def _lists(kind: Kind, before: Sequence[str], after: Sequence[str]) -> list[Change]:
    return [Change(kind, one, other) for one, other in _paragraph_pairs(before, after)]


def _in_words(field: Literal["lead", "body"], before: Sequence[str], after: Sequence[str]) -> list[Change]:
    found = []
    for one, other in _paragraph_pairs(before, after):
        if one is None or other is None or _likeness(one, other) < 0.5:
            found.append(Change(field, one, other))
            continue
        places, others = list(_WORD.finditer(one)), list(_WORD.finditer(other))
        left, right = [word[0] for word in places], [word[0] for word in others]
        for a, b, c, d in _edits(left, right):
            kind = _kind_of(left, a, b, right, c, d) or field
            found.append(Change(kind, _stretch(one, places[a:b]), _stretch(other, others[c:d])))
    return found


def _stretch(text: str, words: Sequence[re.Match[str]]) -> str | None:
    """The text from the first to the last of these words, as it stands there."""
    return text[words[0].start() : words[-1].end()] if words else None


def _kind_of(left: Sequence[str], a: int, b: int, right: Sequence[str], c: int, d: int) -> Kind | None:
    words = [*left[a:b], *right[c:d]]
    if all(word[0].isdigit() for word in words):
        return "numbers"
    if all(word[0].isupper() for word in words) and max(_run(left, a, b), _run(right, c, d)) > 1:
        return "names"
    return None


def _run(words: Sequence[str], start: int, end: int) -> int:
    """How many capitalised words stand in a row around a place."""
    while start > 0 and words[start - 1][0].isupper():
        start -= 1
    while end < len(words) and words[end][0].isupper():
        end += 1
    return end - start


def _paragraph_pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    for a, b, c, d in _edits(before, after):
        for i in range(max(b - a, d - c)):
            yield (before[a + i] if a + i < b else None), (after[c + i] if c + i < d else None)


def _edits(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    matcher = SequenceMatcher(None, [_key(one) for one in before], [_key(one) for one in after], autojunk=False)
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation != "equal":
            yield a, b, c, d


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _WORD.findall(one), _WORD.findall(other), autojunk=False).ratio()


def _marked(one: str, other: str) -> str:
    left, right = one.split(), other.split()
    matcher = SequenceMatcher(None, [_key(w) for w in left], [_key(w) for w in right], autojunk=False)
    parts = []
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "equal":
            parts.append(" ".join(right[c:d]))
            continue
        parts += [f"[-{' '.join(left[a:b])}-]"] if b > a else []
        parts += [f"{{+{' '.join(right[c:d])}+}}"] if d > c else []
    return " ".join(parts)


def _key(text: str) -> str:
    return " ".join(_syllables(word) for word in text.split())


def _syllables(word: str) -> str:
    letters: list[str] = []
    tones: list[str] = []
    for letter in unicodedata.normalize("NFD", word):
        (tones if letter in TONES else letters).append(letter)
    return "".join(letters) + "".join(sorted(tones))


def _texts(row: Row, kinds: Sequence[str]) -> list[str]:
    return [block["text"] for block in row["blocks"] if block["kind"] in kinds]


def _has_lead(row: Row) -> int:
    first = next((block["text"] for block in row["blocks"] if block["kind"] in _WORDS), None)
    return int(row["lead"] is not None and first == row["lead"])


def _lead(row: Row) -> list[str]:
    return [row["lead"]] if row["lead"] else []


def _captions(row: Row) -> list[str]:
    inline = _texts(row, ("caption",))
    return inline + [image["caption"] for image in row["images"] if image["caption"] and image["caption"] not in inline]


def _attachments(row: Row) -> list[str]:
    return [f"{one['name'] or ''} <{one['url']}>".strip() for one in row["attachments"]]


def _iso(moment: Any) -> str | None:
    return moment.isoformat() if moment is not None else None
