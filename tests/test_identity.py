"""One article, one identity: twins fold, different articles stay apart, hostile addresses neither crash nor wander."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portals.identity import canonical, content_hash, identity_of, is_article
from portals.registry import portal_named, portal_of, portals
from schemas.article import Attachment, Block

TWINS = {
    "thanhphohaiphong": (
        "https://thanhphohaiphong.gov.vn/le-chan-ra-quan.html",
        "http://www.thanhphohaiphong.gov.vn/le-chan-ra-quan.html/",
        "https://thanhphohaiphong.gov.vn/le-chan-ra-quan.html/amp",
        "https://thanhphohaiphong.gov.vn/le-chan-ra-quan.html/amp/?utm_source=zalo",
        "https://thanhphohaiphong.gov.vn/le-chan-ra-quan.html?amp=1",
        "https://thanhphohaiphong.gov.vn:443//le-chan-ra-quan.html?print=print#more",
        "HTTPS://THANHPHOHAIPHONG.GOV.VN./le%2Dchan%2dra-quan.html",
        "https://user:secret@thanhphohaiphong.gov.vn/x/../le-chan-ra-quan.html?fbclid=IwAR0&amp",
    ),
    "halong": (
        "http://baichay.halongcity.gov.vn/chu-nhat-xanh-p13n53613.html",
        "https://baichay.halongcity.gov.vn/chu-nhat-xanh-p13n53613.html?view=1",
        "http://www.halongcity.gov.vn/ten-moi-p13n53613.html",
    ),
    "haiphong": (
        "https://haiphong.gov.vn/tin-tuc-su-kien/cau-nguyen-trai-711204",
        "http://www.haiphong.gov.vn/tin-tuc-su-kien/cau-nguyen-trai-711204/",
        "https://haiphong.gov.vn/thong-bao/slug-da-doi-711204?gidzl=abc",
        "https://m.haiphong.gov.vn/tin-tuc-su-kien/cau-nguyen-trai-711204",
    ),
    "haiphong print": (
        "http://www.haiphong.gov.vn/Portal/PrintItem.aspx?ContentID=135634",
        "http://haiphong.gov.vn/Portal/Detail.aspx?Organization=UBNDTP&MenuID=4703&ContentID=135634",
    ),
    "hanoi": (
        "https://hanoi.gov.vn/tin-tuc/vung-phat-thai-thap-4250612083015207.htm",
        "https://hanoi.gov.vn/print/vung-phat-thai-thap-4250612083015207.htm",
        "http://www.hanoi.gov.vn/chuyen-muc-khac/tieu-de-da-sua-4250612083015207.htm?zarsrc=30",
    ),
    "hanoi fpt": (
        "https://hanoi.gov.vn/tintuc_sukien/-/hn/ZVOm7e3VDMRM/7320/2851144/4/tram-bom.html;jsessionid=A1.node1",
        "http://hanoi.gov.vn/tintuc_sukien/-/hn/ZVOm7e3VDMRM/7320/2851144/1/tram-bom.html",
    ),
    "kinhtedothi": (
        "https://kinhtedothi.vn/cho-dau-moi.713205.html",
        "https://m.kinhtedothi.vn/cho-dau-moi.713205.html?utm_medium=social",
        "https://kinhtedothi.vn/tua-moi.713205.html",
    ),
}

APART = (
    "https://thanhphohaiphong.gov.vn/le-chan-ra-quan.html",
    "https://thanhphohaiphong.gov.vn/le-chan-ra-quan-2.html",
    "https://haiphong.gov.vn/Thong-Bao/Ket-Qua-57288.html",
    "https://baohaiphong.vn/ket-qua-57288.html",
    "http://haiphong.gov.vn/Portal/PrintItem.aspx?ContentID=57288",
    "http://www.baohaiphong.com.vn/channel/4905/201604/ket-qua-57288/",
    "https://kinhtedothi.vn/cho-dau-moi.html",
    "https://kinhtedothi.vn/cho-dau-moi.713205.html",
    "https://kinhtedothi.vn/cho-dau-moi.713206.html",
    "https://hanoi.gov.vn/a-4250612083015207.htm",
    "https://hanoi.gov.vn/a-4250612083015208.htm",
)

LISTS = (
    "https://haiphong.gov.vn/tin-tuc-su-kien?page=2",
    "https://hanoi.gov.vn/tin-tuc-su-kien-noi-bat",
    "https://kinhtedothi.vn/",
    "https://kinhtedothi.vn/rss/home.rss",
    "https://thanhphohaiphong.gov.vn/page/2",
    "http://halongcity.gov.vn/tin-tuc-thanh-pho",
)


@pytest.mark.parametrize("urls", TWINS.values(), ids=TWINS)
def test_twins_are_one_article(urls: tuple[str, ...]) -> None:
    assert len({identity_of(url, portal_of(url)).article_id for url in urls}) == 1


@pytest.mark.parametrize("url", [url for urls in TWINS.values() for url in urls])
def test_twins_are_articles(url: str) -> None:
    portal = portal_of(url)
    assert portal is not None
    assert is_article(url, portal)


def test_different_articles_stay_apart() -> None:
    assert len({identity_of(url, portal_of(url)).article_id for url in APART}) == len(APART)


@pytest.mark.parametrize("url", LISTS)
def test_lists_are_no_articles(url: str) -> None:
    portal = portal_of(url)
    assert portal is not None
    assert not is_article(url, portal)


def test_an_undeclared_host_has_no_articles_of_a_portal() -> None:
    assert not is_article("https://vi-du.vn/cho-dau-moi.713205.html", portal_named("kinhtedothi"))


def test_article_id_is_made_as_documented() -> None:
    import hashlib

    plain = identity_of("http://vi-du.vn/bai-viet/?utm_source=x", None)
    assert plain.canonical_url == "https://vi-du.vn/bai-viet"
    assert plain.article_id == hashlib.sha256(b"https://vi-du.vn/bai-viet").hexdigest()[:32]
    native = identity_of("https://kinhtedothi.vn/a.713205.html", portal_named("kinhtedothi"))
    assert (native.native_id, len(native.article_id)) == ("713205", 32)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://Báo-Mới.vn/Tin Tức/ă.html", "https://xn--bo-mi-xqa5384c.vn/Tin%20T%E1%BB%A9c/%C4%83.html"),
        ("https://a.vn/ho%CC%80a", "https://a.vn/h%C3%B2a"),
        ("https://a.vn/x?b=2&a=1&b=1", "https://a.vn/x?a=1&b=1&b=2"),
        ("https://a.vn/a%2Fb?q=%2f", "https://a.vn/a%2Fb?q=%2F"),
        ("https://a.vn:8080/x", "https://a.vn:8080/x"),
        ("http://m.gov.vn/x", "https://m.gov.vn/x"),
        ("http://192.168.0.1/x/", "https://192.168.0.1/x"),
        ("http://[2001:DB8::1]:80/x", "https://[2001:db8::1]/x"),
        ("  http://a.vn\\b\\c ", "https://a.vn/b/c"),
        ("mailto:a@b.vn", "mailto:a@b.vn"),
        ("http://[::1", "http://[::1"),
        ("http://a.vn:port/", "http://a.vn:port/"),
        ("", ""),
    ],
)
def test_canonical_forms(url: str, expected: str) -> None:
    assert canonical(url, None) == expected


PIECES = st.sampled_from(
    [
        "http", "https", "HTTPS", "ftp", "javascript", "://", ":", "//", "/", "\\", "@", "user:pw@", "www.", "m.", "amp.", "haiphong.gov.vn",
        "HANOI.gov.vn", "kinhtedothi.vn", "thanhphohaiphong.gov.vn", "xn--", "hà-nội.vn", "[::1]", "[", "]", ":80", ":443", ":99999", ":x", ".",
        "..", "/../", "/./", "%", "%2", "%2F", "%2f", "%25", "%E1%BA%A1", "%ff", "%00", "a", "ạ", "a\u0323", "-711204", ".713205.html",
        "/amp", "/amp/", "/print/", "/amp/amp", ".html", "?", "&", "=", "utm_source=x", "ContentID=1", "amp", "a=1", "b", "+", " ", "\t", "\n",
        "#", "#!/x", ";jsessionid=1", ";", "\ud800", "\u200b", "ﬀ", "İ", "ß", "。",
    ]
)  # fmt: skip
HOSTILE = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=14).map("".join),
    st.lists(PIECES, max_size=10).map(lambda parts: "https://" + "".join(parts)),
)


@settings(max_examples=300, deadline=None)
@given(url=HOSTILE, slug=st.sampled_from([None, *portals()]))
def test_canonical_is_idempotent_and_total(url: str, slug: str | None) -> None:
    portal = portal_named(slug) if slug else None
    once = canonical(url, portal)
    assert canonical(once, portal) == once
    assert identity_of(url, portal) == identity_of(once, portal)
    portal_of(url)


NAMES = st.sampled_from(["utm_source", "utm_x", "fbclid", "gclid", "zarsrc", "_ga", "PHPSESSID"])


@settings(max_examples=60, deadline=None)
@given(
    tail=st.lists(st.tuples(NAMES, st.text("abc0=%", max_size=4)), max_size=4), fragment=st.text("abc/!", max_size=5)
)
def test_tracking_changes_nothing(tail: list[tuple[str, str]], fragment: str) -> None:
    url = "https://vi-du.vn/bai?trang=2"
    dressed = "&".join([url, *(f"{name}={value}" for name, value in tail)]) + f"#{fragment}"
    assert canonical(dressed, None) == url


AT = datetime(2024, 10, 16, 0, 56, 12, tzinfo=UTC)


def hash_of(
    title: str = "Uỷ ban hoà giải",
    lead: str | None = "Sáng 16-10, hội nghị khai mạc.",
    blocks: tuple[Block, ...] = (
        Block("paragraph", "Sáng 16-10, hội nghị khai mạc."),
        Block("table", "a | b", (("a", "b"),)),
    ),
    authors: tuple[str, ...] = ("Thuý Hoà",),
    at: datetime | None = AT,
    files: tuple[Attachment, ...] = (Attachment("https://a.vn/x.pdf", "Quyết định", "pdf"),),
) -> str:
    return content_hash(title, lead, blocks, authors, at, files)


def test_noise_makes_no_revision() -> None:
    assert hash_of() == hash_of(
        title="Ủy ban  hòa giải ",
        blocks=(Block("paragraph", "Sáng 16-10,\u00a0hội nghị khai mạc."), Block("table", "a | b", (("a", " b"),))),
        authors=("Thúy Hòa",),
        at=AT.replace(second=0).astimezone(timezone(timedelta(hours=7))),
    )
    assert len(hash_of()) == 64


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Uỷ ban hoà giải mới"},
        {"lead": None},
        {"blocks": (Block("paragraph", "Chiều 16-10, hội nghị khai mạc."),)},
        {"blocks": (Block("caption", "Sáng 16-10, hội nghị khai mạc."), Block("table", "a | b", (("a", "b"),)))},
        {"authors": ()},
        {"at": AT + timedelta(minutes=1)},
        {"at": None},
        {"files": ()},
    ],
    ids=str,
)
def test_every_change_of_words_makes_one(other: dict[str, object]) -> None:
    assert hash_of(**other) != hash_of()  # type: ignore[arg-type]
