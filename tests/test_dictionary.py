"""The document says what the schemas say."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_lake.dictionary import dictionary
from data_lake.shapes import SHAPES

ROOT = Path(__file__).resolve().parent.parent


def test_the_document_is_made_from_the_schemas() -> None:
    assert (ROOT / "docs" / "data-dictionary.md").read_text("utf-8") == dictionary(), "run `make dictionary`"


@pytest.mark.parametrize("name", SHAPES)
def test_every_column_has_a_meaning(name: str) -> None:
    mute = [field.name for field in SHAPES[name].schema if len((field.metadata or {}).get(b"doc", b"")) < 8]
    assert mute == []
