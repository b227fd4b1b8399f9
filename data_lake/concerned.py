"""Which captures and articles a damaged file concerns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake.exceptions import DeltaError

from data_lake.archive import captures_in, page_of
from data_lake.files import read_file
from data_lake.lake import ARCHIVE, RELEASES, SEALS, Lake
from data_lake.releases import Release, releases
from data_lake.rows import values
from data_lake.tables import Term, existing, opened_at, read
from schemas.errors import CallError, RecordDamaged

LOG = "/_delta_log/"
UNREADABLE = (OSError, pa.ArrowException, DeltaError, ValueError, KeyError, TypeError, RecordDamaged, CallError)
"""What damage shows itself as, wherever it is met."""
NAMED = {
    "article_id": (
        "articles",
        "revisions",
        "sightings",
        "aliases",
        "quarantine",
        "probes",
        "verdicts",
        "tombstones",
        "wanted",
    ),
    "capture_id": ("captures", "sightings", "quarantine", "ledger"),
}
"""Column by which rows are named -> tables that have it. Each says it of another's rows, too."""
_ADDED = re.compile(rb'"add":\{"path":"([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """What is lost or in doubt: in a sentence, and by name as far as the lake can say."""

    sentence: str
    captures: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()


def rows_of_file(lake: Lake, path: str) -> Concerned:
    """What a file holds, from itself where it can still be read, and from what the rest of the lake knows of it."""
    if path.startswith(f"{ARCHIVE}/"):
        return _of_warc(lake, path.removeprefix(f"{ARCHIVE}/"))
    table, _, rest = path.partition("/")
    if table == "marks":
        return Concerned(
            sentence="no row: the index of aliases; maintain takes it away, and the next landing makes it anew from them"
        )
    if LOG in path:
        return _of_log(lake, table, path)
    if rest.endswith(".parquet"):
        return _of_parquet(lake, table, rest)
    if table == SEALS:
        return Concerned(sentence="no row: only the proof of what was sealed in it")
    if table == RELEASES:
        return Concerned(sentence=f"no row: which versions the release {rest.removesuffix('.json')} names")
    return Concerned(sentence="no row: it says what the lake is")


def readable_releases(lake: Lake) -> list[Release]:
    """The releases; none where one of their files is damaged, which is found where that file is looked at."""
    try:
        return releases(lake)
    except UNREADABLE:
        return []


def _of_warc(lake: Lake, name: str) -> Concerned:
    """The captures of the file that cannot be read back; those that can be are whole, whatever else is damaged in it."""
    damaged = []
    for capture in captures_in(read(lake, "captures", where=[("warc_file", "=", name)])):
        try:
            page_of(lake, capture)
        except RecordDamaged:
            damaged.append(capture.capture_id)
    if not damaged:
        return Concerned(sentence="no capture: a request, or the head of a record")
    seen = read(lake, "sightings", ("article_id",), [("capture_id", "in", damaged)])
    articles = tuple(sorted(set(values(seen, "article_id"))))
    told = f"{len(damaged)} captures that cannot be read again, of {len(articles)} articles whose rows stand"
    return Concerned(sentence=told, captures=tuple(damaged), articles=articles)


def _of_log(lake: Lake, table: str, path: str) -> Concerned:
    """A commit concerns the rows that it brought; a checkpoint none, since it says the commits before it once more."""
    name = path.rpartition("/")[2]
    if not name.removesuffix(".json").isdigit():
        return Concerned(sentence=f"no row of {table}: {name} repeats the commits before it; put back a copy")
    there = [unquote(file.decode("utf-8", "replace")) for file in _ADDED.findall(read_file(lake.files, path) or b"")]
    found = [_rows_in(lake, table, file) for file in there]
    told = f"rows of {table} that version {int(name.removesuffix('.json'))} brought or took away"
    return Concerned(
        sentence=told,
        captures=tuple(sorted({one for part in found for one in part.captures})),
        articles=tuple(sorted({one for part in found for one in part.articles})),
    )


def _of_parquet(lake: Lake, table: str, rest: str) -> Concerned:
    if _needs(lake, table, None, rest):
        return _rows_in(lake, table, rest)
    named = [
        one.name
        for one in readable_releases(lake)
        if table in one.versions and _needs(lake, table, one.versions[table], rest)
    ]
    told = f"release {', '.join(named)} holds" if named else "only older versions hold"
    return Concerned(sentence=f"no row of today's {table}: {told} the file")


def _rows_in(lake: Lake, table: str, rest: str) -> Concerned:
    """By the ids in the file; by those that its partition may have, where these cannot be read."""
    parts = dict(part.split("=", 1) for part in unquote(rest).split("/")[:-1] if "=" in part)
    articles, captures = (_ids(lake, table, rest, column, parts.get("portal")) for column in NAMED)
    told = f"rows of {table} in {', '.join(f'{name}={value}' for name, value in parts.items())}"
    return Concerned(sentence=told, captures=captures, articles=articles)


def _needs(lake: Lake, table: str, version: int | None, rest: str) -> bool:
    """Whether a version of a table (None: the newest) has the file."""
    opened = existing(lake, table) if version is None else opened_at(lake, table, version)
    return opened is not None and any(unquote(uri).endswith(unquote(rest)) for uri in opened.file_uris())


def _ids(lake: Lake, table: str, rest: str, column: str, portal: str | None) -> tuple[str, ...]:
    """The file's own ids, if each is known elsewhere too: damage may lie in them. Else every one of the portal that may be."""
    if table not in NAMED[column] or (column == "capture_id" and table not in ("captures", "ledger")):
        return ()
    known = {one for other in NAMED[column] if other != table for one in _known(lake, other, column, portal)}
    try:
        with lake.files.open_input_file(f"{table}/{unquote(rest)}") as stream:
            own = set(values(pq.ParquetFile(stream).read(columns=[column]), column)) - {None}
    except UNREADABLE:
        own = set()
    return tuple(sorted(own if own and own <= known else known))


def _known(lake: Lake, table: str, column: str, portal: str | None) -> Iterable[str]:
    where: list[Term] | None = [("portal", "=", portal)] if portal else None
    try:
        return set(values(read(lake, table, (column,), where), column)) - {None}
    except UNREADABLE:
        return ()
