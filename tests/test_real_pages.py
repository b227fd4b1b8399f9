"""Real Vietnamese pages by the generic reader, as they are and redesigned: no structured data, names without meaning."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.mutation import redesigned
from portals.read import UNKNOWN_MOMENT, article_on
from schemas.article import Article
from schemas.errors import ReadingFailed
from schemas.page import Page

REAL = Path(os.environ.get("PORTALS_REAL", Path(__file__).resolve().parents[2] / "shared" / "real")) / "html"
GOLD = (
    {gold["id"]: gold for gold in json.loads((REAL / "GOLD.json").read_text("utf-8"))}
    if (REAL / "GOLD.json").is_file()
    else {}
)
DRILLS: tuple[tuple[str, ...], ...] = ((), ("nometa",), ("noclass",), ("nometa", "noclass"))

pytestmark = pytest.mark.skipif(not GOLD, reason="real pages are not here (PORTALS_REAL)")


@cache
def read(name: str, drills: tuple[str, ...]) -> Article:
    gold = GOLD[name]
    markup = redesigned((REAL / gold["html"]).read_bytes(), drills)
    return article_on(
        Page(
            url=gold["url"], final_url=gold["url"], status=200, headers=(), payload=markup, captured_at=UNKNOWN_MOMENT
        ),
        None,
    )


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, as the benchmark for article extraction counts them."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def measured(gold: dict[str, Any], body: str) -> tuple[float, float]:
    """Precision and F1 of a body; what the gold calls optional is never wrong."""
    wanted, found, optional = shingles(gold["body"]), shingles(body), shingles(gold.get("body_optional") or "")
    right = (wanted & found).total()
    wrong = (found - wanted - optional).total()
    precision, recall = right / (right + wrong), right / wanted.total()
    return precision, 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize("drills", DRILLS, ids="+".join)
@pytest.mark.parametrize("name", GOLD)
def test_fields_of_a_real_page(name: str, drills: tuple[str, ...]) -> None:
    gold, article = GOLD[name], read(name, drills)
    assert article.title == gold["title"]
    assert article.published_at is not None
    assert article.published_at.replace(second=0) == datetime.fromisoformat(gold["published_at"]).replace(second=0)
    assert gold["authors"] is None or list(article.authors) == gold["authors"]


@pytest.mark.parametrize(
    ("drills", "least"),
    [((), 0.985), (("nometa",), 0.985), (("noclass",), 0.975), (("nometa", "noclass"), 0.97)],
    ids=str,
)
def test_bodies_of_the_real_pages(drills: tuple[str, ...], least: float) -> None:
    scores = {name: measured(gold, read(name, drills).body) for name, gold in GOLD.items()}
    assert min(f1 for _, f1 in scores.values()) >= least - 0.02, scores
    assert sum(f1 for _, f1 in scores.values()) / len(scores) >= least, scores


@pytest.mark.parametrize("name", GOLD)
def test_furniture_of_a_real_page_stays_out(name: str) -> None:
    article = read(name, ())
    stored = [line for block in article.blocks for line in block.text.split("\n")]
    assert not [
        line
        for line in stored
        if re.search(r"Ảnh \d+\.?$|^(?:Chia sẻ|TIN LIÊN QUAN|Bình luận|Từ khóa|Tham khảo thêm)", line)
    ]


@pytest.mark.parametrize("name", ["baochinhphu_list", "nld_list"])
def test_a_listing_page_is_no_article(name: str) -> None:
    url = f"https://{name.split('_')[0]}.vn/kinh-te.htm"
    page = Page(
        url=url,
        final_url=url,
        status=200,
        headers=(),
        payload=(REAL / f"{name}.html").read_bytes(),
        captured_at=UNKNOWN_MOMENT,
    )
    with pytest.raises(ReadingFailed):
        article_on(page, None)
