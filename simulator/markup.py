"""The flow of an article in the manner of each era: how paragraphs, headings, pictures, lists, quotes and tables are marked."""

from __future__ import annotations

from markupsafe import Markup, escape

from simulator.insets import Teaser, inset
from simulator.manners import MANNERS, Manner
from simulator.noise import Noise
from simulator.story import Piece, Story


def _table(piece: Piece, manner: Manner, noise: Noise) -> Markup:
    head = noise.coin(0.3)
    rows = []
    for place, row in enumerate(piece.rows):
        tag = "th" if head and place == 0 else "td"
        cells = Markup("").join(
            Markup("<{0}>{1}</{0}>").format(Markup(tag), noise.text(cell, plain=True)) for cell in row
        )
        rows.append(Markup("<tr>{}</tr>\n").format(cells))
    table = Markup('<table border="1" cellpadding="4"><tbody>{}</tbody></table>').format(Markup("").join(rows))
    return Markup(manner.table).format(table)


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
            return _table(piece, manner, noise)
        case "file":
            before = escape(piece.text.removesuffix(piece.name))
            return Markup('<p>{}<a href="{}">{}</a></p>').format(before, piece.url, piece.name)
        case _:
            return _paragraph(words, manner, noise)


def _paired(pieces: tuple[Piece, ...], noise: Noise) -> list[list[Piece]]:
    """Pieces one by one, but here and there two paragraphs together."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and piece.kind == groups[-1][-1].kind == "p" and len(groups[-1]) == 1 and noise.coin(0.12):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _pieces(story: Story, manner: Manner, noise: Noise) -> list[Markup]:
    parts: list[Markup] = []
    pictures = 0
    for group in _paired(story.pieces, noise) if manner.breaks else [[piece] for piece in story.pieces]:
        pictures += group[0].kind == "img"
        if len(group) > 1:
            words = Markup("<br><br>").join(noise.text(piece.text, coded=manner.coded) for piece in group)
            parts.append(_paragraph(words, manner, noise))
            continue
        part = _marked(group[0], pictures, story, manner, noise)
        if group[0].kind == "p" and manner.frames and noise.coin(0.08):
            part = Markup(noise.rng.choice(manner.frames)).format(part)
        if group[0].kind == "p" and manner.unclosed and part.endswith("</p>") and noise.coin(0.05):
            part = Markup(part.removesuffix("</p>") + "\n")
        parts += [part, noise.empty()]
    return parts


def flow_html(story: Story, era: str, noise: Noise, teasers: list[Teaser], accent: Markup | None) -> Markup:
    """The article's text to the byline (where that is the last line).

    accent: how the lead is marked as the first paragraph; None where it has a node of its own.
    """
    manner = MANNERS[era]
    parts = [accent.format(noise.text(story.lead, coded=manner.coded))] if accent is not None and story.lead else []
    parts += _pieces(story, manner, noise)
    for kind in manner.insets:
        if noise.coin():
            place = len(parts) if kind == "share" else noise.rng.randint(min(2, len(parts)), len(parts))
            parts.insert(place, inset(kind, manner, noise.rng.choice(teasers), noise))
    if story.byline.printed and manner.byline:
        parts.append(Markup(noise.rng.choice(manner.byline)).format(story.byline.printed))
    return Markup(noise.rng.choice(("", "\n", "\n    "))).join(parts)
