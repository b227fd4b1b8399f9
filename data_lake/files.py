"""Small files of a lake, read and written whole, on disk and in an object store alike."""

from __future__ import annotations

import os
from pathlib import Path

from pyarrow import fs as pafs


def write_file(files: pafs.FileSystem, path: str, content: bytes) -> None:
    """Writes a small file whole: a reader sees all of it or nothing, also after a kill."""
    if isinstance(files, pafs.SubTreeFileSystem) and isinstance(files.base_fs, pafs.LocalFileSystem):
        whole = Path(files.base_path) / path
        temporary = whole.with_name(f"{whole.name}.{os.getpid()}.tmp")
        temporary.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(whole)
        return
    with files.open_output_stream(path, compression=None) as out:
        out.write(content)


def read_file(files: pafs.FileSystem, path: str) -> bytes | None:
    """A small file whole; None where there is none."""
    if files.get_file_info([path])[0].type != pafs.FileType.File:
        return None
    with files.open_input_stream(path, compression=None) as stream:
        return bytes(stream.read())


def paths_under(files: pafs.FileSystem, folder: str) -> list[tuple[str, int]]:
    """(path, bytes) of every file below a folder, sorted; empty where there is no such folder."""
    infos = files.get_file_info(pafs.FileSelector(folder, allow_not_found=True, recursive=True))
    return sorted((info.path, info.size) for info in infos if info.type == pafs.FileType.File)


def names_in(files: pafs.FileSystem, folder: str) -> list[str]:
    """Names of the files and folders directly in a folder."""
    return [info.base_name for info in files.get_file_info(pafs.FileSelector(folder, allow_not_found=True))]
