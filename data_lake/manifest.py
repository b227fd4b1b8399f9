"""What an export says of itself: versions, schema, rights, and size, rows and sha256 of every file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pyarrow.parquet as pq

from data_lake.shapes import SHAPES
from schemas.article import MONTH
from schemas.errors import CallError

Form = Literal["parquet", "jsonl"]


def verify_export(folder: Path) -> list[str]:
    """What is wrong with an export: files that are missing, or are not what its manifest says. Empty when all is well.

    Raises CallError where there is no export.
    """
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise CallError(
            f"{folder} is no export: its manifest.json cannot be read; give the folder of an export"
        ) from error
    wrong = []
    for file in manifest["files"]:
        path = folder / file["path"]
        if not path.is_file():
            wrong.append(f"{file['path']} is missing")
        elif _sha256(path) != file["sha256"]:
            wrong.append(f"{file['path']} does not match its sha256")
    return wrong


def describe(
    folder: Path,
    form: Form,
    chosen: Mapping[str, int],
    release: str | None,
    rights: Mapping[str, str],
    now: datetime | None,
) -> dict[str, Any]:
    """Writes manifest.json and datapackage.json over what lies in the folder. -> the manifest."""
    files = [_file(folder, path) for path in sorted(folder.rglob("*")) if path.is_file()]
    tables = {
        name: {
            "version": version,
            "rows": sum(file["rows"] for file in files if file["path"].split("/")[0].split(".")[0] == name),
            "schema": list(_fields(name)),
        }
        for name, version in chosen.items()
    }
    made = (now or datetime.now(UTC)).isoformat()
    manifest = {
        "name": release,
        "made_at": made,
        "form": form,
        "rights": dict(rights),
        "tables": tables,
        "files": files,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
    (folder / "datapackage.json").write_text(json.dumps(_package(manifest), ensure_ascii=False, indent=1) + "\n")
    return manifest


def _fields(name: str) -> Iterator[dict[str, Any]]:
    shape = SHAPES[name]
    for field in shape.schema:
        doc = (field.metadata or {}).get(b"doc", b"").decode()
        yield {"name": field.name, "type": str(field.type), "nullable": field.nullable, "doc": doc}
    if MONTH not in shape.schema.names:
        yield {"name": MONTH, "type": "string", "nullable": False, "doc": "Partition; in Parquet only."}


def _file(folder: Path, path: Path) -> dict[str, Any]:
    rows = pq.read_metadata(path).num_rows if path.suffix == ".parquet" else _lines(path)
    return {
        "path": path.relative_to(folder).as_posix(),
        "bytes": path.stat().st_size,
        "rows": rows,
        "sha256": _sha256(path),
    }


def _package(manifest: Mapping[str, Any]) -> dict[str, Any]:
    resources = [
        {
            "name": name,
            "path": [file["path"] for file in manifest["files"] if file["path"].split("/")[0].split(".")[0] == name],
            "format": manifest["form"],
            "schema": {
                "fields": [
                    {"name": f["name"], "type": _frictionless(f["type"]), "description": f["doc"]}
                    for f in table["schema"]
                ]
            },
        }
        for name, table in manifest["tables"].items()
    ]
    licenses = [{"name": "other", "title": f"{portal}: {said}"} for portal, said in manifest["rights"].items()]
    name = (manifest["name"] or "city-portals").lower()
    return {"name": name, "created": manifest["made_at"], "licenses": licenses, "resources": resources}


def _frictionless(kind: str) -> str:
    """A type of Arrow as Table Schema names it (specs.frictionlessdata.io/table-schema)."""
    names = {
        "timestamp": "datetime",
        "date": "date",
        "int": "integer",
        "bool": "boolean",
        "list": "array",
        "struct": "object",
    }
    return next((name for start, name in names.items() if kind.startswith(start)), "string")


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(1 for _ in stream)
