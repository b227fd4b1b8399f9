"""What stands on a page and is no word of it: the code within scripts and styles and the strokes of drawings, left out before parsing.

On pages as they are served that is most of the bytes, and every later search and the parser itself pay for each of them.
"""

from __future__ import annotations

import re

OPENING = re.compile(rb"<(?:s(?:cript|tyle)(?:\s[^<>]*)?>|svg[\s>]|!--|t(?:extarea|itle)[\s>])", re.I)
ENDS = {
    "script": re.compile(rb"<(?:(/script)|!--|script)", re.I),
    "style": re.compile(rb"<(?:(/style)|!--|style)", re.I),
}
"""The end of what is open, or before it what leaves it in doubt: a comment (a script that opens one and names a script therein goes
on beyond its end tag; HTML, 13.2.5.4) or another opening (the first may have stood in an attribute)."""
WORDS_END = {
    "script": re.compile(rb"</script", re.I),
    "textarea": re.compile(rb"</textarea", re.I),
    "title": re.compile(rb"</title", re.I),
}
"""The end of what is kept, in which a tag is words."""
NAMES = {b"c": "script", b"t": "style", b"v": "svg", b"-": "comment", b"e": "textarea", b"i": "title"}
"""What is opened, by the second character of its name."""
STROKE = re.compile(
    rb"</?(?:path|g|circle|rect|line|polyline|polygon|ellipse|defs|use|image|pattern|linearGradient|radialGradient|stop|clipPath|mask)[\s/>]"
)
"""A tag of nothing but drawing: markup that would end a drawing is none of these."""


def without_code(body: bytes) -> bytes:
    """A page's bytes in a charset that has ASCII, with empty scripts, styles and drawings, all tags left where they are.

    The tree is the same but for what they held. Scripts of JSON are kept, and whatever is not plainly closed.
    """
    kept: list[bytes] = []
    copied = at = 0
    while at >= 0 and (opening := OPENING.search(body, at)):
        tag, start = opening[0].lower(), opening.end()
        name = NAMES[tag[2:3]]
        if name == "comment":
            at = body.find(b"-->", start - 2)
        elif name in WORDS_END and (name != "script" or b"json" in tag):
            closing = WORDS_END[name].search(body, start)
            at = closing.end() if closing else -1
        else:
            start, end, at = _drawing(body, start - 1) if name == "svg" else _code(body, start, name)
            if end > start:
                kept.append(body[copied:start])
                copied = end
    return b"".join((*kept, body[copied:])) if kept else body


def _code(body: bytes, start: int, name: str) -> tuple[int, int, int]:
    """Where the code of a script or style begins and ends, the end 0 where it is in doubt; and from where to look on, -1 for nowhere.

    Each angle is found before it is looked at: code has few of them, and `find` leaps where a pattern steps.
    """
    at = body.find(b"<", start)
    while at >= 0:
        if found := ENDS[name].match(body, at):
            return start, (at if found[1] else 0), at
        at = body.find(b"<", at + 1)
    return start, 0, -1


def _drawing(body: bytes, tag: int) -> tuple[int, int, int]:
    """The same of a drawing, its tag being open at `tag`; the end is 0 where it holds more than strokes."""
    start = body.find(b">", tag) + 1
    at = body.find(b"<", start) if start else -1
    while at >= 0 and STROKE.match(body, at):
        at = body.find(b"<", at + 1)
    return start, (at if body.startswith(b"</svg", at) else 0), at
