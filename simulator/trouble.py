"""Faults on the wire: what the connection does to an answer."""

from __future__ import annotations

import asyncio
import gzip
import socket
import struct
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import brotli  # type: ignore[import-untyped]  # has no stubs
import zstandard
from aiohttp import web

from simulator.answer import HTML
from simulator.faults import Fault

Normal = web.Response
Trouble = Callable[[web.BaseRequest, Fault, Normal], Awaitable[web.StreamResponse]]
MEGABYTE = 1 << 20
CUT = 444
"""Status of a response that is never written, because the connection is over."""
CHALLENGE = (
    '<!DOCTYPE html><html><head><title>Just a moment...</title><meta http-equiv="refresh" content="5"></head>'
    '<body><div id="cf-wrapper"><h1>Checking your browser before accessing the site.</h1>'
    "<noscript>Please enable JavaScript and cookies to continue</noscript>"
    '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/jsch/v1"></script></div></body></html>'
)
SOFT_404 = (
    '<!DOCTYPE html><html lang="vi"><head><title>Không tìm thấy nội dung</title></head><body><h1>Thông báo</h1>'
    '<p>Trang bạn yêu cầu không tồn tại hoặc đã bị xóa. Vui lòng quay lại trang chủ.</p><a href="/">Trang chủ</a></body></html>'
)
LOGIN = (
    '<!DOCTYPE html><html lang="vi"><head><title>Đăng nhập</title></head><body><h1>Đăng nhập hệ thống</h1><form method="post" action="/dang-nhap">'
    '<p>Bạn cần đăng nhập để xem nội dung này.</p><input name="user"><input type="password" name="password">'
    "<button>Đăng nhập</button></form></body></html>"
)


def _retry_after(fault: Fault) -> dict[str, str]:
    wait = fault.options.get("retry_after")
    if wait is None:
        return {}
    if wait is True:
        return {
            "Retry-After": format_datetime(
                datetime.now(UTC) + timedelta(seconds=fault.options.get("seconds", 2)), usegmt=True
            )
        }
    return {"Retry-After": str(wait)}


async def _status(_request: web.BaseRequest, fault: Fault, _normal: Normal) -> web.StreamResponse:
    status = int(fault.options.get("status", 500)) if fault.name == "status" else int(fault.name)
    return web.Response(
        status=status, text="Too Many Requests" if status == 429 else "Service Unavailable", headers=_retry_after(fault)
    )


def _page(text: str) -> Trouble:
    async def answer(_request: web.BaseRequest, _fault: Fault, _normal: Normal) -> web.StreamResponse:
        return web.Response(body=text.encode(), headers={"Content-Type": HTML})

    return answer


def _raw(request: web.BaseRequest) -> asyncio.Transport:
    transport = request.transport
    if not isinstance(transport, asyncio.Transport):
        raise ConnectionResetError("the client is gone")
    return transport


def _head(normal: Normal, length: int | None, **headers: str) -> bytes:
    lines = [
        f"HTTP/1.1 {normal.status} OK",
        f"Content-Type: {normal.headers.get('Content-Type', HTML)}",
        "Connection: close",
    ]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _body(normal: Normal) -> bytes:
    return normal.body if isinstance(normal.body, bytes) else b""


async def _over(transport: asyncio.Transport, *, reset: bool = False) -> web.StreamResponse:
    """Ends the connection, with a RST where asked; what is returned is never written."""
    if reset:
        wire = transport.get_extra_info("socket")
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    else:
        transport.close()
    await asyncio.sleep(0)
    return web.Response(status=CUT)


async def _reset(request: web.BaseRequest, fault: Fault, normal: Normal) -> web.StreamResponse:
    transport, body = _raw(request), _body(normal)
    transport.write(_head(normal, len(body)) + body[: int(fault.options.get("at_byte", len(body) // 2))])
    await asyncio.sleep(0.05)
    return await _over(transport, reset=True)


async def _hang_up(request: web.BaseRequest, _fault: Fault, _normal: Normal) -> web.StreamResponse:
    return await _over(_raw(request), reset=True)


async def _length(request: web.BaseRequest, fault: Fault, normal: Normal) -> web.StreamResponse:
    """`short`: fewer bytes come than promised; `long`: more."""
    transport, body = _raw(request), _body(normal)
    transport.write(_head(normal, len(body) + (700 if fault.name == "short" else -min(700, len(body) // 2))) + body)
    await asyncio.sleep(0.02)
    return await _over(transport)


async def _drip(request: web.BaseRequest, fault: Fault, normal: Normal) -> web.StreamResponse:
    """slow_headers: the head byte by byte; slow_body: the head at once, the body byte by byte."""
    transport, body = _raw(request), _body(normal)
    head = _head(normal, len(body))
    if fault.name == "slow_body":
        transport.write(head)
    for byte in body if fault.name == "slow_body" else head + body:
        if transport.is_closing():
            break
        transport.write(bytes((byte,)))
        await asyncio.sleep(float(fault.options.get("seconds", 0.2)))
    return await _over(transport)


async def _pieces(fault: Fault) -> AsyncIterator[bytes]:
    """The bytes of a body that never ends, or of a bomb of `megabytes` in a coding."""
    if fault.name == "endless":
        while True:
            yield b"<p>" + "Còn nữa, còn nữa. ".encode() * 500 + b"</p>\n"
    zeros, left = bytes(MEGABYTE), int(fault.options.get("megabytes", 500))
    coding = fault.options.get("coding", "gzip")
    if coding == "br":
        packer = brotli.Compressor(quality=1)
        for _ in range(left):
            yield packer.process(zeros)
        yield packer.finish()
    elif coding == "zstd":
        squeezer = zstandard.ZstdCompressor(level=1).compressobj()
        for _ in range(left):
            yield squeezer.compress(zeros)
        yield squeezer.flush()
    else:
        deflater = zlib.compressobj(9, zlib.DEFLATED, 31)
        for _ in range(left):
            yield deflater.compress(zeros)
        yield deflater.flush()


async def _flood(request: web.BaseRequest, fault: Fault, normal: Normal) -> web.StreamResponse:
    transport = _raw(request)
    coding = {} if fault.name == "endless" else {"Content_Encoding": str(fault.options.get("coding", "gzip"))}
    transport.write(_head(normal, None, **coding))
    async for piece in _pieces(fault):
        while transport.get_write_buffer_size() > MEGABYTE and not transport.is_closing():
            await asyncio.sleep(0.01)
        if transport.is_closing():
            break
        transport.write(piece)
        await asyncio.sleep(0)
    return await _over(transport)


async def _redirect(request: web.BaseRequest, fault: Fault, _normal: Normal) -> web.StreamResponse:
    """redirect_to: to `to` (a private address unless given); redirect_loop: between two forms of the address."""
    if fault.name == "redirect_to":
        target = str(fault.options.get("to", "http://169.254.169.254/latest/meta-data/"))
    else:
        path = request.path_qs
        target = path.replace("?vong=1", "") if path.endswith("?vong=1") else path + "?vong=1"
    return web.Response(status=int(fault.options.get("status", 302)), headers={"Location": target})


async def _charset(_request: web.BaseRequest, fault: Fault, normal: Normal) -> web.StreamResponse:
    """charset: UTF-8 bytes under another name; bytes_as: other bytes under the name of UTF-8."""
    label, body = str(fault.options.get("charset", "windows-1252")), _body(normal)
    if fault.name == "charset":
        return web.Response(body=body, headers={"Content-Type": f"text/html; charset={label}"})
    return web.Response(body=body.decode().encode(label, "xmlcharrefreplace"), headers={"Content-Type": HTML})


async def _truncated(_request: web.BaseRequest, _fault: Fault, normal: Normal) -> web.StreamResponse:
    """Half of the page, as if it were whole, under the whole one's ETag."""
    body = gzip.decompress(_body(normal)) if normal.headers.get("Content-Encoding") == "gzip" else _body(normal)
    named = {name: value for name in ("ETag", "Last-Modified") if (value := normal.headers.get(name))}
    return web.Response(body=body[: len(body) // 2], headers={"Content-Type": HTML, **named})


TROUBLES: dict[str, Trouble] = {
    "429": _status, "503": _status, "status": _status, "challenge": _page(CHALLENGE), "soft_404": _page(SOFT_404), "login_wall": _page(LOGIN),
    "reset": _reset, "hang_up": _hang_up, "short": _length, "long": _length, "slow_body": _drip, "slow_headers": _drip,
    "endless": _flood, "bomb": _flood, "redirect_loop": _redirect, "redirect_to": _redirect,
    "charset": _charset, "bytes_as": _charset, "truncated": _truncated,
}  # fmt: skip
