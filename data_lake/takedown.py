"""Take a text out of every file that is kept, and leave a tombstone that holds none of its words."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable

from data_lake.delta import existing
from data_lake.export import known_exports, rewrite_export
from data_lake.files import paths_under, read_file, write_file
from data_lake.history import aliases_of, articles_at, revisions_of
from data_lake.lake import ARCHIVE, OPEN_ENDING, REPORTS, STAGING, Lake
from data_lake.releases import releases
from data_lake.rewriting import rewrite_archive
from data_lake.rows import values
from data_lake.sealing import repair, seal
from data_lake.tables import Term, append, commit, opened, read, replace, rows_of, take_out
from data_lake.versions_gone import as_ranges, versions_with
from data_lake.words import blanked, says, sentences_of
from schemas.columns import table_of
from schemas.errors import CallError, LakeBusy
from schemas.verdict import TOMBSTONES, Tombstone

WORDED = ("quarantine", "articles", "sightings", "revisions")
"""Tables whose rows of a text go whole; the revisions last, since a takedown that was killed finds the words there."""
CARRYING = ("quarantine", "articles", "revisions", "ledger", "checks")
"""Tables whose files carry words."""


def taken_down(lake: Lake, portal: str | None = None) -> frozenset[str]:
    """The articles, of a portal or of all, that were taken down: they are not asked for again, nor taken from files."""
    where: list[Term] | None = [("portal", "=", portal)] if portal else None
    return frozenset(values(read(lake, "tombstones", ("article_id",), where), "article_id"))


def takedown(lake: Lake, url: str, reason: str, now: datetime) -> list[Tombstone]:
    """Removes the text at an address from tables, archive, reports, releases and known exports; its tombstones.

    Older versions of a table that hold it are kept no more, and are named. Raises CallError for an address that the
    lake has never landed, LakeBusy while a run writes to the archive.
    """
    repair(lake)
    _refuse_while_writing(lake)
    found = articles_at(lake, url) or _waiting_at(lake, url)
    if not found:
        raise CallError(f"the lake has no text from {url}; see `python -m data_lake explain {url}`")
    return [_one(lake, url, reason, now, portal, article) for portal, article in found]


def _one(lake: Lake, url: str, reason: str, now: datetime, portal: str, article: str) -> Tombstone:
    mine: list[Term] = [("portal", "=", portal), ("article_id", "=", article)]
    readings = revisions_of(lake, portal, [article]).to_pylist()
    readings += [json.loads(row) for row in values(read(lake, "quarantine", ("row",), mine), "row") if row]
    sentences = {sentence for reading in readings for sentence in sentences_of(reading)}
    sentences |= {title for title in values(read(lake, "ledger", ("title",), mine), "title") if title}
    captures = _captures(lake, portal, article)
    removed = rewrite_archive(lake, captures, sentences)
    removed += _clear_small(lake, sentences)
    _blank_ledger(lake, mine)
    _drop_checks(lake, sentences)
    for name in WORDED:
        take_out(lake, name, mine)
    take_out(lake, "quarantine", [mine[0], ("capture_id", "in", sorted(captures))])
    stale = {name: _stale(lake, name, portal, article, sentences) for name in CARRYING}
    gone = {name: versions_with(lake, name, files) for name, files in stale.items()}
    dropped = _drop_releases(lake, gone)
    for folder in known_exports(lake):
        rewrite_export(folder, {article})
    removed += [lake.release(name) for name in dropped]
    for name, files in stale.items():
        for file in files:
            lake.files.delete_file(f"{name}/{file}")
            removed.append(f"{name}/{file}")
    stone = Tombstone(
        url=url,
        portal=portal,
        article_id=article,
        at=now,
        reason=reason,
        versions=tuple(part for name, numbers in gone.items() for part in as_ranges(name, numbers)),
        releases=tuple(dropped),
        removed=tuple(removed),
    )
    append(lake, "tombstones", table_of([stone], TOMBSTONES))
    seal(lake)
    return stone


def _refuse_while_writing(lake: Lake) -> None:
    for path, _ in paths_under(lake.files, ARCHIVE):
        if path.endswith(OPEN_ENDING):
            raise LakeBusy(f"a run writes to {path}; take down when it has ended")


def _waiting_at(lake: Lake, url: str) -> list[tuple[str, str]]:
    rows = read(lake, "quarantine", ("portal", "article_id"), [("url", "=", url)]).to_pylist()
    return sorted({(row["portal"], row["article_id"]) for row in rows if row["article_id"]})


def _captures(lake: Lake, portal: str, article: str) -> frozenset[str]:
    """Captures of the article: seen, waiting, or of an address of its own."""
    mine: list[Term] = [("portal", "=", portal), ("article_id", "=", article)]
    ids = {
        one
        for name in ("sightings", "quarantine")
        for one in values(read(lake, name, ("capture_id",), mine), "capture_id")
    }
    urls = values(aliases_of(lake, portal, [article]), "url")
    where: list[Term] = [("portal", "=", portal), ("url", "in", urls)]
    ids |= set(values(read(lake, "captures", ("capture_id",), where), "capture_id")) if urls else set()
    return frozenset(ids)


def _clear_small(lake: Lake, sentences: Collection[str]) -> list[str]:
    """Reports are blanked; what killed runs left in staging goes."""
    for path, _ in paths_under(lake.files, REPORTS):
        text = (read_file(lake.files, path) or b"").decode("utf-8", "replace")
        if not says(text, sentences):
            continue
        left = blanked(text, sentences)
        if says(left, sentences):
            lake.files.delete_file(path)
        else:
            write_file(lake.files, path, left.encode())
    staged = [path for path, _ in paths_under(lake.files, STAGING)]
    for path in staged:
        lake.files.delete_file(path)
    return staged


def _blank_ledger(lake: Lake, mine: Sequence[Term]) -> None:
    def attempt(table: DeltaTable) -> None:
        columns = [field.name for field in table.schema().fields]
        rows = rows_of(lake, "ledger", table, columns, mine)
        if rows.num_rows and rows.column("title").null_count < rows.num_rows:
            place = rows.schema.get_field_index("title")
            blank = pa.nulls(rows.num_rows, pa.string())
            replace(lake, "ledger", table, rows.set_column(place, rows.schema.field(place), blank))

    if existing(lake, "ledger") is not None:
        commit(lake, "ledger", attempt)


def _drop_checks(lake: Lake, sentences: Collection[str]) -> None:
    rows = read(lake, "checks", ("run_id", "portal", "observed")).to_pylist()
    for row in rows:
        if row["observed"] and says(row["observed"], sentences):
            terms: list[Term] = [(column, "=", row[column]) for column in ("portal", "run_id", "observed")]
            take_out(lake, "checks", terms)


def _stale(lake: Lake, name: str, portal: str, article: str, sentences: Collection[str]) -> list[str]:
    """Files that only older versions need and that hold the text."""
    if existing(lake, name) is None:
        return []
    table = opened(lake, name)
    today = {unquote(uri.removeprefix(lake.table(name)).lstrip("/")) for uri in table.file_uris()}
    near = [file for file in _data_files(lake, name) if file not in today]
    if name != "checks":
        near = [file for file in near if f"portal={portal}" in file]
    return [file for file in near if _holds(lake, f"{name}/{file}", article, sentences)]


def _data_files(lake: Lake, name: str) -> Iterator[str]:
    for path, _ in paths_under(lake.files, name):
        if path.endswith(".parquet") and "_delta_log" not in path:
            yield path.removeprefix(f"{name}/")


def _holds(lake: Lake, path: str, article: str, sentences: Collection[str]) -> bool:
    with lake.files.open_input_file(path) as stream:
        parquet = pq.ParquetFile(stream)
        if "article_id" in parquet.schema_arrow.names:
            return article in values(parquet.read(columns=["article_id"]), "article_id")
        said = parquet.read(columns=["observed"]).column("observed").to_pylist()
    return any(says(one, sentences) for one in said if one)


def _drop_releases(lake: Lake, gone: dict[str, set[int]]) -> list[str]:
    dropped = [
        one.name for one in releases(lake) if any(one.versions.get(name) in those for name, those in gone.items())
    ]
    for name in dropped:
        lake.files.delete_file(lake.release(name))
    return dropped
