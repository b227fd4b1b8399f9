"""The mutation test of the gate: forty kinds of damage are seen at the right severity, and clean batches pass in silence."""

from __future__ import annotations

import pytest

from expectations.check import check_batch
from tests.gate.damage import BESIDES, DAMAGES
from tests.gate.mutation import alarms, clean_batches, undergone

FEWEST_CAUGHT = 38


def test_the_list_has_forty_names() -> None:
    assert len({damage.name for damage in DAMAGES}) == 40


def test_at_least_38_of_40_kinds_are_caught(capsys: pytest.CaptureFixture[str]) -> None:
    missed = [damage.name for damage in DAMAGES if not undergone(damage, 2).caught]
    with capsys.disabled():
        print(
            f"\n{40 - len(missed)} of 40 kinds of damage caught" + (f"; missed: {', '.join(missed)}" if missed else "")
        )
    assert 40 - len(missed) >= FEWEST_CAUGHT


def test_damage_hurts_no_other_row() -> None:
    hurt = {damage.name: undergone(damage, 3).hurt for damage in DAMAGES[::4] if damage.on == "row"}
    assert not [name for name, rows in hurt.items() if rows]


def test_clean_batches_raise_no_alarm() -> None:
    """Twelve of them are the days around Tết 2026."""
    heard = [alarms(check_batch(clean.table(), clean.context)) for clean in clean_batches(20)]
    assert [alarm for alarm in heard if alarm] == []


@pytest.mark.soak
@pytest.mark.parametrize("damage", [*DAMAGES, *BESIDES], ids=lambda damage: damage.name)
def test_each_kind_is_caught_in_many_batches(damage: object) -> None:
    outcomes = [undergone(damage, seed) for seed in range(1, 11)]  # type: ignore[arg-type]
    assert sum(o.caught for o in outcomes) >= 9
    assert sum(o.hurt for o in outcomes) == 0


@pytest.mark.soak
def test_200_clean_batches_raise_no_alarm() -> None:
    heard = [alarms(check_batch(clean.table(), clean.context)) for clean in clean_batches(200)]
    assert [alarm for alarm in heard if alarm] == []
