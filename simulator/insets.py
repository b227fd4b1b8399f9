"""What stands among an article's paragraphs and is not the article's."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from simulator.manners import Inset, Manner
from simulator.noise import Noise


@dataclass(frozen=True, slots=True)
class Teaser:
    """Another article as a page mentions it."""

    url: str
    title: str
    lead: str
    date: str


def inset(kind: Inset, manner: Manner, teaser: Teaser, noise: Noise) -> Markup:
    """A related box, a line that points elsewhere, an advert, share buttons, words that no reader sees."""
    match kind:
        case "hidden":
            return Markup('<div style="display:none">Xem thêm: <a href="{}">{}</a></div>').format(
                teaser.url, teaser.title
            )
        case "comment":
            return Markup("<!-- Ngày đăng: 01/01/2015 08:00 <p>{}</p> -->").format(teaser.title.replace("--", "-"))
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
