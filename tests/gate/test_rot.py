"""The sentinel against redesigns of the simulator's pages, and on pages that nobody redesigned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import SystemRandom

import pytest

from expectations.check import check_batch
from expectations.drift import shrunk_since
from expectations.rot import REACH, doubts, held, rotten
from expectations.suite import Context
from schemas.article import READINGS, Attachment, Origin
from schemas.columns import table_of
from schemas.outcome import Report
from tests.gate.drill import LAYOUTS, Drilled, drilled
from tests.gate.eras import START, page_of, pages_of
from tests.gate.redesigns import RARER, Redesign, read, redesigned


def judged(told: Sequence[Drilled], least: float) -> None:
    breaking, missed = [
        [one.name for d in told for one in some(d)] for some in (lambda d: d.breaking, lambda d: d.missed)
    ]
    landed, lost = [[one.name for d in told for one in some(d)] for some in (lambda d: d.landed, lambda d: d.lost)]
    print(
        f"seed {told[0].seed}: {sum(len(d.outcomes) for d in told)} redesigns, {len(breaking)} breaking, {len(missed)} missed: {missed}"
    )
    print(f"landed wrong without a flag: {landed}; lacking something: {lost}")
    assert breaking
    assert len(missed) <= (1 - least) * len(breaking)


def test_redesigns_are_seen() -> None:
    judged(list(drilled(7, 3, each=80)), 0.95)


@pytest.mark.soak
@pytest.mark.parametrize("layout", LAYOUTS)
def test_many_redesigns_are_seen(layout: str) -> None:
    judged(list(drilled(SystemRandom().randrange(2**31), 200, (layout,))), 0.95)


@pytest.mark.soak
@pytest.mark.parametrize("layout", LAYOUTS)
def test_rarer_redesigns_are_seen(layout: str) -> None:
    judged(list(drilled(SystemRandom().randrange(2**31), 60, (layout,), RARER)), 0.5)


def alarms(seed: int, each: int) -> tuple[int, list[str]]:
    """Pages that nobody redesigned, and what the sentinel says of them."""
    read_pages = [[a for pair in pages if (a := read(*pair))] for pages in pages_of(seed, each).values()]
    tables = [table_of(articles, READINGS) for articles in read_pages]
    heard = [rot.words for table in tables for rot in (*rotten(table, None), *doubts(table, None))]
    return sum(map(len, read_pages)), heard


def test_no_alarm_without_a_redesign() -> None:
    pages, heard = alarms(8, 60)
    assert pages >= 250
    assert heard == []


@pytest.mark.soak
def test_hardly_an_alarm_on_two_thousand_pages() -> None:
    seed = SystemRandom().randrange(2**31)
    pages, heard = alarms(seed, 420)
    print(f"seed {seed}: {len(heard)} alarms on {pages} pages: {heard}")
    assert pages >= 2_000
    assert len(heard) <= 1


def test_rows_since_the_first_bad_capture_go_to_quarantine() -> None:
    pages = pages_of(9, 60, "hanoi-vccorp")["hanoi-vccorp"]
    layout, good = LAYOUTS["hanoi-vccorp"], len(pages) - 8
    html = [redesigned(page.payload.decode(), layout, Redesign("renamed", "lead")) for _, page in pages[good:]]
    after = [
        page_of(page.url, text, good + i) for i, ((_, page), text) in enumerate(zip(pages[good:], html, strict=True))
    ]
    portal = pages[0][0]
    rows = [a for page in [*(page for _, page in pages[:good]), *after] if (a := read(portal, page))]
    table = table_of(rows, READINGS)
    report = check_batch(table, Context(portal=portal, now=START, purpose="reparse"))
    assert set(range(good, len(rows))) <= report.rejected
    assert not {i for i in report.rejected if any(b.expectation == "layout_holds" for b in report.broken[i])} & set(
        range(good)
    )
    (told,) = [c for c in report.checked if c.expectation == "layouts_hold"]
    assert not told.success
    assert told.observed is not None
    assert "lead" in told.observed
    assert rows[good].capture_id[:16] in told.observed


@pytest.mark.parametrize(
    ("kind", "field", "other", "told"),
    [("moved", "attachments", "", "attachments"), ("dropped", "attachments", "", "attachments"), ("swapped", "section", "tags", "tags")],
)  # fmt: skip
def test_one_page_that_speaks_against_its_reading_lands_with_a_flag(
    kind: str, field: str, other: str, told: str
) -> None:
    pages, layout = pages_of(9, 60, "kinhtedothi-k1")["kinhtedothi-k1"], FILED
    portal = replace(pages[0][0], layouts=(layout,))
    html = [_with_files(page.payload.decode()) for _, page in pages]
    place = next(i for i, (_, page) in enumerate(pages) if i > 40 and b'class="tag_detail"' in page.payload)
    html[place] = redesigned(html[place], layout, Redesign(kind, field, other))
    rows = [
        read(portal, page_of(page.url, text, i)) for i, ((_, page), text) in enumerate(zip(pages, html, strict=True))
    ]
    kept = [row for row in rows if row]
    assert len(kept) == len(pages)
    report = check_batch(table_of(kept, READINGS), Context(portal=portal, now=START, purpose="reparse"))
    doubted = {
        i: b
        for i, broken in report.broken.items()
        for b in broken
        if b.expectation == "page_bears_out" and b.column == told
    }
    assert set(doubted) == {place}
    assert doubted[place].severity == "SHOULD"
    assert [c.success for c in report.checked if c.expectation == "layouts_hold"] == [True]


FILED = replace(LAYOUTS["kinhtedothi-k1"], attachments=".files a")


def _with_files(html: str) -> str:
    """The page with a box of one file after its text."""
    return html.replace(
        '<div class="box_guests',
        '<div class="files"><a href="/tep/ke-hoach-nam-2026.pdf">Kế hoạch năm 2026</a></div><div class="box_guests',
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"attachments": (Attachment("https://hanoi.gov.vn/x-1.html", "Tin khác"),)}, "attachments"),
        ({"attachments": (Attachment("https://hanoi.gov.vn/1.pdf", "Kế hoạch " * 50, "pdf"),)}, "attachments"),
        ({"section_path": ("Tin tức", "Đô thị", "Tin khác")}, "section_path"),
    ],
)  # fmt: skip
def test_one_row_with_what_no_other_has_is_doubted(change: dict[str, object], field: str) -> None:
    articles = [a for pair in pages_of(9, 45, "hanoi-vccorp")["hanoi-vccorp"] if (a := read(*pair))]
    rows = [*articles[:40], replace(articles[40], **change), *articles[41:]]  # type: ignore[arg-type]
    assert doubts(table_of(articles, READINGS), None) == []
    assert {(rot.field, rot.rows) for rot in doubts(table_of(rows, READINGS), None)} == {(field, (40,))}


@pytest.mark.parametrize(("share", "told"), [(0.5, True), (0.9, False)])
def test_bodies_that_are_halved_for_long_are_told(share: float, told: bool) -> None:
    usual = [300 + 7 * (i % 20) for i in range(60)]
    shorter = [round(share * words) for words in usual[:25]]
    assert shrunk_since(usual, usual, usual) is None
    assert shrunk_since(usual, usual[:10], [*usual[:5], *shorter]) == (5 if told else None)
    assert shrunk_since(usual, usual, [*shorter[:10], *usual]) is None


def test_a_field_that_is_read_elsewhere_is_told_and_lands() -> None:
    pages = pages_of(9, 60, "hanoi-vccorp")["hanoi-vccorp"]
    layout, good = LAYOUTS["hanoi-vccorp"], len(pages) - 10
    html = [page.payload.decode() for _, page in pages]
    html[good:] = [redesigned(text, layout, Redesign("dropped", "section")) for text in html[good:]]
    rows = [
        read(portal, page_of(page.url, text, i))
        for i, ((portal, page), text) in enumerate(zip(pages, html, strict=True))
    ]
    rots = [
        rot for rot in rotten(table_of([row for row in rows if row], READINGS), None) if rot.field == "section_path"
    ]
    assert [(rot.severity, rot.first, rot.before) for rot in rots] == [
        ("SHOULD", good, tuple(range(good - REACH, good)))
    ]
    report = held(Report(suite="articles", evaluated=len(rows)), rots)
    assert report.rejected == frozenset()
    assert sorted(report.broken) == list(range(good - REACH, len(rows)))


@pytest.mark.parametrize("bad", [2, 8])
def test_a_redesign_is_seen_over_runs_of_a_few_pages(bad: int) -> None:
    """What is bad at the end of the history counts on; two pages are not enough to be sure."""
    pages = pages_of(9, 60, "hanoi-vccorp")["hanoi-vccorp"]
    layout, good = LAYOUTS["hanoi-vccorp"], len(pages) - bad
    rows = []
    for place, (portal, page) in enumerate(pages):
        html = page.payload.decode()
        rows.append(
            read(
                portal,
                page_of(
                    page.url, redesigned(html, layout, Redesign("dropped", "lead")) if place >= good else html, place
                ),
            )
        )
    kept = [row for row in rows if row]
    history, table = table_of(kept[:-1], READINGS), table_of(kept[-1:], READINGS)
    rots = rotten(table, history)
    assert bool(rots) == (bad == 8)
    assert held(Report(suite="articles", evaluated=1), rots).rejected == ({0} if bad == 8 else set())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"tags": ("Sáng 12/3, thành phố khánh thành trường tiểu học đầu tiên của khu đô thị mới sau hai năm xây.",)}, "tags"),
        ({"tags": ("Giáo dục", "trường học")}, "tags"),
        ({"section": "View count: 120"}, "section_path"),
        ({"section": "trường học", "tags": ("Giáo dục",)}, "section_path"),
        ({"lead": "trường học"}, "lead"),
        ({"byline": "Sáng 12/3, thành phố khánh thành trường tiểu học đầu tiên của khu đô thị mới sau hai năm xây."}, "byline"),
        ({"title": "trường học", "tags": ("trường học",)}, "title"),
        ({"byline": "Lê Mai 15/02/2025 - 17:38"}, "byline"),
    ],
)  # fmt: skip
def test_a_value_of_another_field_is_told_where_only_half_of_the_pages_have_it(
    change: dict[str, object], field: str
) -> None:
    articles = [a for pair in pages_of(9, 60, "hanoi-vccorp")["hanoi-vccorp"] if (a := read(*pair))]
    usual = {
        "lead": "Sáng 12/3, thành phố khánh thành trường tiểu học đầu tiên của khu đô thị mới.",
        "byline": "Lê Mai",
        "section": "Giáo dục",
        "tags": ("trường học", "đô thị"),
    }
    origins = tuple(
        Origin(name, "layout:x", name in ("title", "published_at") or None)
        for name in ("title", "lead", "body", "byline", "published_at", "section_path", "tags")
    )
    rows = [
        replace(articles[i % len(articles)], **usual, origins=origins, captured_at=START + timedelta(minutes=i))
        for i in range(60)
    ]
    half = [replace(row, **change) if i >= 40 and i % 2 else row for i, row in enumerate(rows)]  # type: ignore[arg-type]
    assert rotten(table_of(rows, READINGS), None) == []
    told = {rot.field: rot.first for rot in rotten(table_of(half, READINGS), None)}
    assert told[field] == 41
