"""Kinh tế & Đô thị, the paper of Hanoi's People's Committee; its press body was merged in February 2026, so expect redirects.

Seen [S]: K1's class names (to about 2021, http); K2's JSON list, body and author (12/2021 to 2024); K3's title, date and sitemap
index (from 2025); the generated line `<title> - Ảnh 1` above captions, which is never text of the article.
Inferred [I]: K3's body, author and tags; that K1's addresses end in .html; that the list API answers a bare list; `/rss/home.rss` (in many lists,
unverified) and the number of its category.
"""

from portals.portal import Layout, Listing, Markers, Portal, Rss, Sitemap

K3 = Layout(
    name="kinhtedothi-k3",
    signature="h1.article-title",
    title="h1.article-title",
    published="div.article-published-on",
    lead=".article-sapo, .article-summary",
    byline=".article-author",
    section=".article-breadcrumb a, .article-category a",
    content=".article-body, .article-content, [itemprop~=articleBody]",
    tags=".article-tags a",
    drop=(".article-related", ".article-tags", ".article-sapo", ".article-summary"),
    structured=True,
)
K2 = Layout(
    name="kinhtedothi-k2",
    signature="[itemprop~=articleBody]",
    title="h1",
    byline="span.detail__author",
    lead=".detail__sapo",
    section=".breadcrumb a, .detail__category a",
    content="[itemprop~=articleBody]",
    tags=".detail__tags a",
    drop=(".detail__related", ".detail__tags", ".detail__share", ".detail__author"),
    structured=True,
)
K1 = Layout(
    name="kinhtedothi-k1",
    signature="h1.title_detail_news",
    title="h1.title_detail_news",
    published=".time_detail_news",
    lead=".sapo_detail",
    byline="span.name_author",
    section=".breadcump a",
    content="#cotent_detail",
    caption=".box_img_detail tr:nth-child(2) td, .box_img_detail .desc",
    tags=".tag_detail a",
    drop=(".box_guests", ".tag_detail", ".name_author"),
)

PORTAL = Portal(
    slug="kinhtedothi",
    name="Kinh tế & Đô thị",
    hosts=("kinhtedothi.vn", "*.kinhtedothi.vn"),
    home="https://kinhtedothi.vn/",
    channels=(
        Rss(url="https://kinhtedothi.vn/rss/home.rss"),
        Sitemap(url="https://kinhtedothi.vn/sitemap.xml"),
        Listing(
            url="https://kinhtedothi.vn/api/category/1/paging/{page}",
            answer="json",
            items="",
            link="Url",
            title="Title",
            time="PublishedDate",
        ),
    ),
    articles=(
        r"/[^/?]+\.(?P<id>\d{6})\.html",
        r"/(?:[^/?]+/)*[^/?]+\.html",
    ),
    layouts=(K3, K2, K1),
    markers=Markers(
        head=("Chia sẻ Zalo", "Chia sẻ Facebook", "Chia sẻ"),
        tail=("Tin liên quan", "Từ khóa:*", "Đọc thêm", "Bình luận", "Tin cùng chuyên mục", "Tin mới"),
        sections=("Chính trị", "Tin tức", "Kinh tế", "Đô thị", "Xã hội", "Quốc tế", "Pháp luật", "Văn hóa"),
    ),
    datelines=("Kinhtedothi", "KTĐT"),
    rights="Bản quyền thuộc Báo Kinh tế & Đô thị; ghi rõ nguồn khi phát hành lại.",
)
