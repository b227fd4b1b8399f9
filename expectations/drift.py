"""When a sign that pages bear begins to fail: a cumulative sum, as in quality control, of how much likelier each page is under "the
selector no longer matches" than under what was usual (Page, Biometrika 41, 1954).
"""

from __future__ import annotations

import math
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
one body may tell, so that it takes fourteen."""
CERTAIN = 11.0
"""Sum at which a layout counts as broken: chance alone gets there on one page in e^11, some 60,000."""


def broken_since(before: Sequence[bool | None], now: Sequence[bool | None], *, always: bool = False) -> int | None:
    """Place of the first page of the run of bad ones that makes the loss certain; None where all is as usual.

    always: whether it is a sign that no page lacks as long as nothing was changed.
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
        usual = min(SUREST, there / (known + 1)) if always else _usual_share(there, known)
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
        if total >= CERTAIN and place >= 0:
            return max(0, since)
        total = min(total, CERTAIN)
    return None
