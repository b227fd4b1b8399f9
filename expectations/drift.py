"""When a sign that pages bear begins to fail: a cumulative sum, as in quality control, of how much likelier each page is under "the
selector no longer matches" than under what was usual (Page, Biometrika 41, 1954).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

FEWEST_KNOWN = 15
"""Pages of a layout before it is known what is usual for it."""
LEAST_USUAL, MOST_USUAL, LEFT = 0.5, 0.96, 0.05
"""A sign rarer than the first cannot be missed within 20 pages; none is surer than the second; a dead selector still seems to match so often."""
HALF, SUREST, EXPECTED = 0.5, 0.98, 29
"""Of a sign that a page which nobody redesigned never lacks: how often it stays where a change hits one page in two, how sure it is
at most, and how many pages with it are taken as seen before the first."""
SURE, NEAR = 0.9, 4
"""Share from which a page without the sign is itself suspect so many pages before the layout is known to be broken."""
HALVED, LEAST_SPREAD, QUARTILES, MOST_TOLD = math.log(2), 0.2, 1.35, 0.8
"""Of lengths of bodies, as logarithms: what halving takes from them, the least deviation, quartiles apart in deviations, and the most that
one body may tell, so that it takes ten."""
KNOWN_PLACES, LEAST_PLACED = 40, 0.2
"""Pages before it is known at which places a field is read, and the share of a place from which its loss is looked for."""
LIKELY = 8.0
"""Sum at which a place counts as lost or bodies as shrunk, by which no row is withheld; chance gets there on one page in 3,000."""
CERTAIN = 11.0
"""Sum at which a layout counts as broken: chance alone gets there on one page in e^11, some 60,000."""


def broken_since(
    before: Sequence[bool | None], now: Sequence[bool | None], *, always: bool = False, most: float = MOST_USUAL
) -> int | None:
    """Place of the first page of the run of bad ones that makes the loss certain; None where all is as usual.

    always: whether it is a sign that no page lacks as long as nothing was changed. most: how usual it counts as at most.
    What was bad at the end of the history counts on, so that a redesign is seen too where a run has but a page or two.
    """
    if False not in now or (True not in before and True not in now):
        return None
    left = HALF if always else LEFT
    there = known = EXPECTED if always else 0
    since = 0
    since_there = since_known = 0
    total = 0.0
    for place, sign in enumerate((*before, *now), -len(before)):
        if sign is None:
            continue
        usual = min(SUREST, there / (known + 1)) if always else min(most, _usual_share(there, known))
        if known >= FEWEST_KNOWN and usual >= LEAST_USUAL:
            since = since if total > 0 else place
            total = max(0.0, total + (math.log(left / usual) if sign else math.log((1 - left) / (1 - usual))))
            if total >= CERTAIN and place >= 0:
                return max(0, since)
            total = min(total, CERTAIN)
        since_there, since_known = since_there + sign, since_known + 1
        if total == 0:
            there, known = there + since_there, known + since_known
            since_there = since_known = 0
    return None


def _usual_share(there: int, known: int) -> float:
    """The share that the sign has at least, as far as these pages tell (Agresti and Coull, The American Statistician 52, 1998)."""
    share = (there + 2) / (known + 4)
    return min(MOST_USUAL, share - math.sqrt(share * (1 - share) / (known + 4)))


def earliest(told: Sequence[bool | None], since: int) -> int:
    """The first bad page before the certain ones that lies close to them: a good page may stand between, by chance."""
    near = next((i for i in range(max(0, since - NEAR), since) if told[i] is False), since)
    return since if near == since else earliest(told, near)


def emptied_since(place: str, before: Sequence[str], now: Sequence[str]) -> int | None:
    """Place of the first of the pages that make certain that a field, read at several places, is at one of them no more.

    place: the one; before, now: where the pages have the field, \"\" where they have none. Pages with it elsewhere tell nothing.
    """
    since, since_seen, seen = 0, Counter[str](), Counter[str]()
    total = 0.0
    for at, where in enumerate((*before, *now), -len(before)):
        known = sum(seen.values())
        if known >= KNOWN_PLACES and seen[place] >= LEAST_PLACED * known:
            since = since if total > 0 else at
            here, gone = seen[place] / known, (seen[""] + 1) / (known + 2)
            told = math.log(LEFT / here) if where == place else math.log((here + gone) / gone) if not where else 0.0
            total = max(0.0, total + told)
            if total >= LIKELY and at >= 0:
                return max(0, since)
            total = min(total, LIKELY)
        since_seen[where] += 1
        if total == 0:
            seen, since_seen = seen + since_seen, Counter[str]()
    return None


def share(signs: Sequence[bool | None]) -> float:
    told = [sign for sign in signs if sign is not None]
    return sum(told) / len(told) if told else 0.0


def shrunk_since(usual: Sequence[int], before: Sequence[int], now: Sequence[int]) -> int | None:
    """Place of the first of a long run of bodies that have about half of the usual words; None where there is none.

    No single body tells much here, however short it is: photo stories and notices come in series.
    """
    logs = sorted(math.log(words) for words in usual if words)
    if len(logs) < FEWEST_KNOWN:
        return None
    middle, spread = (
        logs[len(logs) // 2],
        max(LEAST_SPREAD, (logs[3 * len(logs) // 4] - logs[len(logs) // 4]) / QUARTILES),
    )
    since, total = 0, 0.0
    for place, words in enumerate((*before, *now), -len(before)):
        below = (middle - math.log(max(1, words))) / spread
        shift = HALVED / spread
        since = since if total > 0 else place
        total = max(0.0, total + min(MOST_TOLD, shift * below - shift * shift / 2))
        if total >= LIKELY and place >= 0:
            return max(0, since)
        total = min(total, LIKELY)
    return None
