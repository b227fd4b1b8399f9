"""Hà Nội's portal and its paper: hosts, eras of markup and their addresses, sections, marks."""

from __future__ import annotations

from datetime import date

from simulator.eras import EVERYTHING, TODAY, Era, Site, under

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
    sections=under("Tin tức", "Thông báo"),
    datelines=("HNP - ", "HNP – ", "HNP- ", ""),
    images="https://hanoi.gov.vn/upload/{year}/{month}/{day}/{token}.png",
    files="https://hanoi.gov.vn/upload/van-ban/{year}/{name}.{type}",
    feed="/rss/home.rss",
    sitemap="/sitemap.xml",
    forbidden=("/tim-kiem.htm", "/print/", "/noi-bo", "/Noi-bo"),
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
    sections={
        **under("Tin tức", "Đô thị"),
        "chinh-tri": ("Chính trị", "Tin tức"),
        "kinh-te": ("Kinh tế", "Thị trường"),
    },
    datelines=("Kinhtedothi - ", "Kinhtedothi- ", "Kinhtedothi – "),
    images="https://static.kinhtedothi.vn/images/upload/{year}/{month:02d}/{day:02d}/{token}.png",
    files="https://static.kinhtedothi.vn/files/{year}/{name}.{type}",
    feed="/rss/home.rss",
    sitemap="/sitemap.xml",
    forbidden=("/tim-kiem", "/member/", "/noi-bo"),
    coding=("br", "gzip"),
    page_size=15,
)
