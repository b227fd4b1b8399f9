"""How publishers say who wrote an article: some sixty ways, each with what it comes to."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from tests.publishers.languages import Language

SITE = "Harbour Gazette"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a page has of its writers. author: of the article's JSON-LD; graph: further nodes beside it; head, under, foot: markup in
    the head, under the heading and below the words; bodies: organisations that the page states as authors.
    """

    authors: tuple[str, ...]
    author: object = None
    graph: tuple[dict[str, object], ...] = ()
    head: str = ""
    under: str = ""
    foot: str = ""
    bodies: tuple[str, ...] = ()
    kind: object = "NewsArticle"
    extra: dict[str, object] = field(default_factory=dict)


Way = Callable[[Language, tuple[str, ...]], Parts]


def person(name: object, **more: object) -> dict[str, object]:
    return {"@type": "Person", "name": name, **more}


def body(name: str) -> dict[str, object]:
    return {"@type": "Organization", "name": name}


def meta(name: str, *values: str, key: str = "name") -> str:
    return "".join(f'<meta {key}="{name}" content="{escape(value)}">' for value in values)


def line(language: Language, names: tuple[str, ...]) -> str:
    """Names as a byline joins them: commas, and the language's word before the last."""
    return language.joined.join(filter(None, (", ".join(names[:-1]), names[-1])))


def slug(name: str) -> str:
    return "-".join(name.lower().replace("'", "").split())


def by(language: Language, names: tuple[str, ...]) -> str:
    return f"{language.by} {line(language, names)}"


def linked(names: tuple[str, ...], folder: str = "author") -> str:
    return ", ".join(f'<a href="/{folder}/{slug(name)}">{name}</a>' for name in names)


def refs(names: tuple[str, ...]) -> tuple[list[dict[str, object]], tuple[dict[str, object], ...]]:
    ids = [f"https://www.harbourgazette.example/#/schema/person/{place}" for place, _ in enumerate(names)]
    return [{"@id": i} for i in ids], tuple(
        person(n, **{"@id": i, "url": f"/{slug(n)}"}) for i, n in zip(ids, names, strict=True)
    )


STATED: dict[str, Way] = {
    "ld string": lambda _, n: Parts(n[:1], n[0]),
    "ld strings": lambda _, n: Parts(n, list(n)),
    "ld object": lambda _, n: Parts(n[:1], person(n[0], url="https://www.harbourgazette.example/a", jobTitle="Reporter")),
    "ld objects": lambda _, n: Parts(n, [person(name) for name in n]),
    "ld names in one object": lambda _, n: Parts(n, person(list(n))),
    "ld joined string": lambda lang, n: Parts(n, line(lang, n)),
    "ld joined name": lambda lang, n: Parts(n, person(line(lang, n))),
    "ld commas": lambda _, n: Parts(n, person(", ".join(n))),
    "ld semicolons": lambda _, n: Parts(n, "; ".join(n)),
    "ld slashes": lambda _, n: Parts(n, " / ".join(n)),
    "ld bars": lambda _, n: Parts(n, person(" | ".join(n))),
    "ld ampersand": lambda _, n: Parts(n[:2], person(" &amp; ".join(n[:2]))),
    "ld prefix": lambda lang, n: Parts(n, person(by(lang, n))),
    "ld prefix in small letters": lambda lang, n: Parts(n, by(lang, n).lower()[: len(lang.by)] + by(lang, n)[len(lang.by) :]),
    "ld value object": lambda _, n: Parts(n[:1], person({"@value": n[0]})),
    "ld list container": lambda _, n: Parts(n, {"@list": [person(name) for name in n]}),
    "ld person without type": lambda _, n: Parts(n[:1], {"name": n[0]}),
    "ld thing": lambda _, n: Parts(n[:1], {"@type": "Thing", "name": n[0]}),
    "ld reference": lambda _, n: Parts(n, refs(n)[0], refs(n)[1]),
    "ld one reference": lambda _, n: Parts(n[:1], refs(n[:1])[0][0], refs(n[:1])[1]),
    "ld reference with name": lambda _, n: Parts(n[:1], {"name": n[0], **refs(n[:1])[0][0]}, refs(n[:1])[1]),
    "ld creator": lambda _, n: Parts(n, None, extra={"creator": list(n)}),
    "ld author and creator": lambda _, n: Parts(n, [person(name) for name in n], extra={"creator": [n[0]]}),
    "ld e-mail": lambda _, n: Parts(n[:1], person(f"{n[0]} (desk@harbourgazette.example)")),
    "ld handle": lambda _, n: Parts(n[:1], person(f"{n[0]} (@harbourdesk)")),
    "ld role": lambda lang, n: Parts(n[:1], person(f"{n[0]}, {lang.role}")),
    "ld agency in brackets": lambda _, n: Parts(n[:1], person(f"{n[0]} (AFP)"), bodies=("AFP",)),
    "ld agency behind bar": lambda _, n: Parts(n[:1], person(f"{n[0]} | Reuters"), bodies=("Reuters",)),
    "ld person and agency": lambda _, n: Parts(n[:1], [person(n[0]), body("Reuters")], bodies=("Reuters",)),
    "ld agency as person": lambda _, n: Parts((), person("AFP"), bodies=("AFP",)),
    "ld agency": lambda _, n: Parts((), body("Associated Press"), bodies=("Associated Press",)),
    "ld site": lambda _, n: Parts((), body(SITE), bodies=(SITE,)),
    "ld desk": lambda lang, n: Parts((), person(lang.desk), bodies=(lang.desk,)),
    "ld persons with page and place": lambda _, n: Parts(n, [person(x, sameAs=["https://social.example/x"], worksFor=body(SITE)) for x in n]),
    "ld doubled": lambda _, n: Parts(n[:1], [person(n[0]), person(n[0])]),
    "ld blanks": lambda _, n: Parts(n[:1], person(f"\n  {n[0].replace(' ', '  ')} ")),
    "ld empty person beside": lambda _, n: Parts(n[:1], [person(n[0]), person("")]),
    "ld address as name, name in meta": lambda _, n: Parts(n[:1], "https://www.harbourgazette.example/a", head=meta("author", n[0])),
    "ld report": lambda _, n: Parts(n, [person(name) for name in n], kind="ReportageNewsArticle"),
    "ld two kinds": lambda _, n: Parts(n, [person(name) for name in n], kind=["NewsArticle", "AnalysisNewsArticle"]),
    "ld kind with address": lambda _, n: Parts(n[:1], person(n[0]), kind="http://schema.org/Article"),
    "ld live": lambda lang, n: Parts(
        n[:1], person(n[0]), kind="LiveBlogPosting",
        extra={"liveBlogUpdate": [{"@type": "BlogPosting", "headline": lang.paragraphs[3], "author": person("Otto Other"), "datePublished": "2024-01-05T01:01:00Z"}]},
    ),
    "meta author": lambda _, n: Parts(n[:1], head=meta("author", n[0])),
    "meta authors": lambda _, n: Parts(n, head=meta("author", *n)),
    "meta author joined": lambda lang, n: Parts(n, head=meta("author", line(lang, n))),
    "meta author with site": lambda _, n: Parts(n[:1], head=meta("author", f"{n[0]}, {SITE}")),
    "meta site, byline": lambda lang, n: Parts(n[:1], head=meta("author", SITE), under=f"<p class=byline>{by(lang, n[:1])}</p>", bodies=(SITE,)),
    "meta profile and author": lambda _, n: Parts(n[:1], head=meta("article:author", "https://www.facebook.com/harbour", key="property") + meta("author", n[0])),
    "meta article:author": lambda _, n: Parts(n, head=meta("article:author", *n, key="property")),
    "meta parsely": lambda _, n: Parts(n, head=meta("parsely-author", *n)),
    "meta parsely-page": lambda _, n: Parts(n, head=meta("parsely-page", json.dumps({"title": "x", "authors": list(n)}))),
    "meta sailthru": lambda _, n: Parts(n, head=meta("sailthru.author", ", ".join(n))),
    "meta dublin core": lambda _, n: Parts(n, head=meta("DC.creator", *n)),
    "meta dcterms": lambda _, n: Parts(n, head=meta("dcterms.creator", ", ".join(n))),
    "meta byl": lambda lang, n: Parts(n, head=meta("byl", by(lang, n))),
    "meta cxense": lambda _, n: Parts(n, head=meta("cXenseParse:author", *n)),
    "meta card": lambda _, n: Parts(n[:1], head=meta("twitter:label1", "Written by") + meta("twitter:data1", n[0])),
    "meta citation": lambda _, n: Parts(n, head=meta("citation_author", *n)),
    "meta cut by commas": lambda _, n: Parts(n, head=meta("author", ",".join(n))),
}  # fmt: skip

SHOWN: dict[str, Way] = {
    "byline": lambda lang, n: Parts(n, under=f"<div class=byline>{by(lang, n)}</div>"),
    "byline without by": lambda lang, n: Parts(n, under=f"<div class=article-byline>{line(lang, n)}</div>"),
    "byline hashed": lambda lang, n: Parts(n, under=f"<p class=css-1f2ab>{lang.by} <a href=/p/1>{n[0]}</a>{lang.joined}<a href=/p/2>{n[1]}</a></p>" if len(n) == 2 else f"<p class=css-1f2ab>{by(lang, n)}</p>"),
    "author class": lambda _, n: Parts(n, under=f"<div class=article__author>{linked(n)}</div>"),
    "autor class": lambda _, n: Parts(n, under=f"<div class=artikel-autor>{linked(n, 'autor')}</div>"),
    "auteur class": lambda _, n: Parts(n, under=f"<span class=auteur>{linked(n, 'auteur')}</span>"),
    "autore class": lambda _, n: Parts(n, under=f"<div class='entry autore-nome'>{n[0]}</div>" + "".join(f"<div class='entry autore-nome'>{x}</div>" for x in n[1:])),
    "writer class": lambda _, n: Parts(n, under="".join(f"<span class=writer-name>{x}</span> " for x in n)),
    "reporter class": lambda _, n: Parts(n, under=f"<ul>{''.join(f'<li class=reporter>{x}</li>' for x in n)}</ul>"),
    "role beside": lambda lang, n: Parts(n[:1], under=f"<div class=c-author><a class=c-author__name href=/autor/x>{n[0]}</a><span class=c-author__role>{lang.role}</span></div>"),
    "by in a block of its own": lambda lang, n: Parts(n[:1], under=f"<div class=k1><span>{lang.by}</span><div class=k2><a href=/people/{slug(n[0])}>{n[0]}</a></div></div>"),
    "rel author": lambda _, n: Parts(n, under="<p>" + ", ".join(f"<a rel=author href=/x/{i}>{x}</a>" for i, x in enumerate(n)) + "</p>"),
    "address": lambda lang, n: Parts(n, under=f"<address>{lang.by} {', '.join(f'<a rel=author href=/x/{i}>{x}</a>' for i, x in enumerate(n))}</address>"),
    "vcard": lambda lang, n: Parts(n[:1], under=f"<span class='author vcard'>{lang.by} <a class='url fn n' href=/author/x>{n[0]}</a></span>"),
    "entry-author": lambda _, n: Parts(n[:1], under=f"<span class=entry-meta><span class=entry-author-name>{n[0]}</span></span>"),
    "microdata person": lambda lang, n: Parts(n, under="".join(f"<span itemprop=author itemscope itemtype=https://schema.org/Person>{lang.by} <span itemprop=name>{x}</span></span> " for x in n)),
    "microdata names in one": lambda lang, n: Parts(n, under=f"<div hidden itemprop=author itemscope itemtype=https://schema.org/Person>{''.join(f'<span itemprop=name>{x}</span>' for x in n)}</div>"),
    "microdata meta": lambda _, n: Parts(n[:1], under=f'<div itemprop=author itemscope itemtype=https://schema.org/Person><meta itemprop=name content="{n[0]}"></div>'),
    "microdata text": lambda _, n: Parts(n[:1], under=f"<span itemprop=author>{n[0]}</span>"),
    "data attribute": lambda _, n: Parts(n[:1], under=f'<div data-author="{n[0]}" data-section=news></div>'),
    "testid": lambda lang, n: Parts(n[:1], under=f"<div data-testid=byline-name class=a1>{lang.by} {n[0]}</div>"),
    "data-qa": lambda _, n: Parts(n[:1], under=f"<span data-qa=author-name class=a1>{n[0]}</span>"),
    "amp": lambda _, n: Parts(n[:1], under=f"<div class='amp-wp-meta amp-wp-byline'><span class='amp-wp-author author vcard'>{n[0]}</span></div>"),
    "date behind": lambda lang, n: Parts(n[:1], under=f"<p class=meta>{by(lang, n[:1])} | 5.1.2024</p>"),
    "by and agency": lambda lang, n: Parts(n[:1], under=f"<div class=byline>{by(lang, n[:1])}, Reuters</div>", bodies=("Reuters",)),
    "agency alone": lambda lang, n: Parts((), under=f"<div class=byline>{lang.by} AFP</div>", bodies=("AFP",)),
}  # fmt: skip

HIDDEN: dict[str, Way] = {
    "next data": lambda lang, n: Parts(n, foot=script("__NEXT_DATA__", {"props": {"pageProps": {"article": {"headline": lang.title, "authors": [{"name": x, "slug": slug(x)} for x in n]}}}})),
    "state": lambda lang, n: Parts(n[:1], foot=f"<script>window.__PRELOADED_STATE__ = {json.dumps({'article': {'title': lang.title, 'author': {'name': n[0]}}})};</script>"),
}  # fmt: skip


def script(identity: str, data: object) -> str:
    return f'<script id="{identity}" type="application/json">{json.dumps(data, ensure_ascii=False)}</script>'
