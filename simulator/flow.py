"""The flow of an article: paragraphs with headings, pictures, lists, quotes, tables and files set among them."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import TYPE_CHECKING

from simulator.address import token_of
from simulator.grammar import Topic, told
from simulator.persons import person
from simulator.story import File, Piece

if TYPE_CHECKING:
    from simulator.compose import Draft

CREDITS = ("", "", "", "", " Ảnh: {name}", " (Ảnh: {name}/TTXVN)")


def _credited(caption: str, rng: Random) -> str:
    return caption + rng.choice(CREDITS).format(name=person(rng))


def _picture(caption: str, place: int, draft: Draft) -> Piece:
    day = draft.published
    token = token_of(f"{draft.site.slug}/{draft.number}/{place}", 14)
    return Piece("img", caption, url=draft.site.images.format(year=day.year, month=day.month, day=day.day, token=token))


def _paragraphs(topic: Topic, words: Mapping[str, str], rng: Random) -> list[Piece]:
    own = topic["paragraphs"]
    chosen = [own[place] for place in sorted(rng.sample(range(len(own)), rng.randint(3, min(5, len(own)))))]
    for general in rng.sample(list(topic.get("pool", ())), rng.randint(1, 3)) if topic.get("pool") else ():
        chosen.insert(rng.randint(1, len(chosen)), general)
    return [Piece("p", told(template, words, rng)) for template in chosen]


def _set_in(pieces: list[Piece], piece: Piece, rng: Random, after: int = 1) -> None:
    pieces.insert(rng.randint(min(after, len(pieces)), len(pieces)), piece)


def _news(topic: Topic, words: Mapping[str, str], draft: Draft, rng: Random) -> list[Piece]:
    pieces = _paragraphs(topic, words, rng)
    if topic.get("items") and rng.random() < 0.6:
        place = rng.randint(1, len(pieces))
        items = tuple(told(item, words, rng) for item in topic["items"])
        pieces[place:place] = [
            Piece("p", told(rng.choice(topic["list_intro"]), words, rng)),
            Piece("list", items=items),
        ]
    if topic.get("quotes") and rng.random() < 0.5:
        _set_in(pieces, Piece("quote", told(rng.choice(topic["quotes"]), words, rng)), rng)
    captions = rng.sample(topic["captions"], rng.randint(0, min(3, len(topic["captions"]))))
    for place, caption in enumerate(captions):
        text = _credited(told(caption, words, rng), rng) if rng.random() < 0.95 else ""
        _set_in(pieces, _picture(text, place, draft), rng)
    return _headed(pieces, topic, words, rng)


def _headed(pieces: list[Piece], topic: Topic, words: Mapping[str, str], rng: Random) -> list[Piece]:
    """Headings stand before paragraphs, never first, never two together."""
    before = [
        place for place, piece in enumerate(pieces) if place >= 1 and piece.kind == "p" and not piece.text.endswith(":")
    ]
    before = [place for place in before if not pieces[place - 1].text.endswith(":")]
    count = min(rng.choice((0, 0, 1, 2)), len(before), len(topic["headings"]))
    headings = [told(heading, words, rng) for heading in rng.sample(topic["headings"], count)]
    for place, heading in zip(sorted(rng.sample(before, count), reverse=True), headings, strict=True):
        pieces.insert(place, Piece("h", heading))
    return pieces


def _photo(topic: Topic, words: Mapping[str, str], draft: Draft, rng: Random) -> list[Piece]:
    captions = rng.sample(topic["captions"], rng.randint(6, len(topic["captions"])))
    pictures = [_picture(told(caption, words, rng), place, draft) for place, caption in enumerate(captions)]
    texts = [Piece("p", told(paragraph, words, rng)) for paragraph in rng.sample(topic["paragraphs"], 3)]
    return [texts[0], *pictures[:3], texts[1], *pictures[3:], texts[2]]


def _table(topic: Topic, words: Mapping[str, str], rng: Random) -> Piece:
    rows = [tuple(told(cell, words, rng) for cell in row) for row in topic["rows"]]
    return Piece("table", rows=(tuple(topic["head"]), *rows))


def _document(
    topic: Topic, words: Mapping[str, str], draft: Draft, files: tuple[File, ...], rng: Random
) -> list[Piece]:
    pieces = [Piece("p", told(template, words, rng)) for template in rng.sample(topic["paragraphs"], rng.randint(3, 5))]
    if draft.era.files == "flow":
        pieces += [
            Piece("file", f"Xem toàn văn tại tệp đính kèm: {file.name}", url=file.url, name=file.name) for file in files
        ]
    return pieces


def flow_of(
    kind: str, topic: Topic, words: Mapping[str, str], draft: Draft, files: tuple[File, ...], rng: Random
) -> tuple[Piece, ...]:
    """All that follows the lead, in reading order."""
    match kind:
        case "photo":
            return tuple(_photo(topic, words, draft, rng))
        case "table":
            return (_table(topic, words, rng),)
        case "notice":
            return (_table(topic, words, rng), Piece("p", told(rng.choice(topic["after"]), words, rng)))
        case "document":
            return tuple(_document(topic, words, draft, files, rng))
        case _:
            return tuple(_news(topic, words, draft, rng))
