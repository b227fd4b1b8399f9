"""The mutation test of the gate: forty kinds of damage are seen at the right severity, and clean batches pass in silence."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from expectations.check import check_batch
from expectations.suite import Context
from portals.registry import portals
from schemas.article import READINGS
from schemas.columns import table_of
from tests.gate.damage import BESIDES, DAMAGES
from tests.gate.further import FURTHER, UNKNOWABLE
from tests.gate.mutation import alarms, clean_batches, saved_articles, undergone, wider_batches

FEWEST_CAUGHT = 38
NOW = datetime(2026, 11, 29, tzinfo=UTC)


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


def test_a_third_of_the_further_kinds_is_caught() -> None:
    assert [damage.name for damage in FURTHER[::3] if not undergone(damage, 2).caught] == []


def test_what_no_row_can_tell_is_named_with_its_reason() -> None:
    assert {damage.name for damage, _ in UNKNOWABLE}.isdisjoint(
        damage.name for damage in (*DAMAGES, *BESIDES, *FURTHER)
    )
    assert all(len(why) > 20 and not undergone(damage, 2).caught for damage, why in UNKNOWABLE)


def test_clean_batches_of_rarer_kinds_raise_no_alarm() -> None:
    """A few rows, bare texts, after a silence, thrice the volume, old eras, first batches, read again."""
    heard = [alarms(check_batch(clean.table(), clean.context)) for clean in wider_batches(7)]
    assert [alarm for alarm in heard if alarm] == []


def test_saved_pages_of_the_portals_raise_no_alarm_but_what_a_person_sees_on_them() -> None:
    """Pages without a date, and one posted again months later, are among them on purpose."""
    told = {"no_undated", "no_undated_text", "lead_day_is_near"}
    for slug, articles in saved_articles().items():
        report = check_batch(table_of(articles, READINGS), Context(portal=portals()[slug], now=NOW))
        heard = {b.expectation for broken in report.broken.values() for b in broken}
        assert heard <= told, (slug, heard - told)
        assert [c.expectation for c in report.checked if c.level == "batch" and not c.success] == []


@pytest.mark.soak
@pytest.mark.parametrize("damage", [*DAMAGES, *BESIDES, *FURTHER], ids=lambda damage: damage.name)
def test_each_kind_is_caught_in_many_batches(damage: object) -> None:
    outcomes = [undergone(damage, seed) for seed in range(1, 11)]  # type: ignore[arg-type]
    assert sum(o.caught for o in outcomes) >= 9
    assert sum(o.hurt for o in outcomes) == 0


@pytest.mark.soak
def test_200_clean_batches_of_rarer_kinds_raise_no_alarm() -> None:
    heard = [alarms(check_batch(clean.table(), clean.context)) for clean in wider_batches(200)]
    assert [alarm for alarm in heard if alarm] == []


@pytest.mark.soak
def test_200_clean_batches_raise_no_alarm() -> None:
    heard = [alarms(check_batch(clean.table(), clean.context)) for clean in clean_batches(200)]
    assert [alarm for alarm in heard if alarm] == []
