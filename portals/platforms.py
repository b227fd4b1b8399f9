"""Layouts shared by sites that stand on one content system, and web archives; a portal's file takes them as they are or with `replace`.

[S] seen in a public source, [I] inferred, as in the portals' files.
"""

from __future__ import annotations

from portals.portal import Layout, WebArchive

VCCORP = Layout(
    name="vccorp",
    signature="[data-role=content].afcbc-body",
    title="[data-role=title], h1.detail-title",
    published="[data-role=publishdate], .detail-time",
    lead="[data-role=sapo], .detail-sapo",
    byline="[data-role=author]",
    section="[data-role=cate-name], .detail-breadcrumb a, .detail-cate a",
    tags=".detail-tag a, .detail-tags a, .detail__tags a, [data-role=tags] a",
    content="[data-role=content]",
    caption=".PhotoCMS_Caption",
    drop=(
        "[type=RelatedNewsBox]",
        "[type=RelatedOneNews]",
        ".kbwscwl-relatedbox",
        ".NLPlaceholderShow",
        ".detail-like-fb",
        "zone",
    ),
    structured=True,
)
"""VCCorp's CMS: hanoi.gov.vn since 2025, baochinhphu.vn, nld.com.vn [S: two saved pages of sister sites]."""

FPT_LIFERAY = Layout(
    name="fpt-liferay",
    signature="#content_detail_news #contentDetail",
    article="body",
    title="#titleDetail",
    published="#content_detail_news .date_time",
    lead="#leadDetail",
    byline="#content_detail_news .author",
    source="#content_detail_news .source",
    section=".title-list-news a",
    content="#content_detail_news",
    caption=".img-title",
    attachments="div.attachment li a",
    drop=(
        "#titleDetail",
        "#leadDetail",
        ".date_time",
        ".tool",
        ".list_share_button",
        ".author",
        ".source",
        ".attachment",
        "#footerOfNewDetail",
    ),
)
"""FPT's portal on Liferay; its leading picture stands before #contentDetail.

[S] the template of a sister portal; [I] that Hanoi's second portal printed the same.
"""

TANDAN_SHAREPOINT = Layout(
    name="tandan-sharepoint",
    signature=".tandan-p-article-main, .tandan-p-article-news-content",
    title=".tandan-p-article-news-title, h1",
    published=".tandan-span-date-publish",
    lead=".tandan-p-article-news-summary",
    byline=".tandan-p-article-author",
    section=".tandan-breadcrumb a",
    content=".tandan-p-article-news-content, .tandan-p-article-main",
    tags=".td-tags a",
    attachments=".tandan-div-article-attachment a",
    drop=(".tandan-div-article-other", ".tandan-p-article-news-summary", ".social-share", ".td-tags"),
)
"""Tan Dan's portals on SharePoint [S: date, summary, main, content, tags, other box; I: title, author, crumbs, files]."""

HANOIMOI = Layout(
    name="hanoimoi",
    signature=".sc-longform-header-title, .c-detail-head__title",
    title=".sc-longform-header-title, .c-detail-head__title",
    published=".sc-longform-header-date, .c-detail-head__time",
    lead=".sc-longform-header-sapo, p.block-sc-sapo",
    byline=".sc-longform-header-author, .c-author-page",
    section=".c-breadcrumb a, .sc-longform-header-cate a",
    content="div.b-maincontent article.entry, article.entry, div.b-maincontent",
    tags=".c-tags a",
    drop=(".sc-longform-header", ".c-box", ".c-author-page", ".c-tags", ".c-share-detail", ".sc-empty-layer"),
    structured=True,
)
"""The CMS of hanoimoi.vn, baodanang.vn, baonghean.vn and baohaiphong.vn [S: head, entry, boxes; I: crumbs, tags]."""

WORDPRESS = Layout(
    name="wordpress",
    signature="article.post .entry-content, article.type-post .entry-content",
    article="body",
    title="h1.entry-title",
    published="time.entry-date.published, .entry-meta time, .entry-meta .entry-date, .entry-meta",
    byline=".entry-meta .author",
    section=".entry-meta .cat-links a, .breadcrumb a",
    content=".entry-content",
    caption=".wp-caption-text",
    tags=".tags-links a",
    drop=(".entry-meta", ".sharedaddy", ".jp-relatedposts", ".print-link", ".post-source"),
    structured=True,
)
"""WordPress with a theme that keeps its usual class names [I]; Jetpack's boxes are left out [S: Jetpack's image host]."""

WORDPRESS_AMP = Layout(
    name="wordpress-amp",
    signature="article.amp-wp-article .amp-wp-article-content",
    article="article.amp-wp-article",
    title=".amp-wp-title",
    byline=".amp-wp-author",
    content=".amp-wp-article-content",
    caption=".wp-caption-text",
    tags=".amp-wp-tax-tag a",
    section=".amp-wp-tax-category a",
    drop=(".amp-related-posts", ".amp-wp-related"),
    lacks=("published_at",),
)
"""The AMP plugin's classic template [I: which plugin]. Without a date, and with untitled teasers of other weeks below [S]."""

WAYBACK = WebArchive(
    host="web.archive.org",
    index="https://web.archive.org/cdx/search/cdx?url={domain}&matchType=domain&output=json&filter=statuscode:200"
    "&filter=mimetype:text/html&collapse=urlkey&page={page}",
    replay="https://web.archive.org/web/{timestamp}id_/{url}",
)
"""The Wayback Machine: its CDX server [S: its own description], and `id_`, by which it answers with the bytes it captured [S]."""
