"""What an answer means: a page, a redirect, a refusal, or something worth asking again. Pure decisions, no I/O."""

from __future__ import annotations

import email.utils
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from portals.asking import OPENING, Answer
from schemas.errors import FetchError, Permanent, Transient
from schemas.page import Exchange

REDIRECTS = (301, 302, 303, 307, 308)
BLOCKED = (401, 403, 407, 451)
GONE = (404, 410)
AGAIN = (408, 425, 429)

TRIES = {"dns": 2, "timeout": 2, "bad_coding": 1, "http_500": 2, "http_501": 1, "http_505": 1}
"""Most requests for one address by class of error, where it is fewer than the limit for all."""

SURE = (
    b"_cf_chl_opt",
    b"cf-browser-verification",
    b"/cdn-cgi/challenge-platform/h/",
    b"_incapsula_resource",
    b"ddos-guard/js-challenge",
    b"sucuri_cloudproxy_js",
    b"window.gokuprops",
    b"/_guard/",
)
"""Scripts that stand only on challenge pages; in lower case. (Cloudflare's `/scripts/jsd/` stands on ordinary pages too.)"""
LIKELY = tuple(
    words.encode()
    for words in (
        "checking your browser",
        "just a moment",
        "attention required! | cloudflare",
        "ddos protection by",
        "verify you are human",
        "are you a robot",
        "unusual traffic",
        "enable javascript and cookies to continue",
        "request unsuccessful",
        "access denied",
        "captcha",
        "minh bạn là con người",
        "minh bạn không phải",
        "ang kiểm tra trình duyệt",
        "bạn không phải là robot",
        "ác thực truy cập",
    )
)
"""Words that mean a challenge on a page with hardly any others: an article may say them, and its comment form holds a captcha.

Without a first letter beyond ASCII, as lower case of bytes leaves it alone.
"""
FEW_WORDS = 120
FEW_BYTES = 4_096
RELOADS = re.compile(rb"document\.cookie\s*=[\s\S]*location|location[\s\S]*document\.cookie\s*=")
UNSEEN = re.compile(r"<(script|style|noscript|template|head)\b.*?(?:</\1\s*>|\Z)|<!--.*?-->|<[^<>]*>", re.I | re.S)
LOGIN = re.compile(
    r"/(?:login|log-in|signin|sign-in|dang-nhap|dangnhap|wp-login\.php|sso|cas/login|account/login)(?:[/.?]|$)", re.I
)


def verdict(answer: Answer) -> FetchError | None:
    """Why an answer is no page; None where it is one, a 304 or a redirect to follow."""
    status = answer.exchange.status
    if answer.error is not None or status is None:
        return answer.error
    if status == 304 or (status in REDIRECTS and location_of(answer.exchange)):
        return None
    sign = looks_like_challenge(answer.opening, answer.exchange.headers)
    if sign and status != 404:
        return Permanent("challenge", sign, fate="blocked")
    if 200 <= status < 300:
        return None
    reason, phrase = f"http_{status}", answer.exchange.reason_phrase
    if status in BLOCKED:
        return Permanent(reason, phrase, fate="blocked")
    if status in GONE:
        return Permanent(reason, phrase, fate="gone")
    if status in AGAIN or status >= 500:
        return transient(reason, phrase, retry_after_s(answer.exchange))
    return Permanent(reason, phrase)


def transient(reason: str, detail: str, after_s: float | None) -> Transient:
    return Transient(reason, detail, retry_after_s=after_s)


def owner_refuses(errors: Iterable[FetchError]) -> Permanent | None:
    """Whether a host turned away every try: refused the connection, or dropped it before any answer. Its owner's word, so `blocked`."""
    kinds = {_refusal(error) for error in errors}
    reason = kinds.pop() if len(kinds) == 1 else None
    return Permanent(reason, "at every try", fate="blocked") if reason else None


def _refusal(error: FetchError) -> str | None:
    if error.reason == "connect" and error.detail == "refused":
        return "connect_refused"
    return "dropped" if error.reason == "reset" and error.detail.startswith("before any answer") else None


def location_of(exchange: Exchange) -> str | None:
    """The absolute address that a redirect points to, without fragment."""
    where = next((value for name, value in exchange.headers if name.lower() == "location"), "").strip()
    try:
        return urljoin(exchange.url, where).partition("#")[0] if where else None
    except ValueError:
        return where


def retry_after_s(exchange: Exchange) -> float | None:
    """Seconds from the end of the answer, be Retry-After a number or a date (RFC 9110 §10.2.3); a date is measured by the server's own clock
    where it tells it. At most a day."""
    sent = {name.lower(): value.strip() for name, value in exchange.headers}
    value = sent.get("retry-after", "")
    if re.fullmatch(r"\d{1,9}(?:\.\d+)?", value):
        return min(float(value), 86_400.0)
    until = _date(value)
    if until is None:
        return None
    now = _date(sent.get("date", "")) or exchange.ended_at
    return min(max((until - now).total_seconds(), 0.0), 86_400.0)


def _date(value: str) -> datetime | None:
    try:
        found = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def looks_like_challenge(opening: bytes, headers: tuple[tuple[str, str], ...] = ()) -> str | None:
    """The sign by which a page is a challenge to browsers and no content of the portal; None where it is not one.

    opening: the decoded body or its first 64 KiB.
    """
    kinds = {name.lower(): value.lower() for name, value in headers}
    if kinds.get("cf-mitigated") == "challenge":
        return "cf-mitigated"
    if "html" not in kinds.get("content-type", "html"):
        return None
    folded = opening.lower()
    sure = next((sign for sign in SURE if sign in folded), None)
    if sure is not None:
        return sure.decode()
    likely = next((sign for sign in LIKELY if sign in folded), None) if len(opening) < OPENING else None
    if likely and _words(opening) <= FEW_WORDS:
        return likely.decode()
    if len(opening) <= FEW_BYTES and RELOADS.search(folded) and _words(opening) <= FEW_WORDS / 10:
        return "cookie and reload"
    return None


def _words(opening: bytes) -> int:
    return len(UNSEEN.sub(" ", opening.decode("utf-8", "replace")).split())


def looks_like_login(asked: str, final: str) -> bool:
    """Whether a redirect led from an address that is no login page to one that is."""
    return asked != final and bool(LOGIN.search(urlsplit(final).path)) and not LOGIN.search(urlsplit(asked).path)
