"""The report page: everything is on it, nothing is fetched for it."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from expectations.check import check_batch
from expectations.page import EXAMPLES, Run, render
from schemas.outcome import Report
from tests.gate.clean import Batch, sized_batch

RUN = Run(run_id="2025-09-18T12-00-00", at=datetime(2025, 9, 18, 12, tzinfo=UTC), what="Ingest of two portals.")


def page_of(rows: int = 12, bad: int = 7) -> str:
    made = sized_batch(3, rows)
    hurt = [
        {**row, "title": f"<script>alert({i})</script>", "authors": ["Ban Biên tập"]} if i < bad else row
        for i, row in enumerate(made.rows)
    ]
    table = Batch(hurt, made.context).table()
    return render({"hanoi": check_batch(table, made.context)}, RUN, {"hanoi": table})


class Addresses(HTMLParser):
    """Collects whatever a browser would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.fetched += [
            v or "" for k, v in attrs if k in ("src", "srcset", "data", "action") or (k == "href" and tag == "link")
        ]


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    page = page_of()
    parser = Addresses()
    parser.feed(page)
    assert parser.fetched == ["data:,"]
    assert not parser.tags & {"script", "iframe", "img", "object", "embed"}
    assert "url(" not in page
    assert "@import" not in page


def test_failing_expectations_stand_with_reason_and_examples() -> None:
    page = page_of()
    assert "answers for it: reading" in page
    item = re.search(r"no_organisation</span>.*?</ul>", page, re.DOTALL)
    assert item is not None
    assert 0 < item[0].count("Ban Biên tập</q>") <= EXAMPLES
    assert "An author is an office" in page
    assert "&lt;script&gt;alert(0)" in page
    assert re.search(r"12 rows · 7 rejected", page)


def test_every_expectation_is_on_the_page() -> None:
    made = sized_batch(3, 6)
    report = check_batch(made.table(), made.context)
    page = render({"hanoi": report}, RUN)
    assert all(f"<code>{c.expectation}</code>" in page for c in report.checked)


def test_a_stopped_batch_says_so() -> None:
    made = sized_batch(3, 12)
    table = Batch([*made.rows, *made.rows], made.context).table()
    page = render({"hanoi": check_batch(table, made.context)}, RUN, {"hanoi": table})
    assert "not published" in page
    assert "<b>captures_stand_once</b> stops the batch." in page


def test_what_waits_is_told_with_its_captures_and_what_to_do() -> None:
    page = page_of()
    assert "python -m flows replay --portal hanoi" in page
    assert sized_batch(3, 12).rows[0]["capture_id"] in page
    assert "flows replay" not in page_of(bad=0)


def test_a_run_without_batches_has_a_page() -> None:
    assert "Nothing was judged" in render({}, RUN)
    assert "0 rows" in render({"hanoi": Report(suite="articles", evaluated=0)}, RUN)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """A folder over HTTP on loopback, and the paths that were asked for."""
    asked: list[str] = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            asked.append(self.path)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.browser
def test_chromium_shows_the_page_without_a_request_or_an_error(tmp_path: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "page.html").write_text(page_of(), encoding="utf-8")
    with served(tmp_path / "site") as (home, asked):
        shown = subprocess.run(
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}", "--disable-background-networking",
             "--enable-logging=stderr", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--virtual-time-budget=3000", "--dump-dom", f"{home}/page.html"],
            capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
    assert "What the data had to hold" in shown.stdout
    assert asked == ["/page.html"]
    assert "CONSOLE" not in shown.stderr
