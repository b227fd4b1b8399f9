"""Named releases: versions of all tables that belong together, written down once and never changed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime

from data_lake.files import paths_under, read_file, write_file
from data_lake.hashing import canonical_hash
from data_lake.lake import Lake
from data_lake.shapes import DERIVED
from data_lake.tables import versions
from schemas.article import SCHEMA_VERSION
from schemas.errors import CallError, LakeBusy

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
TRIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A name for versions that were read in one go, with no commit between the first and the last."""

    name: str
    released_at: datetime
    schema_version: int
    versions: dict[str, int]
    canonical_hash: str


def release(lake: Lake, name: str, now: datetime) -> Release:
    """Names the present versions of all tables. Raises CallError for a name that is taken, or is none."""
    check_name(lake, name)
    tables, content = _consistent(lake)
    made = Release(name=name, released_at=now, schema_version=SCHEMA_VERSION, versions=tables, canonical_hash=content)
    said = {
        "name": made.name,
        "released_at": made.released_at.isoformat(),
        "schema_version": made.schema_version,
        "versions": made.versions,
        "canonical_hash": made.canonical_hash,
    }
    write_file(lake.files, lake.release(name), json.dumps(said, indent=1).encode())
    return made


def check_name(lake: Lake, name: str) -> None:
    """Raises CallError for a name of a release that is taken, or is none."""
    if not _NAME.fullmatch(name):
        raise CallError(f"{name!r} cannot name a release; use letters, digits, dot, dash and underscore")
    if read_file(lake.files, lake.release(name)) is not None:
        raise CallError(f"there is a release {name} already, and a release never changes; choose another name")


def release_named(lake: Lake, name: str) -> Release:
    """A release by its name. Raises CallError, with the names that there are."""
    content = read_file(lake.files, lake.release(name)) if _NAME.fullmatch(name) else None
    if content is None:
        names = ", ".join(one.name for one in releases(lake)) or "none yet"
        raise CallError(f"there is no release {name}; the releases are: {names}")
    return _read(content)


def releases(lake: Lake) -> list[Release]:
    """All releases, oldest first."""
    found = [
        read_file(lake.files, path) for path, _ in paths_under(lake.files, lake.releases) if path.endswith(".json")
    ]
    return sorted((_read(content) for content in found if content), key=lambda one: (one.released_at, one.name))


def _consistent(lake: Lake) -> tuple[dict[str, int], str]:
    """Versions that were all the newest at one moment, and the hash of what they say."""
    for _ in range(TRIES):
        before = versions(lake)
        content = canonical_hash(lake)
        if versions(lake) == before:
            return {name: version for name, version in before.items() if name not in DERIVED}, content
    raise LakeBusy(f"{lake.address} was written to all the time; release when no run is under way")


def _read(content: bytes) -> Release:
    said = json.loads(content)
    return Release(
        name=said["name"],
        released_at=datetime.fromisoformat(said["released_at"]),
        schema_version=said["schema_version"],
        versions=said["versions"],
        canonical_hash=said["canonical_hash"],
    )
