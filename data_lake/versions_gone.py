"""Which versions of a Delta table need a file that is to go: read from the table's log."""

from __future__ import annotations

import json
from collections.abc import Collection
from urllib.parse import unquote

from data_lake.files import paths_under, read_file
from data_lake.lake import Lake


def versions_with(lake: Lake, name: str, files: Collection[str]) -> set[int]:
    """Versions of the table in which one of these files (relative to the table) is active."""
    since: dict[str, int] = {}
    found: set[int] = set()
    newest = -1
    for path, _ in paths_under(lake.files, lake.log(name)):
        number = path.rpartition("/")[2].removesuffix(".json")
        if not number.isdigit():
            continue
        newest = int(number)
        for line in (read_file(lake.files, path) or b"").splitlines():
            said = json.loads(line)
            if "add" in said:
                since[unquote(said["add"]["path"])] = newest
            elif "remove" in said:
                gone = unquote(said["remove"]["path"])
                if gone in since and gone in files:
                    found |= set(range(since[gone], newest))
                since.pop(gone, None)
    for file, first in since.items():
        if file in files:
            found |= set(range(first, newest + 1))
    return found


def as_ranges(name: str, numbers: Collection[int]) -> list[str]:
    """`table@first-last` for each unbroken stretch."""
    stretches: list[list[int]] = []
    for number in sorted(numbers):
        if stretches and stretches[-1][1] == number - 1:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    return [f"{name}@{first}-{last}" for first, last in stretches]
