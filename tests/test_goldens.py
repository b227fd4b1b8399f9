"""Every saved page, read anew and compared field by field with what a person saw on it. One test for all portals and layouts."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from portals.registry import portal_named, portals
from portals.saved import golden_of, read_golden

PAGES = Path(__file__).parent / "portals"
GOLDENS = sorted(PAGES.glob("*/*.json"))


@cache
def wanted(file: Path) -> dict[str, Any]:
    golden, _ = read_golden(file)
    return golden.get("article", {"fails": golden.get("fails")})


@cache
def found(file: Path) -> dict[str, Any]:
    _, page = read_golden(file)
    now = golden_of(page, portal_named(file.parent.name))
    return now.get("article", {"fails": now.get("fails")})


def name_of(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


@pytest.mark.parametrize(
    ("file", "field"), [pytest.param(f, k, id=f"{name_of(f)}:{k}") for f in GOLDENS for k in wanted(f)]
)
def test_field(file: Path, field: str) -> None:
    got = found(file)
    assert field in got, f"not read: {got}"
    assert got[field] == wanted(file)[field]


@pytest.mark.parametrize("file", GOLDENS, ids=name_of)
def test_signature_is_of_this_layout_alone(file: Path) -> None:
    golden, page = read_golden(file)
    tree = LexborHTMLParser(page.payload.decode())
    bearing = [
        layout.name for layout in portal_named(file.parent.name).layouts if tree.css_first(layout.signature) is not None
    ]
    assert len(bearing) == 1
    assert golden.get("article", {}).get("layout", bearing[0]) == bearing[0]


@pytest.mark.parametrize(
    ("slug", "layout"), [(p.slug, x.name) for p in portals().values() for x in p.layouts], ids=lambda x: x
)
def test_layout_has_an_ordinary_page_and_an_odd_one(slug: str, layout: str) -> None:
    pages = Counter(wanted(file).get("layout") for file in GOLDENS if file.parent.name == slug)
    assert pages[layout] >= 2
