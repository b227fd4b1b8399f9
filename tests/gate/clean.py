"""Clean readings as five portals would give them: made up, deterministic for a seed, in every honest form.

News with a lead and many paragraphs, short notices with a file, photo stories, notices that are one table, and
captures of bare text without a date. Volume follows weekday and hour, and falls at Tết and on holidays.
"""

from __future__ import annotations

import hashlib
import math
import random
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa

from expectations.holidays import day_kind
from expectations.suite import HISTORY_COLUMNS, Context
from portals.portal import Layout, Portal
from schemas.article import READINGS
from tests.gate import phrases as say

HANOI_TIME = timedelta(hours=7)
HOUR_WEIGHTS = (0, 0, 0, 0, 0, 1, 3, 8, 12, 12, 10, 7, 3, 4, 9, 10, 9, 7, 4, 3, 2, 2, 1, 0)

LAYOUTS = (Layout(name="2025", signature="#a", title="h1", content="#b"),)

PORTALS = (
    Portal(slug="thanhphohaiphong", name="Cổng tin tức thành phố Hải Phòng", hosts=("thanhphohaiphong.gov.vn",),
           home="https://thanhphohaiphong.gov.vn/", channels=(), layouts=LAYOUTS, articles=(r"/[a-z0-9-]+\.html",)),
    Portal(slug="halong", name="Cổng thông tin điện tử thành phố Hạ Long", hosts=("halongcity.gov.vn", "*.halongcity.gov.vn"),
           home="http://halongcity.gov.vn/", channels=(), layouts=LAYOUTS, articles=(r"/.*-p\d+n(?P<id>\d+)\.html",)),
    Portal(slug="haiphong", name="Cổng thông tin điện tử thành phố Hải Phòng", hosts=("haiphong.gov.vn", "*.haiphong.gov.vn"),
           home="https://haiphong.gov.vn/", channels=(), layouts=LAYOUTS, articles=(r"/.*-(?P<id>\d+)",), datelines=("HPĐT",)),
    Portal(slug="hanoi", name="Cổng thông tin điện tử thành phố Hà Nội", hosts=("hanoi.gov.vn", "www.hanoi.gov.vn"),
           home="https://hanoi.gov.vn/", channels=(), layouts=LAYOUTS, articles=(r"/.*-(?P<id>\d+)\.htm",), datelines=("HNP",)),
    Portal(slug="kinhtedothi", name="Báo Kinh tế & Đô thị", hosts=("kinhtedothi.vn", "*.kinhtedothi.vn"),
           home="https://kinhtedothi.vn/", channels=(), layouts=LAYOUTS, articles=(r"/.*\.(?P<id>\d+)\.html",), datelines=("Kinhtedothi",)),
)  # fmt: skip

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Batch:
    """What the gate is asked: rows as READINGS holds them, and what it is told beside."""

    rows: Rows
    context: Context

    def table(self) -> pa.Table:
        return pa.Table.from_pylist(self.rows, schema=READINGS)


def _name(rng: random.Random) -> str:
    parts = [
        rng.choice(say.SURNAMES),
        *([rng.choice(say.MIDDLES)] if rng.random() < 0.7 else []),
        rng.choice(say.GIVEN),
    ]
    return " ".join(parts)


def _fill(rng: random.Random, pattern: str, topic: str) -> str:
    year = rng.randint(2016, 2025)
    return pattern.format(
        role=rng.choice(say.ROLES), name=_name(rng), obj=rng.choice(say.OBJECTS), place=rng.choice(say.PLACES),
        organ=rng.choice(say.ORGANS), topic=topic if rng.random() < 0.4 else rng.choice(say.TOPICS), year=year, year2=year + 5,
        n=rng.randint(12, 980), p=rng.randint(2, 48), m=rng.randint(1, 12),
    )  # fmt: skip


def _paragraph(rng: random.Random, topic: str, sentences: int) -> str:
    return " ".join(_fill(rng, pattern, topic) for pattern in rng.sample(say.SENTENCES, sentences))


def slug_of(title: str) -> str:
    plain = unicodedata.normalize("NFD", title.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def hex_of(*parts: object, digits: int = 32) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:digits]


def url_of(portal: Portal, title: str, number: int) -> str:
    slug = slug_of(title)
    path = {
        "thanhphohaiphong": f"{slug}-{number}.html", "halong": f"{slug}-p13n{number}.html", "haiphong": f"tin-tuc-su-kien/{slug}-{700000 + number}",
        "hanoi": f"tin-tuc/{slug}-4250407{number:06d}115.htm", "kinhtedothi": f"{slug}.{700000 + number}.html",
    }[portal.slug]  # fmt: skip
    return portal.home + path


def sealed(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its derived columns made again: blocks stand, body, word_count and content_hash follow."""
    words = [
        b["text"] for b in row["blocks"] if b["kind"] in ("paragraph", "quote", "list") or "table_body" in row["flags"]
    ]
    body = "\n\n".join(words)
    key = (row["title"], row["lead"], body, row["authors"], row["published_at"])
    return {**row, "body": body, "word_count": len(body.split()), "content_hash": hex_of(*key, digits=64)}


def _block(kind: str, text: str, rows: list[list[str]] | None = None) -> dict[str, Any]:
    return {"kind": kind, "text": text, "rows": rows}


def _news(rng: random.Random, portal: Portal, when: datetime) -> dict[str, Any]:
    topic, organ, act = rng.choice(say.TOPICS), rng.choice(say.ORGANS), rng.choice(say.ACTS)
    local = when + HANOI_TIME
    day = rng.choice(("Sáng", "Chiều", "Ngày")) + f" {local.day}{rng.choice('/-')}{local.month}"
    mark = f"{portal.datelines[0]} - " if portal.datelines else ""
    lead = f"{mark}{day}, {organ} {act} {topic}. {_fill(rng, rng.choice(say.SENTENCES), topic)}"
    blocks = [_block("paragraph", lead)]
    for i in range(rng.randint(3, 9)):
        if i and rng.random() < 0.15:
            blocks.append(_block("heading", rng.choice(say.TOPICS).capitalize()))
        if rng.random() < 0.25:
            blocks.append(_block("caption", _fill(rng, rng.choice(say.CAPTIONS), topic)))
        blocks.append(_block("paragraph", _paragraph(rng, topic, rng.randint(1, 4))))
    return {"title": f"{organ} {act} {topic}", "lead": lead, "blocks": blocks, "event_date": local.date()}


def _notice(rng: random.Random, portal: Portal, when: datetime) -> dict[str, Any]:
    topic, organ = rng.choice(say.TOPICS), rng.choice(say.ORGANS)
    text = f"{organ} thông báo về việc {topic}. Chi tiết xem tại file đính kèm"
    files = [{"url": f"{portal.home}files/{rng.randint(1, 9999)}.pdf", "name": "Thông báo.pdf", "type": "pdf"}]
    return {
        "title": f"Thông báo về việc {topic}",
        "lead": text,
        "blocks": [_block("paragraph", text)],
        "attachments": files,
        "authors": [],
    }


def _photos(rng: random.Random, portal: Portal, when: datetime) -> dict[str, Any]:
    topic = rng.choice(say.TOPICS)
    lead = f"Những hình ảnh về {topic} qua ống kính phóng viên."
    captions = [_fill(rng, pattern, topic) for pattern in say.CAPTIONS]
    images = [
        {"url": f"{portal.home}images/{rng.randint(1, 9999)}.jpg", "caption": c, "credit": None} for c in captions
    ]
    blocks = [_block("paragraph", lead), *(_block("caption", c) for c in captions)]
    return {"title": f"Chùm ảnh: {topic.capitalize()}", "lead": lead, "blocks": blocks, "images": images}


def _table(rng: random.Random, portal: Portal, when: datetime) -> dict[str, Any]:
    topic = rng.choice(say.TOPICS)
    cells = [
        ["STT", "Họ và tên", "Địa bàn"],
        *([str(i), _name(rng), rng.choice(say.PLACES)] for i in range(1, rng.randint(5, 14))),
    ]
    block = _block("table", "\n".join(" | ".join(row) for row in cells), cells)
    return {
        "title": f"Danh sách hộ tham gia {topic}",
        "lead": None,
        "blocks": [block],
        "flags": ["table_body"],
        "authors": [],
    }


def _text(rng: random.Random, portal: Portal, when: datetime) -> dict[str, Any]:
    undated = {"published_at": None, "published_precision": None, "published_zone": None, "event_date": None}
    return {**_news(rng, portal, when), **undated, "medium": "text", "layout": "text", "flags": ["no_date"]}


def reading(rng: random.Random, portal: Portal, when: datetime, captured_at: datetime, number: int) -> dict[str, Any]:
    """One clean reading of an article published at `when` (UTC)."""
    form = rng.choices((_news, _notice, _photos, _table, _text), (84, 7, 4, 3, 2))[0]
    made = form(rng, portal, when)
    url = url_of(portal, made["title"], number)
    authors = rng.choice(([_name(rng)], [_name(rng)], [_name(rng), _name(rng)], []))
    base: dict[str, Any] = {
        "portal": portal.slug, "article_id": hex_of(portal.slug, number), "url": url, "canonical_url": url, "native_id": re.findall(r"\d+", url)[-1],
        "authors": authors, "contributors": [], "dateline": portal.datelines[0] if portal.datelines and form is _news else None,
        "source_name": None, "published_at": when, "published_precision": "minute", "published_zone": "assumed", "modified_at": None,
        "event_date": None, "section": rng.choice(say.SECTIONS), "tags": [], "images": [], "attachments": [], "flags": [], "origins": [],
        "view_count": rng.choice((None, rng.randint(0, 5000))), "capture_id": hex_of(url, captured_at), "captured_at": captured_at,
        "medium": "html", "layout": f"{portal.slug}-2025", "parser_version": 1,
    }  # fmt: skip
    row = {**base, **made}
    row["section_path"] = [row["section"]]
    row["authors"] = list(dict.fromkeys(row["authors"]))
    row["byline"] = " - ".join(row["authors"]) or None
    return sealed(row)


def daily_mean(day: date, mean: float) -> float:
    """Articles expected on a day: two fifths at weekends, a quarter on holidays, a tenth at Tết."""
    kind = day_kind(day)
    weekend = 0.4 if day.weekday() >= 5 else 1.0
    return mean * {"tet": 0.1, "holiday": 0.25}.get(kind, weekend)


def _poisson(rng: random.Random, mean: float) -> int:
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def moments(rng: random.Random, since: datetime, until: datetime, mean: float) -> list[datetime]:
    """Moments of publication in [since, until): each hour's count is Poisson, with a mood of the day upon it."""
    found: list[datetime] = []
    hour = since.replace(minute=0, second=0, microsecond=0)
    while hour < until:
        local = hour + HANOI_TIME
        mood = random.Random(f"{local.date()}-{mean}").uniform(0.75, 1.25)
        expected = daily_mean(local.date(), mean) * HOUR_WEIGHTS[local.hour] / sum(HOUR_WEIGHTS) * mood
        found += [hour + timedelta(seconds=rng.randrange(3600)) for _ in range(_poisson(rng, expected))]
        hour += timedelta(hours=1)
    return sorted(m for m in found if since <= m < until)


def batch(
    seed: int,
    now: datetime,
    *,
    mean: float = 24.0,
    days: int = 1,
    history_days: int = 120,
    portal: Portal | None = None,
) -> Batch:
    """A clean batch: what a portal published in the last `days` before `now`, and what the lake had before that."""
    rng = random.Random(seed)
    portal = portal or PORTALS[seed % len(PORTALS)]
    start = now - timedelta(days=days)
    first = start - timedelta(days=history_days)
    old = moments(rng, first, start, mean) if history_days else []
    past = [reading(rng, portal, when, when + timedelta(minutes=40), n) for n, when in enumerate(old)]
    fresh = [reading(rng, portal, when, now, 100_000 + n) for n, when in enumerate(moments(rng, start, now, mean))]
    history = pa.Table.from_pylist(past, schema=READINGS).select(list(HISTORY_COLUMNS)) if past else None
    return Batch(fresh, Context(portal=portal, now=now, history=history, listed=len(fresh)))


def sized_batch(seed: int, rows: int, portal: Portal | None = None) -> Batch:
    """A clean batch of just `rows` readings without history, for the cost of the gate."""
    rng = random.Random(seed)
    portal = portal or PORTALS[seed % len(PORTALS)]
    now = datetime(2025, 9, 17, 12, tzinfo=UTC)
    made = [reading(rng, portal, now - timedelta(minutes=7 * n + 5), now, n) for n in range(rows)]
    return Batch(made, Context(portal=portal, now=now, listed=rows))


def with_rows(batch: Batch, rows: Rows) -> Batch:
    return replace(batch, rows=rows)
