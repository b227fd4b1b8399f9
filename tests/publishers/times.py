"""How publishers say when an article appeared: more than a hundred ways for one moment, 5 March 2024, 14:05:37 at +01:00."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

ZONED = "2024-03-05T13:05Z"
"""The moment where a zone is told; else the wall time is all that is known."""
WALL = "2024-03-05T14:05"
DAY = "2024-03-05T00:00"
LATER = "2024-03-06T08:00:00+01:00"
EARLIER = "2023-11-20T08:00:00+01:00"


@dataclass(frozen=True, slots=True)
class Told:
    """What a page has of its time: statements of the article's JSON-LD, other nodes, markup in the head, under the heading and below."""

    at: str
    article: dict[str, object] = field(default_factory=dict)
    nodes: tuple[dict[str, object], ...] = ()
    head: str = ""
    under: str = ""
    foot: str = ""


def stated(value: object, at: str = ZONED, **more: object) -> Told:
    return Told(at, {"datePublished": value, **more})


def meta(name: str, value: str = "2024-03-05T14:05:37+01:00", key: str = "name", at: str = ZONED) -> Told:
    return Told(at, head=f'<meta {key}="{name}" content="{value}">')


def under(markup: str, at: str = ZONED, **article: object) -> Told:
    return Told(at, dict(article), under=markup)


WRITTEN: dict[str, tuple[object, str]] = {
    "Z": ("2024-03-05T13:05:37Z", ZONED),
    "thousandths": ("2024-03-05T13:05:37.123Z", ZONED),
    "millionths": ("2024-03-05T13:05:37.123456Z", ZONED),
    "colon": ("2024-03-05T14:05:37+01:00", ZONED),
    "no colon": ("2024-03-05T14:05:37+0100", ZONED),
    "hours alone": ("2024-03-05T14:05:37+01", ZONED),
    "thousandths, no colon": ("2024-03-05T14:05:37.000+0100", ZONED),
    "zero zone": ("2024-03-05T13:05:37+0000", ZONED),
    "no seconds": ("2024-03-05T14:05+01:00", ZONED),
    "blank for T": ("2024-03-05 14:05:37 +0100", ZONED),
    "blank for T, colon": ("2024-03-05 14:05:37+01:00", ZONED),
    "blank before zone": ("2024-03-05T14:05:37 +01:00", ZONED),
    "UTC in letters": ("2024-03-05 13:05:37 UTC", ZONED),
    "GMT in letters": ("2024-03-05T13:05:37 GMT", ZONED),
    "CET in letters": ("2024-03-05T14:05:37 CET", ZONED),
    "named region": ("2024-03-05T14:05:37+01:00[Europe/Berlin]", ZONED),
    "basic": ("20240305T130537Z", ZONED),
    "mail": ("Tue, 05 Mar 2024 14:05:37 +0100", ZONED),
    "mail in GMT": ("Tue, 05 Mar 2024 13:05:37 GMT", ZONED),
    "of C": ("Tue Mar 05 14:05:37 CET 2024", ZONED),
    "of C in UTC": ("Tue Mar  5 13:05:37 UTC 2024", ZONED),
    "of a browser": ("Tue Mar 05 2024 14:05:37 GMT+0100 (Central European Standard Time)", ZONED),
    "seconds": (1709643937, ZONED),
    "seconds as text": ("1709643937", ZONED),
    "thousandths of seconds": (1709643937000, ZONED),
    "thousandths of seconds as text": ("1709643937000", ZONED),
    "list": (["2024-03-05T14:05:37+01:00"], ZONED),
    "value object": ({"@type": "DateTime", "@value": "2024-03-05T14:05:37+01:00"}, ZONED),
    "blanks around": (" 2024-03-05T14:05:37+01:00\n", ZONED),
    "small letters": ("2024-03-05t13:05:37z", ZONED),
    "no zone": ("2024-03-05T14:05:37", WALL),
    "no zone, blank": ("2024-03-05 14:05:37", WALL),
    "no zone, tenths": ("2024-03-05 14:05:37.0", WALL),
    "no zone, slashes": ("2024/03/05 14:05:37", WALL),
    "no zone, dots": ("05.03.2024 14:05", WALL),
    "no zone, in words": ("March 5, 2024 2:05 pm", WALL),
    "no zone, month short": ("5 Mar 2024 14:05", WALL),
    "day": ("2024-03-05", DAY),
    "day at midnight": ("2024-03-05T00:00:00", DAY),
}

METAS = (
    "date", "pubdate", "publishdate", "publish-date", "publication_date", "DC.date.issued", "DC.date", "dcterms.created", "dcterms.issued", "sailthru.date",
    "parsely-pub-date", "cXenseParse:recs:publishtime", "cXenseParse:publishtime", "article.published", "datePublished", "publish_date", "vr:published_time",
    "og:published_time", "article:published", "article:published_time", "mediator_published_time", "published_at", "published-date", "article:publicationDate",
    "article_publish_date", "bt:pubDate", "OriginalPublicationDate", "article:post_date", "publishing_date",
)  # fmt: skip

OTHER = {"@type": "NewsArticle", "headline": "Another bridge elsewhere is opened at last", "datePublished": EARLIER}

TOLD: dict[str, Callable[[str], Told]] = {
    **{f"ld {name}": (lambda _, v=value, at=at: stated(v, at)) for name, (value, at) in WRITTEN.items()},
    **{
        f"meta {name}": (lambda _, v=value, at=at: meta("article:published_time", v, "property", at))
        for name, (value, at) in WRITTEN.items()
        if isinstance(value, str)
    },
    **{f"meta called {name}": (lambda _, n=name: meta(n)) for name in METAS},
    "modified before published": lambda _: Told(ZONED, {"dateModified": LATER, "datePublished": "2024-03-05T13:05:37Z"}),
    "metas, modified first": lambda _: Told(ZONED, head=f'<meta property="article:modified_time" content="{LATER}"><meta property="article:published_time" content="2024-03-05T13:05:37Z">'),
    "day in ld, moment in meta": lambda _: Told(ZONED, {"datePublished": "2024-03-05"}, head='<meta property="article:published_time" content="2024-03-05T14:05:37+01:00">'),
    "day in ld, time element": lambda _: under("<time datetime='2024-03-05T14:05:37+01:00'>5.3.2024</time>", datePublished="2024-03-05"),
    "day in ld, time shown": lambda _: under("<p>2024-03-05 14:05</p>", WALL, datePublished="2024-03-05"),
    "midnight in ld, time shown": lambda _: under("<p>2024-03-05 14:05</p>", WALL, datePublished="2024-03-05T00:00:00"),
    "no zone in ld, zone in meta": lambda _: Told(ZONED, {"datePublished": "2024-03-05T14:05:37"}, head='<meta property="article:published_time" content="2024-03-05T14:05:37+01:00">'),
    "no zone in ld, time element": lambda _: under("<time datetime='2024-03-05T14:05:37+01:00'>5.3.2024</time>", datePublished="2024-03-05T14:05:37"),
    "page older than article": lambda _: Told(ZONED, {"datePublished": "2024-03-05T13:05:37Z"}, ({"@type": "WebPage", "datePublished": EARLIER},)),
    "page alone": lambda _: Told(ZONED, {}, ({"@type": "WebPage", "datePublished": "2024-03-05T13:05:37Z", "dateModified": LATER},)),
    "other article before": lambda _: Told(ZONED, {"datePublished": "2024-03-05T13:05:37Z"}, (OTHER,)),
    "list of others": lambda _: Told(ZONED, {"datePublished": "2024-03-05T13:05:37Z"}, ({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": OTHER}]},)),
    "film before": lambda _: Told(ZONED, {"datePublished": "2024-03-05T13:05:37Z"}, ({"@type": "VideoObject", "name": "A film", "uploadDate": EARLIER},)),
    "crumbs before": lambda _: Told(ZONED, {"datePublished": "2024-03-05T13:05:37Z"}, ({"@type": "BreadcrumbList", "itemListElement": []},)),
    "created": lambda _: Told(ZONED, {"dateCreated": "2024-03-05T13:05:37Z"}),
    "time element": lambda _: under("<time datetime='2024-03-05T14:05:37+01:00'>5.3.2024</time>"),
    "time element, words of long ago": lambda _: under("<time datetime='2024-03-05T13:05:37.000Z'>3 h</time>"),
    "time element, seconds": lambda _: under("<time datetime='1709643937'>5.3.2024</time>"),
    "time elements, updated first": lambda _: under(f"<p>Updated <time class=updated datetime='{LATER}'>6.3.2024</time></p><p>Published <time class=published datetime='2024-03-05T13:05:37Z'>5.3.2024</time></p>"),
    "time elements, published first": lambda _: under(f"<time class=published datetime='2024-03-05T13:05:37Z'>5.3.2024</time> <time class=updated datetime='{LATER}'>6.3.2024</time>"),
    "time elements of a blog": lambda _: under(f"<span class=posted-on><a href=/x rel=bookmark><time class='entry-date published' datetime='2024-03-05T14:05:37+01:00'>5.3.2024</time><time class=updated datetime='{LATER}'>6.3.2024</time></a></span>"),
    "time element pubdate": lambda _: under("<time pubdate datetime='2024-03-05T14:05:37+01:00'>5.3.2024</time>"),
    "time without words": lambda _: under("<time datetime='2024-03-05T14:05:37+01:00'></time>"),
    "microdata meta": lambda _: under('<meta itemprop=datePublished content="2024-03-05T14:05:37+01:00">'),
    "microdata time": lambda _: under('<time itemprop=datePublished datetime="2024-03-05T14:05:37+01:00">5.3.2024</time>'),
    "microdata span": lambda _: under('<span itemprop=datePublished content="2024-03-05T14:05:37+01:00">5.3.2024</span>'),
    "microdata among words": lambda _: Told(ZONED, foot='<div itemscope itemtype=https://schema.org/WebPage><p>A line of words under the article, and nothing of it.<meta itemprop=datePublished content="2024-03-05T14:05:37+01:00"></div>'),
    "microformat": lambda _: under('<abbr class="published" title="2024-03-05T14:05:37+01:00">5.3.2024</abbr>'),
    "datetime on a box": lambda _: under('<div class=timestamp datetime="2024-03-05T14:05:37+01:00">5.3.2024</div>'),
    "data attribute of a time": lambda _: under('<time data-published="2024-03-05T14:05:37+01:00">5.3.2024</time>'),
    "data attribute of a box": lambda _: under('<div data-published-date="2024-03-05T14:05:37+01:00" data-section=news><p>x</p></div>'),
    "data attribute in seconds": lambda _: under('<span class=date data-timestamp="1709643937">5.3.2024</span>'),
    "next data": lambda title: Told(ZONED, foot=script({"props": {"pageProps": {"post": {"title": title, "publishedAt": "2024-03-05T13:05:37.000Z"}}}})),
    "next data in thousandths": lambda title: Told(ZONED, foot=script({"props": {"pageProps": {"post": {"title": title, "publishDate": 1709643937000}}}})),
    "live updates": lambda _: Told(ZONED, {"@type": "LiveBlogPosting", "datePublished": "2024-03-05T13:05:37Z", "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "A turn", "datePublished": LATER}]}),
}  # fmt: skip


def script(data: object) -> str:
    return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'


SHOWN = """
en-GB | Published 5 March 2024 14:05 GMT | 2024-03-05T14:05Z
en-US | March 5, 2024 at 2:05 p.m. EST | 2024-03-05T19:05Z
en-US | Tuesday, March 5th, 2024, 2:05 PM | 2024-03-05T14:05
en-US | Updated March 6, 2024 9:00 AM ET Published March 5, 2024 2:05 PM ET | 2024-03-05T19:05Z
en-GB | Tue 5 Mar 2024 14.05 CET | 2024-03-05T13:05Z
en-IN | Updated: March 06, 2024 10:00 am IST - Published: March 05, 2024 02:05 pm IST | 2024-03-05T08:35Z
en-IN | 05 Mar 2024, 14:05 IST | 2024-03-05T08:35Z
en-AU | First published on Tue 5 Mar 2024 14.05 AEDT | 2024-03-05T03:05Z
de-DE | 05.03.2024, 14:05 Uhr | 2024-03-05T14:05
de-DE | Stand: 05.03.2024, 14:05 Uhr | 2024-03-05T14:05
de-DE | 5. März 2024 um 14:05 Uhr | 2024-03-05T14:05
de-AT | 5. März 2024, 14:05 | 2024-03-05T14:05
de-DE | Aktualisiert am 06.03.2024, 09:00 Uhr. Veröffentlicht am 05.03.2024, 14:05 Uhr | 2024-03-05T14:05
fr-FR | Publié le 05 mars 2024 à 14h05 | 2024-03-05T14:05
fr-FR | Publié le 05/03/2024 à 14:05 | 2024-03-05T14:05
fr-FR | Mis à jour le 06/03/2024 à 09h00, publié le 05/03/2024 à 14h05 | 2024-03-05T14:05
fr-FR | mardi 5 mars 2024 - 14:05 | 2024-03-05T14:05
es-ES | 5 de marzo de 2024 a las 14:05 h. | 2024-03-05T14:05
es-ES | 05 mar 2024 - 14:05 CET | 2024-03-05T13:05Z
es-ES | 05/03/2024 14:05h | 2024-03-05T14:05
es-ES | Actualizado: 06/03/2024 09:00 Publicado: 05/03/2024 14:05 | 2024-03-05T14:05
es-MX | 05 de marzo, 2024 • 14:05 hrs | 2024-03-05T14:05
it-IT | 05 marzo 2024 alle 14:05 | 2024-03-05T14:05
it-IT | Pubblicato il 05/03/2024 - 14:05 | 2024-03-05T14:05
it-IT | 5 Marzo 2024 ore 14:05 | 2024-03-05T14:05
pt-BR | 05/03/2024 14h05 Atualizado há 2 dias | 2024-03-05T14:05
pt-BR | Publicado em 05 de março de 2024 às 14:05 | 2024-03-05T14:05
pt-PT | 5 mar 2024, 14:05 | 2024-03-05T14:05
nl-NL | 5 maart 2024 14:05 | 2024-03-05T14:05
nl-NL | Gepubliceerd op 05 mrt 2024 om 14:05 uur | 2024-03-05T14:05
sv-SE | Publicerad 5 mars 2024 kl. 14.05 | 2024-03-05T14:05
sv-SE | Publicerad 2024-03-05 14.05 | 2024-03-05T14:05
sv-SE | Uppdaterad 2024-03-06 09:00 Publicerad 2024-03-05 14:05 | 2024-03-05T14:05
no-NO | Publisert 5. mars 2024 kl. 14:05 | 2024-03-05T14:05
no-NO | 05.03.2024 kl 14.05 | 2024-03-05T14:05
da-DK | 5. mar. 2024 kl. 14.05 | 2024-03-05T14:05
da-DK | Tirsdag d. 5. marts 2024, kl. 14:05 | 2024-03-05T14:05
fi-FI | 5.3.2024 14:05 | 2024-03-05T14:05
fi-FI | Julkaistu 5.3.2024 klo 14.05 | 2024-03-05T14:05
pl-PL | 5 marca 2024, 14:05 | 2024-03-05T14:05
pl-PL | Opublikowano: 05.03.2024 14:05 | 2024-03-05T14:05
cs-CZ | 5. března 2024 14:05 | 2024-03-05T14:05
cs-CZ | 5. 3. 2024 14:05 | 2024-03-05T14:05
sk-SK | 5. marca 2024 o 14:05 | 2024-03-05T14:05
hu-HU | 2024. március 5. 14:05 | 2024-03-05T14:05
hu-HU | 2024.03.05. 14:05 | 2024-03-05T14:05
ro-RO | 5 martie 2024, 14:05 | 2024-03-05T14:05
ro-RO | Publicat: 05.03.2024, 14:05 | 2024-03-05T14:05
hr-HR | 5. ožujka 2024. u 14:05 | 2024-03-05T14:05
hr-HR | 05.03.2024. 14:05 | 2024-03-05T14:05
sr-RS | 05. mart 2024. 14:05 | 2024-03-05T14:05
sl-SI | 5. marec 2024 ob 14:05 | 2024-03-05T14:05
ru-RU | 5 марта 2024, 14:05 | 2024-03-05T14:05
ru-RU | 14:05, 5 марта 2024 | 2024-03-05T14:05
ru-RU | 05.03.2024 в 14:05 МСК | 2024-03-05T11:05Z
uk-UA | 5 березня 2024, 14:05 | 2024-03-05T14:05
uk-UA | Вівторок, 5 березня 2024, 14:05 | 2024-03-05T14:05
bg-BG | 5 март 2024 г., 14:05 ч. | 2024-03-05T14:05
bg-BG | 14:05 | 05.03.2024 | 2024-03-05T14:05
el-GR | 05/03/2024, 14:05 | 2024-03-05T14:05
el-GR | 5 Μαρτίου 2024 14:05 | 2024-03-05T14:05
el-GR | Δημοσίευση: Τρίτη 5 Μαρτίου 2024, 14:05 | 2024-03-05T14:05
tr-TR | 5 Mart 2024, 14:05 | 2024-03-05T14:05
tr-TR | Giriş: 05.03.2024 - 14:05 Güncelleme: 06.03.2024 - 09:00 | 2024-03-05T14:05
tr-TR | Yayınlanma: 05.03.2024 14:05 | 2024-03-05T14:05
ar-EG | الثلاثاء 05 مارس 2024 - 14:05 | 2024-03-05T14:05
ar-EG | نشر في 5 مارس 2024 الساعة 14:05 | 2024-03-05T14:05
ar-EG | الثلاثاء، ٥ مارس ٢٠٢٤ ١٤:٠٥ | 2024-03-05T14:05
he-IL | 05.03.2024, 14:05 | 2024-03-05T14:05
he-IL | 5 במרץ 2024, 14:05 | 2024-03-05T14:05
hi-IN | 05 मार्च 2024, 14:05 IST | 2024-03-05T08:35Z
hi-IN | प्रकाशित: 05 मार्च 2024 02:05 PM | 2024-03-05T14:05
ta-IN | 05 மார்ச் 2024, 14:05 | 2024-03-05T14:05
th-TH | 5 มี.ค. 2567 14:05 น. | 2024-03-05T14:05
th-TH | 5 มีนาคม 2567 เวลา 14:05 | 2024-03-05T14:05
ja-JP | 2024年3月5日 14時05分 | 2024-03-05T14:05
ja-JP | 2024年3月5日(火) 14:05 | 2024-03-05T14:05
ja-JP | 2024/3/5 14:05 | 2024-03-05T14:05
ja-JP | 公開日時 2024/03/05 14:05 更新日時 2024/03/06 09:00 | 2024-03-05T14:05
ko-KR | 입력 2024.03.05 14:05 수정 2024.03.06 09:00 | 2024-03-05T14:05
ko-KR | 등록 2024-03-05 14:05 | 2024-03-05T14:05
ko-KR | 2024년 3월 5일 오후 2시 5분 | 2024-03-05T14:05
ko-KR | 입력2024-03-05 14:05:37 | 2024-03-05T14:05
zh-CN | 2024年03月05日 14:05 来源：新闻网 | 2024-03-05T14:05
zh-CN | 2024-03-05 14:05:37 | 2024-03-05T14:05
zh-TW | 2024/03/05 14:05 | 2024-03-05T14:05
zh-TW | 發布時間：2024/3/5 下午2:05 | 2024-03-05T14:05
id-ID | Selasa, 5 Maret 2024 14:05 WIB | 2024-03-05T07:05Z
id-ID | 05 Mar 2024, 14:05 WIB | 2024-03-05T07:05Z
ms-MY | 5 Mac 2024, 14:05 | 2024-03-05T14:05
fa-IR | ۲۰۲۴/۰۳/۰۵ - ۱۴:۰۵ | 2024-03-05T14:05
fa-IR | ۱۵ اسفند ۱۴۰۲ - ۱۴:۰۵ | 2024-03-05T14:05
fa-IR | ۱۴۰۲/۱۲/۱۵ ۱۴:۰۵ | 2024-03-05T14:05
fa-IR | ۳۰ اسفند ۱۳۹۹ - ۱۴:۰۵ | 2021-03-20T14:05
fa-IR | ۱ فروردین ۱۴۰۴ ساعت ۱۴:۰۵ | 2025-03-21T14:05
lt-LT | 2024 m. kovo 5 d. 14:05 | 2024-03-05T14:05
lt-LT | 2024-03-05 14:05 | 2024-03-05T14:05
lv-LV | 2024. gada 5. martā, 14:05 | 2024-03-05T14:05
et-EE | 5. märts 2024, 14:05 | 2024-03-05T14:05
is-IS | 5. mars 2024 kl. 14:05 | 2024-03-05T14:05
ca-ES | 5 de març de 2024 a les 14.05 | 2024-03-05T14:05
"""


def shown_lines() -> list[tuple[str, str, str]]:
    """Date lines as pages print them: language, line, what it says."""
    rows = (line.split(" | ", 1) for line in SHOWN.strip().splitlines())
    return [(code, *rest.rsplit(" | ", 1)) for code, rest in rows]
