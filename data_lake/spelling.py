"""Values of rows as JSON says them."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any


def as_json(row: Any, *, sort_keys: bool = False) -> str:
    """A row on one line, letters as they are, times in ISO 8601 with their zone. Raises TypeError for what JSON lacks."""
    return json.dumps(row, ensure_ascii=False, sort_keys=sort_keys, default=_spelled)


def _spelled(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"a row holds a {type(value).__name__}")
