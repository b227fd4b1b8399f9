"""Bylines: persons, their parts (photo, compiler, source, editor) and organisations kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from portals.commons import is_common
from portals.names import UPPER, is_person, is_vietnamese_name, normal_case
from portals.phrases import one_of
from portals.press import is_organisation, is_place, is_press, office_after_name
from portals.residue import without_residue
from portals.roles import AFTER, LABEL, TITLES, Role, role_of
from schemas.article import Contributor

_LONGEST = 300
_LONGEST_LINE = 110
_MOST_NAMED = 6

_OTHERS = re.compile(
    one_of(r"""
    \d+\s(?:tác\sgiả|người|phóng\sviên|pv|cộng\ssự)(?:\skhác)?|(?:những\s)?(?:tác\sgiả|người)\skhác|(?:các\s)?cộng\ssự|nnk|et\sal
    nhóm\s?(?:pv|p\.v|phóng\sviên|tác\sgiả)|(?:các\s)?(?:ctv|pv|p\.v|btv)|phóng\sviên|cộng\stác\sviên
    """)
    + r"\.?",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s(?:jr|sr|ii|iii)\.?$", re.IGNORECASE)
_BETWEEN = re.compile(
    one_of(r"""
    \s?[,;/+|•·]\s?|\s?(?<!(?-i:TT))(?<!(?-i:VH))(?<!(?-i:GD))(?<!(?-i:KH))(?<!(?-i:NN))(?<!(?-i:TN))(?<!(?-i:KT))&\s?
    \s\.\s|\s[-–—]+\s?|(?<=[^\W\d_.])[-–—]+\s
    \s(?:và|cùng|and|with|với)\s(?:nhóm\s(?=pv|phóng))?
    """),
    re.IGNORECASE,
)
_HYPHEN = re.compile(rf"(?<=[^\W\d_])[-–—](?=[{UPPER}])")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{0,80})[)\]]?")
_NAMED = re.compile(rf"[{UPPER}][^\W\d_.]*(?:\s[{UPPER}&][^\W\d_.]*){{0,3}}")
_OPENED = re.compile(rf"[{UPPER}][^\W\d_]*(?:\s[^\W\d_]+){{1,3}}")
"""A source of more words than it has capitals (`Theo Thanh niên Việt`), told from a sentence by the author named before it."""
_EDGE = " \t.,;:|/\\-–—•·*()[]\"'“”‘’!?_"


@dataclass(frozen=True, slots=True)
class Byline:
    """Who is named: persons who wrote it, in normal case, and the others with their part (see `Contributor`).

    A person who compiled or translated is an author, and stands among the contributors as `compiler` besides.
    """

    authors: tuple[str, ...] = ()
    contributors: tuple[Contributor, ...] = ()


@dataclass(slots=True)
class _Found:
    authors: list[str] = field(default_factory=list)
    contributors: list[Contributor] = field(default_factory=list)
    labelled: bool = False
    group: bool = False
    """Whether nameless ones are told of (`PV`, `Nhóm phóng viên`)."""
    rest: bool = False
    """Whether words were left over that are no name, part or organisation."""


def people_in(byline: str) -> Byline:
    """The persons and parts of a line believed to be a byline. Dates, addresses and script residue in it are passed over."""
    found = _parsed(byline) if len(byline) <= _LONGEST else _Found()
    return Byline(tuple(dict.fromkeys(found.authors)), tuple(dict.fromkeys(found.contributors)))


def looks_like_byline(line: str) -> bool:
    """Whether a whole line of text is a byline and nothing else: Vietnamese names, names and bodies after their part, `PV`."""
    if _OTHERS.fullmatch(line.strip(_EDGE)):
        return True
    if (
        not (3 if "." in line else 4) <= len(line) <= _LONGEST_LINE
        or line.islower()
        or line.rstrip().endswith((":", "!", "?", "…"))
    ):
        return False
    found = _parsed(line, no_rest=True)
    if found.rest or not 0 < len(found.authors) + len(found.contributors) + found.group <= _MOST_NAMED:
        return False
    return (
        found.labelled
        or found.group
        or (bool(found.authors) and all(is_vietnamese_name(name) for name in found.authors))
    )


@lru_cache(maxsize=2048)
def _parsed(byline: str, *, no_rest: bool = False) -> _Found:
    """Of a line of no more than _LONGEST; a portal's authors are few, and each signs many pages.

    no_rest: whether to leave off at the first words that are no name, part or organisation.
    """
    found = _Found()
    if is_common(byline.strip(_EDGE)):
        found.rest = True
        return found
    for words, text in _parts(without_residue(byline)):
        role = role_of(words)
        found.labelled = found.labelled or role is not None
        for piece in _pieces(text):
            _take(piece, role or "author", found)
            if no_rest and found.rest:
                return found
    return found


def _parts(line: str) -> Iterator[tuple[str, str]]:
    """(words of the label, text after it) in order; the text before the first label has none."""
    labels = [m for m in LABEL.finditer(line) if not m["bare"] or m.start() == 0 or line[m.start() - 1] in " (-–,;/|."]
    yield "", line[: labels[0].start()] if labels else line
    ends = [m.start() for m in labels[1:]] + [len(line)]
    for label, end in zip(labels, ends, strict=False):
        yield label["words"], line[label.end() : end]


def _pieces(text: str) -> Iterator[str]:
    """Names and bodies; a body whose own name holds a mark or `và` (`Sức khỏe & Đời sống`) is one."""
    split = _BETWEEN.split(text)
    if len(split) > 1 and (is_press(text) or (is_organisation(text.strip(_EDGE)) and not any(map(is_person, split)))):
        split = [text]
    for piece in split:
        halves = _HYPHEN.split(piece)
        if len(halves) > 1 and all(is_vietnamese_name(h) and is_person(h) for h in halves):
            yield from halves
        else:
            yield piece


def _take(piece: str, role: Role, found: _Found) -> None:
    bare = _BRACKETS.sub(" ", piece)
    if not bare.strip(_EDGE) and is_person(TITLES.sub("", AFTER.sub("", piece.strip(_EDGE)), count=1)):
        bare = piece
    for note in _BRACKETS.findall(piece):
        role = _noted(note.strip(), role, found)
    name = _trimmed(bare)
    if after := AFTER.search(name):
        found.labelled = True
        name, said = name[: after.start()].strip(_EDGE), role_of(after["words"]) or role
        role = role if said == "author" else said
    whole = _once(" ".join(name.split()))
    name = _SUFFIX.sub("", TITLES.sub("", whole, count=1) if TITLES.match(whole) else whole)
    found.group = found.group or bool(_OTHERS.fullmatch(whole))
    if not name or _OTHERS.fullmatch(whole) or TITLES.fullmatch(f"{whole} ") or is_place(whole):
        return
    if (office := office_after_name(name)) and is_person(name[:office].strip(_EDGE)):
        _take(name[:office], role, found)
        _take(name[office:], role, found)
    elif is_person(name):
        _take_person(normal_case(name), role, found)
    elif is_organisation(name) or (
        role in ("source", "via") and (_NAMED.fullmatch(name) or (found.authors and _OPENED.fullmatch(name)))
    ):
        found.contributors.append(Contributor(name, "source" if role in ("source", "via") else "organisation"))
    elif not is_place(name):
        found.rest = True


def _trimmed(name: str) -> str:
    """Without the marks around it; the point of a last initial (`Trần Thị B.`) stays."""
    bare = name.strip(_EDGE)
    return f"{bare}." if re.search(r"(?:^|[\s.])[^\W\d_]$", bare) and f"{bare}." in name else bare


def _take_person(name: str, role: Role, found: _Found) -> None:
    if role in ("author", "via", "compiler"):
        found.authors.append(name)
    if role not in ("author", "via"):
        found.contributors.append(Contributor(name, role))


def _noted(note: str, role: Role, found: _Found) -> Role:
    """The part that a note in brackets gives to the name before it; what it names itself is taken."""
    own = role_of(note)
    if own in ("via", "source"):
        for words, text in _parts(note):
            for piece in _pieces(text) if words else ():
                _take(piece, "source", found)
        return role
    if own is not None:
        found.labelled = True
        return own
    if is_organisation(note):
        found.contributors.append(Contributor(note, "organisation"))
    return role


def _once(name: str) -> str:
    """A name printed twice in a row, once."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half > 1 and words[:half] == words[half:] else name
