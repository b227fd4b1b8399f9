"""The lines of a node while it is walked: what is done, and the one being gathered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from portals.encoding import clean
from portals.spacing import spaced
from schemas.article import Attachment, Image

LineKind = Literal["text", "heading", "caption", "quote", "item", "table"]
LINK, BOLD_BIT, ITALIC_BIT, CENTER_BIT = 1, 2, 4, 8


class Line(NamedTuple):
    """One line of the page. The shares are of its letters: 1.0 is all of them.

    group: number of the list that an item belongs to; 0 elsewhere.
    figure: number of the figure (or table of one picture) that a caption belongs to; 0 elsewhere.
    """

    kind: LineKind
    text: str
    linked: float = 0.0
    bold: float = 0.0
    italic: float = 0.0
    centered: bool = False
    group: int = 0
    figure: int = 0
    images: tuple[Image, ...] = ()
    files: tuple[Attachment, ...] = ()
    rows: tuple[tuple[str, ...], ...] | None = None
    targets: tuple[str, ...] = ()
    broken: bool = False
    """Whether a typed line break, and no end of a block, stands before it."""


@dataclass(slots=True)
class Draft:
    """The walk's working memory: lines that are done, and the one being gathered."""

    base_url: str
    captions: frozenset[int]
    done: list[Line] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    styles: list[int] = field(default_factory=list)
    """Of each part."""
    images: list[Image] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    kind: LineKind = "text"
    lists: int = 0
    group: int = 0
    figures: int = 0
    figure: int = 0
    broken: bool = False

    def add(self, text: str, style: int) -> None:
        """Words of the line being gathered, with the style bits they stand in."""
        self.parts.append(text)
        self.styles.append(style)

    def add_line(self, text: str) -> None:
        """A whole line of plain words, with nothing gathered before it."""
        if text := clean(text):
            group = self.group if self.kind == "item" else 0
            self.done.append(Line(self.kind, text, group=group, figure=self.figure))

    def shares(self) -> tuple[float, float, float, bool]:
        """Of the letters being gathered: the shares linked, bold and italic, and whether any stand in the middle."""
        if not any(self.styles):
            return 0.0, 0.0, 0.0, False
        if len(set(self.styles)) == 1 and any(any(map(str.isalpha, part)) for part in self.parts):
            style = self.styles[0]
            linked, bold, italic = (float(bool(style & bit)) for bit in (LINK, BOLD_BIT, ITALIC_BIT))
            return linked, bold, italic, bool(style & CENTER_BIT)
        counts = [sum(map(str.isalpha, part)) for part in self.parts]
        styled = list(zip(counts, self.styles, strict=True))
        total = sum(counts) or 1
        linked, bold, italic = (
            sum(letters for letters, style in styled if style & bit) / total for bit in (LINK, BOLD_BIT, ITALIC_BIT)
        )
        return linked, bold, italic, any(letters and style & CENTER_BIT for letters, style in styled)

    def end(self) -> None:
        """Ends the line being gathered; a line without words or pictures leaves nothing."""
        if not (self.parts or self.images or self.files or self.targets):
            self.broken = False
            return
        text = clean(spaced(self.parts))
        if text or self.images or self.files:
            linked, bold, italic, centered = self.shares()
            line = Line(
                self.kind,
                text,
                linked,
                bold,
                italic,
                centered=centered,
                group=self.group if self.kind == "item" else 0,
                figure=self.figure,
                images=tuple(self.images),
                files=tuple(self.files),
                targets=tuple(self.targets),
                broken=self.broken,
            )
            self.done.append(line)
        self.parts, self.styles = [], []
        self.images, self.files, self.targets = [], [], []
        self.broken = False
