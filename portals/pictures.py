"""Pictures and their captions among the lines of an article: which bare line is a caption, and of which pictures.

Internal to `portals.blocks`.
"""

from __future__ import annotations

import re

from portals.captions import looks_like_caption, may_be_caption
from portals.drafts import Line
from portals.media import credit_of
from schemas.article import Image

VIETNAMESE = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.I)
"""Letters of no other language that we read."""
FILM = re.compile(r"(?:video|clip)\s?:\s\S.{4,150}", re.I)
LONGEST_CAPTION = 400


def marked_captions(lines: list[Line], unmarked: bool) -> list[Line]:
    """A bare line right under a picture is its caption where it is set apart or reads like one."""
    done: list[Line] = []
    for line in lines:
        under = bool(done) and bool(done[-1].images) and not done[-1].text
        beside = bool(under or line.images) and captionish(line, unmarked)
        if line.kind == "text" and line.text and (beside or names_film(line.text)):
            line = line._replace(kind="caption")
        done.append(line)
    return done


def captionish(line: Line, unmarked: bool) -> bool:
    if len(line.text) > LONGEST_CAPTION:
        return False
    apart = line.centered or line.italic > 0.9
    return (
        apart
        or credit_of(line.text) is not None
        or looks_like_caption(line.text)
        or (unmarked and VIETNAMESE.search(line.text) is not None and may_be_caption(line.text, in_pictures=True))
    )


def names_film(text: str) -> bool:
    """Whether a line says what a film shows that stands there (`Video: Nông dân gặt lúa.`)."""
    return ":" in text and FILM.fullmatch(text) is not None and VIETNAMESE.search(text) is not None


def pictures_of(lines: list[Line]) -> tuple[Image, ...]:
    """Pictures in order; a caption belongs to the pictures right above it, or else to the first one right below."""
    found: list[Image] = []
    open_from = 0
    waiting: str | None = None
    for line in lines:
        if line.images:
            if not found[open_from:]:
                open_from = len(found)
            found += [Image(image.url, waiting, credit_of(waiting) if waiting else None) for image in line.images]
            waiting = None
        if line.kind == "caption" and line.text:
            if found[open_from:]:
                credit = credit_of(line.text)
                found[open_from:] = [Image(image.url, line.text, credit) for image in found[open_from:]]
                open_from = len(found)
            elif line.figure:
                waiting = line.text
        elif line.text:
            open_from = len(found)
            waiting = None
    return tuple(dict.fromkeys(found))
