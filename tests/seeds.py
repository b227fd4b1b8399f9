"""Where chance in tests comes from: one seed in `make test`, so that it is red or green for all; another each time under soak."""

from __future__ import annotations

import os
from random import SystemRandom

import pytest

FIXED = 20261129
FIXED_AND_NEW = [FIXED, pytest.param(None, marks=pytest.mark.soak, id="new")]
"""Parameters of a test that has both forms; what it gets goes through `seed_of`."""


def seed_of(seed: int | None = None) -> int:
    """The seed; where there is none SOAK_SEED, else a drawn one. Printed, so that a red run can be repeated."""
    chosen = int(os.environ.get("SOAK_SEED") or SystemRandom().randrange(2**31)) if seed is None else seed
    print(f"SOAK_SEED={chosen}")
    return chosen
