"""What a newsroom changes in an article that is out already. Pure: a story and chance in, the next version out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Literal, get_args

from simulator.address import slug_of, token_of
from simulator.grammar import whole
from simulator.persons import person
from simulator.sites import SITES, era_named
from simulator.story import DOWNLOAD, File, Piece, Story, changed

EditKind = Literal["headline", "number", "name", "body", "caption", "attachment"]
KINDS: tuple[EditKind, ...] = get_args(EditKind)
NUMBER = re.compile(r"(?<![\d.,/-])(\d{2,3})(?![\d.,/-])")
HEADLINES = ("những kết quả bước đầu", "còn nhiều việc phải làm", "cập nhật đến hết ngày", "ý kiến từ cơ sở")
ADDED = (
    "Cập nhật lúc {} giờ {} phút: cơ quan chức năng cho biết đã bổ sung {} tổ công tác và sẽ thông tin tiếp khi có kết quả.",
    "Bạn đọc gửi thêm {} ý kiến sau khi bài được đăng; trong đó {} ý kiến đề nghị công khai tiến độ, {} ý kiến nêu giải pháp cụ thể.",
    "Theo số liệu vừa điều chỉnh, đã có {} nơi hoàn thành trước hạn, {} nơi đúng hạn và {} nơi xin lùi thời gian.",
)
CAPTIONS = (
    "Ảnh tư liệu bổ sung sau khi bài đăng, chụp lúc {} giờ {}.",
    "Hiện trường được ghi lại vào {} giờ {} phút cùng ngày.",
)


def _headline(story: Story, rng: Random) -> dict[str, object]:
    return {"title": f"{story.title.split(' - ')[0]} - {rng.choice(HEADLINES)} {rng.randint(2, 29)}"}


def _number(story: Story, rng: Random) -> dict[str, object]:
    places = [place for place, piece in enumerate(story.pieces) if piece.kind == "p" and NUMBER.search(piece.text)]
    if not places:
        return {}
    place = rng.choice(places)
    text = NUMBER.sub(lambda match: whole(int(match[1]) + rng.randint(1, 9)), story.pieces[place].text, count=1)
    return {"pieces": _replaced(story, place, replace(story.pieces[place], text=text))}


def _name(story: Story, rng: Random) -> dict[str, object]:
    texts = " ".join(piece.text for piece in story.pieces) + (story.lead or "")
    named = [name for name in story.names if name in texts]
    if not named:
        return {}
    old, new = rng.choice(named), person(rng)
    pieces = tuple(replace(piece, text=piece.text.replace(old, new)) for piece in story.pieces)
    names = tuple(new if name == old else name for name in story.names)
    return {
        "pieces": pieces,
        "lead": story.lead and story.lead.replace(old, new),
        "title": story.title.replace(old, new),
        "names": names,
    }


def _body(story: Story, rng: Random) -> dict[str, object]:
    if story.kind == "table":
        return {}
    text = rng.choice(ADDED).format(rng.randint(8, 21), rng.randint(10, 59), rng.randint(3, 27))
    place = rng.randint(1, len(story.pieces))
    return {"pieces": (*story.pieces[:place], Piece("p", text), *story.pieces[place:])}


def _caption(story: Story, rng: Random) -> dict[str, object]:
    text = rng.choice(CAPTIONS).format(rng.randint(6, 20), rng.randint(10, 59))
    places = [place for place, piece in enumerate(story.pieces) if piece.kind == "img" and piece.text]
    if places:
        place = rng.choice(places)
        return {"pieces": _replaced(story, place, replace(story.pieces[place], text=text))}
    if story.kind == "table":
        return {}
    day = story.published
    token = token_of(f"{story.url}{story.version}", 14)
    url = SITES[story.portal].images.format(year=day.year, month=day.month, day=day.day, token=token)
    return {"pieces": (*story.pieces[:1], Piece("img", text, url=url), *story.pieces[1:])}


def _attachment(story: Story, rng: Random) -> dict[str, object]:
    site = SITES[story.portal]
    if story.kind == "table":
        return {}
    name = f"Tài liệu bổ sung số {len(story.files) + 1}-{rng.randint(11, 99)}"
    url = site.files.format(
        year=story.published.year, month=story.published.month, name=f"{slug_of(name)}-{story.number}", type="pdf"
    )
    file = File(url, name, "pdf")
    added = (
        (Piece("file", DOWNLOAD.format(name=name), url=url, name=name),)
        if era_named(site, story.era).files == "flow"
        else ()
    )
    return {"files": (*story.files, file), "pieces": (*story.pieces, *added)}


def _replaced(story: Story, place: int, piece: Piece) -> tuple[Piece, ...]:
    return (*story.pieces[:place], piece, *story.pieces[place + 1 :])


def edited(story: Story, kind: EditKind, at: datetime, rng: Random) -> Story | None:
    """The next version, or None where the article has nothing of that kind to change."""
    make = {
        "headline": _headline,
        "number": _number,
        "name": _name,
        "body": _body,
        "caption": _caption,
        "attachment": _attachment,
    }[kind]
    fields = make(story, rng)
    return changed(story, at, **fields) if fields else None


def moved(story: Story, at: datetime) -> Story:
    """The article under another slug with the same native id; its former address leads there."""
    url = re.sub(r"((?:[-.](?:p\d+n)?\d+)?(?:\.html?)?)$", r"-moi\1", story.url, count=1)
    return changed(story, at, url=url, former=(*story.former, story.url))
