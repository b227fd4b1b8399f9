"""Cổng thông tin điện tử thành phố Hạ Long and its wards; ended with the district level on 1 July 2025, so read from archives.

Seen [S]: ward addresses `http://<ward>.halongcity.gov.vn/<slug>-p13n53613.html`, images under /ckfinder/userfiles, the order
section, title, `Ngày đăng 11/10/2021 | 07:28 | View count: 1984`, lead, text, byline; ward pages print no date.
Inferred [I]: class names (Liferay's asset publisher, for its words "View count"), that the city's addresses are like the wards',
feed, sitemap and listing addresses, and that `p13n53613` numbers all wards together (no ward has 53,613 items of its own).
"""

from datetime import date

from portals.platforms import WAYBACK
from portals.portal import Layout, Listing, Markers, Portal, Rss, Sitemap

CITY = Layout(
    name="halong-city",
    signature=".asset-full-content .metadata-publish-date",
    article=".portlet-asset-publisher, .portlet-boundary, body",
    title=".asset-title, .header-title",
    published=".metadata-publish-date",
    views=".metadata-view-count",
    section=".portlet-title-text",
    content=".asset-content .journal-content-article, .asset-content",
    byline=".asset-author",
    attachments=".asset-attachments a",
    drop=(".asset-related", ".asset-links", ".taglib-social-bookmarks"),
)

WARD = Layout(
    name="halong-ward",
    signature=".news-detail .news-detail-content",
    article=".news-detail",
    title=".news-detail-title",
    lead=".news-detail-sapo",
    byline=".news-detail-author",
    content=".news-detail-content",
    attachments=".news-detail-files a",
    drop=(".news-other",),
    lacks=("published_at",),
)

PORTAL = Portal(
    slug="halong",
    name="Cổng thông tin điện tử thành phố Hạ Long",
    hosts=("halongcity.gov.vn", "*.halongcity.gov.vn"),
    home="http://halongcity.gov.vn/",
    channels=(
        Rss(url="http://halongcity.gov.vn/rss"),
        Sitemap(url="http://halongcity.gov.vn/sitemap.xml"),
        Listing(
            url="http://halongcity.gov.vn/tin-tuc-thanh-pho?page={page}",
            items=".asset-abstract",
            link=".asset-title a",
            title=".asset-title",
            time=".metadata-publish-date",
        ),
    ),
    articles=(r"/[^/?]+-(?P<id>p\d+n\d+)\.html",),
    layouts=(CITY, WARD),
    markers=Markers(
        tail=("Các tin khác", "Các tin khác:", "Tin liên quan", "Tin cùng chuyên mục", "Các bài viết khác"),
        sections=("Tin tức thành phố", "Tin tức", "Tin tức - Sự kiện", "Tin trong tỉnh", "Thông báo", "Tin xã, phường"),
    ),
    archives=(WAYBACK,),
    ended_on=date(2025, 6, 30),
    rights="Bản quyền thuộc UBND thành phố Hạ Long; ghi rõ nguồn khi dùng lại.",
)
