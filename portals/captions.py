"""Captions that stand as bare paragraphs: one sentence that shows a scene, where a paragraph tells, reports or argues."""

from __future__ import annotations

import re

from portals.names import UPPER

_PLAIN = 100
"""Characters from which a caption's act is its last clause."""
SHORTEST, LONGEST = 8, 230
"""Characters of a caption; those with a name and its offices reach 200."""

_CREDIT = re.compile(
    r"(?:[(\[–-]\s?|[.,;|]\s|\s)(?:ảnh|hình|nguồn ảnh|photo|ảnh tư liệu)\s?:\s?[^.!?:]{1,60}[)\]]?\.?$"
    r"|[(–-]\s?ảnh\s?(?:minh h[oọ][ạa]|tư liệu|chụp|internet|cắt từ clip|ttxvn|vgp|vov|pv|ctv|t\.l)[^.:]{0,40}\)?\.?$"
    r"|^ảnh\s?(?:minh h[oọ][ạa]|tư liệu|chụp màn hình)"
    r"|\((?:ảnh|nguồn|photo)\s?:\s?[^()]{1,60}\)\.?$",
    re.IGNORECASE,
)
_SCENE = re.compile(
    r"(?:quang cảnh|toàn cảnh|khung cảnh|phong cảnh|cảnh|một góc|một phần|một số hình ảnh|hình ảnh|bức ảnh|không khí|khoảnh khắc|phối cảnh"
    r"|các đại biểu|đại biểu|đại diện|sơ đồ|bản đồ|biểu đồ|ảnh)(?![^\W_])",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"(?:(?:các|những|nhiều|đông đảo)\s\w+|đồng chí|đ/c|ông|bà|anh|chị|em|cháu|bé|cụ|thầy|cô|thân nhân|tân binh|trẻ em|khán giả|cử tri|bệnh nhân|lái xe|tài xế|ngư dân|tiểu thương|nghệ nhân|nghệ s[ĩỹ]|diễn viên|cầu thủ|giáo viên"
    r"|phụ huynh|tình nguyện viên|đội|tổ công tác|khách|đồng bào|tuổi trẻ|bí thư|phó|chủ tịch|chủ nhiệm|giám đốc|trưởng|thủ tướng|bộ trưởng"
    r"|thứ trưởng|tổng bí thư|thường trực|ủy viên|uỷ viên|lãnh đạo|đoàn|ban|thành viên|nhân dân|người|cán bộ|chiến s[ĩỹ]|công nhân|nông dân|bà con|học sinh"
    r"|sinh viên|thanh niên|hội viên|phụ nữ|lực lượng|nhân viên|y,? bác s[ĩỹ]|bác s[ĩỹ]|tập thể|gia đình|thí sinh|vận động viên|du khách|doanh nghiệp"
    r"|đại tá|thượng tá|trung tá|thiếu tá|thiếu tướng|trung tướng|gs|pgs|ts|ths|luật sư|chánh|tổng giám đốc|thành ủy|ubnd|hđnd|mttq|công an"
    rf"|(?:sở|phòng|quận|huyện|phường|xã|trường|hội)(?=\s(?-i:[{UPPER}]))|tiết mục|nghi thức|lễ)(?![^\W_])",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"(?<![^\W_])(?:phát biểu|kết luận (?:hội nghị|cuộc|buổi|phiên)|chủ trì|trao|tặng|thăm|kiểm tra|dâng hương|dâng hoa|đặt vòng hoa|dự|chụp ảnh|chúc mừng"
    r"|tham quan|ký kết|ký|cắt băng|bấm nút|biểu quyết|bỏ phiếu|tham gia|trình bày|báo cáo tại|thảo luận|trao đổi|chia sẻ tại|giới thiệu|tiếp|bắt tay|khảo sát"
    r"|động viên|thực hiện|ra mắt|nhận|xếp hàng|biểu diễn|thi đấu|chào mừng|điều hành|quán triệt|tặng hoa|trồng cây|tiễn|đón|dọn|nêu ý kiến|lắng nghe|xem|chọn|thu hoạch|chăm sóc|vận chuyển|khơi thông|dựng|quét|hướng dẫn|tuyên truyền|phát tờ rơi"
    r"|lắp đặt|thi công|bốc xếp|tập luyện|luyện tập|tranh tài|trưng bày|đi bộ|vệ sinh|phun|tiêm|lấy mẫu|làm thủ tục|trò chuyện|chúc tết|thắp hương|viếng|tưởng niệm|gặp mặt|làm việc (?:với|tại)|tại)(?![^\W_])",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"(?<![^\W_])(?:nhấn mạnh|cho biết|cho hay|cho rằng|yêu cầu|đề nghị|khẳng định|đánh giá|chỉ rõ|chỉ ra|ghi nhận|kỳ vọng|mong muốn|bày tỏ|lưu ý|thông báo"
    r"|cần|phải|đã|sẽ|cũng|còn|nhằm|do đó|vì vậy|theo đó|tuy nhiên|đồng thời|bên cạnh|nếu|tuy|nên|thống nhất|tiếp tục|được|gồm|có các|có mặt)(?![^\W_])|[:;?]",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\W*(?:\d{1,2}|[IVX]{1,4}|[a-zđ])[.)]\s")
_BREAK = re.compile(rf"(?<![A-ZĐ]\.)(?<!TP\.)(?<!TS\.)(?<!ThS\.)(?<!Tp\.)(?<=[.!?…])[”\"’)]?\s(?=[{UPPER}“\"])")


def looks_like_caption(line: str) -> bool:
    """Whether a bare line, by its words alone, is a picture's caption: a credit, a scene, or somebody seen acting.

    `Quang cảnh hội nghị`, `Đồng chí X, Bí thư Thành ủy phát biểu tại hội nghị.` are; what reports or argues is not.
    """
    text = line.strip()
    if not SHORTEST <= len(text) <= LONGEST or text.endswith((":", "?", "!", "…", "...", ";", ",")):
        return False
    if _CREDIT.search(text):
        return sentences(text) <= 2
    if sentences(text) > 1 or _TELLS.search(text):
        return False
    if opener := _SCENE.match(text):
        return len(text.split()) > len(opener[0].split())
    who = _WHO.match(text)
    act = next(reversed(list(_ACTS.finditer(text, who.end()))), None) if who else None
    return act is not None and not (len(text) > _PLAIN and "," in text[act.end() :])


def sentences(text: str) -> int:
    """Number of sentences: full stops after initials and titles (`TS.`, `TP.`) end none."""
    return len(_BREAK.findall(_NUMBER.sub("", text))) + 1
