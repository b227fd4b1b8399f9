"""Readings leave nothing behind in memory, and the same page is the same JSON, byte for byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.cases import goldens
from benchmarks.memory import digest_of, growth_mb, measured
from portals.registry import portal_of

ROOT = Path(__file__).parents[1]


def test_growth_is_told_from_warming_and_from_noise() -> None:
    assert growth_mb([50.0, 90.0, *[100.0, 101.0] * 9]) == 0
    assert growth_mb([100.0 + 5 * step for step in range(20)]) > 20


def test_the_same_page_reads_the_same_within_a_process() -> None:
    cases = goldens()
    resident, differing = measured(4 * len(cases), cases)
    assert differing == 0
    assert len(resident) >= 20


def test_the_same_page_reads_the_same_in_another_process() -> None:
    """Hash seeds differ between processes: nothing may follow the order of a set."""
    script = "from benchmarks.cases import goldens;from benchmarks.memory import digest_of;from portals.registry import portal_of"
    script += ";print(*(digest_of(case, p) for case in goldens() for p in (portal_of(case.url), None)))"
    env = {**os.environ, "PYTHONHASHSEED": "12345"}
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=env, capture_output=True, text=True, check=True, timeout=120
    )
    assert run.stdout.split() == [
        digest_of(case, portal) for case in goldens() for portal in (portal_of(case.url), None)
    ]


@pytest.mark.soak
def test_memory_is_flat_over_20_000_pages() -> None:
    worker = [sys.executable, "-m", "benchmarks.memory", "--pages", "20000", "--small"]
    run = subprocess.run(worker, cwd=ROOT, capture_output=True, text=True, check=False, timeout=3600)
    assert run.returncode == 0, run.stdout + run.stderr
