"""Lines that belong to a site and not to the article: known ones of Vietnamese sites, and those learnt from their recurrence.

Used where a page is words only (WET), so that nothing but the words can tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from portals.bylines import looks_like_byline
from portals.captions import looks_like_caption
from portals.tone import fold

_LONGEST_KEY = 160
_SAME_ARTICLE = 0.5
"""Share of long lines from which two texts are captures of one article, whose own lines would recur."""
_LONG = 100

_KINDS = r"(?:tin bài|tin tức|tin|bài viết|bài báo|bài|video|ảnh|chủ đề|thông tin|văn bản|sự kiện|chuyên mục|nội dung)"
_MORE = (
    r"(?:khác|liên quan|có liên quan|mới|mới nhất|mới hơn|cũ hơn|mới đăng|mới đưa|đã đăng|đã đưa|cùng chuyên mục|cùng chuyên đề|cùng loại|cùng chủ đề|cùng mục"
    r"|cùng thể loại|cùng tác giả|tiếp theo|kế tiếp|nổi bật|xem nhiều|đọc nhiều|xem nhiều nhất|đọc nhiều nhất|được quan tâm|trước đó|trước|sau|nên đọc|hot|nóng)"
)
_ENDS = re.compile(
    rf"(?:(?:các|những|một số|xem|đọc)\s)*{_KINDS}\s(?:(?:tức|viết|bài|đăng)\s)?{_MORE}(?:\s{_MORE})?(?:\s(?:trong|của|về|cùng)\s.{{1,40}})?"
    r"|(?:tags?|từ khóa|từ khoá|keywords?|chủ đề)\s?(?::.{0,300})?"
    r"|(?:các )?(?:tệp|tập|file|tài liệu|văn bản|tập tin)\s?(?:tin\s)?đính kèm.{0,80}|đính kèm"
    r"|(?:viết|gửi|ý kiến|thảo luận|thêm|đăng|xem|để lại|phản hồi|tất cả)\s?(?:ý kiến\s)?(?:bình luận|phản hồi|bạn đọc|độc giả|của bạn|trả lời|thảo luận).{0,60}"
    r"|bình luận(?:\s?\(\d*\)|\s?\d+)?(?: của bạn| bài viết)?|\(?\d+\)?\s?bình luận|phản hồi|trả lời|hủy|họ tên\s?:?(?:\(\*\))?|họ và tên\s?:?.{0,10}"
    r"|tiện ích thông tin|nguồn tin|(?:mã )?qr[\s-]?code.{0,20}|chúng tôi trên mạng xã hội|theo dõi (?:chúng tôi|báo|trang|kênh).{0,80}"
    r"|có thể bạn quan tâm|bạn có thể quan tâm|có thể bạn thích|đừng bỏ lỡ|đọc nhiều(?: nhất)?|xem nhiều(?: nhất)?|mới nhất|tin nóng|đáng chú ý|được quan tâm"
    r"|(?:về|lên) (?:đầu trang|trên|top)|đầu trang|back to top|(?:quay|trở) (?:lại|về)(?: trang trước)?|trang (?:trước|sau|chủ)|in (?:trang|bài)(?: viết| này)?"
    r"|bài viết xem|gửi (?:bài viết|cho bạn bè|email|qua email).{0,20}|đánh giá(?: bài viết| của bạn)?(?:\s?:.{0,60})?|bình chọn.{0,60}"
    r"|(?:thống kê|lượt|số lượt|tổng lượt|tổng số lượt|số người|đang)\s?(?:lượt\s)?truy cập.{0,60}|đang (?:trực tuyến|online).{0,40}"
    r"|(?:cơ quan chủ quản|chịu trách nhiệm|tổng biên tập|trưởng ban biên tập|giấy phép|số giấy phép|bản quyền|copyright|©|all rights|tòa soạn|toà soạn|trụ sở)"
    r"(?:[\s:].{0,250})?"
    r"|(?:liên kết|thông tin) (?:website|web|trang|liên hệ|hữu ích).{0,40}|liên hệ(?: quảng cáo| tòa soạn)?|đường dây nóng.{0,60}|hotline.{0,60}"
    r"|(?:\(\*\)\s?)?(?:bản quyền thuộc|ghi rõ nguồn|không được sao chép|cấm sao chép|vui lòng ghi rõ).{0,250}|mã xác nhận.{0,40}|captcha.{0,20}"
    r"|(?:đọc|xem) (?:tiếp|thêm)(?: tin| bài)?(?: khác)?|related (?:posts?|articles?|news)|leave a (?:reply|comment).{0,20}|powered by.{0,60}"
    r"|your email address will not be published.{0,80}|email của bạn sẽ không được hiển thị.{0,100}|(?:bài|tin) (?:trước|sau)\s?:.{0,200}",
    re.IGNORECASE,
)
_DROPS = re.compile(
    r"print|gốc|bản in|in|sign ?in|log ?in|register|đăng (?:nhập|ký|xuất)|skip to (?:main )?content|menu|search|tìm kiếm.{0,30}|toggle navigation|close|đóng"
    r"|(?:chia sẻ|share|like|tweet|thích|gửi|theo dõi|follow|lưu)?[\s:]*(?:(?:qua|lên|trên|on|bài viết|bài|tin|this)\s)*"
    r"(?:(?:facebook|zalo|twitter|x|google\+?|google news|linkedin|pinterest|email|e-mail|messenger|telegram|instagram|youtube|tiktok|mail|rss)[\s,|/]*){1,8}"
    r"|chia sẻ(?: (?:bài viết|tin|ngay|link))?\s?:?|(?:copy|sao chép) (?:link|liên kết)|lưu bài(?: viết)?|like|share|tweet|thích|\+?\d{1,5}"
    r"|theo dõi .{0,40} (?:trên|tại) .{0,40}|nghe (?:đọc )?(?:bài|audio|tin).{0,20}|đọc bài|giọng (?:nam|nữ|đọc).{0,20}|tốc độ(?: đọc)?.{0,10}|\d(?:[.,]\d+)?x"
    r"|(?:cỡ|kích|kiểu) (?:chữ|thước|cỡ).{0,20}|a[+–-]|aa|a a|aa?\s?[-+]\s?aa?|mặc định|lớn hơn|phóng to.{0,20}|(?:nhấn|bấm|click).{0,40}(?:phóng to|ảnh|xem)"
    r"|quảng cáo|advertisement|ads?|sponsored|your browser does not support.{0,60}|0:00.{0,20}|volume.{0,10}|play|video player is loading\.?"
    r"|tải (?:về|xuống|file).{0,30}|xem (?:ảnh|cỡ).{0,20}|ảnh|video|image|images?|trang chủ|home|english|tiếng việt|rss|sitemap|sơ đồ (?:trang|site|website)"
    r"|(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\s?,?|loading\.*|đang tải.{0,20}|hình ảnh(?: bài viết)?|(?:view|xem) (?:full|all|more)|more|xem thêm|chi tiết|next|prev(?:ious)?"
    r"|(?:số )?(?:lượt|lần) (?:xem|đọc)\s?:?\s?[\d.,]*|[\d.,]+ (?:lượt|lần) (?:xem|đọc)|(?:views?|view count|đã xem|hits|lượt xem)\s?:?\s?[\d.,]*|[|•·»>–—_=*\s\-]+",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:>>+|»|►|▶|→|⇒|(?:xem|đọc) (?:thêm|tiếp|ngay)\s?[:>»]|(?:tin|bài|video)(?: bài)? (?:liên quan|cùng chủ đề|đọc nhiều)\s?:\s?\S"
    r"|mời (?:quý vị|bạn đọc|độc giả|các bạn|quý độc giả)[^.]{0,40}(?:xem|đón|theo dõi))",
    re.IGNORECASE,
)


def ends_article(line: str) -> bool:
    """Whether a line is one with which Vietnamese sites open what follows an article: other news, comments, tags, imprint."""
    return len(line) <= 320 and _ENDS.fullmatch(line.strip(" :.-–*»>•▪\t")) is not None


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the site wherever it stands: buttons, counters, links to other items."""
    bare = line.strip()
    return (len(bare) <= _LONGEST_KEY and _DROPS.fullmatch(bare) is not None) or _LINK.match(bare) is not None


def matches(line: str, markers: Iterable[str]) -> bool:
    """Whether the line is one of a portal's `Markers` (whole, `*` at the end for any rest), tone place and case aside."""
    bare = key(line)
    return any(bare.startswith(key(m[:-1])) if m.endswith("*") else bare == key(m) for m in markers)


def key(line: str) -> str:
    """A line in the form in which lines are compared."""
    return fold(line).lower()


def recurring_lines(texts: Iterable[str]) -> frozenset[str]:
    """Lines (as `key` writes them) that recur across a host's pages: on three of them at least, and on a tenth.

    Several captures of one article count once. Bylines and captions recur without being furniture, and are left out.
    """
    counts: Counter[str] = Counter()
    printed: dict[str, str] = {}
    page_of: dict[str, int] = {}
    pages = 0
    for text in texts:
        lines = {key(line): line.strip() for line in text.splitlines() if line.strip()}
        long = [line for line in lines if len(line) >= _LONG]
        before = Counter(page_of[line] for line in long if line in page_of)
        page_of.update(dict.fromkeys(long, pages))
        if before and max(before.values()) > _SAME_ARTICLE * len(long):
            continue
        pages += 1
        printed.update(lines)
        counts.update(lines.keys())
    least = max(3, -(-pages // 10))
    return frozenset(line for line, count in counts.items() if count >= least and _may_be_furniture(printed[line]))


def _may_be_furniture(line: str) -> bool:
    return len(line) <= _LONGEST_KEY and not looks_like_byline(line) and not looks_like_caption(line)
