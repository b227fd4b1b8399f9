"""The words by which a byline says what a person's part in an article is, and the titles before a name."""

from __future__ import annotations

import re
from typing import Literal

from portals.names import UPPER
from portals.phrases import one_of

Role = Literal["author", "compiler", "photo", "editor", "source", "via"]
"""`via` is whoever stands after `Theo`: a person is then the author, a publication the source."""

_AUTHOR = one_of(r"""
    (?:ghi\schép|phóng\ssự(?:\sảnh)?|ký\ssự|bút\sk[ýí]|tùy\sbút|tản\svăn)(?:\scủa)?|bài\sviết|bài|tin|nội\sdung|text|(?<!trả\s)lời|ghi|(?:nhóm\s|tổ\schức\s)?thực\shiện|(?:nhóm\s)?tác\sgiả|người\s(?:viết|đăng|gửi)|(?:đăng|viết)\sbởi|bởi
    (?:nhóm\s)?phóng\sviên|(?:nhóm\s)?pv|(?:nhóm\s)?p\.v|cộng\stác\sviên|ctv|posted\sby|written\sby|by|authors?
""")
_COMPILER = one_of(r"""
    tổng\shợp|biên\ssoạn|lược\sdịch|biên\sdịch|chuyển\sngữ|dịch|sưu\stầm|lược\sghi|t\.h|t/h|th
""")
_PHOTO = one_of(r"""
    (?:chùm|bộ)\sảnh(?:\scủa)?|ảnh|hình\sảnh|hình|photos?|video|clip|audio|đồ\sh[oọ][ạa]|minh\sh[oọ][ạa]|infographic|thiết\skế|quay\sphim
""")
_EDITOR = one_of(r"""
    biên\stập\sviên|biên\stập|btv|trình\sbày|kỹ\sthuật|dựng\sphim|thư\ský|hiệu\sđính|đạo\sdiễn|editor
""")
_IMPRINT = one_of(r"""
    (?:phó\s)?tổng\sbiên\stập|(?:người\s)?chịu\strách\snhiệm(?:\s(?:nội\sdung|xuất\sbản|chính))?|(?:tổ\schức\s)?sản\sxuất
    chỉ\sđạo(?:\s(?:nội\sdung|thực\shiện|sản\sxuất))?|phụ\strách(?:\snội\sdung)?
""")
"""Who answers for an article and wrote none of it."""
_SOURCE = one_of(r"""
    nguồn\s(?:tin|ảnh)|nguồn|source
""")
_PATTERNS: tuple[tuple[Role, str], ...] = (
    ("editor", _IMPRINT),
    ("source", _SOURCE),
    ("author", _AUTHOR),
    ("compiler", _COMPILER),
    ("photo", _PHOTO),
    ("editor", _EDITOR),
    ("via", "theo"),
)
_ROLE_OF = tuple((role, re.compile(rf"(?<![^\W_]){words}(?![^\W_])", re.IGNORECASE)) for role, words in _PATTERNS)
_ANY = f"(?:{'|'.join(words for _, words in _PATTERNS)})"

LABEL = re.compile(
    rf"(?<![^\W_.])(?P<words>{_ANY}(?:\s?(?:,|-|–|&|\+|/|;|\.|\svà)?\s?{_ANY}){{0,3}})(?![^\W_])\s?"
    rf"(?:[:：]|(?P<bare>\s(?=(?:báo|tạp\schí|cổng|đài)\s|(?-i:[{UPPER}])|[\w-]{{2,30}}\.(?:vn|com|net))))",
    re.IGNORECASE,
)
"""A part named before its persons: `Tin, ảnh:`; bare, without a colon, only before a capital (`Theo Hồ Hương`)."""
AFTER = re.compile(rf"(?<!nhóm)\s(?P<words>thực\shiện|ghi|phóng\sviên|cộng\stác\sviên|{_COMPILER})\.?$", re.IGNORECASE)
"""A part named after its person: `Hà Thu tổng hợp`."""
TITLES = re.compile(
    one_of(r"""
    (?:PGS|GS|VS|TSKH|TS|ThS|Th\.S|BSCK\w{0,3}|BS|CK\d|CKI{1,3}|LS|KTS|KS|CN|DS|NSND|NSƯT|NGND|NGƯT|Đ/c|ĐBQH|ĐB|PV|P\.V|CTV|BTV|TUV|MC|HLV|QNCN)(?:\.\s?|-(?=PGS|TS|ThS|BS)|\s|$)
    (?:Mr|Mrs|Ms|Dr|Prof)(?:\.\s?|\s|$)
    (?:nhạc|họa|hoạ|ca|thi|văn|võ)\ss[ĩỹ]\s|cử\snhân\s|(?:thầy|cô)\sgiáo\s|soạn\sgiả\s|nhà\s(?:báo|văn|thơ|nghiên\scứu|sử\shọc|giáo)\s|(?:luật|kỹ|kiến\strúc|phó\sgiáo|giáo)\ssư\s|(?:bác|dược|tiến|thạc|nghệ)\ss[ĩỹ]\s
    (?:đại|thượng|trung|thiếu)\s(?:tá|[uú][ýy]|tướng)\s|(?:nhóm\s)?(?:phóng\sviên|pv|tác\sgiả)\s|(?:biên\stập|cộng\stác)\sviên\s|nhiếp\sảnh\sgia\s
    (?:h[òo][aà]\sthượng|thượng\st[ọo][aạ]|đại\sđức|ni\s(?:sư|trưởng)|(?:linh|giám)\smục|mục\ssư)\s
    (?:đồng\schí|quý\s(?:ông|bà|cô)|ông|bà|cô|chị)\s
    """)
    + "+",
    re.IGNORECASE,
)
"""Degrees, ranks and courtesies before a name, any number of them."""


def role_of(words: str) -> Role | None:
    """The part that the words of a label or note name; writing counts before taking photos (`Bài và ảnh`)."""
    return next((role for role, pattern in _ROLE_OF if pattern.search(words)), None) if words else None
