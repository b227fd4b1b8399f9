"""The five portals as data: hosts, eras of markup and their addresses, sections, marks. Facts as gathered, nothing shared with readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

EVERYTHING = frozenset({"published", "section", "tags", "modified"})
TODAY = date(2026, 10, 28)


@dataclass(frozen=True, slots=True, kw_only=True)
class Era:
    """One family of markup: `name` is its template, `address` a format over slug, Slug, id, category, Category, token.

    `first_id` and `step` number its articles; `files` says whether attachments stand in a box or in the flow of the text.
    """

    name: str
    address: str
    since: date
    until: date
    share: float
    prints: frozenset[str]
    files: Literal["box", "flow"]
    native: str | None = None
    """Format of the native id, None where addresses hold none."""
    first_id: int = 0
    step: int = 7
    sections: Literal["site", "field", "channel"] = "site"
    """Whether it prints the portal's own sections, the subject's field, or the listing that the article stands in."""
    lead_apart: bool = True
    """Whether the lead has a node of its own."""
    furniture: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A portal: `hosts` answer for it (`.x` admits any label before x); `sections` by field of the subject."""

    slug: str
    name: str
    city: str
    hosts: tuple[str, ...]
    home: str
    eras: tuple[Era, ...]
    sections: dict[str, tuple[str, ...]]
    datelines: tuple[str, ...] = ()
    day: str = "/"
    images: str
    files: str
    feed: str
    sitemap: str
    forbidden: tuple[str, ...]
    coding: tuple[str, ...] = ()
    """Content codings that it uses for pages, best first, where the client accepts them."""
    page_size: int = 12


CITY_FIELDS = {
    "chinh-tri": "Chính trị",
    "kinh-te": "Kinh tế",
    "do-thi": "Đô thị",
    "xa-hoi": "Xã hội",
    "van-hoa": "Văn hoá",
    "giao-duc": "Giáo dục",
    "y-te": "Y tế",
    "quoc-phong": "Quốc phòng – an ninh",
}


def _under(top: str, office: str) -> dict[str, tuple[str, ...]]:
    return {**{field: (top, name) for field, name in CITY_FIELDS.items()}, "hanh-chinh": (office,)}


HAIPHONG_CITY = Site(
    slug="thanhphohaiphong",
    name="Cổng tin tức Thành phố Hải Phòng",
    city="Hải Phòng",
    hosts=("thanhphohaiphong.gov.vn", "www.thanhphohaiphong.gov.vn"),
    home="https://thanhphohaiphong.gov.vn",
    eras=(
        Era(
            name="wordpress",
            address="https://thanhphohaiphong.gov.vn/{slug}.html",
            since=date(2020, 1, 8),
            until=TODAY,
            share=1.0,
            prints=frozenset({"published"}),
            files="flow",
            lead_apart=False,
            furniture=(
                "Tiện ích thông tin",
                "Nguồn tin",
                "QR Code",
                "QR CODE: {title}",
                "Chúng tôi trên Mạng Xã hội",
                "QR Code Fanpage",
                "Mã QR Code truy cập vào Fanpage Cổng tin tức Thành phố Hải Phòng",
                "Tin khác",
            ),
        ),
    ),
    sections={**{field: (name,) for field, name in CITY_FIELDS.items()}, "hanh-chinh": ("Thông báo",)},
    images="https://thanhphohaiphong.gov.vn/wp-content/uploads/{year}/{month:02d}/{token}.png",
    files="https://thanhphohaiphong.gov.vn/wp-content/uploads/{year}/{month:02d}/{name}.{type}",
    feed="/feed",
    sitemap="/wp-sitemap.xml",
    forbidden=("/wp-admin/", "/?s=", "/noi-bo-"),
    page_size=10,
)

HALONG = Site(
    slug="halong",
    name="Cổng thông tin điện tử thành phố Hạ Long",
    city="Hạ Long",
    hosts=("halongcity.gov.vn", ".halongcity.gov.vn"),
    home="http://halongcity.gov.vn",
    eras=(
        Era(
            name="halong-city",
            address="http://halongcity.gov.vn/{slug}-{id}.html",
            since=date(2020, 1, 6),
            until=date(2025, 6, 27),
            share=1.0,
            prints=frozenset({"published", "section", "views"}),
            files="box",
            native="p13n{number}",
            first_id=31020,
            step=173,
            lead_apart=False,
            furniture=("Tin cùng chuyên mục", "Ý kiến bạn đọc", "In bài viết"),
        ),
        Era(
            name="halong-ward",
            address="http://{ward}.halongcity.gov.vn/{slug}-{id}.html",
            since=date(2021, 3, 2),
            until=date(2024, 11, 20),
            share=0.0,
            prints=frozenset(),
            files="box",
            native="p{ward_number}n{number}",
            first_id=53613,
            step=31,
            furniture=("Các tin khác", "Tra cứu văn bản"),
        ),
    ),
    sections={**dict.fromkeys(CITY_FIELDS, ("Tin tức thành phố",)), "hanh-chinh": ("Thông báo",)},
    images="http://halongcity.gov.vn/ckfinder/userfiles/images/{year}/{month:02d}/{token}.png",
    files="http://halongcity.gov.vn/ckfinder/userfiles/files/{year}/{name}.{type}",
    feed="/rss",
    sitemap="/sitemap.xml",
    forbidden=("/tim-kiem", "/c/portal/", "/group/"),
)

HAIPHONG = Site(
    slug="haiphong",
    name="Cổng thông tin điện tử thành phố Hải Phòng",
    city="Hải Phòng",
    hosts=("haiphong.gov.vn", "www.haiphong.gov.vn", "cdn.haiphong.gov.vn"),
    home="https://haiphong.gov.vn",
    eras=(
        Era(
            name="haiphong-2018",
            address="https://haiphong.gov.vn/p-UBNDTP/d/{token}/{Slug}",
            since=date(2020, 1, 9),
            until=date(2020, 9, 25),
            share=0.18,
            prints=frozenset({"published"}),
            files="box",
            furniture=("Các tin khác", "Bản in", "Gửi email"),
        ),
        Era(
            name="haiphong-2020",
            address="https://haiphong.gov.vn/{Category}/{Slug}-{id}.html",
            since=date(2020, 10, 5),
            until=date(2023, 12, 22),
            share=0.37,
            prints=frozenset({"published", "section"}),
            files="box",
            native="{number}",
            first_id=57288,
            step=811,
            sections="field",
            furniture=("Các tin khác", "Quay lại"),
        ),
        Era(
            name="haiphong-tandan",
            address="https://haiphong.gov.vn/{channel}/{slug}-{id}",
            since=date(2024, 1, 8),
            until=TODAY,
            share=0.45,
            prints=frozenset({"published", "section", "tags"}),
            files="box",
            native="{number}",
            first_id=680867,
            step=1013,
            sections="channel",
            furniture=("Sign In", "Tag:", "File đính kèm", "Tin cùng chuyên mục"),
        ),
    ),
    sections={**dict.fromkeys(CITY_FIELDS, ("Tin tức - Sự kiện",)), "hanh-chinh": ("Thông báo",)},
    datelines=("(HPĐT)- ", "(HPĐT) - ", "(HPĐT) – ", ""),
    day="-",
    images="https://cdn.haiphong.gov.vn/gov-hpg/{year}/{month:02d}/{token}.png",
    files="https://cdn.haiphong.gov.vn/gov-hpg/files/{year}/{name}.{type}",
    feed="/rss",
    sitemap="/sitemap.xml",
    forbidden=("/Portal/", "/_layouts/", "/noi-bo/"),
)

HANOI = Site(
    slug="hanoi",
    name="Cổng thông tin điện tử thành phố Hà Nội",
    city="Hà Nội",
    hosts=("hanoi.gov.vn", "www.hanoi.gov.vn"),
    home="https://hanoi.gov.vn",
    eras=(
        Era(
            name="hanoi-fpt",
            address="http://hanoi.gov.vn/{category}/-/hn/{token}/7320/{id}/{slug}.html",
            since=date(2020, 1, 7),
            until=date(2025, 3, 20),
            share=0.4,
            prints=frozenset({"published", "section"}),
            files="box",
            native="{number}",
            first_id=2831429,
            step=379,
            furniture=("Các bài mới đăng", "Các bài đã đăng :", "Viết bình luận", "Họ tên:(*)", "Số điện thoại:"),
        ),
        Era(
            name="hanoi-vccorp",
            address="https://hanoi.gov.vn/{category}/{slug}-{id}.htm",
            since=date(2025, 4, 7),
            until=TODAY,
            share=0.6,
            prints=EVERYTHING,
            files="flow",
            native="{moment}",
            furniture=("Tin liên quan", "Đọc nhiều", "Từ khóa:", "Chia sẻ"),
        ),
    ),
    sections=_under("Tin tức", "Thông báo"),
    datelines=("HNP - ", "HNP – ", "HNP- ", ""),
    images="https://hanoi.gov.vn/upload/{year}/{month}/{day}/{token}.png",
    files="https://hanoi.gov.vn/upload/van-ban/{year}/{name}.{type}",
    feed="/rss/home.rss",
    sitemap="/sitemap.xml",
    forbidden=("/tim-kiem.htm", "/print/", "/noi-bo/"),
    coding=("gzip",),
    page_size=10,
)

KINHTEDOTHI = Site(
    slug="kinhtedothi",
    name="Kinh tế & Đô thị",
    city="Hà Nội",
    hosts=("kinhtedothi.vn", "www.kinhtedothi.vn", "static.kinhtedothi.vn"),
    home="https://kinhtedothi.vn",
    eras=(
        Era(
            name="kinhtedothi-k1",
            address="http://kinhtedothi.vn/{category}/tin-tuc/{slug}.html",
            since=date(2020, 1, 6),
            until=date(2021, 11, 25),
            share=0.25,
            prints=frozenset({"published", "section", "tags"}),
            files="flow",
            furniture=("Tin liên quan", "Bình luận", "Quảng cáo"),
        ),
        Era(
            name="kinhtedothi-k2",
            address="https://kinhtedothi.vn/{slug}.html",
            since=date(2021, 12, 6),
            until=date(2024, 12, 20),
            share=0.35,
            prints=EVERYTHING,
            files="flow",
            lead_apart=False,
            furniture=("Chia sẻ Zalo", "Đọc thêm", "Quảng cáo"),
        ),
        Era(
            name="kinhtedothi-k3",
            address="https://kinhtedothi.vn/{slug}.{id}.html",
            since=date(2025, 1, 6),
            until=TODAY,
            share=0.4,
            prints=EVERYTHING,
            files="flow",
            native="{number}",
            first_id=612904,
            step=533,
            furniture=("Tin cùng chuyên mục", "Bình luận", "Quảng cáo"),
        ),
    ),
    sections={**_under("Tin tức", "Đô thị"), "chinh-tri": ("Chính trị", "Tin tức"), "kinh-te": ("Kinh tế", "Thị trường")},
    datelines=("Kinhtedothi - ", "Kinhtedothi- ", "Kinhtedothi – "),
    images="https://static.kinhtedothi.vn/images/upload/{year}/{month:02d}/{day:02d}/{token}.png",
    files="https://static.kinhtedothi.vn/files/{year}/{name}.{type}",
    feed="/rss/home.rss",
    sitemap="/sitemap.xml",
    forbidden=("/tim-kiem", "/member/", "/noi-bo-"),
    coding=("br", "gzip"),
    page_size=15,
)

SITES = {site.slug: site for site in (HAIPHONG, HAIPHONG_CITY, HALONG, HANOI, KINHTEDOTHI)}
WARDS = (("baichay", 4), ("honggai", 7), ("caoxanh", 9))


def era_named(site: Site, name: str) -> Era:
    """The era of a portal by the name of its template."""
    return next(era for era in site.eras if era.name == name)


def site_of(host: str) -> Site | None:
    """The portal that answers for a Host header (without port), None for a foreign one."""
    for site in SITES.values():
        if host in site.hosts or any(name.startswith(".") and host.endswith(name) for name in site.hosts):
            return site
    return None
