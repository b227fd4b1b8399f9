"""One byte flipped anywhere in what a lake keeps is found, its file alone is named, and the rows it concerns with it.

The soak form flips 1,000 under a seed of its own, which it prints; the short form flips 40 at fixed places.
"""

from __future__ import annotations

import random
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable

from data_lake.archive import captures_in, writer
from data_lake.doubt import lake_in_doubt
from data_lake.lake import Lake, open_lake
from data_lake.maintain import maintain
from data_lake.publish import publish
from data_lake.releases import release
from data_lake.sealing import seal
from data_lake.tables import append, read, versions
from data_lake.verify import Damage, verify
from schemas.columns import table_of
from schemas.page import Capture
from schemas.revision import LEDGER
from tests.lake_rows import (
    NOW,
    START,
    all_good,
    captures_table,
    exchange_of,
    ledger_row,
    one_broken,
    page_from_file,
    page_of_exchanges,
    reading_of,
    table_of_rows,
)

GZIP_HEAD = 10
"""Bytes of a gzip member before its data (RFC 1952): a flip there need not cost the record."""
KINDS: dict[str, Callable[[str], bool]] = {
    "WARC": lambda path: path.startswith("archive/"),
    "Parquet": lambda path: path.endswith(".parquet") and "_delta_log" not in path,
    "log": lambda path: "_delta_log" in path,
    "manifest": lambda path: path.startswith(("_seals/", "_releases/", "_lake.json")),
}


@dataclass(frozen=True)
class Kept:
    """A sealed lake, and what is known of its files before anything is damaged."""

    lake: Lake
    files: dict[str, list[str]]
    """Kind -> paths."""
    captures: list[Capture]
    keys: dict[str, set[str]]
    """Path of a Parquet file of today's version -> ids of its articles, or of its captures where it has no articles."""

    def truth(self, path: str, place: int, mask: int) -> set[str]:
        """The ids that have to be named for a flip at a place of a file."""
        if not path.startswith("archive/"):
            return self.keys.get(path, set())
        content = (Path(self.lake.address) / path).read_bytes()
        return {
            one.capture_id
            for one in self.captures
            if path == self.lake.archive(one.warc_file)
            and one.warc_offset + GZIP_HEAD <= place < one.warc_offset + one.warc_length
            and harmed(content[one.warc_offset :][: one.warc_length], place - one.warc_offset, mask)
        }


def harmed(member: bytes, place: int, mask: int) -> bool:
    """Whether a flip changes what a gzip member holds: the bits that fill up the last byte of its data (RFC 1951) hold nothing."""
    other = bytearray(member)
    other[place] ^= mask
    try:
        return zlib.decompress(other, 31) != zlib.decompress(member, 31)
    except zlib.error:
        return True


def visited(step: int, portal: str) -> Iterator[tuple[str, object]]:
    for name in "abcde":
        url = f"https://{portal}.vn/{name}.html"
        payload = f"<h1>Tin {name} lần {step}</h1>{'Nội dung bài viết. ' * 30}".encode()
        yield name, page_from_file(url, payload, hour=step)
    url, packed = f"https://{portal}.vn/f.html", zlib.compress("Bản tin nén lại. ".encode() * 40)
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "deflate"))
    moved = exchange_of(url, 302, at=START + timedelta(hours=step))
    answer = exchange_of(f"{url}?s=1", 200, packed, at=START + timedelta(hours=step, seconds=5), headers=headers)
    yield "f", page_of_exchanges(url, moved, answer)


def landed(lake: Lake, step: int, portal: str) -> None:
    with writer(lake, portal, f"r{step}", "file") as out:
        kept = {
            name: out.append(page, kind="article", channel="folder", source="s", place=0)  # type: ignore[arg-type]
            for name, page in visited(step, portal)
        }
    append(lake, "captures", captures_table(*kept.values()))
    rows = [
        reading_of(
            name,
            hour=step,
            portal=portal,
            text=f"Lần {step} của bài {name}.",
            capture_id=one.capture_id,
            published=START - timedelta(days=40 * "abcdef".index(name)),
        )
        for name, one in kept.items()
    ]
    publish(lake, table_of_rows(*rows), one_broken(step, name="dated"), f"r{step}", NOW)
    fates = [ledger_row(one.url, run_id=f"r{step}", portal=portal, capture_id=one.capture_id) for one in kept.values()]
    append(lake, "ledger", table_of(fates, LEDGER))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    lake = open_lake(str(tmp_path_factory.mktemp("flips") / "lake"))
    for step in range(2):
        for portal in ("halong", "haiphong"):
            landed(lake, step, portal)
    release(lake, "spring", NOW)
    maintain(lake)
    landed(lake, 2, "halong")
    publish(lake, table_of_rows(reading_of("z", published=None)), all_good(1), "r9", NOW)
    seal(lake)
    folder = Path(lake.address)
    every = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    tables = {name: DeltaTable(lake.table(name)).file_uris() for name in versions(lake)}
    today = {f"{name}/{unquote(uri.partition(f'/{name}/')[2])}" for name, uris in tables.items() for uri in uris}
    files = {kind: [path for path in every if fits(path)] for kind, fits in KINDS.items()}
    assert all(files.values())
    assert sum(map(len, files.values())) == len(every)
    return Kept(
        lake,
        files,
        captures_in(read(lake, "captures")),
        {p: ids_in(folder / p) for p in files["Parquet"] if p in today},
    )


def ids_in(path: Path) -> set[str]:
    if "marks" in path.parts:
        return set()
    parquet = pq.ParquetFile(path)
    column = "article_id" if "article_id" in parquet.schema_arrow.names else "capture_id"
    if "ledger" in path.parts:
        column = "capture_id"
    return set(parquet.read(columns=[column]).column(column).to_pylist()) - {None}


def flipped(kept: Kept, path: str, place: int, mask: int) -> list[Damage]:
    """What `verify` finds, on a lake opened anew, while one byte of one file is another."""
    whole = Path(kept.lake.address) / path
    content = bytearray(whole.read_bytes())
    content[place] ^= mask
    before = whole.read_bytes()
    try:
        whole.write_bytes(content)
        return list(verify(lake_in_doubt(kept.lake.address)).damages)
    finally:
        whole.write_bytes(before)


Flip = tuple[str, str, int, int]
"""Kind of file, path, place of the byte, mask."""


def random_flips(kept: Kept, rng: random.Random, count: int) -> Iterator[Flip]:
    for number in range(count):
        kind = list(KINDS)[number % len(KINDS)]
        path = rng.choice(kept.files[kind])
        yield kind, path, rng.randrange(_size(kept, path)), rng.randrange(1, 256)


def spread_flips(kept: Kept, each: int) -> Iterator[Flip]:
    """The same places in every run: the names of the files are drawn anew, their folders and forms are not."""
    for kind in KINDS:
        files = sorted(kept.files[kind], key=lambda path: (path.rpartition("/")[0], _size(kept, path)))
        for number in range(each):
            path = files[len(files) * number // each]
            yield kind, path, _size(kept, path) * (2 * number + 1) // (2 * each), 1 << number % 8


def _size(kept: Kept, path: str) -> int:
    return (Path(kept.lake.address) / path).stat().st_size


def faults(kept: Kept, flips: Iterable[Flip]) -> tuple[Counter[str], list[str]]:
    """Flips by kind of file, and what was wrong with the answers: not found, another file named too, rows not named."""
    done, wrong = Counter[str](), []
    for kind, path, place, mask in flips:
        damages = flipped(kept, path, place, mask)
        named = {one.path: one for one in damages}
        told = f"{path} at {place} ^ {mask}"
        if path not in named:
            wrong.append(f"{told}: not found")
            continue
        done[kind] += 1
        if set(named) != {path}:
            wrong.append(f"{told}: also {sorted(set(named) - {path})}")
        concerned = named[path].concerned
        missing = kept.truth(path, place, mask) - {*concerned.captures, *concerned.articles}
        if missing or not concerned.sentence:
            wrong.append(f"{told}: {concerned.sentence!r} does not name {sorted(missing)[:3]}")
    return done, wrong


def test_flips_of_single_bytes_are_found_with_their_rows(kept: Kept) -> None:
    done, wrong = faults(kept, spread_flips(kept, 10))
    assert wrong == []
    assert sum(done.values()) == 40
    assert verify(kept.lake).damages == ()


@pytest.mark.soak
def test_a_thousand_flips_are_found_with_their_rows(kept: Kept) -> None:
    seed = random.SystemRandom().randrange(1 << 32)
    done, wrong = faults(kept, random_flips(kept, random.Random(seed), 1_000))
    print(f"seed {seed}: {sum(done.values())} of 1,000 flips found ({dict(done)}); {len(wrong)} answers wrong")
    assert wrong == []
    assert verify(kept.lake).damages == ()
