"""Portals are found from their files; a sixth one takes one file and its pages, and nothing else."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from portals import sites
from portals.identity import is_article
from portals.portal import Listing, Sitemap
from portals.registry import portal_named, portal_of, portals
from portals.saved import golden_of, page_in, read_golden, save_golden
from schemas.errors import CallError

SLUGS = ["haiphong", "halong", "hanoi", "kinhtedothi", "thanhphohaiphong"]
PAGES = Path(__file__).parent / "portals"

SIXTH = '''
"""Cổng thông tin điện tử thành phố Ví Dụ."""
from portals.platforms import VCCORP
from portals.portal import Portal, Sitemap

PORTAL = Portal(
    slug="{slug}",
    name="Ví Dụ",
    hosts=("vidu.gov.vn", "*.vidu.gov.vn"),
    home="https://vidu.gov.vn/",
    channels=(Sitemap(url="https://vidu.gov.vn/sitemap.xml"),),
    articles=(r"/[^/?]+-(?P<id>\\d{{15,19}})\\.htm",),
    layouts=(VCCORP,),
)
'''


@pytest.fixture
def more_sites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose files are portals too, for the length of one test."""
    monkeypatch.setattr(sites, "__path__", [*sites.__path__, str(tmp_path)])
    portals.cache_clear()
    yield tmp_path
    portals.cache_clear()
    for name in [
        name for name in sys.modules if name.startswith("portals.sites.") and name.rpartition(".")[2] not in SLUGS
    ]:
        del sys.modules[name]


def test_the_five_are_found_in_order() -> None:
    assert list(portals()) == SLUGS
    assert all(portal.slug == slug for slug, portal in portals().items())


def test_an_unknown_slug_is_told_with_the_known_ones() -> None:
    with pytest.raises(CallError, match=r"'danang'.*haiphong, halong, hanoi, kinhtedothi, thanhphohaiphong"):
        portal_named("danang")


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://thanhphohaiphong.gov.vn/a.html", "thanhphohaiphong"),
        ("https://haiphong.gov.vn/a", "haiphong"),
        ("https://soxaydung.haiphong.gov.vn/a", "haiphong"),
        ("http://WWW.BaoHaiPhong.com.vn:80/a", "haiphong"),
        ("http://baichay.halongcity.gov.vn/a", "halong"),
        ("https://hanoi.gov.vn./a", "hanoi"),
        ("https://static.kinhtedothi.vn/a", "kinhtedothi"),
        ("https://ahanoi.gov.vn/a", None),
        ("https://hanoi.gov.vn.xau.vn/a", None),
        ("https://xau.vn/?https://hanoi.gov.vn/", None),
        ("ftp://hanoi.gov.vn/a", None),
        ("hanoi.gov.vn", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_a_host_belongs_to_its_portal_alone(url: str, slug: str | None) -> None:
    portal = portal_of(url)
    assert (portal.slug if portal else None) == slug


@pytest.mark.parametrize("slug", SLUGS)
def test_a_portal_is_whole(slug: str) -> None:
    portal = portal_named(slug)
    assert portal_of(portal.home) is portal
    assert {type(channel) for channel in portal.channels} >= {Sitemap, Listing}
    assert all(portal_of(channel.url) is portal for channel in portal.channels)
    assert len({layout.name for layout in portal.layouts}) == len(portal.layouts)
    for pattern in portal.articles:
        re.compile(pattern)
    assert portal.rights


def test_layout_names_are_of_one_portal_each() -> None:
    names = [layout.name for portal in portals().values() for layout in portal.layouts]
    assert len(set(names)) == len(names)


def test_a_sixth_portal_takes_one_file_and_its_pages(more_sites: Path, tmp_path: Path) -> None:
    before = {slug: portal_named(slug) for slug in SLUGS}
    portals.cache_clear()
    (more_sites / "vidu.py").write_text(SIXTH.format(slug="vidu"), encoding="utf-8")
    assert list(portals()) == [*SLUGS, "vidu"]
    assert {slug: portal_named(slug) for slug in SLUGS} == before

    url = "https://phuong1.vidu.gov.vn/vung-phat-thai-thap-4250612083015207.htm"
    vidu = portal_of(url)
    assert vidu is portal_named("vidu")
    assert is_article(url, vidu)
    page = page_in(PAGES / "hanoi" / "vccorp-ordinary.html", url, None)
    saved = save_golden(page, vidu, "ordinary", tmp_path / "pages")
    golden, again = read_golden(saved)
    theirs, _ = read_golden(PAGES / "hanoi" / "vccorp-ordinary.json")
    assert golden["article"]["portal"] == "vidu"
    assert golden["article"]["body"] == theirs["article"]["body"]
    assert golden_of(again, vidu) == golden


def test_a_file_must_call_its_portal_by_its_own_name(more_sites: Path) -> None:
    (more_sites / "vidu.py").write_text(SIXTH.format(slug="khac"), encoding="utf-8")
    with pytest.raises(CallError, match="'khac'"):
        portals()


def test_a_file_must_define_a_portal(more_sites: Path) -> None:
    (more_sites / "rong.py").write_text('"""Không có gì."""\n', encoding="utf-8")
    with pytest.raises(CallError, match=r"rong\.py defines no PORTAL"):
        portals()


def test_private_modules_are_no_portals(more_sites: Path) -> None:
    shutil.copy(Path(sites.__file__ or ""), more_sites / "_shared.py")
    assert list(portals()) == SLUGS
