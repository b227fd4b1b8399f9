"""A task tries again only what may succeed by trying again."""

from __future__ import annotations

import pytest

from schemas.errors import CallError, NotAnArticle, Permanent, Transient
from tasks.policy import worth_retrying


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (Transient("timeout"), True),
        (Permanent("http_404", fate="gone"), False),
        (CallError("no such portal"), False),
        (NotAnArticle("empty"), False),
        (ValueError("a bug"), False),
        (None, False),
    ],
)
def test_only_a_transient_is_tried_again(error: BaseException | None, again: bool) -> None:
    assert worth_retrying(error) is again
