"""How each era sets a picture and its caption."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from simulator.noise import Noise
from simulator.story import Piece

Picture = Callable[[Piece, Markup, str, int, Noise], Markup]
"""(picture, caption as markup, title of the article, number of the picture from 1, noise)"""


def _bare(piece: Piece, caption: Markup, title: str, _number: int, noise: Noise) -> Markup:
    """An image in a paragraph of its own, the caption a centred paragraph after it."""
    image = Markup('<p style="text-align: center;"><img src="{}" alt="{}" width="600" height="400"></p>').format(
        piece.url, title if noise.coin() else ""
    )
    form = noise.rng.choice(
        (
            '<p style="text-align: center;"><em>{}</em></p>',
            '<p align="center"><i>{}</i></p>',
            '<p style="text-align:center">{}</p>',
        )
    )
    return image + (Markup("\n" + form).format(caption) if caption else "")


def _figure(piece: Piece, caption: Markup, title: str, _number: int, noise: Noise) -> Markup:
    source = (
        Markup('src="{}"').format(piece.url)
        if noise.coin()
        else Markup('src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="{}"').format(piece.url)
    )
    return Markup('<figure class="{}"><img {} alt="{}"><figcaption>{}</figcaption></figure>').format(
        noise.cls("image"), source, title, caption
    )


def _table(piece: Piece, caption: Markup, _title: str, _number: int, _noise: Noise) -> Markup:
    form = '<table class="desc_image" align="center"><tbody><tr><td><img src="{}"></td></tr><tr><td>{}</td></tr></tbody></table>'
    return Markup(form).format(piece.url, caption)


def _fpt(piece: Piece, caption: Markup, _title: str, _number: int, _noise: Noise) -> Markup:
    return Markup('<div class="img-content"><img src="{}" alt=""></div><div class="img-title">{}</div>').format(
        piece.url, caption
    )


def _vccorp(piece: Piece, caption: Markup, title: str, number: int, noise: Noise) -> Markup:
    alt = noise.text(f"{title}- Ảnh {number}.", coded=True, plain=True)
    state = "NLPlaceholderShow" if not caption else ""
    form = (
        '<figure class="VCSortableInPreviewMode{none}" type="Photo" style=""><div><img data-author="" src="{url}" id="{id}" w="900" h="597" alt="{alt}" '
        'title="{alt}" rel="lightbox" data-original="{url}" type="photo" style="max-width:100%;" loading="lazy"></div>'
        '<figcaption class="PhotoCMS_Caption"><p data-placeholder="Nhập chú thích ảnh" class="{state}">{caption}</p></figcaption></figure>'
    )
    none = "" if caption else " noCaption"
    return Markup(form).format(none=none, url=piece.url, id=noise.ident("img"), alt=alt, state=state, caption=caption)


def _k1(piece: Piece, caption: Markup, title: str, number: int, _noise: Noise) -> Markup:
    form = '<table class="box_img_detail" align="center"><tbody><tr><td><img src="{}" alt="{} - Ảnh {}"></td></tr><tr><td>{}</td></tr></tbody></table>'
    return Markup(form).format(piece.url, title, number, caption)


def _k2(piece: Piece, caption: Markup, title: str, number: int, _noise: Noise) -> Markup:
    """The generated words of the alternative text are printed as a line before the caption."""
    form = '<figure class="image"><img src="{}" alt="{} - Ảnh {}"><div class="image-alt">{} - Ảnh {}</div><figcaption> {}</figcaption></figure>'
    return Markup(form).format(piece.url, title, number, title, number, caption)


PICTURES: dict[str, Picture] = {
    "bare": _bare,
    "figure": _figure,
    "table": _table,
    "fpt": _fpt,
    "vccorp": _vccorp,
    "k1": _k1,
    "k2": _k2,
}
