"""A nursery whose children are struck, and the scenes that they play."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.chaos.arm import library
from tests.chaos.nursery import Nursery
from tests.chaos.scenes import Scene, scenes


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """With the library before libc. The tests are skipped where there is no gcc to make it."""
    folder = tmp_path_factory.mktemp("nursery")
    built = library(folder)
    if built is None:
        pytest.skip("no gcc, by which the library that strikes is made")
    nursery = Nursery(folder, built)
    yield nursery
    nursery.close()


@pytest.fixture(scope="session")
def played(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Scene]]:
    """The scenes `first`, `again` and `files`, each with what an undisturbed run makes of it."""
    with scenes(nursery, tmp_path_factory.mktemp("scenes")) as made:
        yield list(made.values())
