"""A row of the lake held against what the simulator knows of the article."""

from __future__ import annotations

from datetime import datetime
from typing import Any

TEXTS = ("title", "lead", "section", "dateline", "native_id")
LISTS = ("authors", "tags", "section_path")


def differences(truth: dict[str, Any], row: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """(field, truth, row) for each field in which the row is not what the article says."""
    blocks = {kind: [b["text"] for b in row["blocks"] if b["kind"] == kind] for kind in ("heading", "caption")}
    read = {
        **{name: row[name] for name in TEXTS},
        **{name: list(row[name]) for name in LISTS},
        "body": row["body"].split("\n\n"),
        "headings": blocks["heading"],
        "captions": blocks["caption"],
        "attachments": [file["url"] for file in row["attachments"]],
        "published_at": row["published_at"],
        "event_date": row["event_date"].isoformat() if row["event_date"] else None,
    }
    wanted = {
        **{name: truth[name] for name in (*TEXTS, *LISTS, "body", "headings", "captions", "event_date")},
        "attachments": [file["url"] for file in truth["attachments"]],
        "published_at": datetime.fromisoformat(truth["published_at"]) if truth["published_at"] else None,
    }
    found = [(name, wanted[name], read[name]) for name in wanted if wanted[name] != read[name]]
    found += [("boilerplate", mark, "in the body") for mark in truth["boilerplate"] if mark in read["body"]]
    return found
