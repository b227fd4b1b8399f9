"""What an expectation is, what a suite is, and what the judge is told beside the table. Data only; rules measure, `check` judges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

import pandas as pd
import pyarrow as pa

from portals.portal import Portal
from schemas.errors import PortalsError
from schemas.outcome import Level, Severity

Owner = Literal["reading", "collecting", "portal file", "lake", "expectations"]
"""Who answers for a broken expectation: the readers, the collectors, the file of the portal, the lake, or this package."""

Purpose = Literal["ingest", "backfill", "reparse", "recheck", "replay"]

SEEN = ":seen"
"""Suffix of the column that shows, in words, what a measure met in each row."""

HISTORY_COLUMNS = (
    "portal", "article_id", "title", "lead", "authors", "section", "section_path", "tags", "images", "attachments", "published_at", "captured_at",
    "content_hash", "word_count", "layout", "medium", "origins", "byline", "flags",
)  # fmt: skip
"""Columns of `articles` that the batch suite learns from; a history that lacks one leaves its measures unjudged."""


class SuiteError(PortalsError):
    """An expectation could not be evaluated: a fault of a suite or of its measures, never of the data judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """A measure and the bounds within which it has to lie; a null measure is not judged.

    measure: column of the measured frame, `name` where it is empty. Measures that look for a fault are 0 or 1.
    reason: for a person: what is wrong when it breaks, and why that matters.
    """

    name: str
    column: str | None
    severity: Severity
    reason: str
    owner: Owner = "reading"
    measure: str = ""
    at_least: float | None = None
    at_most: float | None = None

    @property
    def measured(self) -> str:
        return self.measure or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known besides the table. Everything but `portal` and `now` may be left out: then it is not judged.

    portal: whose batch it is; None for addresses of undeclared hosts.
    now: moment of the check, UTC.
    purpose: `ingest` asks of a batch what is expected of new pages; `backfill` and `reparse` may hold one article
        many times and old ones only, so volume, freshness and repetition are not judged there. `replay` asks of the batch
        of an earlier run what `ingest` asks, but for volume, freshness and news, which were of that day.
    history: this portal's rows of `articles` (HISTORY_COLUMNS) as they stood before the batch.
    listed: readings that the batch should hold: pages handed to the readers, less those that ended by name in the ledger.
    unread: pages of the batch that could not be read at all (they are in quarantine by name).
    reasons: why those could not be read, as far as it was told.
    rejected, rots: rows of the batch that broke a MUST of the row suite, and what layouts broke, in words; `check_batch`
        fills them in.
    """

    portal: Portal | None
    now: datetime
    purpose: Purpose = "ingest"
    history: pa.Table | None = None
    listed: int | None = None
    unread: int = 0
    reasons: tuple[str, ...] = ()
    rejected: int = 0
    rots: tuple[str, ...] = ()

    @property
    def live(self) -> bool:
        """Whether each page of the batch was asked for once, within one run."""
        return self.purpose in ("ingest", "replay")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """Expectations of one level, and how their measures are taken.

    measured: from the table to a frame: one line a row (level `row`) or one line in all (`batch`, `lake`).
    """

    name: str
    level: Level
    expectations: tuple[Expectation, ...]
    measured: Callable[[pa.Table, Context], pd.DataFrame]

    def tightened(self, more: tuple[Expectation, ...], must: frozenset[str] = frozenset()) -> Suite:
        """This suite with a portal's own expectations, and with those named in `must` made MUST. Nothing can be loosened."""
        kept = tuple(replace(e, severity="MUST") if e.name in must else e for e in self.expectations)
        return replace(self, expectations=kept + more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """One line of measures for a batch or the lake, with words about them; `frame()` is what is judged."""

    values: Mapping[str, float | None]
    seen: Mapping[str, str] = field(default_factory=dict)

    def frame(self) -> pd.DataFrame:
        row: dict[str, object] = {
            name: float("nan") if value is None else float(value) for name, value in self.values.items()
        }
        return pd.DataFrame([{**row, **{name + SEEN: words for name, words in self.seen.items()}}])
