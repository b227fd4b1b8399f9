"""A lake of any size, made up: five portals, so many articles for each of them and month, the newest months first.

Written table by table in large commits, as a lake is that was maintained: one file for each partition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.cases import goldens
from data_lake.lake import Lake
from data_lake.maintain import maintain
from data_lake.marks import marks_for
from data_lake.shapes import SHAPES, conform, stored_rows
from data_lake.tables import add, opened
from schemas.article import ARTICLES, MONTH, READINGS
from schemas.page import CAPTURES
from schemas.revision import ALIASES, LEDGER, SIGHTINGS

PORTALS = ("haiphong", "halong", "hanoi", "kinhtedothi", "thanhphohaiphong")
NEWEST = (2026, 10)
AT_ONCE = 50_000
"""Rows in one commit of each table."""
DAYS = 27
_PARAGRAPHS, _SENTENCES = 3, 2


def fill(lake: Lake, months: int, per_month: int, rng: np.random.Generator) -> int:
    """Articles of all portals over so many months, whole in every table that a run writes; how many those are."""
    places = [(portal, month) for month in months_back(months) for portal in PORTALS]
    step = max(AT_ONCE // per_month, 1)
    marks = []
    for start in range(0, len(places), step):
        rows = pa.concat_tables([readings(*place, per_month, rng) for place in places[start : start + step]])
        tables = _tables(rows)
        for name, table in tables.items():
            add(opened(lake, name), SHAPES[name], table)
        marks.append(marks_for(tables["aliases"]))
    add(opened(lake, "marks"), SHAPES["marks"], pa.concat_tables(marks))
    maintain(lake)
    return len(places) * per_month


def months_back(count: int) -> Iterator[tuple[int, int]]:
    """(year, month), the newest first."""
    newest = NEWEST[0] * 12 + NEWEST[1] - 1
    for back in range(count):
        yield (newest - back) // 12, (newest - back) % 12 + 1


def readings(portal: str, month: tuple[int, int], count: int, rng: np.random.Generator) -> pa.Table:
    """So many readings of articles of one portal, published in one month (+07:00) and captured within an hour."""
    first = datetime(*month, 1, 12, tzinfo=UTC)
    since = rng.integers(0, DAYS * 86_400, count)
    published = [first + timedelta(seconds=int(s)) for s in since]
    ids = digests(count, 16, rng)
    urls = [f"https://{portal}.vn/tin-tuc/{year_month(month)}/bai-viet-so-{one[:12]}.html" for one in ids]
    paragraphs = [_paragraph(count, rng) for _ in range(_PARAGRAPHS)]
    columns: dict[str, Any] = {
        "portal": [portal] * count,
        "article_id": ids,
        "url": urls,
        "canonical_url": urls,
        "title": _sentences(count, rng),
        "lead": paragraphs[0],
        "body": pc.binary_join_element_wise(*paragraphs, "\n\n"),
        "blocks": _blocks(paragraphs),
        "authors": [["Hoàng Tùng"]] * count,
        "published_at": published,
        "section": ["Tin tức"] * count,
        "word_count": [120] * count,
        "capture_id": digests(count, 16, rng),
        "captured_at": [one + timedelta(minutes=40) for one in published],
        "medium": ["html"] * count,
        "layout": ["2025"] * count,
        "parser_version": [1] * count,
        "content_hash": digests(count, 32, rng),
    }
    empty: list[list[Any]] = [[]] * count
    for field in READINGS:
        if field.name not in columns and not field.nullable:
            columns[field.name] = empty
    return conform(
        pa.table({n: pa.array(v, READINGS.field(n).type) if isinstance(v, list) else v for n, v in columns.items()}),
        READINGS,
    )


def captures_for(rows: pa.Table, run_id: str) -> pa.Table:
    """The capture of each reading."""
    count = rows.num_rows
    said: dict[str, Any] = {
        "capture_id": rows["capture_id"], "portal": rows["portal"], "kind": ["article"] * count, "medium": ["html"] * count,
        "url": rows["url"], "final_url": rows["url"], "captured_at": rows["captured_at"], "status": [200] * count,
        "content_type": ["text/html; charset=utf-8"] * count,
        "digest": pc.binary_join_element_wise("sha1:", pc.utf8_slice_codeunits(rows["content_hash"], 0, 32), ""),
        "length": [80_000] * count,
        "warc_file": pc.binary_join_element_wise(rows["portal"], "/", rows["portal"], f"-{run_id}-0001.warc.gz", ""),
        "warc_offset": [20_000 * i for i in range(count)], "warc_length": [20_000] * count,
        "channel": ["rss"] * count, "source": pc.binary_join_element_wise("https://", rows["portal"], ".vn/rss", ""),
        "place": list(range(count)), "via": ["file"] * count, "run_id": [run_id] * count,
    }  # fmt: skip
    return conform(pa.table(said), CAPTURES)


def ledger_for(rows: pa.Table, run_id: str) -> pa.Table:
    """The fate `new` of each reading."""
    count = rows.num_rows
    said: dict[str, Any] = {
        "run_id": [run_id] * count, "portal": rows["portal"], "url": rows["url"], "article_id": rows["article_id"],
        "capture_id": rows["capture_id"], "fate": ["new"] * count, "stage": ["land"] * count, "channel": ["rss"] * count,
        "source": pc.binary_join_element_wise("https://", rows["portal"], ".vn/rss", ""), "place": list(range(count)),
        "found_at": rows["captured_at"], "ended_at": rows["captured_at"], "title": rows["title"], "channels": [["rss"]] * count,
    }  # fmt: skip
    return conform(pa.table(said), LEDGER)


def digests(count: int, size: int, rng: np.random.Generator) -> list[str]:
    """So many random digests of `size` bytes, as hex digits."""
    text = rng.bytes(count * size).hex()
    return [text[i : i + 2 * size] for i in range(0, len(text), 2 * size)]


def year_month(month: tuple[int, int]) -> str:
    """YYYY-MM."""
    return f"{month[0]}-{month[1]:02d}"


def _tables(rows: pa.Table) -> dict[str, pa.Table]:
    count, run = rows.num_rows, "made"
    # Noon of the first day and 27 more lie within one month, in whatever zone of the two.
    month = pc.strftime(rows["published_at"], format="%Y-%m")
    seen = {n: rows[n] for n in SIGHTINGS.names if n in rows.column_names} | {"run_id": pa.array([run] * count)}
    more = {
        "first_seen_at": rows["captured_at"],
        "last_seen_at": rows["captured_at"],
        "state": pa.array(["live"] * count),
    }
    alias = {"portal": rows["portal"], "article_id": rows["article_id"], "url": rows["url"], MONTH: month}
    alias |= {"address": pc.utf8_slice_codeunits(rows["url"], len("https://")), "run_id": pa.array([run] * count)}
    return {
        "captures": stored_rows(SHAPES["captures"], captures_for(rows, run)),
        "sightings": stored_rows(SHAPES["sightings"], conform(pa.table(seen), SIGHTINGS)),
        "revisions": stored_rows(SHAPES["revisions"], rows),
        "articles": conform(pa.table({n: rows[n] for n in READINGS.names} | more | {MONTH: month}), ARTICLES),
        "aliases": stored_rows(SHAPES["aliases"], conform(pa.table(alias), ALIASES)),
        "ledger": stored_rows(SHAPES["ledger"], ledger_for(rows, run)),
    }


def _sentences(count: int, rng: np.random.Generator) -> pa.Array[Any]:
    pool = _pool()
    return pool.take(pa.array(rng.integers(0, len(pool), count)))


def _pool() -> pa.Array[Any]:
    said = {part.strip() for case in goldens() for part in (case.body or "").replace("\n", " ").split(". ")}
    return pa.array(sorted(one for one in said if 40 < len(one) < 300), pa.string())


def _paragraph(count: int, rng: np.random.Generator) -> pa.Array[Any]:
    # A number of its own keeps the made-up texts from compressing better than real ones do.
    numbers = pa.array([f"{one:,}".replace(",", ".") for one in rng.integers(1_000, 10**12, count).tolist()])
    parts: Sequence[pa.Array[Any]] = [_sentences(count, rng) for _ in range(_SENTENCES)]
    return pc.binary_join_element_wise(*parts, numbers, ". ")


def _blocks(paragraphs: Sequence[pa.Array[Any]]) -> pa.Array[Any]:
    count, kind = len(paragraphs[0]), READINGS.field("blocks").type
    order = pa.array(np.arange(count * len(paragraphs)).reshape(len(paragraphs), count).T.ravel())
    texts = pa.concat_arrays(list(paragraphs)).take(order)
    fields = kind.value_type
    items = pa.StructArray.from_arrays(
        [pa.array(["paragraph"] * len(texts)), texts, pa.nulls(len(texts), fields.field("rows").type)],
        fields=[fields.field(i) for i in range(fields.num_fields)],
    )
    offsets = pa.array(np.arange(count + 1, dtype=np.int32) * len(paragraphs))
    return pa.ListArray.from_arrays(offsets, items, type=kind)
