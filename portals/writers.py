"""What the readers of bylines hand to one another."""

from __future__ import annotations

from dataclasses import dataclass

from portals.fields import Reading
from portals.letters import key

LONGEST_BYLINE = 160
MOST_NAMES = 40
LINK = "link"
"""The group of links to a person's page; they count above the words alone."""


@dataclass(frozen=True, slots=True)
class Who:
    """The visible byline, the stated names where there is none, the pieces that print the byline, and, on a page of another language
    than Vietnamese, the organisations among the names.
    """

    byline: Reading[str] | None
    authors: Reading[tuple[str, ...]] | None
    places: frozenset[int]
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """An element whose name says that it holds an author.

    runs: its words, each with how the element around them is set. group: elements named alike. sure: whether it is the markup's own
    word for author.
    """

    place: int
    runs: tuple[tuple[str, str], ...]
    group: str
    sure: bool

    @property
    def text(self) -> str:
        return " ".join(run for run, _ in self.runs)


@dataclass(frozen=True, slots=True)
class Shown:
    """A visible byline: its place, its words, the persons in it."""

    place: int
    text: str
    people: tuple[str, ...]


def same_people(one: tuple[str, ...], *others: tuple[str, ...] | None) -> bool | None:
    """Whether the first other list that exists names the same people."""
    there = [other for other in others if other]
    return {key(n) for n in one} == {key(n) for n in there[0]} if there else None
