"""Lines that belong to a site and not to an article, as patterns for whole lines: seen on Vietnamese portals, or inferred from their kind."""

from __future__ import annotations

import re
from functools import cache

from portals.portal import Portal

_NETWORKS = r"(facebook|fanpage|zalo|twitter|linkedin|google( news)?|pinterest|youtube|tiktok|instagram|messenger|email|mạng xã hội)"
_MORE = r"(mới|khác|liên quan|cùng (chuyên )?mục|cùng chủ đề|đã đưa|đã đăng|nổi bật|đọc nhiều|xem nhiều|mới (nhất|hơn|đăng|cập nhật)|cũ hơn|tiêu điểm)"

_CERTAIN = (
    rf"(chia sẻ|share|gửi|theo dõi)( (bài( viết)?|tin|lên|qua|trên|tới|đến|cho|này|bạn bè|chúng tôi|báo|with|on|to))* {_NETWORKS}[:.]?",
    r"chia sẻ( bài( viết)?)?( này)?\s*:|bản in|in (trang|bài viết|tin|bài|ấn)( này)?|gửi (email|bài viết|tin|mail|qua email)( cho bạn bè| này)?",
    r"(xem )?cỡ chữ:?.{0,12}|phóng to chữ|thu nhỏ chữ|copy link|sao chép (liên kết|link)|lưu bài( viết)?|(nghe|đọc) (đọc )?bài( viết)?|(độ )?tương phản",
    (
        r"(xem|đọc) (thêm|tiếp)\s*[»>…:.]*|(về|quay lại|trở (về|lại)) (trang (chủ|trước)|đầu trang)|lên đầu trang"
        r"|trang chủ|xem tất cả|mời (bạn )?(đọc|xem) thêm\s*:?"
    ),
    rf"(các |những )?(tin|bài|bài viết|tin tức|tin bài|video)( {_MORE})+\s*:?",
    r"(đọc|xem) nhiều( nhất)?\s*:?|có thể bạn quan tâm\s*:?|cùng chuyên mục\s*:?|bài viết xem|tin (đọc|xem) nhiều",
    r"(viết|gửi|xem|ý kiến) (bình luận|phản hồi|ý kiến)|ý kiến (bạn đọc|của bạn)\s*(\(\s*\d*\s*\))?\s*:?|(bình luận|ý kiến|phản hồi)\s*\(\s*\d*\s*\)\s*:?",
    r"(họ( và)? tên|số điện thoại|tiêu đề|nội dung|email|địa chỉ( email)?|mã (xác nhận|bảo mật|captcha))\s*:?\s*\(\*\).*",
    r"mã xác nhận\b.{0,40}|lấy lại mã bảo mật|nhập mã (xác nhận|bảo mật|captcha).{0,30}|gửi (đi|bình luận)|hãy là người (đầu tiên )?bình luận.*",
    r"(lượt (xem|đọc|truy cập)|số lượt (xem|truy cập|đọc)|view count|views|đã xem)\s*:?\s*[\d.,]+( lượt.*)?|[\d.,]+ (lượt (xem|đọc)|views)",
    (
        r"ngày (đăng|cập nhật|xuất bản)\s*:?\s*\d.{0,60}|print (thứ|chủ nhật).{0,40}|(print )?(thứ (hai|ba|tư|năm"
        r"|sáu|bảy|[2-7])|chủ nhật),? \d{1,2}[/.-]\d{1,2}[/.-]\d{4}.{0,20}"
    ),
    r"(từ kho[áa]|từ khoá|tags?|tác giả|nguồn tin|file đính kèm|đánh giá( bài viết)?)\s*:|tags|tiện ích thông tin|nguồn tin|file đính kèm",
    r"qr ?code\b.{0,120}|mã qr code.{0,80}|chúng tôi trên mạng xã hội|theo dõi .{2,40} trên google news",
    r"sign ?in|log ?in|đăng (nhập|xuất)|tìm kiếm nâng cao|sơ đồ (site|trang|cổng)|skip to (main )?content",
    r"copyright\b.{0,140}|©.{0,140}|bản quyền (thuộc|©).{0,140}|giấy phép (số|thiết lập|xuất bản|hoạt động)\s.{0,30}(stttt|bc|gp|ttđt|bộ tt).{0,90}",
    (
        r"(cơ quan (chủ quản|ngôn luận)|chịu trách nhiệm (nội dung|chính)|trưởng ban biên tập|tổng biên tập"
        r"|thiết kế bởi|phát triển bởi|designed by|powered by)\s*:?\s.{0,100}"
    ),
    r"(quảng cáo|advertisement|sponsored)",
    r"(trang (web|tin)( này)?|website( này)?|chúng tôi)( có)? (sử )?dụng (các )?(tệp )?cookies?\b.{0,60}|chúng tôi dùng cookies?\b.{0,60}",
)  # fmt: skip

_ODD = (
    (
        r"chia sẻ|share|like|tweet|print|email|facebook|zalo|twitter|youtube|in|xem|chi tiết|nổi bật|mới nhất"
        r"|bình luận|thảo luận|phản hồi|gốc|menu|home|search|rss"
    ),
    (
        rf"(các |những )?(thông tin|văn bản)( {_MORE})+\s*:?|đăng ký|tìm kiếm|sitemap|liên hệ|giới thiệu|english"
        rf"|tiếng việt|chủ đề|thẻ|(họ( và)? tên|số điện thoại|tiêu đề|nội dung|email|địa chỉ)\s*:"
    ),
    (
        r"(\d{1,2}:\d{2}(:\d{2})?,?\s*[|-]?\s*)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(\s*["
        r"|,-]?\s*\d{1,2}:\d{2}(:\d{2})?)?( (am|pm|gmt\+7|\(gmt\+7\)))?|cập nhật( lúc)?\s*:? \d.{0,30}"
    ),
)

FURNITURE = re.compile("(?:" + "|".join(_CERTAIN) + ")", re.IGNORECASE)
"""Matches (fullmatch) a line that is a site's and no article's."""

ODD_LINES = re.compile("(?:" + "|".join(_ODD) + ")", re.IGNORECASE)
"""Matches (fullmatch) a line that is more often a site's, and now and then a heading."""

NOT_PAGES = re.compile(
    r"(?:error|lỗi|http)?\W*\b(?:40[0134]|50[0234])\b\W*(?:error|not found|page not found|forbidden|bad gateway"
    r"|service.*|lỗi.*|không tìm thấy.*|trang không.*|internal.*)?\W*"
    r"|just a moment.*|access denied.*|attention required.*|(?:page )?not found|forbidden"
    r"|(?:500 )?internal server error.*|service (?:temporarily )?unavailable.*"
    r"|thông báo lỗi|lỗi|không tìm thấy (?:trang|nội dung|bài viết|dữ liệu|kết quả).{0,30}|trang (?:này |bạn .{2,20})?không (?:tồn tại|tìm thấy).{0,20}"
    r"|(?:website|trang web|hệ thống|cổng thông tin) (?:đang |tạm )(?:bảo trì|nâng cấp|ngừng).{0,40}"
    r"|đăng nhập(?: hệ thống)?|sign in|log ?in|are you (?:a )?human.*"
    r"|captcha.{0,20}|robot(?: check)?|untitled|no title|index of .*",
    re.IGNORECASE,
)
"""Matches (fullmatch) the title of an error, login or challenge page."""

WALLS = re.compile(
    r"(?:vui lòng|hãy|please) (?:bật|enable|kích hoạt) (?:javascript|cookies?)|enable javascript|checking your browser|đang kiểm tra trình duyệt"
    r"|verify (?:that )?you are (?:a )?human|nhập mã captcha|bạn (?:không có|chưa được cấp) quyền (?:truy cập|xem)|you don't have permission"
    r"|trang (?:bạn (?:đang )?(?:tìm|yêu cầu|truy cập).{0,10}|này) không (?:tồn tại|tìm thấy)|\bray id\b|lorem ipsum",
    re.IGNORECASE,
)
"""Found (search) in the few words of a page that is no article."""

WALL_SIGNS = (
    "javascript",
    "cookie",
    "browser",
    "trình duyệt",
    "human",
    "captcha",
    "truy cập",
    "permission",
    "tồn tại",
    "tìm thấy",
    "ray id",
    "lorem",
)
"""One of these stands, in lower case, in whatever WALLS finds."""

SITE_TITLE = re.compile(
    (
        r"(?:(?:trang chủ|home)\W+)?(?:cổng (?:tin tức|thông tin|giao tiếp|ttđt|thành phần)(?: điện tử)?"
        r"|trang (?:thông tin|tin)(?: điện tử)?(?: tổng hợp)?|báo điện tử|website|tạp chí điện tử)"
    ),
    re.IGNORECASE,
)
"""Matches (match) a title that begins as the name of a site; it is one when only a name follows."""

NO_TITLES = frozenset((
    "trang chủ", "trang chính", "home", "homepage", "tin tức", "tin tức sự kiện", "tin tức - sự kiện",
    "chi tiết", "chi tiết tin", "chi tiết tin tức", "tin chi tiết", "chi tiết bài viết", "nội dung", "bài viết",
    "tiêu đề", "title", "null", "none", "undefined", "nan", "[object object]", "xem chi tiết", "xem thêm",
    "menu", "thời sự",
))  # fmt: skip
"""Titles, in lower case, that are labels of a page or values that a programme left."""

KINDS_OF_PAPERS = frozenset((
    "thông báo", "công văn", "kế hoạch", "báo cáo", "quyết định", "nghị quyết", "chỉ thị", "tờ trình", "giấy mời", "công điện", "thư mời",
    "lịch công tác", "lịch làm việc", "lịch tiếp công dân", "lịch cắt điện", "hướng dẫn", "thư ngỏ",
))  # fmt: skip
"""Kinds of papers, in lower case, after which both a section and a paper in it may be called."""

MENU_LABELS = frozenset((
    "trang chủ", "giới thiệu", "liên hệ", "tin tức", "văn bản", "thời sự", "kinh tế", "đô thị", "giáo dục", "y tế", "văn hóa", "văn hoá", "xã hội",
    "chính trị", "pháp luật", "thể thao", "du lịch", "đời sống", "quốc tế", "thế giới", "sự kiện", "hỏi đáp", "sơ đồ cổng", "thư viện", "video",
    "ảnh", "dịch vụ công", "tổ chức bộ máy", "đăng nhập", "tìm kiếm", "home", "rss", "sitemap", "bạn đọc", "công nghệ", "tin nổi bật",
))  # fmt: skip
"""Labels in lower case that stand in menus of city portals; a route or a list of names has none of them."""

NAME_PARTS = frozenset((
    "thành", "phố", "tỉnh", "quận", "huyện", "thị", "xã", "phường", "tp", "tp.", "ubnd", "hđnd", "của", "và",
    "&", "chính", "phủ", "thủ", "đô", "sở", "ban", "ngành",
))  # fmt: skip
"""Words in lower case that the name of a site may have."""


OPENINGS = frozenset((
    "chi", "sha", "gửi", "the", "bản", "in ", "xem", "cỡ ", "phó", "thu", "cop", "sao", "lưu", "ngh", "đọc", "độ ", "tươ", "về ", "qua",
    "trở", "lên", "tra", "mời", "các", "nhữ", "tin", "bài", "vid", "có ", "cùn", "viế", "ý k", "bìn", "phả", "họ ", "họ:", "họ(", "họ\t",
    "số ", "tiê", "nội", "ema", "địa", "mã ", "nhậ", "lấy", "hãy", "lượ", "vie", "đã ", "ngà", "pri", "thứ", "chủ", "từ ", "tag", "tác",
    "ngu", "fil", "đán", "tiệ", "qr ", "qrc", "chú", "sig", "log", "đăn", "tìm", "sơ ", "ski", "giấ", "cơ ", "chị", "trư", "tổn", "thi",
    "phá", "web", "des", "pow", "quả", "adv", "spo",
))  # fmt: skip
"""First three letters, case folded, of whatever FURNITURE matches and begins with a letter; a test holds the two together."""


def is_furniture(line: str) -> bool:
    """Whether a whole line is a site's and no article's."""
    opening = line[:3].casefold()
    likely = opening in OPENINGS or line[:1].isdigit() or line[:1] in "©.,"
    return likely and FURNITURE.fullmatch(line) is not None


@cache
def own_lines(portal: Portal) -> re.Pattern[str] | None:
    """The portal's declared furniture (markers) as one pattern for whole lines; None where it declares none."""
    lines = (*portal.markers.head, *portal.markers.tail)
    patterns = [
        re.escape(line[:-1]) + ".*" if line.endswith("*") else re.escape(line) for line in lines if line.strip(" *")
    ]
    if portal.markers.title_after:
        patterns.append(re.escape(portal.markers.title_after) + ".*")
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


@cache
def own_names(portal: Portal | None) -> frozenset[str]:
    """What the portal calls itself, case folded: its name, hosts and datelines."""
    return frozenset(
        ()
        if portal is None
        else (portal.name.casefold(), portal.slug, *portal.hosts, *map(str.casefold, portal.datelines))
    )
