"""Article pages and listings as markup."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from simulator.address import slug_of
from simulator.eras import CITY_FIELDS, Site
from simulator.insets import Teaser
from simulator.manners import MANNERS
from simulator.markup import flow_html
from simulator.noise import Noise
from simulator.sites import era_named
from simulator.story import HANOI_TIME, Piece, Story

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
ACCENTS = ("<p>{}</p>", "<p><strong>{}</strong></p>", '<p style="text-align: justify;"><b>{}</b></p>')


def at(moment: datetime, form: str) -> str:
    """strftime with Vietnamese weekdays."""
    return moment.strftime(form.replace("%A", WEEKDAYS[moment.weekday()]))


def iso(moment: datetime, noise: Noise) -> Markup:
    """An ISO time in one of the spellings met on real pages."""
    plain = moment.isoformat(timespec="seconds")
    return Markup(
        noise.rng.choice(
            (
                plain,
                plain.replace("+", "&#x2B;"),
                f"{moment:%Y-%m-%dT%H:%M:%S}.000 +07:00",
                f"{moment:%Y-%m-%dT%H:%M:%S}",
                plain,
            )
        )
    )


@cache
def environment() -> Environment:
    """Templates of the eras."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
    )
    made.filters.update(at=at, slug=slug_of, json=lambda text: Markup(json.dumps(text, ensure_ascii=False)))
    return made


@dataclass(frozen=True, slots=True)
class PageView:
    """What the parts shared by templates look at."""

    site: Site
    story: Story | None
    teasers: list[Teaser]
    pictures: list[Piece]
    menu: list[str]
    today: str
    iso: Callable[[datetime, Noise], Markup] = iso


def teaser_of(story: Story, noise: Noise) -> Teaser:
    """The article as another page mentions it, with its date in one of the usual forms."""
    form = noise.rng.choice(("%d/%m/%Y", "%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M", "%d-%m-%Y"))
    return Teaser(story.url, story.title, story.lead or story.title, at(story.published, form))


def _view(site: Site, story: Story | None, others: list[Story], noise: Noise) -> PageView:
    near = [other for other in others[:60] if story is None or other.number != story.number]
    chosen = noise.rng.sample(near, min(9, len(near)))
    pictures = [piece for piece in story.pieces if piece.kind == "img"] if story else []
    today = at(datetime.now(HANOI_TIME), noise.rng.choice(("%A, %d/%m/%Y", "%A, ngày %d/%m/%Y")))
    return PageView(
        site,
        story,
        [teaser_of(other, noise) for other in chosen],
        pictures,
        list(CITY_FIELDS.values())[: noise.rng.randint(5, 8)],
        today,
    )


def article_html(site: Site, story: Story, others: list[Story], seed: int, template: str | None = None) -> str:
    """The page of an article; `__VIEWS__` stands for the count of views. `template` is that of the era unless given."""
    noise = Noise(seed, f"{story.url} {story.version} {template}")
    era = era_named(site, story.era)
    page = _view(site, story, others, noise)
    manner = "redesign" if template == "redesign" else story.era
    coded = MANNERS[manner].coded
    lead_apart = template in ("redesign", "haiphong-print") or (era.lead_apart and template is None)
    accent = Markup(noise.rng.choice(ACCENTS))
    flow = flow_html(story, manner, noise, page.teasers, None if lead_apart else accent)
    return (
        environment()
        .get_template(f"{template or story.era}.html")
        .render(
            site=site,
            story=story,
            page=page,
            noise=noise,
            flow=flow,
            teasers=page.teasers,
            title=noise.text(story.title, coded=coded),
            lead=noise.text(story.lead, coded=coded) if story.lead and lead_apart else None,
            author_above=noise.coin(),
        )
    )


def _item(story: Story) -> dict[str, str]:
    parts = urlsplit(story.url)
    same = parts.scheme == "https"
    age = datetime.now(HANOI_TIME) - story.published
    relative = (
        f"{age.seconds // 3600} giờ trước" if age.days < 1 and age.seconds >= 3600 else at(story.published, "%d/%m/%Y")
    )
    return {
        "url": story.url,
        "path": parts.path if same else story.url,
        "title": story.title,
        "lead": story.lead or story.title,
        "date": at(story.published, "%H:%M, %d/%m/%Y"),
        "iso": story.published.isoformat(),
        "relative": relative,
        "id": story.native_id or str(story.number),
    }


def list_html(
    site: Site, heading: str, base: str, stories: list[Story], number: int, last: int, others: list[Story], seed: int
) -> str:
    """Page `number` of a listing whose last page is `last`; `base` is the address of a page without its number."""
    noise = Noise(seed, f"{site.slug} {heading} {number}")
    return (
        environment()
        .get_template("list.html")
        .render(
            site=site,
            page=_view(site, None, others, noise),
            noise=noise,
            heading=heading,
            items=[_item(story) for story in stories],
            pages=list(range(max(1, number - 2), min(last, number + 2) + 1)),
            base=base,
            number=number,
            following=number + 1 if number < last else None,
        )
    )


def fragment_html(stories: list[Story]) -> str:
    """The fragment that hanoi's list API answers; nothing at the end."""
    return (
        environment().get_template("fragment.html").render(items=[_item(story) for story in stories]) if stories else ""
    )
