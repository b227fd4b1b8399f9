"""What stages hand on: a page that failed, a batch that was judged, a commit that was made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from schemas.page import Link

Severity = Literal["MUST", "SHOULD"]
Level = Literal["row", "batch", "lake"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A link or file item that did not become an article, as a value: its fate, where it ended and why."""

    link: Link
    fate: str
    stage: str
    reason: str
    capture_id: str | None = None
    article_id: str | None = None
    channels: tuple[str, ...] = ()
    """All channels that showed it; the link's own where it is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """One expectation that one row broke."""

    expectation: str
    column: str | None
    severity: Severity
    reason: str
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The result of one expectation over one batch; becomes a row of `checks`."""

    suite: str
    expectation: str
    column: str | None
    level: Level
    severity: Severity
    success: bool
    evaluated: int
    unexpected: int
    observed: str | None
    reason: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A batch after its suite: which rows broke what, and every expectation's result.

    broken: row index in the batch -> every expectation the row broke, MUST and SHOULD.
    """

    suite: str
    evaluated: int
    broken: dict[int, tuple[Broken, ...]] = field(default_factory=dict)
    checked: tuple[Checked, ...] = ()

    @property
    def rejected(self) -> frozenset[int]:
        """Indexes of rows that broke a MUST."""
        return frozenset(i for i, broken in self.broken.items() if any(b.severity == "MUST" for b in broken))

    @property
    def stopped_by(self) -> tuple[Checked, ...]:
        """Batch or lake expectations of severity MUST that failed: the batch may not be published."""
        return tuple(c for c in self.checked if c.level != "row" and c.severity == "MUST" and not c.success)

    def of_first(self, rows: int) -> Report:
        """The same report without the broken rows behind the first so many; every expectation's result stays."""
        return replace(self, broken={i: broken for i, broken in self.broken.items() if i < rows})

    def held_back(self, rows: int) -> Report:
        """The same report with every one of the batch's rows rejected by what stopped the batch."""
        stops = tuple(
            Broken(
                expectation=c.expectation,
                column=c.column,
                severity="MUST",
                reason=f"batch: {c.reason}",
                value=c.observed,
            )
            for c in self.stopped_by
        )
        return replace(self, broken={i: (*self.broken.get(i, ()), *stops) for i in range(rows)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What a publish did: each article's fate, and the version of each table afterwards."""

    fates: dict[str, str]
    """capture_id -> new, edited, unchanged or alias."""
    versions: dict[str, int]
    """table -> Delta version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the lake knows of an article when a channel shows it again."""

    article_id: str
    titles: frozenset[str]
    """Headlines that it is known by: as read, and as channels showed it when it was last asked for."""
    last_seen_at: datetime
    """Latest capture of it; UTC."""
    lastmod: datetime | None = None
    """Latest change that channels showed when it was last asked for; UTC."""
    waiting: bool = False
    """Not landed: its reading waits in quarantine."""
