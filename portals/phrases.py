"""Lists of words and phrases written as text, one to a line or to a blank, so that they read as lists."""

from __future__ import annotations


def one_of(lines: str) -> str:
    """A group of alternatives for a regular expression, from one pattern on each line."""
    return f"(?:{'|'.join(line.strip() for line in lines.splitlines() if line.strip())})"


def words_of(text: str) -> tuple[str, ...]:
    """The words between blanks."""
    return tuple(text.split())


def lines_of(text: str) -> tuple[str, ...]:
    """The lines without the blanks around them."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
