"""Take a text and its twins out of every file that is kept, and leave a tombstone that holds none of its words."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

import pyarrow as pa
from deltalake import DeltaTable

from data_lake.delta import existing
from data_lake.export import known_exports, rewrite_export
from data_lake.files import paths_under, read_file, write_file
from data_lake.lake import ARCHIVE, OPEN_ENDING, REPORTS, STAGING, Lake
from data_lake.quoting import Article, clean_tables, cleaned, quoting
from data_lake.rewriting import rewrite_archive
from data_lake.rows import values
from data_lake.sealing import repair, seal
from data_lake.stale import clear_stale
from data_lake.tables import Term, append, commit, read, replace, rows_of, take_out
from data_lake.versions_gone import as_ranges
from data_lake.whereabouts import aliases_of, articles_at, revisions_of
from data_lake.words import blanked, says, sentences_in, sentences_of
from schemas.columns import table_of
from schemas.errors import CallError, LakeBusy
from schemas.verdict import TOMBSTONES, Tombstone

WORDED = ("quarantine", "articles", "sightings")
"""Tables whose rows of a text go whole; the revisions after them, since a takedown that was killed finds the words there."""


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
    return [stone for portal, article in found for stone in _taken(lake, url, reason, now, (portal, article))]


def _taken(lake: Lake, url: str, reason: str, now: datetime, own: Article) -> list[Tombstone]:
    """Takes one text down with its twins. -> its tombstone, then one for each twin."""
    sentences = _sentences(lake, own)
    others = quoting(lake, own, sentences)
    ids = {own: url} | others.twins
    captures = frozenset(one for article in ids for one in _captures(lake, *article))
    removed = rewrite_archive(lake, captures, sentences)
    removed += _clear_small(lake, sentences)
    clean_tables(lake, sentences, apart=ids)
    for article in ids:
        _blank_ledger(lake, _terms(article))
    _drop_checks(lake, sentences)
    _take_out(lake, ids, captures, WORDED)
    cleared = clear_stale(lake, ids, sentences)
    # The words are still to be found there if this was killed; behind it, ids alone tell what is left to do.
    _take_out(lake, ids, captures, ("revisions",))
    cleared = cleared.with_more(clear_stale(lake, ids, sentences))
    for folder in known_exports(lake):
        rewrite_export(folder, {article for _, article in ids}, lambda row: cleaned(row, sentences))
    stones = [
        Tombstone(
            url=address,
            portal=article[0],
            article_id=article[1],
            at=now,
            reason=reason,
            versions=tuple(part for name, numbers in cleared.versions.items() for part in as_ranges(name, numbers)),
            releases=tuple(cleared.releases),
            removed=(*removed, *cleared.files),
            twin_of=None if article == own else url,
            quoted_by=tuple(sorted(set(others.quotes.values()))) if article == own else None,
        )
        for article, address in ids.items()
    ]
    append(lake, "tombstones", table_of(stones, TOMBSTONES))
    seal(lake)
    return stones


def _terms(article: Article) -> list[Term]:
    return [("portal", "=", article[0]), ("article_id", "=", article[1])]


def _sentences(lake: Lake, own: Article) -> set[str]:
    readings = revisions_of(lake, own[0], [own[1]]).to_pylist()
    readings += [json.loads(row) for row in values(read(lake, "quarantine", ("row",), _terms(own)), "row") if row]
    said = {sentence for reading in readings for sentence in sentences_of(reading)}
    return said | sentences_in(values(read(lake, "ledger", ("title",), _terms(own)), "title"))


def _take_out(lake: Lake, ids: Iterable[Article], captures: frozenset[str], names: Sequence[str]) -> None:
    for article in ids:
        for name in names:
            take_out(lake, name, _terms(article))
        if "quarantine" in names:
            take_out(lake, "quarantine", [("portal", "=", article[0]), ("capture_id", "in", sorted(captures))])


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
