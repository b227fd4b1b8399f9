"""Captions that stand as bare paragraphs: one sentence that shows a scene, where a paragraph tells, reports or argues."""

from __future__ import annotations

import re

from portals.names import UPPER
from portals.phrases import one_of

_SHORTEST, _LONGEST = 8, 230
"""Characters of a caption; those with a name and its offices reach 200."""
_FEWEST_WORDS = 3
_PLAIN = 100
"""Characters from which a caption's act is its last clause."""

_CREDIT = re.compile(
    one_of(r"""
    (?:[(\[–-]\s?|[.,;|]\s|\s)(?:ảnh|hình|nguồn ảnh|photo|ảnh tư liệu)\s?:\s?(?:[^.!?:]|(?<=[\s.](?-i:[A-ZĐ]))\.){1,60}[)\]]?\.?$
    [(–-]\s?ảnh\s?(?:minh h[oọ][ạa]|tư liệu|chụp|internet|cắt từ clip|ttxvn|vgp|vov|pv|ctv|t\.l)[^.:]{0,40}\)?\.?$
    ^(?:trong ảnh|ảnh|ảnh trên|ảnh dưới|chú thích ảnh)\s?:
    ^ảnh\s?(?:minh h[oọ][ạa]|tư liệu|chụp màn hình)
    \((?:ảnh|nguồn|photo)\s?:\s?[^()]{1,60}\)\.?$
    """),
    re.IGNORECASE,
)
_SCENE = re.compile(
    one_of("""
    quang cảnh|toàn cảnh|khung cảnh|phong cảnh|cảnh|phối cảnh|không khí|khoảnh khắc
    một (?:góc|phần|số hình ảnh)|hình ảnh|bức ảnh|ảnh|sơ đồ|bản đồ|biểu đồ|hiện trường
    """)
    + r"(?![^\W_])",
    re.IGNORECASE,
)
_WHO = re.compile(
    one_of(rf"""
    (?:các|những|nhiều|đông đảo)\s\w+
    đại biểu|đại diện|đồng chí|đ/c|ông|bà|anh|chị|em|cháu|bé|cụ|thầy|cô
    bí thư|phó|chủ tịch|chủ nhiệm|giám đốc|trưởng|chánh|tổng giám đốc|thủ tướng|bộ trưởng|thứ trưởng|tổng bí thư|thường trực|[uủ][ỷy] viên
    lãnh đạo|đoàn|ban|đội|tổ công tác|thành viên|tập thể|lực lượng|thành ủy|ubnd|hđnd|mttq|công an|doanh nghiệp
    nhân dân|người|cán bộ|chiến s[ĩỹ]|công nhân|nông dân|ngư dân|tiểu thương|bà con|đồng bào|gia đình|thân nhân|cử tri|khách|du khách|khán giả
    học sinh|sinh viên|thí sinh|trẻ em|giáo viên|phụ huynh|thanh niên|tuổi trẻ|hội viên|phụ nữ|tân binh|tình nguyện viên|vận động viên|cầu thủ
    nhân viên|y,? bác s[ĩỹ]|bác s[ĩỹ]|bệnh nhân|lái xe|tài xế|luật sư|nghệ nhân|nghệ s[ĩỹ]|diễn viên
    (?:đại|thượng|trung|thiếu) (?:tá|tướng)|gs|pgs|ts|ths
    (?:sở|phòng|quận|huyện|phường|xã|trường|hội)(?=\s(?-i:[{UPPER}]))
    tiết mục|nghi thức|lễ
    """)
    + r"(?![^\W_])",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"(?<![^\W_])"
    + one_of("""
    phát biểu|kết luận (?:hội nghị|cuộc|buổi|phiên)|chủ trì|điều hành|quán triệt|trình bày|báo cáo tại|thảo luận|trao đổi|chia sẻ tại|nêu ý kiến
    tư vấn|chỉ đạo(?= (?:diễn tập|hội nghị|buổi|cuộc|tại))
    trao|tặng|nhận (?:quà|bằng|giấy|quyết định|hoa|danh hiệu|cờ|hỗ trợ|bàn giao|nhà)|thăm|động viên
    chúc mừng|chào mừng|chúc tết|gặp mặt|tiếp|đón|tiễn|bắt tay|trò chuyện|làm việc (?:với|tại)|lắng nghe
    kiểm tra|khảo sát|tham quan|dự(?! thi| án| kiến| báo)|tham gia|biểu quyết|bỏ phiếu|bấm nút|cắt băng|ký kết|ký|ra mắt|giới thiệu|chụp ảnh
    tại (?:hội nghị|buổi|lễ|cuộc|chương trình|đại hội|phiên|kỳ họp|ngày hội|công trường|hiện trường|điểm cầu)
    dâng (?:hương|hoa)|đặt vòng hoa|thắp hương|viếng|tưởng niệm|biểu diễn|thi đấu|tranh tài|tập luyện|luyện tập|trưng bày
    thực hiện|xếp hàng|trồng cây|thu hoạch|chăm sóc|vận chuyển|bốc xếp|khơi thông|dọn|vệ sinh|phun|dựng|lắp đặt|thi công|quét|xem|chọn|đi bộ
    tuyên truyền|phát tờ rơi|giải trình|trả lời chất vấn|đánh trống|gióng trống|thắp nến|khai hội|rước|múa|tiêm (?:vắc|phòng)|lấy mẫu|làm thủ tục
    """)
    + r"(?![^\W_])",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"(?<![^\W_])"
    + one_of("""
    nhấn mạnh|cho biết|cho hay|cho rằng|yêu cầu|đề nghị|khẳng định|đánh giá|chỉ rõ|chỉ ra|ghi nhận|kỳ vọng|mong muốn|bày tỏ|lưu ý
    thông báo|thống nhất|cam kết|phấn đấu|nhưng|nêu(?! (?:ý kiến|câu hỏi|kiến nghị))
    mỗi (?:ngày|sáng|tối|tuần|tháng|năm|khi)|thường(?! (?:trực|vụ|niên))|h[aằ]ng (?:ngày|tuần|tháng|năm)
    do đó|sau đó|trước đó
    mong|muốn|đừng|hãy|cần|phải|đã|sẽ|cũng|còn|nhằm|vì vậy|theo đó|tuy nhiên|đồng thời|bên cạnh|nếu|tuy|nên|tiếp tục|được|gồm|có các|có mặt
    """)
    + r"(?![^\W_])|[:;?]|\d\s?(?:%|triệu|tỷ|nghìn|đồng|giờ|phút)",
)
_ARGUES = re.compile(
    r"^"
    + one_of("""
    tại|sau|trước|theo|cùng|tham dự|dự|ngoài|bên|về|với|từ|để|đây|đó|mỗi|mọi|qua|nhờ|nhân|song|riêng|năm|ngày|sáng|chiều|tối|trong|trên|dưới|khi
    hiện nay|hiện tại|tuy|nhưng|do|vì|bởi|như|hội nghị|cuộc họp|buổi|chương trình|dự án|kế hoạch|quyết định
    nghị quyết|thông tư|quy định
    mục tiêu|kết quả|kinh phí|tổng|toàn|đến|tính|phát biểu|kết luận|báo cáo|thay mặt|cứ|không|chỉ|có|là|thế|vậy|rồi|xin|kính|trân trọng
    chúc|mời|thời gian|địa điểm|đối tượng|nội dung
    hình thức|hồ sơ|công trình|tỷ lệ|giá|số|phần|việc|cách|điều|khoản|đối với|nhìn|hơn|gần|chưa|ai|tôi|chúng tôi|ở|giữa|hàng|nhiều nơi|thứ
    """)
    + r"(?![^\W_])|(?<![^\W_])"
    + one_of(r"""
    phân công|giao (?:cho|các|sở|nhiệm vụ)|vẫn|chưa|không(?! (?:người lái|gian|khí|quân))|đang|giúp|khiến|năm nay|hiện nay|tôi|chúng ta|chúng tôi|bị phạt
    từng(?! (?:bó|thẻ|chiếc|con|người|nhóm|hàng|tốp|đoàn|mẻ|bước|cánh|giọt|ngôi|hộ|nhà|em|lớp|phần|hạt|sợi|tấm|bông|quả|cành|cây|khóm|rổ|gánh|chuyến))
    bài và ảnh|(?:bộ|loạt|chùm) ảnh|xúc động|thở dài|kể|nói|là|nhưng|song|thì|mà|vì|do|bởi|để|sắp|thường xuyên|càng
    """)
    + r"(?![^\W_])|[“”\"%;:?!]",
    re.IGNORECASE,
)
_BARE_LONGEST = 120
_SHORT = 70
"""Characters up to which a bare caption may hold a comma."""
_AT_HOUR = re.compile(
    r"\s(?:lúc|vào|hồi|từ)\s\d{1,2}\s?(?:h|giờ)\s?(?:\d{1,2})?(?:\s(?:sáng|trưa|chiều|tối|đêm))?(?![^\W_])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\W*(?:\d{1,2}|[IVX]{1,4}|[a-zđ])[.)]\s")
_BREAK = re.compile(rf"(?<![A-ZĐ]\.)(?<!TP\.)(?<!TS\.)(?<!ThS\.)(?<!Tp\.)(?<=[.!?…])[”\"’)]?\s(?=[{UPPER}“\"])")
_OPEN_ENDS = (":", "?", "!", "…", "...", ";", ",")


def looks_like_caption(line: str) -> bool:
    """Whether a bare line, by its words alone, is a picture's caption: a credit, a scene, or somebody seen acting.

    `Quang cảnh hội nghị`, `Đồng chí X, Bí thư Thành ủy phát biểu tại hội nghị.` are; what reports or argues is not.
    """
    text = line.strip()
    if not _SHORTEST <= len(text) <= _LONGEST or text.endswith(_OPEN_ENDS):
        return False
    if _CREDIT.search(text):
        return sentences(text) <= 2
    if sentences(text) > 1 or _tells(text):
        return False
    if opener := _SCENE.match(text):
        return len(text.split()) > len(opener[0].split())
    who = _WHO.match(text)
    acts = list(_ACTS.finditer(text, who.end())) if who and len(text.split()) > _FEWEST_WORDS else []
    return bool(acts) and not (len(text) > _PLAIN and "," in text[acts[-1].end() :])


def may_be_caption(line: str, *, in_pictures: bool = False) -> bool:
    """Whether a bare sentence that stands between longer paragraphs reads as a caption: it names a sight and tells no more.

    in_pictures: whether the story is told in pictures, where captions tell figures and go on after a comma.
    """
    text = _AT_HOUR.sub("", line.strip())
    if not _SHORTEST <= len(text) <= _BARE_LONGEST or text.endswith(_OPEN_ENDS) or _NUMBER.match(text):
        return False
    if not in_pictures and (re.search(r"\d", text) or text.count(",") > (len(text) <= _SHORT)):
        return False
    if _tells(text) not in (None, "được"):
        return False
    return sentences(text) == 1 and len(text.split()) > 3 and not _ARGUES.search(text)


def _tells(text: str) -> str | None:
    """The first word by which the text reports or argues; in names (`xã Thống Nhất`) it is written with a capital."""
    found = _TELLS.search(text[0].lower() + text[1:])
    return found[0] if found else None


def sentences(text: str) -> int:
    """Number of sentences: full stops after initials, titles (`TS.`, `TP.`) and a leading number end none."""
    return len(_BREAK.findall(_NUMBER.sub("", text))) + 1
