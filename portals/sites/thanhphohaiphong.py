"""Cổng tin tức Thành phố Hải Phòng, on WordPress.

Seen [S]: addresses `/<long-slug>.html` and their AMP twin `/<slug>.html/amp`, uploads under wp-content, the printed line
`Print Thứ Ba, 24/08/2021 21:30 Gốc`, the tail from "Tiện ích thông tin" on, an AMP page without a date; alive in February 2026.
Inferred [I]: the theme's class names, feed and sitemap addresses (WordPress defaults), paging of the front page.
REST (/wp-json/wp/v2/posts) is left for a live trial.
No raw page was to be had: `doctor --live` decides.
"""

from dataclasses import replace

from portals.platforms import WORDPRESS, WORDPRESS_AMP
from portals.portal import Listing, Markers, Portal, Rss, Sitemap

PORTAL = Portal(
    slug="thanhphohaiphong",
    name="Cổng tin tức Thành phố Hải Phòng",
    hosts=("thanhphohaiphong.gov.vn", "*.thanhphohaiphong.gov.vn"),
    home="https://thanhphohaiphong.gov.vn/",
    channels=(
        Rss(url="https://thanhphohaiphong.gov.vn/feed"),
        Sitemap(url="https://thanhphohaiphong.gov.vn/wp-sitemap.xml"),
        Listing(
            url="https://thanhphohaiphong.gov.vn/page/{page}",
            items="article.post",
            link=".entry-title a",
            title=".entry-title",
            time="time.entry-date",
        ),
    ),
    articles=(r"/[a-z0-9%_-]+\.html",),
    layouts=(
        replace(WORDPRESS_AMP, name="thanhphohaiphong-amp"),
        replace(WORDPRESS, name="thanhphohaiphong-wordpress"),
    ),
    markers=Markers(
        head=("Print", "Gốc"),
        tail=(
            "Tiện ích thông tin",
            "Nguồn tin",
            "QR Code",
            "QR CODE:*",
            "Chúng tôi trên Mạng Xã hội",
            "QR Code Fanpage",
            "Mã QR Code truy cập*",
            "Tin khác",
        ),
        title_after="QR CODE:",
    ),
    drop_params=("amp", "print", "share", "replytocom"),
    twins=((r"(/[^/]+\.html)/(?:amp|print)/?", r"\1"),),
    rights="Tác phẩm báo chí của Cổng tin tức Thành phố Hải Phòng; ghi rõ nguồn khi dùng lại.",
)
