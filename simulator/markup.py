"""The flow of an article in the manner of each era: how paragraphs, headings, pictures, lists, quotes and tables are marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

from simulator.noise import Noise
from simulator.pictures import PICTURES, Picture
from simulator.story import Piece, Story

JUSTIFIED = '<p style="text-align: justify;">{}</p>'
P_FORMS = ("<p>{}</p>", JUSTIFIED, '<p class="MsoNormal" style="text-align:justify">{}</p>')


@dataclass(frozen=True, slots=True)
class Manner:
    """`paragraphs` are formats to draw from; `insets` are templates of boxes set among the paragraphs."""

    picture: Picture
    paragraphs: tuple[str, ...] = P_FORMS
    heading: Literal["h2", "h3", "bold"] = "h2"
    indent: bool = False
    coded: bool = False
    byline: tuple[str, ...] = ()
    """Formats of a byline as the last thing of the flow; none where it stands apart."""
    insets: tuple[Literal["box", "arrow", "advert", "share"], ...] = ()
    box: str = ""
    """Format of a related box over url, title, date."""


MANNERS: dict[str, Manner] = {
    "wordpress": Manner(
        PICTURES["bare"],
        heading="h3",
        byline=(
            '<p style="text-align: right;"><strong>{}</strong></p>',
            "<p><strong><em>{}</em></strong></p>",
            "<p>{}</p>",
        ),
        insets=("arrow", "share"),
    ),
    "halong-city": Manner(
        PICTURES["bare"],
        indent=True,
        heading="bold",
        byline=('<p style="text-align: right;"><strong>{}</strong></p>', '<div class="asset-author">{}</div>'),
    ),
    "halong-ward": Manner(PICTURES["bare"], indent=True, heading="bold"),
    "haiphong-2018": Manner(PICTURES["table"], heading="bold"),
    "haiphong-2020": Manner(PICTURES["bare"], heading="bold"),
    "haiphong-tandan": Manner(PICTURES["figure"], heading="bold"),
    "hanoi-fpt": Manner(PICTURES["fpt"], heading="bold"),
    "hanoi-vccorp": Manner(
        PICTURES["vccorp"],
        paragraphs=("<p>{}</p>", JUSTIFIED, '<p class="">{}</p>'),
        coded=True,
        insets=("box", "advert"),
        box='<div class="VCSortableInPreviewMode alignRight" type="RelatedNewsBox" data-style="align-right"><div class="kbwscwl-relatedbox type-2">'
        '<ul class="kbwscwlr-list"><li class="kbwscwlrl" data-date="{date}" data-url="{url}" data-title="{title}"><h4 class="kbwscwlrl-title">'
        '<a target="_blank" href="{url}" class="title link-callout">{title}</a></h4></li></ul></div></div>',
    ),
    "kinhtedothi-k1": Manner(
        PICTURES["k1"],
        paragraphs=(
            "<p>{}</p>",
            '<div style="text-align: justify;">{}</div>',
            '<div style="text-align:justify">{}</div>',
        ),
        heading="bold",
        insets=("box", "advert"),
        box='<div class="box_guests"><div class="title_box">Tin liên quan</div><ul><li><a href="{url}">{title}</a> <span>{date}</span></li></ul></div>',
    ),
    "kinhtedothi-k2": Manner(
        PICTURES["k2"],
        insets=("box", "advert"),
        box='<div class="detail__related"><h3>Đọc thêm</h3><a href="{url}" title="{title}">{title}</a><span class="time">{date}</span></div>',
    ),
    "kinhtedothi-k3": Manner(
        PICTURES["figure"],
        heading="h3",
        insets=("box", "advert"),
        box='<div class="article-related"><div class="article-related__item"><a href="{url}">{title}</a><time>{date}</time></div></div>',
    ),
    "redesign": Manner(PICTURES["figure"], insets=("arrow",)),
}


@dataclass(frozen=True, slots=True)
class Teaser:
    """Another article as a page mentions it."""

    url: str
    title: str
    lead: str
    date: str


def _inset(kind: str, manner: Manner, teaser: Teaser, noise: Noise) -> Markup:
    match kind:
        case "box":
            return Markup(manner.box).format(url=teaser.url, title=teaser.title, date=teaser.date)
        case "arrow":
            return Markup('<p><em>&gt;&gt; <a href="{}">{}</a></em></p>').format(teaser.url, teaser.title)
        case "share":
            return Markup(
                '<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Chia sẻ:</h3><ul><li>Facebook</li><li>Zalo</li></ul></div>'
            )
        case _:
            place = noise.ident("zone")
            script = Markup('<script>arfAsync.push("{}");</script>').format(place)
            return Markup(
                '<div class="ads ads-inpage" id="{}"><span class="ads-label">Quảng cáo</span></div>{}'
            ).format(place, script)


def _table(piece: Piece, noise: Noise) -> Markup:
    head = noise.coin(0.3)
    rows = []
    for place, row in enumerate(piece.rows):
        tag = "th" if head and place == 0 else "td"
        cells = Markup("").join(
            Markup("<{0}>{1}</{0}>").format(Markup(tag), noise.text(cell, plain=True)) for cell in row
        )
        rows.append(Markup("<tr>{}</tr>\n").format(cells))
    return Markup('<table border="1" cellpadding="4"><tbody>{}</tbody></table>').format(Markup("").join(rows))


def _heading(words: Markup, manner: Manner, noise: Noise) -> Markup:
    if manner.heading == "bold":
        return Markup(
            noise.rng.choice(
                (
                    "<p><strong>{}</strong></p>",
                    "<p><b>{}</b></p>",
                    '<p style="text-align:justify"><strong>{}</strong></p>',
                )
            )
        ).format(words)
    return Markup(noise.rng.choice(("<{0}>{1}</{0}>", "<{0}><strong>{1}</strong></{0}>"))).format(
        Markup(manner.heading), words
    )


def _paragraph(words: Markup, manner: Manner, noise: Noise) -> Markup:
    indent = Markup("&nbsp;" * noise.rng.randint(3, 10) + " ") if manner.indent and noise.coin(0.8) else Markup("")
    return Markup(noise.rng.choice(manner.paragraphs)).format(indent + words)


def _marked(piece: Piece, place: int, story: Story, manner: Manner, noise: Noise) -> Markup:
    words = noise.text(piece.text, coded=manner.coded)
    match piece.kind:
        case "h":
            return _heading(noise.text(piece.text, coded=manner.coded, plain=True), manner, noise)
        case "img":
            return manner.picture(piece, words, story.title, place, noise)
        case "list":
            items = Markup("").join(
                Markup("<li>{}</li>").format(noise.text(item, coded=manner.coded)) for item in piece.items
            )
            return Markup("<ul>{}</ul>").format(items)
        case "quote":
            return Markup("<blockquote><p>{}</p></blockquote>").format(words)
        case "table":
            return _table(piece, noise)
        case "file":
            before = escape(piece.text.removesuffix(piece.name))
            return Markup('<p>{}<a href="{}">{}</a></p>').format(before, piece.url, piece.name)
        case _:
            return _paragraph(words, manner, noise)


def flow_html(
    story: Story, era: str, noise: Noise, teasers: list[Teaser], *, with_lead: bool, accent: Callable[[Markup], Markup]
) -> Markup:
    """The article's text from the lead (where it has no node of its own) to the byline (where it is the last line)."""
    manner = MANNERS[era]
    parts: list[Markup] = []
    if with_lead and story.lead:
        parts.append(accent(noise.text(story.lead, coded=manner.coded)))
    pictures = 0
    for piece in story.pieces:
        pictures += piece.kind == "img"
        parts += [_marked(piece, pictures, story, manner, noise), noise.empty()]
    texts = [
        place
        for place, part in enumerate(parts)
        if place > 1 and part.startswith(("<p", "<div style")) and "<img" not in part
    ]
    for kind in manner.insets:
        if texts and noise.coin(0.6):
            parts.insert(
                noise.rng.choice(texts[-3:]) + 1 if kind != "share" else len(parts),
                _inset(kind, manner, noise.rng.choice(teasers), noise),
            )
    if story.byline.printed and manner.byline:
        parts.append(Markup(noise.rng.choice(manner.byline)).format(story.byline.printed))
    return Markup(noise.rng.choice(("", "\n", "\n    "))).join(parts)
