"""Every expectation of every suite as the data contract prints it."""

from __future__ import annotations

from collections.abc import Iterator

from data_lake.contract import Promised
from expectations.articles import rows_suite
from expectations.batch import batch_suite
from expectations.lake import LAKE
from expectations.suite import Expectation, Suite
from portals.registry import portals


def promised() -> tuple[Promised, ...]:
    """The general suites, then what each portal's file asks for besides or more strictly."""
    general = (rows_suite(None), batch_suite(None), LAKE)
    own = (one for portal in portals().values() for one in _own(portal.slug, (rows_suite(portal), batch_suite(portal))))
    return (*(_promised(suite, e, None) for suite in general for e in suite.expectations), *own)


def _own(slug: str, suites: tuple[Suite, Suite]) -> Iterator[Promised]:
    known = {(suite.name, e) for suite in (rows_suite(None), batch_suite(None)) for e in suite.expectations}
    for suite in suites:
        yield from (_promised(suite, e, slug) for e in suite.expectations if (suite.name, e) not in known)


def _promised(suite: Suite, e: Expectation, portal: str | None) -> Promised:
    return Promised(
        suite=suite.name,
        level=suite.level,
        expectation=e.name,
        column=e.column,
        severity=e.severity,
        reason=e.reason,
        owner=e.owner,
        at_least=e.at_least,
        at_most=e.at_most,
        portal=portal,
    )
