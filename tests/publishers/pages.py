"""Pages as content systems build them around a title, writers, a time and words."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from tests.publishers.languages import Language
from tests.publishers.people import SITE

URL = "https://www.harbourgazette.example/news/harbour-bridge-stays-shut-12345"


@dataclass(frozen=True, slots=True)
class Page:
    """What stands where: head, under the heading, the words' markup, below the words; ld: nodes of one script."""

    language: Language
    ld: tuple[dict[str, object], ...] = ()
    head: str = ""
    under: str = ""
    words: str = ""
    foot: str = ""


def paragraphs(language: Language, tag: str = "p") -> str:
    return "".join(f"<{tag}>{words}</{tag}>" for words in (*language.paragraphs, *language.paragraphs[1:3][::-1]))


def head_of(page: Page) -> str:
    script = "".join(
        f"<script type='application/ld+json'>{json.dumps(node, ensure_ascii=False)}</script>" for node in page.ld
    )
    return (
        f"<!doctype html><html lang={page.language.code}><head><meta charset=utf-8><title>{page.language.title} | {SITE}</title>"
        f"<meta property=og:title content=\"{page.language.title}\"><meta property=og:site_name content='{SITE}'>{page.head}{script}</head>"
    )


MENU = "<header><nav><ul><li><a href=/>Home</a></li><li><a href=/news>News</a></li><li><a href=/sport>Sport</a></li></ul></nav></header>"
FOOT = "<footer><ul><li><a href=/imprint>Imprint</a></li><li><a href=/privacy>Privacy</a></li></ul><p>© 2024 Harbour Gazette</p></footer>"


def semantic(page: Page) -> str:
    return (
        f"{head_of(page)}<body>{MENU}<main><article><header><h1>{page.language.title}</h1>{page.under}</header>"
        f"<figure><img src=/a.jpg><figcaption>{page.language.paragraphs[3][:40]}</figcaption></figure><div class=article-body>{page.words}</div></article>"
        f"{page.foot}</main>{FOOT}</body></html>"
    )


def soup(page: Page) -> str:
    return (
        f"{head_of(page)}<body><div id=wrap><div class=hd>{MENU}</div><div class=col><div class=headline-block><h1 class=hl>{page.language.title}</h1></div>"
        f"<div class=info>{page.under}</div><div class=txt>{page.words}</div><div class=after>{page.foot}</div></div>"
        f"<div class=side><ul>{''.join(f'<li><a href=/{i}>{words[:50]}</a></li>' for i, words in enumerate(page.language.paragraphs))}</ul></div></div>{FOOT}</body></html>"
    )


def blog(page: Page) -> str:
    return (
        f"{head_of(page)}<body class=single-post>{MENU}<div id=primary><article class='post hentry'><h1 class=entry-title>{page.language.title}</h1>"
        f"<div class=entry-meta>{page.under}</div><div class=entry-content>{page.words}</div></article>{page.foot}</div>{FOOT}</body></html>"
    )


def hashed(page: Page) -> str:
    return (
        f"{head_of(page)}<body><div id=__next>{MENU}<section class=css-9a8b7><div class=css-1x0><h1 class=css-2y1>{page.language.title}</h1></div>"
        f"<div class=css-3z2>{page.under}</div></section><section class=css-4w3><div class=css-5v4>{page.words}</div></section>{page.foot}{FOOT}</div></body></html>"
    )


SKINS: tuple[Callable[[Page], str], ...] = (semantic, soup, blog, hashed)
