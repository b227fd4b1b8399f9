"""Many redesigns of a layout before the sentinel: which were seen, which were missed, what landed wrong without a flag."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from expectations.rot import doubts, rotten
from portals.registry import portals
from schemas.article import READINGS
from schemas.columns import table_of
from tests.gate.eras import pages_of
from tests.gate.redesigns import KINDS, Outcome, drawn, faulty, read, undergone

LAYOUTS = {layout.name: layout for portal in portals().values() for layout in portal.layouts}
EACH, GOOD, BAD = 120, 60, 20
"""Stories of a layout; of those, pages in a row as they were, and pages after the change."""
RARE = 5
"""Wrong pages of BAD below which a change is not the loss of a field, but an oddity of those pages."""


@dataclass(frozen=True, slots=True)
class Drilled:
    """What became of a layout's redesigns, and the alarms on its pages as they were."""

    layout: str
    seed: int
    outcomes: tuple[Outcome, ...]
    pages: int = 0
    alarms: tuple[str, ...] = ()

    @property
    def breaking(self) -> list[Outcome]:
        return [one for one in self.outcomes if one.wrong >= RARE]

    @property
    def missed(self) -> list[Outcome]:
        return [one for one in self.breaking if not one.flagged]

    @property
    def landed(self) -> list[Outcome]:
        """Those of which a row landed without a flag that says otherwise than before."""
        return [one for one in self.outcomes if any(not field.startswith("-") for field in one.fields)]

    @property
    def lost(self) -> list[Outcome]:
        """Those of which a row landed without a flag that merely lacks something."""
        return [one for one in self.outcomes if one.landed and one not in self.landed]


def drilled(
    seed: int, redesigns: int, layouts: Sequence[str] = tuple(LAYOUTS), kinds: Sequence[str] = KINDS, each: int = EACH
) -> Iterator[Drilled]:
    """Layout by layout: so many redesigns drawn by chance, each made on pages from a place drawn by chance."""
    for name, pages in pages_of(seed, each).items():
        if name not in layouts:
            continue
        rng, portal = Random(f"{seed} {name}"), pages[0][0]
        before = [read(*pair) for pair in pages]
        kept = [(place, article) for place, article in enumerate(before) if article is not None]
        odd = {kept[i][0]: names for i, names in faulty([article for _, article in kept], portal).items()}
        found = []
        for _ in range(redesigns):
            one, start = drawn(LAYOUTS[name], rng, kinds), rng.randrange(max(1, len(pages) - GOOD - BAD + 1))
            some = slice(start, start + GOOD + BAD)
            found.append(
                undergone(
                    pages[some], before[some], {place - start: odd[place] for place in odd}, LAYOUTS[name], one, BAD
                )
            )
        table = table_of([article for _, article in kept], READINGS)
        heard = tuple(rot.words for rot in (*rotten(table, None), *doubts(table, None)))
        yield Drilled(name, seed, tuple(found), len(kept), heard)
