"""How each era marks the flow of an article, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulator.pictures import PICTURES, Picture

Inset = Literal["box", "arrow", "advert", "share", "hidden", "comment"]
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
    insets: tuple[Inset, ...] = ()
    box: str = ""
    """Format of a related box over url, title, date."""
    table: str = "{}"
    """Format of what stands around a table."""
    frames: tuple[str, ...] = ()
    """Formats of boxes that paragraphs of the article itself may stand in."""
    breaks: bool = False
    """Whether two paragraphs may share an element, with line breaks between them."""
    unclosed: bool = False
    """Whether closing tags of paragraphs may be missing."""


MANNERS: dict[str, Manner] = {
    "wordpress": Manner(
        PICTURES["bare"],
        heading="h3",
        byline=(
            '<p style="text-align: right;"><strong>{}</strong></p>',
            "<p><strong><em>{}</em></strong></p>",
            "<p>{}</p>",
        ),
        insets=("arrow", "share", "hidden", "comment"),
        unclosed=True,
    ),
    "halong-city": Manner(
        PICTURES["bare"],
        indent=True,
        heading="bold",
        byline=('<p style="text-align: right;"><strong>{}</strong></p>', '<div class="asset-author">{}</div>'),
        insets=("comment",),
        breaks=True,
        unclosed=True,
    ),
    "halong-ward": Manner(PICTURES["bare"], indent=True, heading="bold"),
    "haiphong-2018": Manner(PICTURES["table"], heading="bold", breaks=True, unclosed=True),
    "haiphong-2020": Manner(PICTURES["bare"], heading="bold", insets=("hidden", "comment")),
    "haiphong-tandan": Manner(
        PICTURES["figure"], heading="bold", insets=("comment",), frames=("<div>{}</div>", "<div><div>{}</div></div>")
    ),
    "hanoi-fpt": Manner(PICTURES["fpt"], heading="bold", insets=("arrow", "comment"), unclosed=True),
    "hanoi-vccorp": Manner(
        PICTURES["vccorp"],
        paragraphs=("<p>{}</p>", JUSTIFIED, '<p class="">{}</p>'),
        coded=True,
        insets=("box", "advert", "comment"),
        table='<div class="VCSortableInPreviewMode" type="BoxTable" data-style="align-center">{}</div>',
        frames=(
            '<div class="VCSortableInPreviewMode alignCenter" type="content"><div placeholder="Nhập nội dung...">{}</div></div>',
        ),
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
        breaks=True,
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
        insets=("box", "advert", "hidden"),
        box='<div class="article-related"><div class="article-related__item"><a href="{url}">{title}</a><time>{date}</time></div></div>',
    ),
    "redesign": Manner(PICTURES["figure"], insets=("arrow",)),
}
