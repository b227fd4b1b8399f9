"""Every exception that City Portals raises on purpose.

A page fails as a value (`schemas.outcome.Failure`), a stage fails as one of these; there is no third kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas.page import Exchange


class PortalsError(Exception):
    """Root of the errors below; its text is one sentence that names the input and what to do."""


class CallError(PortalsError):
    """A wrong call: unknown slug, missing file, unreadable lake. Printed as one line, exit status 2, nothing written."""


class FetchError(PortalsError):
    """A link could not be fetched.

    reason: a short stable code for the ledger, such as `dns`, `timeout`, `too_large`, `robots`, `http_503`.
    exchanges: what crossed the wire before the failure; the archive keeps them all the same.
    retry_after_s: seconds the server asked to wait (RFC 9110 §10.2.3), if it did.
    """

    def __init__(
        self, reason: str, detail: str = "", *, exchanges: tuple[Exchange, ...] = (), retry_after_s: float | None = None
    ) -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail
        self.exchanges = exchanges
        self.retry_after_s = retry_after_s


class Transient(FetchError):
    """May succeed when tried again: time-outs, resets, 429, 5xx."""

    @property
    def fate(self) -> str:
        """How the ledger calls it: `deferred` where the host's turn did not come and nothing was asked, `failed` otherwise."""
        return "deferred" if self.reason == "budget" else "failed"


class Permanent(FetchError):
    """Will not succeed by trying again.

    fate: how the ledger calls it: `failed`, `blocked`, `refused` (robots or an undeclared host) or `gone` (404, 410).
    """

    def __init__(
        self, reason: str, detail: str = "", *, fate: str = "failed", exchanges: tuple[Exchange, ...] = ()
    ) -> None:
        super().__init__(reason, detail, exchanges=exchanges)
        self.fate = fate


class ReadingFailed(PortalsError):
    """A capture holds no article that can be read. reason: a short stable code such as `empty`, `pdf`, `soft_404`."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class NotAnArticle(ReadingFailed):
    """The capture is something else: empty, a PDF, JSON, an error page with status 200, a login wall, a challenge."""


class FieldMissing(ReadingFailed):
    """A field that the layout declares mandatory is not on the page."""

    def __init__(self, field: str, layout: str) -> None:
        super().__init__(f"missing_{field}", f"layout {layout} promises {field}, and the page has none")
        self.field = field
        self.layout = layout


class RecordDamaged(PortalsError):
    """A record of the archive cannot be read back, or is not what its capture says it was."""


class LakeBusy(PortalsError):
    """Other writers kept a table busy for as long as this one was willing to wait; nothing of the commit was made."""
