"""Cổng thông tin điện tử thành phố Hải Phòng, its wards and offices, and Báo Hải Phòng (HPĐT), whose texts it carries.

Seen [S]: the four eras' addresses; `div.divDetail_DateCreate` of 2018-20; "Thời gian: …" before the title in 2020-23; the print
view's date being the day of printing; listings; Tan Dan's SharePoint class names; Báo Hải Phòng's old JSP and new CMS.
Inferred [I]: that SharePoint ("Sign In", "File đính kèm") is the era of 2024; the class names of the 2020-23 and 2024 eras and of
the print view; the old paper's addresses; feed and sitemap addresses, paging by `page`; one numbering for city and wards (881020 and 889529 run on from it).
Numbers of 2020-23 lie close (57288 in March 2021, 91682 in May 2022 [S]: some 80 a day, what all sections and offices print), so those
missing between known ones are asked for; that the number alone decides, whatever the slug, is inferred [I].
Ids of the old ContentID and of Báo Hải Phòng are numbered apart, hence their own id groups.
"""

from dataclasses import replace

from portals.platforms import HANOIMOI, TANDAN_SHAREPOINT
from portals.portal import Layout, Listing, Markers, NativeIds, Portal, Rss, Sitemap

ERA_2024 = Layout(
    name="haiphong-2024",
    signature=".news-detail .ms-rtestate-field",
    article=".news-detail",
    title=".news-detail-title, h1",
    published=".news-detail-date",
    byline=".news-detail-author",
    section=".news-detail-category a",
    content=".ms-rtestate-field",
    tags=".news-detail-tags a",
    attachments=".news-detail-files a",
    drop=(".news-detail-other", ".news-detail-tags", ".news-detail-files"),
)
ERA_2020 = Layout(
    name="haiphong-2020",
    signature=".article-detail .article-time",
    article=".article-detail",
    title=".article-title",
    published=".article-time",
    lead=".article-sapo",
    byline=".article-author",
    section=".article-category a",
    content=".article-content",
    attachments=".article-files a",
    drop=(".article-other",),
)
ERA_2018 = Layout(
    name="haiphong-2018",
    signature="div.divDetail_DateCreate",
    title=".divDetail_Title",
    published="div.divDetail_DateCreate",
    lead=".divDetail_Summary",
    byline=".divDetail_Author",
    content=".divDetail_Content",
    attachments=".divDetail_File a",
    drop=(".divDetail_Other",),
)
PRINT = Layout(
    name="haiphong-print",
    signature="body.print-item .print-content, #PrintItem .print-content",
    title=".print-title",
    lead=".print-summary",
    byline=".print-author",
    content=".print-content",
    lacks=("published_at",),
)
OLD_PAPER = Layout(
    name="baohaiphong-jsp",
    signature="#newsContent",
    article="body",
    title="#newsContent .title, .row1.title, h1",
    published="div.row1.creatdate",
    lead="#newsContent .head, .head",
    byline="#newsContent .author",
    section=".breadcrumb a",
    content="#newsContent",
    caption=".picBox tbody tr:nth-child(2) td",
    drop=(".title", ".head", ".author", ".creatdate", ".otherNews"),
)

PORTAL = Portal(
    slug="haiphong",
    name="Cổng thông tin điện tử thành phố Hải Phòng",
    hosts=(
        "haiphong.gov.vn",
        "*.haiphong.gov.vn",
        "baohaiphong.vn",
        "*.baohaiphong.vn",
        "baohaiphong.com.vn",
        "*.baohaiphong.com.vn",
    ),
    home="https://haiphong.gov.vn/",
    channels=(
        Rss(url="https://haiphong.gov.vn/rss"),
        Sitemap(url="https://haiphong.gov.vn/sitemap.xml"),
        *(
            Listing(
                url=f"https://haiphong.gov.vn/{path}?page={{page}}",
                items=".news-item",
                link=".news-title a",
                title=".news-title",
                time=".news-date",
            )
            for path in ("tin-tuc-su-kien", "thong-bao", "van-ban")
        ),
    ),
    native_ids=NativeIds(url="https://haiphong.gov.vn/Tin-Tuc/Bai-Viet-{id}.html", last=199_999),
    articles=(
        r"/[a-z0-9-]+/[^/?]+-(?P<id>\d{6,})",
        r"/[^/?]+/[^/?]+-(?P<id>\d{4,6})\.html",
        r"/p-[^/?]+/d[^?]*",
        r"(?i:/Portal/(?:PrintItem|Detail)\.aspx\?(?:[^#]*&)?ContentID=(?P<id_content>\d+)(?:&.*)?)",
        r"/[^/?]+-(?P<id_paper>\d+)\.html",
        r"/channel/\d+/\d{6}/[^/?]+-(?P<id_channel>\d+)/?",
    ),
    layouts=(
        replace(TANDAN_SHAREPOINT, name="haiphong-tandan"),
        ERA_2024,
        replace(HANOIMOI, name="baohaiphong"),
        ERA_2020,
        ERA_2018,
        PRINT,
        OLD_PAPER,
    ),
    markers=Markers(
        head=("Sign In", "Đăng nhập"),
        tail=("Tag:", "Tag:*", "Tags:*", "File đính kèm", "File đính kèm:*", "Tin cùng chuyên mục", "Các tin khác"),
        sections=("Tin tức - Sự kiện", "Tin tức sự kiện", "Thông báo", "Văn bản", "Chính trị", "Kinh tế", "Xã hội"),
    ),
    datelines=("HPĐT", "Haiphong.gov.vn", "Baohaiphong"),
    rights="Bản quyền thuộc Cổng thông tin điện tử thành phố Hải Phòng; ghi rõ nguồn khi phát hành lại.",
)
