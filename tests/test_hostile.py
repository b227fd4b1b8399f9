"""Pages that break naive code: each is read right within its limits, or refused by name where that is allowed."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import unicodedata
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from portals.read import UNKNOWN_MOMENT, article_on
from schemas.article import Article
from schemas.errors import ReadingFailed
from schemas.page import Page

ROOT = Path(__file__).resolve().parent.parent
HOSTILE = Path(os.environ.get("PORTALS_REAL", ROOT.parent / "shared" / "real")) / "hostile"

MAY_BE_REFUSED = {
    "mojibake_utf8_as_1252": "encoding_mojibake",
    "text_node_30mb": "too_large",
    "json_as_html": "json",
    "body_in_json": "needs_javascript",
    "readability_005-unescape-html-entities": "missing_title",
}
"""Where the case's `must` allows a named refusal (the last one has neither heading nor title)."""

FLAGGED = {
    "login_wall": "partial",
    "date_meta_vs_visible": "zone_conflict",
    "duplicate_html_body": "second_document",
    "table_body": "table_body",
    "tcvn3_as_1252": "repaired_tcvn3",
    "vni_as_1252": "repaired_vni",
    "title_1mb": "title_conflict",
}
"""What `must` asks for besides `expect`."""


def cases() -> list[dict[str, Any]]:
    file = HOSTILE / "cases.jsonl"
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.is_file() else []


CASES = {case["id"]: case for case in cases()}
HEAVY = [name for name, case in CASES.items() if case["cat"] == "complexity"]
LIGHT = [name for name in CASES if name not in HEAVY]

pytestmark = pytest.mark.skipif(not CASES, reason="hostile pages are not here (PORTALS_REAL)")


def page_of(case: dict[str, Any]) -> Page:
    body = (HOSTILE / case["file"]).read_bytes()
    body = gzip.decompress(body) if case["file"].endswith(".gz") else body
    headers = tuple(case["headers"].items())
    return Page(
        url=case["url"], final_url=case["url"], status=200, headers=headers, payload=body, captured_at=UNKNOWN_MOMENT
    )


def faults(case: dict[str, Any]) -> list[str]:
    """What is wrong with the reading of a case; empty where it is as it must be."""
    expect = case["expect"]
    try:
        article = article_on(page_of(case), None)
    except ReadingFailed as refused:
        allowed = expect.get("not_article") or MAY_BE_REFUSED.get(case["id"]) == refused.reason
        return [] if allowed else [f"refused: {refused}"]
    if expect.get("not_article"):
        return ["should be refused"]
    return [*title_faults(article, expect), *body_faults(article, expect), *field_faults(article, case)]


def title_faults(article: Article, expect: dict[str, Any]) -> list[str]:
    wrong = [
        "title" in expect and article.title != expect["title"],
        expect.get("title_has", "") not in article.title,
        "title_not" in expect and expect["title_not"] in article.title,
        len(article.title) > expect.get("max_title", 500),
    ]
    return [f"title {article.title[:80]!r}"] if any(wrong) else []


def body_faults(article: Article, expect: dict[str, Any]) -> list[str]:
    stored = "\n".join((article.body, *(block.text for block in article.blocks)))
    wrong = [f"lacks {text!r}" for text in expect.get("body_has", ()) if text not in article.body]
    wrong += [f"has {text!r}" for text in expect.get("body_not", ()) if text in stored]
    if not unicodedata.is_normalized("NFC", stored) or "\x00" in stored:
        wrong.append("letters")
    json.dumps(stored, ensure_ascii=False).encode()
    return wrong


def field_faults(article: Article, case: dict[str, Any]) -> list[str]:
    expect = case["expect"]
    moment = (article.published_at + timedelta(hours=7)).strftime("%Y-%m-%dT%H:%M") if article.published_at else None
    wrong = []
    if ("date" in expect and moment != expect["date"]) or (expect.get("no_date") and moment):
        wrong.append(f"date {moment}")
    if ("authors" in expect and list(article.authors) != expect["authors"]) or len(article.authors) > expect.get(
        "max_authors", 99
    ):
        wrong.append(f"authors {article.authors}")
    flag = FLAGGED.get(case["id"])
    return [*wrong, f"no flag {flag}"] if flag and flag not in article.flags else wrong


@pytest.mark.parametrize("name", LIGHT)
def test_a_hostile_page_is_read_as_it_must_be(name: str) -> None:
    assert faults(CASES[name]) == []


ALONE = """
import json, resource, sys, time
case = json.loads(sys.stdin.readline())
limit = case["expect"]["max_mb"] * 3 * 2**20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
resource.setrlimit(resource.RLIMIT_CPU, (case["expect"]["max_s"] + 10,) * 2)
sys.path[:0] = [sys.argv[1], sys.argv[2]]
from test_hostile import faults
started = time.process_time()
found = faults(case)
seconds, megabytes = time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
if seconds > case["expect"]["max_s"] or megabytes > case["expect"]["max_mb"]:
    found.append(f"took {seconds:.1f} s and {megabytes:.0f} MB")
print(json.dumps(found))
"""


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_page_stays_within_its_limits(name: str) -> None:
    """In a process of its own, so that its memory is its own; limits are those of the case (seconds of CPU)."""
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(ROOT), str(ROOT / "tests")],
        input=json.dumps(CASES[name]), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-800:]
    assert json.loads(done.stdout.splitlines()[-1]) == []
