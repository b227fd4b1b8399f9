"""Who wrote an unknown page: the byline that it shows near the heading or at the foot, and the names that it states."""

from __future__ import annotations

from itertools import islice

from portals.abroad import shown_by, who_abroad
from portals.beside import above_heading, among_cells, apart, comments, in_figure, labels_author, of_item, words_about
from portals.fields import Reading
from portals.foreign import plausible, split_names
from portals.furniture import is_furniture
from portals.letters import key
from portals.metas import Said
from portals.residue import without_residue
from portals.structured import Statements
from portals.tree import Piece
from portals.vietnamese import looks_like_byline, moments_in, people_in, unaccented
from portals.writers import LONGEST_BYLINE, MOST_NAMES, Named, Shown, Who, same_people
from portals.zones import Zone

AFTER_HEADING = 12
AT_FOOT = 3
FARTHEST_FOOT = 12
LINKED = 0.6
LONGEST_BUTTONS = 60


def who_of(
    pieces: list[Piece],
    zone: Zone,
    stated: Statements,
    named: list[Named],
    names: frozenset[str],
    *,
    vietnamese: bool,
) -> Who:
    """The writers of a page. names: keys of the site's and its vendor's names, which are never authors.

    On a Vietnamese page the visible byline counts (the stated author is the site or its vendor as a rule); elsewhere the stated one.
    """
    persons = stated_persons(
        stated.authors if vietnamese else stated.authors + stated.further, names, vietnamese=vietnamese
    )
    if vietnamese:
        shown = shown_bylines(pieces, zone, names) or labelled_bylines(pieces, named, names)
        foot = zone.words[1] - AT_FOOT if zone.words else 0
        about = [
            place for line in shown if line.people and line.place > foot for place in words_about(pieces, line.place)
        ]
        places = frozenset(line.place for line in shown).union(about)
        if not shown:
            return Who(None, persons, places)
        line = ", ".join(
            apart(pieces[one.place], one.text) if one.place >= 0 else one.text for one in in_a_row(pieces, shown)
        )
        agrees = same_people(shown[0].people, persons.value if persons else None, *(line.people for line in shown[1:2]))
        return Who(Reading(line, "visible", agrees), None, places)
    return who_abroad(shown_by(pieces, zone, where(pieces, zone)[0], named, names), stated, persons, names)


def stated_persons(
    stated: tuple[Said, ...], names: frozenset[str], *, vietnamese: bool
) -> Reading[tuple[str, ...]] | None:
    """The persons of the first source that names any."""
    for origin in dict.fromkeys(origin for _, origin in stated):
        texts = [text for text, source in stated if source == origin and not is_site(text, names)]
        parts = [
            name for text in texts for name in (people_in(text).authors if vietnamese else split_names(text, bars=True))
        ]
        lower = not vietnamese and all(name.islower() for name in parts)
        found = [name for name in parts if plausible(name, names) and (not name.islower() or (lower and " " in name))]
        if found and len(found) <= MOST_NAMES:
            return Reading(tuple(dict.fromkeys(found)), origin)
    return None


def shown_bylines(pieces: list[Piece], zone: Zone, names: frozenset[str]) -> list[Shown]:
    """Lines near the heading, then at the foot, that name at least one person or part, by the Vietnamese forms."""
    head, foot = where(pieces, zone)
    found = []
    for place in [*head, *foot, *above_heading(pieces, zone)]:
        text = pieces[place].text
        cells = place > 0 and among_cells(pieces[place - 1], pieces[place])
        if cells and labels_author(pieces[place - 1].text):
            text, cells = f"{pieces[place - 1].text.strip(' :')}: {text}", False
        if not looks_like_byline(text):
            text = before_date(text)
        if len(text) <= LONGEST_BYLINE and not cells and not is_site(text, names) and looks_like_byline(text):
            byline = people_in(text)
            people = tuple(name for name in byline.authors if key(name) not in names)
            if people or byline.contributors:
                found.append(Shown(place, text, people))
    return sorted(found, key=lambda line: not line.people)


def before_date(text: str) -> str:
    """What stands before the one moment of a short line, behind which only buttons and counters follow; the line itself where it has none."""
    found = moments_in(text, None) if len(text) <= LONGEST_BYLINE else []
    if len(found) != 1 or found[0][1][0] == 0 or len(text) - found[0][1][1] > LONGEST_BUTTONS:
        return text
    return without_residue(text[: found[0][1][0]]).strip(" |,-–•")


def in_a_row(pieces: list[Piece], shown: list[Shown]) -> list[Shown]:
    """The first byline, and those that stand right behind it, set alike, and name others."""
    row = shown[:1]
    for line in shown[1:]:
        last = row[-1]
        if not (line.people and last.place >= 0 and line.place == last.place + 1) or {*line.people} <= {*last.people}:
            break
        one, other = pieces[last.place].node, pieces[line.place].node
        if (one.tag, one.attributes.get("class")) != (other.tag, other.attributes.get("class")):
            break
        row.append(line)
    return row


def is_site(text: str, names: frozenset[str]) -> bool:
    """Whether words are a name of the site, as printed or as its host spells it."""
    k = key(text)
    return k in names or unaccented(k) in names


def labelled_bylines(pieces: list[Piece], named: list[Named], names: frozenset[str]) -> list[Shown]:
    """Elements named as an author's that hold a person's name and little else."""
    found = []
    for element in named:
        place, text = element.place, element.text
        people = tuple(name for name in people_in(text).authors if key(name) not in names)
        if (
            people
            and len(text) <= LONGEST_BYLINE
            and not is_site(text, names)
            and sum(map(len, people)) * 2 > len(without_residue(text))
        ):
            found.append(Shown(place if pieces[place].text == text else -1, text, people))
    return found


def leads_on(piece: Piece) -> bool:
    """Whether a piece among the words is a link to other items or a button, under which a byline may stand."""
    return is_furniture(piece.text) or (piece.linked > LINKED and not looks_like_byline(piece.text))


def opened(pieces: list[Piece], words: tuple[int, int]) -> int:
    """The place of the first of the words that is no date line and no label of a name."""
    texts = ((place, pieces[place].text) for place in range(*words))
    return next((place for place, text in texts if not (is_stamped(text) or labels_author(text))), words[0])


def is_stamped(text: str) -> bool:
    return len(text) <= LONGEST_BUTTONS and not text.endswith(".") and bool(moments_in(text, None))


def where(pieces: list[Piece], zone: Zone) -> tuple[list[int], list[int]]:
    """Places where a byline may stand: between heading and words, and at the end of the words and right after."""
    count = len(pieces)
    start = zone.heading[1] + 1 if zone.heading else max(0, (zone.words[0] if zone.words else 0) - AFTER_HEADING)
    stop = opened(pieces, zone.words) + 2 if zone.words and zone.words[0] >= start - 1 else start + AFTER_HEADING
    head = range(start, min(count, stop, start + 2 * AFTER_HEADING))
    if zone.words is None:
        return [*head], []
    last = zone.words[1]
    while last + 1 < count and in_figure(pieces[last + 1]):
        last += 1
    after = [place for place in range(last + 1, min(count, last + 1 + AT_FOOT)) if not comments(pieces, last, place)]
    own = (p for p in range(last, max(zone.words[0], last - FARTHEST_FOOT), -1) if not leads_on(pieces[p]))
    foot = (*islice(own, AT_FOOT), *after)
    return [*head], [place for place in foot if place not in head and not of_item(pieces, place)]
