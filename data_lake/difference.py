"""What differs between two releases: rows added, changed and removed in each table, and in which fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow.dataset as pds

from data_lake.delta import dataset_of
from data_lake.lake import Lake
from data_lake.releases import releases
from data_lake.rows import keys_of
from data_lake.shapes import DERIVED, SHAPES
from data_lake.tables import opened_at, read, versions
from schemas.errors import CallError

NOW = "now"
"""Stands for the present versions where the name of a release is asked for."""
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDifference:
    """One table. Keys are those of its shape; `changed` names the fields of each row that differ."""

    table: str
    added: tuple[Key, ...] = ()
    removed: tuple[Key, ...] = ()
    changed: Mapping[Key, tuple[str, ...]]

    @property
    def fields(self) -> dict[str, int]:
        """Rows by field that changed, most first."""
        return dict(Counter(name for names in self.changed.values() for name in names).most_common())


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """From one release to another. taken_down: what was taken down after `before` was released: (moment, URL, reason)."""

    before: str
    after: str
    tables: tuple[TableDifference, ...]
    taken_down: tuple[tuple[datetime, str, str], ...] = ()


def difference(lake: Lake, before: str, after: str = NOW) -> Difference:
    """The difference from release `before` to release `after` (`now`: the present). Raises CallError for a name that is
    none, or of a release that a takedown dropped: then it says which."""
    old, since = _versions(lake, before)
    new, until = _versions(lake, after)
    names = [name for name in SHAPES if name not in DERIVED and (name in old or name in new)]
    return Difference(
        before=before,
        after=after,
        tables=tuple(_table(lake, name, old.get(name), new.get(name)) for name in names),
        taken_down=tuple(one for one in _taken_down(lake) if _between(one[0], since, until)),
    )


def _versions(lake: Lake, name: str) -> tuple[dict[str, int], datetime | None]:
    if name == NOW:
        return versions(lake), None
    found = {one.name: one for one in releases(lake)}
    if name in found:
        return found[name].versions, found[name].released_at
    stones = read(lake, "tombstones", ("url", "at", "releases", "twin_of")).to_pylist()
    for row in sorted(stones, key=lambda row: (row["twin_of"] is not None, row["at"], row["url"])):
        if name in row["releases"]:
            raise CallError(
                f"the release {name} is kept no more: it held {row['url']}, taken down on {row['at']:%Y-%m-%d}"
            )
    raise CallError(f"there is no release {name}; the releases are: {', '.join(found) or 'none yet'}")


def _table(lake: Lake, name: str, old: int | None, new: int | None) -> TableDifference:
    if old == new:
        return TableDifference(table=name, changed={})
    left, right = _files(lake, name, old), _files(lake, name, new)
    # A file that both versions have says the same in both.
    gone = {path: one for path, one in left.items() if path not in right}
    come = {path: one for path, one in right.items() if path not in left}
    added: list[Key] = []
    removed: list[Key] = []
    changed: dict[Key, tuple[str, ...]] = {}
    for portal in sorted({_portal_of(path) for path in (*gone, *come)}):
        was, now = dict(_rows(name, gone, portal)), dict(_rows(name, come, portal))
        added += [key for key in now if key not in was]
        removed += [key for key in was if key not in now]
        for key, row in now.items():
            if key in was and was[key] != row:
                changed[key] = tuple(field for field in row if row[field] != was[key][field])
    return TableDifference(table=name, added=tuple(added), removed=tuple(removed), changed=changed)


def _files(lake: Lake, name: str, version: int | None) -> dict[str, pds.Fragment]:
    if version is None:
        return {}
    return {one.path: one for one in dataset_of(lake, name, opened_at(lake, name, version)).get_fragments()}


def _portal_of(path: str) -> str:
    return path.partition("/")[0]


def _rows(name: str, files: Mapping[str, pds.Fragment], portal: str) -> Iterator[tuple[Key, dict[str, Any]]]:
    shape = SHAPES[name]
    for path, one in files.items():
        if _portal_of(path) == portal:
            for row in one.to_table(schema=shape.stored, columns=shape.schema.names).to_pylist():
                yield tuple(row[column] for column in shape.key), row


def _taken_down(lake: Lake) -> Iterator[tuple[datetime, str, str]]:
    rows = keys_of(read(lake, "tombstones", ("at", "url", "reason")), ("at", "url", "reason"))
    yield from sorted((at, url, reason) for at, url, reason in rows)


def _between(at: datetime, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or at > since) and (until is None or at <= until)
