"""Where a lake lies and how its parts are named; the only module that spells a path or an address of one.

<lake>/_lake.json            marker: what this folder is, since when, in which schema
<lake>/<table>/              a Delta table
<lake>/archive/<portal>/     WARC files; `<name>.open` while one is being written
<lake>/staging/<run>/<portal>/  what one stage of a run hands to the next
<lake>/_seals/               size and sha256 of every file that is kept, one small file for each time of sealing
<lake>/_releases/            versions of all tables that have a name
<lake>/_exports/             where copies of it were written to, so that a takedown finds them
<lake>/reports/              results of the expectations of each run
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
from pyarrow import fs as pafs

from data_lake.files import names_in, read_file, write_file
from schemas.article import SCHEMA_VERSION
from schemas.errors import CallError

MARKER = "_lake.json"
FORMAT = "city-portals lake"
ARCHIVE, STAGING, REPORTS, RELEASES, SEALS = "archive", "staging", "reports", "_releases", "_seals"
EXPORTS = "_exports"
OPEN_ENDING = ".open"
"""Ending of a WARC file that is still being written; taken off by an atomic rename."""
CONNECT_S, ANSWER_S = 10, 60
"""Patience with an object store."""
_NAME = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Lake:
    """An opened lake. Paths that its methods return are relative to `files`, but for `table`, which is a whole address."""

    address: str
    """Absolute folder, or s3://bucket/prefix, without a slash at its end."""
    schema_version: int
    created_at: datetime
    options: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Options of the object store, as deltalake takes them (AWS_ENDPOINT_URL, AWS_REGION …); empty on disk."""

    @property
    def local(self) -> Path | None:
        """The lake's folder; None in an object store."""
        return None if _is_remote(self.address) else Path(self.address)

    @property
    def files(self) -> pafs.FileSystem:
        """A file system whose root is the lake, whatever store it lies in."""
        return _files(self.address, self.options)

    def table(self, name: str) -> str:
        """Address of a Delta table, for deltalake, Polars and others."""
        return f"{self.address}/{name}"

    def log(self, name: str) -> str:
        """Folder of a Delta table's log."""
        return f"{name}/_delta_log"

    def archive(self, name: str) -> str:
        """Path of a WARC file by the name that captures.warc_file holds."""
        return f"{ARCHIVE}/{name}"

    def warc_name(self, portal: str, run_id: str, mark: str, number: int) -> str:
        """Name of a run's WARC file for a portal; mark tells writers of the same run apart."""
        return f"{_safe(portal)}/{_safe(portal)}-{_safe(run_id)}-{_safe(mark)}-{number:04d}.warc.gz"

    def staging(self, run_id: str, portal: str) -> str:
        """Folder in which the stages of a run hand batches on."""
        return f"{STAGING}/{_safe(run_id)}/{_safe(portal)}"

    @property
    def releases(self) -> str:
        """Folder of the releases."""
        return RELEASES

    def release(self, name: str) -> str:
        """Path of a release by its name."""
        return f"{RELEASES}/{_safe(name)}.json"

    def report(self, run_id: str, portal: str) -> str:
        """Path of the page with the result of every expectation over a portal's batch of a run; `all` for the lake."""
        return f"{REPORTS}/{_safe(run_id)}/{_safe(portal)}.html"

    def url(self, path: str) -> str:
        """A path of the lake as an address that a browser or a store's client opens."""
        return f"{self.address}/{path}" if self.local is None else (self.local / path).as_uri()


def open_lake(address: str, *, create: bool = True, options: Mapping[str, str] | None = None) -> Lake:
    """The lake at a folder or an s3:// address; made there when `create` and nothing is there yet.

    With create=False nothing is ever written. Raises CallError where the address cannot be read or written, is a file,
    holds something else than a lake, or a lake of a newer schema.
    """
    address, options = _absolute(address), dict(options or {})
    _refuse_other_places(address)
    files = _files(address, options)
    try:
        marker = read_file(files, MARKER)
        if marker is None:
            marker = _make(files, address, create)
        if create:
            _probe(address)
    except PermissionError as error:
        raise CallError(
            f"the lake address {address} cannot be used: permission denied; choose another PORTALS_LAKE"
        ) from error
    except (OSError, pa.ArrowException) as error:
        raise CallError(
            f"the lake address {address} cannot be used: {_first_line(error)}; choose another PORTALS_LAKE"
        ) from error
    return _lake(address, options, marker)


def unread(address: str) -> Lake:
    """The lake at an address whose marker is not looked at: for those who ask whether that is damaged. Raises CallError."""
    address = _absolute(address)
    _refuse_other_places(address)
    return Lake(address=address, schema_version=SCHEMA_VERSION, created_at=datetime.fromtimestamp(0, UTC))


def _make(files: pafs.FileSystem, address: str, create: bool) -> bytes:
    present = [name for name in names_in(files, "") if not name.startswith(MARKER)]
    if present:
        names = ", ".join(sorted(present)[:3])
        raise CallError(f"{address} is no lake: it holds {names}; give an empty folder, or one that a lake is in")
    if not create:
        raise CallError(f"there is no lake at {address}; land something first (make run), or set PORTALS_LAKE")
    marker = json.dumps(
        {"format": FORMAT, "schema_version": SCHEMA_VERSION, "created_at": datetime.now(UTC).isoformat()}, indent=1
    ).encode()
    write_file(files, MARKER, marker)
    # Two makers at once: the one whose marker stands is the one that made it.
    return read_file(files, MARKER) or marker


def _lake(address: str, options: Mapping[str, str], marker: bytes) -> Lake:
    try:
        said = json.loads(marker)
        version, created = int(said["schema_version"]), datetime.fromisoformat(said["created_at"])
        known = said["format"] == FORMAT
    except (ValueError, KeyError, TypeError) as error:
        raise CallError(
            f"{address}/{MARKER} is damaged, so it is not known which schema the lake has; restore that file"
        ) from error
    if not known:
        raise CallError(f"{address}/{MARKER} is not the marker of a City Portals lake; give another folder")
    if version > SCHEMA_VERSION:
        raise CallError(
            f"the lake at {address} has schema version {version}, and this program knows up to {SCHEMA_VERSION}; "
            "update City Portals, or open another lake"
        )
    return Lake(address=address, schema_version=version, created_at=created, options=options)


def _files(address: str, options: Mapping[str, str]) -> pafs.FileSystem:
    if not _is_remote(address):
        return pafs.SubTreeFileSystem(address, pafs.LocalFileSystem())
    said = {name.lower().removeprefix("aws_"): value for name, value in options.items()}
    # What no option says, both clients find in the environment of AWS; but for the endpoint, which Arrow's does not.
    endpoint = said.get("endpoint_url") or said.get("endpoint") or os.environ.get("AWS_ENDPOINT_URL", "")
    scheme, _, host = endpoint.rpartition("://")
    store = pafs.S3FileSystem(
        access_key=said.get("access_key_id"),
        secret_key=said.get("secret_access_key"),
        session_token=said.get("session_token"),
        region=said.get("region"),
        scheme="http" if scheme == "http" else "https",
        endpoint_override=host or None,
        connect_timeout=CONNECT_S,
        request_timeout=ANSWER_S,
    )
    return pafs.SubTreeFileSystem(address.removeprefix("s3://"), store)


def _refuse_other_places(address: str) -> None:
    if "://" in address and not _is_remote(address):
        raise CallError(f"the lake address {address} is of an unknown kind; give a folder or s3://bucket/prefix")
    if not _is_remote(address) and Path(address).exists() and not Path(address).is_dir():
        raise CallError(f"the lake address {address} is a file; give a folder")


def _probe(address: str) -> None:
    """Says early, and in one sentence, that a folder cannot be written to; a store says so at the first write."""
    if not _is_remote(address) and not os.access(address, os.W_OK | os.X_OK):
        raise CallError(
            f"the lake at {address} cannot be written to; change its permissions, or choose another PORTALS_LAKE"
        )


def _absolute(address: str) -> str:
    if not address.strip():
        raise CallError("the lake address is empty; set PORTALS_LAKE to a folder or s3://bucket/prefix")
    if "://" in address:
        return address.rstrip("/")
    return str(Path(address).expanduser().absolute())


def _is_remote(address: str) -> bool:
    return address.startswith("s3://")


def _safe(name: str) -> str:
    return _NAME.sub("-", name).strip(".-") or "none"


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
