"""Which captures and articles a damaged file concerns."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from data_lake.archive import captures_in, page_of
from data_lake.lake import ARCHIVE, Lake
from data_lake.rows import values
from data_lake.tables import Term, existing, read
from schemas.article import MONTH
from schemas.errors import RecordDamaged

LOG = "/_delta_log/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """What is lost or in doubt: in a sentence, and by name as far as the tables can say."""

    sentence: str
    captures: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()


def rows_of_file(lake: Lake, path: str) -> Concerned:
    """What a file holds, from what the rest of the lake knows of it."""
    if path.startswith(f"{ARCHIVE}/"):
        return _of_warc(lake, path.removeprefix(f"{ARCHIVE}/"))
    table, _, rest = path.partition("/")
    if LOG in path:
        return Concerned(sentence=f"no row by itself: the log of {table}, {rest.rpartition('/')[2]}")
    if rest.endswith(".parquet"):
        return _of_parquet(lake, table, rest)
    return Concerned(sentence="no row: it says what the lake is")


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


def _of_parquet(lake: Lake, table: str, rest: str) -> Concerned:
    """By the partition that the file lies in: its rows themselves may not be readable any more."""
    opened = existing(lake, table)
    active = {unquote(uri).endswith(rest) for uri in opened.file_uris()} if opened is not None else set()
    if True not in active:
        return Concerned(sentence=f"no row of today's {table}: only older versions hold the file")
    parts = dict(part.split("=", 1) for part in unquote(rest).split("/")[:-1])
    where: list[Term] = [("portal", "=", parts.get("portal"))]
    if table == "articles":
        where.append((MONTH, "=", parts.get(MONTH)))
    articles = tuple(sorted(set(values(read(lake, "aliases", ("article_id",), where), "article_id"))))
    told = f"rows of {table} in {', '.join(f'{k}={v}' for k, v in parts.items())}"
    return Concerned(sentence=told, articles=articles if table in ("articles", "revisions", "sightings") else ())
