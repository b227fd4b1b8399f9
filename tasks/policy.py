"""When a task tries again. Pure decisions, no I/O."""

from __future__ import annotations

from typing import Any

from prefect.client.schemas.objects import State, TaskRun

from schemas.errors import Transient

RETRIES = 2
RETRY_DELAYS_S = [5.0, 30.0]


def worth_retrying(error: BaseException | None) -> bool:
    """Only a Transient is tried again; a Permanent, a wrong call or a bug of ours is not."""
    return isinstance(error, Transient)


async def again(_task: Any, _run: TaskRun, state: State[Any]) -> bool:
    """Prefect's `retry_condition_fn`: whether a failed task is worth another try."""
    error = await state.aresult(raise_on_failure=False)
    return worth_retrying(error if isinstance(error, BaseException) else None)
