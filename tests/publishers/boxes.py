"""What stands among and under the words of publishers' pages, and whether it is the article's."""

from __future__ import annotations

from collections.abc import Callable

from tests.publishers.languages import Language
from tests.publishers.pages import paragraphs

Words = Callable[[Language], tuple[str, tuple[str, ...]]]
"""Markup of an article's words with something among them, and the lines that are to be read, captions apart."""


def lines(language: Language) -> tuple[str, ...]:
    return (*language.paragraphs, *language.paragraphs[1:3][::-1])


def halves(language: Language, between: str, after: str = "") -> str:
    """The words with markup in their middle and behind them."""
    first, rest = language.paragraphs[:2], lines(language)[2:]
    return f"{tagged(first)}{between}{tagged(rest)}{after}"


def tagged(words: tuple[str, ...], tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in words)


def other(language: Language) -> str:
    """The title of another article."""
    return language.title[: len(language.title) // 2].strip() + " 2019"


def heading(language: Language) -> str:
    return language.paragraphs[3][:30].rsplit(" ", 1)[0].strip(" ,،.")


def linked(text: str) -> str:
    """A line with some of its words as a link."""
    words = text.split(" ")
    return " ".join((*words[:2], f"<a href=/x>{' '.join(words[2:4])}</a>", *words[4:])) if len(words) > 5 else text


def left_out(between: Callable[[Language], str]) -> Words:
    return lambda language: (halves(language, between(language)), lines(language))


def behind(after: Callable[[Language], str]) -> Words:
    return lambda language: (halves(language, "", after(language)), lines(language))


def kept(between: Callable[[Language], tuple[str, tuple[str, ...]]]) -> Words:
    def words(language: Language) -> tuple[str, tuple[str, ...]]:
        markup, own = between(language)
        return halves(language, markup), (*language.paragraphs[:2], *own, *lines(language)[2:])

    return words


def teasers(language: Language, tag: str = "div") -> str:
    items = "".join(f"<li><a href=/{i}>{other(language)} {i}</a></li>" for i in range(3))
    return f"<{tag} class=related><h3>{language.more}</h3><ul>{items}</ul></{tag}>"


FORM = "<form><input type=email name=email placeholder=mail><button>OK</button></form>"
WORDS: dict[str, Words] = {
    "plain": lambda lang: (paragraphs(lang), lines(lang)),
    "divs for paragraphs": lambda lang: (paragraphs(lang, "div"), lines(lang)),
    "sections": lambda lang: ("".join(f"<section class=part>{tagged((text,))}</section>" for text in lines(lang)), lines(lang)),
    "columns": lambda lang: ("".join(f"<div class=StoryBody><div class=inner>{tagged(part)}</div></div><div class=ad></div>" for part in (lines(lang)[:2], lines(lang)[2:4], lines(lang)[4:])), lines(lang)),
    "lines parted by br": lambda lang: (f"<div>{'<br><br>'.join(lines(lang))}</div>", lines(lang)),
    "drop cap": lambda lang: (f"<p><span class=dropcap>{lang.paragraphs[0][0]}</span>{lang.paragraphs[0][1:]}</p>{tagged(lines(lang)[1:])}", lines(lang)),
    "spans": lambda lang: (tagged(tuple(f"<span><span>{text}</span></span>" for text in lines(lang))), lines(lang)),
    "links within": lambda lang: (tagged(tuple(linked(text) for text in lines(lang))), lines(lang)),
    "teaser line": left_out(lambda lang: f"<p><strong>{lang.more}: <a href=/o>{other(lang)}</a></strong></p>"),
    "teaser line, label in link": left_out(lambda lang: f"<p><a href=/o><b>{lang.more}:</b> {other(lang)}</a></p>"),
    "teaser box": left_out(teasers),
    "teaser aside": left_out(lambda lang: teasers(lang, "aside")),
    "teaser card": left_out(lambda lang: f"<div class=card><a href=/o><span>{lang.more}</span><h4>{other(lang)}</h4></a></div>"),
    "sign-up": left_out(lambda lang: f"<div class=nl><p>{lang.signup}</p>{FORM}</div>"),
    "sign-up aside": left_out(lambda lang: f"<aside class=newsletter><h4>Newsletter</h4><p>{lang.signup}</p><a href=/nl>OK</a></aside>"),
    "advertisement": left_out(lambda lang: "<div class=ad-slot><span>Advertisement</span></div>"),
    "share line": behind(lambda lang: f"<div class=share><span>{lang.share}</span><ul><li><a href=#>Facebook</a></li><li><a href=#>X</a></li><li><a href=#>WhatsApp</a></li></ul></div>"),
    "tags": behind(lambda lang: "<ul class=tags><li><a href=/t/1>Harbour</a></li><li><a href=/t/2>Bridges</a></li></ul>"),
    "teasers behind": behind(teasers),
    "comments": behind(lambda lang: f"<section id=comments><h3>{lang.comments}</h3><ol>{''.join(f'<li><b>{name}</b><p>{lang.paragraphs[3]}</p></li>' for name in lang.names[:2])}</ol></section>"),
    "cookies": behind(lambda lang: "<div class=cookie-banner><p>We use cookies to improve your experience and to show you relevant advertising.</p><button>Accept</button></div>"),
    "imprint": behind(lambda lang: "<p class=copyright>© 2024 Harbour Gazette</p>"),
    "image with caption": left_out(lambda lang: f"<figure><img src=/b.jpg alt=x><figcaption>{lang.paragraphs[3]} <span class=credit>Foto: AFP</span></figcaption></figure>"),
    "film": left_out(lambda lang: "<div class=video-player><video src=/a.mp4></video></div>"),
    "subheading": kept(lambda lang: (f"<h2>{heading(lang)}</h2>", (heading(lang),))),
    "quote": kept(lambda lang: (f"<blockquote><p>{lang.paragraphs[3]}</p></blockquote>", (lang.paragraphs[3],))),
    "list": kept(lambda lang: (f"<ul>{''.join(f'<li>{text}</li>' for text in lang.paragraphs[2:4])}</ul>", ("\n".join(lang.paragraphs[2:4]),))),
    "post of a network": kept(lambda lang: (f"<blockquote class=twitter-tweet><p>{lang.paragraphs[3]}</p></blockquote><script src=//x></script>", (lang.paragraphs[3],))),
    "standfirst": lambda lang: (f"<p class=standfirst><strong>{lang.paragraphs[3]}</strong></p>{tagged(lines(lang))}", (lang.paragraphs[3], *lines(lang))),
}  # fmt: skip
