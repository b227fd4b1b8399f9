"""Where the real inputs are, telemetry off, and no chance: for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Examples follow from the test alone, and a machine under load is no fault; `--hypothesis-profile=default` draws them anew.
LOAD = HealthCheck.too_slow
settings.register_profile("fixed", derandomize=True, database=None, deadline=None, suppress_health_check=[LOAD])
settings.load_profile("fixed")

os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")

ROOT = Path(__file__).resolve().parent.parent
REAL = Path(os.environ.get("PORTALS_REAL", ROOT.parent / "shared" / "real"))


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of real inputs; the test is skipped where there is none."""
    if not REAL.is_dir():
        pytest.skip(f"no real inputs at {REAL} (set PORTALS_REAL)")
    return REAL
