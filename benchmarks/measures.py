"""How far a reading is from the truth. Pure.

Body: multisets of 4-word shingles, as the article extraction benchmark of Scrapinghub has it: for each page the shares of
shingles in both, in the reading only and in the truth only; mean precision, mean recall, their harmonic mean.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean

from benchmarks.cases import Case
from benchmarks.peers import Reading

Shingle = tuple[str, ...]

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_BETWEEN_NAMES = re.compile(r"[,;|/&]|\s(?:and|und|et|y|e|og|och|và|en|i|и)\s", re.IGNORECASE)
_BEFORE_NAMES = re.compile(r"^\s*(?:by|von|par|por|di|theo|tác giả|bài|av)[:\s]+", re.IGNORECASE)
_ZONES = [timedelta(minutes=15 * quarter) for quarter in range(-48, 57)]


@dataclass(frozen=True, slots=True)
class Score:
    """Means over the pages of a set that have the truth in question; None where no page has."""

    pages: int
    title: float | None
    """Share of titles equal letter for letter."""
    minute: float | None
    """Share of moments right to the minute."""
    day: float | None
    wrong_day: float | None
    """Share of pages whose reading names another day than the truth; no answer is not wrong."""
    author_f1: float | None
    """Over all names of the set."""
    body_precision: float | None
    body_recall: float | None
    body_f1: float | None
    failed: int
    """Pages on which the reader raised."""


def _nfc(text: str | None) -> str:
    return unicodedata.normalize("NFC", text or "")


def shingles(text: str) -> Counter[Shingle]:
    """Runs of four words with their numbers; a shorter text is one run."""
    words = _WORD.findall(_nfc(text))
    last = max(len(words) - _SHINGLE, 0)
    return Counter(run for at in range(last + 1) if (run := tuple(words[at : at + _SHINGLE])))


def shares(truth: str, read: str, optional: str = "") -> tuple[float, float, float]:
    """Shares of shingles: in both, in the reading only (but for optional ones), in the truth only. All 0 where both are empty."""
    wanted, got, spare = shingles(truth), shingles(read), shingles(optional)
    both = (wanted & got).total()
    extra = (got - wanted - spare).total()
    missing = (wanted - got).total()
    whole = both + extra + missing
    return (both / whole, extra / whole, missing / whole) if whole else (0.0, 0.0, 0.0)


def f1(both: float, extra: float, missing: float) -> float:
    """Harmonic mean of precision and recall; 0 where nothing is right."""
    return 2 * both / (2 * both + extra + missing) if both else 0.0


def names(authors: Iterable[str]) -> set[str]:
    """Names as letters and digits only, joint ones taken apart, words like `by` and `Theo` in front left out."""
    pieces = [piece for author in authors for piece in _BETWEEN_NAMES.split(_nfc(author))]
    bare = [unicodedata.normalize("NFKC", _BEFORE_NAMES.sub("", piece)).casefold() for piece in pieces]
    return {name for piece in bare if (name := "".join(filter(str.isalnum, _nfc(piece))))}


def _same(case: Case, read: datetime, form: str) -> bool:
    """Whether both moments print alike; a reading without zone is the wall time at the truth's own zone."""
    truth = case.published_at
    assert truth is not None
    if read.tzinfo and truth.tzinfo:
        read = read.astimezone(truth.tzinfo)
    wall, naive = truth.replace(tzinfo=None), read.replace(tzinfo=None)
    walls = [wall + zone for zone in _ZONES] if case.any_zone and read.tzinfo is None else [wall]
    return any(one.strftime(form) == naive.strftime(form) for one in walls)


def _mean(values: Iterable[float | bool]) -> float | None:
    known = [float(value) for value in values]
    return fmean(known) if known else None


def _body(pairs: Sequence[tuple[Case, Reading]]) -> tuple[float | None, float | None, float | None]:
    each = [shares(case.body, read.body, case.optional) for case, read in pairs if case.body]
    if not each:
        return None, None, None
    precision = _mean(both / (both + extra) for both, extra, _ in each if both + extra) or 0.0
    recall = _mean(both / (both + missing) for both, _, missing in each if both + missing) or 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(cases: Sequence[Case], readings: Sequence[Reading]) -> Score:
    """A set's score. readings: one for each case, in the same order."""
    pairs = list(zip(cases, readings, strict=True))
    dated = [(case, read.moment) for case, read in pairs if case.published_at]
    days = [(read, read is not None and _same(case, read, "%Y-%m-%d")) for case, read in dated]
    minutes = [read is not None and _same(case, read, "%Y-%m-%d %H:%M") for case, read in dated if not case.by_day]
    signed = [(names(case.authors), names(read.authors)) for case, read in pairs if case.authors is not None]
    people = [(len(truth & read), len(read - truth), len(truth - read)) for truth, read in signed]
    precision, recall, body_f1 = _body(pairs)
    return Score(
        pages=len(pairs),
        title=_mean(_nfc(read.title).strip() == _nfc(case.title).strip() for case, read in pairs if case.title),
        minute=_mean(minutes),
        day=_mean(right for _, right in days),
        wrong_day=_mean(read is not None and not right for read, right in days),
        author_f1=f1(*map(sum, zip(*people, strict=True))) if people else None,
        body_precision=precision,
        body_recall=recall,
        body_f1=body_f1,
        failed=sum(read.error is not None for read in readings),
    )
