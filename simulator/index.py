"""Which address is what: an article, its former address, a twin, a picture, a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from simulator.story import Story

BY_NUMBER = re.compile(r"haiphong\.gov\.vn/[^/]+/[^/]+-(\d{4,6})\.html")
Role = Literal["article", "former", "amp", "print", "image", "file"]


@dataclass(frozen=True, slots=True)
class Entry:
    """`number` of the portal's article; `name` and `type` of a file."""

    role: Role
    portal: str
    number: int
    name: str = ""
    type: str = ""


def key_of(url: str) -> str:
    """Host without www, path, and query where there is one; the scheme does not matter."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return parts.netloc.removeprefix("www.") + parts.path + query


class Index:
    """Entries by host and path; grows with each version of each story."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}

    def add(self, story: Story) -> None:
        """All addresses of this version; files of former versions stay."""
        portal, number = story.portal, story.number
        for former in story.former:
            self._entries[key_of(former)] = Entry("former", portal, number)
        self._entries[key_of(story.url)] = Entry("article", portal, number)
        if story.era == "wordpress":
            self._entries[key_of(story.url + "/amp")] = Entry("amp", portal, number)
        if story.era == "haiphong-2018":
            self._entries[key_of(f"https://haiphong.gov.vn/Portal/PrintItem.aspx?ContentID={135634 + number}")] = Entry(
                "print", portal, number
            )
        if story.era == "hanoi-vccorp":
            self._entries[key_of(story.url.replace("hanoi.gov.vn/", "hanoi.gov.vn/print/", 1))] = Entry(
                "print", portal, number
            )
        if story.era == "haiphong-2020":
            self._entries[f"haiphong.gov.vn no. {story.native_id}"] = Entry("former", portal, number)
        for piece in story.pieces:
            if piece.kind == "img":
                self._entries[key_of(piece.url)] = Entry("image", portal, number, type="png")
        for file in story.files:
            self._entries[key_of(file.url)] = Entry("file", portal, number, file.name, file.type)

    def at(self, key: str) -> Entry | None:
        """The entry at a key, also with a closing slash or a query that means nothing; Hải Phòng's of 2020-23 by its number alone."""
        path = key.partition("?")[0]
        for form in (key, path, path.rstrip("/")):
            if form in self._entries:
                return self._entries[form]
        numbered = BY_NUMBER.fullmatch(path)
        return self._entries.get(f"haiphong.gov.vn no. {numbered[1]}") if numbered else None
