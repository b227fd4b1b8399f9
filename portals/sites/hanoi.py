"""Cổng thông tin điện tử thành phố Hà Nội.

Seen [S]: era 3 (by April 2025) on VCCorp's CMS, its addresses `/<category>/<slug>-<id>.htm` and its list API with the values
replayed here (they are opaque, made by the site's own script, and may change); that the site drops connections from some
hosting networks, which is its owner's refusal and never worked round.
Inferred [I]: era 2 (2020) on FPT's Liferay portal and its addresses; feed and sitemap; print twins as on VCCorp's other sites.
Era 1 (uPortal, "HNP") has no markup known: the generic reader takes it. The id of era 3 holds the moment of creation, no date.
"""

from dataclasses import replace

from portals.platforms import FPT_LIFERAY, VCCORP
from portals.portal import Listing, Markers, Portal, Rss, Sitemap

PORTAL = Portal(
    slug="hanoi",
    name="Cổng thông tin điện tử thành phố Hà Nội",
    hosts=("hanoi.gov.vn", "*.hanoi.gov.vn"),
    home="https://hanoi.gov.vn/",
    channels=(
        Rss(url="https://hanoi.gov.vn/rss/home.rss"),
        Sitemap(url="https://hanoi.gov.vn/sitemap.xml"),
        Listing(
            url="https://hanoi.gov.vn/api/NewsZone/NewsZone",
            method="POST",
            form=(
                ("PageIndex", "{page}"),
                ("PageSize", "TwNsaMrfVrU="),
                ("Catname", "nMSbbZ2pR0/XHR7JMRKsFGiPETTBu6V1"),
                ("LanguageId", "jM2HDDVEz40="),
                ("Site", "/CP0MQRJUt0="),
            ),
            first=0,
            items="div.news-item",
            link="h3.news-title a",
            title="h3.news-title",
            time="span.news-time@title",
        ),
    ),
    articles=(
        r"/(?:[^/?]+/)*[^/?]+-(?P<id>\d{15,19})\.htm",
        r"/[^/?]+/-/hn/[^/?]+/\d+/(?P<id_hn>\d+)/[^?]+\.html",
        r"/[^/?]+\.html",
    ),
    layouts=(replace(VCCORP, name="hanoi-vccorp"), replace(FPT_LIFERAY, name="hanoi-fpt")),
    markers=Markers(
        tail=(
            "Các bài mới đăng",
            "Các bài đã đăng :",
            "Các bài đã đăng",
            "Bài viết Xem",
            "Viết bình luận",
            "Họ tên:(*)",
            "Số điện thoại:",
            "Tiêu đề:(*)",
            "Nội dung:(*)",
            "Mã xác nhận:*",
        ),
    ),
    datelines=("HNP", "Hanoi.gov.vn", "HNMO"),
    twins=((r"/print(/.+-\d{15,19}\.htm)", r"\1"), (r"(/.+\.html);jsessionid=[^/?]*", r"\1")),
    rights="Bản quyền thuộc Cổng thông tin điện tử thành phố Hà Nội; ghi rõ nguồn khi phát hành lại.",
)
