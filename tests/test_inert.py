"""Code and drawings are left out of a page before it is parsed, and nothing else of it."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from benchmarks.cases import goldens
from benchmarks.chrome import dressed
from portals.inert import without_code

PIECES = (
    "<p>Sáng nay, cầu Bến Rừng thông xe.</p>",
    "<div class=a title='cầu <mới>'>",
    "</div>",
    "<!-- ghi chú <script> --> <b>",
    "<!-- <style> p > a {} </style> <svg> -->",
    "<!-->",
    "<!--->",
    "<script src=a.js></script>",
    "<SCRIPT type='text/javascript'>if (a < b && b-->c) document.write('<p>thừa</p>');</SCRIPT >",
    """<script type="application/ld+json">{"articleBody": "Thông xe <b>cầu</b> <script>a()<\\/script> <style>"}</script>""",
    "<script>w('<script>x<\\/script>')</script>",
    "<script><!-- a('<script>x</script>'); --></script>",
    "<script><!-- a(1); // --></script>",
    "<script>var a = '<!--';</script>",
    "<style media=all>nav > a { color: red } /* <p> */</style>",
    "<style></style>",
    "<svg viewBox='0 0 9 9'><path d='M0 0h9'/><g><circle r=3></circle></g></svg>",
    "<svg><title>Biểu <b>tượng</b></title><path d='M0'/></svg>",
    "<svg><foreignObject><p>Trong hình</p></foreignObject></svg>",
    "<svg><path><p>Ra khỏi hình</p></svg>",
    "</svg>",
    "<textarea><script></textarea>",
    "<title>Bài về <style></title>",
    "<a title='<script>' href='/tin'>",
    "<a title='<style>' href='/tin'>",
    "</a>",
    "<table><tr><td>",
    "</table>",
    "Hải Phòng",
)
LAST = (
    "",
    "<script>var a = 1",
    "<style>p {",
    "<!-- ghi chú",
    "<svg viewBox='0",
    "<svg><path d='M0",
    "<textarea>Hải Phòng",
    "<p",
)


def seen(body: bytes) -> str | None:
    """The page without its code and drawings, as the parser sees it."""
    tree = LexborHTMLParser(body)
    for node in tree.css("script:not([type*=json]),style,svg"):
        node.decompose()
    return tree.html


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(("\n", "")), st.sampled_from(LAST))
def test_all_else_stays(pieces: list[str], between: str, last: str) -> None:
    body = between.join([*pieces, last]).encode()
    assert seen(without_code(body)) == seen(body)


@pytest.mark.parametrize("number", range(3))
def test_pages_of_live_size_keep_all_but_their_code(number: int) -> None:
    page = dressed(Random(number).choice([case.html for case in goldens()]).decode(), number).encode()
    light = without_code(page)
    assert seen(light) == seen(page)
    assert len(light) < len(page) / 2
    assert without_code(light) == light


def test_what_is_left_out() -> None:
    page = (
        b"<style>p > a { color: red }</style><script>var a = '<p>x</p>';</script><svg><path d='M0 0'/></svg>"
        b"<script type='application/ld+json'>{}</script><p>Tin</p>"
    )
    assert without_code(page) == (
        b"<style></style><script></script><svg></svg><script type='application/ld+json'>{}</script><p>Tin</p>"
    )


@pytest.mark.parametrize(
    "page",
    [
        b"<script>var a = 1",
        b"<script><!-- a('<script>b</script>') --></script>",
        b"<a title='<script>'>Tin</a><script src=a></script>",
        b"<svg><title>Tin</title></svg>",
        b"<svg viewBox='0 0 1 1'",
        b"<title><script></title>",
        b"<script type='application/ld+json'>{'articleBody': '<style>'}</script><p></style>",
        b"<!-- <style>p {}</style>",
        b"",
    ],
)
def test_what_is_in_doubt_stays(page: bytes) -> None:
    assert without_code(page) == page
