"""Measures on the people of a reading: an author is a person, in normal case, and one person. Each takes a Row."""

from __future__ import annotations

import re

from expectations.furniture import own_names
from expectations.row import Row

ORGANISATION = re.compile(
    r"(?:ban (?:biên tập|tuyên|tổ chức|quản lý|chỉ đạo|thời sự|dân vận|nội chính|kinh tế|bạn đọc|tin|văn"
    r"|thường vụ|chấp hành|điện tử)|báo(?: chí)?(?: điện tử)? \w|bộ (?:y|giáo|công|nội|tài|quốc|ngoại|tư|xây"
    r"|khoa|văn|nông|giao|thông|phận)"
    r"|cổng\b|đài (?:pt|phát|truyền|tiếng|tnvn|vtv|thp)|phòng (?:văn|vh|tin|nội|giáo|gd|tư|kinh|y tế|lao|tài"
    r"|thông|biên|công|nông|quản|tn|pv)|sở (?:y|giáo|gd|công|nội|tài|tư|xây|khoa|kh|văn|vh|nông|giao|gtvt|thông"
    r"|tt|lao|ngoại|tn|du)"
    r"|trung tâm|tt (?:văn|vh|tt|truyền|thông|y)|ubnd|ủy ban|uỷ ban|hđnd|hội (?:đồng|nông|phụ|liên|cựu|chữ|nhà"
    r"|luật|người|khuyến|đông)|mttq|mặt trận|công (?:an|ty|đoàn|ty cp)|quân (?:đội|khu|chủng)|tòa soạn|toà soạn"
    r"|tạp chí|thông tấn|thông tin|ttx|vnexpress|tuổi trẻ|thanh niên(?: online)?$"
    r"|kênh \w|nhóm\b|tổ (?:phóng|pv|công|chức|biên|dân)|tổng (?:cục|công|liên|hợp)|văn phòng|cục\b|chi cục"
    r"|viện (?:nghiên|kiểm|hàn|khoa)|bệnh viện|trường (?:đh|đại|thpt|thcs|tiểu|cao|mầm|chính)|đại học|học viện"
    r"|thành (?:ủy|uỷ|đoàn|hội)|tỉnh (?:ủy|uỷ|đoàn)|quận (?:ủy|uỷ|đoàn)|huyện (?:ủy|uỷ|đoàn)|đảng (?:ủy|uỷ|bộ)"
    r"|liên đoàn|chi nhánh|hợp tác xã|doanh nghiệp|ngân hàng|tập đoàn|website|trang (?:tin|thông|web)|cơ quan"
    r"|phường [A-ZĐa-zđ]|xã [A-ZĐ]|bạn đọc|độc giả|cộng tác viên|phóng viên$|pv$|ctv$|btv$|biên tập(?: viên)?$"
    r"|admin|quản trị|editor|webmaster|system|super ?user|root$|guest$|unknown|anonymous|null$|none$|n/a$"
    r"|no ?author"
    r"|(?:ban|báo|bộ|sở|phòng|đài|hội|tổ|cổng|nhóm)$|ttxvn|vov|vtv|vov\d|hnmo|nld|nlđo?|hpđt|hnp$|tpo$|ndđt|qđnd)",
    re.IGNORECASE,
)
"""Matches (match) a name that begins as an office, a newspaper or an account does. Whole words, so that given names (Phòng, Báo, Công) pass."""

ANYWHERE = re.compile(
    (
        r"[@/\\|<>{}=_#*,&+–—]|https?:|www\.|\.(?:vn|com|net|org|gov)\b|\d|\b(?:online|news|portal|vccorp|tuoi tre"
        r"|thanh nien|vietnam\+?plus|copyright|ttđt|điện tử|tổng hợp|biên dịch|biên soạn|thực hiện|cung cấp"
        r"|tác giả)\b|[?!:;…“”\"]"
    ),
    re.IGNORECASE,
)
"""Found (search) in what is no person's name: addresses, digits, marks of a sentence, parts in the work."""

PREFIX = re.compile(
    (
        r"(?:theo|nguồn|pv|ctv|btv|biên tập|thực hiện|clip|video|đồ họa|tổng hợp|nhóm pv|trích|sưu tầm|(?:tin|bài"
        r"|ảnh)(?:,| và)? ?(?:ảnh|bài|tin))[\s,:.-]|(?:tin|ảnh|bài|by)\s*[:,-]"
    ),
    re.IGNORECASE,
)
WORDS_OF_TEXT = frozenset((
    "và", "với", "của", "là", "các", "những", "được", "cho", "tại", "trong", "phát", "biểu", "sẽ", "đã", "đang",
    "không", "về", "khi", "để", "này", "có",
))  # fmt: skip


def organisation(row: Row) -> str | None:
    """An author who is an office, a publication, an account, or the portal itself."""
    own = {row.portal.lower(), (row.dateline or "\x00").lower()}
    for name in row.authors:
        text = name.strip()
        if text.lower() in own or text.casefold() in own_names(row.home) or ORGANISATION.match(text):
            return name
    return None


def line_for_a_name(row: Row) -> str | None:
    """An author who is a whole byline, a sentence, a section, an address or nothing."""
    for name in row.authors:
        text = name.strip()
        words = text.split()
        phrase = (
            sum(w in WORDS_OF_TEXT for w in words) >= 2
            or len(words) > 7
            or text.endswith((".", ","))
            or " - " in text
            or " và " in text
        )
        label = text in (row.section, row.title) or text in row.section_path or (text in row.tags and len(words) > 4)
        if not 2 <= len(text) <= 60 or phrase or label or PREFIX.match(text) or ANYWHERE.search(text):
            return name
    return None


def loud_name(row: Row) -> str | None:
    """An author in capitals throughout, in small letters throughout, or with blanks astray."""
    for name in row.authors:
        letters = [c for c in name if c.isalpha()]
        if (
            len(letters) > 3 and (all(c.isupper() for c in letters) or not any(c.isupper() for c in letters))
        ) or name != " ".join(name.split()):
            return name
    return None


def named_twice(row: Row) -> str | None:
    """The same author twice."""
    seen = [" ".join(name.lower().split()) for name in row.authors]
    return next((name for name in seen if seen.count(name) > 1), None)


def stranger_to_byline(row: Row) -> str | None:
    """An author whose last word does not stand in the byline that is said to name them."""
    if not row.byline:
        return None
    line = row.byline.casefold()
    return next((name for name in row.authors if name.split() and name.split()[-1].casefold() not in line), None)


def byline_in_body(row: Row) -> str | None:
    """The byline left as the last or first paragraph of the body."""
    names = {" ".join(line.casefold().split()) for line in (row.byline, *row.authors) if line}
    ends = (row.paragraphs[0], row.paragraphs[-1]) if row.paragraphs else ()
    return next((p for p in ends if len(p) < 90 and " ".join(p.casefold().strip(" .()").split()) in names), None)
