"""Reading does not get worse: our scores on the goldens, and on the real pages where they are, stay above the floor."""

from __future__ import annotations

import json

import pytest

from benchmarks.floor import FLOOR, WAYS, below, figures_of, raised

FLOORS = json.loads(FLOOR.read_text("utf-8"))


@pytest.mark.parametrize(("name", "way"), [(name, way) for name, ways in FLOORS.items() for way in ways])
def test_reading_stays_above_the_floor(name: str, way: str) -> None:
    figures = figures_of(name, way)
    if figures is None:
        pytest.skip(f"the pages of {name} are not here (set PORTALS_REAL)")
    assert not below(FLOORS[name][way], figures)


def test_the_floor_holds_every_way_of_reading_the_goldens() -> None:
    assert set(FLOORS["goldens"]) == set(WAYS)
    assert all(len(figures) >= 7 for figures in FLOORS["goldens"].values())


def test_a_fall_is_named() -> None:
    assert below({"title": 0.9, "wrong_day": 0.1}, {"title": 0.9, "wrong_day": 0.1}) == []
    assert below({"title": 0.9}, {"title": 0.899}) == ["title is 0.8990, the floor is 0.9"]
    assert below({"wrong_day": 0.1}, {"wrong_day": 0.11}) == ["wrong_day is 0.1100, the floor is 0.1"]
    assert below({"minute": 0.1}, {}) == ["minute is not taken, the floor is 0.1"]


def test_a_floor_is_raised_and_never_lowered() -> None:
    floor = {"title": 0.9, "wrong_day": 0.1, "day": 0.5}
    assert raised(floor, {"title": 0.8, "wrong_day": 0.2, "day": 0.71239}) == floor | {"day": 0.712}
    assert raised(floor, {"wrong_day": 0.0301})["wrong_day"] == 0.031
