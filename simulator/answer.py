"""An answer before it is put on the wire."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """`tag` is what the ETag is made of (None: the body); `coded`: whether a content coding may be used."""

    status: int
    body: bytes
    type: str = HTML
    headers: dict[str, str] = field(default_factory=dict)
    modified: datetime | None = None
    tag: str | None = None
    coded: bool = True

    def etag(self) -> str:
        """A strong validator, the same as long as the content is."""
        return '"' + hashlib.sha256(self.tag.encode() if self.tag else self.body).hexdigest()[:20] + '"'


def words(status: int, text: str, **headers: str) -> Answer:
    """A short answer in plain text."""
    return Answer(
        status,
        text.encode(),
        "text/plain; charset=utf-8",
        {name.replace("_", "-"): value for name, value in headers.items()},
    )
