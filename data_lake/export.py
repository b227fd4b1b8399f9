"""Copies of a version of the lake for others: plain partitioned Parquet, or JSON Lines, with a manifest to check it by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as pds
import pyarrow.parquet as pq
from deltalake import DeltaTable

from data_lake.files import paths_under, read_file, write_file
from data_lake.lake import EXPORTS, Lake
from data_lake.manifest import Form, describe
from data_lake.releases import release_named
from data_lake.rows import values
from data_lake.shapes import SHAPES
from data_lake.spelling import as_json
from data_lake.tables import dataset_of, opened_at, read, versions
from schemas.errors import CallError

Row = dict[str, Any]
Clean = Callable[[Row], Row | None]
TABLES = ("articles", "revisions", "sightings")
FILE_ROWS = 250_000
ZSTD: dict[str, Any] = {"compression": "zstd", "compression_level": 3}


def export(
    lake: Lake,
    folder: Path,
    *,
    form: Form = "parquet",
    release: str | None = None,
    tables: Sequence[str] = TABLES,
    rights: Mapping[str, str] | None = None,
    now: datetime | None = None,
) -> dict[str, Any]:
    """Writes tables of a release, or as they are now, into a new folder. -> its manifest (also there: manifest.json).

    Parquet lies in portal=…/month=… folders; JSON Lines are one file a table. The manifest has versions, schema, row
    counts, and size, rows and sha256 of every file; datapackage.json says the same to Frictionless tools.
    rights: licence and rights by portal; those of the portals that are in it are kept. Raises CallError for a folder that
    has something in it, or an unknown name.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CallError(f"{folder} is not an empty folder; give a new one")
    chosen = release_named(lake, release).versions if release else versions(lake)
    missing = [name for name in tables if name not in chosen]
    if missing:
        raise CallError(
            f"there is nothing to export: {', '.join(missing)} has no version" + (f" in {release}" if release else "")
        )
    folder.mkdir(parents=True, exist_ok=True)
    # Before anything is written: a takedown has to find what a killed export left.
    whole = str(folder.absolute())
    note = json.dumps({"folder": whole}, ensure_ascii=False).encode()
    write_file(lake.files, f"{EXPORTS}/{hashlib.sha256(whole.encode()).hexdigest()[:16]}.json", note)
    for name in tables:
        table = opened_at(lake, name, chosen[name])
        if form == "parquet":
            _as_parquet(lake, name, table, folder)
        else:
            _as_json_lines(lake, name, table, folder)
    there = set(values(read(lake, "articles", ("portal",), version=chosen.get("articles")), "portal"))
    theirs = {portal: said for portal, said in (rights or {}).items() if portal in there}
    return describe(folder, form, {name: chosen[name] for name in tables}, release, theirs, now)


def known_exports(lake: Lake) -> list[Path]:
    """Folders that this lake was exported to and that are still there, whole or not."""
    noted = (read_file(lake.files, path) for path, _ in paths_under(lake.files, EXPORTS))
    folders = sorted({Path(json.loads(content)["folder"]) for content in noted if content})
    return [folder for folder in folders if folder.is_dir()]


def rewrite_export(folder: Path, articles: Collection[str], clean: Clean) -> None:
    """Takes articles out of an export, and what has to go out of the others, and writes its manifest anew.

    clean: a row of readings as it may stay, None where it stays as it is; files are written anew or left. What a killed
    export left has no manifest; of that, a file that cannot be read goes.
    """
    for path in sorted(path for name in TABLES for path in folder.glob(f"{name}*/**/*.parquet")):
        try:
            rows = pq.ParquetFile(path).read()
        except (pa.ArrowException, OSError):
            path.unlink()
            continue
        said = rows.to_pylist()
        kept = list(_kept(said, articles, clean if "title" in rows.column_names else None))
        if kept != said:
            pq.write_table(pa.Table.from_pylist(kept, schema=rows.schema), path, **ZSTD)
    for path in sorted(folder.glob("*.jsonl")):
        # Not by splitlines, which also parts a line at the breaks that a text may hold.
        lines = [line for line in path.read_text("utf-8").split("\n") if line.endswith("}")]
        kept = list(_kept([json.loads(line) for line in lines], articles, clean if path.stem != "sightings" else None))
        path.write_text("".join(f"{as_json(one)}\n" for one in kept), "utf-8")
    said_before = folder / "manifest.json"
    if said_before.is_file():
        manifest = json.loads(said_before.read_text("utf-8"))
        for name in ("manifest.json", "datapackage.json"):
            (folder / name).unlink(missing_ok=True)
        chosen = {name: table["version"] for name, table in manifest["tables"].items()}
        describe(folder, manifest["form"], chosen, manifest["name"], manifest["rights"], None)


def _kept(rows: Iterable[Row], articles: Collection[str], clean: Clean | None) -> Iterator[Row]:
    for row in rows:
        if row["article_id"] not in articles:
            yield (clean(row) if clean else None) or row


def _as_parquet(lake: Lake, name: str, table: DeltaTable, folder: Path) -> None:
    shape = SHAPES[name]
    partitions = pa.schema([shape.stored.field(column) for column in shape.partitions])
    batches = dataset_of(lake, name, table).to_batches(batch_size=4096)
    pds.write_dataset(
        pa.RecordBatchReader.from_batches(shape.stored, batches),
        str(folder / name),
        format="parquet",
        partitioning=pds.partitioning(partitions, flavor="hive"),
        basename_template="part-{i}.parquet",
        file_options=pds.ParquetFileFormat().make_write_options(**ZSTD),
        max_rows_per_file=FILE_ROWS,
        max_rows_per_group=20_000,
        use_threads=False,
    )


def _as_json_lines(lake: Lake, name: str, table: DeltaTable, folder: Path) -> None:
    columns = SHAPES[name].schema.names
    with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as out:
        for batch in dataset_of(lake, name, table).to_batches(columns=columns, batch_size=1024):
            for row in batch.to_pylist():
                out.write(as_json(row) + "\n")
