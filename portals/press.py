"""Names that stand where a person's name could, and are none: press bodies, offices, places, words of a site's furniture."""

from __future__ import annotations

import re
from functools import lru_cache

from portals.phrases import lines_of, one_of
from portals.syllables import is_syllable
from portals.tone import fold, unaccented

_LONGEST_OFFICE = 9
"""Words; more are a sentence about the office."""

_PRESS = frozenset(
    name.strip()
    for line in lines_of("""
    tuoi tre, tuoi tre online, tuoi tre thu do, thanh nien, thanh nien online, tien phong, lao dong, lao dong thu do, nguoi lao dong
    nhan dan, dan tri, ha noi moi, hanoimoi, phap luat, phap luat viet nam, phap luat tp.hcm, phap luat xa hoi, bao ve phap luat, cong ly
    dau tu, tin tuc, the gioi, vietnamnet, viet nam net, vietnam+, vietnamplus, vietnam plus, vnexpress, vn express, zing, zing news, znews
    kenh14, soha, cafef, cafebiz, vneconomy, vtc news, vtcnews, bnews, infonet, bao moi, nguoi dua tin, nguoi quan sat, mekong asean
    reuters, afp, ap, xinhua, tan hoa xa, bloomberg, bbc, cnn, sputnik, yonhap, kyodo, tass, vov, vtv, ttxvn, thong tan xa viet nam
    suc khoe doi song, suc khoe va doi song, doi song phap luat, doi song va phap luat, cong thuong, kinh te do thi, kinh te va do thi
    kinhtedothi, tri thuc tre, nhip song thi truong, nhip song kinh te, nha dau tu, dai bieu nhan dan, to quoc, nguoi dua tin, ha noi moi
    tri thuc va cuoc song, tri thuc cuoc song, nhip song viet, thuong gia, doanh nghiep va tiep thi, doanh nhan sai gon, saostar, 24h, 2sao
    tap chi cong san, nha bao va cong luan, cong luan, dien dan doanh nghiep, vietq, ngoi sao, the thao van hoa, the thao va van hoa, yan
    cong an nhan dan, quan doi nhan dan, an ninh thu do, sai gon giai phong, sggp online, qdnd online, bien phong, giao thong, xay dung
    giao duc thoi dai, giao duc va thoi dai, nong nghiep viet nam, nong thon ngay nay, dan viet, gia dinh, phu nu, phu nu viet nam, van hoa
    the thao, thoi bao ngan hang, thoi bao tai chinh, tai chinh, hai quan, kiem toan, thanh tra, mat tran, dai doan ket, moi truong
    tai nguyen moi truong, khoa hoc, khoa hoc va doi song, bao hai phong, bao quang ninh, chinhphu, chinh phu, internet, tong hop, vccorp
    """)
    for name in line.split(",")
)
_PLACES = frozenset(
    fold(name.strip())
    for line in lines_of("""
    hà nội, hải phòng, đà nẵng, cần thơ, sài gòn, hồ chí minh, huế, thừa thiên huế, hạ long, quảng ninh, quảng trị, quảng bình, quảng ngãi
    quảng nam, nghệ an, hà tĩnh, thanh hóa, lào cai, yên bái, điện biên, cao bằng, lạng sơn, bắc kạn, bắc ninh, bắc giang, đắk lắk, đắk nông
    gia lai, kon tum, đồng nai, đồng tháp, vĩnh phúc, phú thọ, hưng yên, cà mau, bạc liêu, sóc trăng, trà vinh, bến tre, tiền giang, bà rịa
    vũng tàu, cẩm phả, uông bí, móng cái, vân đồn, cát bà, đồ sơn, thủy nguyên, hoàn kiếm, thủ đô, biển đông, đông nam á, việt nam
    bạch long vĩ, tiên lãng, vĩnh bảo, cát hải, đống đa, ba đình, hai bà trưng, cầu giấy, nam từ liêm, bắc từ liêm, sóc sơn, thanh trì, gia lâm
    long biên, tây ninh, vĩnh long, bình phước, ninh bình, ninh thuận, bình thuận, nam định, thái nguyên, lai châu, phú yên, hậu giang
    hoàng sa, trường sa, phú quốc, côn đảo, nha trang, đà lạt, sa pa, quy nhơn, buôn ma thuột, pleiku, việt trì, bà rịa - vũng tàu
    miền bắc, miền nam, miền trung, bắc bộ, nam bộ, trung bộ, tây bắc, đông bắc, tây nam bộ, tây hồ, mê linh, chương mỹ, thạch thất, quốc oai
    ba vì, sơn tây, ứng hòa, phú xuyên, thường tín, thanh oai, hoài đức, hà đông, kiến an, an dương, bãi cháy, hồng gai, hòn gai, hà khẩu
    tuần châu, đông triều, quảng yên, tiên yên, đầm hà, bình liêu, ba chẽ, cô tô, lạch tray, máy tơ, hàng kênh, dư hàng, trại cau, cát dài
    niệm nghĩa, vĩnh niệm, đằng hải, đằng lâm, cát bi, tràng cát, quán toan, thượng lý, hạ lý, đồng quốc bình, máy chai, vạn mỹ, lạc viên
    ngô quyền, lê chân, hồng bàng, dương kinh, an lão, kiến thụy, trần hưng đạo, lý thường kiệt, nguyễn bỉnh khiêm, trần nguyên hãn
    hoàng hoa thám, phan bội châu, phan châu trinh, hồ xuân hương, bà triệu, lê thánh tông, đinh tiên hoàng, võ nguyên giáp, tôn đức thắng
    điện biên phủ, hùng vương, an dương vương, lý thái tổ, lê thái tổ, lê đại hành, nguyễn đình chiểu, nguyễn tri phương, nguyễn trãi
    trung quốc, hàn quốc, nhật bản, thái lan, mỹ, nga, ấn độ, bắc kinh, triều tiên, đài loan, hồng kông, châu âu, châu á, đông nam bộ, tây nguyên
    """)
    for name in line.split(",")
)
_PLACED = re.compile(
    one_of(r"""
    phố|cầu|ngõ|ngách|hẻm|chợ|thôn|xóm|bản|làng|khu|đảo|núi|đền|chùa|bến|cảng|ga|đèo|quảng trường|công viên|sân bay|sân vận động
    đường(?!\s(?:văn|thị|minh)(?![^\W_]))
    """)
    + r"\s(?-i:[A-ZÀ-ỸĐ])",
    re.IGNORECASE,
)
"""What a place is, before its name; `Đường Văn Ninh` is a person."""
_OFFICE = re.compile(
    r"(?<![^\W_])"
    + one_of("""
    ban (?:biên tập|quản|thường|tuyên|chấp|tổ chức|chỉ|dân|nội|chủ)|bbt|biên tập|t[òo][aà] soạn|báo|tạp chí|cổng|ttđt|trang tin
    trung tâm|phòng|sở|ủy ban|uỷ ban|ubnd|hđnd|mttq|ubmttq|văn phòng|hội|công an|công ty|đài|truyền hình|phát thanh|thông tấn|thông tin
    viện|bệnh viện|trường|chi cục|cục|tổng cục|(?:thành|tỉnh|quận|huyện) đoàn|đoàn (?:thanh niên|tncs)
    (?:thành|tỉnh|quận|huyện|đảng) [uủ][ỷy]|đảng bộ|chi bộ|mặt trận|liên đoàn|hội đồng|quốc hội|chính phủ|nhóm|tổ|kênh|nhà xuất bản|nxb
    quân khu|bộ đội|kho bạc|ngân hàng|bảo hiểm|t[òo][aà] án|viện kiểm sát|hợp tác xã|doanh nghiệp
    bộ (?:chỉ huy|tư lệnh|y tế|công|quốc|nội|ngoại|tài|giáo|văn|xây|giao|khoa|lao|tư|nông|thông|kế)
    phường|xã|thị trấn|quận|huyện|thành phố|tttt|vhtt|vhttdl|ptth|pttt
    """)
    + r"(?![^\W_])",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"(?<!ban )(?<!Ban )(?<![^\W_])"
    + one_of("""
    làm việc|tổ chức|họp|triển khai|tăng cường|kiểm tra|phát động|khai mạc|giám sát|thăm|trao|tặng|ban hành|đẩy mạnh|yêu cầu|chỉ đạo
    ra quân|tập huấn|sơ kết|tổng kết|đối thoại|kết luận|phát biểu|chủ trì|tiếp|đón|xây dựng|thực hiện
    """)
    + r"(?![^\W_])"
)
_TRUONG = re.compile(r"(?:Trường|Đài)\s(?!Loan|Bắc|PT|TN|TT|TH)[^\W\d_]+", re.IGNORECASE)
"""`Trường Giang`, `Đài Trang`: names, not schools and stations."""
_SYLLABLES_OF_NAMES = frozenset(
    ("phòng", "hội", "viện", "trường", "cục", "tổ", "đài", "xã", "sở", "quận", "huyện", "phường")
)
_FURNITURE = re.compile(
    r"(?<![^\W_])"
    + one_of("""
    online|news|media|admin|administrator|editor|website|web|portal|group|company|internet|facebook|zalo|twitter|youtube|google|print|e-?mail
    sign|login|search|home|menu|tags?|share|super user|quản trị(?: viên)?|người dùng|khách|ẩn danh|unknown|anonymous|null|undefined|none|nan|author
    user|test|tin (?:tức|khác|liên quan|mới|bài|ảnh)|bài viết|sự kiện|trang (?:chủ|tin|trước|sau|thông tin)|liên (?:hệ|kết|quan)|giới thiệu|chia sẻ
    bình luận|đăng (?:nhập|ký|xuất|bởi)|(?:xem|đọc) thêm|tiếp theo|quay lại|gửi|theo dõi|tải về|thời sự|chính trị|kinh tế|xã hội|pháp luật
    thế giới|thể thao|giải trí|công nghệ|sức khỏe|đời sống|giáo dục|văn h[óo][áa]|du lịch|bạn đọc|quảng cáo|hình ảnh|thư viện|sơ đồ|danh mục
    chuyên (?:mục|đề)|văn bản|thông báo|hỏi đáp|góp ý|tìm kiếm|dịch vụ|thủ tục|lịch công tác|đọc nhiều|nổi bật|mới nhất|bản (?:in|đồ)|đường dây
    chính quyền|công dân|doanh nghiệp|du khách|xây dựng|hành chính|đô thị|môi trường|bất động sản|nông nghiệp|công nghiệp|quốc tế|trong nước
    quân sự|an ninh|giao thông|quy hoạch|đầu tư|tài chính|ngân hàng|thị trường|khoa học|tuyển dụng|y tế|tài nguyên|dự án|đấu thầu|việc làm
    ẩm thực|gia đình|nhịp sống|góc nhìn|tiêu điểm|chân dung|đối ngoại|biển đảo|nhân sự|phóng sự|ký sự|bóng đá|điện ảnh|âm nhạc|thời trang
    podcast|megastory|longform|infographic|thành viên|lượt xem|truy cập|bản quyền|địa chỉ|điện thoại|ngày đăng|cập nhật
    phóng viên|cộng tác viên|nhà báo|tác giả|thực hiện|nguồn tin|theo tin|tổng hợp|bấm|nhấn|chi tiết|toàn cảnh|quang cảnh|ảnh|video|clip
    """)
    + r"(?![^\W_])",
    re.IGNORECASE,
)
_BROADCASTER = re.compile(r"(?:VOV|VTV|TTXVN|VTC|THP|QTV|HTV|ANTV|QPVN|CAND|QĐND|SGGP|NLĐO?)[-\s]\S.{1,40}")
_ABBREVIATION = re.compile(r"(?:[A-ZĐĂÂÊÔƠƯ]{2,10}|[A-ZĐ]\w*[a-zđ][A-ZĐ]\w*)(?:[.+](?:\w{2,6})?)?")
_FOREIGN_PRESS = re.compile(
    r"(?:[A-Z][a-z]+\s){1,3}(?:Times|Post|News|Journal|Guardian|Herald|Tribune|Telegraph|Mail|Review|Daily|Insider|Magazine)"
    r"|The\s[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2}"
)
_SITE = re.compile(r"(?:[\w-]+\.){1,4}(?:vn|com|net|org|info)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def is_press(name: str) -> bool:
    """Whether the name, in any case and with or without marks, is that of a press body known by name."""
    bare = unaccented(name).strip(" .").replace("&", " va ")
    return " ".join(bare.split()) in _PRESS or _FOREIGN_PRESS.fullmatch(name) is not None


def is_place(name: str) -> bool:
    """Whether the name is a place that is no person's name as well (`Thái Bình` can be one, `Hà Nội` not)."""
    return fold(name).lower() in _PLACES or _PLACED.match(name) is not None


def is_organisation(name: str) -> bool:
    """Whether a piece of a byline names a press body, an office or a company, by its words or by its initials."""
    if _OFFICE.match(name) and not _TRUONG.fullmatch(name):
        return len(name.split()) <= _LONGEST_OFFICE and not _DOING.search(name)
    if is_press(name) or _SITE.fullmatch(name) or _BROADCASTER.fullmatch(name):
        return True
    return _ABBREVIATION.fullmatch(name) is not None and not is_syllable(name)


def office_after_name(name: str) -> int | None:
    """Where an office begins that follows two to five words (`Mai Phương Báo Hải Phòng`); None where none does."""
    found = next((m for m in _OFFICE.finditer(name) if m.start() and m[0].lower() not in _SYLLABLES_OF_NAMES), None)
    return found.start() if found and 1 < len(name[: found.start()].split()) <= 5 and not _OFFICE.match(name) else None


def is_furniture_name(name: str) -> bool:
    """Whether a piece of a byline is made of words that sites print about themselves."""
    return _FURNITURE.search(name) is not None
