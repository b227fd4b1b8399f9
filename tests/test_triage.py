"""Which links are asked for: each article once, and a known one only when a channel shows that it changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portals.identity import identity_of
from portals.registry import portal_named
from portals.triage import triage
from schemas.outcome import Seen
from schemas.page import Link

HANOI = portal_named("hanoi")
URL = "https://hanoi.gov.vn/tin-tuc/ha-noi-mo-rong-duong-vanh-dai-4250407154648115.htm"
NOW = datetime(2026, 5, 1, tzinfo=UTC)
TITLE = "Hà Nội mở rộng đường vành đai"


def link(url: str = URL, channel: str = "rss", title: str | None = TITLE, lastmod: datetime | None = None) -> Link:
    return Link(
        url=url, portal="hanoi", channel=channel, source="s", place=0, found_at=NOW, title=title, lastmod=lastmod
    )


def seen(*titles: str) -> dict[str, Seen]:
    article_id = identity_of(URL, HANOI).article_id
    return {article_id: Seen(article_id=article_id, titles=frozenset(titles or {TITLE}), last_seen_at=NOW)}


def test_an_unknown_article_is_asked_for_once_whatever_channels_show_it() -> None:
    asked = triage([link(), link(channel="sitemap"), link(channel="listing")], HANOI, {})
    assert [(one.fate, one.channels) for one in asked] == [(None, ("rss", "sitemap", "listing"))]


def test_another_address_of_the_same_article_is_an_alias_and_the_canonical_one_is_asked_for() -> None:
    asked = triage([link("http://hanoi.gov.vn" + URL.removeprefix("https://hanoi.gov.vn")), link()], HANOI, {})
    assert [(one.link.url, one.fate) for one in asked] == [
        (URL, None),
        (URL.replace("https", "http"), "alias"),
    ]


@pytest.mark.parametrize(
    ("shown", "asked_for"),
    [
        (link(), False),
        (link(title=None), False),
        (link(title="Hà Nội mở rộng…"), False),
        (link(title="Hà Nội  mở rộng đường vành đai "), False),
        (link(title="Hà Nội thu hẹp đường vành đai"), True),
        (link(lastmod=NOW - timedelta(days=2)), False),
        (link(lastmod=NOW - timedelta(hours=10)), True),
        (link(lastmod=NOW + timedelta(hours=1)), True),
    ],
)
def test_a_known_article_is_asked_for_when_a_channel_shows_a_change(shown: Link, asked_for: bool) -> None:
    (one,) = triage([shown], HANOI, seen())
    assert one.fate == (None if asked_for else "known")


def test_the_tone_mark_placed_otherwise_is_no_other_title() -> None:
    (one,) = triage([link(title="Thành uỷ họp bàn hoà giải")], HANOI, seen("Thành ủy họp bàn hòa giải"))
    assert one.fate == "known"


@pytest.mark.parametrize(
    ("shown", "fate"),
    [(link(title="Một tên khác hẳn"), "quarantined"), (link(lastmod=NOW + timedelta(hours=1)), None)],
)
def test_a_reading_in_quarantine_is_asked_for_again_only_when_its_page_changed(shown: Link, fate: str | None) -> None:
    article_id = identity_of(URL, HANOI).article_id
    waits = {article_id: Seen(article_id=article_id, titles=frozenset(), last_seen_at=NOW, waiting=True)}
    (one,) = triage([shown], HANOI, waits)
    assert one.fate == fate


@pytest.mark.parametrize(("later", "fate"), [(timedelta(0), "known"), (timedelta(minutes=1), None)])
def test_a_lastmod_counts_when_it_grew_since_the_article_was_asked_for(later: timedelta, fate: str | None) -> None:
    shown = NOW - timedelta(minutes=5)
    article_id = identity_of(URL, HANOI).article_id
    known = {article_id: Seen(article_id=article_id, titles=frozenset({TITLE}), last_seen_at=NOW, lastmod=shown)}
    (one,) = triage([link(lastmod=shown + later), link(channel="sitemap", lastmod=shown)], HANOI, known)
    assert (one.fate, one.link.lastmod) == (fate, shown + later)
