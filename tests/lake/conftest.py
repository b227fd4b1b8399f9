"""A lake of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_lake.lake import Lake, open_lake


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return open_lake(str(tmp_path / "lake"))
