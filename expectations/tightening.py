"""A portal's own expectations (`Portal.expects`), made into the suites' terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from expectations.suite import Expectation, SuiteError
from portals.portal import Expect, Portal
from schemas.article import READINGS


@dataclass(frozen=True, slots=True)
class PortalRules:
    """The rules of one portal that are asked of each row, and how they are measured."""

    rules: tuple[Expect, ...]

    @property
    def expectations(self) -> tuple[Expectation, ...]:
        return tuple(
            Expectation(
                name=rule.name, column=rule.column, severity=rule.severity, reason=rule.reason, owner="portal file",
                measure=f"portal:{rule.name}", at_most=0,
            )
            for rule in self.rules
        )  # fmt: skip

    def measured(self, table: pa.Table) -> dict[str, list[float]]:
        """For each rule, 1 for a row that breaks it."""
        return {f"portal:{rule.name}": [float(not holds(rule, v)) for v in _values(rule, table)] for rule in self.rules}


def portal_rules(portal: Portal) -> PortalRules:
    """The row rules of a portal. Raises SuiteError where a rule names no column of an article."""
    own = tuple(rule for rule in portal.expects if rule.column is not None and rule.share is None)
    for rule in own:
        _known(rule, portal)
    return PortalRules(own)


def raised(portal: Portal) -> frozenset[str]:
    """Names of general expectations that are a MUST for this portal."""
    return frozenset(rule.name for rule in portal.expects if rule.column is None)


def share_rules(portal: Portal | None) -> tuple[tuple[Expectation, Expect], ...]:
    """The rules of a portal that are asked of a share of the batch."""
    made = []
    for rule in portal.expects if portal else ():
        if portal and rule.column is not None and rule.share is not None:
            _known(rule, portal)
            made.append((_batch_expectation(rule, rule.share), rule))
    return tuple(made)


def share_holding(rule: Expect, table: pa.Table) -> float | None:
    """Share of the rows for which the rule holds; None for fewer than five rows."""
    values = _values(rule, table)
    return sum(holds(rule, v) for v in values) / len(values) if len(values) >= 5 else None


def holds(rule: Expect, value: Any) -> bool:
    """Whether one value keeps a portal's rule; an empty text or list counts as null."""
    if value is None or (isinstance(value, str | list) and not value):
        return not rule.filled
    if rule.matches is not None and not (isinstance(value, str) and re.fullmatch(rule.matches, value)):
        return False
    if rule.at_least is None and rule.at_most is None:
        return True
    size = float(len(value) if isinstance(value, str | list) else value)
    return (rule.at_least is None or size >= rule.at_least) and (rule.at_most is None or size <= rule.at_most)


def _batch_expectation(rule: Expect, share: float) -> Expectation:
    return Expectation(
        name=rule.name, column=rule.column, severity=rule.severity, reason=rule.reason, owner="portal file",
        measure=f"portal:{rule.name}", at_least=share,
    )  # fmt: skip


def _known(rule: Expect, portal: Portal) -> None:
    if rule.column not in READINGS.names:
        raise SuiteError(f"portal {portal.slug} expects something of {rule.column!r}, which is no column of an article")


def _values(rule: Expect, table: pa.Table) -> Sequence[Any]:
    values: list[Any] = table.column(str(rule.column)).to_pylist()
    return values
