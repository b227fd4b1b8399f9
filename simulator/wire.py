"""Puts an answer on the wire as a server that works does: validators, content coding, HEAD."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

import brotli  # type: ignore[import-untyped]  # has no stubs
from aiohttp import web

from simulator.answer import Answer

MIN_CODED = 300


def _unchanged(asked: Mapping[str, str], answer: Answer) -> bool:
    """RFC 9110: If-None-Match alone decides where it is sent."""
    if answer.status != 200:
        return False
    if "If-None-Match" in asked:
        tags = {tag.strip().removeprefix("W/") for tag in asked["If-None-Match"].split(",")}
        return answer.etag() in tags
    if "If-Modified-Since" in asked and answer.modified is not None:
        try:
            since = parsedate_to_datetime(asked["If-Modified-Since"])
        except ValueError:
            return False
        return answer.modified <= since
    return False


def _coding(asked: Mapping[str, str], answer: Answer, offered: tuple[str, ...]) -> str | None:
    accepted = {part.split(";")[0].strip() for part in asked.get("Accept-Encoding", "").split(",")}
    if not answer.coded or len(answer.body) < MIN_CODED:
        return None
    return next((coding for coding in offered if coding in accepted), None)


def coded(body: bytes, coding: str) -> bytes:
    """The body in a content coding (gzip or br)."""
    return brotli.compress(body, quality=4) if coding == "br" else gzip.compress(body, 5, mtime=0)


def response_of(answer: Answer, asked: Mapping[str, str], offered: tuple[str, ...]) -> web.Response:
    """The response to a request with headers `asked` from a portal that has the codings `offered`."""
    headers = {"Content-Type": answer.type, "Date": format_datetime(datetime.now(UTC), usegmt=True), **answer.headers}
    if answer.status == 200:
        headers["ETag"] = answer.etag()
        if answer.modified is not None:
            headers["Last-Modified"] = format_datetime(answer.modified.astimezone(UTC), usegmt=True)
    if _unchanged(asked, answer):
        return web.Response(status=304, headers=headers)
    coding = _coding(asked, answer, offered)
    if coding is None:
        return web.Response(status=answer.status, body=answer.body, headers=headers)
    headers |= {"Content-Encoding": coding, "Vary": "Accept-Encoding"}
    return web.Response(status=answer.status, body=coded(answer.body, coding), headers=headers)
