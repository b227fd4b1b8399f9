"""By which signs a layout broke, and since which of its rows: each is followed page by page in the order of capture (`expectations.drift`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from expectations.drift import (
    FEWEST_KNOWN,
    MOST_USUAL,
    SURE,
    broken_since,
    earliest,
    emptied_since,
    share,
    shrunk_since,
)
from expectations.edges import MOST_UNLIKE, alike_of, apart_of
from expectations.places import as_placed, places_of, several
from expectations.traits import Row, below_of, fits_of, sections_of, signs_of, usual_of
from schemas.outcome import Severity

BASE = 30
"""Pages of a layout from which it is learnt what is usual for it, or more where the history has them."""

LETTERS = 5
"""Letters of a Vietnamese word and the blank behind it."""


def breaks(rows: Sequence[Row], known: Sequence[Row]) -> Iterator[tuple[str, int, Severity | None]]:
    """(field, place of the first bad row, severity where it is not the field's own) of each sign by which the layout is broken."""
    every = [*known, *rows]
    usual = usual_of(every[:BASE], FEWEST_KNOWN)
    before, now = signs_of(known, usual), signs_of(rows, usual)
    for field, told in now.items():
        since = broken_since(before[field], told)
        if since is not None:
            sure = share([*before[field], *told[:since]]) >= SURE
            yield field, earliest(told, since) if sure else since, None
    base = every[: max(len(known), BASE)]
    sections, below, places = sections_of(base), below_of(base), places_of(base, BASE)
    since = shrunk_since(*(list(map(_words, some)) for some in (base, known, rows)))
    if since is not None:
        yield "body", since, "SHOULD"
    yield from _novelties(known, rows, base)
    for field, where in several(every, places).items():
        for place in sorted(places[field] - {""}):
            since = emptied_since(place, where[: len(known)], where[len(known) :])
            if since is not None:
                yield field, since, "SHOULD"
    fit = fits_of(known, usual, sections, below), fits_of(rows, usual, sections, below)
    placed = as_placed(known, places), as_placed(rows, places)
    severity: Severity | None
    for (before, now), severity in ((fit, None), (placed, "SHOULD")):
        for field, told in now.items():
            since = broken_since(before[field], told, always=True)
            if since is not None:
                yield field, earliest(told, since), severity


def _words(row: Row) -> int:
    """Words of the body behind the lead, which stays where the rest is cut."""
    return max(1, int(row["word_count"]) - int(row["lead"]) // LETTERS)


def _novelties(known: Sequence[Row], rows: Sequence[Row], base: Sequence[Row]) -> Iterator[tuple[str, int, Severity]]:
    """What now stands alike, or new, on page after page, as it did not."""
    every = [*known, *rows]
    for signs, most in ((alike_of(every, len(base)), MOST_UNLIKE), (apart_of(every), MOST_USUAL)):
        for sign, told in signs.items():
            since = broken_since(told[: len(known)], told[len(known) :], most=most)
            if since is not None:
                yield sign.split()[0], since, "SHOULD"
