"""Addresses as each era of each portal spells them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import datetime


def slug_of(title: str, longest: int = 110) -> str:
    """Latin letters of the title joined by hyphens, as the portals' systems do."""
    plain = unicodedata.normalize("NFD", title.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    return slug[:longest].rsplit("-", 1)[0] if len(slug) > longest else slug


def title_case(slug: str) -> str:
    """The Slug-In-Title-Case of Hải Phòng's pages of 2020-23."""
    return "-".join(word[:1].upper() + word[1:] for word in slug.split("-"))


def token_of(text: str, length: int = 12) -> str:
    """Opaque letters and digits that a system puts into an address; the same for the same text."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def moment_id(site: str, published: datetime, number: int) -> str:
    """VCCorp's id: site, moment of creation (some time before publication), three digits."""
    created = published.astimezone(published.tzinfo) - (published - published.replace(hour=0, minute=0)) * 0.3
    return f"{site}{created:%y%m%d%H%M%S}{(number * 37 + 115) % 1000:03d}"
