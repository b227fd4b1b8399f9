"""Files that only older versions of a table need and that hold a text which has to go, with the releases that need them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from urllib.parse import unquote

import pyarrow.parquet as pq

from data_lake.delta import existing
from data_lake.files import paths_under
from data_lake.lake import Lake
from data_lake.quoting import AT_ONCE, Article
from data_lake.releases import releases
from data_lake.sealing import let_go
from data_lake.spelling import as_json
from data_lake.tables import opened
from data_lake.versions_gone import versions_with
from data_lake.words import says

CARRYING = ("quarantine", "articles", "revisions", "ledger", "checks")
"""Tables whose files carry words."""
SAID_IN = ("title", "lead", "body", "blocks", "images", "attachments", "row", "broken", "observed")
"""Columns that carry them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """What had to go with the files that only older versions needed."""

    versions: dict[str, set[int]]
    releases: list[str]
    files: list[str]

    def with_more(self, other: Cleared) -> Cleared:
        """This and what went later."""
        versions = {name: numbers | other.versions[name] for name, numbers in self.versions.items()}
        return Cleared(versions=versions, releases=[*self.releases, *other.releases], files=[*self.files, *other.files])


def clear_stale(lake: Lake, ids: Iterable[Article], sentences: AbstractSet[str]) -> Cleared:
    """Removes the files that only older versions need and that hold the text, with the releases that need them."""
    articles = {article for _, article in ids}
    stale = {name: _stale(lake, name, articles, sentences) for name in CARRYING}
    gone = {name: versions_with(lake, name, files) for name, files in stale.items()}
    dropped = _releases_with(lake, gone)
    paths = [f"{name}/{file}" for name, files in stale.items() for file in files]
    paths += [lake.release(name) for name in dropped]
    let_go(lake, paths)
    return Cleared(versions=gone, releases=dropped, files=paths)


def _stale(lake: Lake, name: str, articles: AbstractSet[str], sentences: AbstractSet[str]) -> list[str]:
    if existing(lake, name) is None:
        return []
    table = opened(lake, name)
    today = {unquote(uri.removeprefix(lake.table(name)).lstrip("/")) for uri in table.file_uris()}
    near = [file for file in _data_files(lake, name) if file not in today]
    return [file for file in near if _holds(lake, f"{name}/{file}", articles, sentences)]


def _data_files(lake: Lake, name: str) -> Iterator[str]:
    for path, _ in paths_under(lake.files, name):
        if path.endswith(".parquet") and "_delta_log" not in path:
            yield path.removeprefix(f"{name}/")


def _holds(lake: Lake, path: str, articles: AbstractSet[str], sentences: AbstractSet[str]) -> bool:
    with lake.files.open_input_file(path) as stream:
        parquet = pq.ParquetFile(stream)
        names = set(parquet.schema_arrow.names)
        for batch in parquet.iter_batches(AT_ONCE, columns=sorted(names & {"article_id", *SAID_IN})):
            if "article_id" in names and not articles.isdisjoint(batch.column("article_id").to_pylist()):
                return True
            if any(says(as_json(row), sentences) for row in batch.to_pylist()):
                return True
    return False


def _releases_with(lake: Lake, gone: dict[str, set[int]]) -> list[str]:
    return [one.name for one in releases(lake) if any(one.versions.get(name) in those for name, those in gone.items())]
