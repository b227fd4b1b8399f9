"""Lines that belong to a site and not to the article, told by their words: those that Vietnamese sites are known to print."""

from __future__ import annotations

import re

from portals.phrases import one_of

_LONGEST_FURNITURE = 160
_LONGEST_LABEL = 90
_LONGEST_IMPRINT = 330

_KINDS = one_of("""
    tin,? bài
    tin tức
    tin
    bài viết
    bài báo
    bài
    video
    ảnh
    chủ đề
    thông tin
    văn bản
    sự kiện
    chuyên mục
    nội dung
    thông báo
""")
_MORE = one_of("""
    khác
    (?:có )?liên quan
    mới(?: nhất| hơn| đăng| đưa)?
    cũ hơn
    đã (?:đăng|đưa)
    cùng (?:chuyên mục|chuyên đề|loại|chủ đề|mục|thể loại|tác giả|số)
    tiếp theo
    kế tiếp
    nổi bật
    (?:xem|đọc) nhiều(?: nhất)?
    được quan tâm
    trước(?: đó)?
    sau
    nên đọc
    tương tự
    gần đây
    sắp (?:diễn ra|tới)
    hot
    nóng
""")
_LIST = rf"(?:(?:các|những|một số|xem|đọc|thêm)\s){{0,3}}{_KINDS}\s(?:(?:tức|viết|bài|đăng)\s)?"
_BOX = re.compile(
    one_of(rf"""
    {_LIST}(?:có )?(?:liên quan|cùng chủ đề|nên đọc)
    (?:đọc|xem|tham khảo) (?:thêm|tiếp)(?: tin| bài)?
    (?:có thể bạn|bạn có thể) quan tâm
    mời (?:quý )?(?:bạn đọc|độc giả|bạn) (?:đọc|xem|tham khảo) thêm.{{0,50}}
    related (?:posts?|articles?|news)
    """),
    re.IGNORECASE,
)
_OTHER_ITEMS = re.compile(rf"{_LIST}{_MORE}(?:\s{_MORE})?(?:\s(?:trong|của|về|cùng)\s.{{1,40}})?", re.IGNORECASE)
_ENDS = re.compile(
    one_of(r"""
    tags?|từ kh[óo][áa]|keywords?|chủ đề
    (?:các )?(?:tệp|tập|file|tài liệu|văn bản|tập tin)\s?(?:tin\s)?đính kèm.{0,60}|đính kèm
    (?:viết|gửi|thêm|đăng|xem|để lại|tất cả)\s(?:ý kiến\s)?(?:bình luận|phản hồi|ý kiến|trả lời|thảo luận).{0,40}
    ý kiến (?:bạn đọc|độc giả|của bạn|bình luận).{0,30}
    bình luận(?:\s?\(\d*\)|\s?\d+)?(?: của bạn| bài viết(?: này)?)?|\(?\d+\)?\s?bình luận|phản hồi
    mã xác nhận.{0,40}|captcha.{0,20}
    tiện ích thông tin|nguồn tin|(?:mã )?qr[\s-]?code.{0,20}|chúng tôi trên mạng xã hội|theo dõi chúng tôi.{0,40}
    có thể bạn thích|đừng bỏ lỡ|(?:tin )?(?:đọc|xem) nhiều(?: nhất)?|mới nhất|mới\s?-\s?nóng|tin nóng|đáng chú ý|được quan tâm
    trở lại (?:thời sự|góc nhìn|thế giới|kinh doanh|bất động sản|khoa học|giải trí|thể thao|pháp luật|giáo dục|sức khỏe|đời sống|du lịch|số hóa|xe|ý kiến)
    cùng (?:chuyên mục|chuyên đề|chủ đề|mục|tác giả)(?: .{0,20})?|this entry was posted in.{0,120}|\d+ (?:người )?(?:đã )?bình chọn.{0,30}
    bạn (?:có )?(?:thấy|hài lòng|cảm thấy|đánh giá).{0,30}bài viết.{0,60}
    bạn có thể chọn \d mục.{0,60}
    (?:về|lên) (?:đầu trang|trên|top)|đầu trang|back to top|(?:quay|trở) (?:lại|về)(?: trang trước)?
    đóng cửa sổ|trang (?:trước|sau|chủ)|in (?:trang|bài)(?: viết| này)?|bài viết xem|gửi (?:bài viết|cho bạn bè|email|qua email).{0,20}
    đánh giá (?:bài viết|của bạn|trung bình).{0,40}|bình chọn|tổng số điểm của bài viết.{0,60}|(?:click|bấm|nhấn) để đánh giá.{0,30}
    bạn cần đăng nhập.{0,60}
    (?:thống kê|lượt|số lượt|tổng lượt|tổng số lượt|số người|đang)\s?(?:lượt\s)?truy cập.{0,60}
    đang (?:trực tuyến|online).{0,40}
    (?:liên kết|thông tin) (?:website|web|trang|liên hệ|hữu ích).{0,40}|liên hệ(?: quảng cáo| tòa soạn)?
    (?:đường dây nóng|hotline)\s?:?[\d.\s–-]*
    leave a (?:reply|comment).{0,20}|powered by.{0,60}|follow us.{0,40}
    """),
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"(?:\(?\d+\)?\s?)?(?:bình luận|phản hồi|ý kiến (?:bạn đọc|độc giả))\s?(?:\(?\d*\)?)|(?:\d+\s)?ý kiến\s?\(\d+\)",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    one_of(r"""
    (?:tags?|từ kh[óo][áa]|keywords?|chủ đề)\s?:.{0,300}
    \#\s?[^#]{2,60}(?:\#\s?[^#]{2,60}){1,15}
    (?:bài|tin)(?: viết)? (?:trước|sau|kế tiếp|tiếp theo|cũ hơn|mới hơn|liền trước)\s?:.{0,200}
    (?:©|copyright|all rights|bản quyền (?:thuộc|©|\d{4}|của)).{0,250}
    (?:cơ quan chủ quản|cơ quan của|tổng biên tập|trưởng ban biên tập|tòa soạn|toà soạn)\s?:.{0,250}
    (?:chịu trách nhiệm|giấy phép|trụ sở)[^:.]{0,40}:.{0,250}
    giấy phép (?:số|thiết lập|hoạt động|xuất bản)\s.{0,250}
    (?:\(\*\)\s?)?(?:(?:vui lòng |yêu cầu )?ghi rõ nguồn|không được sao chép|cấm sao chép).{0,250}
    (?:đường dây nóng|hotline)\s?:.{0,60}(?:toa ?soan|bandoc|bientap|bbt)\S*@.{0,60}
    (?:nguồn|link gốc|link bài gốc)\s?:?\s?(?:https?://|www\.)\S{4,250}
    (?:bạn đọc|độc giả|quý vị|bạn)[^.]{0,40}gửi[^.]{0,60}(?:hòm thư|e-?mail|hotline|đường dây nóng|@).{0,80}
    cảm ơn (?:bạn|quý vị|quý bạn đọc) đã (?:gửi|đăng|bình luận|đánh giá).{0,200}
    mọi (?:ý kiến|phản hồi|góp ý|đóng góp|tin,? bài)[^.]{0,60}gửi [^@]{0,60}(?:toa ?soan|bandoc|bientap|bbt|tapchi|online)\S*@.{0,100}
    mọi [^.]{0,60}(?:gửi|liên hệ)[^.]{0,40}(?:t[òo][aà] soạn|ban biên tập).{0,80}
    \(?\*?\)?\s?bài viết (?:thể hiện|phản ánh|là) (?:quan điểm|góc nhìn|ý kiến)[^.]{0,60}(?:tác giả|cá nhân|độc giả|bạn đọc).{0,20}
    your email address will not be published.{0,80}
    email của bạn sẽ không được hiển thị.{0,100}
    """),
    re.IGNORECASE,
)
_NETWORK = r"(?:facebook|zalo|twitter|x|google\+?|google news|linkedin|pinterest|e-?mail|messenger|telegram|instagram|youtube|tiktok|rss)"
_BUTTON = one_of(r"""
    bản in|in(?: trang| tin| bài(?: viết)?)?|gửi(?: email| bạn bè)?|email|chia sẻ|facebook|zalo|twitter|print|share|like|tweet|lưu|theo dõi
    (?:(?:trở )?(?:về|lên) )?đầu trang|(?:quay|trở) (?:lại|về)|(?:màu|cỡ|kiểu) chữ|(?:độ )?tương phản|(?:đọc|nghe)(?: đọc)? bài(?: viết)?
    a[+-]?|(?:app|apple) ?store|google ?play|ch ?play
    """)
_DROPS = re.compile(
    one_of(rf"""
    print|gốc|bản in|in|sign ?in|log ?in|register|đăng (?:nhập|ký|xuất)|skip to (?:main )?content|menu|search|tìm kiếm.{{0,30}}
    toggle navigation|close|đóng|[×x]|top|next|prev(?:ious)?|more|chi tiết|loading\.*|đang tải.{{0,20}}|trở lại .{{2,40}}
    (?:chia sẻ|share|like|tweet|thích|gửi|theo dõi|follow|lưu)?[\s:]?(?:(?:qua|lên|trên|on|bài viết|bài|tin|this)\s){{0,2}}(?:{_NETWORK}[\s,|/]{{0,3}}){{1,8}}
    (?:(?:chia sẻ|share) (?:qua|lên|trên|on) {_NETWORK}[\s,|/]{{0,3}}){{1,6}}|[\w.() -]{{1,80}}\.(?:pdf|docx?|xlsx?|pptx?|zip|rar)(?:\s?\([\d.,]+\s?[km]b\))?
    chia sẻ(?: bài viết| tin| ngay| link)?\s?:?|(?:copy|sao chép) (?:link|liên kết)(?: thành công)?|lưu bài(?: viết)?
    \((?:còn nữa|còn tiếp|hết|xem tiếp kỳ sau|kỳ sau.{{0,60}})\)|còn nữa|(?:video|tin|bài) đang được (?:xem|đọc) nhiều.{{0,20}}
    null|undefined|nan|like|share|tweet|thích|\+?\d{{1,5}}|quảng cáo|advertisement|ads?|sponsored
    theo dõi .{{2,40}} trên|theo dõi .{{2,60}} (?:trên|tại|qua) (?:google|facebook|zalo|mạng xã hội|fanpage|youtube|telegram|tiktok).{{0,30}}
    nghe (?:đọc )?(?:bài|audio|tin).{{0,20}}|nghe (?:đọc )?(?:bài|tin).{{0,12}}\d:\d\d.{{0,60}}
    xem (?:phiên )?bản (?:đầy đủ|máy tính|di động)|đọc bài|giọng (?:nam|nữ|đọc).{{0,20}}|tốc độ(?: đọc)?.{{0,10}}|\d(?:[.,]\d+)?x
    (?:xem với )?(?:cỡ|kích|kiểu) (?:chữ|thước|cỡ).{{0,20}}|a[+–-]|aa|a a|aa?\s?[-+]\s?aa?|mặc định|lớn hơn
    phóng to.{{0,20}}|(?:nhấn|bấm|click).{{0,40}}(?:phóng to|ảnh|xem)|xem (?:ảnh|cỡ).{{0,20}}|tải (?:về|xuống|file).{{0,30}}|tải (?:về|xuống)\s?:\s.{{1,120}}
    your browser does not support.{{0,60}}|0:00.{{0,20}}|volume.{{0,10}}|play|video player is loading\.?
    ảnh|video|image|images?|hình ảnh(?: bài viết)?|trang chủ|home|english|tiếng việt|rss|sitemap|sơ đồ (?:trang|site|website)
    (?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\s?,?|(?:view|xem) (?:full|all|more)|xem thêm
    (?:số )?(?:lượt|lần) (?:xem|đọc)\s?:?\s?[\d.,]*|[\d.,]+ (?:lượt|lần) (?:xem|đọc)|(?:views?|view count|đã xem|hits)\s?:?\s?[\d.,]*
    {_BUTTON}(?:[\s|·,:-]{{0,3}}{_BUTTON}){{1,7}}
    (?:đọc|xem) ngay|mục lục(?: bài viết)?|nội dung bài viết
    [|•·»>–—_=*\s\-]+
    """),
    re.IGNORECASE,
)
_PARTED = re.compile(r"\s?[|•]\s?|\]\s?\[")
_LINK = re.compile(
    one_of(r"""
    (?:>>+|»)
    (?:xem|đọc) (?:thêm|tiếp|ngay)\s?[:>»]
    (?:tin|bài|video)(?: bài)? (?:liên quan|cùng chủ đề|đọc nhiều)\s?:\s?\S
    [*•–-]?\s?mời (?:quý vị|bạn đọc|độc giả|các bạn|quý độc giả|quý bạn đọc|khán giả)[^.]{0,40}(?:xem|đọc thêm|đón|theo dõi)
    [*•–-]?\s?mời (?:quý )?(?:bạn đọc|độc giả|bạn)[^.]{0,20} (?:đặt (?:mua|báo)|tải|cài đặt|truy cập|ghé)
    tải (?:ngay )?(?:ứng dụng|app) .{2,40} để (?:đọc|xem|theo dõi|cập nhật|nhận) [^.]{0,40}(?:tin|báo|thông báo)[^.]{0,60}$
    (?:quý )?(?:bạn đọc|độc giả) (?:có thể|quan tâm)[^.]{0,40}(?:xem thêm|theo dõi|gửi (?:ý kiến|bài|tin))
    vui lòng (?:nhập|bình luận|gõ)[^.]{0,40}(?:có dấu|nội dung|bình luận)
    """),
    re.IGNORECASE,
)
_FIELD = re.compile(r"họ (?:và )?tên\s?(?:\(\*\)|\*|:)[\s:*()]*", re.IGNORECASE)
"""A field of a form; without its mark it is a column of a table."""
_MARKS = " :.-–*«»<>•▪\t"


def ends_article(line: str) -> bool:
    """Whether a line is one with which Vietnamese sites open what follows an article: other news, comments, tags, imprint."""
    bare = line.strip(_MARKS)
    if len(bare) <= _LONGEST_LABEL and (_ENDS.fullmatch(bare) or _FIELD.fullmatch(line) or lists_items(bare)):
        return True
    return is_imprint(line)


def opens_comments(line: str) -> bool:
    """Whether a line opens what readers say."""
    return len(line) <= _LONGEST_LABEL and _COMMENTS.fullmatch(line.strip(_MARKS)) is not None


def is_imprint(line: str) -> bool:
    """Whether a line says whose the site is, how it is reached or what may be done with its text."""
    return len(line) <= _LONGEST_IMPRINT and _IMPRINT.fullmatch(line.strip(_MARKS)) is not None


def lists_items(line: str) -> bool:
    """Whether a line opens a list of other items of the site."""
    bare = line.strip(_MARKS)
    return len(bare) <= _LONGEST_LABEL and bool(_OTHER_ITEMS.fullmatch(bare) or _BOX.fullmatch(bare))


def opens_box(line: str) -> bool:
    """Whether a line opens a list of related items, which may stand within an article as well as after it."""
    return len(line) <= _LONGEST_LABEL and _BOX.fullmatch(line.strip(_MARKS)) is not None


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the site wherever it stands: buttons, counters, links to other items."""
    bare = line.strip()
    if len(bare) <= _LONGEST_FURNITURE and (_DROPS.fullmatch(bare) or _all_drop(bare)):
        return True
    return _LINK.match(bare) is not None


def _all_drop(line: str) -> bool:
    """Whether each part of a line of buttons and counters is one (`Lượt xem: 318 | In bài viết`)."""
    parts = _PARTED.split(line.strip("[]")) if any(mark in line for mark in "|•[") else ()
    return len(parts) > 1 and all(_DROPS.fullmatch(part) or _ENDS.fullmatch(part) for part in parts)
