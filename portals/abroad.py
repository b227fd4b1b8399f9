"""Who wrote a page of another language than Vietnamese: the names that it states, those that it shows, and the organisations among them."""

from __future__ import annotations

from dataclasses import replace

from portals.desks import is_person
from portals.fields import Reading
from portals.foreign import BETWEEN, BY, bodies_in, printed_names, usable
from portals.structured import Statements
from portals.tree import Piece
from portals.writers import LINK, LONGEST_BYLINE, MOST_NAMES, Named, Shown, Who, same_people
from portals.zones import Zone, zones

LONGEST_LABEL = 14
"""Characters of a piece that may be the label of the names in the next one: `By`, `Written by`."""
INTO_WORDS = 2
"""Pieces into the words, behind a summary and a picture, where an element named as an author's may still stand."""
MANY_NAMES = 4


def who_abroad(
    lines: list[Shown], stated: Statements, persons: Reading[tuple[str, ...]] | None, names: frozenset[str]
) -> Who:
    """The writers of a page of another language: the stated ones, or else those shown; and who is no person among them."""
    lines = [without_bodies(line, stated, names) for line in lines] if persons is None else lines
    with_people = [line for line in lines if line.people]
    shown = with_people[0].people if with_people else ()
    bodies = stated_bodies(stated, persons, names)
    signing = [(line, bodies_in(line.text, names, alone=not (persons or shown))) for line in with_people[:1] or lines]
    bodies = bodies or next((found for _, found in signing if found), ())
    places = frozenset(line.place for line in (*with_people, *(line for line, found in signing if found)))
    if persons and not (shown and credits_more(persons, shown)):
        agrees = same_people(persons.value, *(line.people for line in with_people[:1]))
        return Who(None, Reading(persons.value, persons.origin, agrees), places, bodies)
    return Who(None, Reading(shown, "visible") if shown else None, places, bodies)


def without_bodies(line: Shown, stated: Statements, names: frozenset[str]) -> Shown:
    """A line without the persons that are only words of an organisation that the page states as its author."""
    stating = [body for body, _ in stated.bodies if body in line.text]
    if not stating or not line.people:
        return line
    text = line.text
    for body in stating:
        text = text.replace(body, " ")
    people = {*printed_names(text, names)}
    return replace(line, people=tuple(name for name in line.people if name in people))


def stated_bodies(
    stated: Statements, persons: Reading[tuple[str, ...]] | None, names: frozenset[str]
) -> tuple[str, ...]:
    """The organisations of the source that names the persons, or else of the first that names any."""
    alone = persons is None
    everyone = stated.authors + stated.further
    for origin in dict.fromkeys(origin for _, origin in (*stated.bodies, *everyone)):
        said = [name for name, source in stated.bodies if source == origin and usable(name)]
        said += [b for text, source in everyone if source == origin for b in bodies_in(text, names, alone=alone)]
        if said:
            return tuple(dict.fromkeys(said))
        if persons and persons.origin == origin:
            break
    return ()


def credits_more(stated: Reading[tuple[str, ...]], shown: tuple[str, ...]) -> bool:
    """Whether a meta element names many beside the author shown: everyone who had a part in it."""
    return stated.origin.startswith("meta:") and len(stated.value) >= MANY_NAMES and {*shown} < {*stated.value}


def shown_by(
    pieces: list[Piece], zone: Zone, head: list[int], named: list[Named], names: frozenset[str]
) -> list[Shown]:
    """Lines near the heading that say "by" in a language that we know, then elements named as an author's there."""
    found = []
    for place in head:
        text = pieces[place].text
        if len(text) <= LONGEST_LABEL and place + 1 < len(pieces) and not BY.match(text):
            text = f"{text} {pieces[place + 1].text}"
        if len(text) <= LONGEST_BYLINE and BY.match(text):
            found.append(Shown(place, text, printed_names(text, names)))
    above = zones(pieces, zone)[1]
    groups: dict[str, Shown] = {}
    said: set[int] = set()
    last = head[-1] + INTO_WORDS if head else 0
    for element in named:
        until = last - INTO_WORDS - 2 if element.group == LINK else last
        if not head or head[0] <= element.place <= until or (element.place in above and element.sure):
            people = people_of(element, names)
            said |= {element.place} if element.sure and people else set()
            earlier = groups.get(element.group)
            everyone = dict.fromkeys([*(earlier.people if earlier else ()), *people])
            groups[element.group] = Shown(earlier.place if earlier else element.place, element.text, tuple(everyone))
    most = max((len(line.people) for line in groups.values()), default=0)
    found = [line for line in found if line.place not in said or len(line.people) > most]
    found += groups.values()
    return [line for line in found if len(line.people) <= MOST_NAMES and len(line.text) <= 3 * LONGEST_BYLINE]


def people_of(element: Named, names: frozenset[str]) -> tuple[str, ...]:
    """The persons in an element: in its runs of words set like the first that is a name (a role is set otherwise), or in all of them as a line."""
    runs = [(text, form) for text, form in element.runs if len(text) <= LONGEST_BYLINE and not is_by(text)]
    found: list[str] = []
    wanted, goes_on = "", False
    for text, form in runs:
        people = printed_names(text, names) if not found or form == wanted or goes_on else ()
        if people and not found:
            wanted = form
        found += people
        goes_on = (goes_on and not people) or calls_for_more(text)
    whole = () if found or agency_in(runs) else printed_names(" ".join(text for text, _ in runs), names)
    if found or whole or agency_in(runs):
        return tuple(dict.fromkeys(found)) or whole
    single = element.sure or len(runs) == 1
    return tuple(
        dict.fromkeys(n for text, _ in runs for n in printed_names(text, names, single=single, pen=element.sure))
    )


def is_by(text: str) -> bool:
    """Whether words only say that names follow."""
    by = BY.match(f"{text} X")
    return by is not None and (by["names"] or by["wide"]) == "X"


def calls_for_more(text: str) -> bool:
    """Whether words end with a comma or an "and", so that another name is to come."""
    return any(match.end() > len(text) for match in BETWEEN.finditer(f" {text} "))


def agency_in(runs: list[tuple[str, str]]) -> bool:
    """Whether the first of an element's words are no person's, so that what follows is its place."""
    return len(runs) > 1 and not is_person(runs[0][0].strip(" ,"))
